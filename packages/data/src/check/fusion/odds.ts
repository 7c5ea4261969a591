/** Share of the rows that is expected to be out of order before the data is seen, where a detector does not say. */
const PRIOR = 0.001;
/** So many rows of that share count beside those that are seen. */
const PSEUDO_ROWS = 100;
/** So many rows out of order whose p-values fall as those of shape {@link SHAPE} count beside those that are seen. */
const PSEUDO_WRONG = 5;
const SHAPE = 0.25;
const STEPS = 40;
/** Smaller p-values are no better known. */
const SMALLEST = 1e-12;
/** Standard deviations of a count that an excess must leave over. */
const CAUTION = 2.5;

/**
 * From the p-values of one detector the odds that a row is out of order, so that detectors can be compared: the more
 * rows have small p-values beyond what chance gives, the more each of them counts. One that has found five rows in a
 * hundred is heard although none of their p-values is small by itself; one that has found nothing is hardly heard.
 *
 * The sum of two estimates, both falling in p: a mixture of an even share and one that falls as a·p^(a−1) (Pounds and
 * Morris 2003) with a weak prior, which orders everything; and the slope of the least concave curve over the
 * distribution of the p-values (Grenander 1956; local false discovery rate as by Strimmer 2008), each count lowered by
 * a few standard deviations, so that a few lucky rows are no excess.
 * @param explained 1 for rows that do not count as an excess: a cluster of copies is one draw, not many
 */
export function oddsOf(p: Float64Array, prior: number = PRIOR, explained?: Uint8Array): Float64Array {
  const own = p.map((value) => Math.max(SMALLEST, Math.min(1, value)));
  const sorted = own.map((value, row) => (explained?.[row] === 1 ? 1 : value)).sort();
  const mixed = mixture(sorted, prior);
  const excess = slopes(sorted);
  return own.map((value) => {
    const place = countAtMost(sorted, value);
    return mixed(value, place) + Math.max(0, excess(value) - 1);
  });
}

/** Odds by p-value and by how many are at most as large; a p-value above its own rank, from a null that errs on the safe side, counts as its rank. */
function mixture(sorted: Float64Array, prior: number): (value: number, place: number) => number {
  const count = sorted.length;
  const level = (value: number, place: number): number => Math.log(Math.min(value, Math.max(1, place) / Math.max(1, count)));
  const logs = new Float64Array(count);
  for (let last = count - 1, place = count - 1; place >= 0; place--) {
    if (sorted[place] !== sorted[last]) last = place;
    logs[place] = level(sorted[place] ?? 1, last + 1);
  }
  let [share, shape] = [prior, SHAPE];
  for (let step = 0; step < STEPS; step++) {
    let [wrong, fall] = [0, 0];
    for (const log of logs) {
      const density = share * shape * Math.exp((shape - 1) * log);
      const weight = density / (density + 1 - share);
      wrong += weight;
      fall -= weight * log;
    }
    share = Math.min(0.5, (wrong + PSEUDO_ROWS * prior) / (count + PSEUDO_ROWS));
    shape = Math.max(0.02, Math.min(0.5, (wrong + PSEUDO_WRONG) / (fall + PSEUDO_WRONG / SHAPE)));
  }
  return (value, place) => (share / (1 - share)) * shape * Math.exp((shape - 1) * level(value, place));
}

/** Slope at a p-value of the least concave curve over how many are at most as small. */
function slopes(sorted: Float64Array): (value: number) => number {
  const count = Math.max(1, sorted.length);
  const [x, y]: [number[], number[]] = [[0], [0]];
  const slope = (corner: number): number => ((y[corner] ?? 0) - (y[corner - 1] ?? 0)) / ((x[corner] ?? 0) - (x[corner - 1] ?? 0));
  const push = (at: number, height: number): void => {
    while (x.length > 1 && (height - (y.at(-1) ?? 0)) / (at - (x.at(-1) ?? 0)) >= slope(x.length - 1)) {
      x.pop();
      y.pop();
    }
    x.push(at);
    y.push(height);
  };
  for (let place = 0; place < sorted.length; place++) {
    const value = sorted[place] ?? 1;
    if (value === sorted[place + 1] || value >= 1) continue;
    push(value, Math.max(0, place + 1 - CAUTION * Math.sqrt(place + 1)) / count);
  }
  push(1 + 1e-9, 1);
  const [corners, values] = [Float64Array.from(x), Float64Array.from(x, (_, corner) => (corner === 0 ? 0 : slope(corner)))];
  return (value) => values[Math.min(values.length - 1, countBelow(corners, value))] ?? 1;
}

/** How many of the ordered numbers are at most `value`. */
function countAtMost(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ordered numbers are smaller. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
