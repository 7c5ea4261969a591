import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Evidence, ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { evidenceOf } from "./hop.ts";

const NODES = 5_000;

/** The tree that a resource of YAML or JSON was read from; undefined for the other forms. */
export function treeOf(inventory: Inventory, { target = 0, file, line, type, address }: ResourceEntry): ConfigNode | undefined {
  const documents = inventory.project.file(target, file)?.facts.config?.documents ?? [];
  if (type === "compose.service") return at(documents[0], "services", address.replace(/^services\./, ""));
  return documents
    .flatMap((document) => (text(at(document, "kind")) === "List" ? items(at(document, "items")) : [document]))
    .find((document) => document.line === line);
}

/** The place inside a resource where a key or a text fits; the resource's own place where none does. */
export function placeWithin(inventory: Inventory, resource: ResourceEntry, pattern: RegExp): Evidence {
  const line = lineWithin(treeOf(inventory, resource), pattern);
  return line === undefined ? evidenceOf(resource) : { ...evidenceOf(resource), line };
}

/** The first line under a node whose key or text fits. */
export function lineWithin(start: ConfigNode | undefined, pattern: RegExp): number | undefined {
  const open: ConfigNode[] = start === undefined ? [] : [start];
  let left = NODES;
  let found: number | undefined;
  for (let node = open.pop(); node !== undefined && left > 0; node = open.pop(), left -= 1) {
    const written = text(node);
    if (written !== undefined && pattern.test(written)) found = Math.min(found ?? node.line, node.line);
    for (const { key, value, line } of entries(node)) {
      if (pattern.test(key)) found = Math.min(found ?? line, line);
      open.push(value);
    }
    open.push(...items(node));
  }
  return found;
}
