import { ProtectError } from "../../errors.ts";
import { HASH_BYTES } from "../merkle/hash.ts";
import { includes } from "../merkle/verify-proof.ts";
import { parseCheckpoint, parseSize, type SignedCheckpoint } from "./checkpoint.ts";
import { checkSignature, type VerifierKey } from "./keys.ts";
import { fromBase64 } from "./names.ts";
import { renderNote } from "./note.ts";
import { judgePolicy, type LogPolicy } from "./policy.ts";

const HEAD = "c2sp.org/tlog-proof@v1";
const MOST_HASHES = 63;

/** Evidence that an entry is in a log, in one file that needs nothing else (C2SP tlog-proof). */
export interface TlogProof {
  readonly index: number;
  /** From the sibling of the entry's hash upward. */
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
  /** Nobody vouches for it. */
  readonly extra?: Uint8Array;
}

export function renderProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  const lines = [HEAD, ...(extra === undefined ? [] : [`extra ${base64(extra)}`]), `index ${index}`, ...hashes.map(base64), "", ""];
  return lines.join("\n") + renderNote(checkpoint.note);
}

/** @param what file that it came from. @throws ProtectError FORMAT_INVALID */
export function parseProof(what: string, bytes: Uint8Array): TlogProof {
  const invalid = (why: string): ProtectError => new ProtectError("FORMAT_INVALID", `${what} is no tlog-proof: ${why}.`);
  const text = Buffer.from(bytes).toString("latin1");
  const end = text.indexOf("\n\n");
  if (end < 0) throw invalid("no blank line stands before its checkpoint");
  const [head, ...lines] = text.slice(0, end).split("\n");
  if (head !== HEAD) throw invalid(`its first line is not ${HEAD}`);
  const extraText = lines[0]?.startsWith("extra ") === true ? lines.shift()?.slice(6) : undefined;
  const extra = extraText === undefined ? undefined : fromBase64(extraText);
  if (extraText !== undefined && extra === undefined) throw invalid("its extra line is no base64");
  const indexLine = lines.shift() ?? "";
  const index = indexLine.startsWith("index ") ? parseSize(indexLine.slice(6)) : undefined;
  if (index === undefined) throw invalid("its index line is missing");
  if (lines.length > MOST_HASHES) throw invalid(`it has more than ${MOST_HASHES} hashes`);
  const hashes = lines.map((line, at) => {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_BYTES) throw invalid(`hash ${at + 1} is no SHA-256 hash in base64`);
    return hash;
  });
  return { index, hashes, checkpoint: parseCheckpoint(what, bytes.subarray(end + 2)), ...(extra === undefined ? {} : { extra }) };
}

export interface ProofOptions {
  /** Keys of the log, which must all have signed. */
  readonly logKeys: readonly VerifierKey[];
  readonly policy?: LogPolicy;
}

/** What is wrong with a proof that an entry of that hash is in the log; nothing where it holds. */
export function judgeProof(
  { index, hashes, checkpoint }: TlogProof,
  leaf: Uint8Array,
  { logKeys, policy }: ProofOptions,
): string | undefined {
  if (logKeys.length === 0) return "a proof is judged with the key of its log, and none was given";
  for (const key of logKeys) {
    if (checkpoint.origin !== key.name) return `the proof is of the log ${checkpoint.origin}, not of ${key.name}`;
    if (checkSignature(key, checkpoint)?.valid !== true) return `the checkpoint does not bear a signature of ${key.name} that holds`;
  }
  if (policy !== undefined) {
    const judged = judgePolicy(policy, checkpoint);
    if (!judged.holds) return judged.message;
  }
  if (!includes(index, checkpoint.size, leaf, hashes, checkpoint.root))
    return `the entry is not number ${index} of the log ${checkpoint.origin}`;
  return undefined;
}
