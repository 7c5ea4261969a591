import { z } from "zod";

const [STEP, BINS] = [0.1, 400];
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
  readonly #scores = new Map<string, { readonly bins: Float64Array; total: number }>();

  /** Nats for an attack; never below 0. */
  evidence(detector: string, raw: number): number {
    const scores = this.#scores.get(detector);
    if (scores === undefined || raw <= 0) return 0;
    let above = 1;
    for (let bin = binOf(raw); bin < BINS; bin++) above += scores.bins[bin] ?? 0;
    const chance = above / (scores.total + 1);
    return Math.max(0, Math.log(KAPPA) + (KAPPA - 1) * Math.log(chance));
  }

  learn(detector: string, raw: number): void {
    let scores = this.#scores.get(detector);
    if (scores === undefined) {
      scores = { bins: new Float64Array(BINS), total: 0 };
      this.#scores.set(detector, scores);
    }
    scores.total++;
    if (raw > 0) scores.bins[binOf(raw)] = (scores.bins[binOf(raw)] ?? 0) + 1;
  }

  toJSON(): z.infer<typeof CalibrationState> {
    return Object.fromEntries(
      [...this.#scores]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { bins, total }]) => [
          name,
          {
            total,
            ...Object.fromEntries([...bins.entries()].filter(([, count]) => count > 0).map(([bin, count]) => [String(bin), count])),
          },
        ]),
    );
  }

  restore(state: z.infer<typeof CalibrationState>): void {
    for (const [name, counts] of Object.entries(state)) {
      const bins = new Float64Array(BINS);
      for (const [bin, count] of Object.entries(counts)) if (/^\d{1,3}$/.test(bin) && Number(bin) < BINS) bins[Number(bin)] = count;
      this.#scores.set(name, { bins, total: counts["total"] ?? 0 });
    }
  }
}

function binOf(raw: number): number {
  return Math.min(BINS - 1, Math.floor(raw / STEP));
}
