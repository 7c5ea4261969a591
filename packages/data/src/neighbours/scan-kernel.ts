/*
 * Which of a block of products may be among the nearest, as a WebAssembly routine: eight products at once against what
 * their row and their columns ask.
 */
import {
  ADD,
  ANY_TRUE,
  BRANCH_IF,
  constant,
  EITHER,
  END,
  get,
  I32X4_ADD,
  I32X4_AT_LEAST,
  I32X4_LEAST,
  IF,
  LESS,
  LOOP,
  load,
  type Routine,
  SHIFT_LEFT,
  set,
  splat,
  storeWord,
} from "../statistics/wasm-bytes.ts";

const [M, N, C, OWN_LIMITS, OWN_HALVES, LIMITS, HALVES, OUT, I, J, AT, TO] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const LIMIT = TO + 1;
const HALF = LIMIT + 1;

/** 1 in each lane whose product reaches the limit of its row or of its column. */
function reached(offset: number): readonly number[] {
  return [
    ...[...get(AT), ...load(offset)],
    ...[...get(HALVES), ...get(J), ...ADD, ...load(offset), ...get(LIMIT), ...I32X4_ADD],
    ...[...get(LIMITS), ...get(J), ...ADD, ...load(offset), ...get(HALF), ...I32X4_ADD],
    ...I32X4_LEAST,
    ...I32X4_AT_LEAST,
  ];
}

/**
 * `name(m, n, c, ownLimits, ownHalves, limits, halves, out)`: c is m × n of i32, n a multiple of 8. Writes to `out` where
 * each eight products begin of which one, p, has p − halves[j] ≥ ownLimits[i] or p − ownHalves[i] ≥ limits[j]; returns where
 * it stopped writing.
 */
export function scanRoutine(name: string): Routine {
  const body = [
    ...[...get(M), ...constant(2), ...SHIFT_LEFT, ...set(M)],
    ...[...get(N), ...constant(2), ...SHIFT_LEFT, ...set(N)],
    ...[...get(C), ...set(AT)],
    ...[...get(OUT), ...set(TO)],
    ...[...constant(0), ...set(I)],
    ...LOOP,
    ...[...get(OWN_LIMITS), ...get(I), ...ADD, ...splat(0), ...set(LIMIT)],
    ...[...get(OWN_HALVES), ...get(I), ...ADD, ...splat(0), ...set(HALF)],
    ...[...constant(0), ...set(J)],
    ...LOOP,
    ...[...reached(0), ...reached(16), ...EITHER, ...ANY_TRUE],
    ...IF,
    ...[...get(TO), ...get(AT), ...storeWord(0)],
    ...[...get(TO), ...constant(4), ...ADD, ...set(TO)],
    ...END,
    ...[...get(AT), ...constant(32), ...ADD, ...set(AT)],
    ...[...get(J), ...constant(32), ...ADD, ...set(J)],
    ...[...get(J), ...get(N), ...LESS, ...BRANCH_IF(0)],
    ...END,
    ...[...get(I), ...constant(4), ...ADD, ...set(I)],
    ...[...get(I), ...get(M), ...LESS, ...BRANCH_IF(0)],
    ...END,
    ...get(TO),
    ...END,
  ];
  return { name, parameters: 8, returns: true, words: 4, vectors: 2, body };
}
