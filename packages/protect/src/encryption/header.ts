import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { ProtectError } from "../errors.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";

/** A part of the header: the file key, wrapped for somebody. `args[0]` is its type. */
export interface Stanza {
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

export interface AgeHeader {
  readonly stanzas: readonly Stanza[];
  readonly mac: Uint8Array;
  /** What the code authenticates: everything up to and with `---`. */
  readonly authenticated: Uint8Array;
  /** Bytes up to and with the header's last newline; the payload's nonce follows. */
  readonly length: number;
}

const INTRODUCTION = "age-encryption.org/v1\n";
/** Every version's first line begins so. */
export const MAGIC = "age-encryption.org/";
export const FILE_KEY_BYTES = 16;
const COLUMNS = 64;
const BYTES_PER_LINE = 48;
const MAC_BYTES = 32;
/** About 9,000 post-quantum recipients; a header that goes on is no header. */
export const MAXIMAL_HEADER = 16 * 1024 * 1024;

/** A header that breaks the format: damaged, cut off, or not written by an age program. */
export function headerFault(what: string): ProtectError {
  return new ProtectError("NOT_DECRYPTED", `The header is damaged: ${what}. Take the file from where it was encrypted again.`);
}

/** Whether text may stand as an argument: one or more visible ASCII characters. */
function isArgument(text: string): boolean {
  if (text === "") return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 33 || code > 126) return false;
  }
  return true;
}

/** The lines of a header as they are asked for; throws CUT_OFF where the bytes end before the line does. */
class Lines {
  readonly #bytes: Buffer;
  position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  next(): string | undefined {
    const end = this.#bytes.indexOf(10, this.position);
    if (end < 0) return undefined;
    const line = this.#bytes.toString("latin1", this.position, end);
    this.position = end + 1;
    return line;
  }
}

/** Body lines of 64 columns up to the first shorter one, which may be empty; undefined where the bytes end before. */
function readBody(lines: Lines): Buffer | undefined {
  const parts: Buffer[] = [];
  for (;;) {
    const line = lines.next();
    if (line === undefined) return undefined;
    if (line.length > COLUMNS) throw headerFault("a line of a stanza is longer than 64 columns");
    const part = decodeBase64(line);
    if (part === undefined) throw headerFault("a line of a stanza is not canonical base64");
    parts.push(part);
    if (part.length < BYTES_PER_LINE) return Buffer.concat(parts);
  }
}

/**
 * Reads the header at the start of `bytes`, strictly: one spelling only (C2SP age.md, "Header").
 * @returns undefined where the header goes on behind these bytes
 * @throws ProtectError FORMAT_INVALID where this is no age file, NOT_DECRYPTED where it is one that is damaged
 */
export function parseHeader(bytes: Uint8Array): AgeHeader | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.toString("latin1", 0, INTRODUCTION.length);
  if (!start.startsWith(MAGIC.slice(0, start.length)))
    throw new ProtectError("FORMAT_INVALID", "This is no age file; give one that `castellan encrypt` or age wrote.");
  const lines = new Lines(buffer);
  const first = lines.next();
  if (first === undefined) {
    if (buffer.length < 128) return undefined;
    throw headerFault("its first line does not end");
  }
  if (`${first}\n` !== INTRODUCTION) throw headerFault("its version is not age-encryption.org/v1");
  const stanzas: Stanza[] = [];
  for (;;) {
    const lineStart = lines.position;
    const line = lines.next();
    if (line === undefined) return undefined;
    const [mark, ...args] = line.split(" ");
    if (mark === "---") {
      const mac = args.length === 1 ? decodeBase64(args[0] ?? "") : undefined;
      if (mac?.length !== MAC_BYTES) throw headerFault("its last line is not an authentication code");
      if (stanzas.length === 0) throw headerFault("it names no recipient");
      return { stanzas, mac, authenticated: buffer.subarray(0, lineStart + 3), length: lines.position };
    }
    if (mark !== "->" || args.length === 0 || !args.every(isArgument)) throw headerFault("a line is neither a stanza nor the last one");
    const body = readBody(lines);
    if (body === undefined) return undefined;
    stanzas.push({ args, body });
  }
}

function headerText(stanzas: readonly Stanza[]): string {
  let text = INTRODUCTION;
  for (const { args, body } of stanzas) {
    text += `-> ${args.join(" ")}\n`;
    const encoded = encodeBase64(body);
    for (let start = 0; start <= encoded.length; start += COLUMNS) text += `${encoded.slice(start, start + COLUMNS)}\n`;
  }
  return `${text}---`;
}

function macOf(fileKey: Uint8Array, authenticated: Uint8Array | string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", fileKey, "", "header", MAC_BYTES));
  return createHmac("sha256", key).update(authenticated).digest();
}

/** @throws ProtectError OPTION_INVALID where a stanza could not be read again */
export function writeHeader(stanzas: readonly Stanza[], fileKey: Uint8Array): Buffer {
  if (stanzas.length === 0 || stanzas.some(({ args }) => args.length === 0 || !args.every(isArgument)))
    throw new ProtectError("OPTION_INVALID", "A header needs a recipient, and words of visible ASCII in its stanzas.");
  const text = headerText(stanzas);
  return Buffer.from(`${text} ${encodeBase64(macOf(fileKey, text))}\n`, "latin1");
}

/** Whether the file key is the one that this header was written with, and the header as it was written. */
export function isAuthentic(header: AgeHeader, fileKey: Uint8Array): boolean {
  return timingSafeEqual(macOf(fileKey, header.authenticated), header.mac);
}
