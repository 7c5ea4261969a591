/** Seeded choices (xorshift32, G. Marsaglia 2003). */
export interface Draw {
  /** From 0 to below `count`. */
  below(count: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function seededDraw(seed: number): Draw {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const below = (count: number): number => next() % count;
  return {
    below,
    chance: (share) => next() / 2 ** 32 < share,
    pick: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
  };
}
