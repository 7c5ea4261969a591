import type { ResourceEntry } from "@castellan/graph";
import { GOOGLE_LISTED_SERVICES } from "../../../knowledge/access/google-powers.ts";
import { GOOGLE_ROLE_LINES, GOOGLE_ROLE_PERMISSIONS } from "../../../knowledge/access/google-roles.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import { rootOf } from "../roots.ts";

/* What roles hold: predefined ones by a table, custom ones as declared. */

/** Permissions of a role; undefined where they are not known. */
export type Rights = ReadonlySet<string> | undefined;

const permissions = GOOGLE_ROLE_PERMISSIONS.trim().split("\n");
const lines = new Map(
  GOOGLE_ROLE_LINES.trim()
    .split("\n")
    .map((line) => {
      const space = line.indexOf(" ");
      return space < 0 ? ([line, ""] as const) : ([line.slice(0, space), line.slice(space + 1)] as const);
    }),
);
const predefined = new Map<string, ReadonlySet<string>>();

/** Rights of a predefined role, written without `roles/`. */
function predefinedRights(name: string): Rights {
  const known = predefined.get(name);
  if (known !== undefined) return known;
  const line = lines.get(name);
  if (line === undefined)
    return name.includes(".") && !GOOGLE_LISTED_SERVICES.has(name.slice(0, name.indexOf("."))) ? new Set() : undefined;
  const rights = new Set(line.split(" ").flatMap((code) => permissions[Number.parseInt(code, 36)] ?? []));
  predefined.set(name, rights);
  return rights;
}

/** Roles that can be looked up as bindings write them. */
export class Roles {
  readonly #custom = new Map<string, ReadonlySet<string>>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const role of resources) {
      if (!/^google_(?:project|organization)_iam_custom_role$/.test(role.type)) continue;
      const written = settingAt(role.attributes, "permissions").map(String);
      const rights = new Set(written);
      const root = rootOf(role);
      for (const attribute of ["id", "name", "role_id"]) this.#custom.set(`${root}|\${${role.address}.${attribute}}`, rights);
      for (const id of settingAt(role.attributes, "role_id").map(String)) this.#custom.set(`${root}|${id}`, rights);
    }
  }

  of(role: string, root: string): Rights {
    if (role.startsWith("roles/")) return role.includes("${") ? undefined : predefinedRights(role.slice(6));
    const id = /\/roles\/([^/]{1,300})$/.exec(role)?.[1];
    return this.#custom.get(`${root}|${role}`) ?? (id === undefined ? undefined : this.#custom.get(`${root}|${id}`));
  }
}
