import { type Identity, type Json, SUPPORTING_KINDS } from "@castellan/graph";
import { RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { ResourceMeaning } from "../../../knowledge/infrastructure/schema.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { aiService, declaredResource, uriAsset } from "../identity/index.ts";
import { azureService } from "./azure-services.ts";
import { codeFolderOf } from "./code-folder.ts";
import { type DeclaredResource, knownText, referencesAt, valuesAt } from "./declared.ts";
import { declareRoutes } from "./declared-routes.ts";
import { attached, linkDeclared, serveThroughConfiguration } from "./link-declared.ts";
import type { Lookup, Made } from "./made.ts";
import { masked } from "./masked.ts";
import { modelFrom } from "./model-names.ts";
import { relateDeclared } from "./relate-declared.ts";

/** Types that give one right to somebody. */
const GRANTS = /^google_\w+_iam_(?:member|binding)$|^azurerm_role_assignment$|^databricks_(?:grants?|permissions)$/;

/** Tells the sink of every resource, of the assets among them, and how they are related. */
export function emitDeclared(resources: readonly DeclaredResource[], sink: DiscoverySink): void {
  const made = new Map<string, Made[]>();
  const byAddress = new Map(resources.map((resource) => [`${resource.root}|${resource.address}`, resource]));
  const instances = new Map<string, DeclaredResource[]>();
  for (const resource of resources) {
    if (resource.instance === undefined) continue;
    const key = `${resource.target.index}|${resource.root}|${resource.address}`;
    const list = instances.get(key);
    if (list === undefined) instances.set(key, [resource]);
    else list.push(resource);
  }
  for (const resource of resources) {
    const same = instances.get(`${resource.target.index}|${resource.root}|${resource.address}`) ?? [];
    if (resource.instance === undefined || same[0] === resource) declare(resource, GRANTS.test(resource.type) ? [] : same, sink);
    // Of most blocks one instance stands for all; who is granted what differs from instance to instance.
    else if (GRANTS.test(resource.type))
      declare({ ...resource, address: `${resource.address}[${JSON.stringify(resource.instance)}]` }, [], sink);
    const meaning = meaningOf(resource);
    const asset = meaning === undefined || !applies(resource, meaning) ? undefined : assetOf(resource, meaning, byAddress, sink);
    if (asset === undefined) continue;
    const key = `${resource.root}|${resource.address}`;
    made.set(key, [...(made.get(key) ?? []), { id: asset, kind: meaning?.kind ?? "deployment", resource }]);
  }
  const lookup: Lookup = (resource, path) =>
    referencesAt(resource, path).flatMap((address) => made.get(`${resource.root}|${address}`) ?? []);
  const served = new Map<string, string[]>();
  for (const list of made.values()) for (const asset of list) relateDeclared(asset, lookup, sink, served);
  for (const list of made.values()) for (const asset of list) serveThroughConfiguration(asset, lookup, served, sink);
  declareRoutes(resources, (resource, address) => byAddress.get(`${resource.root}|${address}`), lookup, sink);
  for (const resource of resources) {
    linkDeclared(resource, lookup, sink);
    // An attachment leads to what its policy says.
    for (const address of resource.type === "aws_iam_role_policy_attachment" || resource.type === "aws_iam_user_policy_attachment"
      ? referencesAt(resource, "policy_arn")
      : []) {
      const policy = byAddress.get(`${resource.root}|${address}`);
      if (policy !== undefined) linkDeclared(attached(resource, policy), lookup, sink);
    }
  }
}

/** A model that is made of a registered one is that one put into service. */
function meaningOf(resource: DeclaredResource): ResourceMeaning | undefined {
  const meaning = RESOURCE_MEANINGS.get(
    resource.external === true && !resource.type.startsWith("Microsoft.") ? `data.${resource.type}` : resource.type,
  );
  const deployed = meaning?.deployedBy?.some((path) => valuesAt(resource.attributes, path).length > 0) === true;
  return meaning !== undefined && deployed ? { ...meaning, kind: "deployed-model" } : meaning;
}

function declare(resource: DeclaredResource, instances: readonly DeclaredResource[], sink: DiscoverySink): void {
  sink.resource({
    address: resource.address,
    type: resource.type,
    file: resource.file,
    line: resource.line,
    attributes: masked(resource.attributes),
    root: resource.root,
    ...(resource.references.size === 0
      ? {}
      : { references: Object.fromEntries([...resource.references].filter(([, to]) => to.length > 0)) }),
    ...(resource.external === true ? { external: true } : {}),
    ...(resource.caller === undefined ? {} : { caller: resource.caller }),
    ...(resource.observed === undefined ? {} : { observed: resource.observed }),
    ...(instances.length < 2
      ? {}
      : { instances: Object.fromEntries(instances.map(({ instance = "", attributes }) => [instance, masked(attributes)])) }),
    lines: Object.fromEntries(
      [...resource.places].filter(([, { file }]) => file === resource.file).map(([path, { line }]) => [path, line]),
    ),
    ...(resource.target.index === 0 ? {} : { target: resource.target.index }),
  });
}

function applies(resource: DeclaredResource, meaning: ResourceMeaning): boolean {
  const when = meaning.when;
  return (
    when === undefined ||
    valuesAt(resource.attributes, when.path).some(
      (value) => when.values.includes(String(value).toUpperCase()) || String(value).includes("${"),
    )
  );
}

function identityOf(resource: DeclaredResource, name: string, meaning: ResourceMeaning): Identity {
  if (meaning.kind === "ai-service") return aiService(name);
  const instance = resource.instance === undefined ? "" : `[${JSON.stringify(resource.instance)}]`;
  // A bucket's name is global; nothing else is.
  if (resource.type === "aws_s3_bucket" || resource.type === "AWS::S3::Bucket")
    return knownText(resource, meaning.names ?? []) === undefined
      ? declaredResource(resource.target, resource.root, resource.address)
      : { ...uriAsset(`s3://${name}`), address: resource.address };
  if (resource.type === "google_storage_bucket" && knownText(resource, ["name"]) !== undefined)
    return { ...uriAsset(`gs://${name}`), address: resource.address };
  // What was seen in an account has a name of the whole world.
  if (resource.observed !== undefined) return { key: `arn:${resource.address}`, arn: resource.address, address: resource.address };
  return declaredResource(resource.target, resource.root, resource.address + instance);
}

function assetOf(
  resource: DeclaredResource,
  meaning: ResourceMeaning,
  byAddress: ReadonlyMap<string, DeclaredResource>,
  sink: DiscoverySink,
): string | undefined {
  const named = knownText(resource, meaning.names ?? ["name"]);
  if (resource.external === true && named === undefined) return undefined;
  // What stands for resources that nobody could list is no asset.
  if (resource.observed !== undefined && resource.address.endsWith("/*")) return undefined;
  const name =
    meaning.kind === "ai-service"
      ? (meaning.service ?? azureService(named?.text))
      : (named?.text ?? resource.instance ?? (resource.label || resource.type));
  const attributes: { [key: string]: Json } = { type: resource.type };
  for (const path of meaning.attributes ?? []) {
    const [value] = valuesAt(resource.attributes, path);
    if (value !== undefined) attributes[path.replace(/^properties\./, "")] = value;
  }
  // Who knows the gaps of a bucket's name knows the bucket.
  const shape =
    meaning.kind === "storage" && named === undefined ? (meaning.names ?? []).flatMap((path) => valuesAt(resource.attributes, path)) : [];
  if (typeof shape[0] === "string" && shape[0].includes("${")) attributes["namePattern"] = shape[0];
  if (meaning.service !== undefined && SUPPORTING_KINDS.has(meaning.kind)) attributes["provider"] = meaning.service;
  const code = meaning.kind === "compute" ? codeFolderOf(resource, (address) => byAddress.get(`${resource.root}|${address}`)) : undefined;
  if (code !== undefined) attributes["code"] = code;
  if (resource.conditional === true) attributes["conditional"] = true;
  const { file, line, endLine, address } = resource;
  const target = resource.target.index === 0 ? {} : { target: resource.target.index };
  const model = meaning.kind === "model" && resource.type === "aws_bedrock_foundation_model" ? modelFrom(name, "bedrock") : undefined;
  const caller =
    resource.caller === undefined
      ? []
      : [
          {
            ...target,
            file: resource.caller.file,
            line: resource.caller.line,
            resource: address,
            technique: "configuration",
            confidence: "certain",
          } as const,
        ];
  return sink.asset({
    kind: meaning.kind,
    name,
    identity: model?.identity ?? identityOf(resource, name, meaning),
    scope: resource.scope,
    lifecycle: resource.observed === undefined ? "declared" : "observed",
    attributes: masked(attributes),
    occurrences: [
      {
        ...target,
        file,
        line,
        endLine,
        resource: address,
        technique: resource.observed === undefined ? "configuration" : "live",
        confidence: "certain",
      },
      ...caller,
    ],
  });
}
