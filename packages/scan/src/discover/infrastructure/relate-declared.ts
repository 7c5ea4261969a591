import type { AssetKind, Json, RelationKind } from "@castellan/graph";
import { RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { ResourceMeaning } from "../../../knowledge/infrastructure/schema.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { aiService, containerImage, declaredResource, uriAsset } from "../identity/index.ts";
import { type DeclaredResource, knownText, placeOf, valuesAt } from "./declared.ts";
import { relateEnvironment, type Variable } from "./environment-use.ts";
import { agentBehind, evidenceAt, type Lookup, type Made } from "./made.ts";
import { modelFrom } from "./model-names.ts";

/** Everything that a resource's own attributes say about others. `served` gathers what it deploys. */
export function relateDeclared(asset: Made, lookup: Lookup, sink: DiscoverySink, served: Map<string, string[]>): void {
  const { resource, id } = asset;
  const meaning = RESOURCE_MEANINGS.get(resource.type);
  if (meaning === undefined) return;
  const join = (kind: RelationKind, other: string, path: string, reverse = false): void => {
    if (other === id) return;
    sink.relate(reverse ? other : id, kind, reverse ? id : other, "resolved", [evidenceAt(resource, placeOf(resource, path))]);
    if (kind === "deploys" && !reverse) served.set(id, [...(served.get(id) ?? []), other]);
  };
  const service = meaning.service;
  const provider =
    service === undefined || meaning.kind === "ai-service"
      ? undefined
      : sink.asset({
          kind: "ai-service",
          name: service,
          identity: aiService(service),
          scope: resource.scope,
          occurrences: [
            { file: resource.file, line: resource.line, resource: resource.address, technique: "configuration", confidence: "certain" },
          ],
        });
  if (provider !== undefined && (meaning.kind === "model" || meaning.kind === "deployed-model")) join("served_by", provider, "");
  for (const row of meaning.relations ?? []) {
    for (const other of lookup(resource, row.path))
      if (fits(row.kind, other.kind)) join(row.kind, agentBehind(row.kind, other, lookup).id, row.path, row.reverse);
    for (const uri of storageUris(resource, row.path)) {
      const storage = sink.asset({
        kind: row.kind === "trains_on" || row.kind === "validates_on" ? "dataset" : "storage",
        name: uri.name,
        identity: uriAsset(uri.uri),
        scope: resource.scope,
        occurrences: [{ ...placeOf(resource, row.path), resource: resource.address, technique: "configuration", confidence: "certain" }],
      });
      join(row.kind, storage, row.path, row.reverse);
    }
  }
  models(asset, meaning, lookup, join, sink);
  for (const path of meaning.images ?? []) {
    for (const image of valuesAt(resource.attributes, path)) {
      if (typeof image !== "string" || image === "" || /^\$\{[^}]*\}$/.test(image)) continue;
      join(
        "uses_image",
        sink.asset({
          kind: "container-image",
          name: image,
          identity: containerImage(image),
          scope: resource.scope,
          occurrences: [{ ...placeOf(resource, path), resource: resource.address, technique: "configuration", confidence: "certain" }],
        }),
        path,
      );
    }
  }
  for (const path of meaning.prompts ?? []) prompt(asset, path, sink);
  if (meaning.tools !== undefined) tools(asset, meaning.tools, sink);
  for (const path of meaning.environment ?? [])
    relateEnvironment(
      // A model calls nobody: what its container is told, the endpoint does with it.
      { target: resource.target, scope: resource.scope, resource: resource.address, handsOn: meaning.kind === "model" },
      () => id,
      variablesAt(resource, path),
      sink,
    );
}

/** A reference alone does not prove a relation: what is referred to must be of the right kind. */
const FITTING: Partial<Record<RelationKind, readonly AssetKind[]>> = {
  runs_as: ["identity"],
  uses_image: ["container-image"],
  served_by: ["ai-service", "endpoint", "vector-store"],
  uses_config: ["endpoint-config", "model-config"],
  protected_by: ["guardrail"],
  stored_in: ["storage", "vector-store", "knowledge-base"],
  calls: ["application", "compute", "endpoint", "ai-service", "agent"],
  uses_model: ["model", "deployed-model", "endpoint"],
  deploys: ["model", "deployed-model", "endpoint"],
  retrieves_from: ["knowledge-base", "vector-store"],
  reads: ["data-source", "dataset", "storage", "knowledge-base", "vector-store", "ai-service"],
  exposes: ["agent", "application"],
  trains_on: ["storage", "dataset"],
  validates_on: ["storage", "dataset"],
  hands_off_to: ["agent", "endpoint"],
  invokes_agent: ["agent", "endpoint"],
  uses_tool: ["agent", "tool"],
  exposes_tool: ["mcp-server", "tool"],
  writes_to: ["storage"],
};

function fits(kind: RelationKind, other: AssetKind): boolean {
  return FITTING[kind]?.includes(other) ?? true;
}

function models(
  asset: Made,
  meaning: ResourceMeaning,
  lookup: Lookup,
  join: (kind: RelationKind, other: string, path: string) => void,
  sink: DiscoverySink,
): void {
  const { resource } = asset;
  for (const row of meaning.models ?? []) {
    const kind = row.kind ?? "uses_model";
    for (const other of lookup(resource, row.path))
      if (other.kind === "model" || other.kind === "deployed-model") join(kind, other.id, row.path);
    for (const value of valuesAt(resource.attributes, row.path)) {
      const model = typeof value === "string" ? modelFrom(value, row.provider ?? "infer") : undefined;
      if (model === undefined) continue;
      const place = {
        ...placeOf(resource, row.path),
        resource: resource.address,
        technique: "configuration",
        confidence: "certain",
      } as const;
      const id = sink.asset({
        kind: "model",
        name: model.name,
        identity: model.identity,
        scope: resource.scope,
        attributes: model.provider === undefined ? {} : { provider: model.provider },
        occurrences: [place],
      });
      join(kind, id, row.path);
      const provider = model.provider === "huggingface" ? undefined : model.provider;
      if (provider !== undefined)
        sink.relate(
          id,
          "served_by",
          sink.asset({ kind: "ai-service", name: provider, identity: aiService(provider), scope: resource.scope, occurrences: [place] }),
          "resolved",
          [evidenceAt(resource, place)],
        );
    }
  }
}

function prompt(asset: Made, path: string, sink: DiscoverySink): void {
  const { resource } = asset;
  const text = knownText(resource, [path]);
  if (text === undefined) return;
  const place = placeOf(resource, path);
  const id = sink.asset({
    kind: "prompt",
    name: `${resource.label} ${path.slice(path.lastIndexOf(".") + 1)}`,
    identity: declaredResource(resource.target, resource.root, `${resource.address}.${path}`),
    scope: resource.scope,
    attributes: { role: "system", characters: text.text.length },
    occurrences: [{ ...place, resource: resource.address, technique: "configuration", confidence: "certain" }],
  });
  sink.relate(asset.id, "has_prompt", id, "stated", [evidenceAt(resource, place)]);
}

function tools(asset: Made, row: NonNullable<ResourceMeaning["tools"]>, sink: DiscoverySink): void {
  const { resource } = asset;
  for (const name of valuesAt(resource.attributes, `${row.path}.${row.name}`)) {
    if (typeof name !== "string" || name.includes("${")) continue;
    const place = placeOf(resource, `${row.path}.${row.name}`);
    const id = sink.asset({
      kind: "tool",
      name,
      identity: declaredResource(resource.target, resource.root, `${resource.address}.${row.path}.${name}`),
      scope: resource.scope,
      occurrences: [{ ...place, resource: resource.address, technique: "configuration", confidence: "certain" }],
    });
    sink.relate(asset.id, "uses_tool", id, "stated", [evidenceAt(resource, place)]);
  }
}

/** Buckets named by a URI or an ARN rather than by reference. */
function storageUris(resource: DeclaredResource, path: string): readonly { readonly uri: string; readonly name: string }[] {
  return valuesAt(resource.attributes, path)
    .flatMap(leaves)
    .flatMap((text) => {
      const arn = /^arn:aws[\w-]*:s3:::([^/*${}]+)(?=[/*]|$)/.exec(text)?.[1];
      const bucket = arn ?? /^s3:\/\/([^/${}]+)(?=\/|$)/.exec(text)?.[1];
      if (bucket !== undefined) return [{ uri: `s3://${bucket}`, name: bucket }];
      const google = /^gs:\/\/([^/${}]+)(?=\/|$)/.exec(text)?.[1];
      return google === undefined ? [] : [{ uri: `gs://${google}`, name: google }];
    });
}

function leaves(json: Json): readonly string[] {
  if (typeof json === "string") return [json];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(leaves) : [];
}

function variablesAt(resource: DeclaredResource, path: string): readonly Variable[] {
  const place = placeOf(resource, path);
  return valuesAt(resource.attributes, path).flatMap((value): readonly Variable[] => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    const entries = Object.entries(value);
    const name = entries.find(([key]) => /^name$/i.test(key))?.[1];
    const given = entries.find(([key]) => /^value$/i.test(key))?.[1];
    if (typeof name === "string") return [{ name, ...place, ...(typeof given === "string" ? { value: given } : {}) }];
    return entries.map(([key, item]) => ({
      name: key,
      ...placeOf(resource, `${path}.${key}`),
      ...(typeof item === "string" ? { value: item } : {}),
    }));
  });
}
