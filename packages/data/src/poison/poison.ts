import { DataError } from "../errors.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { plantCleanLabel } from "./clean-label.ts";
import { applicableFamilies, type PoisonFamily } from "./families.ts";
import { plantFlood } from "./floods.ts";
import { flipLabels, flipRegion, flipTargeted } from "./labels.ts";
import { plantExtremes, plantOddRows } from "./outliers.ts";
import { plantPatch } from "./patch-trigger.ts";
import { biasSource, shiftSource } from "./sources.ts";
import { flipBurst } from "./times.ts";
import { plantTokens } from "./token-trigger.ts";
import { plantTwoValues, plantValue } from "./value-trigger.ts";

export interface PoisonOptions {
  readonly family: PoisonFamily;
  /** Share of the rows, 0 to 1; for floods the rows added. A shifted source shifts all its rows. */
  readonly rate: number;
  readonly random: Random;
  /** Share of the carriers of a trigger that keep their own label, so that trigger and label do not always agree. */
  readonly cleanCarriers?: number;
}

/** What one family plants, before it is told row by row. */
export interface Planted {
  readonly dataset: Dataset;
  /** Poisoned rows of the new data set. */
  readonly rows: Int32Array;
  readonly description: string;
  readonly source?: string | undefined;
}

export interface Poisoned {
  readonly dataset: Dataset;
  /** One per row of the new data set: 1 where the attacker changed or added it. Carriers left with their label are 0. */
  readonly poisoned: Uint8Array;
  readonly description: string;
  /** The compromised source, where the attack is one. */
  readonly source?: string | undefined;
}

/**
 * Plants an attack of one family in a copy of the data set. Pure: the same data set, options and random stream give the
 * same bytes.
 * @throws DataError OPTION_INVALID where the family cannot be planted in such data, or the rate is no share
 */
export function poison(dataset: Dataset, options: PoisonOptions): Poisoned {
  const { family, rate } = options;
  if (!(rate > 0 && rate < 1)) throw new DataError("OPTION_INVALID", `The rate of poison is ${rate}; it must lie between 0 and 1.`);
  if (!applicableFamilies(dataset).includes(family))
    throw new DataError(
      "OPTION_INVALID",
      `${family} cannot be planted in this data set; possible: ${applicableFamilies(dataset).join(", ")}.`,
    );
  const planted = plant(dataset, options, Math.max(1, Math.round(rate * dataset.rows)));
  const poisoned = new Uint8Array(planted.dataset.rows);
  for (const row of planted.rows) poisoned[row] = 1;
  return { dataset: planted.dataset, poisoned, description: planted.description, source: planted.source };
}

function plant(dataset: Dataset, { family, random, cleanCarriers = 0 }: PoisonOptions, take: number): Planted {
  const { label, images } = dataset;
  if (family === "outliers") return plantExtremes(dataset, take, random);
  if (family === "odd-outliers") return plantOddRows(dataset, take, random);
  if (family === "shifted-source") return shiftSource(dataset, random);
  if (family === "flood" || family === "perturbed-flood") return plantFlood(dataset, label, take, family === "perturbed-flood", random);
  if (label === undefined) throw new DataError("OPTION_INVALID", `${family} needs a label column.`);
  switch (family) {
    case "label-flips":
      return flipLabels(dataset, label, take, random);
    case "targeted-flips":
      return flipTargeted(dataset, label, take, random);
    case "region-flips":
      return flipRegion(dataset, label, take, random);
    case "value-trigger":
      return plantValue(dataset, label, take, cleanCarriers, random);
    case "two-value-trigger":
      return plantTwoValues(dataset, label, take, cleanCarriers, random);
    case "biased-source":
      return biasSource(dataset, label, take, random);
    case "time-burst":
      return flipBurst(dataset, label, take, random);
    case "clean-label":
      return plantCleanLabel(dataset, label, take, random);
    case "token-trigger":
    case "two-token-trigger":
    case "misspelt-trigger":
    case "sentence-trigger":
      return plantTokens(dataset, label, family, take, cleanCarriers, random);
    case "patch-trigger":
    case "jittered-patch":
    case "two-patch-trigger":
    case "blended-pattern":
      if (images === undefined) throw new DataError("OPTION_INVALID", `${family} needs pictures.`);
      return plantPatch(dataset, images, label, family, take, cleanCarriers, random);
  }
}
