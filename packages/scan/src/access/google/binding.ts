import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import type { AccessStatement } from "../grant.ts";
import type { Members } from "./members.ts";
import type { Projects } from "./projects.ts";
import type { Rights, Roles } from "./roles.ts";

/* A role that somebody has somewhere, however it is written. */

/** Where a binding holds, for it and all below. */
export type Level =
  | { readonly is: "project"; readonly project: string }
  | { readonly is: "folder" | "organization"; readonly ids: readonly string[] }
  | { readonly is: "resource"; readonly type: string; readonly names: readonly string[]; readonly open?: string };

/** A condition as written in CEL. */
export interface BindingCondition {
  readonly title: string;
  readonly expression: string;
}

/** One role that one member has somewhere. */
export interface Binding {
  readonly role: string;
  /** undefined: what the role holds is not known. */
  readonly rights: Rights;
  readonly who: Identity;
  readonly level: Level;
  readonly condition?: BindingCondition;
  readonly root: string;
  readonly statement: AccessStatement;
  /** An entry of an access list, which uniform access switches off. */
  readonly list?: true;
}

export interface BindingSource {
  readonly resources: readonly ResourceEntry[];
  readonly members: Members;
  readonly projects: Projects;
  readonly roles: Roles;
}

/** A statement in words, with its place. */
export function statementOf(resource: ResourceEntry, role: string, member: string, level: Level): AccessStatement {
  const where = level.is === "project" ? "the project" : level.is === "resource" ? level.type.replace(/^google_/, "") : `the ${level.is}`;
  return {
    resource: resource.address,
    ...(resource.target === undefined ? {} : { target: resource.target }),
    file: resource.file,
    line: resource.line,
    says: `${role} on ${where} for ${member}`.slice(0, 300),
  };
}

/** What some settings name: resources that they refer to as `@address`, else the name as written, its last part if it is a path. */
export function namesAt(resource: ResourceEntry, paths: readonly string[]): { readonly names: readonly string[]; readonly open?: string } {
  for (const path of paths) {
    const referred = (resource.references?.[path] ?? []).filter(
      (address) => !/^(?:var|local)\.|^(?:[\w.[\]"-]*\.)?data\.google_project\b/.test(address),
    );
    const written = settingAt(resource.attributes, path).map(String);
    if (referred.length === 0 && written.length === 0) continue;
    const names = [...referred.map((address) => `@${address}`), ...(referred.length > 0 ? [] : written.map(lastPart))];
    const open = referred.length === 0 ? written.find((text) => text.includes("${")) : undefined;
    return { names, ...(open === undefined ? {} : { open }) };
  }
  return { names: [], open: paths[0] ?? "its name" };
}

/** `b/rows` of a bucket, `projects/p/secrets/key` of a secret. */
function lastPart(name: string): string {
  const at = name.includes("${") ? -1 : name.lastIndexOf("/");
  return at < 0 ? name : name.slice(at + 1);
}
