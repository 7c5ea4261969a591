import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import type { DeclaredResource, Place } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { isRecord } from "../terraform/value.ts";
import { armValue } from "./expression.ts";

/** Resources of ARM templates, known by `resources` whose members have a type with a slash and an apiVersion. */
export const armDiscoverer: Discoverer = {
  id: "arm",
  version: 1,
  discover(project, sink) {
    const resources: DeclaredResource[] = [];
    for (const file of project.files) {
      const target = project.targets[file.target];
      const template = file.facts.config?.format === "json" ? file.facts.config.documents[0] : undefined;
      if (target === undefined || template === undefined || hasSource(project, file, template)) continue;
      for (const resource of members(template)) collectRounds(target, file, template, resource, undefined, resources);
    }
    if (resources.length > 0) emitDeclared(resources, sink);
  },
};

/** What Bicep wrote of a file beside it says nothing more than that file. */
function hasSource(project: Project, file: ProjectFile, template: ConfigNode): boolean {
  const generator = text(entry(entry(entry(template, "metadata")?.value, "_generator")?.value, "name")?.value);
  return generator === "bicep" && project.file(file.target, file.path.replace(/\.json$/, ".bicep")) !== undefined;
}

/** A list, or a map by symbolic name (languageVersion 2.0). */
function members(parent: ConfigNode): readonly ConfigNode[] {
  const node = entry(parent, "resources")?.value;
  const list = node?.kind === "map" ? node.entries.map(({ value }) => value) : items(node);
  return list.filter((resource) =>
    /\//.test(text(entry(resource, "type")?.value) ?? "")
      ? // A profile of the template may give the version instead.
        entry(resource, "apiVersion") !== undefined || (isTemplate(parent) && entry(resource, "name") !== undefined)
      : entry(resource, "apiVersion") !== undefined && entry(resource, "type") !== undefined,
  );
}

function isTemplate(node: ConfigNode): boolean {
  return /\/deploymentTemplate\.json#?$/i.test(text(entry(node, "$schema")?.value) ?? "");
}

const ROUNDS = 50;
/** Copies of nested templates multiply. */
const RESOURCES = 5000;

interface Parent {
  readonly type: string;
  readonly name: string;
}

/** A resource, once for each round of its copy loop; once without a round, where their number is not known. */
function collectRounds(
  target: Target,
  file: ProjectFile,
  template: ConfigNode,
  node: ConfigNode,
  parent: Parent | undefined,
  into: DeclaredResource[],
): void {
  const written = entry(entry(node, "copy")?.value, "count")?.value;
  const count = written === undefined ? undefined : armValue(written, template).json;
  const number = typeof count === "string" ? Number(count) : count;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) collect(target, file, template, node, parent, into);
  else for (let round = 0; round < Math.min(number, ROUNDS); round += 1) collect(target, file, template, node, parent, into, round);
}

function collect(
  target: Target,
  file: ProjectFile,
  template: ConfigNode,
  node: ConfigNode,
  parent: Parent | undefined,
  into: DeclaredResource[],
  round?: number,
): void {
  if (into.length >= RESOURCES) return;
  const written = text(entry(node, "type")?.value) ?? "";
  const nested = parent !== undefined && !written.startsWith(parent.type);
  const type = nested ? `${parent.type}/${written}` : written;
  const nameNode = entry(node, "name")?.value;
  const resolved = nameNode === undefined ? undefined : armValue(nameNode, template, 0, round).json;
  const own = typeof resolved === "string" ? resolved : "";
  const name = nested ? `${parent.name}/${own}` : own;
  if (type === "Microsoft.Resources/deployments") {
    const inner =
      entry(entry(entry(node, "properties")?.value, "template")?.value, "resources") === undefined
        ? undefined
        : entry(entry(node, "properties")?.value, "template")?.value;
    if (inner !== undefined) for (const resource of members(inner)) collectRounds(target, file, inner, resource, undefined, into);
  }
  const references = new Map<string, readonly string[]>(parent === undefined ? [] : [["parent", [`${parent.type}/${parent.name}`]]]);
  const places = new Map<string, Place>();
  note(node, "", file.path, template, references, places, round);
  const { json } = armValue(node, template, 0, round);
  const attributes = isRecord(json) ? Object.fromEntries(Object.entries(json).filter(([key]) => key !== "resources")) : {};
  into.push({
    target,
    root: file.path,
    address: `${type}/${name}`,
    type,
    label: name,
    file: file.path,
    line: node.line,
    endLine: node.endLine,
    scope: file.scope,
    attributes: { ...attributes, ...(name === "" ? {} : { name: name.split("/").at(-1) ?? name }) },
    references,
    places,
    ...(entry(node, "condition") === undefined ? {} : { conditional: true }),
  });
  for (const child of members(node)) collectRounds(target, file, template, child, { type, name }, into);
}

function note(
  node: ConfigNode,
  prefix: string,
  file: string,
  template: ConfigNode,
  references: Map<string, readonly string[]>,
  places: Map<string, Place>,
  round: number | undefined,
): void {
  for (const { key, value } of entries(node)) {
    if (prefix === "" && key === "resources") continue;
    const path = prefix + key;
    const found = armValue(value, template, 0, round);
    if (found.references.length > 0) references.set(path, [...new Set([...(references.get(path) ?? []), ...found.references])]);
    if (!places.has(path)) places.set(path, { file, line: found.line });
    for (const child of value.kind === "list" ? value.items : [value]) note(child, `${path}.`, file, template, references, places, round);
  }
}
