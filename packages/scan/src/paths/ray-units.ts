import { scopeOf } from "../project/scope.ts";
import { asks, clusterOf, reachOf } from "../rules/ray-cluster-open/index.ts";
import type { Inventory } from "../rules/rule.ts";
import { KubernetesReach } from "../rules/servers/kubernetes-reach.ts";
import { nodeOf } from "./hop.ts";
import type { Unit } from "./unit.ts";
import { placeWithin } from "./written.ts";

/** Clusters that KubeRay makes: RayCluster, RayService, RayJob. */
export function rayUnits(inventory: Inventory): readonly Unit[] {
  const reach = new KubernetesReach(inventory);
  return inventory.resources
    .filter(({ type, file }) => /^ray\.io\/v1\w*\/Ray(?:Cluster|Service|Job|CronJob)$/.test(type) && scopeOf(file) === "production")
    .flatMap((resource): readonly Unit[] => {
      const cluster = clusterOf(resource);
      if (cluster === undefined) return [];
      const asked = asks(cluster);
      return [
        {
          node: nodeOf(inventory, resource),
          name: resource.address,
          product: "ray",
          asking: asked === "unknown" ? "unknown" : asked ? "asks" : "open",
          reach: reachOf(resource, cluster, reach),
          place: placeWithin(inventory, resource, /^dashboard-host$/),
          resource,
        },
      ];
    });
}
