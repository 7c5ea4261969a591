import type { ConfigNode } from "@castellan/formats";
import type { Json } from "@castellan/graph";

const DEPTH = 60;

/** A value as a configuration tree whose parts all stand on one line. */
export function nodeOf(json: Json, line: number, depth = 0): ConfigNode {
  const placed = { line, endLine: line };
  if (typeof json !== "object" || json === null || depth > DEPTH)
    return { kind: "scalar", value: typeof json === "object" ? null : json, ...placed };
  if (Array.isArray(json)) return { kind: "list", items: json.map((item: Json) => nodeOf(item, line, depth + 1)), ...placed };
  return {
    kind: "map",
    entries: Object.entries(json).map(([key, value]) => ({ key, line, value: nodeOf(value, line, depth + 1) })),
    ...placed,
  };
}

const MAX_TEXT = 1_000_000;

/**
 * A definition that stands as a text in another file; undefined where it is no JSON. `${…}` without quotes, as
 * templates have it for numbers, is read as a text. Lines are those of the text where the states can be found in it.
 */
export function parsedDefinition(text: string, line: number): ConfigNode | undefined {
  if (text.length > MAX_TEXT || !text.trimStart().startsWith("{")) return undefined;
  const json = parsed(text) ?? parsed(text.replace(/([:[,]\s*)(\$\{[^{}"]*\})(?=\s*[,\]}])/g, '$1"$2"'));
  return json === undefined ? undefined : located(nodeOf(json, line), text, line);
}

function parsed(text: string): Json | undefined {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

/** The keys of `States`, at any depth, on the lines where the text has them. */
function located(node: ConfigNode, text: string, first: number): ConfigNode {
  if (!text.includes("\n")) return node;
  const lines = text.split("\n");
  const visit = (current: ConfigNode): ConfigNode => {
    if (current.kind === "list") return { ...current, items: current.items.map(visit) };
    if (current.kind !== "map") return current;
    return {
      ...current,
      entries: current.entries.map((entry) => {
        const at = entry.value.kind === "map" ? lines.findIndex((line) => line.includes(`${JSON.stringify(entry.key)}:`)) : -1;
        return { ...entry, line: at === -1 ? entry.line : first + at, value: visit(entry.value) };
      }),
    };
  };
  return visit(node);
}
