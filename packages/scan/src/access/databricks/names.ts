import type { Json, ResourceEntry } from "@castellan/graph";
import { SECURABLES } from "../../../knowledge/access/databricks-powers.ts";
import { mapOf } from "../../rules/settings/setting.ts";
import { rootOf } from "../aws/resource-names.ts";

/* Names of Databricks, with references to other declared resources put in: `${databricks_catalog.x.name}.gold`. */

export type Resolver = (from: ResourceEntry, text: string) => string;

const ROUNDS = 6;
const LENGTH = 2_000;
const REFERENCE = /\$\{((?:module\.[\w-]{1,100}\.)?databricks_\w{1,100}\.[\w-]{1,100})(?:\[[^\]]{1,100}\])?\.(\w{1,100})\}/g;

/** Puts the names of declared resources where they are referred to; what is not declared stays. */
export function resolverOf(resources: readonly ResourceEntry[]): Resolver {
  const byAddress = new Map<string, ResourceEntry>();
  for (const resource of resources)
    if (resource.type.startsWith("databricks")) byAddress.set(`${rootOf(resource)}|${resource.address}`, resource);
  const resolve = (from: ResourceEntry, text: string, round: number): string =>
    round > ROUNDS || !text.includes("${")
      ? text
      : text
          .slice(0, LENGTH)
          .replace(REFERENCE, (whole: string, address: string, attribute: string) => {
            const other = byAddress.get(`${rootOf(from)}|${address}`);
            if (other === undefined) return whole;
            const value = attribute === "id" || attribute === "full_name" ? ownName(other) : textOf(other.attributes[attribute]);
            return value === undefined ? whole : resolve(other, value, round + 1);
          })
          .slice(0, LENGTH);
  return (from, text) => resolve(from, text, 0);
}

function ownName({ type, attributes }: ResourceEntry): string | undefined {
  const parts = (SECURABLES[type]?.name ?? NAMES[type] ?? []).map((setting) => textOf(attributes[setting]));
  return parts.length === 0 || parts.some((part) => part === undefined) ? undefined : parts.join(".");
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  databricks_group: ["display_name"],
  databricks_user: ["user_name"],
  databricks_service_principal: ["application_id"],
};

/** Full name of a securable: `main.gold.rows`, in small letters as Unity Catalog holds it. */
export function securableName(resource: ResourceEntry, resolve: Resolver): string | undefined {
  const parts = (SECURABLES[resource.type]?.name ?? []).map((setting) => textOf(resource.attributes[setting]));
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  return folded(resolve(resource, parts.join(".")));
}

/** Names are folded, references are not. */
export function folded(name: string): string {
  return name.includes("${") ? name : name.toLowerCase();
}

export function textOf(json: Json | undefined): string | undefined {
  return typeof json === "string" && json !== "" ? json : typeof json === "number" ? String(json) : undefined;
}

export function blocks(json: Json | undefined): readonly { readonly [key: string]: Json }[] {
  const list: readonly Json[] = Array.isArray(json) ? json : json === undefined ? [] : [json];
  return list.slice(0, 5_000).flatMap((each) => {
    const map = mapOf(each);
    return map === undefined ? [] : [map];
  });
}

export function texts(json: Json | undefined): readonly string[] {
  const list: readonly Json[] = Array.isArray(json) ? json : json === undefined ? [] : [json];
  return list.slice(0, 1_000).flatMap((each) => (Array.isArray(each) ? [] : (textOf(each) ?? [])));
}
