import type { Json } from "@castellan/graph";
import { POD_KINDS, type PodKind } from "../../../knowledge/access/kubernetes-powers.ts";
import { imageMeaning } from "../../discover/infrastructure/serving.ts";
import { mapOf } from "../../rules/settings/setting.ts";
import { type ClusterObject, mapsOf, textOf } from "./objects.ts";

/** Something that a workload is given: a claim, a secret, a configuration map. */
export interface Given {
  readonly kind: "PersistentVolumeClaim" | "Secret" | "ConfigMap";
  readonly name: string;
  /** "mounts at /data", "is given as environment". */
  readonly says: string;
  readonly readOnly: boolean;
}

export interface ClusterWorkload {
  readonly object: ClusterObject;
  readonly podKind: PodKind | undefined;
  readonly namespace: string;
  /** Accounts that its pods run as. */
  readonly accounts: readonly string[];
  /** No token of the account is put into its pods. */
  readonly tokenless: boolean;
  readonly given: readonly Given[];
  readonly purposes: readonly string[];
}

const DEPTH = 25;
const NOT_WORKLOADS =
  /^(?:CustomResourceDefinition|ConfigMap|Secret|.{0,200}Role(?:Binding)?|ServiceAccount|.{0,100}Policy|.{0,100}(?:Runtime|Template))$/;
const TEMPLATES = /^(?:WorkflowTemplate|ClusterWorkflowTemplate)$/;

/** An object whose pods run as accounts; undefined for what has no pods. */
export function workloadOf(object: ClusterObject, namespace: string): ClusterWorkload | undefined {
  const podKind = POD_KINDS.find(({ kind, group }) => kind === object.kind && group === object.group);
  if (podKind === undefined && NOT_WORKLOADS.test(object.kind) && !TEMPLATES.test(object.kind)) return undefined;
  const specs = specsIn(object.body);
  if (specs.length === 0 && podKind?.operator === undefined) return undefined;
  const accounts = specs
    .flatMap((spec) => textOf(spec["serviceAccountName"]) ?? textOf(spec["serviceAccount"]) ?? [])
    .filter((name) => name !== "");
  const given = specs.flatMap(givenTo);
  return {
    object,
    podKind,
    namespace,
    accounts: accounts.length === 0 ? ["default"] : [...new Set(accounts)],
    tokenless: specs.length > 0 && specs.every((spec) => String(spec["automountServiceAccountToken"]) === "false"),
    given: [...new Map(given.map((each) => [`${each.kind}|${each.name}|${each.says}`, each])).values(), ...storageUris(object.body)],
    purposes: purposesOf(object, podKind, specs),
  };
}

type Spec = { readonly [key: string]: Json };

/** Maps that hold containers or name an account, at any depth. */
function specsIn(json: Json, depth = 0): readonly Spec[] {
  if (depth > DEPTH) return [];
  if (Array.isArray(json)) return json.slice(0, 1_000).flatMap((each: Json) => specsIn(each, depth + 1));
  const map = mapOf(json);
  if (map === undefined) return [];
  const own =
    Array.isArray(map["containers"]) || typeof map["serviceAccountName"] === "string" || typeof map["serviceAccount"] === "string";
  return [...(own ? [map] : []), ...Object.entries(map).flatMap(([key, value]) => (key === "metadata" ? [] : specsIn(value, depth + 1)))];
}

function givenTo(spec: Spec): readonly Given[] {
  const containers = [...mapsOf(spec["containers"]), ...mapsOf(spec["initContainers"])];
  const mounts = containers.flatMap((container) => mapsOf(container["volumeMounts"]));
  const volumes = mapsOf(spec["volumes"]).flatMap((volume): readonly Given[] => {
    const mounted = mounts.filter(({ name }) => name !== undefined && name === volume["name"]);
    if (mounted.length === 0) return [];
    const says = `mounts at ${[...new Set(mounted.flatMap(({ mountPath }) => textOf(mountPath) ?? []))].slice(0, 3).join(", ")}`;
    const readOnly = mounted.every((mount) => String(mount["readOnly"]) === "true");
    const claim = mapOf(one(volume["persistentVolumeClaim"]));
    const secrets = [volume["secret"], ...mapsOf(mapOf(one(volume["projected"]))?.["sources"]).map((source) => source["secret"])].flatMap(
      (each) => mapsOf(each),
    );
    const maps = [
      volume["configMap"],
      ...mapsOf(mapOf(one(volume["projected"]))?.["sources"]).map((source) => source["configMap"]),
    ].flatMap((each) => mapsOf(each));
    return [
      ...named("PersistentVolumeClaim", claim?.["claimName"], says, readOnly || String(claim?.["readOnly"]) === "true"),
      ...secrets.flatMap((secret) => named("Secret", secret["secretName"] ?? secret["name"], says, true)),
      ...maps.flatMap((map) => named("ConfigMap", map["name"], says, true)),
    ];
  });
  const environment = containers.flatMap((container): readonly Given[] => [
    ...mapsOf(container["envFrom"]).flatMap((from) => [
      ...named("Secret", mapOf(one(from["secretRef"]))?.["name"], "is given as environment", true),
      ...named("ConfigMap", mapOf(one(from["configMapRef"]))?.["name"], "is given as environment", true),
    ]),
    ...mapsOf(container["env"]).flatMap((variable) => {
      const from = mapOf(one(variable["valueFrom"]));
      const says = `is given as ${textOf(variable["name"]) ?? "a variable"}`;
      return [
        ...named("Secret", mapOf(one(from?.["secretKeyRef"]))?.["name"], says, true),
        ...named("ConfigMap", mapOf(one(from?.["configMapKeyRef"]))?.["name"], says, true),
      ];
    }),
  ]);
  return [...volumes, ...environment];
}

function one(json: Json | undefined): Json | undefined {
  return Array.isArray(json) ? (json[0] as Json | undefined) : json;
}

function named(kind: Given["kind"], name: Json | undefined, says: string, readOnly: boolean): readonly Given[] {
  const text = textOf(name);
  return text === undefined || text === "" ? [] : [{ kind, name: text, says, readOnly }];
}

/** `storageUri: pvc://claim/path` of KServe. */
function storageUris(json: Json, depth = 0): readonly Given[] {
  if (depth > DEPTH) return [];
  if (Array.isArray(json)) return json.slice(0, 1_000).flatMap((each: Json) => storageUris(each, depth + 1));
  return Object.entries(mapOf(json) ?? {}).flatMap(([key, value]) => {
    if (typeof value !== "string") return storageUris(value, depth + 1);
    const claim = /^storageuri$|^modeluri$/i.test(key) ? /^pvc:\/\/([\w.-]{1,253})/.exec(value)?.[1] : undefined;
    return claim === undefined ? [] : named("PersistentVolumeClaim", claim, `loads ${value}`, true);
  });
}

const TRAINS = /(?:^|[-_/\s])(?:train(?:er|ing)?|fine-?tun(?:e|ing)|pretrain(?:ing)?)(?:$|[-_.:/\s])/i;

function purposesOf(object: ClusterObject, podKind: PodKind | undefined, specs: readonly Spec[]): readonly string[] {
  if (podKind?.purpose !== undefined) return [podKind.purpose];
  const containers = specs.flatMap((spec) => mapsOf(spec["containers"]));
  const images = containers.flatMap(({ image }) => textOf(image) ?? []);
  const words = containers
    .flatMap(({ command, args }) => [command, args].flatMap((list) => (Array.isArray(list) ? list : [])))
    .slice(0, 200);
  const found = new Set<string>();
  if (/notebook|jupyter/i.test(`${object.name} ${images.join(" ")}`)) found.add("notebook");
  else if (/Job$/.test(object.kind) && [object.name, ...images, ...words].some((word) => TRAINS.test(String(word)))) found.add("training");
  else if (!/Job$/.test(object.kind) && images.some((image) => imageMeaning(image)?.service !== undefined)) found.add("inference");
  return [...found];
}
