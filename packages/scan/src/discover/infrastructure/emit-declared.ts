import type { AssetKind, Evidence, Identity, Json, RelationKind } from "@castellan/graph";
import { RESOURCE_LINKS, RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { ResourceMeaning } from "../../../knowledge/infrastructure/schema.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { aiService, containerImage, declaredResource, uriAsset } from "../identity/index.ts";
import { azureService } from "./azure-services.ts";
import { type DeclaredResource, knownText, type Place, placeOf, referencesAt, valuesAt } from "./declared.ts";
import { relateEnvironment, type Variable } from "./environment-use.ts";
import { masked } from "./masked.ts";
import { modelFrom } from "./model-names.ts";
import { policyTargets } from "./policy-targets.ts";

interface Made {
  readonly id: string;
  readonly kind: AssetKind;
  readonly resource: DeclaredResource;
}

/** Tells the sink of every resource, of the assets among them, and how they are related. */
export function emitDeclared(resources: readonly DeclaredResource[], sink: DiscoverySink): void {
  const made = new Map<string, Made[]>();
  for (const resource of resources) {
    if (resource.instance === undefined || resources.find((other) => other.address === resource.address && other.root === resource.root) === resource) declare(resource, sink);
    const meaning = RESOURCE_MEANINGS.get(resource.external === true && !resource.type.startsWith("Microsoft.") ? `data.${resource.type}` : resource.type);
    const asset = meaning === undefined || !applies(resource, meaning) ? undefined : assetOf(resource, meaning, sink);
    if (asset === undefined) continue;
    const key = `${resource.root}|${resource.address}`;
    made.set(key, [...(made.get(key) ?? []), { id: asset, kind: meaning?.kind ?? "deployment", resource }]);
  }
  const lookup = (resource: DeclaredResource, path: string): readonly Made[] => referencesAt(resource, path).flatMap((address) => made.get(`${resource.root}|${address}`) ?? []);
  const served = new Map<string, string[]>();
  for (const list of made.values()) for (const asset of list) relate(asset, lookup, sink, served);
  for (const list of made.values()) for (const asset of list) serveThroughConfiguration(asset, lookup, served, sink);
  const byAddress = new Map(resources.map((resource) => [`${resource.root}|${resource.address}`, resource]));
  for (const resource of resources) {
    link(resource, lookup, sink);
    // An attachment leads to what its policy says.
    for (const address of resource.type === "aws_iam_role_policy_attachment" || resource.type === "aws_iam_user_policy_attachment" ? referencesAt(resource, "policy_arn") : []) {
      const policy = byAddress.get(`${resource.root}|${address}`);
      if (policy !== undefined) link(attached(resource, policy), lookup, sink);
    }
  }
}

function declare(resource: DeclaredResource, sink: DiscoverySink): void {
  sink.resource({
    address: resource.address, type: resource.type, file: resource.file, line: resource.line, attributes: masked(resource.attributes),
    ...(resource.target.index === 0 ? {} : { target: resource.target.index }),
  });
}

function applies(resource: DeclaredResource, meaning: ResourceMeaning): boolean {
  const when = meaning.when;
  return when === undefined || valuesAt(resource.attributes, when.path).some((value) => when.values.includes(String(value).toUpperCase()) || String(value).includes("${"));
}

function evidenceAt(resource: DeclaredResource, place: Place): Evidence {
  return { file: place.file, line: place.line, resource: resource.address, technique: "configuration", confidence: "certain" };
}

function identityOf(resource: DeclaredResource, name: string, meaning: ResourceMeaning): Identity {
  if (meaning.kind === "ai-service") return aiService(name);
  const instance = resource.instance === undefined ? "" : `[${JSON.stringify(resource.instance)}]`;
  // A bucket's name is global; nothing else is.
  if (resource.type === "aws_s3_bucket" || resource.type === "AWS::S3::Bucket") return knownText(resource, meaning.names ?? []) === undefined ? declaredResource(resource.target, resource.root, resource.address) : { ...uriAsset(`s3://${name}`), address: resource.address };
  if (resource.type === "google_storage_bucket" && knownText(resource, ["name"]) !== undefined) return { ...uriAsset(`gs://${name}`), address: resource.address };
  return declaredResource(resource.target, resource.root, resource.address + instance);
}

function assetOf(resource: DeclaredResource, meaning: ResourceMeaning, sink: DiscoverySink): string | undefined {
  const named = knownText(resource, meaning.names ?? ["name"]);
  if (resource.external === true && named === undefined) return undefined;
  const name = meaning.kind === "ai-service" ? (meaning.service ?? azureService(named?.text)) : (named?.text ?? resource.instance ?? resource.label);
  const attributes: { [key: string]: Json } = { type: resource.type };
  for (const path of meaning.attributes ?? []) {
    const [value] = valuesAt(resource.attributes, path);
    if (value !== undefined) attributes[path.replace(/^properties\./, "")] = value;
  }
  if (resource.conditional === true) attributes["conditional"] = true;
  const { file, line, endLine, address } = resource;
  const model = meaning.kind === "model" && resource.type === "aws_bedrock_foundation_model" ? modelFrom(name, "bedrock") : undefined;
  const caller = resource.caller === undefined ? [] : [{ file: resource.caller.file, line: resource.caller.line, resource: address, technique: "configuration", confidence: "certain" } as const];
  return sink.asset({
    kind: meaning.kind, name, identity: model?.identity ?? identityOf(resource, name, meaning), scope: resource.scope, lifecycle: "declared",
    attributes: masked(attributes), occurrences: [{ file, line, endLine, resource: address, technique: "configuration", confidence: "certain" }, ...caller],
  });
}

function relate(asset: Made, lookup: (resource: DeclaredResource, path: string) => readonly Made[], sink: DiscoverySink, served: Map<string, string[]>): void {
  const { resource, id } = asset;
  const meaning = RESOURCE_MEANINGS.get(resource.type);
  if (meaning === undefined) return;
  const join = (kind: RelationKind, other: string, path: string, reverse = false): void => {
    if (other === id) return;
    sink.relate(reverse ? other : id, kind, reverse ? id : other, "resolved", [evidenceAt(resource, placeOf(resource, path))]);
    if (kind === "deploys" && !reverse) served.set(id, [...(served.get(id) ?? []), other]);
  };
  const service = meaning.service;
  const provider = service === undefined || meaning.kind === "ai-service" ? undefined : sink.asset({ kind: "ai-service", name: service, identity: aiService(service), scope: resource.scope, occurrences: [{ file: resource.file, line: resource.line, resource: resource.address, technique: "configuration", confidence: "certain" }] });
  if (provider !== undefined) join(meaning.kind === "model" || meaning.kind === "deployed-model" ? "served_by" : "depends_on", provider, "");
  for (const row of meaning.relations ?? []) {
    for (const other of lookup(resource, row.path)) if (fits(row.kind, other.kind)) join(row.kind, agentBehind(row.kind, other, lookup).id, row.path, row.reverse);
    for (const uri of storageUris(resource, row.path)) {
      const storage = sink.asset({ kind: row.kind === "trains_on" || row.kind === "validates_on" ? "dataset" : "storage", name: uri.name, identity: uriAsset(uri.uri), scope: resource.scope, occurrences: [{ ...placeOf(resource, row.path), resource: resource.address, technique: "configuration", confidence: "certain" }] });
      join(row.kind, storage, row.path, row.reverse);
    }
  }
  models(asset, meaning, lookup, join, sink);
  for (const path of meaning.images ?? []) {
    for (const image of valuesAt(resource.attributes, path)) {
      if (typeof image !== "string" || image === "" || /^\$\{[^}]*\}$/.test(image)) continue;
      join("uses_image", sink.asset({ kind: "container-image", name: image, identity: containerImage(image), scope: resource.scope, occurrences: [{ ...placeOf(resource, path), resource: resource.address, technique: "configuration", confidence: "certain" }] }), path);
    }
  }
  for (const path of meaning.prompts ?? []) prompt(asset, path, sink);
  if (meaning.tools !== undefined) tools(asset, meaning.tools, sink);
  for (const path of meaning.environment ?? []) relateEnvironment({ target: resource.target, scope: resource.scope, resource: resource.address }, () => id, variablesAt(resource, path), sink);
}

/** A reference alone does not prove a relation: what is referred to must be of the right kind. */
const FITTING: Partial<Record<RelationKind, readonly AssetKind[]>> = {
  runs_as: ["identity"], uses_image: ["container-image"], uses_config: ["endpoint-config", "model-config"], protected_by: ["guardrail"],
  stored_in: ["storage", "vector-store", "knowledge-base"], calls: ["application", "endpoint", "ai-service", "agent"],
  uses_model: ["model", "deployed-model", "endpoint"], deploys: ["model", "deployed-model", "endpoint"], retrieves_from: ["knowledge-base", "vector-store"],
  reads: ["data-source", "dataset", "storage", "knowledge-base", "ai-service"], exposes: ["agent", "application"], trains_on: ["storage", "dataset"], validates_on: ["storage", "dataset"],
  hands_off_to: ["agent", "endpoint"], invokes_agent: ["agent", "endpoint"], uses_tool: ["agent", "tool"], exposes_tool: ["mcp-server", "tool"], writes_to: ["storage"],
};

function fits(kind: RelationKind, other: AssetKind): boolean {
  return FITTING[kind]?.includes(other) ?? true;
}

function models(asset: Made, meaning: ResourceMeaning, lookup: (resource: DeclaredResource, path: string) => readonly Made[], join: (kind: RelationKind, other: string, path: string) => void, sink: DiscoverySink): void {
  const { resource } = asset;
  for (const row of meaning.models ?? []) {
    const kind = row.kind ?? "uses_model";
    for (const other of lookup(resource, row.path)) if (other.kind === "model" || other.kind === "deployed-model") join(kind, other.id, row.path);
    for (const value of valuesAt(resource.attributes, row.path)) {
      const model = typeof value === "string" ? modelFrom(value, row.provider ?? "infer") : undefined;
      if (model === undefined) continue;
      const place = { ...placeOf(resource, row.path), resource: resource.address, technique: "configuration", confidence: "certain" } as const;
      const id = sink.asset({ kind: "model", name: model.name, identity: model.identity, scope: resource.scope, attributes: model.provider === undefined ? {} : { provider: model.provider }, occurrences: [place] });
      join(kind, id, row.path);
      const provider = model.provider === "huggingface" ? undefined : model.provider;
      if (provider !== undefined) sink.relate(id, "served_by", sink.asset({ kind: "ai-service", name: provider, identity: aiService(provider), scope: resource.scope, occurrences: [place] }), "resolved", [evidenceAt(resource, place)]);
    }
  }
}

function prompt(asset: Made, path: string, sink: DiscoverySink): void {
  const { resource } = asset;
  const text = knownText(resource, [path]);
  if (text === undefined) return;
  const place = placeOf(resource, path);
  const id = sink.asset({
    kind: "prompt", name: `${resource.label} ${path.slice(path.lastIndexOf(".") + 1)}`, identity: declaredResource(resource.target, resource.root, `${resource.address}.${path}`), scope: resource.scope,
    attributes: { role: "system", characters: text.text.length }, occurrences: [{ ...place, resource: resource.address, technique: "configuration", confidence: "certain" }],
  });
  sink.relate(asset.id, "has_prompt", id, "stated", [evidenceAt(resource, place)]);
}

/** An agent hands off to an agent, also where it names the alias that exposes it. */
function agentBehind(kind: RelationKind, other: Made, lookup: (resource: DeclaredResource, path: string) => readonly Made[]): Made {
  if ((kind !== "hands_off_to" && kind !== "invokes_agent") || other.kind !== "endpoint") return other;
  return ["agent_id", "AgentId"].flatMap((path) => lookup(other.resource, path)).find((made) => made.kind === "agent") ?? other;
}

function tools(asset: Made, row: NonNullable<ResourceMeaning["tools"]>, sink: DiscoverySink): void {
  const { resource } = asset;
  for (const name of valuesAt(resource.attributes, `${row.path}.${row.name}`)) {
    if (typeof name !== "string" || name.includes("${")) continue;
    const place = placeOf(resource, `${row.path}.${row.name}`);
    const id = sink.asset({ kind: "tool", name, identity: declaredResource(resource.target, resource.root, `${resource.address}.${row.path}.${name}`), scope: resource.scope, occurrences: [{ ...place, resource: resource.address, technique: "configuration", confidence: "certain" }] });
    sink.relate(asset.id, "uses_tool", id, "stated", [evidenceAt(resource, place)]);
  }
}

/** Buckets named by a URI or an ARN rather than by reference. */
function storageUris(resource: DeclaredResource, path: string): readonly { readonly uri: string; readonly name: string }[] {
  return valuesAt(resource.attributes, path).flatMap(leaves).flatMap((text) => {
    const arn = /^arn:aws[\w-]*:s3:::([^/*${}]+)/.exec(text)?.[1];
    const bucket = arn ?? /^s3:\/\/([^/${}]+)/.exec(text)?.[1];
    if (bucket !== undefined) return [{ uri: `s3://${bucket}`, name: bucket }];
    const google = /^gs:\/\/([^/${}]+)/.exec(text)?.[1];
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
    return entries.map(([key, item]) => ({ name: key, ...placeOf(resource, `${path}.${key}`), ...(typeof item === "string" ? { value: item } : {}) }));
  });
}

/** An endpoint serves what its configuration deploys. */
function serveThroughConfiguration(asset: Made, lookup: (resource: DeclaredResource, path: string) => readonly Made[], served: ReadonlyMap<string, readonly string[]>, sink: DiscoverySink): void {
  if (asset.kind !== "endpoint") return;
  for (const row of RESOURCE_MEANINGS.get(asset.resource.type)?.relations ?? []) {
    if (row.kind !== "uses_config") continue;
    for (const configuration of lookup(asset.resource, row.path)) {
      for (const model of served.get(configuration.id) ?? []) sink.relate(asset.id, "serves", model, "resolved", [evidenceAt(asset.resource, placeOf(asset.resource, row.path)), evidenceAt(configuration.resource, configuration.resource)]);
    }
  }
}

/** The policy as if it stood in the role that it is attached to. */
function attached(attachment: DeclaredResource, policy: DeclaredResource): DeclaredResource {
  const owner = attachment.type === "aws_iam_user_policy_attachment" ? "user" : "role";
  const references = new Map([...policy.references, [owner, referencesAt(attachment, owner)] as const]);
  return { ...policy, type: owner === "user" ? "aws_iam_user_policy" : "aws_iam_role_policy", references };
}

function link(resource: DeclaredResource, lookup: (resource: DeclaredResource, path: string) => readonly Made[], sink: DiscoverySink): void {
  const row = RESOURCE_LINKS.get(resource.type);
  if (row === undefined) return;
  const evidence = [evidenceAt(resource, resource)];
  for (const from of lookup(resource, row.from)) {
    if (row.kind === "can_access" && from.kind !== "identity") continue;
    for (const to of lookup(resource, row.to)) {
      const target = agentBehind(row.kind, to, lookup);
      if (target.id !== from.id && target.kind !== "identity") sink.relate(from.id, row.kind, target.id, "resolved", evidence);
    }
    if (row.kind !== "can_access") continue;
    const { file, line, address } = resource;
    const occurrences = [{ file, line, resource: address, technique: "configuration", confidence: "likely" }] as const;
    const { services, models: named } = policyTargets(valuesAt(resource.attributes, row.to));
    for (const provider of services) sink.relate(from.id, "can_access", sink.asset({ kind: "ai-service", name: provider, identity: aiService(provider), scope: resource.scope, occurrences }), "resolved", evidence);
    for (const model of named.flatMap((name) => modelFrom(name, "bedrock") ?? [])) {
      sink.relate(from.id, "can_access", sink.asset({ kind: "model", name: model.name, identity: model.identity, scope: resource.scope, attributes: { provider: "bedrock" }, occurrences }), "resolved", evidence);
    }
  }
}
