import { CHANGING, CLUSTER_KINDS, PLURALS, POD_KINDS, REPLACING, SEEING } from "../../../knowledge/access/kubernetes-powers.ts";
import type { Power } from "../grant.ts";
import type { ClusterObject } from "./objects.ts";
import type { ClusterRequest } from "./rbac.ts";
import type { ClusterWorkload } from "./workloads.ts";

/* What has to be allowed to use a power over an object of a cluster. */

/** Some name that nobody can know beforehand: a rule that lists names does not reach it. */
export const SOME_NAME = "\u{10ffff}";

export interface Asked {
  readonly request: ClusterRequest;
  readonly condition?: string;
}

/** In a namespace, or in the cluster where it has none. */
function on(
  group: string,
  whole: string,
  verbs: readonly string[],
  place: { readonly name?: string; readonly namespace?: string },
): readonly Asked[] {
  const [resource = "", subresource] = whole.split("/");
  return verbs.map((verb) => ({
    request: {
      verb,
      group,
      resource,
      ...(subresource === undefined ? {} : { subresource }),
      // A list is asked for without a name, or with one where a field selector says so.
      ...(place.name === undefined || verb === "create"
        ? subresource === undefined
          ? {}
          : { name: place.name ?? SOME_NAME }
        : verb === "deletecollection"
          ? {}
          : { name: place.name }),
      ...(place.namespace === undefined ? {} : { namespace: place.namespace }),
    },
  }));
}

export { on as requests };

/** To connect to pods. Up to 1.34 a GET that asks for WebSockets connects as well; for the kubelet it still does. */
export function connecting(whole: string, place: { readonly name?: string; readonly namespace?: string }): readonly Asked[] {
  return [
    ...on("", whole, ["create"], place),
    ...on("", whole, ["get"], place).map((asked) =>
      whole === "nodes/proxy" || whole.endsWith("/proxy")
        ? asked
        : { ...asked, condition: "by a GET over WebSockets, which clusters before 1.35 let in" },
    ),
  ];
}

export function pluralOf({ kind, group }: Pick<ClusterObject, "kind" | "group">): string {
  return (
    POD_KINDS.find((each) => each.kind === kind && each.group === group)?.resource ??
    PLURALS[kind] ??
    `${kind.toLowerCase()}${/(?:s|x|ch)$/.test(kind) ? "es" : "s"}`.replace(/([^aeiou])ys$/, "$1ies")
  );
}

/** A name that pods of a workload bear, as far as it is known beforehand. */
export function podNameOf({ object: { name, kind }, podKind }: ClusterWorkload): string {
  return podKind?.podNames === "own" ? name : podKind?.podNames === "numbered" || kind === "StatefulSet" ? `${name}-0` : SOME_NAME;
}

/** Requests of which any gives the power. */
export function askedFor(power: Power, object: ClusterObject, namespace: string, workload: ClusterWorkload | undefined): readonly Asked[] {
  const { kind, group, name } = object;
  const place = { name, ...(CLUSTER_KINDS.has(kind) ? {} : { namespace }) };
  const plural = pluralOf(object);
  if (workload !== undefined) return ofWorkload(power, plural, workload, place);
  if (kind === "Service" && group === "") {
    if (power === "run") return connecting("services/proxy", place);
    return power === "change" || power === "write"
      ? [
          ...on("", plural, REPLACING, place),
          ...on("", "endpoints", CHANGING, place),
          ...on("discovery.k8s.io", "endpointslices", ["create", ...CHANGING], { ...place, name: SOME_NAME }).map(diverted),
        ]
      : [];
  }
  if (power === "read") return kind === "PersistentVolumeClaim" ? [] : on(group, plural, SEEING, place);
  if (power === "write") return on(group, plural, REPLACING, place);
  return power === "change" ? on(group, plural, CHANGING, place) : [];
}

const diverted = (asked: Asked): Asked => ({ ...asked, condition: "by sending its callers elsewhere" });

function ofWorkload(
  power: Power,
  plural: string,
  workload: ClusterWorkload,
  place: { readonly name: string; readonly namespace?: string },
): readonly Asked[] {
  const { group, kind } = workload.object;
  const pod = { ...place, name: podNameOf(workload) };
  const inside = [...connecting("pods/exec", pod), ...connecting("pods/attach", pod), ...on("", "pods/ephemeralcontainers", CHANGING, pod)];
  if (power === "read") return inside;
  if (power === "run") {
    if (/Job$|Workflow$|Run$/.test(kind)) return on(group, plural, ["create", ...CHANGING], place);
    return [...connecting("pods/portforward", pod), ...connecting("pods/proxy", pod)];
  }
  if (power === "write") return on(group, plural, REPLACING, place);
  return [...on(group, plural, CHANGING, place), ...on("", "pods", CHANGING, pod), ...inside];
}
