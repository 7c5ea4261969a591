import type { Inventory } from "../rules/rule.ts";
import { trainingLoopUngated } from "../rules/training-loop-ungated/index.ts";
import { ATTACKERS, type Hop, placedKey } from "./hop.ts";

/** What callers of an endpoint send is trained on: whoever calls it decides what the model learns. */
export function feedbackHops(inventory: Inventory): readonly Hop[] {
  return [...endpointLoops(inventory), ...pipelineLoops(inventory)];
}

function endpointLoops(inventory: Inventory): readonly Hop[] {
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

/** What the public writes, by the names of steps. */
const PUBLIC =
  /tweet|public|user|message|feedback|community|crowd|comment|review|repl(?:y|ies)|answer|chat|conversation|social|scrape|crawl/i;

/** A pipeline that fetches what the public writes, trains on it and releases the result, with no check between. */
function pipelineLoops(inventory: Inventory): readonly Hop[] {
  return trainingLoopUngated.check(inventory).findings.flatMap(({ evidence, message, scope, location }): readonly Hop[] => {
    const [brings, trains, releases] = evidence.slice(-3);
    const names = [...message.matchAll(/\(([^()]{1,60})\)/g)].map(([, name = ""]) => name);
    const [fetched = "", trained = "training", released = "release"] = names;
    if (scope !== "production" || brings === undefined || trains === undefined || releases === undefined || !PUBLIC.test(fetched))
      return [];
    const step = (name: string): string => placedKey(name, location);
    const fix = `put a check between ${fetched} and ${trained} (${trains.file ?? ""}:${trains.line ?? 1})`;
    return [
      { from: ATTACKERS.internet, to: step(fetched), via: "writes what is taken in by", evidence: [brings], confidence: "likely" },
      { from: step(fetched), to: step(trained), via: "hands it on, unchecked, to", evidence: [trains], confidence: "likely", fix },
      {
        from: step(trained),
        to: step(released),
        via: "makes the model that goes live with",
        evidence: [releases],
        confidence: "likely",
        harm: "training-data",
        fix: `let somebody release the model after an evaluation (${releases.file ?? ""}:${releases.line ?? 1})`,
      },
    ];
  });
}
