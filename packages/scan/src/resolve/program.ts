import type { ClassNode, FunctionNode, Import, Language } from "@castellan/formats";
import type { Project, ProjectFile } from "../project/facts.ts";
import { addExecutedSettings } from "./executed-settings.ts";
import { withoutInlineTests } from "./inline-tests.ts";
import { GoModules, NamedPackages, RubyModules, RustModules } from "./modules/packages.ts";
import { PythonModules } from "./modules/python.ts";
import type { ModuleResolver } from "./modules/resolver.ts";
import { TypeScriptModules } from "./modules/typescript.ts";
import { type ProgramCommands, programCommands } from "./program-commands.ts";
import { buildScopes, type Scope, type ScopeTree } from "./scope.ts";
import type { Unit } from "./unit.ts";

/** Languages in which names of the same package need no import. */
const PACKAGE_SCOPED: ReadonlySet<Language> = new Set<Language>(["go", "java", "csharp", "ruby"]);

/** Languages in which a type is opened more than once, or its methods stand outside of it. */
const OPEN_TYPES: ReadonlySet<Language> = new Set<Language>(["go", "rust", "csharp", "ruby"]);

/** All code of a scan, with names that lead from file to file. */
export class Program {
  readonly units: readonly Unit[];
  readonly project: Project;
  readonly #trees = new Map<Unit, ScopeTree>();
  readonly #resolvers = new Map<Language, ModuleResolver>();
  readonly #methods = new Map<string, Scope[]>();
  readonly #types = new Map<string, Scope[]>();
  readonly #resolved = new Map<Unit, Map<string, readonly Unit[] | undefined>>();
  readonly #namespaces = new Map<Unit, Map<string, boolean>>();
  readonly #byName = new WeakMap<readonly Unit[], Map<string, Unit[]>>();

  readonly #configurations = new Map<string, Scope>();
  #commands: ProgramCommands | undefined;
  #scopes: readonly Scope[] | undefined;

  constructor(project: Project) {
    this.project = project;
    this.units = project.files.flatMap((file): Unit[] => {
      const module = file.facts.source ?? file.facts.notebook?.module;
      const notebook = file.facts.notebook !== undefined || file.facts.sourceNotebook === true;
      return module === undefined ? [] : [{ file, module: withoutInlineTests(module), notebook }];
    });
    const of = (...languages: Language[]): Unit[] => this.units.filter((unit) => languages.includes(unit.module.language));
    const script = new TypeScriptModules(of("typescript", "javascript"), project);
    this.#resolvers
      .set("python", new PythonModules(of("python"), manifestFolders(project)))
      .set("typescript", script)
      .set("javascript", script);
    this.#resolvers
      .set("go", new GoModules(of("go")))
      .set("java", new NamedPackages(of("java")))
      .set("csharp", new NamedPackages(of("csharp")));
    this.#resolvers.set("rust", new RustModules(of("rust"))).set("ruby", new RubyModules(of("ruby")));
    for (const unit of this.units) this.#trees.set(unit, buildScopes(unit));
    addExecutedSettings(this.#trees.values());
    for (const scope of this.scopes()) {
      if (scope.class !== undefined && OPEN_TYPES.has(scope.unit.module.language)) {
        const key = methodKey(scope.unit, scope.class.name);
        this.#types.set(key, [...(this.#types.get(key) ?? []), scope]);
      }
      const receiver = scope.function?.receiver;
      if (receiver === undefined) continue;
      const key = methodKey(scope.unit, receiver);
      this.#methods.set(key, [...(this.#methods.get(key) ?? []), scope]);
    }
  }

  /** Every scope of every file; dozens of passes go over them. */
  scopes(): readonly Scope[] {
    this.#scopes ??= this.units.flatMap((unit) => this.tree(unit).all);
    return this.#scopes;
  }

  tree(unit: Unit): ScopeTree {
    const tree = this.#trees.get(unit);
    if (tree === undefined) throw new RangeError("a unit of another program");
    return tree;
  }

  /** A file of configuration as a place for the values that code reads from it. */
  configurationScope(file: ProjectFile, language: Language): Scope {
    const key = `${file.target}:${file.path}`;
    const known = this.#configurations.get(key);
    if (known !== undefined) return known;
    const unit: Unit = { file, module: { language, imports: [], body: [], errors: [] }, notebook: false };
    const tree = buildScopes(unit);
    this.#trees.set(unit, tree);
    this.#configurations.set(key, tree.module);
    return tree.module;
  }

  /** Words that commands of the project give to this file where they run it. */
  commandsOf(unit: Unit): readonly (readonly string[])[] {
    this.#commands ??= programCommands(this.project);
    return this.#commands.get(`${unit.file.target}:${unit.file.path}`) ?? [];
  }

  scopeOfFunction(unit: Unit, node: FunctionNode): Scope | undefined {
    return this.tree(unit).ofFunction.get(node);
  }

  scopeOfClass(unit: Unit, node: ClassNode): Scope | undefined {
    return this.tree(unit).ofClass.get(node);
  }

  /** Functions declared for a type outside of it (Go methods, Rust impl blocks). */
  methodsOf(unit: Unit, typeName: string): readonly Scope[] {
    return this.#methods.get(methodKey(unit, typeName)) ?? [];
  }

  /** All places where a type is opened: the struct and its `impl` blocks, the parts of a `partial class`. */
  typesNamed(unit: Unit, name: string): readonly Scope[] {
    return this.#types.get(methodKey(unit, name)) ?? [];
  }

  resolveModule(from: Unit, specifier: string): readonly Unit[] | undefined {
    // Asked for the same import at every use of its names: each answer costs dozens of look-ups.
    let known = this.#resolved.get(from);
    if (known === undefined) this.#resolved.set(from, (known = new Map()));
    if (known.has(specifier)) return known.get(specifier);
    const found = this.#resolvers.get(from.module.language)?.resolve(from, specifier);
    known.set(specifier, found);
    return found;
  }

  isNamespace(from: Unit, specifier: string): boolean {
    let known = this.#namespaces.get(from);
    if (known === undefined) this.#namespaces.set(from, (known = new Map()));
    const answer = known.get(specifier) ?? this.#resolvers.get(from.module.language)?.isNamespace(from, specifier) ?? false;
    known.set(specifier, answer);
    return answer;
  }

  /** Units whose top-level names this one sees without import. */
  siblings(unit: Unit): readonly Unit[] {
    return this.#packageOf(unit).filter((other) => other !== unit);
  }

  /** Those of the siblings that have this name at their top. */
  siblingsWith(unit: Unit, name: string): readonly Unit[] {
    return this.unitsWith(this.#packageOf(unit), name).filter((other) => other !== unit);
  }

  /** Those that have this name at their top: a namespace may be hundreds of files, and is asked for every name. */
  unitsWith(units: readonly Unit[], name: string): readonly Unit[] {
    let known = this.#byName.get(units);
    if (known === undefined) {
      known = new Map();
      for (const unit of units) {
        for (const own of this.tree(unit).module.bindings.keys()) {
          const others = known.get(own);
          if (others === undefined) known.set(own, [unit]);
          else others.push(unit);
        }
      }
      this.#byName.set(units, known);
    }
    return known.get(name) ?? [];
  }

  #packageOf(unit: Unit): readonly Unit[] {
    return PACKAGE_SCOPED.has(unit.module.language) ? (this.resolveModule(unit, ".") ?? []) : [];
  }

  /** Modules whose names come in without being named: `from m import *`, `using M;`. */
  wildcards(unit: Unit): readonly Import[] {
    return unit.module.imports.filter((item) => item.name === "*" && item.reexport !== true && item.local === undefined);
  }
}

/** "target:folder" of the manifests of Python distributions. */
function manifestFolders(project: Project): ReadonlySet<string> {
  return new Set(
    project.files
      .filter(({ path }) => /(?:^|\/)(?:pyproject\.toml|setup\.py|setup\.cfg)$/.test(path))
      .map(({ target, path }) => `${target}:${path.slice(0, Math.max(path.lastIndexOf("/"), 0))}`),
  );
}

function methodKey(unit: Unit, typeName: string): string {
  const folder = unit.file.path.slice(0, Math.max(unit.file.path.lastIndexOf("/"), 0));
  return `${unit.file.target}:${unit.module.language === "go" ? folder : ""}:${typeName}`;
}
