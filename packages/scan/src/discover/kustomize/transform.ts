import { at, type ConfigEntry, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { type BuiltResource, kindOf, mapped, nameIn, scalar, withValue } from "./built.ts";

/** Kinds that belong to no namespace (kubernetes.io/docs/reference/kubernetes-api). */
const CLUSTER_WIDE = new Set([
  "Namespace",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "PersistentVolume",
  "StorageClass",
  "PriorityClass",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "APIService",
  "ClusterIssuer",
  "RuntimeClass",
]);

/** What a kustomization sets on all that it takes in: namespace, prefix, suffix, labels, images, replicas. */
export function transformed(resources: readonly BuiltResource[], kustomization: ConfigNode, file: ProjectFile): readonly BuiltResource[] {
  let result = resources;
  const each = (node: ConfigNode | undefined, change: (document: ConfigNode, setting: ConfigNode) => ConfigNode): void => {
    if (node === undefined) return;
    result = result.map((resource) => {
      const document = change(resource.document, node);
      if (document === resource.document) return resource;
      return { ...resource, document, changedAt: [...resource.changedAt, { file: file.path, line: node.line }] };
    });
  };
  for (const image of items(at(kustomization, "images"))) each(image, withImage);
  for (const replicas of items(at(kustomization, "replicas"))) each(replicas, withReplicas);
  each(at(kustomization, "commonLabels"), (document, labels) => labelled(document, labels, true));
  for (const labels of items(at(kustomization, "labels"))) {
    const pairs = at(labels, "pairs");
    const templates = text(at(labels, "includeTemplates")) === "true" || text(at(labels, "includeSelectors")) === "true";
    if (pairs !== undefined) each(pairs, (document) => labelled(document, pairs, templates));
  }
  each(at(kustomization, "namespace"), (document, namespace) =>
    CLUSTER_WIDE.has(kindOf(document)) && kindOf(document) !== "ClusterRoleBinding" ? document : inNamespace(document, namespace),
  );
  return renamed(result, text(at(kustomization, "namePrefix")) ?? "", text(at(kustomization, "nameSuffix")) ?? "");
}

function inNamespace(document: ConfigNode, namespace: ConfigNode): ConfigNode {
  const placed = CLUSTER_WIDE.has(kindOf(document)) ? document : withValue(document, ["metadata", "namespace"], namespace);
  if (!/RoleBinding$/.test(kindOf(document))) return placed;
  const subjects = at(placed, "subjects");
  if (subjects?.kind !== "list") return placed;
  // Accounts that move along are named where they now are (the "default" one too).
  const moved = subjects.items.map((subject) =>
    text(at(subject, "kind")) === "ServiceAccount" ? withValue(subject, ["namespace"], namespace) : subject,
  );
  return withValue(placed, ["subjects"], { ...subjects, items: moved });
}

function labelled(document: ConfigNode, labels: ConfigNode, templates: boolean): ConfigNode {
  const paths = [["metadata", "labels"]];
  if (templates && at(document, "spec", "template", "metadata") !== undefined) paths.push(["spec", "template", "metadata", "labels"]);
  if (templates && at(document, "spec", "selector", "matchLabels") !== undefined) paths.push(["spec", "selector", "matchLabels"]);
  if (templates && kindOf(document) === "Service" && at(document, "spec", "selector") !== undefined) paths.push(["spec", "selector"]);
  let result = document;
  for (const path of paths) for (const { key, value } of entries(labels)) result = withValue(result, [...path, key], value);
  return result;
}

function withReplicas(document: ConfigNode, setting: ConfigNode): ConfigNode {
  const count = at(setting, "count");
  return count !== undefined && nameIn(document) === text(at(setting, "name")) && at(document, "spec", "replicas") !== undefined
    ? withValue(document, ["spec", "replicas"], count)
    : document;
}

function withImage(document: ConfigNode, setting: ConfigNode): ConfigNode {
  const name = text(at(setting, "name"));
  let changed = false;
  const result = mapped(document, (map, key) => {
    const image = key === "containers" || key === "initContainers" ? text(entry(map, "image")?.value) : undefined;
    const bare = image?.replace(/@sha256:[0-9a-f]*$/, "").replace(/:[^/:]*$/, "");
    if (image === undefined || bare === undefined || bare !== name) return map;
    changed = true;
    const rest = image.slice(bare.length);
    const tag = text(at(setting, "newTag"));
    const digest = text(at(setting, "digest"));
    const end = digest !== undefined ? `@${digest}` : tag !== undefined ? `:${tag}` : rest;
    return withValue(map, ["image"], scalar(`${text(at(setting, "newName")) ?? bare}${end}`, entry(map, "image")?.value ?? map));
  });
  return changed ? result : document;
}

/** Keys under which one resource names another (kubectl.docs.kubernetes.io: name references). */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["configMapRef", ["name"]],
  ["configMapKeyRef", ["name"]],
  ["configMap", ["name"]],
  ["secretRef", ["name"]],
  ["secretKeyRef", ["name"]],
  ["secret", ["secretName", "name"]],
  ["persistentVolumeClaim", ["claimName"]],
  ["roleRef", ["name"]],
  ["subjects", ["name"]],
  ["scaleTargetRef", ["name"]],
  ["service", ["name"]],
  ["backend", ["serviceName"]],
  ["imagePullSecrets", ["name"]],
]);

function renamed(resources: readonly BuiltResource[], prefix: string, suffix: string): readonly BuiltResource[] {
  if (prefix === "" && suffix === "") return resources;
  const fixed = (document: ConfigNode): boolean => kindOf(document) === "CustomResourceDefinition" || kindOf(document) === "Namespace";
  const names = new Set(resources.flatMap(({ document }) => (fixed(document) ? [] : [nameIn(document)])));
  const put = (item: ConfigEntry): ConfigEntry => {
    const name = text(item.value);
    return name !== undefined && names.has(name) ? { ...item, value: scalar(`${prefix}${name}${suffix}`, item.value) } : item;
  };
  return resources.map((resource) => {
    const document = mapped(resource.document, (map, key) => {
      const keys = NAMES.get(key) ?? [];
      return {
        ...map,
        entries: map.entries.map((item) => (keys.includes(item.key) || item.key === "serviceAccountName" ? put(item) : item)),
      };
    });
    const own = fixed(document)
      ? document
      : withValue(
          document,
          ["metadata", "name"],
          scalar(`${prefix}${nameIn(document)}${suffix}`, at(document, "metadata", "name") ?? document),
        );
    return { ...resource, document: own };
  });
}
