import type { ResourceEntry } from "@castellan/graph";
import { mapOf, settingAt } from "../../rules/settings/setting.ts";
import type { AccessPlace } from "../grant.ts";
import { type Cluster, clusterOf, sameCluster } from "./cluster.ts";
import { type ClusterObject, mapsOf, textOf } from "./objects.ts";
import type { ClusterWorkload } from "./workloads.ts";

/**
 * What stands behind the workloads among an asset's places: claims that hold weights and data, secrets with the keys to
 * them, services that lead to them, the runtime that an InferenceService names; and the claim of a `pvc://` address.
 */
export function clusterPlaces(places: readonly AccessPlace[], resources: readonly ResourceEntry[]): readonly AccessPlace[] {
  if (
    !places.some(
      ({ resource, uri }) =>
        (resource !== undefined && /^(?:[\w.-]+\/)?v\d\w*\/[A-Z]|^kubernetes_/.test(resource.type)) || uri?.startsWith("pvc://") === true,
    )
  )
    return [];
  const cluster = clusterOf(resources);
  const seen = new Set(places.flatMap(({ resource }) => resource ?? []));
  const found: AccessPlace[] = [];
  const add = (place: AccessPlace): void => {
    if (place.resource !== undefined && seen.has(place.resource)) return;
    if (place.resource !== undefined) seen.add(place.resource);
    found.push(place);
  };
  for (const place of places) {
    const claim = /^pvc:\/\/([\w.-]{1,253})/.exec(place.uri ?? "")?.[1];
    if (claim !== undefined && place.resource === undefined)
      for (const object of cluster.objects)
        if (object.kind === "PersistentVolumeClaim" && object.name === claim) add({ ...place, resource: object.resource });
    const workload = cluster.workloads.find(({ object }) => object.resource === place.resource);
    // Code and images are places of their own: only what runs is followed.
    if (workload !== undefined && (place.role === "itself" || place.role === "endpoint"))
      for (const each of behind(workload, cluster)) add(each);
  }
  return found;
}

function behind(workload: ClusterWorkload, cluster: Cluster): readonly AccessPlace[] {
  const { namespace, object: own } = workload;
  const near = (object: ClusterObject): boolean => cluster.namespaceOf(object) === namespace && sameCluster(object.resource, own.resource);
  const given = workload.given.flatMap(({ kind, name }): readonly AccessPlace[] =>
    cluster.objects
      .filter((object) => object.kind === kind && object.group === "" && object.name === name && near(object))
      .map(({ resource }) =>
        kind === "PersistentVolumeClaim"
          ? { role: "model data", resource, means: { read: "read", write: "change" } }
          : kind === "Secret"
            ? { role: "credentials", resource, means: { read: "read" } }
            : { role: "code", resource, means: { write: "change", change: "change" } },
      ),
  );
  const services = cluster.objects
    .filter((object) => object.kind === "Service" && object.group === "" && near(object) && selects(object, own))
    .map(({ resource }): AccessPlace => ({ role: "endpoint", resource, means: { run: "run", change: "change" } }));
  const runtimes = settingAt(own.body, "**.runtime").map(String);
  const served = cluster.objects
    .filter(
      ({ kind, name, resource }) =>
        /^(?:Cluster)?ServingRuntime$/.test(kind) && runtimes.includes(name) && sameCluster(resource, own.resource),
    )
    .map(({ resource }): AccessPlace => ({ role: "image", resource, means: { write: "change", change: "change" } }));
  return [...given, ...services, ...served];
}

/** Whether a service's selector fits the labels of what a workload starts. */
function selects({ body }: ClusterObject, workload: ClusterObject): boolean {
  const wanted = Object.entries(mapOf(mapsOf(body["spec"])[0]?.["selector"]) ?? {});
  const template = mapsOf(mapsOf(mapsOf(workload.body["spec"])[0]?.["template"])[0]?.["metadata"])[0]?.["labels"];
  const labels = workload.kind === "Pod" ? workload.labels : (mapOf(template) ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => textOf(labels[key]) === textOf(value));
}
