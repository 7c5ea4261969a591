import type { Json, ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import { rootOf } from "../roots.ts";
import { type Asked, judgeCondition } from "./condition.ts";
import type { Members } from "./members.ts";
import { type Projects, plainId, type Same } from "./projects.ts";

/* Deny policies: they win over every grant. As known in November 2026; source: docs.cloud.google.com/iam/docs/deny-overview. */

interface Denial {
  readonly resource: ResourceEntry;
  readonly parent: { readonly is: "project" | "folder" | "organization"; readonly id: string };
  readonly principals: readonly string[];
  readonly exceptPrincipals: readonly string[];
  readonly permissions: readonly string[];
  readonly exceptPermissions: readonly string[];
  readonly condition?: string;
}

/** denied for certain; or what it hangs on that it is not; or nothing. */
export type Denied = "denied" | { readonly unless: string } | undefined;

export class Denials {
  readonly #denials: readonly Denial[];
  readonly #members: Members;
  readonly #projects: Projects;

  constructor(resources: readonly ResourceEntry[], members: Members, projects: Projects) {
    this.#members = members;
    this.#projects = projects;
    this.#denials = resources
      .filter(({ type, external }) => type === "google_iam_deny_policy" && external !== true)
      .flatMap((each) => denialsOf(each, projects));
  }

  /** Whether a member is held off from a permission on something of a project. */
  of(who: Identity, permission: string, on: { readonly project: string; readonly root: string; readonly asked: Asked }): Denied {
    let best: Denied;
    for (const denial of this.#denials) {
      if (!denial.permissions.some((each) => fits(each, permission)) || denial.exceptPermissions.some((each) => fits(each, permission)))
        continue;
      const root = rootOf(denial.resource);
      const held = this.#matches(denial.principals, who, root);
      const spared = this.#matches(denial.exceptPrincipals, who, root);
      const there = this.#holds(denial, on.project, root, on.root);
      const condition = denial.condition === undefined ? true : judgeCondition(denial.condition, on.asked).truth;
      if (held === "no" || spared === "yes" || there === "no" || condition === false) continue;
      if (held === "yes" && spared === "no" && there === "yes" && condition === true) return "denied";
      best ??= {
        unless: `unless ${denial.resource.address} (${denial.resource.file}:${denial.resource.line}) denies it${condition === undefined ? ` where ${(denial.condition ?? "").slice(0, 120)}` : ""}`,
      };
    }
    return best;
  }

  #holds({ parent }: Denial, project: string, root: string, other: string): Same {
    if (parent.is === "project") return this.#projects.same(parent.id, project, root === other);
    return this.#projects.within(project, [parent.id], other) ? "yes" : { depends: `whether the project is in ${parent.is} ${parent.id}` };
  }

  #matches(principals: readonly string[], who: Identity, root: string): "yes" | "no" | "perhaps" {
    let best: "no" | "perhaps" = "no";
    for (const each of principals) {
      if (each === "principalSet://goog/public:all") return "yes";
      const { kind } = who.principal;
      const group = /^principalSet:\/\/goog\/group\/(.{1,300})$/.exec(each)?.[1];
      const single = /^principal:\/\/goog\/subject\/(.{1,300})$/.exec(each)?.[1];
      const account = /serviceAccounts\/(.{1,400})$/.exec(each)?.[1];
      const named =
        group !== undefined
          ? this.#members.of(`group:${group}`, root)
          : single !== undefined
            ? this.#members.of(`user:${single}`, root)
            : account !== undefined
              ? this.#members.account(account, root)
              : this.#members.of(
                  each.replace(/^principal(Set)?:\/\//, (_, set: string | undefined) => `principal${set ?? ""}://`),
                  root,
                );
      if (named?.key === who.key) return "yes";
      // Who is in a group, and what a variable names, is not known here.
      if ((group !== undefined && (kind === "user" || kind === "service-account")) || each.includes("${var.") || /CustomerId\//.test(each))
        best = "perhaps";
    }
    return best;
  }
}

function denialsOf(resource: ResourceEntry, projects: Projects): readonly Denial[] {
  const [written] = settingAt(resource.attributes, "parent");
  const text = decoded(String(written ?? ""));
  const kind = /(project|folder|organization)s/.exec(text)?.[1];
  const is = kind === "folder" || kind === "organization" ? kind : "project";
  const referred = (resource.references?.["parent"] ?? []).find((address) => /google_(?:project|folder|organization)\b/.test(address));
  const literal = text.slice(text.lastIndexOf("/") + 1).replace(/["')}]+$/, "");
  const id =
    is === "project"
      ? referred === undefined
        ? literal
        : projects.of(resource, ["parent"])
      : referred === undefined
        ? plainId(literal)
        : `@${referred}`;
  const texts = (json: Json, path: string): readonly string[] => settingAt(json, path).map(String);
  return settingAt(resource.attributes, "rules").flatMap((rule) =>
    settingAt(rule, "deny_rule").map((each) => {
      const [condition] = texts(each, "denial_condition.expression");
      return {
        resource,
        parent: { is, id },
        principals: texts(each, "denied_principals"),
        exceptPrincipals: texts(each, "exception_principals"),
        permissions: texts(each, "denied_permissions").map(plainPermission),
        exceptPermissions: texts(each, "exception_permissions").map(plainPermission),
        ...(condition === undefined ? {} : { condition }),
      };
    }),
  );
}

/** `storage.googleapis.com/objects.get` as roles write it. */
function plainPermission(permission: string): string {
  return permission.replace(/^cloudresourcemanager\.googleapis\.com\//, "resourcemanager.").replace(/\.googleapis\.com\//, ".");
}

function fits(pattern: string, permission: string): boolean {
  return pattern.endsWith("*") ? permission.startsWith(pattern.slice(0, -1)) : pattern === permission;
}

function decoded(text: string): string {
  return text.replaceAll(/%2f/gi, "/");
}
