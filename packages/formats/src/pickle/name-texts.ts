/*
 * Texts that could be names of modules and members, as pickles write them.
 */

export const LONGEST_NAME = 100;
const NEWLINE = 0x0a;

const NAME = new Uint8Array(256);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") NAME[character.charCodeAt(0)] = 1;

/** Behind the longest name that begins at `from`. */
export function nameEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < from + LONGEST_NAME && NAME[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Where the longest name begins that ends before `end`. */
export function nameStart(bytes: Uint8Array, end: number): number {
  let at = end;
  while (at > 0 && end - at < LONGEST_NAME && NAME[bytes[at - 1] ?? 0] === 1) at--;
  return at;
}

/** Behind an opcode with a text that could be a name, and behind the memo opcodes that follow; -1 where there is none. */
export function textEnd(bytes: Uint8Array, at: number): number {
  const end = nameOperandEnd(bytes, at);
  return end < 0 ? -1 : memoEnd(bytes, end);
}

function nameOperandEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x8c:
    case 0x55:
      return countedEnd(bytes, at + 2, bytes[at + 1] ?? 0);
    case 0x58:
    case 0x54:
      return bytes[at + 2] === 0 && bytes[at + 3] === 0 && bytes[at + 4] === 0 ? countedEnd(bytes, at + 5, bytes[at + 1] ?? 0) : -1;
    case 0x8d:
      return bytes.subarray(at + 2, at + 9).every((byte) => byte === 0) ? countedEnd(bytes, at + 9, bytes[at + 1] ?? 0) : -1;
    case 0x53:
      return quotedEnd(bytes, at + 1);
    case 0x56:
      return lineEnd(bytes, at + 1);
    default:
      return -1;
  }
}

function countedEnd(bytes: Uint8Array, from: number, length: number): number {
  return length > 0 && length <= LONGEST_NAME && nameEnd(bytes, from) >= from + length ? from + length : -1;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = nameEnd(bytes, from);
  return end > from && bytes[end] === NEWLINE ? end + 1 : -1;
}

function quotedEnd(bytes: Uint8Array, from: number): number {
  const quote = bytes[from];
  const end = nameEnd(bytes, from + 1);
  return (quote === 0x27 || quote === 0x22) && bytes[end] === quote && bytes[end + 1] === NEWLINE ? end + 2 : -1;
}

/** Behind MEMOIZE, BINPUT, LONG_BINPUT and PUT. */
export function memoEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let count = 0; count < 4; count++) {
    const code = bytes[at];
    if (code === 0x94) at += 1;
    else if (code === 0x71) at += 2;
    else if (code === 0x72) at += 5;
    else if (code === 0x70) at = Math.max(at, lineEnd(bytes, at + 1));
    else break;
  }
  return at;
}
