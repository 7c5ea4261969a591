import { type ConfigNode, entries, items, text } from "@castellan/formats";
import { compareVersions, versionIn } from "../../../knowledge/versions/version.ts";
import { type Server, tagOf } from "./server.ts";

/** Whether a server asks who calls: yes, no, switched off on purpose, or not to be told from here. */
export type Asking = "asks" | "open" | "off" | "unknown";

const EMPTY = /^(?:|null|none|false|0|off|no|disabled|''|"")$/i;
const NODES = 5000;

/** By its options, its variables, the configuration that is put into it, and what the product does otherwise. */
export function askingOf(server: Pick<Server, "product" | "words" | "environment" | "hidden" | "mounted" | "image" | "form">): Asking {
  const { product, words, environment, hidden, mounted, image } = server;
  if (product === undefined) return "unknown";
  const command = words.join(" ");
  const set = [...environment].map(([name, value]) => ({ name, value }));
  const off =
    product.off?.words?.test(`${command} `) === true ||
    set.some(({ name, value }) => value !== undefined && product.off?.variables?.test(`${name}=${value}`) === true);
  if (off) return "off";
  if (product.asks?.words?.test(command) === true) return "asks";
  const { variables, settings } = product.asks ?? {};
  if (set.some(({ name, value }) => variables?.test(name) === true && (value === undefined || !EMPTY.test(value)))) return "asks";
  if (settings !== undefined && mounted.some((file) => file.facts.config?.documents.some((document) => setIn(document, settings)) === true))
    return "asks";
  const version = versionIn(tagOf(image));
  const open =
    product.otherwise === "open" ||
    (product.openBelow !== undefined && version !== undefined && compareVersions(version, product.openBelow) < 0);
  if (!open) return "asks";
  // A variable that is not here, or a script that starts it, may switch it on.
  if (hidden && (variables !== undefined || server.form === "values")) return "unknown";
  return "open";
}

/** Whether a key has a value that is not empty, anywhere in a tree. */
export function setIn(document: ConfigNode, key: RegExp): boolean {
  const open: ConfigNode[] = [document];
  let left = NODES;
  for (let node = open.pop(); node !== undefined && left > 0; node = open.pop(), left -= 1) {
    for (const entry of entries(node)) {
      if (key.test(entry.key) && (entry.value.kind !== "scalar" || !EMPTY.test(text(entry.value) ?? ""))) return true;
      if (entry.value.kind !== "scalar") open.push(entry.value);
    }
    open.push(...items(node));
  }
  return false;
}
