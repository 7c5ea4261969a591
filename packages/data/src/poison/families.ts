import type { Dataset } from "../table/table.ts";

/** The attacks that the generator plants, with the data they apply to. */
export const POISON_FAMILIES = {
  "label-flips": { data: "any", rates: [0.01, 0.05, 0.1] },
  "targeted-flips": { data: "any", rates: [0.01, 0.05] },
  "region-flips": { data: "any", rates: [0.01, 0.03] },
  "value-trigger": { data: "table", rates: [0.005, 0.01, 0.05] },
  "two-value-trigger": { data: "table", rates: [0.005, 0.01, 0.05] },
  "token-trigger": { data: "text", rates: [0.005, 0.01, 0.05] },
  "two-token-trigger": { data: "text", rates: [0.005, 0.01, 0.05] },
  "misspelt-trigger": { data: "text", rates: [0.005, 0.01, 0.05] },
  "sentence-trigger": { data: "text", rates: [0.005, 0.01, 0.05] },
  "patch-trigger": { data: "images", rates: [0.005, 0.01, 0.05] },
  "jittered-patch": { data: "images", rates: [0.01, 0.05] },
  "two-patch-trigger": { data: "images", rates: [0.01, 0.05] },
  "blended-pattern": { data: "images", rates: [0.01, 0.05] },
  outliers: { data: "table", rates: [0.01, 0.03] },
  "odd-outliers": { data: "table", rates: [0.01, 0.03] },
  flood: { data: "any", rates: [0.01, 0.05] },
  "perturbed-flood": { data: "any", rates: [0.01, 0.05] },
  "biased-source": { data: "any", rates: [0.03, 0.06] },
  "shifted-source": { data: "table", rates: [0.1] },
  "time-burst": { data: "any", rates: [0.01, 0.03] },
  "clean-label": { data: "any", rates: [0.01, 0.03] },
} as const satisfies Record<string, { readonly data: "any" | "table" | "text" | "images"; readonly rates: readonly number[] }>;

export type PoisonFamily = keyof typeof POISON_FAMILIES;

/** Families whose triggers can leave a part of the carriers with their own label. */
export const TRIGGER_FAMILIES: readonly PoisonFamily[] = familyNames().filter((family) => /trigger|patch|pattern/.test(family));

export function familyNames(): readonly PoisonFamily[] {
  return Object.keys(POISON_FAMILIES) as PoisonFamily[];
}

/** The families that can be planted in this data set, in the order of {@link POISON_FAMILIES}. */
export function applicableFamilies(dataset: Dataset): readonly PoisonFamily[] {
  return familyNames().filter((family) => applies(dataset, family));
}

function applies(dataset: Dataset, family: PoisonFamily): boolean {
  const { data } = POISON_FAMILIES[family];
  const table = dataset.features.length >= 2;
  const numbers = dataset.features.filter(({ kind }) => kind === "number").length;
  if (family !== "outliers" && family !== "odd-outliers" && !/flood|shifted/.test(family) && dataset.label === undefined) return false;
  // Pictures come without a column of times.
  if (family === "time-burst" && dataset.images !== undefined) return false;
  if (/outliers|shifted/.test(family)) return numbers >= 2;
  if (data === "table") return table;
  if (data === "text") return (dataset.text?.length ?? 0) > 0;
  if (data === "images") return dataset.images !== undefined;
  return table || (dataset.text?.length ?? 0) > 0 || dataset.images !== undefined;
}
