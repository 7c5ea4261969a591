import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Json, ResourceEntry } from "@castellan/graph";
import { chartValue } from "../../discover/helm/chart-values.ts";
import { variablesOf, wordsOf } from "../../discover/infrastructure/config-words.ts";
import type { ProjectFile } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";
import { KubernetesReach, widest } from "./kubernetes-reach.ts";
import { productOf } from "./product-of.ts";
import type { Reach, Server } from "./server.ts";

interface Pod {
  readonly spec: ConfigNode;
  readonly labels: { readonly [key: string]: Json };
}

/** Containers of manifests, with the services and routes that lead to them. */
export function kubernetesServers(inventory: Inventory): readonly Server[] {
  const reach = new KubernetesReach(inventory);
  return inventory.resources
    .filter(({ type }) => /^(?:[\w.-]+\/)?v\d\w*\/[A-Z]/.test(type) && !/CustomResourceDefinition$/.test(type))
    .flatMap((resource): readonly Server[] => {
      const file = inventory.project.file(resource.target ?? 0, resource.file);
      const document = file === undefined ? undefined : documentOf(file, resource);
      if (file === undefined || document === undefined) return [];
      return podsOf(document).flatMap((pod) =>
        items(entry(pod.spec, "containers")?.value).map((container) => serverOf(inventory, reach, file, resource, pod, container)),
      );
    });
}

/** As it is written; as overlays make it, where they do. */
function documentOf(file: ProjectFile, resource: ResourceEntry): ConfigNode | undefined {
  if (resource.root !== undefined) return nodeOf(resource.attributes, resource);
  const documents = (file.facts.config?.documents ?? []).flatMap((document) =>
    text(at(document, "kind")) === "List" ? items(at(document, "items")) : [document],
  );
  return documents.find(({ line }) => line === resource.line);
}

/** Values with the lines that are known of them. */
function nodeOf(json: Json, { line, lines = {} }: ResourceEntry): ConfigNode {
  const made = (value: Json, path: string, above: number): ConfigNode => {
    const own = lines[path] ?? above;
    const place = { line: own, endLine: own };
    if (isList(value))
      return { kind: "list", items: value.map((item, index) => made(item, index === 0 ? path : `${path}[${index}]`, own)), ...place };
    if (typeof value !== "object" || value === null) return { kind: "scalar", value, ...place };
    const entries = Object.entries(value).map(([key, item]) => {
      const inner = path === "" ? key : `${path}.${key}`;
      return { key, line: lines[inner] ?? own, value: made(item, inner, own) };
    });
    return { kind: "map", entries, ...place };
  };
  return made(json, "", line);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** Pod templates with their labels. */
export function podsOf(document: ConfigNode): readonly Pod[] {
  const found: Pod[] = [];
  const open: ConfigNode[] = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const spec = entry(node, "spec")?.value;
    if (spec !== undefined && entry(spec, "containers")?.value.kind === "list")
      found.push({
        spec,
        labels: Object.fromEntries(entries(at(node, "metadata", "labels")).map(({ key, value }) => [key, text(value) ?? ""])),
      });
    open.push(...entries(node).map(({ value }) => value), ...items(node));
  }
  return found;
}

function serverOf(
  inventory: Inventory,
  reach: KubernetesReach,
  file: ProjectFile,
  resource: ResourceEntry,
  { spec, labels }: Pod,
  container: ConfigNode,
): Server {
  const shown = (node: ConfigNode | undefined): string => {
    const written = text(node) ?? "";
    return written.includes("{{") ? (chartValue(inventory.project, file, written) ?? written) : written;
  };
  const image = shown(at(container, "image"));
  const words = ["command", "args"].flatMap((key) => wordsOf(entry(container, key)?.value)?.words ?? []);
  const environment = new Map<string, string | undefined>();
  for (const { name, value } of variablesOf(at(container, "env"), file.path)) environment.set(name, value);
  const product = productOf(image, words);
  return {
    form: "kubernetes",
    ...(product === undefined ? {} : { product }),
    image,
    words,
    environment,
    hidden:
      at(container, "envFrom") !== undefined ||
      items(at(spec, "volumes")).some((volume) => at(volume, "configMap") !== undefined || at(volume, "secret") !== undefined) ||
      [image, ...words].some((word) => word.includes("{{")),
    reach: widest([ownReach(spec, container), reach.ofPods(resource, labels, product?.ports)]),
    mounted: [],
    file,
    line: container.line,
    resource: resource.address,
  };
}

function ownReach(spec: ConfigNode, container: ConfigNode): Reach {
  if (text(at(spec, "hostNetwork")) === "true") return { level: 2, by: "the network of its node" };
  const port = items(at(container, "ports")).find((item) => at(item, "hostPort") !== undefined);
  const address = text(at(port, "hostIP")) ?? "";
  return port === undefined || address.startsWith("127.")
    ? { level: 0, by: "no service here" }
    : { level: 2, by: `port ${text(at(port, "hostPort")) ?? ""} of its node` };
}
