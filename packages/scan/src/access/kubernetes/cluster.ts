import type { Json, ResourceEntry } from "@castellan/graph";
import { DEFAULT_BINDINGS, DEFAULT_ROLES, type RuleLine } from "../../../knowledge/access/kubernetes-default-roles.ts";
import { mapOf } from "../../rules/settings/setting.ts";
import { type ClusterObject, clusterObjects, first, mapsOf, RELEASE, textOf, textsOf, unitOf } from "./objects.ts";
import {
  type Binding,
  type ClusterUser,
  type HeldRule,
  heldRules,
  isOpenText,
  type PolicyRule,
  type Requirement,
  type Role,
  rolesMeant,
  rulesOf,
  type Subject,
  subjectIs,
} from "./rbac.ts";
import { type ClusterWorkload, workloadOf } from "./workloads.ts";

export interface PlacedRole extends Role {
  readonly resource?: ResourceEntry;
}
export interface PlacedBinding extends Binding {
  readonly resource?: ResourceEntry;
}
export type Held = HeldRule<PlacedBinding, PlacedRole>;

export interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly resource?: ResourceEntry;
  readonly annotations: { readonly [key: string]: string };
}

/** Environments that stand side by side are clusters of their own. */
const ENVIRONMENT =
  /^(?:prod(?:uction)?|stag(?:e|ing)|dev(?:elopment)?|test|qa|uat|sandbox|vuln(?:erable)?|fixed|before|after|blue|green)$/i;

/** What was read of clusters; all of a target is one, but for environments side by side. Built once for an answer. */
class Cluster {
  readonly objects: readonly ClusterObject[];
  readonly roles: readonly PlacedRole[];
  readonly bindings: readonly PlacedBinding[];
  readonly workloads: readonly ClusterWorkload[];
  readonly accounts: readonly Account[];
  readonly #byResource = new Map<ResourceEntry, ClusterObject>();
  readonly #namespaces: ReadonlyMap<string, string>;
  readonly #rules = new Map<PlacedRole, readonly PolicyRule[]>();
  readonly #held = new Map<string, readonly Held[]>();

  constructor(resources: readonly ResourceEntry[]) {
    this.objects = clusterObjects(resources);
    for (const object of this.objects) this.#byResource.set(object.resource, object);
    this.#namespaces = releaseNamespaces(this.objects);
    this.roles = [...this.objects.flatMap((object) => this.#role(object)), ...defaultRoles()];
    this.bindings = [...this.objects.flatMap((object) => this.#binding(object)), ...defaultBindings()];
    this.workloads = this.objects.flatMap((object) => workloadOf(object, this.namespaceOf(object)) ?? []);
    this.accounts = this.#accounts();
  }

  objectOf(resource: ResourceEntry): ClusterObject | undefined {
    return this.#byResource.get(resource);
  }

  /** As written; else that which its chart or folder goes by, or a placeholder for it. */
  namespaceOf({ namespace, resource }: Pick<ClusterObject, "namespace" | "resource">): string {
    // Charts are rendered as if they were installed in "default".
    if (namespace !== undefined && !(namespace === "default" && isChart(resource))) return namespace;
    return this.#namespaces.get(unitOf(resource)) ?? `the namespace of ${unitOf(resource).replace(/^\d{1,9}\|/, "") || "."}`;
  }

  /** Rules that a user holds in the cluster of a resource. */
  heldBy(user: ClusterUser, near: ResourceEntry): readonly Held[] {
    const environment = environmentsOf(near);
    const key = JSON.stringify([user.name ?? "", user.groups, near.target ?? 0, environment]);
    let held = this.#held.get(key);
    if (held === undefined) {
      const bindings = this.bindings.filter(({ resource }) => resource === undefined || sameCluster(resource, near));
      const open = isOpenText(user.name ?? "");
      // Somebody whose name is not known is whom a binding names so, not whoever else it may mean.
      held = heldRules(user, bindings, (binding) => this.#rolesFor(binding, near)).filter(
        ({ binding }) => !open || binding.subjects.some((subject) => subjectIs(subject, user, binding.namespace) === "yes"),
      );
      this.#held.set(key, held);
    }
    return held;
  }

  #rolesFor(
    binding: PlacedBinding,
    near: ResourceEntry,
  ): readonly { readonly role: PlacedRole; readonly rules: readonly PolicyRule[]; readonly is: "yes" | "unknown" }[] {
    const meant = rolesMeant(binding, this.roles).filter(({ role }) => role.resource === undefined || sameCluster(role.resource, near));
    // A name that is written out is that; what only may be it does not count beside it. Twins are parted by their unit.
    const sure = meant.filter(({ is }) => is === "yes");
    const own = sure.filter(
      ({ role }) => role.resource !== undefined && binding.resource !== undefined && unitOf(role.resource) === unitOf(binding.resource),
    );
    return (own.length > 0 ? own : sure.length > 0 ? sure : meant).map(({ role, is }) => ({ role, is, rules: this.#rulesOf(role) }));
  }

  /** Whether a binding names a role that is not here. */
  missing(binding: PlacedBinding): boolean {
    return rolesMeant(binding, this.roles).length === 0;
  }

  #rulesOf(role: PlacedRole): readonly PolicyRule[] {
    let rules = this.#rules.get(role);
    if (rules === undefined) {
      const near = role.resource;
      rules = rulesOf(
        role,
        near === undefined ? this.roles : this.roles.filter(({ resource }) => resource === undefined || sameCluster(resource, near)),
      );
      this.#rules.set(role, rules);
    }
    return rules;
  }

  #role(object: ClusterObject): readonly PlacedRole[] {
    const { kind, group, name, body, labels, resource } = object;
    if (group !== RBAC || (kind !== "Role" && kind !== "ClusterRole")) return [];
    const aggregation = mapOf(first(body["aggregationRule"]));
    return [
      {
        kind,
        name,
        labels,
        resource,
        rules: mapsOf(body["rules"]).map(ruleOf),
        ...(kind === "Role" ? { namespace: this.namespaceOf(object) } : {}),
        ...(aggregation === undefined ? {} : { gathers: mapsOf(aggregation["clusterRoleSelectors"]).map(requirementsOf) }),
      },
    ];
  }

  #binding(object: ClusterObject): readonly PlacedBinding[] {
    const { kind, group, name, body, resource } = object;
    if (group !== RBAC || (kind !== "RoleBinding" && kind !== "ClusterRoleBinding")) return [];
    const reference = mapOf(first(body["roleRef"]));
    const role = textOf(reference?.["kind"]);
    if (role !== "Role" && role !== "ClusterRole") return [];
    return [
      {
        kind,
        name,
        resource,
        role: { kind: role, name: textOf(reference?.["name"]) ?? "" },
        subjects: mapsOf(body["subjects"]).flatMap((subject) => this.#subject(subject, object)),
        ...(kind === "RoleBinding" ? { namespace: this.namespaceOf(object) } : {}),
      },
    ];
  }

  #subject(subject: { readonly [key: string]: Json }, { resource, kind: binding }: ClusterObject): readonly Subject[] {
    const kind = textOf(subject["kind"]);
    const name = textOf(subject["name"]) ?? "";
    if (kind === "User" || kind === "Group") return [{ kind, name }];
    if (kind !== "ServiceAccount") return [];
    const written = textOf(subject["namespace"]);
    const release = written !== undefined && (RELEASE.test(written) || (written === "default" && isChart(resource)));
    // A chart that leaves it out of a cluster's binding cannot be applied: nothing is theirs.
    if ((written === undefined || written === "") && binding === "ClusterRoleBinding") return [];
    return [
      { kind, name, ...(release ? { namespace: this.namespaceOf({ resource }) } : written === undefined ? {} : { namespace: written }) },
    ];
  }

  /** Accounts that are declared, that workloads run as or that bindings name; each once. */
  #accounts(): readonly Account[] {
    const found = new Map<string, Account>();
    for (const object of this.objects)
      if (object.kind === "ServiceAccount" && object.group === "") {
        const namespace = this.namespaceOf(object);
        // What is built of it stands beside it in many projects: one account.
        const key = `${object.resource.target ?? 0}|${environmentsOf(object.resource)}|${namespace}|${object.name}`;
        if (!found.has(key))
          found.set(key, {
            namespace,
            name: object.name,
            resource: object.resource,
            annotations: object.annotations,
          });
      }
    const known = new Set([...found.values()].map(({ namespace, name }) => `${namespace}|${name}`));
    const add = (namespace: string, name: string): void => {
      if (known.has(`${namespace}|${name}`)) return;
      known.add(`${namespace}|${name}`);
      found.set(`|${namespace}|${name}`, { namespace, name, annotations: {} });
    };
    for (const { namespace, accounts } of this.workloads) for (const account of accounts) add(namespace, account);
    for (const { namespace, subjects } of this.bindings)
      for (const subject of subjects)
        if (subject.kind === "ServiceAccount")
          add(subject.namespace === undefined || subject.namespace === "" ? (namespace ?? "") : subject.namespace, subject.name);
    return [...found.values()];
  }
}

const read = new WeakMap<readonly ResourceEntry[], Cluster>();

export type { Cluster };

/** The clusters of an inventory, read once. */
export function clusterOf(resources: readonly ResourceEntry[]): Cluster {
  const found = read.get(resources) ?? new Cluster(resources);
  read.set(resources, found);
  return found;
}

const RBAC = "rbac.authorization.k8s.io";

/** One cluster as far as is known: one target, and not two environments that stand side by side. */
export function sameCluster(a: ResourceEntry, b: ResourceEntry): boolean {
  if ((a.target ?? 0) !== (b.target ?? 0)) return false;
  const [one, other] = [environmentsOf(a), environmentsOf(b)];
  return one === "" || other === "" || one === other;
}

function isChart({ file }: ResourceEntry): boolean {
  return /(?:^|\/)templates\//.test(file);
}

function environmentsOf({ file, root }: ResourceEntry): string {
  return (
    (root ?? file)
      .split("/")
      .find((part) => ENVIRONMENT.test(part))
      ?.toLowerCase() ?? ""
  );
}

/** Namespaces that charts and folders go by: the only one that their objects and their own accounts are written with. */
function releaseNamespaces(objects: readonly ClusterObject[]): ReadonlyMap<string, string> {
  const written = new Map<string, Set<string>>();
  const own = new Set(
    objects
      .filter(({ kind, namespace }) => kind === "ServiceAccount" && namespace === undefined)
      .map(({ name, resource }) => `${unitOf(resource)}|${name}`),
  );
  const add = (unit: string, namespace: string): void => {
    const set = written.get(unit) ?? new Set();
    set.add(namespace);
    written.set(unit, set);
  };
  for (const { namespace, resource, kind, body } of objects) {
    const unit = unitOf(resource);
    if (isChart(resource)) continue;
    if (namespace !== undefined) add(unit, namespace);
    if (!kind.endsWith("RoleBinding")) continue;
    for (const subject of mapsOf(body["subjects"])) {
      const theirs = textOf(subject["namespace"]);
      if (theirs !== undefined && theirs !== "" && !RELEASE.test(theirs) && own.has(`${unit}|${textOf(subject["name"]) ?? ""}`))
        add(unit, theirs);
    }
  }
  return new Map(
    [...written].flatMap(([unit, [only, ...others]]) => (only === undefined || others.length > 0 ? [] : [[unit, only] as const])),
  );
}

function ruleOf(rule: { readonly [key: string]: Json }): PolicyRule {
  return {
    verbs: textsOf(rule["verbs"]),
    groups: textsOf(rule["apiGroups"]),
    resources: textsOf(rule["resources"]),
    names: textsOf(rule["resourceNames"]),
    urls: textsOf(rule["nonResourceURLs"]),
  };
}

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

function requirementsOf(selector: { readonly [key: string]: Json }): readonly Requirement[] {
  return [
    ...Object.entries(mapOf(first(selector["matchLabels"])) ?? {}).map(
      ([key, value]): Requirement => ({ key, operator: "In", values: [textOf(value) ?? ""] }),
    ),
    ...mapsOf(selector["matchExpressions"]).map(
      (each): Requirement => ({
        key: textOf(each["key"]) ?? "",
        // An operator that nobody knows selects nothing.
        operator: OPERATORS.find((operator) => operator === each["operator"]) ?? "In",
        values: textsOf(each["values"]),
      }),
    ),
  ];
}

const LABEL = "rbac.authorization.k8s.io/aggregate-to-";

function defaultRoles(): readonly PlacedRole[] {
  return DEFAULT_ROLES.map(({ name, aggregatedTo = [], gathers, rules, urls = [] }) => ({
    kind: "ClusterRole",
    name,
    labels: Object.fromEntries(aggregatedTo.map((to) => [`${LABEL}${to}`, "true"])),
    rules: [...rules.map(ruleOfLine), ...urls.map(urlsOfLine)],
    ...(gathers === undefined ? {} : { gathers: [[{ key: `${LABEL}${gathers}`, operator: "In", values: ["true"] }]] }),
  }));
}

function ruleOfLine(line: RuleLine): PolicyRule {
  const [groups = [], resources = [], verbs = [], names = []] = line.split(": ").map((part) => part.split(" "));
  return { groups: groups.map((group) => (group === "core" ? "" : group)), resources, verbs, names, urls: [] };
}

function urlsOfLine(line: string): PolicyRule {
  const [urls = [], verbs = []] = line.split(": ").map((part) => part.split(" "));
  return { groups: [], resources: [], verbs, names: [], urls };
}

function defaultBindings(): readonly PlacedBinding[] {
  return DEFAULT_BINDINGS.map(({ role, kind, name }) => ({
    kind: "ClusterRoleBinding",
    name: role,
    role: { kind: "ClusterRole", name: role },
    subjects: [{ kind, name }],
  }));
}
