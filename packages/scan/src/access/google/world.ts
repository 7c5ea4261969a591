import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import type { AccessStatement } from "../grant.ts";
import { rootOf } from "../roots.ts";
import { saysAccess } from "./access-lists.ts";
import type { Binding } from "./binding.ts";
import { bindingsOf } from "./bindings.ts";
import { type Asked, judgeCondition } from "./condition.ts";
import { Denials } from "./deny.ts";
import { EVERYBODY, Members } from "./members.ts";
import { askedOf, chainOf, type Link, type Standing } from "./places.ts";
import { Projects } from "./projects.ts";
import { Roles } from "./roles.ts";

/** A binding that reaches something, and what that hangs on. */
export interface Reaching {
  readonly binding: Binding;
  /** conditional: on `conditions`; unknown: on what was not read. */
  readonly effect: "allowed" | "conditional" | "unknown";
  readonly conditions: readonly string[];
}

/** Something with bindings on it and above it: a place, a service account, a project. */
export interface Reached {
  readonly chain: readonly Link[];
  readonly project: string;
  readonly root: string;
  readonly asked: Asked;
  readonly reaching: readonly Reaching[];
  /** The same by the key of the member. */
  readonly byMember: ReadonlyMap<string, readonly Reaching[]>;
  /** Access lists do not count there. */
  readonly uniform: boolean;
}

type Base = Omit<Reached, "reaching" | "byMember">;

/** What somebody may do there. */
export interface Right {
  readonly effect: "allowed" | "conditional" | "unknown";
  readonly permissions: readonly string[];
  readonly statements: readonly AccessStatement[];
  readonly conditions: readonly string[];
}

const PREDEFINED = new Roles([]);
const ORDER = ["allowed", "conditional", "unknown"] as const;

/** What was read of Google Cloud, with look-ups; built once for an answer. */
export class GoogleWorld {
  readonly resources: readonly ResourceEntry[];
  readonly members: Members;
  readonly projects: Projects;
  readonly bindings: readonly Binding[];
  /** Policies whose text is not here. */
  readonly unread: readonly ResourceEntry[];
  readonly #denials: Denials;
  readonly #byAddress: ReadonlyMap<string, ResourceEntry>;

  constructor(resources: readonly ResourceEntry[]) {
    this.resources = resources;
    this.members = new Members(resources);
    this.projects = new Projects(resources);
    const { bindings, unread } = bindingsOf({ resources, members: this.members, projects: this.projects, roles: new Roles(resources) });
    this.bindings = bindings;
    this.unread = unread;
    this.#denials = new Denials(resources, this.members, this.projects);
    this.#byAddress = new Map(resources.map((each) => [`${rootOf(each)}|${each.address}`, each]));
  }

  at(address: string, root: string): ResourceEntry | undefined {
    return this.#byAddress.get(`${root}|${address}`);
  }

  /** A place with every binding that reaches it. */
  reached(standing: Standing): Reached {
    const { resource } = standing;
    const chain = chainOf(standing, (address, root) => this.at(address, root));
    const project =
      chain.map((link) => (link.resource === undefined ? "" : this.projects.of(link.resource))).find((each) => each !== "") ?? "";
    const closed = closedToAll(chain);
    const uniform = chain.some(({ resource: each }) => each !== undefined && hasUniformAccess(each));
    const base = { chain, project, root: rootOf(resource), asked: askedOf(standing, this.projects), uniform };
    const explicit = this.#reaching(base).filter(
      ({ binding }) => (!uniform || binding.list !== true) && !(closed && EVERYBODY.has(binding.who.key)),
    );
    return whole(base, [...explicit, ...this.#byDefault(base, explicit)]);
  }

  /** Bindings that reach a service account, by its own policy or from above. */
  reachedAccount(account: ResourceEntry): Reached {
    const root = rootOf(account);
    const [id] = settingAt(account.attributes, "account_id").map(String);
    const names = [`@${account.address}`, ...(id === undefined ? [] : [id])];
    const base = {
      chain: [{ type: "google_service_account", root, names, resource: account }],
      project: this.projects.of(account),
      root,
      asked: { service: "iam.googleapis.com" },
      uniform: false,
    };
    return whole(base, this.#reaching(base));
  }

  /** Bindings on a project and above it. */
  reachedProject(project: string, root: string): Reached {
    const base = { chain: [], project, root, asked: { service: "cloudresourcemanager.googleapis.com" }, uniform: false };
    return whole(base, this.#reaching(base));
  }

  /** What one member may do of some permissions; `all`: every one of them is needed. */
  right(who: Identity, permissions: readonly string[], reached: Reached, all = false): Right | undefined {
    const own = reached.byMember.get(who.key) ?? [];
    const found = permissions.map((permission) => this.#one(permission, who, own, reached));
    const held = found.flatMap((each) => each ?? []);
    if (held.length === 0 || (all && held.length < permissions.length)) return undefined;
    const effect = all
      ? ORDER.findLast((each) => held.some((right) => right.effect === each))
      : ORDER.find((each) => held.some((right) => right.effect === each));
    if (effect === undefined) return undefined;
    const best = all ? held : held.filter((right) => right.effect === effect);
    return {
      effect,
      permissions: [...new Set(best.flatMap((right) => right.permissions))],
      statements: [...new Set(best.flatMap((right) => right.statements))],
      conditions: [...new Set(best.flatMap((right) => right.conditions))],
    };
  }

  #one(permission: string, who: Identity, own: readonly Reaching[], reached: Reached): Right | undefined {
    let best: Reaching | undefined;
    let unknownRole: Reaching | undefined;
    for (const each of own) {
      if (each.binding.rights === undefined) unknownRole ??= each;
      else if (each.binding.rights.has(permission) && (best === undefined || ORDER.indexOf(each.effect) < ORDER.indexOf(best.effect)))
        best = each;
    }
    if (best === undefined && unknownRole !== undefined && roleMayHold(unknownRole.binding.role, permission))
      return {
        effect: "unknown",
        permissions: [permission],
        statements: [unknownRole.binding.statement],
        conditions: [`unknown: what ${unknownRole.binding.role} holds is not here`],
      };
    if (best === undefined) return undefined;
    const denied = this.#denials.of(who, permission, reached);
    if (denied === "denied") return undefined;
    return {
      effect: denied !== undefined && best.effect === "allowed" ? "conditional" : best.effect,
      permissions: [permission],
      statements: [best.binding.statement],
      conditions: [...best.conditions, ...(denied === undefined ? [] : [denied.unless])],
    };
  }

  #reaching(on: Base): readonly Reaching[] {
    return this.bindings.flatMap((binding): readonly Reaching[] => {
      const reach = this.#reach(binding, on);
      if (reach === undefined) return [];
      if (binding.condition === undefined) return [{ binding, ...reach }];
      const { truth, open } = judgeCondition(binding.condition.expression, on.asked);
      if (truth === false) return [];
      if (truth === true) return [{ binding, ...reach }];
      return [{ binding, effect: reach.effect === "unknown" ? "unknown" : "conditional", conditions: [...reach.conditions, ...open] }];
    });
  }

  #reach({ level, root }: Binding, { chain, project, root: other }: Base): Pick<Reaching, "effect" | "conditions"> | undefined {
    const near = root === other;
    if (level.is === "project") {
      const same = this.projects.same(level.project, project, near);
      if (same === "no" || (!near && same !== "yes")) return undefined;
      return same === "yes" ? { effect: "allowed", conditions: [] } : { effect: "unknown", conditions: [`unknown: ${same.depends}`] };
    }
    if (level.is !== "resource") {
      if (!near) return undefined;
      return this.projects.within(project, level.ids, other)
        ? { effect: "allowed", conditions: [] }
        : { effect: "conditional", conditions: [`where the project is in ${level.is} ${level.ids[0] ?? "that is meant"}`] };
    }
    for (const link of chain) {
      if (link.type !== level.type && !SAME_IAM.get(level.type)?.includes(link.type)) continue;
      const fits = level.names.some((name) => link.names.includes(name) && (near || (!name.startsWith("@") && !name.includes("${"))));
      if (fits) return { effect: "allowed", conditions: [] };
      // What is only a variable may be this one; what names another resource is not.
      if (near && level.open !== undefined && isOpenName(level.open) && !link.names.some((name) => name === level.open))
        return { effect: "unknown", conditions: [`unknown: depends on ${level.open.slice(0, 120)}`] };
    }
    return undefined;
  }

  /** Buckets and data sets let in whoever has a basic role in the project, unless their policy says otherwise. */
  #byDefault(on: Base, explicit: readonly Reaching[]): readonly Reaching[] {
    const link = on.chain.find(({ type }) => type === "google_storage_bucket" || type === "google_bigquery_dataset");
    const written = explicit.flatMap(({ binding }) =>
      BASIC.flatMap(([basic, kind]) =>
        binding.who.principal.name === `whoever is ${kind} of the project` ? [[basic, binding] as const] : [],
      ),
    );
    const given: (readonly [basic: string, role: string, rights: ReadonlySet<string>])[] = [];
    for (const [basic, { role, rights }] of written) if (rights !== undefined) given.push([basic, role, rights]);
    if (
      link !== undefined &&
      !this.#isReplaced(link, on.root) &&
      !(link.resource !== undefined && link.type === "google_bigquery_dataset" && saysAccess(link.resource))
    )
      for (const [basic, , buckets, datasets] of BASIC)
        for (const role of link.type === "google_storage_bucket" ? buckets : [datasets]) {
          const rights = PREDEFINED.of(role, "");
          if (rights !== undefined) given.push([basic, role, rights]);
        }
    const above = explicit.filter(({ binding }) => binding.level.is !== "resource");
    return given.slice(0, 100).flatMap(([basic, role, rights]) =>
      above.flatMap((each): readonly Reaching[] =>
        each.binding.role === basic
          ? [
              {
                ...each,
                binding: {
                  ...each.binding,
                  rights,
                  statement: { ...each.binding.statement, says: `${each.binding.statement.says} (by default ${role})` },
                },
              },
            ]
          : [],
      ),
    );
  }

  /** Whether a policy as a whole stands in place of the default. */
  #isReplaced(link: Link, root: string): boolean {
    return this.resources.some(
      ({ type, ...rest }) =>
        (type === `${link.type}_iam_policy` ||
          (type === "google_bigquery_dataset_iam_policy" && link.type === "google_bigquery_dataset")) &&
        rootOf({ type, ...rest }) === root &&
        link.resource !== undefined &&
        Object.values(rest.references ?? {}).some((list) => list.includes(link.resource?.address ?? "")),
    );
  }
}

function whole(base: Base, reaching: readonly Reaching[]): Reached {
  return { ...base, reaching, byMember: Map.groupBy(reaching, ({ binding }) => binding.who.key) };
}

/** A basic role; how members name whoever has it; what buckets and data sets give them. */
const BASIC: readonly (readonly [role: string, kind: string, buckets: readonly string[], datasets: string])[] = [
  ["roles/owner", "owner", ["roles/storage.legacyBucketOwner", "roles/storage.legacyObjectOwner"], "roles/bigquery.dataOwner"],
  ["roles/editor", "editor", ["roles/storage.legacyBucketOwner", "roles/storage.legacyObjectOwner"], "roles/bigquery.dataEditor"],
  ["roles/viewer", "viewer", ["roles/storage.legacyBucketReader", "roles/storage.legacyObjectReader"], "roles/bigquery.dataViewer"],
];

/** Resources whose policy is written with the type of another. */
const SAME_IAM = new Map<string, readonly string[]>([
  ["google_cloud_run_service", ["google_cloud_run_v2_service", "google_cloudfunctions2_function"]],
  ["google_cloud_run_v2_service", ["google_cloud_run_service", "google_cloudfunctions2_function"]],
  ["google_compute_instance", ["google_notebooks_instance", "google_workbench_instance"]],
  ["google_notebooks_instance", ["google_workbench_instance"]],
  ["google_storage_bucket_object", ["google_storage_bucket_object"]],
]);

function isOpenName(text: string): boolean {
  return /^\$\{(?:var|local|each|module)\b/.test(text);
}

/** Nobody is let in without being named: public access prevention. */
function closedToAll(chain: readonly Link[]): boolean {
  return chain.some(
    ({ resource }) =>
      resource?.type === "google_storage_bucket" && settingAt(resource.attributes, "public_access_prevention").includes("enforced"),
  );
}

function hasUniformAccess({ type, attributes }: ResourceEntry): boolean {
  return (
    type === "google_storage_bucket" &&
    settingAt(attributes, "uniform_bucket_level_access").some((value) => value === true || value === "true")
  );
}

/** A role that is not in the table may hold a permission of its own service; a custom one, or one that only a variable names, any. */
function roleMayHold(role: string, permission: string): boolean {
  const service = /^roles\/(\w+)\./.exec(role)?.[1];
  return service === undefined || permission.startsWith(`${service}.`);
}
