import { PRIVILEGES, type Securable } from "../../../knowledge/access/databricks-powers.ts";
import type { Power } from "../grant.ts";
import type { Privilege, Workspace } from "./workspace.ts";

/*
 * Unity Catalog: a privilege on a catalog or schema is one on all that is in it; what is in a schema is reached only with
 * USE SCHEMA and USE CATALOG besides; owners and holders of MANAGE give themselves what they lack.
 */

export interface Decision {
  readonly effect: "allowed" | "unknown";
  readonly how: "direct" | "escalation";
  readonly by: readonly Privilege[];
  readonly actions: readonly string[];
  readonly conditions: readonly string[];
}

interface Level {
  readonly on: Securable;
  readonly name: string;
}

/** How far above an object it stands. */
const RANK: { readonly [on in Securable]: number } = {
  metastore: 3,
  catalog: 2,
  schema: 1,
  table: 0,
  volume: 0,
  model: 0,
  function: 0,
  external_location: 0,
  storage_credential: 0,
};

/** It, its schema, its catalog. */
export function levelsOf(on: Securable, name: string): readonly Level[] {
  const parts = name.split(".");
  if (on === "catalog" || on === "metastore" || on === "external_location" || on === "storage_credential") return [{ on, name }];
  if (on === "schema")
    return [
      { on, name },
      { on: "catalog", name: parts[0] ?? "" },
    ];
  return [
    { on, name },
    { on: "schema", name: parts.slice(0, 2).join(".") },
    { on: "catalog", name: parts[0] ?? "" },
  ];
}

/** What identities may do with a securable; undefined when nothing. */
export function decide(
  workspace: Workspace,
  identities: ReadonlySet<string>,
  on: Securable,
  name: string,
  power: Power,
): Decision | undefined {
  const wanted = PRIVILEGES[on][power];
  if (wanted === undefined) return undefined;
  const levels = levelsOf(on, name);
  const held = workspace.privileges.filter(
    (each) => identities.has(each.principal) && levels.some((level) => level.on === each.on && level.name === each.name),
  );
  const gives =
    (privileges: readonly string[]) =>
    (each: Privilege): boolean =>
      privileges.some(
        (privilege) => each.privileges.includes(privilege) || (privilege !== "MANAGE" && each.privileges.includes("ALL_PRIVILEGES")),
      );
  const granting = held.filter((each) => (each.owner ? each.on === on && each.name === name : gives(wanted)(each)));
  const manager = held.filter((each) => each.owner || each.privileges.includes("MANAGE"));
  const used: Privilege[] = [];
  const missing: Level[] = [];
  for (const level of levels.slice(1)) {
    const use = level.on === "catalog" ? "USE_CATALOG" : "USE_SCHEMA";
    // A privilege is inherited: USE SCHEMA may stand on the catalog.
    const by =
      held.find(
        (each) =>
          gives(level.name.startsWith("hive_metastore") ? [use, "USAGE"] : [use])(each) &&
          !each.owner &&
          (each.on === level.on ? each.name === level.name : each.on === "catalog" && use === "USE_SCHEMA"),
      ) ?? held.find((each) => each.owner && each.on === level.on && each.name === level.name);
    if (by !== undefined) used.push(by);
    else missing.push(level);
  }
  const first = granting[0];
  if (first !== undefined && missing.length === 0)
    return { effect: "allowed", how: "direct", by: unique([...granting, ...used]), actions: actionsOf(granting, wanted), conditions: [] };
  // Whoever manages a catalog or schema gives itself what is missing there and below.
  if (manager.some((each) => missing.every((level) => RANK[level.on] <= RANK[each.on])))
    return { effect: "allowed", how: "escalation", by: unique(manager), actions: wanted, conditions: ["after giving itself the right"] };
  if (first === undefined) return undefined;
  // Where all grants of the catalog or schema were read and none lets it in, it stays out.
  if (missing.some((level) => workspace.known.has(`${level.on}|${level.name}`))) return undefined;
  return {
    effect: "unknown",
    how: "direct",
    by: unique([...granting, ...used]),
    actions: actionsOf(granting, wanted),
    conditions: [
      `unknown: whether it has ${missing.map((level) => `${level.on === "catalog" ? "USE CATALOG" : "USE SCHEMA"} on ${level.name}`).join(" and ")}, whose grants are not all here`,
    ],
  };
}

function actionsOf(granting: readonly Privilege[], wanted: readonly string[]): readonly string[] {
  return [
    ...new Set(
      granting.flatMap(({ owner, privileges }) =>
        owner ? ["owner"] : privileges.filter((each) => wanted.includes(each) || each === "ALL_PRIVILEGES"),
      ),
    ),
  ].map((each) => each.replaceAll("_", " "));
}

function unique(list: readonly Privilege[]): readonly Privilege[] {
  return [...new Set(list)];
}
