import type { Noise } from "./noise.ts";

/** Leaves are halves of halves; 2^LEVELS of them. */
export const LEVELS = 14;

/** Counts of a tree over the range, root's children first: what stands in a node is the number of values below it. */
function countsOf(positions: readonly number[]): readonly Map<number, number>[] {
  const levels: Map<number, number>[] = [];
  for (let level = 1; level <= LEVELS; level++) {
    const counts = new Map<number, number>();
    for (const position of positions) {
      const node = position >>> (LEVELS - level);
      counts.set(node, (counts.get(node) ?? 0) + 1);
    }
    levels.push(counts);
  }
  return levels;
}

/** Nodes whose share of the whole is below that are noise: the search does not go down between them. */
const FAINT = 0.005;

/**
 * Where the ranks lie, from a tree of noisy counts: each node is noised once and kept, so that more ranks cost nothing.
 * Source: the bounded quantiles of Google's differential-privacy library (docs/quantiles), there with fan-out 16.
 * @param positions leaf of every value that counts, 0 … 2^LEVELS - 1 @param noise of all nodes together
 * @returns for each rank, the place in the range, 0 … 1
 */
export function quantilePlaces(positions: readonly number[], ranks: readonly number[], noise: Noise): readonly number[] {
  const counts = countsOf(positions);
  const noisy = new Map<string, number>();
  const countOf = (level: number, node: number): number => {
    const key = `${level}/${node}`;
    let count = noisy.get(key);
    if (count === undefined) {
      // Behind the noise everything is arithmetic on what was released.
      count = Math.max(0, Number(noise.add(BigInt(counts[level - 1]?.get(node) ?? 0))));
      noisy.set(key, count);
    }
    return count;
  };
  const placeOf = (rank: number): number => {
    let node = 0;
    let rest = Math.min(1, Math.max(0, rank));
    for (let level = 1; level <= LEVELS; level++) {
      const [left, right] = [countOf(level, node * 2), countOf(level, node * 2 + 1)];
      const total = left + right;
      const width = 2 ** -(level - 1);
      if (total <= 0) return (node + rest) * width;
      let share = left / total;
      if (share < FAINT) share = 0;
      if (share > 1 - FAINT) share = 1;
      const goRight = share === 0 || (share < 1 && rest > share);
      rest = goRight ? (share === 0 ? rest : (rest - share) / (1 - share)) : share === 1 ? rest : rest / share;
      node = node * 2 + (goRight ? 1 : 0);
    }
    return (node + rest) * 2 ** -LEVELS;
  };
  return ranks.map(placeOf);
}
