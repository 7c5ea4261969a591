/*
 * The inner loop of matrix multiplication as a WebAssembly module, written here byte by byte (WebAssembly core
 * specification 2.0, sections 5.4 and 5.5; SIMD instructions 5.4.8). Four rows of A times eight columns of B at once, in
 * panels: A as [m/4][k][4], B as [n/8][k][8], both f32, C += A·B row-major.
 */

const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;

function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(name: string): readonly number[] {
  return [name.length, ...[...name].map((letter) => letter.charCodeAt(0))];
}

const get = (index: number): readonly number[] => [0x20, index];
const set = (index: number): readonly number[] => [0x21, index];
const constant = (value: number): readonly number[] => [0x41, value];
const ADD = [0x6a];
const MULTIPLY = [0x6c];
const SHIFT_LEFT = [0x74];
const LESS = [0x49];
const BRANCH_IF = (depth: number): readonly number[] => [0x0d, depth];
const LOOP = [0x03, EMPTY];
const END = [0x0b];
const load = (offset: number): readonly number[] => [0xfd, 0x00, 2, offset];
const splat = (offset: number): readonly number[] => [0xfd, 0x09, 2, offset];
const store = (offset: number): readonly number[] => [0xfd, 0x0b, 2, offset];
const F32X4_ADD = [0xfd, 0xe4, 0x01];
const F32X4_MULTIPLY = [0xfd, 0xe6, 0x01];

/** Parameters m, n, k, a, b, c; then the locals. */
const [M, N, K, A, B, C, I, J, AT, BT, STOP, OUT, STRIDE, SUMS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
const LEFT = SUMS + 8;
const RIGHT = LEFT + 1;

function kernelBody(): readonly number[] {
  const clear = Array.from({ length: 8 }, (_, index) => [0xfd, 0x0c, ...new Array<number>(16).fill(0), ...set(SUMS + index)]).flat();
  const products = [0, 1, 2, 3].flatMap((row) =>
    [0, 1].flatMap((half) => [
      ...get(SUMS + 2 * row + half),
      ...get(AT),
      ...splat(4 * row),
      ...get(half === 0 ? LEFT : RIGHT),
      ...F32X4_MULTIPLY,
      ...F32X4_ADD,
      ...set(SUMS + 2 * row + half),
    ]),
  );
  const write = [0, 1, 2, 3].flatMap((row) => [
    ...[0, 1].flatMap((half) => [
      ...get(OUT),
      ...get(OUT),
      ...load(16 * half),
      ...get(SUMS + 2 * row + half),
      ...F32X4_ADD,
      ...store(16 * half),
    ]),
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

/** The module: imports `e.m` (memory), exports `f(m, n, k, a, b, c)`. m is a multiple of 4, n of 8, k positive. */
export function kernelBytes(): Uint8Array<ArrayBuffer> {
  const locals = [2, 7, I32, 10, V128];
  const body = [...locals, ...kernelBody()];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...text("e"), ...text("m"), 0x02, 0x00, 0x01]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text("f"), 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}
