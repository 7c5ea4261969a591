import { at, type ConfigNode, entries, FormatError, items, readYaml, text } from "@castellan/formats";
import { RE2JS } from "re2js";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { resolvePath } from "../file-place.ts";
import { generated } from "../kubernetes/settings.ts";
import { type BuiltResource, kindOf, nameIn, scalar } from "./built.ts";
import { jsonPatched } from "./json-patch.ts";
import { replaced } from "./replacements.ts";
import { strategicMerge } from "./strategic-merge.ts";
import { transformed } from "./transform.ts";

/** Kustomizations in each other. */
const DEPTH = 20;
/** Resources that one overlay may come to. */
const RESOURCES = 5000;
/** Kustomizations read for one overlay. */
const VISITS = 500;

export interface BuildProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A folder's kustomization, or undefined. */
export type Kustomizations = ReadonlyMap<string, ProjectFile>;

/**
 * What `kustomize build` makes of folders of a project: resources, bases, components, patches (strategic merge and
 * JSON 6902), generators, and what is set on all. What leads out of the project is told in `problems`.
 */
export class KustomizeBuild {
  readonly problems: BuildProblem[] = [];
  /** Files that are patches: no manifests by themselves. */
  readonly patchFiles = new Set<ProjectFile>();
  readonly #project: Project;
  readonly #kustomizations: Kustomizations;
  readonly #open = new Set<string>();
  #visits = 0;

  constructor(project: Project, kustomizations: Kustomizations) {
    this.#project = project;
    this.#kustomizations = kustomizations;
  }

  build(folder: string, depth = 0, taken: readonly BuiltResource[] = []): readonly BuiltResource[] {
    const file = this.#kustomizations.get(folder);
    const document = file?.facts.config?.documents[0];
    if (file === undefined || document === undefined) return taken;
    this.#visits += 1;
    if (this.#open.has(folder) || depth > DEPTH || this.#visits > VISITS) {
      this.#problem(
        file,
        document,
        this.#open.has(folder) ? "the kustomization takes itself in, by a way around" : "too many kustomizations stand in each other",
      );
      return taken;
    }
    this.#open.add(folder);
    let resources: readonly BuiltResource[] = taken;
    for (const key of ["resources", "bases"])
      for (const item of items(at(document, key)))
        resources = [...resources, ...this.#resource(file, folder, item, depth)].slice(0, RESOURCES);
    resources = [...resources, ...this.#generators(file, document)];
    for (const item of items(at(document, "components"))) {
      const path = resolvePath(folder, text(item) ?? "");
      if (path !== undefined && this.#kustomizations.has(path)) resources = this.build(path, depth + 1, resources);
      else this.#problem(file, item, `${text(item) ?? "a component"} is not in the project`);
    }
    for (const patch of this.#patches(file, folder, document)) resources = this.#patched(resources, patch);
    resources = transformed(resources, document, file);
    resources = replaced(resources, items(at(document, "replacements")), file);
    this.#open.delete(folder);
    return resources;
  }

  #problem(file: ProjectFile, node: ConfigNode, reason: string): void {
    this.problems.push({ file: file.path, line: node.line, reason });
  }

  #resource(from: ProjectFile, folder: string, item: ConfigNode, depth: number): readonly BuiltResource[] {
    const written = text(item) ?? "";
    const path = resolvePath(folder, written);
    if (path !== undefined && this.#kustomizations.has(path)) return this.build(path, depth + 1);
    const file = path === undefined ? undefined : this.#project.file(from.target, path);
    if (file === undefined) {
      this.#problem(from, item, `${written.slice(0, 200) || "a resource"} is not in the project`);
      return [];
    }
    return (file.facts.config?.documents ?? []).flatMap((document) =>
      kindOf(document) === "List"
        ? items(at(document, "items")).map((member) => ({ file, written: member, document: member, changedAt: [] }))
        : [{ file, written: document, document, changedAt: [] }],
    );
  }

  #generators(file: ProjectFile, document: ConfigNode): readonly BuiltResource[] {
    return items(at(document, "configMapGenerator")).map((generator) => {
      const data = generated(this.#project, file, generator).map(({ name, value, line }) => ({
        key: name,
        line,
        value: scalar(value ?? "", { line, endLine: line }),
      }));
      const place = { line: generator.line, endLine: generator.endLine };
      const entry = (key: string, value: ConfigNode): { key: string; line: number; value: ConfigNode } => ({
        key,
        line: value.line,
        value,
      });
      const made: ConfigNode = {
        kind: "map",
        ...place,
        entries: [
          entry("apiVersion", scalar("v1", place)),
          entry("kind", scalar("ConfigMap", place)),
          entry("metadata", { kind: "map", ...place, entries: [entry("name", at(generator, "name") ?? scalar("", place))] }),
          entry("data", { kind: "map", ...place, entries: data }),
        ],
      };
      return { file, written: made, document: made, changedAt: [] };
    });
  }

  #patches(file: ProjectFile, folder: string, document: ConfigNode): readonly Patch[] {
    const found: Patch[] = [];
    const read = (node: ConfigNode | undefined, target: ConfigNode | undefined): void => {
      const written = text(node);
      if (node === undefined || written === undefined) return;
      const path = written.includes("\n") ? undefined : resolvePath(folder, written);
      const patchFile = path === undefined ? undefined : this.#project.file(file.target, path);
      const documents = patchFile?.facts.config?.documents ?? this.#inline(file, node, written);
      if (patchFile !== undefined) this.patchFiles.add(patchFile);
      for (const body of documents)
        found.push({ body, target, place: { file: patchFile?.path ?? file.path, line: patchFile === undefined ? node.line : body.line } });
    };
    for (const item of items(at(document, "patchesStrategicMerge"))) read(item, undefined);
    for (const item of [...items(at(document, "patches")), ...items(at(document, "patchesJson6902"))])
      read(at(item, "patch") ?? at(item, "path"), at(item, "target"));
    return found;
  }

  #inline(file: ProjectFile, node: ConfigNode, written: string): readonly ConfigNode[] {
    if (!written.includes("\n") && !/[:{[]/.test(written)) {
      this.#problem(file, node, `the patch ${written.slice(0, 200)} is not in the project`);
      return [];
    }
    try {
      return readYaml(written).documents;
    } catch (problem) {
      this.#problem(file, node, `a patch cannot be read: ${problem instanceof FormatError ? problem.message : String(problem)}`);
      return [];
    }
  }

  #patched(resources: readonly BuiltResource[], { body, target, place }: Patch): readonly BuiltResource[] {
    const applies = target === undefined ? (resource: BuiltResource) => sameObject(resource, body) : selector(target);
    return resources.flatMap((resource): readonly BuiltResource[] => {
      if (!applies(resource)) return [resource];
      const document =
        body.kind === "list" ? jsonPatched(resource.document, body.items) : strategicMerge(resource.document, identified(body, resource));
      return document === undefined ? [] : [{ ...resource, document, changedAt: [...resource.changedAt, place] }];
    });
  }
}

interface Patch {
  readonly body: ConfigNode;
  readonly target: ConfigNode | undefined;
  readonly place: { readonly file: string; readonly line: number };
}

/** A patch with a target may bear any name: the resource keeps its own. */
function identified(body: ConfigNode, resource: BuiltResource): ConfigNode {
  if (body.kind !== "map") return body;
  return {
    ...body,
    entries: body.entries.flatMap((item) => {
      if (item.key !== "metadata" || item.value.kind !== "map") return [item];
      const kept = entries(item.value).filter(({ key }) => key !== "name" || nameIn(body) === nameIn(resource.document));
      return [{ ...item, value: { ...item.value, entries: kept } }];
    }),
  };
}

/** A base's resource has the name that was written, also where a kustomization in between put something before it. */
function sameObject(resource: BuiltResource, body: ConfigNode): boolean {
  const name = nameIn(body);
  return (
    kindOf(resource.document) === kindOf(body) && name !== "" && (nameIn(resource.document) === name || nameIn(resource.written) === name)
  );
}

function selector(target: ConfigNode): (resource: BuiltResource) => boolean {
  const fits = (node: ConfigNode | undefined): ((value: string) => boolean) => {
    const pattern = text(node);
    if (pattern === undefined || pattern === "") return () => true;
    try {
      const compiled = RE2JS.compile(`^(?:${pattern.slice(0, 500)})$`);
      return (value) => compiled.matcher(value).find();
    } catch {
      return (value) => value === pattern;
    }
  };
  const [kind, name, namespace] = [fits(at(target, "kind")), fits(at(target, "name")), fits(at(target, "namespace"))];
  const labels = (text(at(target, "labelSelector")) ?? "").split(",").flatMap((pair) => {
    const [, key, value] = /^\s*([\w./-]+)\s*==?\s*([\w.-]*)\s*$/.exec(pair) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return ({ document, written }) =>
    kind(kindOf(document)) &&
    (name(nameIn(document)) || name(nameIn(written))) &&
    (at(target, "namespace") === undefined || namespace(text(at(document, "metadata", "namespace")) ?? "default")) &&
    labels.every(([key, value]) => text(at(document, "metadata", "labels", key)) === value);
}
