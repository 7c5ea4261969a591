import { POD_KINDS } from "../../../knowledge/access/kubernetes-powers.ts";
import type { AccessGrant, Power } from "../grant.ts";
import type { Cluster } from "./cluster.ts";
import { sameCluster } from "./cluster.ts";
import { statementsOf } from "./describe.ts";
import type { ClusterObject } from "./objects.ts";
import type { ClusterPrincipal } from "./principals.ts";
import { allowedBy } from "./rbac.ts";
import { connecting, requests, SOME_NAME } from "./requests.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/**
 * Who starts pods has the host of a pod's choice, unless admission refuses it, and with it what runs there: told of
 * workloads only, whose files and requests the host sees. A namespace that enforces "baseline" or "restricted" refuses it.
 */
export function hostGrants(
  cluster: Cluster,
  principals: readonly ClusterPrincipal[],
  object: ClusterObject,
  holders: ReadonlySet<ClusterPrincipal>,
  power: Power,
  means: Power,
  place: number,
): readonly AccessGrant[] {
  if (power === "run" || power === "write" || !cluster.workloads.some((each) => each.object === object)) return [];
  const guarded = new Set(
    cluster.objects
      .filter(
        ({ kind, labels, resource }) =>
          kind === "Namespace" && /^(?:baseline|restricted)$/.test(labels[ENFORCE] ?? "") && sameCluster(resource, object.resource),
      )
      .map(({ name }) => name),
  );
  const namespaces = [
    ...new Set([...cluster.workloads.map(({ namespace }) => namespace), ...cluster.bindings.flatMap(({ namespace }) => namespace ?? [])]),
  ].filter((each) => !guarded.has(each));
  return principals.flatMap((principal): readonly AccessGrant[] => {
    if (holders.has(principal) || (principal.account?.resource !== undefined && !sameCluster(principal.account.resource, object.resource)))
      return [];
    const held = cluster.heldBy(principal.user, object.resource);
    if (held.length === 0) return [];
    const kubelet = connecting("nodes/proxy", { name: SOME_NAME })
      .map(({ request }) => allowedBy(held, request))
      .find(({ is }) => is === "yes");
    const pods =
      kubelet ??
      namespaces
        .flatMap((namespace) =>
          POD_KINDS.filter(({ operator }) => operator === undefined).flatMap(({ group, resource }) =>
            requests(group, resource, ["create"], { namespace }),
          ),
        )
        .map(({ request }) => allowedBy(held, request))
        .find(({ is }) => is === "yes");
    if (pods === undefined) return [];
    const via = kubelet === undefined ? "starts a pod with the file system of the host" : "runs commands in its pods through the kubelet";
    return [
      {
        power: means,
        principal: principal.told,
        effect: "conditional",
        how: "through",
        steps: [
          {
            to: { kind: "workload", name: "the node" },
            via,
            statements: statementsOf(pods.by.slice(0, 1)),
            certain: kubelet !== undefined,
          },
        ],
        actions: [kubelet === undefined ? "create pods" : "create nodes/proxy"],
        statements: statementsOf(pods.by.slice(0, 1)),
        conditions: kubelet === undefined ? ["unless admission refuses pods that mount the host, and where it is on that node"] : [],
        place,
      },
    ];
  });
}
