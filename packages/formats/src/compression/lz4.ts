import { FormatError } from "../errors.ts";
import { type CodecReport, verify, watched } from "./codec.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";
import { firstMagic, isSkippable, magicOf, skipFrame } from "./skippable-frames.ts";
import { XxHash32 } from "./xxhash32.ts";

const MAGIC = 0x184d2204;
const LEGACY_MAGIC = 0x184c2102;
const LEGACY_BLOCK = 8 * 1024 * 1024;
const WINDOW = 64 * 1024;
const STEP = 256 * 1024;

export function isLz4(head: Uint8Array): boolean {
  const magic = firstMagic(head);
  return head.length >= 7 && (magic === MAGIC || magic === LEGACY_MAGIC);
}

/** Frames one after another. @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
export function* lz4(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  output.window = WINDOW;
  for (;;) {
    const magic = magicOf(input.peek(4));
    if (magic !== MAGIC && magic !== LEGACY_MAGIC && !isSkippable(magic)) {
      if (report.streams === 0) throw new FormatError("MALFORMED", "No LZ4 frame.");
      return;
    }
    report.streams++;
    input.seek(input.position + 4);
    if (magic === MAGIC) yield* frame(input, output, report);
    else if (magic === LEGACY_MAGIC) yield* legacyFrame(input, output);
    else skipFrame(input);
    yield;
  }
}

function* frame(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  const headerStart = input.position;
  const flags = input.byte();
  const block = input.byte();
  if (flags >> 6 !== 1 || (flags & 2) !== 0 || (block & 0x8f) !== 0)
    throw new FormatError("MALFORMED", "An LZ4 frame of an unknown version.");
  const capacity = [0, 0, 0, 0, 64, 256, 1024, 4096][block >> 4] ?? 0;
  if (capacity === 0) throw new FormatError("MALFORMED", "An LZ4 block size that does not exist.");
  const declared = (flags & 8) === 0 ? undefined : input.uint32() + input.uint32() * 2 ** 32;
  if ((flags & 1) !== 0) throw new FormatError("UNSUPPORTED", "The LZ4 frame needs a dictionary.");
  const length = input.position - headerStart;
  input.seek(headerStart);
  const expected = (new XxHash32().update(input.take(length)).digest() >>> 8) & 255;
  verify(report, input.byte() === expected, "The checksum of the LZ4 header is wrong.", headerStart);
  const start = output.length;
  const content = (flags & 4) === 0 ? undefined : new XxHash32();
  const linked = (flags & 0x20) === 0;
  for (let size = input.uint32(); size !== 0; size = input.uint32()) {
    const stored = size >= 2 ** 31;
    const compressed = stored ? size - 2 ** 31 : size;
    if (compressed > capacity * 1024) throw new FormatError("MALFORMED", "An LZ4 block longer than the frame allows.");
    const blockStart = input.position;
    const checksum = (flags & 0x10) === 0 ? undefined : new XxHash32().update(input.peek(compressed)).digest();
    const steps = stored
      ? storedBlock(input, output, compressed)
      : lz4Block(input, output, compressed, linked ? start : output.length, capacity * 1024);
    yield* watched(steps, output, (piece) => content?.update(piece));
    if (checksum !== undefined) verify(report, input.uint32() === checksum, "The checksum of an LZ4 block is wrong.", blockStart);
    yield;
  }
  if (content !== undefined)
    verify(report, input.uint32() === content.digest(), "The LZ4 checksum does not match the content.", input.position);
  if (declared !== undefined)
    verify(report, declared === output.length - start, "The LZ4 content is not as long as the frame says.", headerStart);
}

/** Blocks with their length, to the end or to the next magic. */
function* legacyFrame(input: InputBytes, output: OutputLog): Generator<undefined, void> {
  while (input.remaining > 0) {
    const next = magicOf(input.peek(4));
    if (next === MAGIC || next === LEGACY_MAGIC || isSkippable(next)) return;
    const size = input.uint32();
    if (size > 2 * LEGACY_BLOCK) throw new FormatError("MALFORMED", "An LZ4 block longer than the format allows.");
    yield* lz4Block(input, output, size, output.length, LEGACY_BLOCK);
    yield;
  }
}

function* storedBlock(input: InputBytes, output: OutputLog, length: number): Generator<undefined, void> {
  copyLiterals(input, output, length);
  yield;
}

function copyLiterals(input: InputBytes, output: OutputLog, length: number): void {
  for (let left = length; left > 0; ) {
    const bytes = input.some(left);
    if (bytes.length === 0) throw input.truncated();
    output.append(bytes);
    left -= bytes.length;
  }
}

/**
 * Literals and matches by turns. Matches reach back to `floor` at most; a block makes `capacity` bytes at most.
 * @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function* lz4Block(input: InputBytes, output: OutputLog, size: number, floor: number, capacity: number): Generator<undefined, void> {
  const end = input.position + size;
  const most = output.length + capacity;
  let step = output.length + STEP;
  while (input.position < end) {
    const token = input.byte();
    const literals = lengthOf(input, token >> 4, end);
    if (literals > end - input.position || output.length + literals > most)
      throw new FormatError("MALFORMED", "An LZ4 sequence goes beyond its block.");
    copyLiterals(input, output, literals);
    if (input.position === end) return;
    const distance = input.uint16();
    const count = lengthOf(input, token & 15, end) + 4;
    if (distance === 0 || distance > output.length - floor || output.length + count > most)
      throw new FormatError("MALFORMED", "A match of LZ4 that does not fit.");
    output.copy(distance, count);
    if (output.length >= step) {
      step = output.length + STEP;
      yield;
    }
  }
  if (input.position > end) throw new FormatError("MALFORMED", "An LZ4 sequence goes beyond its block.");
}

function lengthOf(input: InputBytes, nibble: number, end: number): number {
  if (nibble < 15) return nibble;
  let length = nibble;
  for (;;) {
    if (input.position >= end) throw new FormatError("MALFORMED", "An LZ4 length goes beyond its block.");
    const byte = input.byte();
    length += byte;
    if (byte < 255) return length;
  }
}
