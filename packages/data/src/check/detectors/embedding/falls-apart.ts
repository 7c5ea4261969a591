import type { Random } from "../../../statistics/random.ts";
import type { Matrix } from "../../../table/table.ts";
import { along, type Split, type Splitter } from "./splits.ts";
import { placeWindows, valleyChance } from "./valley.ts";

/** Labels of fewer rows are not looked at. */
const FEWEST = 40;

/** How the rows of one label fall into two groups. */
export interface FallenApart {
  /** Of "the rows have one mode along this line", exact, over both halves. */
  readonly p: number;
  /** Rows on the smaller side, by lines that were found without them. */
  readonly minority: Int32Array;
}

interface Half {
  readonly p: number;
  /** Rows on the side that the line of the first half points to. */
  readonly above: readonly number[];
  readonly below: readonly number[];
}

function median(values: Float64Array): number | undefined {
  return values.slice().sort()[values.length >> 1];
}

/** The line from one half; the other half is judged by it. */
function judged(points: Matrix, { direction, cut }: Split, from: Int32Array, to: Int32Array): Half {
  const known = Float64Array.from(from, (row) => along(points, row, direction));
  const [low, high] = [known.filter((value) => value <= cut), known.filter((value) => value > cut)];
  const [smaller, larger] = low.length < high.length ? [low, high] : [high, low];
  const windows = placeWindows(known, median(smaller) ?? cut, median(larger) ?? cut);
  const values = Float64Array.from(to, (row) => along(points, row, direction));
  const above = (index: number): boolean => (values[index] ?? 0) > (windows?.valley ?? cut);
  return {
    p: windows === undefined ? 1 : valleyChance(values, windows),
    above: [...to].filter((_, index) => above(index)),
    below: [...to].filter((_, index) => !above(index)),
  };
}

/**
 * Whether rows fall into two groups: the line is sought in one half and judged on the other, and the other way round.
 * Undefined where there are too few rows or no line.
 */
export function fallsApart(points: Matrix, rows: Int32Array, splitter: Splitter, random: Random): FallenApart | undefined {
  if (rows.length < FEWEST) return undefined;
  const mixed = random.shuffle(rows.slice());
  const halves = [mixed.slice(0, mixed.length >> 1), mixed.slice(mixed.length >> 1)] as const;
  const [first, second] = halves.map((half) => splitter(points, half, random));
  if (first === undefined || second === undefined) return undefined;
  const same = first.direction.reduce((sum, value, column) => sum + value * (second.direction[column] ?? 0), 0) >= 0;
  const [left, right] = [judged(points, first, halves[0], halves[1]), judged(points, second, halves[1], halves[0])];
  const sides = [
    [...left.above, ...(same ? right.above : right.below)],
    [...left.below, ...(same ? right.below : right.above)],
  ].toSorted((a, b) => a.length - b.length);
  return { p: Math.min(1, 2 * Math.min(left.p, right.p)), minority: Int32Array.from(sides[0] ?? []).sort() };
}
