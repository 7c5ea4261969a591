import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import { SERVER_PRODUCTS, type ServerProduct } from "../../../knowledge/posture/servers.ts";
import { variablesOf, wordsOf } from "../../discover/infrastructure/config-words.ts";
import type { ProjectFile } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";
import { setIn } from "./asks.ts";
import { productOf } from "./product-of.ts";
import type { Reach, Server } from "./server.ts";

/** Maps looked at in one file: values may be generated. */
const BLOCKS = 5000;
/** Settings by which charts switch a login on. */
const ASKS =
  /^(?:api_?key|readOnlyApiKey|existingSecret(?:Name)?|(?:root|admin|auth)?Password|password|master_?key|token|authToken|htpasswd|oauth2?|oidc|authentication|authOptions|AUTHENTICATION_APIKEY_ENABLED|authorizationEnabled)$/i;
const GUARDS = /auth-(?:url|signin|type|secret|realm)|oauth2|oidc|basic-?auth|forward-?auth|middlewares|whitelist-source-range/i;

/** A map among values, with its dotted path; "" for the whole. */
export interface Block {
  readonly node: ConfigNode;
  readonly path: string;
}

/**
 * What values of Helm charts start, by the image that they name or by the name of the subchart, with the service and the
 * ingress beside it. The addresses are those of the settings that publish it.
 */
export function valuesServers(inventory: Inventory): readonly Server[] {
  return inventory.project.files.filter(isValues).flatMap((file) => {
    const [document] = file.facts.config?.documents ?? [];
    return document?.kind === "map" ? blocks(document).flatMap((block) => serverIn(file, document, block) ?? []) : [];
  });
}

/** Whether a file gives values to a chart, by its name. */
export function isValues({ path }: ProjectFile): boolean {
  return /(?:^|\/)(?:[\w.-]*[._-])?values[\w.-]*\.ya?ml$/i.test(path);
}

/** What opens a block to other machines: its ingress, or the type of its service; undefined where nothing does. */
export function publishedBy(node: ConfigNode): string | undefined {
  return published(node, "")?.reach.by;
}

/** Every map of a file of values, the whole first, within bounds. */
export function blocks(document: ConfigNode): readonly Block[] {
  const found: Block[] = [];
  const open: Block[] = [{ node: document, path: "" }];
  for (let current = open.shift(); current !== undefined && found.length < BLOCKS; current = open.shift()) {
    found.push(current);
    for (const { key, value } of entries(current.node))
      if (value.kind === "map") open.push({ node: value, path: current.path === "" ? key : `${current.path}.${key}` });
  }
  return found;
}

function serverIn(file: ProjectFile, document: ConfigNode, { node, path }: Block): Server | undefined {
  const image = imageOf(node);
  const words = ["command", "args", "extraArgs"].flatMap((key) => wordsOf(entry(node, key)?.value)?.words ?? []);
  const key = path.split(".").at(-1) ?? "";
  const product = productOf(image, words) ?? named(key, node);
  if (product === undefined) return undefined;
  const publishing = published(node, path) ?? (path === "" || path.includes(".") ? undefined : published(document, ""));
  if (publishing === undefined) return undefined;
  const variables = ["env", "extraEnv", "extraEnvVars", "containerEnv"].flatMap((name) => variablesOf(entry(node, name)?.value, file.path));
  const asks = setIn(node, ASKS) && !lets(node);
  return {
    form: "values",
    product,
    image,
    words,
    environment: new Map(variables.map(({ name, value }) => [name, value])),
    // What a chart makes of a login is its own affair: where one is set, it is taken to ask.
    hidden: asks,
    reach: publishing.reach,
    mounted: [],
    file,
    line: publishing.line,
    resource: publishing.address,
  };
}

/** Charts name their group of settings for a login whether it is on or not: callers without a name may be let in. */
function lets(node: ConfigNode): boolean {
  return text(at(node, "authentication", "anonymous_access", "enabled")) === "true";
}

function imageOf(node: ConfigNode): string {
  const image = at(node, "image");
  const plain = text(image);
  if (plain !== undefined) return plain;
  const repository = text(at(image, "repository")) ?? text(at(image, "name")) ?? "";
  const tag = text(at(image, "tag")) ?? "";
  return repository === "" ? "" : `${repository}${tag === "" ? "" : `:${tag}`}`;
}

/** A subchart that is called like the product, and has something of a service. */
function named(key: string, node: ConfigNode): ServerProduct | undefined {
  if (at(node, "service") === undefined && at(node, "ingress") === undefined) return undefined;
  return SERVER_PRODUCTS.find(({ product }) => product === key.toLowerCase().replace(/_/g, "-"));
}

/** The setting that publishes it: a service's type, or an ingress that is on. */
function published(node: ConfigNode, path: string): { readonly reach: Reach; readonly line: number; readonly address: string } | undefined {
  const address = (suffix: string): string => (path === "" ? suffix : `${path}.${suffix}`);
  const type = at(node, "service", "type");
  const enabled = at(node, "ingress", "enabled");
  if (enabled !== undefined && text(enabled) === "true") {
    const annotations = entries(at(node, "ingress", "annotations")).map(({ key, value }) => `${key}=${text(value) ?? ""}`);
    const guarded = annotations.some((each) => GUARDS.test(each));
    return {
      reach: { level: 3, by: `an ingress (${address("ingress.enabled")})`, ...(guarded ? { guarded } : {}) },
      line: enabled.line,
      address: address("ingress.enabled"),
    };
  }
  const written = text(type);
  if (type === undefined || (written !== "LoadBalancer" && written !== "NodePort")) return undefined;
  const internal = entries(at(node, "service", "annotations")).some(({ key }) => /internal|scheme/i.test(key));
  const ranges = items(at(node, "service", "loadBalancerSourceRanges")).map((item) => text(item));
  const limited = internal || (ranges.length > 0 && !ranges.includes("0.0.0.0/0"));
  return {
    reach: {
      level: written === "LoadBalancer" && !limited ? 3 : 2,
      by: `${written === "NodePort" ? "a port of every node" : "a load balancer"} (${address("service.type")})`,
    },
    line: type.line,
    address: address("service.type"),
  };
}
