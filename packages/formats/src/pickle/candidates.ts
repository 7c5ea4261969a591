import type { ByteSource } from "../byte-source.ts";
import type { Proof } from "./probation.ts";

/** A place where a stream may begin. */
export interface Candidate {
  readonly at: number;
  readonly proof: Proof;
  /** Of several places with the same import the first that is a stream counts. */
  readonly import: number;
  /** Several imports may be read into one place; all that are streams count. */
  readonly place: number;
}

/** Bytes looked at in one go: few at first, since streams often follow closely. */
const FIRST_CHUNK = 2048;
const CHUNK = 128 * 1024;
/** Bytes looked at before and behind a place. */
const OVERLAP = 1024;
const LONGEST_NAME = 128;
/** Places in a line at which an import may begin, and marks before it that may belong to it. */
const MOST_STARTS = 16;
const MARKS_BEFORE = 8;
const MARK_DISTANCE = 256;

const IN_DATA: Proof = { opcodesToStop: 4, effects: "import" };
const WITHOUT_PROTO: Proof = { opcodesToStop: Number.POSITIVE_INFINITY, effects: "call" };

const [NEWLINE, PROTO, MARK, GLOBAL, INST, STACK_GLOBAL] = [0x0a, 0x80, 0x28, 0x63, 0x69, 0x93];

/** What the search stops at: 1 PROTO, 2 a newline, 3 an opcode that pushes a text. */
const CLASS = new Uint8Array(256);
CLASS[PROTO] = 1;
CLASS[NEWLINE] = 2;
for (const code of [0x8c, 0x8d, 0x58, 0x55, 0x54, 0x56, 0x53]) CLASS[code] = 3;

const NAME = new Uint8Array(256);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") NAME[character.charCodeAt(0)] = 1;

/**
 * Places from `from` on where a stream may begin, in linear time: the opcode PROTO; and, for streams without it and for
 * the rest of streams that were interrupted, an import: two lines behind GLOBAL or INST, or two texts before
 * STACK_GLOBAL.
 */
export function* candidates(source: ByteSource, from: number): Generator<Candidate> {
  for (let base = from, length = FIRST_CHUNK; base < source.size; base += length, length = Math.min(CHUNK, 2 * length)) {
    const begin = Math.max(from, base - OVERLAP);
    const bytes = source.read(begin, base - begin + length + OVERLAP);
    if (bytes.length === 0) return;
    yield* candidatesIn(bytes, base - begin, Math.min(bytes.length, base - begin + length), begin);
  }
}

function* candidatesIn(bytes: Uint8Array, from: number, to: number, begin: number): Generator<Candidate> {
  for (let index = from; index < to; index++) {
    const kind = CLASS[bytes[index] ?? 0];
    if (kind === 0) continue;
    const place = begin + index;
    if (kind === 1) {
      const protocol = bytes[index + 1] ?? 0;
      if (protocol >= 2 && protocol <= 5) yield { at: place, proof: IN_DATA, import: place, place };
    } else if (kind === 2) {
      for (const [at, starts] of importsBefore(bytes, index))
        for (const start of starts) yield { at: begin + start, proof: WITHOUT_PROTO, import: begin + at, place };
    } else if (isStackGlobal(bytes, index)) yield { at: place, proof: WITHOUT_PROTO, import: place, place };
  }
}

type Import = readonly [at: number, starts: readonly number[]];

/** GLOBAL and INST of which this newline may end the first line, with the places at which their stream may begin. */
function importsBefore(bytes: Uint8Array, newline: number): readonly Import[] {
  const second = nameEnd(bytes, newline + 1);
  if (second === newline + 1 || bytes[second] !== NEWLINE) return [];
  let from = newline;
  while (from > 0 && newline - from < LONGEST_NAME && NAME[bytes[from - 1] ?? 0] === 1) from--;
  const imports: Import[] = [];
  for (let at = from; at < newline - 1 && imports.length < MOST_STARTS; at++) {
    if (bytes[at] === GLOBAL) imports.push([at, bytes[at - 1] === MARK ? [at - 1, at] : [at]]);
    else if (bytes[at] === INST) imports.push([at, marksBefore(bytes, at)]);
    // Where the opcode is the first letter, the others are those of its module.
    if (imports.length > 0 && at === from) break;
  }
  return imports;
}

function marksBefore(bytes: Uint8Array, before: number): readonly number[] {
  const marks: number[] = [];
  for (let at = before - 1; at >= Math.max(0, before - MARK_DISTANCE) && marks.length < MARKS_BEFORE; at--) {
    if (bytes[at] === MARK) marks.push(at);
  }
  return marks;
}

function nameEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < from + LONGEST_NAME && NAME[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Two texts that could be names, each perhaps put into the memo, and STACK_GLOBAL. */
function isStackGlobal(bytes: Uint8Array, at: number): boolean {
  const second = textEnd(bytes, at);
  const third = second < 0 ? -1 : textEnd(bytes, second);
  return third >= 0 && bytes[third] === STACK_GLOBAL;
}

/** Behind a text that could be a name and its memo opcodes; -1 where there is none. */
function textEnd(bytes: Uint8Array, at: number): number {
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
function memoEnd(bytes: Uint8Array, from: number): number {
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
