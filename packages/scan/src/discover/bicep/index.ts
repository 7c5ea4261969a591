import type { BicepDeclaration, HclExpression } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import { jsonOf } from "../infrastructure/config-json.ts";
import type { DeclaredResource, Place } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { localSource } from "../terraform/module.ts";
import { isList, isRecord, known, textOf, type Value } from "../terraform/value.ts";
import { BicepEvaluator, type BicepInstance } from "./evaluate.ts";
import { ExistingResources } from "./existing.ts";
import { parameterValues } from "./parameters.ts";
import { moduleResources, registryModule } from "./registry-modules.ts";

const DEPTH = 6;
const INSTANCES = 50;

/** Resources of Bicep files with params, parameter files and local modules put in. */
export const bicepDiscoverer: Discoverer = {
  id: "bicep",
  version: 1,
  discover(project, sink) {
    for (const target of project.targets) {
      const files = project.files.filter(
        (file) => file.target === target.index && file.facts.bicep !== undefined && !file.path.endsWith(".bicepparam"),
      );
      const called = new Set(files.flatMap((file) => modulesOf(file).flatMap(({ path }) => path ?? [])));
      const resources: DeclaredResource[] = [];
      const roots = files.filter(({ path }) => !called.has(path));
      // Modules that call each other in a circle have no root: the first stands for one.
      for (const file of roots.length > 0 ? roots : files.slice(0, 1)) new Root(project, target, file).collect(resources);
      if (resources.length > 0) emitDeclared(resources, sink);
      for (const file of files) {
        for (const { declaration, path } of modulesOf(file)) {
          if (path === undefined && registryModule(declaration.type ?? "") === undefined)
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

type Names = ReadonlyMap<string, Value>;

/** What a declaration is called, and where it stands. */
interface Own {
  readonly type: string;
  /** Version of the API that it is written for. */
  readonly version?: string;
  readonly label: string;
  readonly address: string;
  readonly file: ProjectFile;
  readonly line: number;
  readonly endLine: number;
  readonly conditional: boolean;
  readonly caller: Place | undefined;
  /** Address of the resource that it stands in. */
  readonly parent?: string;
}

class Root {
  readonly #evaluator = new BicepEvaluator((from, path) => this.#loaded(from, path));
  /** Modules below one root: calls that fan out at every level multiply. */
  #left = 300;
  readonly #existing = new ExistingResources();
  readonly #project: Project;
  readonly #target: Target;
  readonly #file: ProjectFile;

  constructor(project: Project, target: Target, file: ProjectFile) {
    this.#project = project;
    this.#target = target;
    this.#file = file;
  }

  #loaded(from: string, path: string): Json | undefined {
    const place = localSource(folderOf(from), path.startsWith(".") ? path : `./${path}`);
    const config = place === undefined ? undefined : this.#project.file(this.#target.index, place)?.facts.config;
    const [document] = config?.documents ?? [];
    return document === undefined ? undefined : jsonOf(document);
  }

  collect(into: DeclaredResource[]): void {
    const own: DeclaredResource[] = [];
    this.#resources(
      this.#instance(this.#file, parameterValues(this.#project, this.#file, this.#evaluator), "", 0),
      this.#file,
      undefined,
      own,
    );
    into.push(...own.map((resource) => this.#existing.redirected(resource)));
  }

  #instance(file: ProjectFile, given: ReadonlyMap<string, () => Value>, prefix: string, depth: number): BicepInstance {
    const declarations = new Map(
      (file.facts.bicep?.declarations ?? []).map((declaration) => [
        declaration.kind === "output" ? `output ${declaration.name}` : declaration.name,
        declaration,
      ]),
    );
    const children = new Map<string, BicepInstance>();
    const loops = new Map<string, readonly BicepInstance[]>();
    const instance: BicepInstance = { file: file.path, declarations, given, children, loops, addresses: new Map() };
    const calls = depth < DEPTH ? modulesOf(file) : [];
    for (const { declaration, path } of calls) {
      const called = this.#called(file, path);
      if (called !== undefined)
        children.set(declaration.name, this.#call(called, declaration, instance, new Map(), `${prefix}${declaration.name}.`, depth));
    }
    for (const declaration of declarations.values()) {
      if (declaration.kind === "resource") instance.addresses.set(declaration.name, this.#address(declaration, instance, prefix));
    }
    // A module in a loop is called for every item; what the loop goes over may name resources.
    for (const { declaration, path } of calls) {
      const rounds = this.#rounds(declaration.value, instance, new Map());
      if (declaration.value?.kind !== "for" || rounds === undefined) continue;
      const round = (names: Names, index: number): BicepInstance | undefined => {
        const called = this.#called(file, path);
        return called === undefined
          ? undefined
          : this.#call(called, declaration, instance, names, `${prefix}${declaration.name}[${index}].`, depth);
      };
      loops.set(
        declaration.name,
        rounds.flatMap((names, index) => round(names, index) ?? []),
      );
    }
    return instance;
  }

  /** The file that a module call names, while there is room for one more. */
  #called(file: ProjectFile, path: string | undefined): ProjectFile | undefined {
    const found = path === undefined ? undefined : this.#project.file(file.target, path);
    if (found?.facts.bicep === undefined || found === file || this.#left <= 0) return undefined;
    this.#left -= 1;
    return found;
  }

  #call(
    called: ProjectFile,
    declaration: BicepDeclaration,
    instance: BicepInstance,
    names: Names,
    prefix: string,
    depth: number,
  ): BicepInstance {
    const params = field(bodyOf(declaration), "params");
    const values = params?.kind === "object" ? params.entries : [];
    return this.#instance(
      called,
      new Map(
        values.map(
          ({ key, value }) =>
            [key.kind === "literal" ? String(key.value) : "", () => this.#evaluator.value(value, instance, names)] as const,
        ),
      ),
      prefix,
      depth + 1,
    );
  }

  /** Names of each round of a loop; one without names where there is no loop, nothing where it is not known. */
  #rounds(value: HclExpression | undefined, instance: BicepInstance, names: Names): readonly Names[] | undefined {
    if (value?.kind !== "for") return [names];
    const source = this.#evaluator.value(value.source, instance, names);
    if (!isList(source.json)) return undefined;
    return source.json
      .slice(0, INSTANCES)
      .map(
        (json, index): Names =>
          new Map([...names, [value.value, { ...source, json }], ...(value.key === undefined ? [] : [[value.key, known(index)] as const])]),
      )
      .filter((round) => value.condition === undefined || this.#evaluator.value(value.condition, instance, round).json !== false);
  }

  /** A name that only a deployment knows is told apart by the modules that it stands in. */
  #address(declaration: BicepDeclaration, instance: BicepInstance, prefix: string): string {
    const type = typeOf(declaration);
    const name = field(bodyOf(declaration), "name");
    const value = name === undefined || bodyOf(declaration) !== declaration.value ? undefined : this.#evaluator.value(name, instance).json;
    const address = `${type}/${typeof value === "string" && !value.includes("${") ? value : prefix + declaration.name}`;
    if (typeof value === "string") this.#existing.note(declaration.existing, type, value, address);
    return address;
  }

  #resources(instance: BicepInstance, file: ProjectFile, caller: Place | undefined, into: DeclaredResource[]): void {
    for (const declaration of instance.declarations.values()) {
      if (declaration.kind === "resource" && !declaration.existing) into.push(...this.#declared(declaration, instance, file, caller));
      if (declaration.kind !== "module") continue;
      const child = instance.children.get(declaration.name);
      for (const round of instance.loops.get(declaration.name) ?? (child === undefined ? [] : [child])) {
        const found = this.#project.file(file.target, round.file);
        if (found !== undefined) this.#resources(round, found, { file: file.path, line: declaration.line }, into);
      }
      const module = registryModule(declaration.type ?? "");
      for (const names of module === undefined ? [] : (this.#rounds(declaration.value, instance, new Map()) ?? [new Map()])) {
        const params = field(bodyOf(declaration), "params");
        const value = params === undefined ? undefined : this.#evaluator.value(params, instance, names);
        const places = new Map<string, Place>();
        const references = new Map<string, readonly string[]>();
        this.#note(params, "", instance, names, references, places);
        into.push(
          ...moduleResources(module ?? "", isRecord(value?.json) ? value.json : {}, {
            target: this.#target,
            root: folderOf(this.#file.path),
            label: declaration.name,
            file: file.path,
            line: declaration.line,
            endLine: declaration.endLine,
            scope: this.#file.scope,
            references,
            places,
          }),
        );
      }
    }
  }

  #declared(
    declaration: BicepDeclaration,
    instance: BicepInstance,
    file: ProjectFile,
    caller: Place | undefined,
  ): readonly DeclaredResource[] {
    return this.#bodies(declaration.value, instance, new Map(), {
      type: typeOf(declaration),
      ...versionOf(declaration.type),
      label: declaration.name,
      address: instance.addresses.get(declaration.name) ?? declaration.name,
      file,
      line: declaration.line,
      endLine: declaration.endLine,
      conditional: declaration.conditional,
      caller,
    });
  }

  /** What a body declares, once for each round of its loop, and the resources that stand inside of it. */
  #bodies(value: HclExpression | undefined, instance: BicepInstance, names: Names, own: Own): readonly DeclaredResource[] {
    const loop = value?.kind === "for";
    const body = loop ? value.result : value;
    const rounds = this.#rounds(value, instance, names);
    return (rounds ?? [names]).flatMap((round): readonly DeclaredResource[] => {
      const references = new Map<string, readonly string[]>(own.parent === undefined ? [] : [["parent", [own.parent]]]);
      const places = new Map<string, Place>();
      const found = this.#evaluator.value(body ?? { kind: "unknown", line: own.line }, instance, round);
      this.#note(body, "", instance, round, references, places);
      const attributes = isRecord(found.json) ? found.json : {};
      const name = textOf(attributes["name"] ?? "");
      const resource: DeclaredResource = {
        target: this.#target,
        root: folderOf(this.#file.path),
        address: own.address,
        type: own.type,
        label: own.label,
        file: own.file.path,
        line: own.line,
        endLine: own.endLine,
        scope: this.#file.scope,
        attributes: {
          ...Object.fromEntries(Object.entries(attributes).filter(([key]) => !key.startsWith("resource:"))),
          ...(own.version === undefined ? {} : { apiVersion: own.version }),
        },
        references,
        places,
        ...(loop && name !== "" && !name.includes("${") ? { instance: name } : {}),
        ...(own.conditional && (!loop || rounds === undefined) ? { conditional: true } : {}),
        ...(own.caller === undefined ? {} : { caller: own.caller }),
      };
      return [resource, ...this.#nested(body, instance, round, own)];
    });
  }

  /** `resource child 'type' = { … }` inside of a body. */
  #nested(body: HclExpression | undefined, instance: BicepInstance, names: Names, own: Own): readonly DeclaredResource[] {
    return (body?.kind === "object" ? body.entries : []).flatMap(({ key, value }): readonly DeclaredResource[] => {
      const label = key.kind === "literal" ? /^resource:(\w+)$/.exec(String(key.value))?.[1] : undefined;
      const [type, inner] = value.kind === "call" ? value.arguments : [];
      if (label === undefined || type?.kind !== "literal" || inner === undefined) return [];
      const name = field(inner.kind === "for" ? inner.result : inner, "name");
      const named = name === undefined || inner.kind === "for" ? undefined : this.#evaluator.value(name, instance, names).json;
      const whole = `${own.type}/${String(type.value).replace(/@.*$/, "")}`;
      return this.#bodies(inner, instance, names, {
        ...own,
        ...versionOf(String(type.value)),
        type: whole,
        label,
        address: `${own.address}/${typeof named === "string" && !named.includes("${") ? named : label}`,
        line: value.line,
        endLine: Math.max(value.line, inner.line),
        conditional: inner.kind === "for",
        parent: own.address,
      });
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

/** As ARM writes it. */
function versionOf(type: string | undefined): { readonly version?: string } {
  const version = /@(\d[\w-]*)$/.exec(type ?? "")?.[1];
  return version === undefined ? {} : { version };
}

function typeOf(declaration: BicepDeclaration): string {
  return (declaration.type ?? "").replace(/@.*$/, "");
}

function field(body: HclExpression | undefined, name: string): HclExpression | undefined {
  return body?.kind === "object" ? body.entries.find(({ key }) => key.kind === "literal" && key.value === name)?.value : undefined;
}
