import type { ResourceEntry } from "@castellan/graph";
import { GRANTED_ON, LEVELS, SECURABLES, type Securable } from "../../../knowledge/access/databricks-powers.ts";
import { rootOf } from "../aws/resource-names.ts";
import { blocks, folded, type Resolver, resolverOf, securableName, textOf, texts } from "./names.ts";

/** Who was given what on a securable. */
export interface Privilege {
  readonly on: Securable;
  readonly name: string;
  readonly principal: string;
  /** In capitals, words joined by `_`: `USE_CATALOG`, `ALL_PRIVILEGES`. */
  readonly privileges: readonly string[];
  readonly resource: ResourceEntry;
  /** It is the owner. */
  readonly owner: boolean;
}

/** Who was given a level on an object of a workspace. */
export interface Permission {
  readonly object: ResourceEntry;
  readonly principal: string;
  readonly level: string;
  readonly resource: ResourceEntry;
}

export interface Member {
  readonly kind: "user" | "group" | "service-account";
  readonly name: string;
  readonly resource: ResourceEntry;
}

/** Groups that everybody is in. */
export const EVERYBODY: readonly string[] = ["account users", "users", "_workspace_users"];

/** What was read of Databricks; all of a target is one account and one workspace. */
export class Workspace {
  readonly privileges: readonly Privilege[];
  readonly permissions: readonly Permission[];
  readonly members: readonly Member[];
  readonly jobs: readonly { readonly resource: ResourceEntry; readonly runsAs: string }[];
  readonly resolve: Resolver;
  /** `catalog|main`: whose grants were read. */
  readonly known: ReadonlySet<string>;
  readonly #groups = new Map<string, string[]>();

  constructor(resources: readonly ResourceEntry[]) {
    const own = resources.filter(({ type, external }) => type.startsWith("databricks") && external !== true);
    this.resolve = resolverOf(resources);
    this.members = own.flatMap((resource) => this.#member(resource) ?? []);
    this.privileges = own.flatMap((resource) => [...this.#granted(resource), ...this.#inline(resource), ...this.#owner(resource)]);
    this.known = new Set(
      own
        .filter(({ type }) => type === "databricks_grants")
        .flatMap((resource) => this.#target(resource).map(({ on, name }) => `${on}|${name}`)),
    );
    this.permissions = own.flatMap((resource) => this.#permitted(resource, own));
    this.jobs = own.flatMap((resource) => {
      if (!/^databricks[_.](?:jobs?|pipelines?)$/.test(resource.type)) return [];
      const [as] = blocks(resource.attributes["run_as"]);
      const name = textOf(as?.["service_principal_name"]) ?? textOf(as?.["user_name"]);
      return name === undefined ? [] : [{ resource, runsAs: this.resolve(resource, name) }];
    });
    for (const resource of own) {
      if (resource.type !== "databricks_group_member") continue;
      const group = this.resolve(resource, textOf(resource.attributes["group_id"]) ?? "");
      const member = this.resolve(resource, textOf(resource.attributes["member_id"]) ?? "");
      if (group === "" || member === "") continue;
      const list = this.#groups.get(member);
      if (list === undefined) this.#groups.set(member, [group]);
      else list.push(group);
    }
  }

  /** It, the groups that it is in, and those that everybody is in. */
  identitiesOf(principal: string): ReadonlySet<string> {
    const found = new Set<string>([principal]);
    for (const each of found) for (const group of this.#groups.get(each) ?? []) found.add(group);
    for (const everybody of EVERYBODY) found.add(everybody);
    return found;
  }

  groupsOf(principal: string): readonly string[] {
    return this.#groups.get(principal) ?? [];
  }

  #member(resource: ResourceEntry): Member | undefined {
    const kind =
      resource.type === "databricks_user"
        ? "user"
        : resource.type === "databricks_group"
          ? "group"
          : resource.type === "databricks_service_principal"
            ? "service-account"
            : undefined;
    if (kind === undefined) return undefined;
    const setting = kind === "user" ? "user_name" : kind === "group" ? "display_name" : "application_id";
    // The id of a service principal that is made here is known once it is made: it goes by its reference.
    const name = textOf(resource.attributes[setting]) ?? `\${${resource.address}.${setting}}`;
    return { kind, name: this.resolve(resource, name), resource };
  }

  #target(resource: ResourceEntry): readonly { readonly on: Securable; readonly name: string }[] {
    return Object.entries(GRANTED_ON).flatMap(([setting, on]) => {
      const written = textOf(resource.attributes[setting]);
      return written === undefined ? [] : [{ on, name: folded(this.resolve(resource, written)) }];
    });
  }

  #granted(resource: ResourceEntry): readonly Privilege[] {
    const { type, attributes } = resource;
    if (type === "databricks_grants")
      return this.#target(resource).flatMap((target) =>
        blocks(attributes["grant"]).flatMap((grant) => this.#privilege(resource, target, grant)),
      );
    if (type === "databricks_grant") return this.#target(resource).flatMap((target) => this.#privilege(resource, target, attributes));
    if (type !== "databricks_sql_permissions") return [];
    // The legacy metastore: `catalog = true` for all of it, databases and tables by their own names.
    const table = textOf(attributes["table"]) ?? textOf(attributes["view"]);
    const database = textOf(attributes["database"]) ?? "default";
    const name = folded(this.resolve(resource, table === undefined ? `hive_metastore.${database}` : `hive_metastore.${database}.${table}`));
    const whole = String(attributes["catalog"]) === "true";
    const target = whole
      ? ({ on: "catalog", name: "hive_metastore" } as const)
      : ({ on: table === undefined ? "schema" : "table", name } as const);
    return blocks(attributes["privilege_assignments"]).flatMap((grant) => this.#privilege(resource, target, grant));
  }

  /** `grants` of a bundle's resource. */
  #inline(resource: ResourceEntry): readonly Privilege[] {
    const on = SECURABLES[resource.type]?.is;
    const name = on === undefined ? undefined : securableName(resource, this.resolve);
    if (on === undefined || name === undefined || !resource.type.startsWith("databricks.")) return [];
    return blocks(resource.attributes["grants"]).flatMap((grant) => this.#privilege(resource, { on, name }, grant));
  }

  #privilege(
    resource: ResourceEntry,
    target: { readonly on: Securable; readonly name: string },
    grant: ResourceEntry["attributes"],
  ): readonly Privilege[] {
    const principal = textOf(grant["principal"]);
    if (principal === undefined) return [];
    const privileges = texts(grant["privileges"]).map((each) => each.toUpperCase().replaceAll(" ", "_"));
    return [{ ...target, principal: this.resolve(resource, principal), privileges, resource, owner: false }];
  }

  #owner(resource: ResourceEntry): readonly Privilege[] {
    const on = SECURABLES[resource.type]?.is;
    const name = on === undefined ? undefined : securableName(resource, this.resolve);
    const owner = textOf(resource.attributes["owner"]);
    return on === undefined || name === undefined || owner === undefined
      ? []
      : [{ on, name, principal: this.resolve(resource, owner), privileges: ["ALL_PRIVILEGES", "MANAGE"], resource, owner: true }];
  }

  #permitted(resource: ResourceEntry, own: readonly ResourceEntry[]): readonly Permission[] {
    const { type, attributes } = resource;
    const inline = LEVELS.some(({ types }) => types.includes(type) && type.startsWith("databricks."));
    if (inline) return blocks(attributes["permissions"]).flatMap((each) => this.#level(resource, resource, each, "level"));
    if (type !== "databricks_permissions") return [];
    return LEVELS.flatMap(({ setting, types }) => {
      const written = setting.flatMap((each) => texts(attributes[each]));
      const addresses = setting.flatMap((each) => resource.references?.[each] ?? []);
      return own
        .filter(
          (object) =>
            types.includes(object.type) &&
            ((rootOf(object) === rootOf(resource) &&
              (addresses.includes(object.address) || written.some((text) => text.includes(`\${${object.address}.`)))) ||
              (textOf(attributes[setting[0] ?? ""]) !== undefined && written.includes(textOf(object.attributes["name"]) ?? "\u{0}"))),
        )
        .flatMap((object) =>
          blocks(attributes["access_control"]).flatMap((each) => this.#level(object, resource, each, "permission_level")),
        );
    });
  }

  #level(object: ResourceEntry, resource: ResourceEntry, entry: ResourceEntry["attributes"], setting: string): readonly Permission[] {
    const principal = textOf(entry["group_name"]) ?? textOf(entry["user_name"]) ?? textOf(entry["service_principal_name"]);
    const level = textOf(entry[setting]);
    return principal === undefined || level === undefined
      ? []
      : [{ object, principal: this.resolve(resource, principal), level, resource }];
  }
}
