import type { ByteSource } from "../byte-source.ts";
import { memoEnd, nameEnd, nameStart, textEnd } from "./name-texts.ts";
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
/** Places in a line at which an import may begin, and marks before it that may belong to it. */
const MOST_STARTS = 16;
const MARKS_BEFORE = 8;
const MARK_DISTANCE = 256;

const IN_DATA: Proof = { opcodesToStop: 4, effects: "import" };
const WITHOUT_PROTO: Proof = { opcodesToStop: Number.POSITIVE_INFINITY, effects: "call" };

const [NEWLINE, PROTO, MARK, GLOBAL, INST, UNICODE, STACK_GLOBAL] = [0x0a, 0x80, 0x28, 0x63, 0x69, 0x56, 0x93];

/** What the search stops at: 1 PROTO, 2 a newline, 3 an opcode that pushes a text of a given length. */
const CLASS = new Uint8Array(256);
CLASS[PROTO] = 1;
CLASS[NEWLINE] = 2;
for (const code of [0x8c, 0x8d, 0x58, 0x55, 0x54]) CLASS[code] = 3;

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
    const end = Math.min(bytes.length, base - begin + length);
    for (let index = nextOfClass(bytes, base - begin, end); index < end; index = nextOfClass(bytes, index + 1, end))
      for (const [at, proof, ofImport] of candidatesAt(bytes, index))
        yield { at: begin + at, proof, import: begin + ofImport, place: begin + index };
  }
}

function nextOfClass(bytes: Uint8Array, from: number, end: number): number {
  let index = from;
  while (index < end && CLASS[bytes[index] ?? 0] === 0) index++;
  return index;
}

type Found = readonly [at: number, proof: Proof, ofImport: number];
const NONE: readonly Found[] = [];

function candidatesAt(bytes: Uint8Array, index: number): readonly Found[] {
  switch (CLASS[bytes[index] ?? 0]) {
    case 1: {
      const protocol = bytes[index + 1] ?? 0;
      return protocol >= 2 && protocol <= 5 ? [[index, IN_DATA, index]] : NONE;
    }
    case 2:
      return linesAt(bytes, index);
    default: {
      const second = textEnd(bytes, index);
      const third = second < 0 ? -1 : textEnd(bytes, second);
      return third >= 0 && bytes[third] === STACK_GLOBAL ? [[index, WITHOUT_PROTO, index]] : NONE;
    }
  }
}

/** Imports of which this newline may end the first line, with the places at which their stream may begin. */
function linesAt(bytes: Uint8Array, newline: number): readonly Found[] {
  const second = nameEnd(bytes, newline + 1);
  const twoLines = second > newline + 1 && bytes[second] === NEWLINE;
  const third = textEnd(bytes, memoEnd(bytes, newline + 1));
  const twoTexts = third >= 0 && bytes[third] === STACK_GLOBAL;
  if (!twoLines && !twoTexts) return NONE;
  const found: Found[] = [];
  const from = nameStart(bytes, newline);
  for (let at = from; at < newline - 1 && found.length < MOST_STARTS; at++) {
    for (const start of startsOf(bytes, at, twoLines, twoTexts)) found.push([start, WITHOUT_PROTO, at]);
    // Where the opcode is the first letter, the others are those of its module.
    if (found.length > 0 && at === from) break;
  }
  const quote = bytes[newline - 1];
  const literal = nameStart(bytes, newline - 1) - 2;
  if (twoTexts && (quote === 0x27 || quote === 0x22) && bytes[literal] === 0x53 && bytes[literal + 1] === quote)
    found.push([literal, WITHOUT_PROTO, literal]);
  return found;
}

/** Where the stream of an import begins whose opcode stands here. */
function startsOf(bytes: Uint8Array, at: number, twoLines: boolean, twoTexts: boolean): readonly number[] {
  const code = bytes[at];
  if (twoLines && code === GLOBAL) return bytes[at - 1] === MARK ? [at - 1, at] : [at];
  if (twoLines && code === INST) return marksBefore(bytes, at);
  return twoTexts && code === UNICODE ? [at] : [];
}

function marksBefore(bytes: Uint8Array, before: number): readonly number[] {
  const marks: number[] = [];
  for (let at = before - 1; at >= Math.max(0, before - MARK_DISTANCE) && marks.length < MARKS_BEFORE; at--) {
    if (bytes[at] === MARK) marks.push(at);
  }
  return marks;
}
