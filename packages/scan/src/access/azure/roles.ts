import type { Json, ResourceEntry } from "@castellan/graph";
import { AZURE_ROLE_LINES } from "../../../knowledge/access/azure-roles.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import { rootOf } from "../roots.ts";
import { actionFits } from "./pattern.ts";

/* What roles allow: built-in ones by a table, custom ones as declared. */

export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
  /** Attribute condition of the role itself. */
  readonly condition?: string;
}

export interface Role {
  readonly name: string;
  /** undefined: what it allows is not known. */
  readonly permissions?: readonly Permission[];
  /** Actions begin so, whatever else it allows. */
  readonly only?: string;
}

/** Names that roles had before. */
const FORMER: { readonly [name: string]: string } = {
  "azure ai user": "53ca6127-db72-4b80-b1b0-d745d6d5456d",
  "azure ai project manager": "eadc314b-1a2d-4efa-be10-5d325db5065e",
  "azure ai account owner": "e47c6f54-e4a2-4754-9501-8e0985b135e1",
  "azure ai owner": "c883944f-8b7b-4483-af10-35834be79c4a",
};
const GUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

interface BuiltIn {
  readonly name: string;
  readonly permissions: Permission[];
}

const builtIn = new Map<string, BuiltIn>();
for (const line of AZURE_ROLE_LINES.trim().split("\n")) {
  const [name = "", id = "", actions = "", notActions = "", dataActions = "", notDataActions = "", condition = ""] = line.split("|");
  const list = (text: string): readonly string[] => (text === "" ? [] : text.split(","));
  const role = builtIn.get(id) ?? { name, permissions: [] };
  if (actions !== "" || dataActions !== "")
    role.permissions.push({
      actions: list(actions),
      notActions: list(notActions),
      dataActions: list(dataActions),
      notDataActions: list(notDataActions),
      ...(condition === "" ? {} : { condition }),
    });
  builtIn.set(id, role);
  builtIn.set(name.toLowerCase(), role);
}

/** Whether a permission allows an action: what it takes away again counts. */
export function allows(
  { actions, notActions, dataActions, notDataActions }: Permission,
  action: string,
  plane: "control" | "data",
): boolean {
  const [given, taken] = plane === "control" ? [actions, notActions] : [dataActions, notDataActions];
  return given.some((pattern) => actionFits(pattern, action)) && !taken.some((pattern) => actionFits(pattern, action));
}

/** Roles that can be looked up as assignments write them. */
export class Roles {
  readonly #custom = new Map<string, Role>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      if (!/^(?:azurerm_role_definition|Microsoft\.Authorization\/roleDefinitions)$/i.test(resource.type)) continue;
      const root = rootOf(resource);
      const [name] = settingAt(resource.attributes, ["properties.roleName", "name"]).map(String);
      const permissions = settingAt(resource.attributes, ["permissions", "properties.permissions"]).map(permissionOf);
      const role: Role | undefined =
        resource.external === true && permissions.length === 0
          ? this.#builtIn(settingAt(resource.attributes, ["name", "role_definition_id"]).map(String))
          : { name: name ?? resource.address, permissions };
      if (role === undefined) continue;
      this.#custom.set(`${root}|@${resource.address}`, role);
      for (const each of settingAt(resource.attributes, ["name", "role_definition_id", "properties.roleName"]).map(String))
        if (!each.includes("${")) this.#custom.set(`${root}|${each.toLowerCase()}`, role);
    }
  }

  /** The role of an assignment, by the settings that name it. */
  of(assignment: ResourceEntry, paths: readonly string[]): Role {
    const root = rootOf(assignment);
    for (const path of paths)
      for (const address of assignment.references?.[path] ?? []) {
        const custom = this.#custom.get(`${root}|@${address}`);
        if (custom !== undefined) return custom;
      }
    const written = settingAt(assignment.attributes, paths).map(String);
    for (const text of written) {
      const custom =
        this.#custom.get(`${root}|${text.toLowerCase()}`) ??
        (text.match(GUID) ?? []).map((id) => this.#custom.get(`${root}|${id.toLowerCase()}`)).find((each) => each !== undefined);
      if (custom !== undefined) return custom;
    }
    return this.#builtIn(written) ?? { name: written[0] ?? "a role that is not named" };
  }

  #builtIn(written: readonly string[]): Role | undefined {
    for (const text of written) {
      const folded = text.toLowerCase().trim();
      const found = builtIn.get(folded) ?? builtIn.get(FORMER[folded] ?? "") ?? builtIn.get(text.match(GUID)?.at(-1)?.toLowerCase() ?? "");
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function permissionOf(json: Json): Permission {
  const list = (...paths: readonly string[]): readonly string[] => settingAt(json, paths).map(String);
  return {
    actions: list("actions"),
    notActions: list("not_actions", "notActions"),
    dataActions: list("data_actions", "dataActions"),
    notDataActions: list("not_data_actions", "notDataActions"),
  };
}
