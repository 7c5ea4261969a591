import type { Asset } from "@castellan/graph";
import { z } from "zod";
import type { Inventory } from "../rule.ts";

/** What `--deep` said of a data set's rows: attribute `assessment`. */
const Assessment = z.object({
  verdict: z.enum(["clean", "suspicious", "poisoned", "inconclusive"]),
  /** Why, in a sentence. */
  reason: z.string().catch(""),
  rows: z.number().catch(0),
  quarantined: z.number().catch(0),
  groups: z.array(z.object({ kind: z.string(), rows: z.number(), description: z.string() })).catch([]),
});
export type Assessment = z.infer<typeof Assessment>;

export interface AssessedDataset {
  readonly asset: Asset;
  readonly assessment: Assessment;
}

/** Data sets that an analyser has looked into. */
export function assessedDatasets(inventory: Inventory): readonly AssessedDataset[] {
  return inventory.ofKind("dataset").flatMap((asset) => {
    const assessment = Assessment.safeParse(asset.attributes["assessment"]);
    return assessment.success ? [{ asset, assessment: assessment.data }] : [];
  });
}

/** Models and runs that learn from a data set, also from what was made of it. */
export function learners(inventory: Inventory, asset: Asset): readonly Asset[] {
  const seen = new Set([asset.id]);
  const found: Asset[] = [];
  const queue = [asset.id];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const next = [
      ...inventory.to(id, "trains_on", "derived_from", "reads").map(({ from }) => from),
      ...inventory.from(id, "produces").map(({ to }) => to),
    ];
    for (const other of next) {
      const reached = inventory.asset(other);
      if (reached === undefined || seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
      if (reached.kind === "model") found.push(reached);
    }
  }
  return found;
}
