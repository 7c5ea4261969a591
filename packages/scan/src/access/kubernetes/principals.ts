import type { AccessPrincipal } from "../grant.ts";
import type { Account, Cluster } from "./cluster.ts";
import { accountAsUser, type ClusterUser } from "./rbac.ts";
import type { ClusterWorkload } from "./workloads.ts";

/** Somebody who may hold rules in a cluster. */
export interface ClusterPrincipal {
  readonly user: ClusterUser;
  readonly told: AccessPrincipal;
  readonly account?: Account;
}

const EVERYBODY = "system:authenticated";
/** Beyond these, users of a hostile configuration are not gone through. */
export const PRINCIPALS = 3_000;

/** Accounts, and the users and groups that bindings name. The parts of the control plane are left out: they are everywhere. */
export function principalsOf(cluster: Cluster): readonly ClusterPrincipal[] {
  const users = new Map<string, ClusterPrincipal>();
  for (const { subjects, resource } of cluster.bindings)
    for (const { kind, name } of subjects) {
      if (resource === undefined || kind === "ServiceAccount" || users.has(`${kind}|${name}`)) continue;
      const told = kind === "Group" ? groupTold(name) : userTold(name);
      if (told !== undefined)
        users.set(`${kind}|${name}`, {
          told,
          user: kind === "Group" ? { groups: [name] } : { name, groups: [] },
        });
    }
  const accounts = cluster.accounts.map((account): ClusterPrincipal => {
    const { name, groups } = accountAsUser(account.namespace, account.name);
    // What everybody has who may log in is told of that group once.
    return {
      ...(name === undefined ? {} : {}),
      account,
      told: accountTold(account, cluster.workloads),
      user: {
        ...(name === undefined ? {} : { name }),
        groups: groups.filter((group) => group !== EVERYBODY && group !== "system:serviceaccounts"),
      },
    };
  });
  return [...accounts, ...users.values()].slice(0, PRINCIPALS);
}

function groupTold(name: string): AccessPrincipal | undefined {
  if (name === "system:unauthenticated") return { kind: "anyone", name: "anyone who reaches the API server" };
  if (name === EVERYBODY) return { kind: "group", name: "system:authenticated (every account of the cluster)" };
  if (name === "system:serviceaccounts") return { kind: "group", name: "system:serviceaccounts (every service account)" };
  // Members of the group are told one by one.
  if (name.startsWith("system:serviceaccounts:")) return undefined;
  return { kind: "group", name };
}

function userTold(name: string): AccessPrincipal | undefined {
  // An account by its name as a user is that account.
  if (name.startsWith("system:serviceaccount:")) return undefined;
  return name === "system:anonymous" ? { kind: "anyone", name: "anyone who reaches the API server" } : { kind: "user", name };
}

function accountTold({ namespace, name, resource }: Account, workloads: readonly ClusterWorkload[]): AccessPrincipal {
  const purposes = [
    ...new Set(workloads.filter((each) => each.namespace === namespace && each.accounts.includes(name)).flatMap((each) => each.purposes)),
  ].sort();
  return {
    kind: "service-account",
    name: `${namespace}/${name}`,
    ...(resource === undefined
      ? {}
      : {
          resource: resource.address,
          ...(resource.target === undefined ? {} : { target: resource.target }),
          file: resource.file,
          line: resource.line,
        }),
    ...(purposes.length === 0 ? {} : { purposes }),
  };
}

export function workloadTold({ object: { kind, name, resource }, purposes }: ClusterWorkload): AccessPrincipal {
  return {
    kind: "workload",
    name: `${kind}/${name}`,
    resource: resource.address,
    ...(resource.target === undefined ? {} : { target: resource.target }),
    file: resource.file,
    line: resource.line,
    ...(purposes.length === 0 ? {} : { purposes }),
  };
}
