import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf } from "./setting.ts";

const TYPES: ReadonlySet<string> = new Set(["azapi_resource", "azapi_update_resource"]);
/** A body that is written as text is read up to this many characters. */
const BODY = 200_000;

/**
 * `azapi_resource` writes a resource as the API does: its type with a version in `type`, its properties in `body`. Returns it
 * as ARM would write it, under its own address, so that rules speak of one form only; nothing for any other resource.
 * Source: registry.terraform.io/providers/Azure/azapi.
 */
export function asArm(resource: ResourceEntry): ResourceEntry | undefined {
  if (!TYPES.has(resource.type)) return undefined;
  const { type, body, name, identity, location, parent_id: parent } = resource.attributes;
  if (typeof type !== "string") return undefined;
  const attributes = {
    ...(bodyOf(body) ?? {}),
    ...given("name", name),
    ...given("identity", identity),
    ...given("location", location),
    ...given("parent_id", parent),
  };
  const references = renamed(resource.references ?? {});
  return {
    ...resource,
    type: type.replace(/@.*$/s, ""),
    attributes,
    ...(Object.keys(references).length === 0 ? {} : { references }),
    ...(resource.lines === undefined ? {} : { lines: renamed(resource.lines) }),
  };
}

function given(key: string, value: Json | undefined): { readonly [key: string]: Json } {
  return value === undefined ? {} : { [key]: value };
}

function bodyOf(body: Json | undefined): { readonly [key: string]: Json } | undefined {
  if (typeof body !== "string") return mapOf(body);
  if (body.length > BODY || !body.startsWith("{")) return undefined;
  try {
    const read: Json = JSON.parse(body);
    return mapOf(read);
  } catch {
    // Not JSON after all: what it says is not known, and settings in it count as not set by nobody but the API's default.
    return undefined;
  }
}

/** Paths below `body` begin at the resource; what it stands in is its parent. */
function renamed<T>(map: { readonly [path: string]: T }): { readonly [path: string]: T } {
  return Object.fromEntries(
    Object.entries(map).map(([path, value]) => [path === "parent_id" ? "parent" : path.replace(/^body\./, ""), value]),
  );
}
