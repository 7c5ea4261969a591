import { type BicepDeclaration, entries, entry, type HclExpression, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import type { DeclaredResource, Place } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { localSource } from "../terraform/module.ts";
import { isRecord, known, textOf, type Value } from "../terraform/value.ts";
import { BicepEvaluator, type BicepInstance } from "./evaluate.ts";

const DEPTH = 6;
const INSTANCES = 50;

/** Resources of Bicep files with params, parameter files and local modules put in. */
export const bicepDiscoverer: Discoverer = {
  id: "bicep",
  version: 1,
  discover(project, sink) {
    for (const target of project.targets) {
      const files = project.files.filter((file) => file.target === target.index && file.facts.bicep !== undefined);
      const called = new Set(files.flatMap((file) => modulesOf(file).flatMap(({ path }) => path ?? [])));
      const resources: DeclaredResource[] = [];
      const roots = files.filter(({ path }) => !called.has(path));
      // Modules that call each other in a circle have no root: the first stands for one.
      for (const file of roots.length > 0 ? roots : files.slice(0, 1)) new Root(project, target, file).collect(resources);
      if (resources.length > 0) emitDeclared(resources, sink);
      for (const file of files) {
        for (const { declaration, path } of modulesOf(file)) {
          if (path === undefined)
            sink.unresolved({
              what: `module ${declaration.type ?? ""}`,
              file: file.path,
              line: declaration.line,
              candidates: [],
              ...(target.index === 0 ? {} : { target: target.index }),
            });
        }
      }
    }
  },
};

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Module declarations with the path of a local one. */
function modulesOf(file: ProjectFile): readonly { readonly declaration: BicepDeclaration; readonly path: string | undefined }[] {
  return (file.facts.bicep?.declarations ?? [])
    .filter(({ kind }) => kind === "module")
    .map((declaration) => {
      const source = declaration.type ?? "";
      return {
        declaration,
        path: source.includes(":") ? undefined : localSource(folderOf(file.path), source.startsWith(".") ? source : `./${source}`),
      };
    });
}

class Root {
  readonly #evaluator = new BicepEvaluator();
  /** Modules below one root: calls that fan out at every level multiply. */
  #left = 300;
  readonly #project: Project;
  readonly #target: Target;
  readonly #file: ProjectFile;

  constructor(project: Project, target: Target, file: ProjectFile) {
    this.#project = project;
    this.#target = target;
    this.#file = file;
  }

  collect(into: DeclaredResource[]): void {
    this.#resources(this.#instance(this.#file, parameters(this.#project, this.#file), "", 0), this.#file, undefined, into);
  }

  #instance(file: ProjectFile, given: ReadonlyMap<string, () => Value>, prefix: string, depth: number): BicepInstance {
    const declarations = new Map(
      (file.facts.bicep?.declarations ?? []).map((declaration) => [
        declaration.kind === "output" ? `output ${declaration.name}` : declaration.name,
        declaration,
      ]),
    );
    const children = new Map<string, BicepInstance>();
    const instance: BicepInstance = { file: file.path, declarations, given, children, addresses: new Map() };
    for (const { declaration, path } of depth < DEPTH ? modulesOf(file) : []) {
      const found = path === undefined ? undefined : this.#project.file(file.target, path);
      const params = field(bodyOf(declaration), "params");
      const values = params?.kind === "object" ? params.entries : [];
      if (found?.facts.bicep !== undefined && found !== file && this.#left > 0) {
        this.#left -= 1;
        children.set(
          declaration.name,
          this.#instance(
            found,
            new Map(
              values.map(
                ({ key, value }) =>
                  [key.kind === "literal" ? String(key.value) : "", () => this.#evaluator.value(value, instance)] as const,
              ),
            ),
            `${prefix}${declaration.name}.`,
            depth + 1,
          ),
        );
      }
    }
    for (const declaration of declarations.values()) {
      if (declaration.kind === "resource") instance.addresses.set(declaration.name, this.#address(declaration, instance, prefix));
    }
    return instance;
  }

  /** A name that only a deployment knows is told apart by the modules that it stands in. */
  #address(declaration: BicepDeclaration, instance: BicepInstance, prefix: string): string {
    const type = typeOf(declaration);
    const name = field(bodyOf(declaration), "name");
    const value = name === undefined || bodyOf(declaration) !== declaration.value ? undefined : this.#evaluator.value(name, instance).json;
    return `${type}/${typeof value === "string" && !value.includes("${") ? value : prefix + declaration.name}`;
  }

  #resources(instance: BicepInstance, file: ProjectFile, caller: Place | undefined, into: DeclaredResource[]): void {
    for (const declaration of instance.declarations.values()) {
      if (declaration.kind === "resource" && !declaration.existing) into.push(...this.#declared(declaration, instance, file, caller));
      const child = declaration.kind === "module" ? instance.children.get(declaration.name) : undefined;
      const found = child === undefined ? undefined : this.#project.file(file.target, child.file);
      if (child !== undefined && found !== undefined) this.#resources(child, found, { file: file.path, line: declaration.line }, into);
    }
  }

  #declared(
    declaration: BicepDeclaration,
    instance: BicepInstance,
    file: ProjectFile,
    caller: Place | undefined,
  ): readonly DeclaredResource[] {
    const body = bodyOf(declaration);
    const loop = declaration.value?.kind === "for" ? declaration.value : undefined;
    const source = loop === undefined ? undefined : this.#evaluator.value(loop.source, instance);
    const items =
      source !== undefined && Array.isArray(source.json)
        ? source.json.slice(0, INSTANCES).map((json: Json) => ({ ...source, json }))
        : undefined;
    if (items?.length === 0) return [];
    const rounds: readonly ReadonlyMap<string, Value>[] =
      loop === undefined || items === undefined
        ? [new Map()]
        : items.map((item, index) => new Map([[loop.value, item], ...(loop.key === undefined ? [] : [[loop.key, known(index)] as const])]));
    return rounds.map((names): DeclaredResource => {
      const references = new Map<string, readonly string[]>();
      const places = new Map<string, Place>();
      const value = this.#evaluator.value(body ?? { kind: "unknown", line: declaration.line }, instance, names);
      this.#note(body, "", instance, names, references, places);
      const attributes = isRecord(value.json) ? value.json : {};
      const name = textOf(attributes["name"] ?? "");
      return {
        target: this.#target,
        root: folderOf(this.#file.path),
        address: instance.addresses.get(declaration.name) ?? declaration.name,
        type: typeOf(declaration),
        label: declaration.name,
        file: file.path,
        line: declaration.line,
        endLine: declaration.endLine,
        scope: this.#file.scope,
        attributes,
        references,
        places,
        ...(loop !== undefined && name !== "" && !name.includes("${") ? { instance: name } : {}),
        ...(declaration.conditional && items === undefined ? { conditional: true } : {}),
        ...(caller === undefined ? {} : { caller }),
      };
    });
  }

  /** Places and references of every part of a body. */
  #note(
    body: HclExpression | undefined,
    prefix: string,
    instance: BicepInstance,
    names: ReadonlyMap<string, Value>,
    references: Map<string, readonly string[]>,
    places: Map<string, Place>,
  ): void {
    if (body?.kind !== "object") return;
    for (const { key, value } of body.entries) {
      if (key.kind !== "literal") continue;
      const path = prefix + String(key.value);
      const found = this.#evaluator.value(value, instance, names);
      if (found.references.length > 0) references.set(path, found.references);
      places.set(path, found.origin ?? { file: instance.file, line: value.line });
      this.#note(value, `${path}.`, instance, names, references, places);
    }
  }
}

/** The body, also of a loop. */
function bodyOf(declaration: BicepDeclaration): HclExpression | undefined {
  return declaration.value?.kind === "for" ? declaration.value.result : declaration.value;
}

function typeOf(declaration: BicepDeclaration): string {
  return (declaration.type ?? "").replace(/@.*$/, "");
}

function field(body: HclExpression | undefined, name: string): HclExpression | undefined {
  return body?.kind === "object" ? body.entries.find(({ key }) => key.kind === "literal" && key.value === name)?.value : undefined;
}

/** `main.parameters.json` beside `main.bicep`; azd writes `${VARIABLE=default}`. */
function parameters(project: Project, file: ProjectFile): ReadonlyMap<string, () => Value> {
  const path = file.path.replace(/\.bicep$/, ".parameters.json");
  const document = project.file(file.target, path)?.facts.config?.documents[0];
  return new Map(
    entries(entry(document, "parameters")?.value).flatMap(({ key, value }) => {
      const node = entry(value, "value")?.value;
      const written = text(node);
      if (node?.kind !== "scalar" || written === undefined) return [];
      const variable = /^\$\{(\w+)(?:=([^}]*))?\}$/.exec(written);
      if (variable !== null && variable[2] === undefined) return [];
      const chosen = variable?.[2] ?? node.value;
      const json: Json = chosen === "true" ? true : chosen === "false" ? false : chosen;
      return [[key, () => ({ ...known(json, { file: path, line: node.line }), sample: variable !== null })] as const];
    }),
  );
}
