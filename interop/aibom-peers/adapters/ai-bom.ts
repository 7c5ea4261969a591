import type { AssetKind } from "../../../packages/graph/src/vocabulary.ts";
import { type Adapter, baseName, type Entry, type KindTable, placeOf, readingsOf, relativeTo, splitLocation } from "../report.ts";
import { type Component, cyclonedxSchema, property } from "./cyclonedx.ts";

/** By where the peer says that it looked (`trusera:source`); its own kinds are the usage types of SDKs. */
export const AI_BOM_KINDS: KindTable = {
  code: ["library", "ai-service", "agent"],
  ast: ["library", "ai-service"],
  jupyter: ["library", "ai-service"],
  network: ["ai-service"],
  docker: ["container-image", "vector-store", "experiment-tracker", "ai-service"],
  cloud: ["model", "agent", "knowledge-base", "guardrail", "endpoint", "experiment-tracker", "storage"],
  "model-file": ["model-file", "model"],
  "github-actions": ["agent", "ci-job", "ai-service"],
  "mcp-config": ["mcp-server", "mcp-client"],
};
/** Definitions that the syntax tree reader names, whatever framework it believes them to be of. */
const DEFINED: KindTable = {
  agent: ["agent"],
  task: ["pipeline-step", "agent"],
  tool: ["tool"],
  crew: ["agent", "pipeline"],
  flow: ["pipeline", "agent"],
};

function readings(each: Component): Entry["readings"] {
  const source = property(each, "trusera:source") ?? "code";
  const model = property(each, "trusera:model_name");
  if (model !== undefined) return readingsOf(["model"], model);
  const defined = /(?<what>\w+)_definition: (?<name>.+)$/u.exec(each.name)?.groups;
  if (defined !== undefined) return readingsOf(DEFINED[defined["what"] ?? ""] ?? ["tool"], defined["name"]);
  const server = /^MCP Server: (?<name>.+)$|^(?<other>.+) \(MCP Server\)$/u.exec(each.name)?.groups;
  if (server !== undefined) return readingsOf(["mcp-server", "mcp-client"], server["name"] ?? server["other"]);
  const inner = /\((?:import: )?(?<inner>[^)]+)\)$/u.exec(each.name)?.groups?.["inner"];
  const bare = each.name.replace(/ \([^)]*\)$| Endpoint$/u, "");
  const [, ...path] = (each.purl ?? "").split("/");
  const packaged = path.join("/").replace(/[ @].*$/u, "");
  return readingsOf(AI_BOM_KINDS[source] ?? ["library"], inner, bare, packaged, each.name, each.name.replace(/^.*[. ]/u, ""));
}

/** Kinds that the same find may also stand for, without blame. */
function alsoMeant(each: Component): Entry["readings"] {
  const usage = property(each, "trusera:usage_type");
  const kinds: AssetKind[] = [
    "ai-service",
    ...(usage === "embedding" ? ["vector-store" as const] : []),
    ...(usage === "agent" ? ["agent" as const] : []),
  ];
  return readingsOf(kinds, property(each, "trusera:provider"), each.name);
}

/** Trusera ai-bom: flat components, no relations; the place is a property and the kind a source with a usage type. */
export const adaptAiBom: Adapter = (json, root) => ({
  entries: cyclonedxSchema.parse(json).components.flatMap((each): Entry[] => {
    const at = splitLocation(property(each, "trusera:source_location") ?? "");
    const places = at.path === "dependency files" ? [] : placeOf(root, at.path, at.line);
    const file = property(each, "trusera:source") === "model-file" ? [relativeTo(root, at.path), baseName(at.path)] : [];
    const main = [...readings(each), ...readingsOf(["model-file"], ...file)];
    return [
      { id: each["bom-ref"], readings: main, places },
      ...alsoMeant(each).map((reading, index): Entry => ({ id: `${each["bom-ref"]}/${index}`, readings: [reading], places, spare: true })),
    ];
  }),
  edges: [],
});
