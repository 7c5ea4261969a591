import type { Asset } from "@castellan/graph";
import { matchesOf } from "../../observed/match.ts";
import type { Connector } from "../connector.ts";

/** What code declares and what was observed in an account is one asset; where several fit, they are linked. */
export const observedResources: Connector = {
  id: "observed-resources",
  version: 1,
  connect(_project, { assets, resources = [] }, graph) {
    const { matches } = matchesOf(resources);
    if (matches.length === 0) return;
    const byPlace = new Map<string, Asset>();
    for (const asset of assets) {
      const [first] = asset.occurrences;
      byPlace.set(`${first?.target ?? 0}|${first?.file ?? ""}|${asset.identity.address ?? ""}`, asset);
    }
    for (const asset of assets)
      for (const { target = 0, file, resource } of asset.occurrences) {
        const key = `${target}|${file ?? ""}|${resource ?? ""}`;
        // The asset that the resource is carries its address; a bucket may be named by others first.
        if (!byPlace.has(key)) byPlace.set(key, asset);
      }
    for (const { declared, observed, ambiguous, instance } of matches) {
      const key = instance === undefined ? "" : `[${JSON.stringify(instance)}]`;
      const code = byPlace.get(`${declared.target ?? 0}|${declared.file}|${declared.address}${key}`);
      const live = byPlace.get(`${observed.target ?? 0}|${observed.file}|${observed.address}`);
      if (code === undefined || live === undefined || code.id === live.id || code.kind !== live.kind) continue;
      if (ambiguous)
        graph.relate(code.id, "same_as", live.id, "inferred", [
          {
            target: observed.target ?? 0,
            file: observed.file,
            line: observed.line,
            resource: observed.address,
            technique: "live",
            confidence: "possible",
          },
        ]);
      else {
        graph.unite(code.id, live.id);
        graph.describe(code.id, {
          arn: observed.address,
          account: observed.observed?.account ?? "",
          region: observed.observed?.region ?? "",
        });
      }
    }
  },
};
