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

/** A secret that names no vendor is the own server's, where the project is one MCP server. */
function ownServer(assets: readonly Asset[], secret: Asset): readonly Asset[] | undefined {
  const target = secret.occurrences[0]?.target ?? 0;
  const jobs = new Set(assets.filter(({ kind }) => kind === "ci-job").map(({ occurrences }) => occurrences[0]?.file));
  // What only jobs of continuous integration are given is theirs.
  if (secret.occurrences.every(({ file }) => jobs.has(file))) return undefined;
  const servers = assets.filter(
    (asset) =>
      asset.kind === "mcp-server" &&
      asset.attributes["role"] === "own" &&
      asset.scope === "production" &&
      (asset.occurrences[0]?.target ?? 0) === target,
  );
  return servers.length === 1 && secret.scope === "production" ? servers : undefined;
}

function placeOf(secret: Asset): Evidence {
  const [first] = secret.occurrences;
  if (first === undefined) return { technique: "syntax", confidence: "possible" };
  const { endLine: _, ...place } = first;
  return { ...place, confidence: "possible" };
}

/** Which service, store or tracker a secret belongs to, by the vendor that its name names. */
export const credentials: Connector = {
  id: "credentials",
  version: 1,
  connect(_project, { assets }, graph) {
    for (const secret of assets.filter((asset) => asset.kind === "secret-ref")) {
      const owner = ownerOfCredential(secret.name);
      if (owner === undefined) {
        for (const server of ownServer(assets, secret) ?? [])
          graph.relate(server.id, "authenticated_by", secret.id, "inferred", [placeOf(secret)]);
        continue;
      }
      const evidence: Evidence[] = secret.occurrences.map(({ endLine: _, ...place }) => ({ ...place, confidence: "likely" }));
      for (const asset of assets.filter((candidate) => opens(candidate, owner)))
        graph.relate(asset.id, "authenticated_by", secret.id, "inferred", evidence);
    }
  },
};
