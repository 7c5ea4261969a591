import type { ResourceEntry } from "@castellan/graph";
import { CHANGING, POD_KINDS, SEEING } from "../../../knowledge/access/kubernetes-powers.ts";
import type { AccessPrincipal } from "../grant.ts";
import type { Account, Cluster, Held } from "./cluster.ts";
import { sameCluster } from "./cluster.ts";
import { type ClusterPrincipal, workloadTold } from "./principals.ts";
import { allowedBy, same } from "./rbac.ts";
import { type Asked, connecting, pluralOf, podNameOf, requests, SOME_NAME } from "./requests.ts";
import type { ClusterWorkload } from "./workloads.ts";

/*
 * How somebody comes to act as a service account: by what runs as it, by running something as it, by its token. And how
 * somebody comes to any right. Source: kubernetes.io/docs/concepts/security/rbac-good-practices, as known in November 2026.
 */

export interface Takeover {
  readonly who: ClusterPrincipal | AccessPrincipal;
  readonly via: string;
  readonly by: readonly Held[];
  readonly certain: boolean;
  readonly conditions: readonly string[];
}

interface Way {
  readonly via: string;
  /** One request of each. */
  readonly needs: readonly (readonly Asked[])[];
  readonly conditions?: readonly string[];
}

export class Takeovers {
  readonly #cluster: Cluster;
  readonly #principals: readonly ClusterPrincipal[];
  readonly #ofAccount = new Map<Account, readonly Takeover[]>();

  constructor(cluster: Cluster, principals: readonly ClusterPrincipal[]) {
    this.#cluster = cluster;
    this.#principals = principals;
  }

  /** Who may come to act as an account; `near` says which cluster it is in. */
  of(account: Account, near: ResourceEntry): readonly Takeover[] {
    let found = this.#ofAccount.get(account);
    if (found === undefined) {
      found = [...this.#carriers(account, near), ...this.#taking(account, near)];
      this.#ofAccount.set(account, found);
    }
    return found;
  }

  #workloads({ namespace, name }: Account, near: ResourceEntry): readonly ClusterWorkload[] {
    return this.#cluster.workloads.filter(
      (each) => each.namespace === namespace && each.accounts.includes(name) && sameCluster(each.object.resource, near),
    );
  }

  #carriers(account: Account, near: ResourceEntry): readonly Takeover[] {
    return this.#workloads(account, near)
      .filter(({ tokenless }) => !tokenless)
      .map((workload) => ({ who: workloadTold(workload), via: "runs as", by: [], certain: true, conditions: [] }));
  }

  #taking(account: Account, near: ResourceEntry): readonly Takeover[] {
    const ways = this.#waysTo(account, near);
    const { namespace } = account;
    return this.#principals.flatMap((principal): readonly Takeover[] => {
      if (
        principal.account === account ||
        (principal.account !== undefined && principal.account.resource !== undefined && !sameCluster(principal.account.resource, near))
      )
        return [];
      // Rules of other namespaces lead nowhere here.
      const here = this.#cluster
        .heldBy(principal.user, near)
        .some((held) => held.namespace === undefined || same(held.namespace, namespace) !== "no");
      if (!here) return [];
      return first(ways, (way) => this.#goes(principal, way, near));
    });
  }

  /** By the first way that is open for certain, else by one that may be. */
  #goes(principal: ClusterPrincipal, { via, needs, conditions = [] }: Way, near: ResourceEntry): Takeover | undefined {
    const held = this.#cluster.heldBy(principal.user, near);
    if (held.length === 0) return undefined;
    const by: Held[] = [];
    const when: string[] = [...conditions];
    let certain = true;
    for (const need of needs) {
      const answers = need.map(({ request, condition }) => ({ condition, ...allowedBy(held, request) }));
      const sure = answers.filter(({ is }) => is === "yes");
      const answer = sure.find(({ condition }) => condition === undefined) ?? sure[0] ?? answers.find(({ is }) => is === "unknown");
      if (answer === undefined) return undefined;
      if (answer.condition !== undefined) when.push(answer.condition);
      if (answer.is === "unknown") certain = false;
      by.push(...answer.by.slice(0, 1));
    }
    return { who: principal, via, by, certain, conditions: certain ? when : [...when, ...openIn(by)] };
  }

  #waysTo(account: Account, near: ResourceEntry): readonly Way[] {
    const { namespace, name } = account;
    const running = this.#workloads(account, near);
    const inNamespace = this.#cluster.workloads.filter((each) => each.namespace === namespace && sameCluster(each.object.resource, near));
    const operators = new Set(this.#cluster.workloads.flatMap(({ podKind }) => podKind?.operator ?? []));
    const plain = POD_KINDS.filter(({ operator }) => operator === undefined);
    const own = { name, namespace };
    return [
      {
        via: "starts a pod that runs as",
        needs: [plain.flatMap(({ group, resource }) => requests(group, resource, ["create"], { namespace }))],
      },
      ...POD_KINDS.filter(({ operator }) => operator !== undefined).map(
        ({ group, resource, kind, operator = "" }): Way => ({
          via: `makes a ${kind} whose pods run as`,
          needs: [requests(group, resource, ["create"], { namespace })],
          conditions: operators.has(operator) ? [] : [`where ${operator} is installed`],
        }),
      ),
      { via: "makes a token of", needs: [requests("", "serviceaccounts/token", ["create"], own)] },
      {
        via: "impersonates",
        needs: [
          [
            ...requests("", "serviceaccounts", ["impersonate"], own),
            ...requests("", "users", ["impersonate"], { name: `system:serviceaccount:${namespace}:${name}` }),
          ],
        ],
      },
      ...running.map((workload): Way => {
        const pod = { name: podNameOf(workload), namespace };
        return {
          via: `runs commands in ${workload.object.kind}/${workload.object.name}, which runs as`,
          needs: [
            [
              ...connecting("pods/exec", pod),
              ...connecting("pods/attach", pod),
              ...requests("", "pods/ephemeralcontainers", CHANGING, pod),
            ],
          ],
        };
      }),
      ...inNamespace.map(
        (workload): Way => ({
          via: workload.accounts.includes(name)
            ? `changes ${workload.object.kind}/${workload.object.name}, which runs as`
            : `changes ${workload.object.kind}/${workload.object.name} to run as`,
          needs: [
            requests(workload.object.group, pluralOf(workload.object), workload.object.kind === "Pod" ? [] : CHANGING, {
              name: workload.object.name,
              namespace,
            }),
          ],
        }),
      ),
      {
        via: "has a token made in a secret, and reads it, of",
        needs: [requests("", "secrets", ["create"], { namespace }), requests("", "secrets", SEEING, { name: SOME_NAME, namespace })],
      },
      ...this.#tokensOf(account, near).map(
        (secret): Way => ({
          via: `reads Secret/${secret}, the token of`,
          needs: [requests("", "secrets", SEEING, { name: secret, namespace })],
        }),
      ),
      ...(running.length === 0
        ? []
        : [
            {
              via: "runs commands, through the kubelet, in pods that run as",
              needs: [connecting("nodes/proxy", { name: SOME_NAME })],
            },
          ]),
    ];
  }

  /** Secrets that are declared to hold the account's token. */
  #tokensOf({ namespace, name }: Account, near: ResourceEntry): readonly string[] {
    return this.#cluster.objects
      .filter(
        (object) =>
          object.kind === "Secret" &&
          object.annotations["kubernetes.io/service-account.name"] === name &&
          this.#cluster.namespaceOf(object) === namespace &&
          sameCluster(object.resource, near),
      )
      .map((secret) => secret.name);
  }

  /** Whether somebody may start pods in a namespace, which mount what they like of it. */
  mounting(
    principal: ClusterPrincipal,
    namespace: string,
    near: ResourceEntry,
  ):
    | {
        readonly principal: ClusterPrincipal;
        readonly by: readonly Held[];
        readonly certain: boolean;
        readonly conditions: readonly string[];
      }
    | undefined {
    if (principal.account?.resource !== undefined && !sameCluster(principal.account.resource, near)) return undefined;
    const plain = POD_KINDS.filter(({ operator }) => operator === undefined);
    const way = this.#goes(
      principal,
      { via: "", needs: [plain.flatMap(({ group, resource }) => requests(group, resource, ["create"], { namespace }))] },
      near,
    );
    return way === undefined ? undefined : { principal, by: way.by, certain: way.certain, conditions: way.conditions };
  }

  /** How somebody comes to any right in the cluster, or in a namespace. */
  anyRight(principal: ClusterPrincipal, near: ResourceEntry, namespace: string | undefined): Takeover | undefined {
    return first([...CLUSTER_WAYS, ...(namespace === undefined ? [] : namespaceWays(namespace))], (way) =>
      this.#goes(principal, way, near),
    )[0];
  }
}

function first(ways: readonly Way[], go: (way: Way) => Takeover | undefined): readonly Takeover[] {
  let open: Takeover | undefined;
  for (const way of ways) {
    const found = way.needs.every((need) => need.length > 0) ? go(way) : undefined;
    if (found?.certain === true && found.conditions.length === 0) return [found];
    open ??= found;
  }
  return open === undefined ? [] : [open];
}

const RBAC = "rbac.authorization.k8s.io";
const anywhere = { name: SOME_NAME };

const CLUSTER_WAYS: readonly Way[] = [
  {
    via: "binds itself to cluster-admin",
    needs: [
      requests(RBAC, "clusterroles", ["bind"], { name: "cluster-admin" }),
      requests(RBAC, "clusterrolebindings", ["create", ...CHANGING], anywhere),
    ],
  },
  {
    via: "writes any rule into a cluster role",
    needs: [requests(RBAC, "clusterroles", ["escalate"], anywhere), requests(RBAC, "clusterroles", CHANGING, anywhere)],
  },
  {
    via: "impersonates the group system:masters",
    needs: [
      requests("", "groups", ["impersonate"], { name: "system:masters" }),
      [
        ...requests("", "users", ["impersonate"], anywhere),
        ...requests("", "serviceaccounts", ["impersonate"], { ...anywhere, namespace: "default" }),
      ],
    ],
  },
  {
    via: "takes the token of a controller in kube-system",
    needs: [
      [
        ...requests("", "serviceaccounts/token", ["create"], { name: "clusterrole-aggregation-controller", namespace: "kube-system" }),
        ...requests("", "serviceaccounts", ["impersonate"], { name: "clusterrole-aggregation-controller", namespace: "kube-system" }),
        ...POD_KINDS.filter(({ operator }) => operator === undefined).flatMap(({ group, resource }) =>
          requests(group, resource, ["create"], { namespace: "kube-system" }),
        ),
      ],
    ],
  },
  {
    via: "has a certificate signed for another user",
    needs: [
      requests("certificates.k8s.io", "certificatesigningrequests", ["create"], {}),
      requests("certificates.k8s.io", "certificatesigningrequests/approval", CHANGING, anywhere),
      requests("certificates.k8s.io", "signers", ["approve"], { name: "kubernetes.io/kube-apiserver-client" }),
    ],
  },
  {
    via: "changes what is created, by a mutating webhook",
    needs: [requests("admissionregistration.k8s.io", "mutatingwebhookconfigurations", ["create", ...CHANGING], anywhere)],
  },
];

function namespaceWays(namespace: string): readonly Way[] {
  return [
    {
      via: "binds itself to admin",
      needs: [
        [
          ...requests(RBAC, "clusterroles", ["bind"], { name: "admin", namespace }),
          ...requests(RBAC, "clusterroles", ["bind"], { name: "cluster-admin", namespace }),
        ],
        requests(RBAC, "rolebindings", ["create", ...CHANGING], { name: SOME_NAME, namespace }),
      ],
    },
    {
      via: "writes any rule into a role",
      needs: [
        requests(RBAC, "roles", ["escalate"], { name: SOME_NAME, namespace }),
        requests(RBAC, "roles", CHANGING, { name: SOME_NAME, namespace }),
      ],
    },
  ];
}

/** Sentences about what is not known of rules. */
export function openIn(held: readonly Held[]): readonly string[] {
  const texts = held.flatMap(({ rule, binding, role, namespace }) => [
    ...rule.verbs,
    ...rule.groups,
    ...rule.resources,
    ...rule.names,
    ...rule.urls,
    role.name,
    binding.role.name,
    namespace ?? "",
    ...binding.subjects.flatMap((subject) => [subject.name, subject.namespace ?? ""]),
  ]);
  const open = [...new Set(texts.filter((text) => text.includes("{{") || text.includes("${")))].slice(0, 3);
  return open.length === 0 ? [] : [`unknown: depends on ${open.join(", ")}`];
}
