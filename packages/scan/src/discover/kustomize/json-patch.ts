import { at, type ConfigNode, entry, items, text } from "@castellan/formats";

/**
 * A tree with the operations of a JSON patch (RFC 6902) done: add, replace, remove, copy, move; `test` is not asked. An
 * operation whose path is not there changes nothing.
 */
export function jsonPatched(document: ConfigNode, operations: readonly ConfigNode[]): ConfigNode {
  let result = document;
  for (const operation of operations) {
    const path = steps(text(at(operation, "path")));
    const kind = text(at(operation, "op"));
    const value = at(operation, "value");
    if (path === undefined) continue;
    if ((kind === "add" || kind === "replace") && value !== undefined) result = put(result, path, value, kind === "add") ?? result;
    else if (kind === "remove") result = taken(result, path) ?? result;
    else if (kind === "copy" || kind === "move") {
      const from = steps(text(at(operation, "from")));
      const found = from === undefined ? undefined : under(result, from);
      if (from === undefined || found === undefined) continue;
      if (kind === "move") result = taken(result, from) ?? result;
      result = put(result, path, found, true) ?? result;
    }
  }
  return result;
}

const DEPTH = 100;

/** `/spec/containers/0/image`, with `~1` for a slash and `~0` for a tilde. */
function steps(path: string | undefined): readonly string[] | undefined {
  if (path === undefined || !path.startsWith("/")) return undefined;
  const parts = path
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return parts.length > DEPTH ? undefined : parts;
}

function under(node: ConfigNode, path: readonly string[]): ConfigNode | undefined {
  let current: ConfigNode | undefined = node;
  for (const step of path) current = current?.kind === "list" ? items(current)[Number(step)] : entry(current, step)?.value;
  return current;
}

/** `add` puts into a list before an index, `-` at its end; `replace` takes the place. */
function put(node: ConfigNode, path: readonly string[], value: ConfigNode, inserts: boolean): ConfigNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (node.kind === "map") {
    const index = node.entries.findIndex(({ key }) => key === step);
    const own = node.entries[index];
    if (own === undefined)
      return rest.length > 0 ? undefined : { ...node, entries: [...node.entries, { key: step, line: value.line, value }] };
    const changed = put(own.value, rest, value, inserts);
    return changed === undefined ? undefined : { ...node, entries: node.entries.with(index, { ...own, value: changed }) };
  }
  if (node.kind !== "list") return undefined;
  const index = step === "-" ? node.items.length : Number(step);
  if (!Number.isInteger(index) || index < 0 || index > node.items.length) return undefined;
  const own = node.items[index];
  if (rest.length === 0)
    return { ...node, items: inserts || own === undefined ? node.items.toSpliced(index, 0, value) : node.items.with(index, value) };
  const changed = own === undefined ? undefined : put(own, rest, value, inserts);
  return changed === undefined ? undefined : { ...node, items: node.items.with(index, changed) };
}

function taken(node: ConfigNode, path: readonly string[]): ConfigNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  if (node.kind === "map") {
    const own = entry(node, step);
    if (own === undefined) return undefined;
    if (rest.length === 0) return { ...node, entries: node.entries.filter(({ key }) => key !== step) };
    const changed = taken(own.value, rest);
    return changed === undefined
      ? undefined
      : { ...node, entries: node.entries.map((item) => (item === own ? { ...item, value: changed } : item)) };
  }
  if (node.kind !== "list") return undefined;
  const own = node.items[Number(step)];
  if (own === undefined) return undefined;
  if (rest.length === 0) return { ...node, items: node.items.filter((item) => item !== own) };
  const changed = taken(own, rest);
  return changed === undefined ? undefined : { ...node, items: node.items.map((item) => (item === own ? changed : item)) };
}
