import type { Relation, RelationKind } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import type { Hop } from "./hop.ts";

/** How a change of one thing comes to another: along a relation, or against it. */
const INFLUENCE: { readonly [kind in RelationKind]?: { readonly against: boolean; readonly via: string } } = {
  reads: { against: true, via: "is read by" },
  loads: { against: true, via: "is loaded by" },
  trains_on: { against: true, via: "trains" },
  fine_tunes: { against: true, via: "is fine-tuned to" },
  derived_from: { against: true, via: "becomes" },
  adapter_of: { against: false, via: "changes" },
  produces: { against: false, via: "makes" },
  writes_to: { against: false, via: "writes" },
  runs: { against: false, via: "runs" },
  serves: { against: true, via: "answers at" },
  served_by: { against: false, via: "answers at" },
  deploys: { against: true, via: "is deployed as" },
  stored_in: { against: true, via: "holds" },
  fetched_from: { against: true, via: "is fetched to" },
  uses_image: { against: true, via: "is run by" },
  built_from: { against: true, via: "is built into" },
  retrieves_from: { against: true, via: "is retrieved by" },
  uses_retriever: { against: true, via: "informs" },
  materialised_as: { against: true, via: "is" },
  registered_in: { against: true, via: "registers" },
};

/** Which end of a relation a change comes from, and how it goes on; undefined where the relation carries none. */
export function influenceOf({
  from,
  kind,
  to,
}: Pick<Relation, "from" | "kind" | "to">): { readonly from: string; readonly to: string; readonly via: string } | undefined {
  const influence = INFLUENCE[kind];
  if (influence === undefined) return undefined;
  return influence.against ? { from: to, to: from, via: influence.via } : { from, to, via: influence.via };
}

/** What a changed data set, model or image changes further on: the lineage of the inventory, production only. */
export function lineageHops(inventory: Inventory): readonly Hop[] {
  return inventory.relations.flatMap((relation): readonly Hop[] => {
    const { from, kind, to, evidence, strength } = relation;
    const influence = influenceOf(relation);
    const [source, target] = [inventory.asset(from), inventory.asset(to)];
    if (influence === undefined || source === undefined || target === undefined) return [];
    if (source.scope !== "production" || target.scope !== "production") return [];
    // A model's card or a service of others is not changed from here; a registry holds many.
    if (kind === "served_by" && target.kind === "ai-service") return [];
    if (kind === "registered_in" || (kind === "runs" && source.kind === "ci-job")) return [];
    return [
      {
        ...influence,
        evidence: evidence.slice(0, 2),
        confidence: strength === "inferred" ? "likely" : "certain",
      },
    ];
  });
}
