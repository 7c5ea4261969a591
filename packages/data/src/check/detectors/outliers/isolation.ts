import type { Random } from "../../../statistics/random.ts";
import type { Matrix } from "../../../table/table.ts";

const TREES = 200;
const SAMPLE = 256;

/**
 * Extended isolation forest (Hariri, Kind, Brunner 2019): cuts along random directions through random points; rows that
 * few cuts set apart are isolated. Returns 2^(-mean depth / expected depth), 0 to 1.
 */
export function isolation({ rows, columns, values }: Matrix, random: Random): Float64Array {
  const size = Math.min(SAMPLE, rows);
  const limit = Math.ceil(Math.log2(Math.max(2, size)));
  const depths = new Float64Array(rows);
  for (let tree = 0; tree < TREES; tree++) {
    const sample = Int32Array.from({ length: size }, () => random.below(rows));
    const everyone = Int32Array.from({ length: rows }, (_, row) => row);
    const cut = (inside: Int32Array, through: Int32Array, depth: number): void => {
      if (through.length === 0) return;
      if (depth >= limit || inside.length <= 1) {
        const add = depth + expectedDepth(inside.length);
        for (const row of through) depths[row] = (depths[row] ?? 0) + add;
        return;
      }
      // A direction over a few columns, through a point between two rows.
      const chosen = Int32Array.from({ length: Math.min(columns, 4) }, () => random.below(columns));
      const weights = Float64Array.from(chosen, () => random.normal());
      const along = (row: number): number => {
        let sum = 0;
        for (let index = 0; index < chosen.length; index++)
          sum += (weights[index] ?? 0) * (values[row * columns + (chosen[index] ?? 0)] ?? 0);
        return sum;
      };
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const row of inside) {
        const at = along(row);
        low = Math.min(low, at);
        high = Math.max(high, at);
      }
      const border = low + random.unit() * (high - low);
      cut(
        inside.filter((row) => along(row) < border),
        through.filter((row) => along(row) < border),
        depth + 1,
      );
      cut(
        inside.filter((row) => along(row) >= border),
        through.filter((row) => along(row) >= border),
        depth + 1,
      );
    };
    cut(sample, everyone, 0);
  }
  const normal = TREES * expectedDepth(size);
  return depths.map((depth) => 2 ** (-depth / normal));
}

/** Mean depth of an unsuccessful search in a binary tree of so many (Liu, Ting, Zhou 2008, equation 1). */
function expectedDepth(count: number): number {
  if (count <= 1) return 0;
  if (count === 2) return 1;
  return 2 * (Math.log(count - 1) + 0.5772156649) - (2 * (count - 1)) / count;
}
