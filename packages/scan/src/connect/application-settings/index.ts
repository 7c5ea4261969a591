import type { Asset, AssetGraph, Evidence, Occurrence, RelationKind } from "@castellan/graph";
import { meaningOf } from "../../discover/application-settings/meaning.ts";
import { partsOf } from "../../discover/application-settings/settings.ts";
import { nameOf } from "../../discover/file-place.ts";
import type { Project } from "../../project/facts.ts";
import type { Connector, Merged } from "../connector.ts";

const SETTINGS = /^(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/;
const FRAMEWORKS: ReadonlySet<unknown> = new Set(["spring-ai", "langchain4j", "quarkus-langchain4j"]);
/** Types through which code of these frameworks reaches the configured chat model. */
const CLIENTS =
  /^(?:org\.springframework\.ai\.chat\.(?:client|model)|dev\.langchain4j\.model\.chat)(?:\.\w+)*\.(?:ChatClient|ChatModel|StreamingChatModel|ChatLanguageModel|StreamingChatLanguageModel)(?:\.Builder)?$/;

/** What the settings of one module configure. */
interface Configured {
  readonly chat: Map<string, Evidence>;
  readonly embedding: Map<string, Evidence>;
  readonly services: Map<string, Evidence>;
  readonly stores: Map<string, Evidence>;
  readonly servers: Map<string, Evidence>;
}

/**
 * Spring, Quarkus and LangChain4j put what the configuration names into the code that asks for a client: agents and
 * endpoints of a module use the models of that module's settings, its stores embed with its embedding model, and
 * its MCP server exposes its tools.
 */
export const applicationSettingsUsers: Connector = {
  id: "application-settings-users",
  version: 1,
  connect(project, merged, graph) {
    const modules = configured(project, merged);
    if (modules.size === 0) return;
    const has = new Set(merged.relations.map(({ from, kind }) => `${from} ${kind}`));
    const exposed = new Set(merged.relations.filter(({ kind }) => kind === "exposes_tool").map(({ to }) => to));
    for (const asset of merged.assets) {
      const place = asset.occurrences.find(({ technique }) => technique === "syntax");
      const module = place?.file === undefined ? undefined : modules.get(moduleOf(project, place));
      if (module === undefined || place === undefined) continue;
      const once = (kind: RelationKind, to: ReadonlyMap<string, Evidence>): boolean =>
        !has.has(`${asset.id} ${kind}`) && relate(graph, asset.id, kind, to, place);
      const asks =
        asset.kind === "agent" ? FRAMEWORKS.has(asset.attributes["framework"]) : asset.kind === "endpoint" && injects(project, place);
      if (asks && !once("uses_model", module.chat) && module.chat.size === 0 && asset.kind === "agent") once("calls", module.services);
      if (asset.kind === "retriever" && module.stores.size === 1) once("retrieves_from", module.stores);
      if (asset.kind === "tool" && !exposed.has(asset.id) && asset.scope === "production" && module.servers.size === 1)
        for (const [server, evidence] of module.servers)
          graph.relate(server, "exposes_tool", asset.id, "inferred", [evidence, evidenceOf(place)]);
      // The interface that is injected is the store that the settings name.
      const [store] = module.stores.size === 1 ? module.stores.keys() : [];
      if (asset.kind === "vector-store" && asset.name === "VectorStore" && store !== undefined) graph.unite(store, asset.id);
    }
    for (const [key, module] of modules)
      for (const [store, evidence] of module.stores) {
        if (!has.has(`${store} embeds_with`)) relate(graph, store, "embeds_with", module.embedding, evidence);
        uniteWithServer(project, merged, graph, key, store);
      }
  },
};

function configured(project: Project, merged: Merged): ReadonlyMap<string, Configured> {
  const modules = new Map<string, Configured>();
  for (const asset of merged.assets) {
    for (const place of asset.occurrences) {
      if (place.technique !== "configuration" || place.resource === undefined || !SETTINGS.test(nameOf(place.file ?? ""))) continue;
      const meaning = meaningOf(partsOf(place.resource));
      const key = moduleOf(project, place);
      const module = modules.get(key) ?? {
        chat: new Map(),
        embedding: new Map(),
        services: new Map(),
        stores: new Map(),
        servers: new Map(),
      };
      const into = meaning === undefined ? undefined : listOf(module, asset, meaning);
      if (into === undefined) continue;
      modules.set(key, module);
      into.set(asset.id, evidenceOf(place));
    }
  }
  return modules;
}

/** Settings that name a technology and no collection mean the server of it that the module declares beside. */
function uniteWithServer(project: Project, merged: Merged, graph: AssetGraph, module: string, store: string): void {
  const asset = merged.assets.find(({ id }) => id === store);
  if (asset === undefined || asset.name !== asset.attributes["technology"]) return;
  const servers = merged.assets.filter(
    (other) =>
      other.kind === "vector-store" &&
      other.attributes["product"] === asset.name &&
      other.occurrences.some((place) => moduleOf(project, place) === module),
  );
  const [server] = servers;
  if (server !== undefined && servers.length === 1) graph.unite(server.id, store);
}

function listOf(module: Configured, asset: Asset, meaning: NonNullable<ReturnType<typeof meaningOf>>): Map<string, Evidence> | undefined {
  if (meaning.about === "provider" && asset.kind === "model")
    return meaning.task === "chat" ? module.chat : meaning.task === "embedding" ? module.embedding : undefined;
  if (meaning.about === "provider" && asset.kind === "ai-service") return module.services;
  if (meaning.about === "store" && asset.kind === "vector-store") return module.stores;
  return meaning.about === "mcp-server" && asset.kind === "mcp-server" ? module.servers : undefined;
}

function moduleOf(project: Project, place: Occurrence): string {
  const file = place.file === undefined ? undefined : project.file(place.target ?? 0, place.file);
  return `${place.target ?? 0}:${file === undefined ? "" : project.rootOf(file)}`;
}

/** The file of a handler imports a chat client or model. */
function injects(project: Project, place: Occurrence): boolean {
  const file = place.file === undefined ? undefined : project.file(place.target ?? 0, place.file);
  return (file?.facts.source?.imports ?? []).some(
    ({ module, name }) => CLIENTS.test(module) || (name !== undefined && CLIENTS.test(`${module}.${name}`)),
  );
}

function relate(
  graph: AssetGraph,
  from: string,
  kind: RelationKind,
  to: ReadonlyMap<string, Evidence>,
  place: Occurrence | Evidence,
): boolean {
  for (const [id, evidence] of to) if (id !== from) graph.relate(from, kind, id, "inferred", [evidence, evidenceOf(place)]);
  return to.size > 0;
}

function evidenceOf(place: Occurrence | Evidence): Evidence {
  const { endLine: _, ...rest } = place;
  return { ...rest, confidence: "likely" };
}
