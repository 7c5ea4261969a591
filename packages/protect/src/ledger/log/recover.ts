import { ProtectError } from "../../errors.ts";
import { sameHash } from "../merkle/hash.ts";
import { consistencyProof } from "../merkle/make-proof.ts";
import { consistent } from "../merkle/verify-proof.ts";
import { parseCheckpoint, type SignedCheckpoint } from "../note/checkpoint.ts";
import { checkSignature, type VerifierKey } from "../note/keys.ts";
import { renderNote } from "../note/note.ts";
import { GrowingTree } from "../tiles/growing-tree.ts";
import { hashesAt, TILE_WIDTH, tileFolder, tileWidth } from "../tiles/paths.ts";
import { readEntries } from "../tiles/read-entry.ts";
import { tileNodes } from "../tiles/read-tiles.ts";
import type { LogFiles } from "./files.ts";

/** Most entries that one commit may hold: as far an interrupted one can have gone beyond the checkpoint. */
export const LARGEST_BATCH = 1 << 16;
/** Copy of the checkpoint that is put in its place first; the two differ only where a commit was interrupted. */
export const STATE_PATH = ".castellan/state";
export const CHECKPOINT_PATH = "checkpoint";
const folderOfState = ".castellan";

export interface RecoveredLog {
  readonly checkpoint: SignedCheckpoint;
  readonly tree: GrowingTree;
  /** Entries of the last bundle, where it is not full. */
  readonly tail: readonly Uint8Array[];
}

function inconsistent(message: string): ProtectError {
  return new ProtectError(
    "LOG_INCONSISTENT",
    `${message}. Nothing is written to such a log: keep it as it is, and run castellan ledger verify to see what was changed.`,
  );
}

function readSigned(files: LogFiles, path: string, keys: readonly VerifierKey[]): SignedCheckpoint | undefined {
  const bytes = files.read(path);
  if (bytes === undefined) return undefined;
  const checkpoint = parseCheckpoint(path, bytes);
  for (const key of keys)
    if (checkpoint.origin !== key.name || checkSignature(key, checkpoint)?.valid !== true)
      throw inconsistent(`${path} is not signed with the key of this log, ${key.name}`);
  return checkpoint;
}

/**
 * The last state of a log that was durable: what was cut off within a commit is finished where it can be and taken away
 * where not. Undefined where there is no log yet.
 * @param kept a checkpoint that was remembered elsewhere
 * @throws ProtectError LOG_INCONSISTENT where files were changed, FORMAT_INVALID, FILE_MISSING, FILE_UNREADABLE, FILE_UNWRITABLE
 */
export async function recoverLog(
  files: LogFiles,
  keys: readonly VerifierKey[],
  kept?: SignedCheckpoint,
): Promise<RecoveredLog | undefined> {
  const shown = readSigned(files, CHECKPOINT_PATH, keys);
  const state = readSigned(files, STATE_PATH, keys);
  const checkpoint = state === undefined || (shown !== undefined && shown.size >= state.size) ? shown : state;
  if (checkpoint === undefined) {
    if (files.list("tile").length > 0) throw inconsistent("There are tiles, but no checkpoint");
    if (kept !== undefined && kept.size > 0) throw inconsistent(`The log had ${kept.size} entries and is gone`);
    return undefined;
  }
  const tree = GrowingTree.open((path) => files.read(path), checkpoint.size);
  if (!sameHash(tree.root(), checkpoint.root))
    throw inconsistent(`The tiles do not make the root of the checkpoint of ${checkpoint.size} entries`);
  const tail = tailOf(files, checkpoint.size);
  for (const earlier of [shown, state, kept]) if (earlier !== undefined) requireBeginning(files, earlier, checkpoint);
  await removeBeyond(files, checkpoint.size);
  await showSame(files, checkpoint, shown, state);
  // A commit that was cut off behind its renames is seen, but not durable before its names are.
  for (const folder of [folderOfState, "."]) await files.syncFolder(folder);
  return { checkpoint, tree, tail };
}

function requireBeginning(files: LogFiles, earlier: SignedCheckpoint, now: SignedCheckpoint): void {
  if (earlier.size > now.size) throw inconsistent(`The log had ${earlier.size} entries and has ${now.size} now: it was rolled back`);
  if (earlier.size === 0) return;
  const proof = consistencyProof(
    tileNodes((path) => files.read(path), now.size),
    0,
    earlier.size,
    now.size,
  );
  if (!consistent(earlier.size, now.size, earlier.root, proof, now.root))
    throw inconsistent(`The first ${earlier.size} entries are others than they were`);
}

/** @throws ProtectError LOG_INCONSISTENT where the last entries are not those that the tree knows */
function tailOf(files: LogFiles, size: number): readonly Uint8Array[] {
  const index = Math.floor(size / TILE_WIDTH);
  const width = size % TILE_WIDTH;
  if (width === 0) return [];
  try {
    return readEntries((path) => files.read(path), index, size).map((entry) => Uint8Array.from(entry));
  } catch (error) {
    throw error instanceof ProtectError && error.code !== "FILE_UNREADABLE" ? inconsistent(error.message.replace(/\.$/, "")) : error;
  }
}

/** Takes away what a commit that was cut off has left behind the end of the tree. */
async function removeBeyond(files: LogFiles, size: number): Promise<void> {
  for (const level of ["entries", ...Array.from({ length: 8 }, (_, level) => level)] as const) {
    const names = files.list(`tile/${level}`);
    if (names.length === 0) continue;
    const last = Math.floor(hashesAt(level, size) / TILE_WIDTH);
    const width = tileWidth(level, last, size);
    files.remove(tileFolder(level, last));
    for (const name of files.list(`${tileFolder(level, last)}.p`))
      if (!(Number(name) <= width)) files.remove(`${tileFolder(level, last)}.p/${name}`);
    for (let index = last + 1; index <= last + 1 + LARGEST_BATCH / TILE_WIDTH; index++) {
      files.remove(tileFolder(level, index));
      files.remove(`${tileFolder(level, index)}.p`);
    }
  }
}

/** Brings the checkpoint and its copy to the same state. */
async function showSame(files: LogFiles, now: SignedCheckpoint, ...places: readonly (SignedCheckpoint | undefined)[]): Promise<void> {
  const [shown, state] = places;
  for (const [path, there] of [
    [STATE_PATH, state],
    [CHECKPOINT_PATH, shown],
  ] as const) {
    if (there?.size === now.size) continue;
    await files.write(`${path}.new`, Buffer.from(renderNote(now.note)));
    files.rename(`${path}.new`, path);
  }
}
