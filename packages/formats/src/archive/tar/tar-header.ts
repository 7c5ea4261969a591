import { ascii, textOf, viewOf } from "../../byte-source.ts";

export const BLOCK = 512;

/** The fields of one header block. */
export interface TarHeader {
  readonly name: string;
  readonly prefix: string;
  readonly mode: number;
  /** Below zero where a big number says so. */
  readonly size: number;
  /** "0" for the zero byte of old archives. */
  readonly flag: string;
  readonly linkTarget: string;
  readonly magic: string;
  readonly block: Uint8Array;
}

/** Up to the first zero byte. */
export function tarText(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  const text = textOf(end < 0 ? field : field.subarray(0, end));
  return text.includes("\ufffd") ? ascii(end < 0 ? field : field.subarray(0, end)) : text;
}

/**
 * Octal text, or a big number in base 256 (GNU). As lenient as Python's tarfile, whose `int(text, 8)` takes signs,
 * underscores and "0o"; undefined where it would refuse.
 */
export function tarNumber(bytes: Uint8Array, start: number, length: number): number | undefined {
  const first = bytes[start] ?? 0;
  if (first === 0x80 || first === 0xff) {
    // Exact, because -1 is one less than a number beyond the integers of a double.
    let value = 0n;
    for (let at = start + 1; at < start + length; at++) value = value * 256n + BigInt(bytes[at] ?? 0);
    return Number(first === 0xff ? BigInt.asIntN(8 * (length - 1), value) : value);
  }
  const text = tarText(bytes, start, length).trim();
  if (text === "") return 0;
  const match = /^([+-]?)(?:0[oO]_?)?([0-7](?:_?[0-7])*)$/.exec(text);
  if (match === null) return undefined;
  const value = Number.parseInt((match[2] ?? "").replaceAll("_", ""), 8);
  return match[1] === "-" ? -value : value;
}

/** The sum of the block with its own field as blanks; old writers took bytes as signed. */
function checksumHolds(block: Uint8Array): boolean {
  const stated = tarNumber(block, 148, 8);
  let unsigned = 8 * 32;
  let signed = 8 * 32;
  const bytes = viewOf(block);
  for (let at = 0; at < BLOCK; at++) {
    if (at >= 148 && at < 156) continue;
    unsigned += bytes.getUint8(at);
    signed += bytes.getInt8(at);
  }
  return stated === unsigned || stated === signed;
}

/** The header in a block; undefined where its checksum or its numbers do not hold. */
export function tarHeader(block: Uint8Array): TarHeader | undefined {
  return block.length >= BLOCK && checksumHolds(block) ? fields(block) : undefined;
}

/** A block that has all of a header but the right checksum. */
export function damagedHeader(block: Uint8Array): TarHeader | undefined {
  return block.length >= BLOCK && ascii(block, 257, 262) === "ustar" ? fields(block) : undefined;
}

function fields(block: Uint8Array): TarHeader | undefined {
  const size = tarNumber(block, 124, 12);
  const mode = tarNumber(block, 100, 8);
  if (size === undefined || mode === undefined) return undefined;
  const flag = block[156] ?? 0;
  return {
    name: tarText(block, 0, 100),
    prefix: tarText(block, 345, 155),
    mode,
    size,
    flag: flag === 0 ? "0" : String.fromCharCode(flag),
    linkTarget: tarText(block, 157, 100),
    magic: ascii(block, 257, 265),
    block: block.slice(),
  };
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** Whether the bytes begin with the header of a member, or with blocks of zeros and then one: some readers skip these. */
export function isTar(head: Uint8Array): boolean {
  let at = 0;
  while (at + 2 * BLOCK <= head.length && head[at] === 0 && isZeroBlock(head.subarray(at, at + BLOCK))) at += BLOCK;
  const block = head.subarray(at, at + BLOCK);
  return (tarHeader(block) ?? damagedHeader(block)) !== undefined;
}
