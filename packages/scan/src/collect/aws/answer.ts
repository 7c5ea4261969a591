import type { Json } from "@castellan/graph";
import { mapOf } from "../../rules/settings/setting.ts";

const DEPTH = 40;

/** What a client answered as plain data: times as texts, bytes and metadata left out. */
export function plainAnswer(value: unknown, depth = 0): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (depth > DEPTH || typeof value !== "object" || value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.flatMap((item) => plainAnswer(item, depth + 1) ?? []);
  const members: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    const plain = key === "$metadata" || key === "ResponseMetadata" ? undefined : plainAnswer(item, depth + 1);
    if (plain !== undefined && key !== "__proto__") members.push([key, plain]);
  }
  return Object.fromEntries(members);
}

/** The value under a dotted path; `""` is the answer itself. */
export function valueAt(json: Json | undefined, path: string): Json | undefined {
  let current = json;
  for (const step of path === "" ? [] : path.split(".")) {
    const map = mapOf(current);
    current = map !== undefined && Object.hasOwn(map, step) ? map[step] : undefined;
  }
  return current ?? undefined;
}

export function listAt(json: Json | undefined): readonly Json[] {
  return isList(json) ? json : [];
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

/** Names under these are a user's own, not the API's. */
const OWN_NAMES = /^(?:tags|environment|environmentvariables|variables|labels|metadata|hyperparameters|statement|policydocument)$/i;

/** Names of attributes with a capital letter, as CloudFormation writes them; a user's own names stay. */
export function pascal(json: Json): Json {
  if (isList(json)) return json.map(pascal);
  const map = mapOf(json);
  if (map === undefined) return json;
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), OWN_NAMES.test(key) ? value : pascal(value)]),
  );
}
