import { type ConfigNode, entries, items } from "@castellan/formats";
import type { ResourceEntry } from "@castellan/graph";
import type { ProjectFile } from "../project/facts.ts";
import type { Inventory } from "./rule.ts";

/** Nodes and blocks of one file that are looked at: configuration may be generated. */
const NODES = 50_000;
/** Longest dotted path that is worth showing. */
const PATH = 200;

const declared = new WeakMap<Inventory, ReadonlyMap<string, readonly ResourceEntry[]>>();
const extents = new WeakMap<ProjectFile, ReadonlyMap<number, number>>();

/**
 * Address of what holds a line of configuration: the innermost declared resource, the instruction of a Dockerfile, or, in
 * other YAML and JSON, the dotted path of the setting. Undefined in code, in text, and where one line holds several.
 */
export function holderOf(inventory: Inventory, file: ProjectFile, line: number): string | undefined {
  const around = resourcesOf(inventory, file).filter(
    (resource) => resource.line <= line && line <= (extentsOf(file).get(resource.line) ?? resource.line),
  );
  const nearest = Math.max(...around.map((resource) => resource.line));
  const [found, ...others] = [...new Set(around.filter((resource) => resource.line === nearest).map(({ address }) => address))];
  if (found !== undefined) return others.length === 0 ? found : undefined;
  return instructionAt(file, line) ?? pathAt(file, line);
}

function resourcesOf(inventory: Inventory, file: ProjectFile): readonly ResourceEntry[] {
  let known = declared.get(inventory);
  if (known === undefined) {
    known = Map.groupBy(inventory.resources, ({ target = 0, file: path }) => `${target}|${path}`);
    declared.set(inventory, known);
  }
  return known.get(`${file.target}|${file.path}`) ?? [];
}

/** First line → last line of everything that a file may declare. */
function extentsOf(file: ProjectFile): ReadonlyMap<number, number> {
  let found = extents.get(file);
  if (found === undefined) {
    const lines = new Map<number, number>();
    const note = (line: number, end: number): void => void lines.set(line, Math.max(end, lines.get(line) ?? 0));
    for (const { line, endLine } of file.facts.hcl?.blocks ?? []) note(line, endLine);
    for (const { line, endLine } of file.facts.bicep?.declarations ?? []) note(line, endLine);
    const open: ConfigNode[] = [...(file.facts.config?.documents ?? [])];
    let left = NODES;
    for (let node = open.pop(); node !== undefined && left > 0; node = open.pop(), left -= 1) {
      note(node.line, node.endLine);
      for (const { line, value } of entries(node)) note(line, value.endLine);
      open.push(...items(node), ...entries(node).map(({ value }) => value));
    }
    found = lines;
    extents.set(file, found);
  }
  return found;
}

function instructionAt({ facts }: ProjectFile, line: number): string | undefined {
  const variable = facts.dockerfile?.environment.find((each) => each.line === line);
  const instruction = facts.dockerfile?.instructions.find((each) => each.line <= line && line <= each.endLine);
  if (instruction === undefined) return undefined;
  return variable !== undefined && /^(?:ENV|ARG)$/.test(instruction.keyword)
    ? `${instruction.keyword} ${variable.name}`
    : instruction.keyword;
}

/** `jobs.build.steps.2` in a workflow, `mcpServers.x` of a client, the whole path elsewhere. */
function pathAt({ path, facts }: ProjectFile, line: number): string | undefined {
  const { format, documents = [] } = facts.config ?? {};
  if (format !== "yaml" && format !== "json") return undefined;
  let node = documents.find((document) => document.line <= line && line <= document.endLine);
  const steps: string[] = [];
  while (node !== undefined && node.kind !== "scalar") {
    const next: { readonly step: string; readonly value: ConfigNode } | undefined =
      node.kind === "map"
        ? node.entries
            .map(({ key, line: start, value }) => ({ step: key, start, value }))
            .findLast(({ start, value }) => start <= line && line <= value.endLine)
        : node.items
            .map((value, index) => ({ step: String(index), value }))
            .findLast(({ value }) => value.line <= line && line <= value.endLine);
    if (next === undefined) break;
    steps.push(next.step);
    node = next.value;
  }
  const written = steps.join(".");
  if (written === "" || written.length > PATH) return undefined;
  if (/(?:^|\/)\.github\/workflows\//.test(path)) return /^jobs\.[^.]+(?:\.steps\.\d+)?/.exec(written)?.[0] ?? written;
  return /^mcpServers\.[^.]+/.exec(written)?.[0] ?? written;
}
