import { FormatError } from "../../errors.ts";
import { type CodecReport, verify, watched } from "../codec.ts";
import type { InputBytes } from "../input-bytes.ts";
import type { OutputLog } from "../output-log.ts";
import { firstMagic, isSkippable, magicOf, skipFrame } from "../skippable-frames.ts";
import { type LiteralCode, readLiterals } from "./literals.ts";
import { newSequenceState, runSequences, type SequenceState } from "./sequences.ts";
import { XxHash64 } from "./xxhash64.ts";

const MAGIC = 0xfd2fb528;
const MAX_BLOCK = 128 * 1024;
const MAX_WINDOW = 64 * 1024 * 1024;
/** Decoders refuse larger windows unless told otherwise. @see RFC 8878, 3.1.1.1.2, and `zstd --long` */
const USUAL_WINDOW = 128 * 1024 * 1024;

/** Skippable frames that fill the head count as well. */
export function isZstd(head: Uint8Array): boolean {
  const magic = firstMagic(head);
  return head.length >= 9 && (magic === MAGIC || isSkippable(magic));
}

/** Frames one after another, skippable ones between them. @see RFC 8878 */
export function* zstd(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  for (;;) {
    const magic = magicOf(input.peek(4));
    if (magic !== MAGIC && !isSkippable(magic)) {
      if (report.streams === 0) throw new FormatError("MALFORMED", "No Zstandard frame.");
      return;
    }
    report.streams++;
    input.seek(input.position + 4);
    if (magic === MAGIC) yield* frame(input, output, report);
    else skipFrame(input);
    yield;
  }
}

interface FrameHeader {
  readonly window: number;
  /** As declared. */
  readonly size: number | undefined;
  readonly checked: boolean;
}

/** @see RFC 8878, 3.1.1.1 */
function frameHeader(input: InputBytes): FrameHeader {
  const flags = input.byte();
  const single = (flags & 0x20) !== 0;
  if ((flags & 8) !== 0) throw new FormatError("MALFORMED", "A Zstandard frame with a reserved bit.");
  let window = 0;
  if (!single) {
    const descriptor = input.byte();
    const base = 2 ** (10 + (descriptor >> 3));
    window = base + (base / 8) * (descriptor & 7);
  }
  const dictionary = littleEndian(input.take([0, 1, 2, 4][flags & 3] ?? 0));
  if (dictionary !== 0) throw new FormatError("UNSUPPORTED", "The Zstandard frame needs a dictionary.");
  const width = [single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const size = width === 0 ? undefined : littleEndian(input.take(width)) + (width === 2 ? 256 : 0);
  return { window: single ? (size ?? 0) : window, size, checked: (flags & 4) !== 0 };
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte, index) => value + byte * 256 ** index, 0);
}

function* frame(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  const offset = input.position;
  const { window, size, checked } = frameHeader(input);
  if (window > USUAL_WINDOW) report.demand ??= `The Zstandard frame asks for ${Math.ceil(window / 1024 / 1024)} MB of memory.`;
  output.window = Math.max(output.window, Math.min(window, MAX_WINDOW), MAX_BLOCK);
  const start = output.length;
  const hash = checked ? new XxHash64() : undefined;
  yield* watched(blocks(input, output), output, (piece) => hash?.update(piece));
  if (hash !== undefined)
    verify(
      report,
      input.uint32() === Number(hash.digest() & 0xffffffffn),
      "The Zstandard checksum does not match the content.",
      input.position,
    );
  if (size !== undefined) verify(report, size === output.length - start, "The content is not as long as the Zstandard frame says.", offset);
}

/** @see RFC 8878, 3.1.1.2 */
function* blocks(input: InputBytes, output: OutputLog): Generator<undefined, void> {
  const floor = output.length;
  const state = newSequenceState();
  let code: LiteralCode | undefined;
  for (let last = false; !last; ) {
    const low = input.uint16();
    const header = low + input.byte() * 65536;
    last = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    if (kind === 3 || size > MAX_BLOCK) throw new FormatError("MALFORMED", "A Zstandard block that does not exist.");
    if (kind === 0) output.append(input.take(size));
    else if (kind === 1) repeat(output, input.byte(), size);
    else code = compressedBlock(input.take(size), output, state, code, floor);
    yield;
  }
}

function repeat(output: OutputLog, byte: number, count: number): void {
  if (count === 0) return;
  output.byte(byte);
  if (count > 1) output.copy(1, count - 1);
}

function compressedBlock(
  block: Uint8Array,
  output: OutputLog,
  state: SequenceState,
  last: LiteralCode | undefined,
  floor: number,
): LiteralCode | undefined {
  const { literals, length, code } = readLiterals(block, last);
  if (length >= block.length) throw new FormatError("MALFORMED", "A Zstandard block without sequences.");
  runSequences(block.subarray(length), literals, output, state, floor);
  return code;
}
