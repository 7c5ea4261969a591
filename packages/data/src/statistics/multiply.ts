import { multiplyRoutine } from "./multiply-kernel.ts";
import { instantiate } from "./wasm-bytes.ts";

/** A matrix in a larger array: the element in row i and column j is `values[start + i·rowStep + j·columnStep]`. */
export interface View {
  readonly values: Float32Array;
  readonly rowStep: number;
  readonly columnStep: number;
  readonly start?: number;
}

const ROWS = 512;
const COLUMNS = 512;
const DEPTH = 256;
const A_AT = 0;
const B_AT = 4 * ROWS * DEPTH;
const C_AT = B_AT + 4 * COLUMNS * DEPTH;
const BYTES = C_AT + 4 * ROWS * COLUMNS;

const { buffer, routine } = instantiate([multiplyRoutine("f", "f32")], BYTES);
const left = new Float32Array(buffer, A_AT, ROWS * DEPTH);
const right = new Float32Array(buffer, B_AT, COLUMNS * DEPTH);
const product = new Float32Array(buffer, C_AT, ROWS * COLUMNS);
const run = routine("f");

/** Copies a block into panels of `width` lines each: [lines/width][depth][width], padded with zeros. */
function pack(
  target: Float32Array,
  from: Float32Array,
  origin: number,
  lineStep: number,
  depthStep: number,
  lines: number,
  depth: number,
  width: number,
): void {
  for (let panel = 0; panel < lines; panel += width)
    for (let line = 0; line < width; line++) {
      let at = panel * depth + line;
      if (panel + line >= lines) {
        for (let inner = 0; inner < depth; inner++, at += width) target[at] = 0;
        continue;
      }
      let source = origin + (panel + line) * lineStep;
      for (let inner = 0; inner < depth; inner++, at += width, source += depthStep) target[at] = from[source] ?? 0;
    }
}

/**
 * Hands A·B to `take` in blocks: `take(block, stride, row, column, rows, columns)` with the block row-major and only valid
 * during the call; with `upper` only blocks that reach the diagonal or lie right of it. m × k times k × n, single precision, the same result on every machine (no fused operations).
 */
export function multiplyBlocks(
  size: { readonly m: number; readonly n: number; readonly k: number },
  a: View,
  b: View,
  take: (block: Float32Array, stride: number, row: number, column: number, rows: number, columns: number) => void,
  upper = false,
): void {
  const { m, n, k } = size;
  for (let row = 0; row < m; row += ROWS) {
    const rows = Math.min(ROWS, m - row);
    const paddedRows = (rows + 3) & ~3;
    const first = upper ? row - (row % COLUMNS) : 0;
    for (let column = first; column < n; column += COLUMNS) {
      const columns = Math.min(COLUMNS, n - column);
      const stride = (columns + 7) & ~7;
      product.fill(0, 0, paddedRows * stride);
      for (let inner = 0; inner < k; inner += DEPTH) {
        const depth = Math.min(DEPTH, k - inner);
        if (column === first || k > DEPTH)
          pack(left, a.values, (a.start ?? 0) + row * a.rowStep + inner * a.columnStep, a.rowStep, a.columnStep, rows, depth, 4);
        pack(right, b.values, (b.start ?? 0) + inner * b.rowStep + column * b.columnStep, b.columnStep, b.rowStep, columns, depth, 8);
        run(paddedRows, stride, depth, A_AT, B_AT, C_AT);
      }
      take(product, stride, row, column, rows, columns);
    }
  }
}

/** m × n, row-major: A·B. */
export function multiply(size: { readonly m: number; readonly n: number; readonly k: number }, a: View, b: View): Float32Array {
  const result = new Float32Array(size.m * size.n);
  multiplyBlocks(size, a, b, (block, stride, row, column, rows, columns) => {
    for (let i = 0; i < rows; i++) result.set(block.subarray(i * stride, i * stride + columns), (row + i) * size.n + column);
  });
  return result;
}

/** Rows × columns, row-major. */
export function rowMajor(values: Float32Array, columns: number): View {
  return { values, rowStep: columns, columnStep: 1 };
}

/** The same numbers with rows and columns exchanged. */
export function transposed({ values, rowStep, columnStep, start }: View): View {
  return { values, rowStep: columnStep, columnStep: rowStep, ...(start === undefined ? {} : { start }) };
}
