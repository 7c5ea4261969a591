import { applicableFamilies, type PoisonFamily } from "../poison/families.ts";
import { poison } from "../poison/poison.ts";
import { selectRows } from "../poison/rows.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { checkDataset } from "./check-dataset.ts";

/** Rows that the test is made with. */
const SAMPLE = 3000;
const RATE = 0.01;
/** False alarms at which recall is read. */
const FALSE_ALARMS = 0.01;
/** Floods add rows, so they come first; the others change rows in place. */
const PLANTED: readonly PoisonFamily[] = [
  "flood",
  "outliers",
  "value-trigger",
  "token-trigger",
  "patch-trigger",
  "label-flips",
  "clean-label",
];

export interface SelfTest {
  /** Share of the planted rows that score above all but 1 % of the untouched ones, by family. */
  readonly power: Record<string, number | null>;
  readonly rows: number;
}

/**
 * What this check can see in these data: 1 % of each kind of poison is planted in a copy, all kinds side by side, and
 * the same check runs on it. Families that need what the data set does not have are null.
 */
export function selfTest(dataset: Dataset, model: string | undefined, random: Random): SelfTest {
  const sample =
    dataset.rows <= SAMPLE
      ? dataset
      : selectRows(
          dataset,
          random
            .shuffle(Int32Array.from({ length: dataset.rows }, (_, row) => row))
            .slice(0, SAMPLE)
            .sort(),
        );
  let current: Dataset = sample;
  const planted = new Map<PoisonFamily, Uint8Array>();
  const possible = applicableFamilies(sample);
  for (const family of PLANTED) {
    if (!possible.includes(family)) continue;
    const result = poison(current, { family, rate: RATE, random: random.fork(family) });
    current = result.dataset;
    planted.set(family, result.poisoned);
  }
  if (planted.size === 0) return { power: {}, rows: sample.rows };
  const { scores } = checkDataset(current, { random: random.fork("check"), ...(model === undefined ? {} : { model }) });
  const touched = new Uint8Array(current.rows);
  for (const rows of planted.values()) for (const [row, bad] of rows.entries()) if (bad === 1) touched[row] = 1;
  const untouched = scores.filter((_, row) => touched[row] !== 1).sort();
  const threshold = untouched[Math.floor((1 - FALSE_ALARMS) * untouched.length)] ?? 0;
  const power: Record<string, number | null> = {};
  for (const [family, rows] of planted) {
    let [found, all] = [0, 0];
    for (const [row, bad] of rows.entries()) {
      if (bad !== 1) continue;
      all++;
      if ((scores[row] ?? 0) > threshold) found++;
    }
    power[family] = all === 0 ? null : Math.round((1000 * found) / all) / 1000;
  }
  return { power, rows: sample.rows };
}
