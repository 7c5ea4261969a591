import { z } from "zod";

const [STEP, BINS] = [0.1, 400];
/** Hours of a group from which on its own ranks count. */
const ENOUGH = 400;
/** Exponent of the calibrator; small values reward small chances. */
const KAPPA = 0.25;

export const CalibrationState = z.record(z.string(), z.record(z.string(), z.number()));

/**
 * What a raw score is worth as evidence. Its chance under ordinary work is its rank among the scores of past hours
 * (a conformal p-value: Vovk, Gammerman, Shafer, 2005), turned into a likelihood ratio by κp^(κ−1) (Sellke, Bayarri,
 * Berger, The American Statistician 55, 2001; Shafer, JRSS A 184, 2021). A detector that fires every day thereby says
 * little, whatever its own numbers are.
 */
export class Calibration {
  readonly #scores = new Map<string, { readonly bins: Map<number, number>; total: number }>();

  /**
   * Nats for an attack; never below 0. Both all of a kind and the group of peers must find it rare, as soon as the
   * group has enough hours to say so: a team whose work is restless is measured by its own restlessness.
   */
  evidence(detector: string, kind: string, group: string, raw: number): number {
    if (raw <= 0) return 0;
    const all = this.#evidence(`${detector}|${kind}`, raw);
    return (this.#scores.get(`${detector}|${group}`)?.total ?? 0) < ENOUGH
      ? all
      : Math.min(all, this.#evidence(`${detector}|${group}`, raw));
  }

  /**
   * The same for a sum that grows from day to day: above the highest that was ever seen the evidence goes on by the mean
   * excess of the highest twentieth (an exponential tail), as ranks alone end at the number of days.
   */
  evidenceBeyond(detector: string, kind: string, raw: number): number {
    const scores = this.#scores.get(`${detector}|${kind}`);
    const ranked = this.evidence(detector, kind, kind, raw);
    if (scores === undefined || scores.total < ENOUGH / 4) return 0;
    const bins = [...scores.bins].sort(([a], [b]) => b - a);
    const highest = (bins[0]?.[0] ?? 0) * STEP;
    if (raw <= highest) return ranked;
    let [left, sum, count] = [Math.ceil(scores.total / 20), 0, 0];
    let lowest = highest;
    for (const [bin, number] of bins) {
      if (left <= 0) break;
      const taken = Math.min(left, number);
      left -= taken;
      sum += taken * bin * STEP;
      count += taken;
      lowest = bin * STEP;
    }
    const excess = Math.max(0.5, count === 0 ? 0.5 : sum / count - lowest);
    return ranked + ((1 - KAPPA) * (raw - highest)) / excess;
  }

  #evidence(key: string, raw: number): number {
    const scores = this.#scores.get(key);
    if (scores === undefined) return 0;
    const own = binOf(raw);
    let above = 1;
    for (const [bin, count] of scores.bins) if (bin >= own) above += count;
    return Math.max(0, Math.log(KAPPA) + (KAPPA - 1) * Math.log(above / (scores.total + 1)));
  }

  learn(detector: string, kind: string, group: string, raw: number): void {
    for (const key of new Set([`${detector}|${kind}`, `${detector}|${group}`])) {
      let scores = this.#scores.get(key);
      if (scores === undefined) {
        scores = { bins: new Map(), total: 0 };
        this.#scores.set(key, scores);
      }
      scores.total++;
      const bin = binOf(raw);
      if (raw > 0) scores.bins.set(bin, (scores.bins.get(bin) ?? 0) + 1);
    }
  }

  toJSON(): z.infer<typeof CalibrationState> {
    return Object.fromEntries(
      [...this.#scores]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { bins, total }]) => [name, { ...Object.fromEntries(bins), total }]),
    );
  }

  restore(state: z.infer<typeof CalibrationState>): void {
    for (const [name, counts] of Object.entries(state)) {
      const bins = new Map<number, number>();
      for (const [bin, count] of Object.entries(counts)) if (/^\d{1,3}$/.test(bin)) bins.set(Number(bin), count);
      this.#scores.set(name, { bins, total: counts["total"] ?? 0 });
    }
  }
}

function binOf(raw: number): number {
  return Math.min(BINS - 1, Math.floor(raw / STEP));
}
