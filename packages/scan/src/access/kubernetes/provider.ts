import type { ResourceEntry } from "@castellan/graph";
import { near } from "../../paths/near.ts";
import type { AccessGrant, AccessPrincipal, AccessProvider, AccessStep, Power, ProviderAnswer } from "../grant.ts";
import { type Cluster, clusterOf, type Held, sameCluster } from "./cluster.ts";
import { statementsOf } from "./describe.ts";
import { hostGrants } from "./host.ts";
import type { ClusterObject } from "./objects.ts";
import { type ClusterPrincipal, PRINCIPALS, principalsOf, workloadTold } from "./principals.ts";
import { allowedBy } from "./rbac.ts";
import { askedFor } from "./requests.ts";
import { openIn, type Takeover, Takeovers } from "./takeover.ts";

const DEPTH = 4;
const GRANTS = 20_000;
const POWERS: readonly Power[] = ["read", "write", "run", "change"];

/** Who can do what with objects of a Kubernetes cluster, by RBAC, by what is mounted and by what runs as whom. */
export const kubernetes: AccessProvider = {
  id: "kubernetes",
  judge(places, estate): ProviderAnswer {
    if (!places.some(({ resource }) => resource !== undefined && isCluster(resource))) return { judged: [], grants: [], notSeen: [] };
    const cluster = clusterOf(estate.resources);
    const teller = new ClusterTeller(cluster);
    const judged: number[] = [];
    const notSeen: string[] = [];
    for (const [at, place] of places.entries()) {
      const object = place.resource === undefined ? undefined : cluster.objectOf(place.resource);
      if (object === undefined) continue;
      judged.push(at);
      for (const power of POWERS) {
        const means = place.means[power];
        if (means !== undefined) teller.tell(object, power, means, at);
      }
      if (place.role === "credentials") teller.onlyAsFarAs(at);
      notSeen.push(...unseen(cluster, object));
    }
    if (cluster.accounts.length > PRINCIPALS)
      notSeen.push(`only ${PRINCIPALS} of ${cluster.accounts.length} service accounts were gone through`);
    return { judged, grants: teller.grants.slice(0, GRANTS), notSeen: [...new Set(notSeen)] };
  },
};

function isCluster({ type }: ResourceEntry): boolean {
  return /^(?:[\w.-]+\/)?v\d\w*\/[A-Z]|^kubernetes_/.test(type);
}

function unseen(cluster: Cluster, object: ClusterObject): readonly string[] {
  const bindings = cluster.bindings.filter(({ resource }) => resource !== undefined && sameCluster(resource, object.resource));
  const missing = bindings
    .filter((binding) => cluster.missing(binding))
    .slice(0, 10)
    .map(
      ({ kind, name, role, resource }) =>
        `what ${role.kind} ${role.name} allows, which ${kind}/${name} (${resource?.file}:${resource?.line}) binds, is not here`,
    );
  const clouds = cluster.accounts
    .filter(
      ({ namespace, resource }) =>
        namespace === cluster.namespaceOf(object) && resource !== undefined && sameCluster(resource, object.resource),
    )
    .flatMap(({ namespace, name, annotations }) =>
      ["iam.gke.io/gcp-service-account", "azure.workload.identity/client-id"].flatMap((key) =>
        annotations[key] === undefined
          ? []
          : [
              `what its cloud grants ${annotations[key]}, as which ${namespace}/${name} acts, is told of the cloud's resources, where they are here`,
            ],
      ),
    );
  const listening =
    object.kind === "Service"
      ? [`who reaches ${object.kind}/${object.name} over the network is not judged, only who may by the API server`]
      : [];
  return [
    ...(bindings.length === 0
      ? [`no bindings of the cluster of ${object.resource.file} are here: who holds rights by its own set-up is not known`]
      : missing),
    ...listening,
    ...clouds.slice(0, 5),
  ];
}

interface AccountGrant {
  readonly power: Power;
  readonly effect: AccessGrant["effect"];
  readonly actions: readonly string[];
  readonly by: readonly Held[];
  readonly conditions: readonly string[];
  readonly at: number;
}

/** Grants on objects, with who comes to them through accounts. */
export class ClusterTeller {
  readonly grants: AccessGrant[] = [];
  readonly #cluster: Cluster;
  readonly #principals: readonly ClusterPrincipal[];
  readonly #takeovers: Takeovers;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#principals = principalsOf(cluster);
    this.#takeovers = new Takeovers(cluster, this.#principals);
  }

  tell(object: ClusterObject, power: Power, means: Power, at: number): void {
    const namespace = this.#cluster.namespaceOf(object);
    const workload = this.#cluster.workloads.find((each) => each.object === object);
    const asked = askedFor(power, object, namespace, workload);
    if (asked.length === 0) {
      this.#given(object, namespace, new Set(), power, means, at);
      return;
    }
    const holders = new Set<ClusterPrincipal>();
    const direct = new Set<string>();
    const accounts: { principal: ClusterPrincipal; grant: AccountGrant }[] = [];
    for (const principal of this.#principals) {
      if (principal.account?.resource !== undefined && !sameCluster(principal.account.resource, object.resource)) continue;
      const held = this.#cluster.heldBy(principal.user, object.resource);
      const answers = asked.map(({ request, condition }) => ({ request, condition, ...allowedBy(held, request) }));
      const sure = answers.filter(({ is }) => is === "yes");
      const counted = sure.length > 0 ? sure : answers.filter(({ is }) => is === "unknown");
      if (counted.length === 0) continue;
      holders.add(principal);
      // What is allowed without further condition is told; the rest only where there is nothing else.
      const plain = counted.filter(({ condition }) => condition === undefined);
      const told = plain.length > 0 ? plain : counted;
      const by = [...new Set(told.flatMap((each) => each.by))];
      const conditions = [
        ...new Set([
          ...told.flatMap(({ condition }) => condition ?? []),
          ...(sure.length > 0 ? [] : openIn(by)),
          ...apart(by, object.resource),
        ]),
      ];
      const effect = sure.length === 0 ? "unknown" : conditions.length === 0 ? "allowed" : "conditional";
      const actions = [...new Set(told.map(({ request }) => actionText(request)))];
      this.#add({ power: means, principal: principal.told, effect, actions, by, conditions, steps: [], at });
      if (effect === "allowed") direct.add(nameOf(principal.told));
      if (principal.account !== undefined) accounts.push({ principal, grant: { power: means, effect, actions, by, conditions, at } });
    }
    for (const { principal, grant } of accounts) this.#followers(principal, grant, object.resource, direct);
    this.#given(object, namespace, holders, power, means, at);
    this.#escalating(object, namespace, holders, means, at);
    this.grants.push(...hostGrants(this.#cluster, this.#principals, object, holders, power, means, at));
  }

  /** Credentials open what they open: that is not known of them. */
  onlyAsFarAs(at: number): void {
    for (const [position, grant] of this.grants.entries())
      if (grant.place === at)
        this.grants[position] = {
          ...grant,
          effect: grant.effect === "unknown" ? "unknown" : "conditional",
          conditions: [...grant.conditions, "as far as the credentials in it reach"],
        };
  }

  /** Workloads that are given a claim, secret or map have it without a question; whoever becomes them too. */
  #given(object: ClusterObject, namespace: string, holders: ReadonlySet<ClusterPrincipal>, power: Power, means: Power, at: number): void {
    if (power === "run" || power === "change") return;
    for (const workload of this.#cluster.workloads) {
      if (workload.namespace !== namespace || !sameCluster(workload.object.resource, object.resource)) continue;
      const given = workload.given.filter(
        ({ kind, name, readOnly }) => kind === object.kind && name === object.name && (power === "read" || !readOnly),
      );
      if (given.length === 0) continue;
      const { object: own } = workload;
      this.grants.push({
        power: means,
        principal: workloadTold(workload),
        effect: "allowed",
        how: "direct",
        actions: [power === "read" ? "read its files" : "write its files"],
        steps: [],
        statements: given.map(({ says }) => ({
          resource: own.resource.address,
          ...(own.resource.target === undefined ? {} : { target: own.resource.target }),
          file: own.resource.file,
          line: own.resource.line,
          says: `${own.kind}/${own.name} ${says.startsWith("is given") ? says.replace("is given", "is given it") : says.startsWith("loads") ? says : says.replace("mounts", "mounts it")}`,
        })),
        conditions: [],
        place: at,
      });
    }
    if (object.kind === "PersistentVolumeClaim" || object.kind === "Secret" || object.kind === "ConfigMap") {
      const ways = this.#principals.flatMap((principal) => this.#takeovers.mounting(principal, namespace, object.resource) ?? []);
      // Who may start pods mounts what it likes of the namespace.
      for (const { principal, by, certain, conditions: own } of ways) {
        const conditions = [...own, ...apart(by, object.resource)];
        if (object.kind === "PersistentVolumeClaim" || (power === "read" && !holders.has(principal)))
          this.#add({
            power: means,
            principal: principal.told,
            effect: certain ? (conditions.length === 0 ? "allowed" : "conditional") : "unknown",
            actions: ["create pods"],
            by,
            conditions: [...conditions, `by a pod of its own that mounts ${object.kind}/${object.name}`],
            steps: [],
            at,
          });
      }
    }
  }

  /** Who comes to a power by acting as the account that holds it, one move after another. */
  #followers(holder: ClusterPrincipal, grant: AccountGrant, nearTo: ResourceEntry, direct: ReadonlySet<string>): void {
    for (const { who, steps, conditions, certain } of this.ways(holder, nearTo)) {
      // Who has it already needs no way to it.
      if (direct.has(nameOf(who))) continue;
      this.#add({
        ...grant,
        principal: who,
        effect: grant.effect === "allowed" && (!certain || conditions.length > 0) ? "conditional" : grant.effect,
        conditions: [...new Set([...conditions, ...grant.conditions])],
        steps,
      });
    }
  }

  /** Every way to act as an account, shortest first, each principal once. */
  ways(
    holder: ClusterPrincipal,
    nearTo: ResourceEntry,
  ): readonly {
    readonly who: AccessPrincipal;
    readonly steps: readonly AccessStep[];
    readonly conditions: readonly string[];
    readonly certain: boolean;
  }[] {
    const found: { who: AccessPrincipal; steps: readonly AccessStep[]; conditions: readonly string[]; certain: boolean }[] = [];
    const seen = new Set<string>([nameOf(holder.told)]);
    let edge: readonly { readonly to: ClusterPrincipal; readonly steps: readonly AccessStep[]; readonly conditions: readonly string[] }[] =
      [{ to: holder, steps: [], conditions: [] }];
    for (let depth = 0; depth < DEPTH && edge.length > 0; depth++) {
      const next: { to: ClusterPrincipal; steps: readonly AccessStep[]; conditions: readonly string[] }[] = [];
      for (const { to, steps, conditions } of edge) {
        if (to.account === undefined) continue;
        for (const { who, via, by, certain, conditions: own } of this.#takeovers.of(to.account, nearTo)) {
          const told = "user" in who ? who.told : who;
          if (seen.has(nameOf(told))) continue;
          seen.add(nameOf(told));
          const way: readonly AccessStep[] = [{ to: to.told, via, statements: statementsOf(by), certain }, ...steps];
          const all = [...new Set([...conditions, ...own, ...apart(by, nearTo)])];
          found.push({ who: told, steps: way, conditions: all, certain: way.every((step) => step.certain) });
          if ("user" in who) next.push({ to: who, steps: way, conditions: all });
        }
      }
      edge = next;
    }
    return found;
  }

  /** The account of a name, for other providers that know it by that. */
  accountNamed(namespace: string, name: string, resource?: ResourceEntry): ClusterPrincipal | undefined {
    return this.#principals.find(
      ({ account }) =>
        account !== undefined &&
        (resource === undefined ? account.namespace === namespace && account.name === name : account.resource === resource),
    );
  }

  #escalating(object: ClusterObject, namespace: string, holders: Set<ClusterPrincipal>, power: Power, at: number): void {
    for (const principal of this.#principals) {
      if (
        holders.has(principal) ||
        (principal.account?.resource !== undefined && !sameCluster(principal.account.resource, object.resource))
      )
        continue;
      const way: Takeover | undefined = this.#takeovers.anyRight(principal, object.resource, namespace);
      if (way === undefined) continue;
      if (way.certain) holders.add(principal);
      this.grants.push({
        power,
        principal: principal.told,
        effect: way.certain ? "conditional" : "unknown",
        how: "escalation",
        steps: [{ to: principal.told, via: way.via, statements: statementsOf(way.by), certain: way.certain }],
        actions: [],
        statements: statementsOf(way.by),
        conditions: ["after giving itself the right", ...way.conditions, ...apart(way.by, object.resource)],
        place: at,
      });
    }
  }

  #add({
    power,
    principal,
    effect,
    actions,
    by,
    conditions,
    steps,
    at,
  }: {
    readonly power: Power;
    readonly principal: AccessPrincipal;
    readonly effect: AccessGrant["effect"];
    readonly actions: readonly string[];
    readonly by: readonly Held[];
    readonly conditions: readonly string[];
    readonly steps: readonly AccessStep[];
    readonly at: number;
  }): void {
    this.grants.push({
      power,
      principal,
      effect,
      how: steps.length === 0 ? "direct" : "through",
      steps,
      actions,
      statements: statementsOf(by),
      conditions,
      place: at,
    });
  }
}

function nameOf({ kind, name, file = "", line = 0 }: AccessPrincipal): string {
  return `${kind}|${name}|${file}|${line}`;
}

/** A binding of another project of the repository holds only where both are in one cluster. */
function apart(by: readonly Held[], resource: ResourceEntry): readonly string[] {
  const bound = by.flatMap(({ binding }) => binding.resource ?? []);
  const [other] = bound;
  return other === undefined || bound.some((each) => near(each, resource))
    ? []
    : [`if it is in one cluster with what ${other.file} sets up`];
}

function actionText(request: Parameters<typeof allowedBy>[1]): string {
  if ("url" in request) return `${request.verb} ${request.url}`;
  return `${request.verb} ${request.resource}${request.subresource === undefined ? "" : `/${request.subresource}`}`;
}
