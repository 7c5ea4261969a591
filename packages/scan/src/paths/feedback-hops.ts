import type { Inventory } from "../rules/rule.ts";
import { ATTACKERS, type Hop, placedKey } from "./hop.ts";

/** What callers of an endpoint send is trained on: whoever calls it decides what the model learns. */
export function feedbackHops(inventory: Inventory): readonly Hop[] {
  return inventory.ofKind("dataset").flatMap((dataset): readonly Hop[] => {
    if (dataset.scope !== "production" || inventory.to(dataset.id, "trains_on").length === 0) return [];
    return inventory.to(dataset.id, "writes_to").flatMap(({ from, evidence }): readonly Hop[] => {
      const endpoint = inventory.asset(from);
      const [place] = endpoint?.occurrences ?? [];
      if (endpoint?.kind !== "endpoint" || endpoint.scope !== "production" || place === undefined) return [];
      const files = new Set([...dataset.occurrences, ...evidence].map(({ file }) => file));
      if (inventory.usages.some(({ act, file }) => act === "data-gate" && files.has(file))) return [];
      // Words of its own: the way comes back to the endpoint once the model has learnt.
      const said = placedKey(`what callers say to ${endpoint.name}`, place);
      return [
        { from: ATTACKERS.internet, to: said, via: "sends what it likes as", evidence: [place], confidence: "likely" },
        {
          from: said,
          to: dataset.id,
          via: "is added, unchecked, to",
          evidence: evidence.slice(0, 1),
          confidence: "likely",
          fix: `collect what callers send apart, check it, and let somebody release it for training (${place.file ?? ""}:${place.line ?? 1})`,
        },
      ];
    });
  });
}
