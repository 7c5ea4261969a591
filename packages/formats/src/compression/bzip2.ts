import { FormatError } from "../errors.ts";
import { Bzip2Bits, readBlock } from "./bzip2-block.ts";
import { bzip2Crc, bzip2CrcRun } from "./bzip2-crc.ts";
import { type CodecReport, verify } from "./codec.ts";
import type { InputBytes } from "./input-bytes.ts";
import type { OutputLog } from "./output-log.ts";

const STEP = 256 * 1024;
/** Decimal digits of pi and of its square root, in front of a block and of the end. */
const BLOCK_HIGH = 0x314159;
const BLOCK_LOW = 0x265359;
const END_HIGH = 0x177245;
const END_LOW = 0x385090;

/** A stream with a block or an end in it. */
export function isBzip2(head: Uint8Array): boolean {
  const [b, z, h, level = 0, first, second] = head;
  return (
    b === 0x42 &&
    z === 0x5a &&
    h === 0x68 &&
    level >= 0x31 &&
    level <= 0x39 &&
    ((first === 0x31 && second === 0x41) || (first === 0x17 && second === 0x72))
  );
}

/**
 * Streams one after another, as Python's bz2 module reads them (what follows and is no stream is ignored there). There is
 * no specification: the format is what the reference implementation (bzip2 1.0.8) reads.
 */
export function* bzip2(input: InputBytes, output: OutputLog, report: CodecReport): Generator<undefined, void> {
  do {
    report.streams++;
    const head = input.take(4);
    const level = (head[3] ?? 0) - 0x30;
    if (head[0] !== 0x42 || head[1] !== 0x5a || head[2] !== 0x68 || level < 1 || level > 9)
      throw new FormatError("MALFORMED", "No bzip2 header.");
    const bits = new Bzip2Bits(input);
    let combined = 0;
    for (;;) {
      const high = bits.read(24);
      const low = bits.read(24);
      const stated = (bits.read(16) << 16) | bits.read(16);
      if (high === END_HIGH && low === END_LOW) {
        verify(report, stated === combined, "The bzip2 checksum does not match the content.", input.position);
        break;
      }
      if (high !== BLOCK_HIGH || low !== BLOCK_LOW) throw new FormatError("MALFORMED", "Neither a bzip2 block nor the end of the stream.");
      const checksum = yield* expand(readBlock(bits, level * 100_000), output);
      verify(report, stated === checksum, "The checksum of a bzip2 block does not match the content.", input.position);
      combined = ((combined << 1) | (combined >>> 31)) ^ checksum;
      yield;
    }
    bits.align();
  } while (isBzip2(input.peek(10)));
}

/** Undoes the first run-length coding: four equal bytes are followed by the count of further ones. Returns the checksum. */
function* expand(block: Uint8Array, output: OutputLog): Generator<undefined, number> {
  let checksum = -1;
  let run = 0;
  let last = -1;
  let next = output.length + STEP;
  for (const byte of block) {
    if (run === 4) {
      checksum = bzip2CrcRun(checksum, last, byte);
      for (let index = 0; index < byte; index++) output.byte(last);
      run = 0;
      last = -1;
    } else {
      run = byte === last ? run + 1 : 1;
      last = byte;
      checksum = bzip2Crc(checksum, byte);
      output.byte(byte);
    }
    if (output.length >= next) {
      next = output.length + STEP;
      yield;
    }
  }
  return ~checksum;
}
