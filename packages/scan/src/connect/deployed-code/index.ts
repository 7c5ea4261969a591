import type { Asset, AssetGraph, Occurrence, Relation, RelationKind } from "@castellan/graph";
import { folderOf, resolvePath } from "../../discover/file-place.ts";
import type { Project } from "../../project/facts.ts";
import type { Connector, Merged } from "../connector.ts";
import { uniteVariables } from "./variables.ts";

/** How a workload is related to what its code uses. */
const USES: { readonly [kind in Asset["kind"]]?: RelationKind } = {
  model: "uses_model",
  "ai-service": "calls",
  "vector-store": "reads",
  "knowledge-base": "reads",
  retriever: "uses_retriever",
  agent: "runs",
};

/** How a route is related to what the function behind it uses. */
const ROUTE_USES: { readonly [kind in Asset["kind"]]?: RelationKind } = { ...USES, agent: "exposes" };

/**
 * Functions that are declared with the folder of their code (`code` of the asset) use what the code in that folder
 * uses. Where several functions are made of one folder, each uses what the file of its handler uses.
 */
export const deployedCode: Connector = {
  id: "deployed-code",
  version: 1,
  connect(project, merged, graph) {
    const { assets, relations } = merged;
    uniteVariables(merged, graph);
    const served = new Map<string, Set<string>>();
    for (const { from, kind, to } of relations) if (kind === "served_by") served.set(to, (served.get(to) ?? new Set()).add(from));
    const workloads = assets.filter(({ kind, attributes }) => kind === "compute" && typeof attributes["code"] === "string");
    const folders = new Map(workloads.map((workload) => [workload.id, codeOf(project, workload)]));
    for (const workload of workloads) {
      const [declared] = workload.occurrences;
      const folder = folders.get(workload.id);
      if (declared === undefined || folder === undefined) continue;
      const shared = [...folders.values()].filter((other) => other === folder).length > 1;
      const code = (shared ? handlerFile(project, workload, folder) : undefined) ?? folder;
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
    routesThrough(merged, graph);
  },
};

/** A declared route that calls a function answers with what the function uses. */
function routesThrough({ assets }: Merged, graph: AssetGraph): void {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const { relations } = graph.all();
  const uses = new Map<string, Relation[]>();
  for (const relation of relations)
    if (byId.get(relation.from)?.kind === "compute") uses.set(relation.from, [...(uses.get(relation.from) ?? []), relation]);
  for (const { from, kind, to } of relations) {
    if (kind !== "calls" || byId.get(from)?.kind !== "endpoint") continue;
    for (const use of uses.get(to) ?? []) {
      const used = byId.get(use.to)?.kind;
      const own = used === undefined ? undefined : ROUTE_USES[used];
      if (own !== undefined && use.kind !== "can_access") graph.relate(from, own, use.to, "inferred", use.evidence);
    }
  }
}

function isCodeIn({ technique, target, file }: Occurrence, code: string, of: number): boolean {
  return technique === "syntax" && (target ?? 0) === of && (file === code || file?.startsWith(`${code}/`) === true);
}

/**
 * Folder or file of a function's code. Code that declares it names it from the folder that the program starts in, or puts
 * the path together beside its own file.
 */
function codeOf(project: Project, { attributes, occurrences: [declared] }: Asset): string | undefined {
  const written = attributes["code"];
  if (typeof written !== "string" || written === "" || declared === undefined) return undefined;
  if (declared.technique !== "syntax") return written;
  const target = declared.target ?? 0;
  const file = declared.file === undefined ? undefined : project.file(target, declared.file);
  if (file === undefined || /[${}]/.test(written)) return undefined;
  const paths = project.files.flatMap((other) => (other.target === target ? [other.path] : []));
  const found = ["", project.rootOf(file), folderOf(file.path)]
    .map((start) => resolvePath(start, written))
    .find((path) => path !== undefined && path !== "" && paths.some((other) => other === path || other.startsWith(`${path}/`)));
  // The entry of a folder of its own stands for the folder.
  return found === undefined ? undefined : /\/index\.\w+$/.test(found) ? folderOf(found) : found;
}

const ENDINGS = ["py", "ts", "js", "mjs", "cjs"] as const;

/** "src/chat.handler" stands in src/chat.py, .js or .ts of the folder. */
function handlerFile(project: Project, { attributes, occurrences: [declared] }: Asset, folder: string): string | undefined {
  const handler = attributes["handler"] ?? attributes["Handler"];
  const stem = typeof handler === "string" ? handler.slice(0, handler.lastIndexOf(".")) : "";
  return stem === ""
    ? undefined
    : ENDINGS.map((ending) => `${folder}/${stem}.${ending}`).find((path) => project.file(declared?.target ?? 0, path) !== undefined);
}
