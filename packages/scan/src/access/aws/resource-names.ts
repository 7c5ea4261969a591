import type { ResourceEntry } from "@castellan/graph";
import { POWER_ROWS, type PowerRow } from "../../../knowledge/access/aws-powers.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import { OWN_ACCOUNT } from "./policy.ts";

/** An object whose name nobody uses: only a pattern that reaches any object of a bucket fits it. */
export const ANY_OBJECT = "\u{10ffff}";

const rows = new Map(POWER_ROWS.flatMap((row) => row.types.map((type) => [type, row] as const)));

export function powerRowOf(type: string): PowerRow | undefined {
  return rows.get(type);
}

/** Names of a resource that do not depend on its root: those that configuration writes out. */
export function plainNames(resource: ResourceEntry, row: PowerRow): readonly string[] {
  return settingAt(resource.attributes, row.name)
    .map(String)
    .filter((name) => name !== "" && name.length < 1_000)
    .slice(0, 1);
}

/**
 * ARNs by which policies may write a resource for an action: its own, or what is within it. `local`: with the
 * references of its root, `${aws_s3_bucket.x.arn}`.
 */
export function arnsFor(resource: ResourceEntry, row: PowerRow, action: string, local: boolean, part = ANY_OBJECT): readonly string[] {
  const suffix = row.inside?.includes(action.toLowerCase()) === true ? `/${part}` : "";
  const prefix = row.service === "s3" ? "arn:aws:s3:::" : `arn:aws:${row.service}::${OWN_ACCOUNT}:`;
  const arn = (name: string): string => `${prefix}${(row.arn ?? "{name}").replace("{name}", name)}${suffix}`;
  const { address } = resource;
  const references = ["id", "name", "bucket", "repository_name", "function_name"].map((attribute) => `\${${address}.${attribute}}`);
  return [
    ...(local ? [`\${${address}.arn}${suffix}`, `\${${address}.Arn}${suffix}`, ...[...references, `\${${address}}`].map(arn)] : []),
    ...plainNames(resource, row).map(arn),
  ];
}

/** Where names hold: one root module, template or folder. */
export function rootOf({ target = 0, root, file }: ResourceEntry): string {
  return `${target}|${root ?? file}`;
}
