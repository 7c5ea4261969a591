import type { Asset, Occurrence, RelationKind } from "@castellan/graph";
import type { Connector } from "../connector.ts";

/** How a workload is related to what its code uses. */
const USES: { readonly [kind in Asset["kind"]]?: RelationKind } = {
  model: "uses_model",
  "ai-service": "calls",
  "vector-store": "reads",
  "knowledge-base": "reads",
  retriever: "uses_retriever",
  agent: "runs",
};

/**
 * Functions that are declared with the folder of their code (`code` of the asset) use what the code in that folder
 * uses. Where two functions are made of one folder, which of them uses what is not told apart.
 */
export const deployedCode: Connector = {
  id: "deployed-code",
  version: 1,
  connect(_project, { assets, relations }, graph) {
    const served = new Map<string, Set<string>>();
    for (const { from, kind, to } of relations) if (kind === "served_by") served.set(to, (served.get(to) ?? new Set()).add(from));
    for (const workload of assets) {
      const code = workload.attributes["code"];
      const [declared] = workload.occurrences;
      if (workload.kind !== "compute" || typeof code !== "string" || code === "" || declared === undefined) continue;
      const used = assets.flatMap((asset) => {
        const place = asset.occurrences.find((occurrence) => isCodeIn(occurrence, code, declared.target ?? 0));
        return USES[asset.kind] === undefined || place === undefined || asset.scope !== "production" ? [] : [{ asset, place }];
      });
      const ids = new Set(used.map(({ asset }) => asset.id));
      for (const { asset, place } of used) {
        // The service behind a model that is known says nothing more.
        if (asset.kind === "ai-service" && [...(served.get(asset.id) ?? [])].some((model) => ids.has(model))) continue;
        const kind = USES[asset.kind];
        if (kind !== undefined) graph.relate(workload.id, kind, asset.id, "inferred", [declared, place]);
      }
    }
  },
};

function isCodeIn({ technique, target, file }: Occurrence, folder: string, of: number): boolean {
  return technique === "syntax" && (target ?? 0) === of && file?.startsWith(`${folder}/`) === true;
}
