import { ProtectError } from "../../errors.ts";
import { fromBase64, isKeyName } from "./names.ts";

export interface NoteSignature {
  readonly name: string;
  /** First four bytes, as a number. */
  readonly keyId: number;
  /** Without the key id. */
  readonly bytes: Uint8Array;
}

/** Text that ends in a newline, and who signed it (C2SP signed-note). */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Longest note that is read: sixteen post-quantum signatures take about 55,000 characters. */
const LONGEST = 1 << 20;
const MOST_SIGNATURES = 100;

/** One line of a note, without its newline; undefined where it is none. */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name = "", text = "", ...more] = line.split(" ");
  if (dash !== "—" || more.length > 0 || !isKeyName(name)) return undefined;
  const bytes = fromBase64(text);
  return bytes === undefined || bytes.length < 5 ? undefined : { name, keyId: bytes.readUInt32BE(0), bytes: bytes.subarray(4) };
}

export function renderSignatureLine({ name, keyId, bytes }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `— ${name} ${Buffer.concat([id, bytes]).toString("base64")}\n`;
}

/** @param what file or peer that the note came from. @throws ProtectError FORMAT_INVALID */
export function parseNote(what: string, bytes: Uint8Array): Note {
  const invalid = (why: string): ProtectError =>
    new ProtectError("FORMAT_INVALID", `${what} is no signed note: ${why}; take the file from its origin again.`);
  if (bytes.length > LONGEST) throw invalid(`it is longer than ${LONGEST} bytes`);
  let note: string;
  try {
    note = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid("it is not UTF-8");
  }
  if (/[\0-\x09\x0b-\x1f]/.test(note)) throw invalid("it holds control characters");
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw invalid("a blank line and signatures behind its text are missing");
  const lines = note.slice(end + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw invalid(`it has more than ${MOST_SIGNATURES} signatures`);
  const signatures = lines.map((line, index) => {
    const signature = parseSignatureLine(line);
    if (signature === undefined) throw invalid(`line ${index + 1} of its signatures is no signature`);
    return signature;
  });
  return { text: note.slice(0, end + 1), signatures };
}

export function renderNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(renderSignatureLine).join("")}`;
}
