import { ProtectError } from "../../errors.ts";
import { sameHash } from "../merkle/hash.ts";
import { parseCheckpoint, type SignedCheckpoint } from "../note/checkpoint.ts";
import { checkSignature, renderVerifierKey, type VerifierKey } from "../note/keys.ts";
import { judgePolicy, type LogPolicy } from "../note/policy.ts";
import { TILE_WIDTH, tilePath, tileWidth } from "../tiles/paths.ts";
import type { ReadLogFile } from "../tiles/read-tiles.ts";
import type { LogProblem } from "./problem.ts";
import { walkEntries } from "./walk-entries.ts";
import { walkTiles } from "./walk-tiles.ts";

export interface EarlierCheckpoint {
  /** How messages call it. */
  readonly name: string;
  readonly checkpoint: SignedCheckpoint;
}

export interface VerifyLogOptions {
  /** Keys that must all have signed the checkpoint. */
  readonly logKeys: readonly VerifierKey[];
  /** Checkpoints of this log that were kept elsewhere; they must bear a signature of one of the keys. */
  readonly earlier?: readonly EarlierCheckpoint[];
  /** Witnesses whose cosignatures the checkpoint needs. */
  readonly policy?: LogPolicy;
  /** Told of every entry. */
  readonly entry?: (index: number, bytes: Uint8Array) => void;
}

export interface LogReport {
  readonly origin: string;
  readonly size: number;
  /** Root that the checkpoint states. */
  readonly root: Uint8Array;
  /** Sorted by what is found first: checkpoint, entries, tiles, earlier checkpoints, witnesses. None: the log is whole. */
  readonly problems: readonly LogProblem[];
  /** Names of witnesses whose cosignature holds. */
  readonly witnesses: readonly string[];
}

/**
 * Recomputes a whole log from its entries and compares everything that it says of itself; needs no network.
 * @throws ProtectError OPTION_INVALID without a key, FILE_UNREADABLE where a file cannot be read
 */
export function verifyLog(read: ReadLogFile, options: VerifyLogOptions): LogReport {
  const { logKeys, earlier = [], policy } = options;
  if (logKeys.length === 0)
    throw new ProtectError("OPTION_INVALID", "A log is verified with the key of its signer; give it with --log-key.");
  const stated = readCheckpoint(read);
  if ("problem" in stated)
    return { origin: logKeys[0]?.name ?? "", size: 0, root: new Uint8Array(), problems: [stated.problem], witnesses: [] };
  const { checkpoint } = stated;
  const { origin, size, root } = checkpoint;
  const problems: LogProblem[] = signatureProblems("checkpoint", checkpoint, logKeys);
  const kept = earlier.filter((one) => {
    const wrong = logKeys.every((key) => checkSignature(key, one.checkpoint)?.valid !== true || one.checkpoint.origin !== key.name);
    if (wrong)
      problems.push({
        kind: "earlier",
        message: `${one.name} bears no signature of the log's key that holds; it says nothing about this log`,
      });
    return !wrong;
  });
  const walk = walkEntries(read, size, {
    sizes: new Set(kept.map((one) => one.checkpoint.size)),
    ...(options.entry === undefined ? {} : { entry: options.entry }),
  });
  problems.push(...walk.problems, ...differences(walk, checkpoint));
  if (walk.more > 0) problems.push({ kind: "entry", message: `${walk.more} more entries or files are wrong` });
  problems.push(...rootProblems(walk, checkpoint));
  if (walk.root !== undefined) problems.push(...walkTiles(read, size, walk.tileHashes));
  for (const one of kept) problems.push(...earlierProblems(one, checkpoint, walk.rootsAt.get(one.checkpoint.size)));
  const judged = policy === undefined ? undefined : judgePolicy(policy, checkpoint);
  if (judged !== undefined && !judged.holds) problems.push({ kind: "quorum", path: "checkpoint", message: judged.message });
  return { origin, size, root, problems, witnesses: judged?.witnesses ?? [] };
}

function readCheckpoint(read: ReadLogFile): { readonly checkpoint: SignedCheckpoint } | { readonly problem: LogProblem } {
  const bytes = read("checkpoint");
  if (bytes === undefined)
    return {
      problem: { kind: "missing", path: "checkpoint", message: "checkpoint is missing: without it nothing can be said about the log" },
    };
  try {
    return { checkpoint: parseCheckpoint("checkpoint", bytes) };
  } catch (error) {
    if (!(error instanceof ProtectError)) throw error;
    return { problem: { kind: "checkpoint", path: "checkpoint", message: error.message } };
  }
}

function signatureProblems(path: string, checkpoint: SignedCheckpoint, keys: readonly VerifierKey[]): LogProblem[] {
  return keys.flatMap((key): LogProblem[] => {
    const wrong = (message: string): LogProblem[] => [{ kind: "signature", path, message }];
    if (checkpoint.origin !== key.name) return wrong(`the checkpoint is of the log ${checkpoint.origin}, not of ${key.name}`);
    const state = checkSignature(key, checkpoint);
    const short = renderVerifierKey(key).split("+").slice(0, 2).join("+");
    if (state === undefined) return wrong(`the checkpoint is not signed by ${short}`);
    return state.valid ? [] : wrong(`the signature of ${short} on the checkpoint does not hold: the checkpoint was changed`);
  });
}

/** Which of the two was changed is told by the root: the entries make it, or their tiles do. */
function differences({ differing, root }: ReturnType<typeof walkEntries>, checkpoint: SignedCheckpoint): readonly LogProblem[] {
  const entriesHold = root !== undefined && sameHash(root, checkpoint.root);
  return differing.map((index): LogProblem => {
    const number = Math.floor(index / TILE_WIDTH);
    const [bundle, tile] = (["entries", 0] as const).map((level) => tilePath(level, number, tileWidth(level, number, checkpoint.size)));
    return {
      kind: entriesHold ? "tile" : "entry",
      entries: [index, index + 1],
      message: entriesHold
        ? `${tile} holds another hash for entry ${index} than it makes, and the entry is the one that was signed`
        : `entry ${index} in ${bundle} does not make the hash that ${tile} holds`,
      ...(entriesHold ? { path: tile ?? "" } : { path: bundle ?? "" }),
    };
  });
}

function rootProblems(walk: ReturnType<typeof walkEntries>, { size, root }: SignedCheckpoint): readonly LogProblem[] {
  if (walk.root === undefined)
    return [{ kind: "root", path: "checkpoint", message: "the root cannot be recomputed, because entries and their hashes are missing" }];
  if (sameHash(walk.root, root)) return [];
  const why =
    walk.tileRoot !== undefined && sameHash(walk.tileRoot, root)
      ? "the hashes in the tiles do, so that the entries named above were changed"
      : "nor do the hashes in the tiles: entries and tiles were changed together, or the checkpoint is of another log";
  return [{ kind: "root", path: "checkpoint", message: `the ${size} entries do not make the root of the checkpoint; ${why}` }];
}

function earlierProblems(
  { name, checkpoint }: EarlierCheckpoint,
  now: SignedCheckpoint,
  root: Uint8Array | undefined,
): readonly LogProblem[] {
  const wrong = (message: string): LogProblem[] => [{ kind: "earlier", message }];
  if (checkpoint.size > now.size)
    return wrong(`${name} says ${checkpoint.size} entries, the log has ${now.size}: it was rolled back or cut off`);
  if (root === undefined) return wrong(`whether the log still begins as ${name} says cannot be told: entries are missing`);
  if (sameHash(root, checkpoint.root)) return [];
  return wrong(`the first ${checkpoint.size} entries are not those of ${name}: the log was rewritten or forked since, and signed again`);
}
