import type { Json } from "@castellan/graph";
import { isList, isRecord } from "./value.ts";

const FIELDS: readonly (readonly [string, string])[] = [
  ["sid", "Sid"],
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
];

/** The JSON that data.aws_iam_policy_document renders (registry.terraform.io: aws/data-sources/iam_policy_document). */
export function policyDocument(json: { readonly [key: string]: Json }): Json {
  const statements = isList(json["statement"]) ? json["statement"].filter(isRecord) : [];
  return { Version: typeof json["version"] === "string" ? json["version"] : "2012-10-17", Statement: statements.map(statement) };
}

function statement(source: { readonly [key: string]: Json }): Json {
  const result: { [key: string]: Json } = { Effect: source["effect"] ?? "Allow" };
  for (const [from, to] of FIELDS) if (source[from] !== undefined) result[to] = source[from];
  for (const [from, to] of [
    ["principals", "Principal"],
    ["not_principals", "NotPrincipal"],
  ] as const) {
    const blocks = isList(source[from]) ? source[from].filter(isRecord) : [];
    if (blocks.length === 0) continue;
    const every = blocks.some((block) => block["type"] === "*");
    result[to] = every ? "*" : Object.fromEntries(blocks.map((block) => [String(block["type"]), block["identifiers"] ?? []]));
  }
  const conditions = isList(source["condition"]) ? source["condition"].filter(isRecord) : [];
  if (conditions.length > 0) {
    const byTest: { [test: string]: { [variable: string]: Json } } = {};
    for (const condition of conditions)
      (byTest[String(condition["test"])] ??= {})[String(condition["variable"])] = condition["values"] ?? [];
    result["Condition"] = byTest;
  }
  return result;
}
