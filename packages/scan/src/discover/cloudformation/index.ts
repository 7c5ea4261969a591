import { type ConfigNode, entries, entry, text } from "@castellan/formats";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import type { DeclaredResource, Place } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { isRecord } from "../terraform/value.ts";
import { withGlobals } from "./globals.ts";
import { resolve, type TemplateScope } from "./intrinsics.ts";

/** Resources of CloudFormation and SAM templates, known by `Resources` with AWS types. */
export const cloudformationDiscoverer: Discoverer = {
  id: "cloudformation",
  version: 1,
  discover(project, sink) {
    const resources = project.files.flatMap((file) => cloudformationResources(project, file));
    if (resources.length > 0) emitDeclared(resources, sink);
  },
};

/** What a file declares, where it is a template. */
export function cloudformationResources(project: Project, file: ProjectFile): readonly DeclaredResource[] {
  const target = project.targets[file.target];
  const template = file.facts.config?.documents[0];
  return target !== undefined && template !== undefined && isTemplate(template) ? templateResources(target, file, template) : [];
}

function isTemplate(template: ConfigNode): boolean {
  const resources = entries(entry(template, "Resources")?.value);
  return resources.length > 0 && resources.some(({ value }) => /^(?:AWS|Alexa|Custom)::/.test(text(entry(value, "Type")?.value) ?? ""));
}

function templateResources(target: Target, file: ProjectFile, template: ConfigNode): readonly DeclaredResource[] {
  const declared = entries(entry(template, "Resources")?.value).filter(
    ({ value }) => value.kind === "map" && text(entry(value, "Type")?.value) !== undefined,
  );
  const scope: TemplateScope = { file: file.path, template, conditions: new Map(), resources: new Set(declared.map(({ key }) => key)) };
  return declared.map(({ key, line, value }): DeclaredResource => {
    const references = new Map<string, readonly string[]>();
    const places = new Map<string, Place>();
    const properties = withGlobals(template, text(entry(value, "Type")?.value) ?? "", entry(value, "Properties")?.value);
    if (properties !== undefined) note(properties, "", scope, references, places);
    const resolved = properties === undefined ? undefined : resolve(properties, scope).json;
    return {
      target,
      root: file.path,
      address: key,
      type: text(entry(value, "Type")?.value) ?? "",
      label: key,
      file: file.path,
      line,
      endLine: value.endLine,
      scope: file.scope,
      attributes: isRecord(resolved) ? resolved : {},
      references,
      places,
      ...(entry(value, "Condition") === undefined ? {} : { conditional: true }),
    };
  });
}

/** References and places by path; below lists the path goes on without index. */
function note(
  node: ConfigNode,
  prefix: string,
  scope: TemplateScope,
  references: Map<string, readonly string[]>,
  places: Map<string, Place>,
): void {
  const members = node.kind === "map" && node.tag === undefined ? node.entries : [];
  for (const { key, value } of members) {
    const path = prefix + key;
    const resolved = resolve(value, scope);
    if (resolved.references.length > 0) references.set(path, [...new Set([...(references.get(path) ?? []), ...resolved.references])]);
    if (!places.has(path)) places.set(path, resolved.place);
    for (const child of value.kind === "list" && value.tag === undefined ? value.items : [value])
      note(child, `${path}.`, scope, references, places);
  }
}
