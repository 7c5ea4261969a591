import { type ConfigNode, entries, expandVariables, items, shellCommands, text } from "@castellan/formats";
import type { Variable } from "./environment-use.ts";

/** Words of a command given as a list, or as a line for the shell. */
export function wordsOf(node: ConfigNode | undefined): { readonly words: readonly string[]; readonly line: number } | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "list") return { words: node.items.map((item) => settled(text(item) ?? "")), line: node.items[0]?.line ?? node.line };
  const line = text(node);
  return line === undefined || line === ""
    ? undefined
    : { words: shellCommands(settled(line)).flatMap((command) => command.words), line: node.line };
}

/** `${X:-default}` by its default. */
export function settled(value: string): string {
  return value.includes("$") ? expandVariables(value, () => undefined).value : value;
}

/** Environment as a map, a list of `A=b`, or a list of name and value; names without a value too. */
export function variablesOf(node: ConfigNode | undefined, file: string): readonly Variable[] {
  if (node === undefined) return [];
  if (node.kind === "map") return entries(node).map((entry) => variable(entry.key, text(entry.value), file, entry.line));
  return items(node).flatMap((item) => {
    const written = text(item);
    if (written !== undefined) {
      const equals = written.indexOf("=");
      return [
        equals === -1
          ? variable(written, undefined, file, item.line)
          : variable(written.slice(0, equals), written.slice(equals + 1), file, item.line),
      ];
    }
    const name = text(entries(item).find((entry) => entry.key === "name")?.value);
    const value = text(entries(item).find((entry) => entry.key === "value")?.value);
    return name === undefined ? [] : [variable(name, value, file, item.line)];
  });
}

function variable(name: string, value: string | undefined, file: string, line: number): Variable {
  return { name, file, line, ...(value === undefined ? {} : { value: settled(value) }) };
}
