/*
 * The inner loop of matrix multiplication as a WebAssembly routine. Four rows of A times eight columns of B at once, in
 * panels: A as [m/4][k][4], B as [n/8][k][8], C += A·B row-major. Elements are f32; or pairs of signed 16-bit numbers, of
 * which k counts the pairs and C is i32.
 */
import {
  ADD,
  BRANCH_IF,
  constant,
  END,
  F32X4_ADD,
  F32X4_MULTIPLY,
  get,
  I32X4_ADD,
  I32X4_DOT_I16X8,
  LESS,
  LOOP,
  load,
  MULTIPLY,
  type Routine,
  SHIFT_LEFT,
  set,
  splat,
  store,
  zeros,
} from "./wasm-bytes.ts";

/** Parameters m, n, k, a, b, c; then the locals. */
const [M, N, K, A, B, C, I, J, AT, BT, STOP, OUT, STRIDE, SUMS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
const LEFT = SUMS + 8;
const RIGHT = LEFT + 1;

function kernelBody(product: readonly number[], sum: readonly number[]): readonly number[] {
  const clear = Array.from({ length: 8 }, (_, index) => [...zeros, ...set(SUMS + index)]).flat();
  const products = [0, 1, 2, 3].flatMap((row) =>
    [0, 1].flatMap((half) => [
      ...get(SUMS + 2 * row + half),
      ...get(AT),
      ...splat(4 * row),
      ...get(half === 0 ? LEFT : RIGHT),
      ...product,
      ...sum,
      ...set(SUMS + 2 * row + half),
    ]),
  );
  const write = [0, 1, 2, 3].flatMap((row) => [
    ...[0, 1].flatMap((half) => [...get(OUT), ...get(OUT), ...load(16 * half), ...get(SUMS + 2 * row + half), ...sum, ...store(16 * half)]),
    ...(row === 3 ? [] : [...get(OUT), ...get(STRIDE), ...ADD, ...set(OUT)]),
  ]);
  return [
    ...[...get(N), ...constant(2), ...SHIFT_LEFT, ...set(STRIDE)],
    ...[...constant(0), ...set(I)],
    ...LOOP,
    ...[...constant(0), ...set(J)],
    ...[...get(B), ...set(BT)],
    ...LOOP,
    ...clear,
    // A's panel of row I begins at a + I·k·4.
    ...[...get(A), ...get(I), ...get(K), ...MULTIPLY, ...constant(2), ...SHIFT_LEFT, ...ADD, ...set(AT)],
    ...[...get(AT), ...get(K), ...constant(4), ...SHIFT_LEFT, ...ADD, ...set(STOP)],
    ...LOOP,
    ...[...get(BT), ...load(0), ...set(LEFT)],
    ...[...get(BT), ...load(16), ...set(RIGHT)],
    ...products,
    ...[...get(BT), ...constant(32), ...ADD, ...set(BT)],
    ...[...get(AT), ...constant(16), ...ADD, ...set(AT)],
    ...[...get(AT), ...get(STOP), ...LESS, ...BRANCH_IF(0)],
    ...END,
    ...[...get(C), ...get(I), ...get(STRIDE), ...MULTIPLY, ...ADD, ...get(J), ...constant(2), ...SHIFT_LEFT, ...ADD, ...set(OUT)],
    ...write,
    ...[...get(J), ...constant(8), ...ADD, ...set(J)],
    ...[...get(J), ...get(N), ...LESS, ...BRANCH_IF(0)],
    ...END,
    ...[...get(I), ...constant(4), ...ADD, ...set(I)],
    ...[...get(I), ...get(M), ...LESS, ...BRANCH_IF(0)],
    ...END,
    ...END,
  ];
}

/** `name(m, n, k, a, b, c)`: m is a multiple of 4, n of 8, k positive. */
export function multiplyRoutine(name: string, elements: "f32" | "i16 pairs"): Routine {
  const body = elements === "f32" ? kernelBody(F32X4_MULTIPLY, F32X4_ADD) : kernelBody(I32X4_DOT_I16X8, I32X4_ADD);
  return { name, parameters: 6, returns: false, words: 7, vectors: 10, body };
}
