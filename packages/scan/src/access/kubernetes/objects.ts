import type { Attributes, Json, ResourceEntry } from "@castellan/graph";
import { mapOf } from "../../rules/settings/setting.ts";
import { isOpenText } from "./rbac.ts";

/* Objects of a cluster, whether a manifest, a `kubernetes_*` resource of Terraform or an API declares them. */

export interface ClusterObject {
  readonly kind: string;
  /** Group of the API, "" for the core. */
  readonly group: string;
  readonly name: string;
  /** As written; undefined where nothing is written. */
  readonly namespace?: string;
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
  /** The whole of it, in the names of the API. */
  readonly body: Attributes;
  readonly resource: ResourceEntry;
}

/** Where names without a namespace hold: a chart, an overlay, else the folder. */
export function unitOf({ target = 0, root, file }: ResourceEntry): string {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  return `${target}|${root ?? folder.replace(/(?:^|\/)templates(?:\/.{0,500})?$/, "")}`;
}

/** Every object of a cluster that was read. */
export function clusterObjects(resources: readonly ResourceEntry[]): readonly ClusterObject[] {
  const byAddress = new Map<string, ResourceEntry>();
  for (const resource of resources)
    if (/^kubernetes_/.test(resource.type)) byAddress.set(`${unitOf(resource)}|${resource.address}`, resource);
  return resources.flatMap((resource) => objectOf(resource, byAddress) ?? []);
}

function objectOf(resource: ResourceEntry, byAddress: ReadonlyMap<string, ResourceEntry>): ClusterObject | undefined {
  if (resource.external === true) return undefined;
  const version = /^([\w.-]+\/)?v\d\w*\/([A-Z]\w*)$/.exec(resource.type);
  if (version !== null) return named(resource, version[2] ?? "", (version[1] ?? "").slice(0, -1), resource.attributes);
  const manifest = resource.type === "kubernetes_manifest" ? mapOf(resource.attributes["manifest"]) : undefined;
  if (manifest !== undefined) {
    const [group = ""] = /^[\w.-]+(?=\/)/.exec(textOf(manifest["apiVersion"]) ?? "") ?? [];
    return named(resource, textOf(manifest["kind"]) ?? "", group, manifest);
  }
  const terraform = /^kubernetes_([a-z_]+?)(?:_v\d\w*)?$/.exec(resource.type)?.[1];
  const known = terraform === undefined ? undefined : TERRAFORM[terraform];
  if (known === undefined) return undefined;
  const body = mapOf(camelled(resource.attributes, (text) => written(text, resource, byAddress), 0));
  return body === undefined ? undefined : named(resource, known[0], known[1], body);
}

/** Resource of the provider hashicorp/kubernetes → kind and group. */
const TERRAFORM: { readonly [name: string]: readonly [kind: string, group: string] | undefined } = {
  role: ["Role", "rbac.authorization.k8s.io"],
  cluster_role: ["ClusterRole", "rbac.authorization.k8s.io"],
  role_binding: ["RoleBinding", "rbac.authorization.k8s.io"],
  cluster_role_binding: ["ClusterRoleBinding", "rbac.authorization.k8s.io"],
  service_account: ["ServiceAccount", ""],
  default_service_account: ["ServiceAccount", ""],
  namespace: ["Namespace", ""],
  secret: ["Secret", ""],
  config_map: ["ConfigMap", ""],
  persistent_volume_claim: ["PersistentVolumeClaim", ""],
  service: ["Service", ""],
  pod: ["Pod", ""],
  deployment: ["Deployment", "apps"],
  stateful_set: ["StatefulSet", "apps"],
  daemonset: ["DaemonSet", "apps"],
  daemon_set: ["DaemonSet", "apps"],
  job: ["Job", "batch"],
  cron_job: ["CronJob", "batch"],
};

function named(resource: ResourceEntry, kind: string, group: string, body: Attributes): ClusterObject | undefined {
  const metadata = mapOf(body["metadata"]) ?? mapOf(first(body["metadata"]));
  const name = textOf(metadata?.["name"]) ?? textOf(metadata?.["generateName"]) ?? resource.address.split("/")[1] ?? "";
  // Charts write `namespace: {{ .Release.Namespace }}`: as if nothing were written.
  const namespace = textOf(body["namespace"]) ?? textOf(metadata?.["namespace"]);
  if (kind === "") return undefined;
  return {
    kind,
    group,
    name,
    ...(namespace === undefined || namespace === "" || RELEASE.test(namespace) ? {} : { namespace }),
    labels: texts(metadata?.["labels"]),
    annotations: texts(metadata?.["annotations"]),
    body,
    resource,
  };
}

export const RELEASE = /^\s{0,9}\{\{-?\s{0,9}\$?\.Release\.Namespace\b[^}]{0,100}\}\}\s{0,9}$/;

/** `metadata[0].name` of another resource stands for the name that it has. */
function written(text: string, resource: ResourceEntry, byAddress: ReadonlyMap<string, ResourceEntry>): string {
  const found =
    /^\$\{((?:module\.[\w-]{1,100}\.)?kubernetes_\w{1,100}\.[\w-]{1,100})(?:\[[^\]]{1,100}\])?\.metadata(?:\[0\]|\.0|\.\w{1,20})?\.(name|namespace)\}$/.exec(
      text,
    );
  if (found === null) return text;
  const other = byAddress.get(`${unitOf(resource)}|${found[1]}`);
  const value = textOf(mapOf(first(other?.attributes["metadata"]))?.[found[2] ?? ""]);
  return value === undefined || isOpenText(value) ? text : value;
}

const DEPTH = 30;
/** Keys of these maps are names that people chose. */
const FREE = new Set(["labels", "annotations", "match_labels", "data", "string_data", "limits", "requests"]);

/** Settings of Terraform in the names of the API: `service_account_name` is `serviceAccountName`, blocks are lists. */
function camelled(json: Json, text: (written: string) => string, depth: number): Json {
  if (depth > DEPTH) return null;
  if (typeof json === "string") return text(json);
  if (Array.isArray(json)) return json.map((each: Json) => camelled(each, text, depth + 1));
  const map = mapOf(json);
  if (map === undefined) return json;
  return Object.fromEntries(
    Object.entries(map).map(([key, value]): [string, Json] => [
      PLURAL.get(key) ?? key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      FREE.has(key) ? value : camelled(value, text, depth + 1),
    ]),
  );
}

/** Blocks that the API has lists of. */
const PLURAL = new Map([
  ["rule", "rules"],
  ["subject", "subjects"],
  ["container", "containers"],
  ["init_container", "initContainers"],
  ["volume", "volumes"],
  ["volume_mount", "volumeMounts"],
  ["non_resource_urls", "nonResourceURLs"],
  ["cluster_role_selectors", "clusterRoleSelectors"],
]);

export function first(json: Json | undefined): Json | undefined {
  return Array.isArray(json) ? (json[0] as Json | undefined) : json;
}

export function textOf(json: Json | undefined): string | undefined {
  return typeof json === "string" ? json : typeof json === "number" || typeof json === "boolean" ? String(json) : undefined;
}

/** A list of texts; one text stands for a list of itself. */
export function textsOf(json: Json | undefined): readonly string[] {
  const list: readonly Json[] = Array.isArray(json) ? json : json === undefined || json === null ? [] : [json];
  return list.slice(0, 1_000).flatMap((each) => (Array.isArray(each) ? [] : (textOf(each) ?? [])));
}

export function mapsOf(json: Json | undefined): readonly { readonly [key: string]: Json }[] {
  const list: readonly Json[] = Array.isArray(json) ? json : json === undefined ? [] : [json];
  return list.slice(0, 10_000).flatMap((each) => {
    const map = mapOf(each);
    return map === undefined ? [] : [map];
  });
}

function texts(json: Json | undefined): { readonly [key: string]: string } {
  return Object.fromEntries(
    Object.entries(mapOf(json) ?? {}).flatMap(([key, value]) => {
      const text = textOf(value);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}
