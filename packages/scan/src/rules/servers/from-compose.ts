import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import { folderOf, resolvePath } from "../../discover/file-place.ts";
import { settled, variablesOf, wordsOf } from "../../discover/infrastructure/config-words.ts";
import type { ProjectFile } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";
import { productOf } from "./product-of.ts";
import type { Reach, Server } from "./server.ts";

/** Services of Compose files (compose-spec.io), as the inventory knows them. */
export function composeServers(inventory: Inventory): readonly Server[] {
  return inventory.resources
    .filter(({ type }) => type === "compose.service")
    .flatMap((resource): readonly Server[] => {
      const file = inventory.project.file(resource.target ?? 0, resource.file);
      const document = file?.facts.config?.documents[0];
      const service = at(document, "services", resource.address.replace(/^services\./, ""));
      return file === undefined || service === undefined
        ? []
        : [serverOf(inventory, file, service, { line: resource.line, resource: resource.address })];
    });
}

function serverOf(
  inventory: Inventory,
  file: ProjectFile,
  service: ConfigNode,
  place: { readonly line: number; readonly resource: string },
): Server {
  const image = settled(text(entry(service, "image")?.value) ?? "");
  const words = ["entrypoint", "command"].flatMap((key) => wordsOf(entry(service, key)?.value)?.words ?? []);
  const read = environmentFiles(inventory, file, service);
  const environment = new Map<string, string | undefined>(read.variables);
  for (const { name, value } of variablesOf(at(service, "environment"), file.path)) environment.set(name, value);
  const product = productOf(image, words);
  return {
    form: "compose",
    ...(product === undefined ? {} : { product }),
    image,
    words,
    environment,
    // A script of the image's own folder may set more.
    hidden: read.missing,
    reach: reachOf(service, product?.ports),
    mounted: mountedFiles(inventory, file, service),
    file,
    ...place,
  };
}

function environmentFiles(
  inventory: Inventory,
  file: ProjectFile,
  service: ConfigNode,
): { readonly variables: readonly (readonly [string, string | undefined])[]; readonly missing: boolean } {
  const node = at(service, "env_file");
  const paths = node?.kind === "list" ? items(node).flatMap((item) => text(item) ?? text(at(item, "path")) ?? []) : [text(node) ?? ""];
  const found = paths
    .filter((path) => path !== "")
    .map((path) => {
      const place = resolvePath(folderOf(file.path), path);
      return place === undefined ? undefined : inventory.project.file(file.target, place)?.facts.environment;
    });
  return {
    variables: found.flatMap((list) => (list ?? []).map(({ name, value }) => [name, value] as const)),
    missing: found.includes(undefined),
  };
}

/** Configuration of the project that a volume or a `configs` entry puts into the container. */
function mountedFiles(inventory: Inventory, file: ProjectFile, service: ConfigNode): readonly ProjectFile[] {
  return items(at(service, "volumes")).flatMap((item) => {
    const source = (text(item) ?? "").split(":")[0] || text(at(item, "source"));
    const path = source === undefined || !/^\.{0,2}\//.test(source) ? undefined : resolvePath(folderOf(file.path), source);
    if (path === undefined) return [];
    const single = inventory.project.file(file.target, path);
    if (single !== undefined) return [single];
    return inventory.project.files
      .filter((other) => other.target === file.target && other.facts.config !== undefined && other.path.startsWith(`${path}/`))
      .slice(0, 20);
  });
}

const LOOPBACK = /^(?:127\.|localhost$|\[?::1\]?$)/;

/** Ports that other machines reach, of those on which the product answers. */
export function reachOf(service: ConfigNode, answers: readonly number[] | undefined): Reach {
  const line = service.line;
  if (text(at(service, "network_mode")) === "host") return { level: 2, by: "the network of the host" };
  for (const port of items(at(service, "ports"))) {
    const found = portOf(port);
    if (found === undefined || LOOPBACK.test(found.address)) continue;
    if (
      answers !== undefined &&
      found.inside !== undefined &&
      !answers.includes(found.inside) &&
      answers.some((own) => listed(service, own))
    )
      continue;
    return { level: 2, by: `port ${found.written}` };
  }
  // A proxy that reads labels publishes it, and may ask.
  const labels = entries(at(service, "labels"))
    .map(({ key }) => key)
    .concat(items(at(service, "labels")).map((item) => text(item) ?? ""));
  return labels.some((label) => /^traefik\.http\.routers\./.test(label))
    ? { level: 2, by: `a route of the proxy on line ${line}`, guarded: true }
    : { level: 0, by: "no published port" };
}

/** Whether a port of the container is published, or exposed, at all. */
function listed(service: ConfigNode, port: number): boolean {
  return items(at(service, "ports")).some((item) => portOf(item)?.inside === port);
}

/** `8000`, `"8080:80"`, `"127.0.0.1:8080:80/tcp"`, `{ target, published, host_ip }`. */
function portOf(node: ConfigNode): { readonly address: string; readonly inside: number | undefined; readonly written: string } | undefined {
  const written = text(node);
  if (written === undefined) {
    if (at(node, "target") === undefined) return undefined;
    const inside = Number(text(at(node, "target")));
    return { address: text(at(node, "host_ip")) ?? "", inside, written: text(at(node, "published")) ?? String(inside) };
  }
  const clean = settled(written).replace(/\/(?:tcp|udp)$/, "");
  const parts = /^(?:(\[[^\]]*\]|[^:[\]]*):)?(?:([^:]*):)?([^:]+)$/.exec(clean);
  if (parts === null) return undefined;
  const [, first = "", second, last = ""] = parts;
  const inside = /^\d+$/.test(last) ? Number(last) : undefined;
  return { address: second === undefined ? "" : first, inside, written: clean };
}
