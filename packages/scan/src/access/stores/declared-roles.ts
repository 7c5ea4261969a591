import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf } from "../../rules/settings/setting.ts";
import { rootOf } from "../aws/resource-names.ts";
import type { AccessGrant, AccessPlace, AccessPrincipal, AccessStatement, Power } from "../grant.ts";
import { mapsOf, textOf, textsOf } from "../kubernetes/objects.ts";

/*
 * Roles and users of stores that Terraform declares: PostgreSQL (provider cyrilgdn/postgresql), Elasticsearch
 * (elastic/elasticstack) and OpenSearch (opensearch-project/opensearch). What privileges are worth:
 * postgresql.org/docs/current/ddl-priv.html, elastic.co "Security privileges", docs.opensearch.org "Default action groups";
 * as known in November 2026, not read again.
 */

const POSTGRES_TABLE = /^postgresql_(?:schema|database|extension)$/;
const INDEX = /^(?:elasticstack_elasticsearch_index|elasticstack_elasticsearch_index_template|opensearch_index|elasticsearch_index)$/;

export function isDeclaredStore({ type }: ResourceEntry): boolean {
  return POSTGRES_TABLE.test(type) || INDEX.test(type) || type === "sql.table";
}

interface Given {
  readonly power: Power;
  readonly principal: AccessPrincipal;
  readonly actions: readonly string[];
  readonly statements: readonly AccessStatement[];
  readonly conditions: readonly string[];
  readonly unknown?: boolean;
}

/** Who holds privileges on a database, a schema or an index that is declared. */
export function declaredGrants(
  place: ResourceEntry,
  resources: readonly ResourceEntry[],
  means: AccessPlace["means"],
  at: number,
): readonly AccessGrant[] {
  if (place.type === "sql.table") return [];
  const found = INDEX.test(place.type) ? ofIndex(place, resources) : ofPostgres(place, resources);
  return found.flatMap(({ power, principal, actions, statements, conditions, unknown = false }) => {
    const meant = means[power];
    return meant === undefined
      ? []
      : [
          {
            power: meant,
            principal,
            actions,
            statements,
            conditions,
            effect: unknown ? ("unknown" as const) : conditions.length > 0 ? ("conditional" as const) : ("allowed" as const),
            how: "direct" as const,
            steps: [],
            place: at,
          },
        ];
  });
}

const POSTGRES: readonly (readonly [power: Power, privileges: RegExp])[] = [
  ["read", /^(?:SELECT|ALL|ALL PRIVILEGES)$/i],
  ["write", /^(?:INSERT|UPDATE|DELETE|TRUNCATE|ALL|ALL PRIVILEGES)$/i],
  ["change", /^(?:CREATE|TRIGGER|REFERENCES|ALL|ALL PRIVILEGES)$/i],
];

function ofPostgres(place: ResourceEntry, resources: readonly ResourceEntry[]): readonly Given[] {
  const policies = resources.filter(({ type, target }) => type === "postgresql_policy" && (target ?? 0) === (place.target ?? 0));
  return resources.flatMap((grant): readonly Given[] => {
    if (!/^postgresql_(?:grant|default_privileges)$/.test(grant.type) || !concerns(grant, place)) return [];
    const role = textOf(grant.attributes["role"]) ?? "";
    const privileges = textsOf(grant.attributes["privileges"]);
    const objects = textsOf(grant.attributes["objects"]);
    const kind = textOf(grant.attributes["object_type"]) ?? "table";
    const limited = policies.length === 0 ? [] : ["only rows that policies let through"];
    return POSTGRES.flatMap(([power, fitting]): readonly Given[] => {
      const held = privileges.filter((privilege) => fitting.test(privilege.trim()));
      // Privileges on a schema itself open no table, but for making new ones.
      if (held.length === 0 || role === "" || (/^(?:schema|database)$/.test(kind) && power !== "change")) return [];
      const everybody = /^public$/i.test(role);
      return [
        {
          power,
          principal: everybody ? { kind: "group", name: "PUBLIC (every role of the database)" } : member(role, grant, resources),
          actions: held,
          statements: [
            statement(
              grant,
              `GRANT ${held.join(", ")} ON ${objects.length === 0 ? `all ${kind}s` : objects.slice(0, 5).join(", ")} TO ${role}`,
            ),
          ],
          conditions: [...(objects.length === 0 ? [] : [`only on ${objects.slice(0, 5).join(", ")}`]), ...limited],
          unknown: role.includes("${") && !/\$\{postgresql_role\./.test(role),
        },
      ];
    });
  });
}

/** A grant names its schema and database, or refers to what it stands in. */
function concerns(grant: ResourceEntry, place: ResourceEntry): boolean {
  if ((grant.target ?? 0) !== (place.target ?? 0)) return false;
  const refers =
    rootOf(grant) === rootOf(place) && Object.values(grant.references ?? {}).some((addresses) => addresses.includes(place.address));
  const setting = place.type === "postgresql_database" ? "database" : "schema";
  const name = textOf(place.attributes["name"]);
  return refers || (name !== undefined && textOf(grant.attributes[setting]) === name);
}

const INDEX_POWERS: readonly (readonly [power: Power, privileges: RegExp])[] = [
  ["read", /^(?:all|read|indices:data\/read.{0,200}|\*|indices_all|search|get|crud|data_access|unlimited)$/i],
  ["write", /^(?:all|write|index|create|create_doc|delete|indices:data\/write.{0,200}|\*|indices_all|crud|data_access|unlimited)$/i],
  ["change", /^(?:all|manage|delete_index|indices:admin\/.{0,200}|\*|indices_all|manage_aliases|create_index|unlimited)$/i],
];

function ofIndex(place: ResourceEntry, resources: readonly ResourceEntry[]): readonly Given[] {
  const name = textOf(place.attributes["name"]);
  if (name === undefined) return [];
  return resources.flatMap((role): readonly Given[] => {
    if (
      (role.target ?? 0) !== (place.target ?? 0) ||
      !/^(?:elasticstack_elasticsearch_security_(?:role|api_key)|(?:open|elastic)search_role|elasticsearch_opendistro_role)$/.test(
        role.type,
      )
    )
      return [];
    const rights = [
      ...mapsOf(role.attributes["indices"]),
      ...mapsOf(role.attributes["index_permissions"]),
      ...descriptors(role.attributes["role_descriptors"]),
    ];
    return rights.flatMap((right): readonly Given[] => {
      const patterns = [...textsOf(right["names"]), ...textsOf(right["index_patterns"])];
      const fit = patterns.filter((pattern) => matches(pattern, name));
      const privileges = [...textsOf(right["privileges"]), ...textsOf(right["allowed_actions"])];
      const limited = [textOf(right["query"]), textOf(right["document_level_security"])].some(
        (query) => query !== undefined && query !== "",
      )
        ? ["only documents that its query lets through"]
        : [];
      if (fit.length === 0) return [];
      return INDEX_POWERS.flatMap(([power, fitting]) => {
        const held = privileges.filter((privilege) => fitting.test(privilege));
        if (held.length === 0) return [];
        const said = statement(role, `${held.join(", ")} on ${fit.slice(0, 5).join(", ")}`);
        return holdersOf(role, resources).map(
          (principal): Given => ({ power, principal, actions: held, statements: [said], conditions: limited }),
        );
      });
    });
  });
}

function descriptors(json: Json | undefined): readonly { readonly [key: string]: Json }[] {
  return Object.values(mapOf(json) ?? {}).flatMap((each) => [...mapsOf(mapOf(each)?.["indices"]), ...mapsOf(mapOf(each)?.["index"])]);
}

/** `logs-*`: a star stands for anything; each part in its turn. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const [head = "", ...rest] = parts;
  if (rest.length === 0) return pattern === name;
  if (!name.startsWith(head)) return false;
  let at = head.length;
  const tail = rest.pop() ?? "";
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}

/** Users and mappings of a role; the role itself where none is declared. */
function holdersOf(role: ResourceEntry, resources: readonly ResourceEntry[]): readonly AccessPrincipal[] {
  const name = textOf(role.attributes["name"]) ?? textOf(role.attributes["role_name"]) ?? role.address;
  const found = resources.flatMap((each): readonly AccessPrincipal[] => {
    if ((each.target ?? 0) !== (role.target ?? 0)) return [];
    const roles = textsOf(each.attributes["roles"] ?? each.attributes["role_name"]);
    const refers =
      rootOf(each) === rootOf(role) && Object.values(each.references ?? {}).some((addresses) => addresses.includes(role.address));
    if (!refers && !roles.includes(name)) return [];
    if (/_security_user$/.test(each.type))
      return [placed({ kind: "user", name: textOf(each.attributes["username"]) ?? each.address }, each)];
    if (/roles_mapping$/.test(each.type))
      return [
        ...textsOf(each.attributes["users"]).map((user) =>
          placed(
            { kind: user === "*" ? ("anyone" as const) : ("user" as const), name: user === "*" ? "anyone who may log in" : user },
            each,
          ),
        ),
        ...textsOf(each.attributes["backend_roles"]).map((group) => placed({ kind: "role", name: group }, each)),
      ];
    return [];
  });
  return found.length > 0
    ? found
    : [
        placed(
          {
            kind: role.type.endsWith("api_key") ? "federated identity" : "role",
            name: role.type.endsWith("api_key") ? `holders of the API key ${name}` : name,
          },
          role,
        ),
      ];
}

function member(role: string, grant: ResourceEntry, resources: readonly ResourceEntry[]): AccessPrincipal {
  const declared = resources.find(
    (each) =>
      each.type === "postgresql_role" &&
      rootOf(each) === rootOf(grant) &&
      (textOf(each.attributes["name"]) === role || role.includes(`\${${each.address}.`)),
  );
  return declared === undefined
    ? { kind: "role", name: role }
    : placed({ kind: "role", name: textOf(declared.attributes["name"]) ?? role }, declared);
}

function placed(principal: AccessPrincipal, { address, target, file, line }: ResourceEntry): AccessPrincipal {
  return { ...principal, resource: address, ...(target === undefined ? {} : { target }), file, line };
}

function statement({ address, target, file, line }: ResourceEntry, says: string): AccessStatement {
  return { resource: address, ...(target === undefined ? {} : { target }), file, line, says };
}
