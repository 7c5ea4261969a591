import { at, type ConfigNode, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import { placeIn, targetOf } from "../file-place.ts";
import { aiService } from "../identity/index.ts";
import { modelFrom } from "../infrastructure/model-names.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

const MANIFEST = /(?:^|\/)langgraph\.json$/;
/** Methods of a store of LangGraph. */
const STORE_METHOD = /^a?(?:put|search|get|delete|batch|list_?[nN]amespaces)$/;
const TECHNOLOGY = "langgraph-store";

/**
 * The long-term memory that the platform of LangGraph gives to graphs: nodes and tools reach it through their runtime,
 * `langgraph.json` says how it is indexed. A store that the code makes itself is one of its own.
 */
export function discoverGraphStores(assets: CodeAssets): void {
  const declared = new Map<string, { readonly file: ProjectFile; readonly store: ConfigNode; readonly line: number }>();
  for (const file of assets.context.project.files) {
    const tree = MANIFEST.test(file.path) ? file.facts.config?.documents[0] : undefined;
    const store = at(tree, "store");
    if (store?.kind === "map" && at(store, "index") !== undefined) declared.set(rootOf(assets, file), { file, store, line: store.line });
  }
  for (const { file, store, line } of declared.values()) index(assets, file, store, line);
  for (const scope of assets.context.evaluator.program.scopes()) {
    const { file } = scope.unit;
    const uses = scope.calls.filter(({ call }) => usesStore(assets, scope, call));
    const [first] = uses;
    if (first === undefined || (!declared.has(rootOf(assets, file)) && makesStore(assets, file))) continue;
    const id = memory(
      assets,
      file,
      uses.map(({ call }) => occurrenceAt(scope.unit, call)),
    );
    assets.keepUse(scope, { id, kind: "memory", name: "store", emission: { kind: "memory" } });
  }
}

function rootOf(assets: CodeAssets, file: ProjectFile): string {
  return `${file.target}:${assets.context.project.rootOf(file)}`;
}

function memory(
  assets: CodeAssets,
  file: ProjectFile,
  occurrences: Parameters<typeof assets.context.sink.asset>[0]["occurrences"],
): string {
  const target = targetOf(assets.context.project, file);
  return assets.context.sink.asset({
    kind: "memory",
    name: "store",
    identity: { key: `store:${target.key}:${assets.context.project.rootOf(file)}:${TECHNOLOGY}:store` },
    scope: file.scope,
    lifecycle: "declared",
    attributes: { technology: TECHNOLOGY },
    occurrences,
  });
}

/** `"store": { "index": { "embed": "openai:text-embedding-3-small" } }`: memories are found by their vectors. */
function index(assets: CodeAssets, file: ProjectFile, store: ConfigNode, line: number): void {
  const { sink } = assets.context;
  const id = memory(assets, file, [placeIn(file, { line, technique: "configuration", resource: "store" })]);
  const embed = at(store, "index", "embed");
  const named = text(embed);
  // A path to a function of one's own: `./embed.py:embed_texts`.
  const model = named === undefined || /^\.{0,2}\/|\.(?:py|[jt]s):/.test(named) ? undefined : modelFrom(named, "infer");
  if (model === undefined) return;
  const place = placeIn(file, { line: embed?.line, technique: "configuration", resource: "store.index.embed" });
  const embedder = sink.asset({
    kind: "model",
    name: model.name,
    identity: model.identity,
    scope: file.scope,
    lifecycle: "declared",
    attributes: { task: "embedding", ...(model.provider === undefined ? {} : { provider: model.provider }) },
    occurrences: [place],
  });
  sink.relate(id, "embeds_with", embedder, "stated", [place]);
  if (model.provider === undefined) return;
  const service = sink.asset({
    kind: "ai-service",
    name: model.provider,
    identity: aiService(model.provider),
    scope: file.scope,
    lifecycle: "declared",
    occurrences: [place],
  });
  sink.relate(embedder, "served_by", service, "resolved", [place]);
}

/** `runtime.store.aput(…)`, `store.search(…)` of `store: BaseStore`, `get_store().get(…)`, `config.store.put(…)`. */
function usesStore(assets: CodeAssets, scope: Scope, call: CallExpression): boolean {
  if (call.callee.kind !== "member" || !STORE_METHOD.test(call.callee.name)) return false;
  return assets.context.evaluator
    .evaluate(call.callee.object, genericFrame(scope))
    .some(
      (value) =>
        value.kind === "external" &&
        /^(?:@langchain\/)?langgraph\b/.test(value.module) &&
        (value.path.at(-1) === "store"
          ? value.path.some((step) => /^(?:Tool)?Runtime$|^LangGraphRunnableConfig$|^get_?[rR]untime$/.test(step))
          : value.path.at(-1) === "()" && /^(?:BaseStore|get_?[sS]tore)$/.test(value.path.at(-2) ?? "")),
    );
}

/** Whether code of the same project that is no test makes a store itself. */
function makesStore(assets: CodeAssets, near: ProjectFile): boolean {
  const root = rootOf(assets, near);
  return assets.sightings.all.some(
    (sighting) =>
      sighting.unit.file.scope !== "test" &&
      rootOf(assets, sighting.unit.file) === root &&
      sighting.library.id === "langgraph" &&
      sighting.value.path.some((step) => /Store$/.test(step)) &&
      assets.of(sighting).some(({ kind }) => kind === "memory"),
  );
}
