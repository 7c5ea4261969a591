import type { Json, ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import type { Principals } from "./principals.ts";
import { allows, type Permission } from "./roles.ts";
import type { Scope, Scopes } from "./scopes.ts";

/*
 * What holds somebody off although a role allows it: deny assignments, deny settings of deployment stacks, locks. As known in
 * November 2026; sources: learn.microsoft.com/azure/role-based-access-control/deny-assignments, …/azure-resource-manager/bicep/deployment-stacks,
 * …/azure-resource-manager/management/lock-resources.
 */

/** denied for certain; or what it hangs on that it is not; or nothing. */
export type Denied = "denied" | { readonly unless: string } | undefined;

interface Denial {
  readonly source: ResourceEntry;
  readonly scope: Scope;
  readonly permissions: readonly Permission[];
  readonly everybody: boolean;
  readonly principals: readonly Identity[];
  readonly spared: readonly Identity[];
  readonly conditional: boolean;
  readonly onlyItself: boolean;
  readonly lock: boolean;
}

const EVERYBODY = "00000000-0000-0000-0000-000000000000";

export class Denials {
  readonly #denials: readonly Denial[];
  readonly #scopes: Scopes;

  constructor(resources: readonly ResourceEntry[], scopes: Scopes, principals: Principals) {
    this.#scopes = scopes;
    this.#denials = resources
      .filter(({ external }) => external !== true)
      .flatMap((each) => [...denialOf(each, scopes, principals), ...lockOf(each, scopes), ...stackOf(each)]);
  }

  /** `mayUnlock`: may take a lock away first. */
  of(who: Identity, action: string, plane: "control" | "data", resource: ResourceEntry, mayUnlock: () => boolean): Denied {
    let best: Denied;
    for (const denial of this.#denials) {
      if (!denial.permissions.some((permission) => allows(permission, action, plane))) continue;
      if (denial.spared.some(({ key }) => key === who.key)) continue;
      if (!denial.everybody && !denial.principals.some(({ key }) => key === who.key)) continue;
      const reach =
        denial.onlyItself && !(denial.scope.is === "resource" && denial.scope.resource === resource)
          ? "no"
          : this.#scopes.reaches(denial.scope, denial.source, resource);
      if (reach === "no") continue;
      if (denial.lock) {
        if (mayUnlock())
          best ??= { unless: `once the lock ${denial.source.address} (${denial.source.file}:${denial.source.line}) is taken away` };
        else if (reach === "yes") return "denied";
        continue;
      }
      // Of a group that is spared only its members know.
      const sure = reach === "yes" && !denial.conditional && !denial.spared.some(({ principal }) => principal.kind === "group");
      if (sure) return "denied";
      best ??= { unless: `unless ${denial.source.address} (${denial.source.file}:${denial.source.line}) denies it` };
    }
    return best;
  }
}

function denialOf(source: ResourceEntry, scopes: Scopes, principals: Principals): readonly Denial[] {
  if (!/^microsoft\.authorization\/denyassignments$/i.test(source.type)) return [];
  const ids = settingAt(source.attributes, "properties.principals.id").map(String);
  return [
    {
      source,
      scope: scopes.scopeOf(source, ["properties.scope", "scope"]),
      permissions: settingAt(source.attributes, "properties.permissions").map(permissionOf),
      everybody: ids.some((id) => id === EVERYBODY),
      principals: principals.of(source, ["properties.principals.id"], ["properties.principals.type"]),
      spared:
        settingAt(source.attributes, "properties.excludePrincipals.id").length === 0
          ? []
          : principals.of(source, ["properties.excludePrincipals.id"], ["properties.excludePrincipals.type"]),
      conditional: settingAt(source.attributes, "properties.condition").length > 0,
      onlyItself: settingAt(source.attributes, "properties.doNotApplyToChildScopes").includes(true),
      lock: false,
    },
  ];
}

/** A stack holds off writes to what it made, of all but those that it names; which resources those are is told by its template alone. */
function stackOf(source: ResourceEntry): readonly Denial[] {
  if (!/^microsoft\.resources\/deploymentstacks$/i.test(source.type)) return [];
  const [mode] = settingAt(source.attributes, "properties.denySettings.mode").map(String);
  if (mode === undefined || /^none$/i.test(mode)) return [];
  const actions = /write/i.test(mode) ? ["*/write", "*/delete"] : ["*/delete"];
  return [
    {
      source,
      scope: { is: "open", text: "of a deployment stack" },
      permissions: [
        {
          actions,
          notActions: settingAt(source.attributes, "properties.denySettings.excludedActions").map(String),
          dataActions: [],
          notDataActions: [],
        },
      ],
      everybody: true,
      principals: [],
      spared: [],
      conditional: true,
      onlyItself: false,
      lock: false,
    },
  ];
}

/** A lock for reading only stops writes and calls such as that for keys, on the control plane. */
function lockOf(source: ResourceEntry, scopes: Scopes): readonly Denial[] {
  if (!/^(?:azurerm_management_lock|microsoft\.authorization\/locks)$/i.test(source.type)) return [];
  const [level] = settingAt(source.attributes, ["lock_level", "properties.level"]).map(String);
  const actions = /^readonly$/i.test(level ?? "") ? ["*/write", "*/delete", "*/action"] : ["*/delete"];
  return [
    {
      source,
      scope: scopes.scopeOf(source, ["scope"]),
      permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
      everybody: true,
      principals: [],
      spared: [],
      conditional: false,
      onlyItself: false,
      lock: true,
    },
  ];
}

function permissionOf(json: Json): Permission {
  const list = (path: string): readonly string[] => settingAt(json, path).map(String);
  return {
    actions: list("actions"),
    notActions: list("notActions"),
    dataActions: list("dataActions"),
    notDataActions: list("notDataActions"),
  };
}
