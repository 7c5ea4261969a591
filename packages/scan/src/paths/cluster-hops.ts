import type { ResourceEntry } from "@castellan/graph";
import { SETTING_ROWS } from "../../knowledge/posture/index.ts";
import { WORKLOADS } from "../../knowledge/posture/kubernetes.ts";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { holds } from "../rules/settings/condition.ts";
import { ResourceIndex } from "../rules/settings/resource-index.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { concerns, POLICIES } from "../rules/workload-reaches-metadata/egress.ts";
import { takesOver, where } from "./entry-hops.ts";
import { ATTACKERS, CLUSTER_SECRETS, evidenceOf, type Hop, nodeOf, placedKey } from "./hop.ts";
import { near } from "./near.ts";
import { powerOf } from "./powers.ts";
import { unitsOf } from "./unit.ts";
import { placeWithin } from "./written.ts";

/** Kinds in which tenants bring containers of their own. */
const RUNS = [
  ...WORKLOADS,
  "argoproj.io/v1alpha1/Workflow",
  "argoproj.io/v1alpha1/WorkflowTemplate",
  "argoproj.io/v1alpha1/CronWorkflow",
  "argoproj.io/v1alpha1/ClusterWorkflowTemplate",
];
const TILLER = /(?:^|\/)tiller(?:[:@]|$)/;
const LOKI = /(?:^|\/)loki(?:[:@]|$)/;
/** Keys that a configuration map spells out. */
const KEYS =
  /(?:secret_?access_?key|secret_?key|aws_secret\w*|access_key_secret|api_?key|password|_token|auth)["']?\s{0,4}[:=]\s{0,4}["']?[\w/+=.-]{12,}|s3:\/\/[^\s:@/]{8,}:[^\s@]{12,}@|"auths"\s*:/i;
const REGISTRY = /dockerconfigjson|artifactory|registry|harbor|docker-?hub|ecr|gcr|ghcr|quay/i;

function fails(id: string, resource: ResourceEntry, index: ResourceIndex): boolean {
  return (SETTING_ROWS.find((row) => row.id === id)?.cases ?? []).some(
    ({ types, when, fails: condition }) =>
      types.includes(resource.type) &&
      (when === undefined || holds(when, { attributes: resource.attributes, resource, index }) === true) &&
      holds(condition, { attributes: resource.attributes, resource, index }) === true,
  );
}

/** A pod past the mesh's rules and what asks nobody inside of the cluster: Tiller, log stores, databases, shared file systems. */
export function clusterHops(inventory: Inventory): readonly Hop[] {
  const index = new ResourceIndex(inventory.resources);
  const workloads = index.ofTypes([...new Set(RUNS)]).filter(({ file }) => scopeOf(file) === "production");
  const rights = workloads.flatMap((workload) => rightsOf(inventory, index, workload));
  const escaped = workloads.filter((workload) => pastMesh(workload, index));
  return [
    ...escaped.map((workload) => tenant(inventory, workload)),
    ...escaped.flatMap((workload) => neighbours(inventory, index, workload)),
    ...rights,
    ...keysOf(inventory, index, workloads),
  ];
}

/** The mesh's own gateways and control plane, which run as its user by design. */
const MESH = /(?:^|\/)(?:istio|proxyv2|pilot|ztunnel|install-cni)|\/istio\//;

function pastMesh(workload: ResourceEntry, index: ResourceIndex): boolean {
  const images = settingAt(workload.attributes, "**.containers.image").map(String);
  if (images.length > 0 && images.every((image) => MESH.test(image.replace(/[:@].*$/, "")) || image === "auto")) return false;
  if (fails("pod-runs-as-proxy", workload, index)) return true;
  const meshed = /istio|linkerd/i.test(JSON.stringify(workload.attributes));
  const shares = settingAt(workload.attributes, "**.shareProcessNamespace").some((value) => String(value) === "true");
  return shares && (meshed || /^argoproj\.io\//.test(workload.type));
}

function tenant(inventory: Inventory, workload: ResourceEntry): Hop {
  const evidence = placeWithin(inventory, workload, /^(?:runAsUser|shareProcessNamespace)$|runAsUser["']?\s*:\s*1337/);
  return {
    from: ATTACKERS.tenant,
    to: nodeOf(inventory, workload),
    via: "passes the mesh's rules as its proxy (user 1337, shared processes) from",
    evidence: [evidence],
    confidence: "likely",
    fix: `refuse runAsUser 1337 and shareProcessNamespace at admission, and add a NetworkPolicy for egress (${where(evidence)})`,
  };
}

function isolated(index: ResourceIndex, workload: ResourceEntry): boolean {
  return index.ofTypes(POLICIES).some((policy) => near(policy, workload) && concerns(policy, workload));
}

/** What answers without a question to whoever is in the network of the cluster. */
function neighbours(inventory: Inventory, index: ResourceIndex, from: ResourceEntry): readonly Hop[] {
  if (isolated(index, from)) return [];
  const source = nodeOf(inventory, from);
  const open = unitsOf(inventory).flatMap((unit): readonly Hop[] => {
    const { resource, server, place, node } = unit;
    if (
      resource === undefined ||
      node === source ||
      !/^(?:[\w.-]+\/)?v\d/.test(resource.type) ||
      !near(resource, from) ||
      isolated(index, resource)
    )
      return [];
    const base = { from: source, to: node, evidence: [place], confidence: "likely" as const };
    if (server !== undefined && TILLER.test(server.image))
      return [{ ...base, via: "installs what it likes, unasked, by Tiller in", fix: `remove Tiller (${where(place)})` }];
    if (server !== undefined && LOKI.test(server.image))
      return [
        {
          ...base,
          via: "asks, without a password, for logs and configuration of",
          fix: `put Loki behind a gateway that asks, and a NetworkPolicy around it (${where(place)})`,
        },
      ];
    const into = takesOver(inventory, unit);
    if (into === undefined || powerOf(unit.product) === "requests") return [];
    return [
      {
        ...base,
        via: `may ${into.verb}${into.unasked ? ", no password asked," : ""} at`,
        fix: `${into.fix}, or put a NetworkPolicy around it (${where(place)})`,
      },
    ];
  });
  return [...open, ...fileSystems(inventory, index, from, source)];
}

/** Network file systems that mount for every address of the network. */
function fileSystems(inventory: Inventory, index: ResourceIndex, from: ResourceEntry, source: string): readonly Hop[] {
  const efs = index
    .ofTypes(["aws_efs_file_system", "AWS::EFS::FileSystem"])
    .filter(
      (system) =>
        near(system, from) &&
        index.linkedFrom(system, ["aws_efs_file_system_policy"], ["file_system_id"]).length === 0 &&
        settingAt(system.attributes, "FileSystemPolicy").length === 0,
    );
  const nfs = index
    .ofTypes(["v1/PersistentVolume"])
    .filter((volume) => near(volume, from) && settingAt(volume.attributes, "spec.nfs").length > 0 && efs.length === 0);
  return [...efs, ...nfs].map((system) => ({
    from: source,
    to: nodeOf(inventory, system),
    via: "mounts, unasked,",
    evidence: [evidenceOf(system)],
    confidence: "likely",
    harm: "data",
    fix: `let it mount by access points under a file system policy only (${system.file}:${system.line})`,
  }));
}

/** What the account of a workload may do in the cluster. */
function rightsOf(inventory: Inventory, index: ResourceIndex, workload: ResourceEntry): readonly Hop[] {
  const account = String(settingAt(workload.attributes, ["**.serviceAccountName", "**.serviceAccount"])[0] ?? "default");
  const namespace = settingAt(workload.attributes, "metadata.namespace")[0];
  const bindings = index
    .ofTypes(["rbac.authorization.k8s.io/v1/ClusterRoleBinding", "rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding"])
    .filter(
      (binding) =>
        near(binding, workload) &&
        settingAt(binding.attributes, "subjects").some(
          (subject) =>
            mapOf(subject)?.["kind"] === "ServiceAccount" &&
            mapOf(subject)?.["name"] === account &&
            (namespace === undefined || mapOf(subject)?.["namespace"] === undefined || mapOf(subject)?.["namespace"] === namespace),
        ),
    );
  return bindings.flatMap((binding): readonly Hop[] => {
    const role = String(settingAt(binding.attributes, "roleRef.name")[0] ?? "");
    const declared = index
      .ofTypes(["rbac.authorization.k8s.io/v1/ClusterRole"])
      .find((each) => near(each, binding) && settingAt(each.attributes, "metadata.name")[0] === role);
    const all = role === "cluster-admin" || (declared !== undefined && fails("rbac-cluster-admin", declared, index));
    const secrets = declared !== undefined && fails("rbac-reads-secrets", declared, index);
    if (!all && !secrets) return [];
    return [
      {
        from: nodeOf(inventory, workload),
        to: CLUSTER_SECRETS,
        via: all ? "administers the cluster, and reads" : "reads",
        evidence: [evidenceOf(binding), ...(declared === undefined ? [] : [evidenceOf(declared)])],
        confidence: "likely",
        harm: "cluster",
        fix: `bind a role with what it uses (${binding.file}:${binding.line})`,
      },
    ];
  });
}

/** Keys in configuration that a workload reads, and those of registries among the cluster's secrets. */
function keysOf(inventory: Inventory, index: ResourceIndex, workloads: readonly ResourceEntry[]): readonly Hop[] {
  const maps = index
    .ofTypes(["v1/ConfigMap"])
    .filter(({ attributes, file }) => scopeOf(file) === "production" && KEYS.test(dataOf(attributes)));
  const secrets = index
    .ofTypes(["v1/Secret"])
    .filter(({ attributes }) => REGISTRY.test(`${JSON.stringify(attributes["metadata"] ?? "")} ${String(attributes["type"] ?? "")}`));
  return [
    ...maps.flatMap((map) =>
      workloads
        .filter((workload) => near(workload, map) && reads(workload, map))
        .map(
          (workload): Hop => ({
            from: nodeOf(inventory, workload),
            to: placedKey(`the keys in ${map.address}`, map),
            via: "is configured with",
            evidence: [placeWithin(inventory, map, KEYS)],
            confidence: "likely",
            harm: "credentials",
            fix: `move the keys to a Secret, or give the workload a role (${map.file}:${map.line})`,
          }),
        ),
    ),
    ...[...secrets, ...maps.filter(({ attributes, address }) => REGISTRY.test(`${address} ${dataOf(attributes)}`))].slice(0, 1).map(
      (secret): Hop => ({
        from: CLUSTER_SECRETS,
        to: placedKey(`the registry, by the credentials in ${secret.address}`, secret),
        via: "hold the credentials of",
        evidence: [evidenceOf(secret)],
        confidence: "likely",
        harm: "registry",
      }),
    ),
  ];
}

function dataOf(attributes: ResourceEntry["attributes"]): string {
  return Object.entries(mapOf(attributes["data"]) ?? {})
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join("\n");
}

function reads({ attributes }: ResourceEntry, map: ResourceEntry): boolean {
  const name = settingAt(map.attributes, "metadata.name")[0];
  return [
    ...settingAt(attributes, "**.configMap.name"),
    ...settingAt(attributes, "**.configMapRef.name"),
    ...settingAt(attributes, "**.configMapKeyRef.name"),
  ].some((value) => value === name);
}
