import { dot, medianOf, normOf, type Update } from "./update.ts";

/** What is odd about one client's update. */
export interface Appearance {
  readonly client: string;
  readonly norm: number;
  /** Cosine with the median update of all: near 0 or above is ordinary, far below the others is against them. */
  readonly cosine: number;
  readonly reasons: readonly Reason[];
}

/** `large`: several times as long as the others; `against`: in another direction than they; `copy`: another client's, nearly to the last digit. */
export type Reason = "large" | "against" | "copy";

const LARGE = 3;
const DEVIATIONS = 3.5;
/** Standard deviations that a median absolute deviation is of a normal distribution. */
const SCALE = 1.4826;
const LEAST_SPREAD = 0.02;
const SAME = 0.9999;

/** Length and direction of every update beside the others. @param centre the coordinate-wise median */
export function appearances(updates: readonly Update[], centre: Float32Array): readonly Appearance[] {
  const norms = updates.map(({ values }) => normOf(values));
  const usual = medianOf(norms);
  const reach = normOf(centre);
  const cosines = updates.map(({ values }, index) => {
    const size = (norms[index] ?? 0) * reach;
    return size === 0 ? 0 : dot(values, centre) / size;
  });
  const typical = medianOf(cosines);
  const spread = Math.max(LEAST_SPREAD, SCALE * medianOf(cosines.map((cosine) => Math.abs(cosine - typical))));
  const copies = new Set<number>();
  for (const [i, { values }] of updates.entries())
    for (let j = i + 1; j < updates.length; j++) {
      const [left, right] = [norms[i] ?? 0, norms[j] ?? 0];
      if (left === 0 || right === 0 || Math.abs(left - right) > left * 1e-3) continue;
      if (dot(values, updates[j]?.values ?? values) / (left * right) > SAME) copies.add(i).add(j);
    }
  return updates.map(({ client }, index) => {
    const [norm, cosine] = [norms[index] ?? 0, cosines[index] ?? 0];
    const reasons: Reason[] = [];
    if (norm > LARGE * usual) reasons.push("large");
    if (cosine < typical - DEVIATIONS * spread) reasons.push("against");
    if (copies.has(index)) reasons.push("copy");
    return { client, norm, cosine, reasons };
  });
}
