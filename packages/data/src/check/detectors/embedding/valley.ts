import { binomialUpper } from "../../../statistics/distributions.ts";

/** Windows are this share of the way between the two modes wide. */
const WIDTH = 0.3;
const STEPS = 40;

/** Three windows of one width along a line, and where the line is cut. */
export interface Windows {
  readonly width: number;
  /** Centres: of the mode of the smaller side, of the emptiest place between, of the other mode. */
  readonly minor: number;
  readonly valley: number;
  readonly major: number;
}

/** How many of the sorted values lie in the window around `centre`. */
function inside(sorted: Float64Array, centre: number, width: number): number {
  return lower(sorted, centre + width / 2) - lower(sorted, centre - width / 2);
}

function lower(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Windows for values that fall into two groups: around the fullest place on either side, and the emptiest between.
 * Undefined where the two centres are one.
 */
export function placeWindows(values: Float64Array, minorCentre: number, majorCentre: number): Windows | undefined {
  const gap = majorCentre - minorCentre;
  if (!(Math.abs(gap) > 1e-9)) return undefined;
  const sorted = values.slice().sort();
  const width = Math.abs(gap) * WIDTH;
  const best = (from: number, to: number, sign: number): number => {
    let [found, count] = [from, Number.NEGATIVE_INFINITY];
    for (let step = 0; step <= STEPS; step++) {
      const centre = from + ((to - from) * step) / STEPS;
      const here = sign * inside(sorted, centre, width);
      if (here > count) [found, count] = [centre, here];
    }
    return found;
  };
  const valley = best(minorCentre + 0.2 * gap, majorCentre - 0.2 * gap, -1);
  return {
    width,
    valley,
    minor: best(minorCentre - 0.4 * gap, valley - Math.sign(gap) * width, 1),
    major: best(valley + Math.sign(gap) * width, majorCentre + 0.4 * gap, 1),
  };
}

/**
 * Chance of so empty a place between two fuller ones in values of one mode. With one mode, no window between two others of
 * the same width holds less than both (the density falls away from the mode on either side), so of the values in it and in
 * the emptier of the others at least half are expected in it: an exact binomial test. The windows must have been placed
 * without these values.
 */
export function valleyChance(values: Float64Array, { width, minor, valley, major }: Windows): number {
  const sorted = values.slice().sort();
  const low = inside(sorted, valley, width);
  const chance = (high: number): number => binomialUpper(high, high + low, 0.5);
  return Math.max(chance(inside(sorted, minor, width)), chance(inside(sorted, major, width)));
}
