import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Evidence, ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { evidenceOf } from "./hop.ts";

const NODES = 5_000;

/** The tree that a resource of YAML or JSON was read from; undefined for the other forms. */
export function treeOf(inventory: Inventory, { target = 0, file, line, type, address }: ResourceEntry): ConfigNode | undefined {
  const documents = inventory.project.file(target, file)?.facts.config?.documents ?? [];
  if (type === "compose.service") return at(documents[0], "services", address.replace(/^services\./, ""));
  const whole = documents
    .flatMap((document) => (text(at(document, "kind")) === "List" ? items(at(document, "items")) : [document]))
    .find((document) => document.line === line);
  return whole ?? documents.map((document) => startingAt(document, line)).find((node) => node !== undefined);
}

/** The outermost map that begins on a line: a host of an inventory, a resource of a template. */
function startingAt(document: ConfigNode, line: number): ConfigNode | undefined {
  const open: ConfigNode[] = [document];
  for (let left = NODES * 4; left > 0; left -= 1) {
    const node = open.shift();
    if (node === undefined) return undefined;
    if (node.kind === "map" && node.line === line) return node;
    open.push(...entries(node).map(({ value }) => value), ...items(node));
  }
  return undefined;
}

/** A pattern that fits a text as it is written. */
export function literal(written: string): RegExp {
  return new RegExp(written.slice(0, 200).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
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
    const place = written === undefined ? -1 : written.search(pattern);
    if (written !== undefined && place >= 0) {
      // A text of several lines begins on the line after its key.
      const line = node.line + (written.includes("\n") ? written.slice(0, place).split("\n").length : 0);
      found = Math.min(found ?? line, line);
    }
    for (const { key, value, line } of entries(node)) {
      if (pattern.test(key)) found = Math.min(found ?? line, line);
      open.push(value);
    }
    open.push(...items(node));
  }
  return found;
}
