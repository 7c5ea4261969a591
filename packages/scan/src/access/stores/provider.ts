import type { AccessGrant, AccessProvider, ProviderAnswer } from "../grant.ts";
import { containerGrants } from "./container-grants.ts";
import { containersOf, productOf } from "./containers.ts";
import { declaredGrants, isDeclaredStore } from "./declared-roles.ts";
import { sqlGrants } from "./sql-grants.ts";

const GRANTS = 20_000;

/** Who reads and writes vector stores and databases that containers run or Terraform declares. */
export const stores: AccessProvider = {
  id: "stores",
  judge(places, { resources }): ProviderAnswer {
    if (!places.some(({ resource }) => resource !== undefined)) return { judged: [], grants: [], notSeen: [] };
    const containers = containersOf(resources);
    const judged: number[] = [];
    const grants: AccessGrant[] = [];
    const notSeen: string[] = [];
    for (const [at, { resource, means }] of places.entries()) {
      if (resource === undefined) continue;
      if (isDeclaredStore(resource)) {
        judged.push(at);
        grants.push(...declaredGrants(resource, resources, means, at));
        grants.push(...sqlGrants(resource, resources, means, at));
        notSeen.push("superusers, owners and grants that were made by hand in the store are not here");
      }
      for (const store of containers) {
        if (store.resource !== resource || productOf(store) === undefined) continue;
        if (!judged.includes(at)) judged.push(at);
        const answer = containerGrants(store, containers, means, at);
        grants.push(...answer.grants);
        notSeen.push(...answer.notSeen);
      }
    }
    return { judged, grants: grants.slice(0, GRANTS), notSeen: [...new Set(notSeen)] };
  },
};
