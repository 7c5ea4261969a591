import { ProtectError } from "../../errors.ts";
import { HASH_BYTES } from "../merkle/hash.ts";
import { fromBase64 } from "./names.ts";
import { type Note, parseNote } from "./note.ts";

/** What a log says of itself: its name, how many entries it has, and the root of their tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Lines that no witness vouches for. */
  readonly extensions: readonly string[];
}

export interface SignedCheckpoint extends Checkpoint {
  readonly note: Note;
}

/** Text of a note. */
export function renderCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), Buffer.from(root).toString("base64"), ...extensions, ""].join("\n");
}

/** A decimal number without leading zeroes below 2^53; undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const size = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

/** Reads without judging signatures. @throws ProtectError FORMAT_INVALID */
export function parseCheckpoint(what: string, bytes: Uint8Array): SignedCheckpoint {
  const note = parseNote(what, bytes);
  const [origin = "", sizeText = "", rootText = "", ...extensions] = note.text.slice(0, -1).split("\n");
  const size = parseSize(sizeText);
  const root = fromBase64(rootText);
  const invalid = (why: string): ProtectError => new ProtectError("FORMAT_INVALID", `${what} is no checkpoint: ${why}.`);
  if (origin === "") throw invalid("its first line, the name of the log, is empty");
  if (size === undefined) throw invalid("its second line is no number of entries");
  if (root?.length !== HASH_BYTES) throw invalid("its third line is no SHA-256 hash in base64");
  if (extensions.includes("")) throw invalid("it has an empty line");
  return { origin, size, root, extensions, note };
}
