import type { ResourceEntry } from "@castellan/graph";
import type { AccessGrant, AccessPrincipal } from "../grant.ts";
import { type Account, type Cluster, clusterOf } from "./cluster.ts";
import type { ClusterPrincipal } from "./principals.ts";
import { ClusterTeller } from "./provider.ts";

/*
 * Service accounts that a cloud takes for one of its own identities: whoever comes to act as the account in the cluster has
 * what the cloud grants it. IAM roles for service accounts, EKS Pod Identity, GKE and AKS workload identity.
 */

const GRANTS = 20_000;

/** Grants of every provider, with those who come to them through the service accounts of clusters. */
export function throughClusters(grants: readonly AccessGrant[], resources: readonly ResourceEntry[]): readonly AccessGrant[] {
  const cluster = clusterOf(resources);
  const annotated = annotatedIn(cluster);
  const isKnown = (principal: AccessPrincipal): boolean => isAccount(principal) || annotated.has(principal.name);
  if (!grants.some(({ principal }) => isKnown(principal))) return grants;
  const teller = new ClusterTeller(cluster);
  const ways = new Map<ClusterPrincipal, ReturnType<ClusterTeller["ways"]>>();
  const known = new Set(grants.map(keyOf));
  const found: AccessGrant[] = [];
  for (const grant of grants) {
    if (!isKnown(grant.principal)) continue;
    for (const { holder, near } of accountsOf(grant.principal, cluster, teller, resources, annotated.get(grant.principal.name) ?? [])) {
      const to = ways.get(holder) ?? teller.ways(holder, near);
      ways.set(holder, to);
      for (const { who, steps, conditions, certain } of to) {
        const more: AccessGrant = {
          ...grant,
          principal: who,
          how: grant.how === "escalation" ? "escalation" : "through",
          effect: grant.effect === "allowed" && (!certain || conditions.length > 0) ? "conditional" : grant.effect,
          steps: [...steps, ...grant.steps],
          conditions: [...new Set([...conditions, ...grant.conditions])],
        };
        if (known.has(keyOf(more)) || found.length >= GRANTS) continue;
        known.add(keyOf(more));
        found.push(more);
      }
    }
  }
  return [...grants, ...found];
}

function keyOf({ power, principal, place, steps }: AccessGrant): string {
  return JSON.stringify([power, principal.kind, principal.name, principal.file, principal.line, place, steps.map(({ to }) => to.name)]);
}

/** Annotations that name the cloud's identity: an e-mail of Google Cloud, a client id of Azure. */
const ANNOTATIONS = ["iam.gke.io/gcp-service-account", "azure.workload.identity/client-id"];

function annotatedIn({ accounts }: Cluster): ReadonlyMap<string, readonly Account[]> {
  const found = new Map<string, Account[]>();
  for (const account of accounts)
    for (const annotation of ANNOTATIONS) {
      const name = account.annotations[annotation];
      if (name === undefined || name === "") continue;
      const list = found.get(name);
      if (list === undefined) found.set(name, [account]);
      else list.push(account);
    }
  return found;
}

const NAMED = /system:serviceaccount:([\w.-]{1,253}):([\w.-]{1,253})|\.svc\.id\.goog\[([\w.-]{1,253})\/([\w.-]{1,253})\]/;
const ASSOCIATION = /^(?:aws_eks_pod_identity_association|AWS::EKS::PodIdentityAssociation)\b/;

/** As clouds name it; the cluster's own provider calls it NAMESPACE/NAME, and follows it itself. */
function isAccount(principal: AccessPrincipal): boolean {
  return (
    (principal.kind === "service-account" && /^ServiceAccount\/|^kubernetes_/.test(principal.name)) ||
    NAMED.test(principal.name) ||
    /eks_pod_identity_association|PodIdentityAssociation/.test(principal.name)
  );
}

function accountsOf(
  principal: AccessPrincipal,
  cluster: Cluster,
  teller: ClusterTeller,
  resources: readonly ResourceEntry[],
  annotated: readonly Account[],
): readonly { readonly holder: ClusterPrincipal; readonly near: ResourceEntry }[] {
  const resource = resources.find(
    ({ address, file, line, target = 0 }) =>
      address === principal.resource && file === principal.file && line === principal.line && target === (principal.target ?? 0),
  );
  const [, byUser = "", user = "", byPool = "", pool = ""] = NAMED.exec(principal.name) ?? [];
  const named: readonly (readonly [namespace: string, name: string])[] =
    byUser !== ""
      ? [[byUser, user]]
      : byPool !== ""
        ? [[byPool, pool]]
        : resource !== undefined && (ASSOCIATION.test(resource.type) || /PodIdentityAssociation/.test(resource.type))
          ? [[textAt(resource, "namespace", "Namespace"), textAt(resource, "service_account", "ServiceAccount")]]
          : [];
  const declared = resource === undefined ? undefined : teller.accountNamed("", "", resource);
  const holders = [
    ...(declared === undefined ? [] : [declared]),
    ...annotated.flatMap(({ namespace, name, resource: own }) => teller.accountNamed(namespace, name, own) ?? []),
    ...named.flatMap(([namespace, name]) => teller.accountNamed(namespace, name) ?? []),
  ];
  return holders.flatMap((holder) => {
    const near =
      holder.account?.resource ??
      cluster.workloads.find(({ namespace }) => namespace === holder.account?.namespace)?.object.resource ??
      resource;
    return near === undefined ? [] : [{ holder, near }];
  });
}

function textAt({ attributes }: ResourceEntry, ...settings: readonly string[]): string {
  return String(settings.map((setting) => attributes[setting]).find((value) => typeof value === "string") ?? "");
}
