import type { Json, ResourceEntry } from "@castellan/graph";
import { SERVER_PRODUCTS, type ServerProduct } from "../../../knowledge/posture/servers.ts";
import { type Asking, askingOf } from "../../rules/servers/asks.ts";
import { bareImage } from "../../rules/servers/server.ts";
import { mapOf } from "../../rules/settings/setting.ts";
import { clusterOf } from "../kubernetes/cluster.ts";
import { mapsOf, textOf, unitOf } from "../kubernetes/objects.ts";

/* Containers of Compose and of clusters, with what they are given: stores, and what calls them. */

/** A value of a variable: written, from a secret, or not known. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  /** `Secret/name#key`. */
  readonly secret?: string;
}

export interface Container {
  readonly resource: ResourceEntry;
  readonly form: "compose" | "kubernetes";
  /** Within which names of services hold: the Compose file, the namespace. */
  readonly network: string;
  readonly name: string;
  readonly image: string;
  readonly words: readonly string[];
  readonly variables: readonly Variable[];
  /** More may come from a file or object. */
  readonly hidden: boolean;
  /** Names by which others of the network call it. */
  readonly hosts: readonly string[];
  /** Published beyond its network: "port 6333 of the host". */
  readonly published: readonly string[];
  /** Objects that it is given whose text is there, as ConfigMaps. */
  readonly texts: readonly { readonly resource: ResourceEntry; readonly text: string }[];
  readonly namespace?: string;
}

/** Stores by what their products are called. */
const STORES: ReadonlySet<string> = new Set([
  "qdrant",
  "chroma",
  "weaviate",
  "milvus",
  "elasticsearch",
  "opensearch",
  "redis",
  "postgres",
  "vespa",
]);

export function productOf({ image }: Container): ServerProduct | undefined {
  // A version that the shell puts in is none of the name.
  const bare = bareImage(image.replace(/:?\$\{[^}]{0,200}\}/g, ""));
  return SERVER_PRODUCTS.find((product) => STORES.has(product.product) && product.image?.test(bare) === true);
}

/** Whether a store asks who calls, by what it is started with. */
export function asksWho({ words, variables, hidden, image, form, texts }: Container, product: ServerProduct): Asking {
  const settings = product.asks?.settings;
  const keys = texts.flatMap(({ text }) =>
    text.split("\n").map((line) => /^\s{0,40}([\w.-]{1,100})\s{0,20}[:= ]\s{0,20}(\S.{0,200})?$/.exec(line)),
  );
  if (
    settings !== undefined &&
    keys.some(
      (found) =>
        found !== null && settings.test((found[1] ?? "").split(".").at(-1) ?? "") && !/^(?:false|null|""|'')?$/.test(found[2] ?? ""),
    )
  )
    return "asks";
  const environment = new Map(variables.map(({ name, value }) => [name, value] as const));
  return askingOf({ product, words, environment, hidden, mounted: [], image, form });
}

export function containersOf(resources: readonly ResourceEntry[]): readonly Container[] {
  return [...resources.filter(({ type }) => type === "compose.service").map(composeContainer), ...clusterContainers(resources)];
}

function composeContainer(resource: ResourceEntry): Container {
  const { attributes, address } = resource;
  const name = address.replace(/^services\./, "");
  const volumes = Array.isArray(attributes["volumes"]) ? attributes["volumes"] : [];
  // A file that is mounted may configure it; a folder holds its data.
  const configured = volumes.some((volume) =>
    /\.(?:ya?ml|toml|conf|json|acl|cfg)(?::|$)/.test(textOf(volume) ?? textOf(mapOf(volume)?.["source"]) ?? ""),
  );
  return {
    resource,
    form: "compose",
    network: `compose ${unitOf(resource)}`,
    name,
    image: textOf(attributes["image"]) ?? "",
    words: [...wordsOf(attributes["entrypoint"]), ...wordsOf(attributes["command"])],
    variables: composeVariables(attributes["environment"]),
    hidden: attributes["env_file"] !== undefined || configured,
    hosts: [
      name,
      ...(textOf(attributes["container_name"]) === undefined ? [] : [textOf(attributes["container_name"]) ?? ""]),
      ...(textOf(attributes["hostname"]) === undefined ? [] : [textOf(attributes["hostname"]) ?? ""]),
    ],
    published: publishedPorts(attributes["ports"], String(attributes["network_mode"]) === "host"),
    texts: [],
  };
}

function composeVariables(json: Json | undefined): readonly Variable[] {
  if (Array.isArray(json))
    return json.flatMap((each: Json) => {
      const text = textOf(each);
      if (text === undefined) return [];
      const at = text.indexOf("=");
      return [at < 0 ? { name: text } : { name: text.slice(0, at), value: text.slice(at + 1) }];
    });
  return Object.entries(mapOf(json) ?? {}).map(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? { name } : { name, value: text };
  });
}

function publishedPorts(json: Json | undefined, host: boolean): readonly string[] {
  if (host) return ["every port of the host"];
  const list: readonly Json[] = Array.isArray(json) ? json : [];
  return list.flatMap((each) => {
    const map = mapOf(each);
    const text = textOf(each);
    if (map !== undefined)
      return String(map["host_ip"] ?? "").startsWith("127.") || map["published"] === undefined
        ? []
        : [`port ${textOf(map["published"]) ?? ""} of the host`];
    if (text === undefined || /^(?:127\.|localhost:|\[::1\])/.test(text)) return [];
    const parts = text.split("/")[0]?.split(":") ?? [];
    return [`port ${parts.at(-2) ?? parts[0] ?? ""} of the host`];
  });
}

function wordsOf(json: Json | undefined): readonly string[] {
  if (typeof json === "string")
    return json
      .split(/\s+/)
      .filter((word) => word !== "")
      .slice(0, 500);
  return Array.isArray(json) ? json.slice(0, 500).flatMap((each: Json) => textOf(each) ?? []) : [];
}

const DEPTH = 25;

function clusterContainers(resources: readonly ResourceEntry[]): readonly Container[] {
  if (!resources.some(({ type }) => /^(?:[\w.-]+\/)?v\d\w*\/[A-Z]|^kubernetes_/.test(type))) return [];
  const cluster = clusterOf(resources);
  return cluster.workloads.flatMap((workload): readonly Container[] => {
    const { object, namespace } = workload;
    const template =
      mapsOf(mapsOf(mapsOf(mapsOf(object.body["spec"])[0]?.["template"])[0]?.["metadata"])[0]?.["labels"])[0] ??
      (object.kind === "Pod" ? object.labels : {});
    const services = cluster.objects.filter((each) => {
      const selector = Object.entries(mapOf(mapsOf(each.body["spec"])[0]?.["selector"]) ?? {});
      return (
        each.kind === "Service" &&
        each.group === "" &&
        cluster.namespaceOf(each) === namespace &&
        selector.length > 0 &&
        selector.every(([key, value]) => textOf(template[key]) === textOf(value))
      );
    });
    const texts = cluster.objects
      .filter(
        (each) =>
          each.kind === "ConfigMap" &&
          cluster.namespaceOf(each) === namespace &&
          workload.given.some(({ kind, name }) => kind === "ConfigMap" && name === each.name),
      )
      .map((map) => ({
        resource: map.resource,
        text: Object.values(mapOf(map.body["data"]) ?? {})
          .flatMap((value) => textOf(value) ?? [])
          .join("\n")
          .slice(0, 200_000),
      }));
    return containersIn(object.body).map(
      (container): Container => ({
        resource: object.resource,
        form: "kubernetes",
        network: `${object.resource.target ?? 0}|the cluster`,
        name: object.name,
        namespace,
        image: textOf(container["image"]) ?? "",
        words: [...wordsOf(container["command"]), ...wordsOf(container["args"])],
        variables: mapsOf(container["env"]).map((variable): Variable => {
          const name = textOf(variable["name"]) ?? "";
          const from = mapsOf(mapsOf(variable["valueFrom"])[0]?.["secretKeyRef"])[0];
          const value = textOf(variable["value"]);
          return {
            name,
            ...(value === undefined ? {} : { value }),
            ...(from === undefined ? {} : { secret: `${namespace}/Secret/${textOf(from["name"]) ?? ""}#${textOf(from["key"]) ?? ""}` }),
          };
        }),
        hidden:
          mapsOf(container["envFrom"]).length > 0 ||
          workload.given.some(
            ({ kind, says, name }) =>
              kind === "Secret" && says.startsWith("mounts") && !texts.some(({ resource }) => resource.address.endsWith(name)),
          ),
        hosts: services.flatMap(({ name }) => [name, `${name}.${namespace}`]),
        published: services.flatMap(({ body, name }) =>
          /^(?:LoadBalancer|NodePort)$/.test(textOf(mapsOf(body["spec"])[0]?.["type"]) ?? "")
            ? [`Service/${name} (${textOf(mapsOf(body["spec"])[0]?.["type"])})`]
            : [],
        ),
        texts,
      }),
    );
  });
}

function containersIn(json: Json, depth = 0): readonly { readonly [key: string]: Json }[] {
  if (depth > DEPTH) return [];
  if (Array.isArray(json)) return json.slice(0, 1_000).flatMap((each: Json) => containersIn(each, depth + 1));
  const map = mapOf(json);
  if (map === undefined) return [];
  return Object.entries(map).flatMap(([key, value]) =>
    key === "containers" ? mapsOf(value) : key === "metadata" ? [] : containersIn(value, depth + 1),
  );
}
