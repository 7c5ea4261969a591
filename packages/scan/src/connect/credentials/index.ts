import type { Asset, Evidence } from "@castellan/graph";
import { ownerOfCredential } from "../../discover/secrets/credential-names.ts";
import type { Connector } from "../connector.ts";

/** Kinds that a credential opens. */
const OPENED = new Set(["ai-service", "vector-store", "experiment-tracker", "model-registry"]);

function opens(asset: Asset, owner: string): boolean {
  if (!OPENED.has(asset.kind)) return false;
  if (asset.kind === "ai-service") return asset.identity.provider === owner || asset.name === owner;
  return asset.attributes["technology"] === owner || asset.attributes["library"] === owner || asset.name.toLowerCase() === owner;
}

/** Which service, store or tracker a secret belongs to, by the vendor that its name names. */
export const credentials: Connector = {
  id: "credentials",
  version: 1,
  connect(_project, { assets }, graph) {
    for (const secret of assets.filter((asset) => asset.kind === "secret-ref")) {
      const owner = ownerOfCredential(secret.name);
      if (owner === undefined) continue;
      const evidence: Evidence[] = secret.occurrences.map(({ endLine: _, ...place }) => ({ ...place, confidence: "likely" }));
      for (const asset of assets.filter((candidate) => opens(candidate, owner))) graph.relate(asset.id, "authenticated_by", secret.id, "inferred", evidence);
    }
  },
};
