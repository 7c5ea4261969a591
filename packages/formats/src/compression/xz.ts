import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { type ByteFilter, filtered, xzFilter } from "./byte-filters.ts";
import { type CodecReport, verify, watched } from "./codec.ts";
import { Crc64 } from "./crc64.ts";
import type { InputBytes } from "./input-bytes.ts";
import { USUAL_DICTIONARY } from "./lzma-alone.ts";
import { lzma2, lzma2Dictionary } from "./lzma2.ts";
import type { OutputLog } from "./output-log.ts";

const MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);
/** Bytes of each kind of check. @see xz-file-format.txt 2.1.1.2 */
const CHECK_SIZES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const LZMA2 = 0x21;

export function isXz(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/** Streams one after another with their padding. @see https://tukaani.org/xz/xz-file-format.txt */
export function* xz(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  do {
    report.streams++;
    const header = input.take(12);
    if (!isXz(header)) throw new FormatError("MALFORMED", "No xz header.");
    const kind = (header[7] ?? 0) & 15;
    verify(
      report,
      crc32(header.subarray(6, 8)) === viewOf(header).getUint32(8, true),
      "The checksum of the xz header is wrong.",
      input.position,
    );
    let blocks = 0;
    for (let size = input.byte(); size !== 0; size = input.byte()) {
      blocks++;
      yield* block(input, output, report, size, kind);
    }
    index(input, report, blocks);
    const footer = input.take(12);
    if (footer[10] !== 0x59 || footer[11] !== 0x5a) throw new FormatError("MALFORMED", "No end of the xz stream.");
    verify(
      report,
      crc32(footer.subarray(4, 10)) === viewOf(footer).getUint32(0, true),
      "The checksum of the xz end is wrong.",
      input.position,
    );
    yield;
  } while (another(input));
}

/** Goes over padding (fours of zeros) to the next stream; stays before what is none. */
function another(input: InputBytes): boolean {
  const end = input.position;
  for (;;) {
    const next = input.peek(6);
    if (isXz(next)) return true;
    if (next.length < 4 || next[0] !== 0 || next[1] !== 0 || next[2] !== 0 || next[3] !== 0) {
      if (next.length > 0) input.seek(end);
      return false;
    }
    input.seek(input.position + 4);
  }
}

function* block(input: InputBytes, output: OutputLog, report: CodecReport, sizeByte: number, kind: number): Generator<undefined, void> {
  const start = input.position - 1;
  const size = sizeByte * 4 + 4;
  const header = input.take(size - 1);
  const view = viewOf(header);
  verify(
    report,
    crc32(header.subarray(0, size - 5), crc32(Uint8Array.of(sizeByte))) === view.getUint32(size - 5, true),
    "The checksum of a block header is wrong.",
    start,
  );
  const fields = new BlockFields(header.subarray(0, size - 5));
  if (fields.dictionary > USUAL_DICTIONARY)
    report.demand ??= `The xz stream asks for ${Math.ceil(fields.dictionary / 1024 / 1024)} MB of memory.`;
  const before = output.length;
  const codec = filtered((from, to) => lzma2(from, to, fields.dictionary), fields.filters);
  // Without filters the output is the window itself and nothing is held twice.
  const steps = fields.plain ? lzma2(input, output, fields.dictionary) : codec(input, output, report);
  const check = checkOf(kind);
  yield* watched(steps, output, (piece) => check?.update(piece));
  const compressed = input.position - start - size;
  const made = output.length - before;
  verify(report, fields.compressed === undefined || fields.compressed === compressed, "A block is not as long as it says.", start);
  verify(report, fields.size === undefined || fields.size === made, "The content of a block is not as long as it says.", start);
  while ((input.position - start) % 4 !== 0) input.byte();
  const stated = input.take(CHECK_SIZES[kind] ?? 0);
  const digest = check?.digest();
  if (digest !== undefined)
    verify(
      report,
      digest.every((byte, at) => byte === stated[at]),
      "The check of a block does not match its content.",
      start,
    );
  yield;
}

/** @see xz-file-format.txt 3.1 */
class BlockFields {
  readonly compressed: number | undefined;
  readonly size: number | undefined;
  readonly dictionary: number;
  /** Before LZMA2, in the order of the file. */
  readonly filters: () => readonly ByteFilter[];
  readonly plain: boolean;
  readonly #bytes: Uint8Array;
  #at = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const flags = bytes[0] ?? 0;
    this.compressed = (flags & 0x40) === 0 ? undefined : this.#number();
    this.size = (flags & 0x80) === 0 ? undefined : this.#number();
    const list: { readonly id: number; readonly properties: Uint8Array }[] = [];
    for (let index = 0; index <= (flags & 3); index++) {
      const id = this.#number();
      const length = this.#number();
      if (length > bytes.length - this.#at) throw new FormatError("MALFORMED", "A filter of xz whose properties do not fit.");
      list.push({ id, properties: bytes.subarray(this.#at, (this.#at += length)) });
    }
    const last = list.pop();
    const dictionary = last?.id === LZMA2 ? lzma2Dictionary(last.properties[0] ?? 255) : undefined;
    if (dictionary === undefined) throw new FormatError("MALFORMED", "A block of xz that does not end in LZMA2.");
    this.dictionary = dictionary;
    this.plain = list.length === 0;
    this.filters = () => list.map(({ id, properties }) => xzFilter(id, properties));
  }

  #number(): number {
    const { value, end } = variableInteger(this.#bytes, this.#at);
    this.#at = end;
    return value;
  }
}

/** Seven bits a byte, the lowest first, nine bytes at most. @see xz-file-format.txt 1.2 */
function variableInteger(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) break;
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, end: start + index + 1 };
  }
  throw new FormatError("MALFORMED", "A number of xz that does not end.");
}

/** The list of blocks after them; read for its length and its checksum. */
function index(input: InputBytes, report: CodecReport, blocks: number): void {
  const start = input.position - 1;
  let checksum = crc32(Uint8Array.of(0));
  const byte = (): number => {
    const value = input.byte();
    checksum = crc32(Uint8Array.of(value), checksum);
    return value;
  };
  const number = (): number => {
    const bytes: number[] = [];
    do bytes.push(byte());
    while ((bytes.at(-1) ?? 0) >= 128 && bytes.length < 9);
    return variableInteger(Uint8Array.from(bytes), 0).value;
  };
  const records = number();
  verify(report, records === blocks, "The index of xz lists another number of blocks.", start);
  if (records !== blocks) throw new FormatError("MALFORMED", "The index of xz does not fit the blocks.");
  for (let record = 0; record < records; record++) {
    number();
    number();
  }
  while ((input.position - start) % 4 !== 0) byte();
  verify(report, input.uint32() === checksum, "The checksum of the index of xz is wrong.", start);
}

interface Check {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

function checkOf(kind: number): Check | undefined {
  if (kind === 1) {
    let value = 0;
    return {
      update: (bytes) => {
        value = crc32(bytes, value);
      },
      digest: () => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24),
    };
  }
  if (kind === 4) return new Crc64();
  if (kind !== 10) return undefined;
  const hash = createHash("sha256");
  return { update: (bytes) => hash.update(bytes), digest: () => hash.digest() };
}
