import type { Json } from "@castellan/graph";
import { BICEP_MODULES } from "../../../knowledge/infrastructure/bicep-modules.ts";
import type { DeclaredResource } from "../infrastructure/declared.ts";
import { isRecord, textOf } from "../terraform/value.ts";

/** The path of a module of the public registry: `avm/res/search/search-service`. */
export function registryModule(source: string): string | undefined {
  const path = /^br(?:\/public|:mcr\.microsoft\.com\/bicep)[:/](.+?)(?::[^:/]+)?$/.exec(source)?.[1];
  return path !== undefined && BICEP_MODULES[path] !== undefined ? path : undefined;
}

type Shared = Pick<DeclaredResource, "target" | "root" | "label" | "file" | "line" | "endLine" | "scope" | "references" | "places">;

/** The resources that a module of the registry makes of its parameters, as far as they are known. */
export function moduleResources(module: string, params: { readonly [key: string]: Json }, shared: Shared): readonly DeclaredResource[] {
  const meaning = BICEP_MODULES[module];
  if (meaning === undefined) return [];
  const name = textOf(params["name"] ?? "");
  const own = `${meaning.type}/${name !== "" && !name.includes("${") ? name : shared.label}`;
  const attributes: { [key: string]: Json } = { ...params };
  for (const [from, to] of Object.entries(meaning.fields ?? {})) {
    const value = params[from];
    if (value !== undefined) place(attributes, to.split("."), value);
  }
  const resource: DeclaredResource = { ...shared, address: own, type: meaning.type, attributes };
  const listed = meaning.deployments === undefined ? undefined : params[meaning.deployments];
  const deployments = (Array.isArray(listed) ? listed : []).flatMap((item: Json): readonly DeclaredResource[] => {
    if (!isRecord(item)) return [];
    const model = item["model"] ?? null;
    const label = textOf(item["name"] ?? (isRecord(model) ? (model["name"] ?? "") : ""));
    const type = `${meaning.type}/deployments`;
    const line = shared.places.get(meaning.deployments ?? "")?.line ?? shared.line;
    return [
      {
        ...shared,
        address: `${own}/deployments`,
        type,
        ...(label === "" || label.includes("${") ? {} : { instance: label }),
        label,
        line,
        attributes: {
          name: label,
          properties: { model, ...(item["raiPolicyName"] === undefined ? {} : { raiPolicyName: item["raiPolicyName"] }) },
          ...(item["sku"] === undefined ? {} : { sku: item["sku"] }),
        },
        references: new Map([["parent", [own]]]),
        places: new Map(),
      },
    ];
  });
  return [resource, ...deployments];
}

function place(into: { [key: string]: Json }, path: readonly string[], value: Json): void {
  const [head = "", ...rest] = path;
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const existing = into[head];
  const inner: { [key: string]: Json } = isRecord(existing) ? { ...existing } : {};
  place(inner, rest, value);
  into[head] = inner;
}
