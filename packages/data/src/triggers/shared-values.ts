import type { AdditiveFeatures } from "../models/additive-features.ts";
import type { Dataset } from "../table/table.ts";
import type { SearchContext } from "./context.ts";
import { type Candidate, type Search, screen } from "./screen.ts";
import { type ValueItem, valueOf } from "./values.ts";

/** Share of the carriers that have one value of another column, and of all rows at most. */
const SHARED = 0.9;
const RARE = 0.3;
/** Deviations by which a label must be commoner among the carriers than among all rows. */
const CONSPICUOUS = 5;

/** Whether the carriers' labels are out of the ordinary, whatever the reason. */
function conspicuous({ labels, classes, shares }: SearchContext, carriers: Int32Array): boolean {
  const counts = new Int32Array(classes);
  for (const row of carriers) if ((labels[row] ?? -1) >= 0) counts[labels[row] ?? 0] = (counts[labels[row] ?? 0] ?? 0) + 1;
  return counts.some((count, label) => {
    const share = shares[label] ?? 0;
    return count - share * carriers.length > CONSPICUOUS * Math.sqrt(share * (1 - share) * carriers.length + 0.25);
  });
}

/** Rare values of other columns that nearly all carriers share, joined to the item; undefined where there are none. */
export function withSharedValues(dataset: Dataset, features: AdditiveFeatures, item: ValueItem): ValueItem | undefined {
  const { carriers } = item;
  let { description, where } = item;
  let kept = carriers;
  const masked = [...item.features];
  for (const [position, column] of dataset.features.entries()) {
    if (position === item.column) continue;
    const counts = new Map<string, number>();
    for (const row of carriers) counts.set(valueOf(column, row), (counts.get(valueOf(column, row)) ?? 0) + 1);
    const [value, count] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ["", 0] as const);
    if (count < SHARED * carriers.length) continue;
    let all = 0;
    for (let row = 0; row < dataset.rows; row++) if (valueOf(column, row) === value) all++;
    if (all > RARE * dataset.rows) continue;
    kept = kept.filter((row) => valueOf(column, row) === value);
    masked.push(...(features.parts.get(column.name) ?? []));
    const said = value === "" ? "is missing" : `= ${value}`;
    description += ` and ${column.name} ${said}`;
    where = { ...where, [column.name]: said };
  }
  return masked.length === item.features.length
    ? undefined
    : { ...item, description, where, carriers: kept, features: Int32Array.from(new Set(masked)) };
}

/**
 * Triggers of more than two values: where carriers share rare values of other columns as well, these speak for the label
 * as the item does, and are left out together with it.
 */
export function searchSharedValues(
  dataset: Dataset,
  context: SearchContext,
  features: AdditiveFeatures,
  items: readonly ValueItem[],
  found: ReadonlySet<string>,
): Search {
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    if (found.has(item.description) || !conspicuous(context, item.carriers)) continue;
    const wider = withSharedValues(dataset, features, item);
    if (wider === undefined || wider.carriers.length < context.fewest || seen.has(wider.carriers.join())) continue;
    seen.add(wider.carriers.join());
    const candidate = screen(context, wider);
    if (candidate !== undefined) candidates.push(candidate);
  }
  return { candidates, searched: context.classes * items.length };
}
