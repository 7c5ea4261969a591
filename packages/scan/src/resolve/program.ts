import type { ClassNode, FunctionNode, Import, Language } from "@castellan/formats";
import type { Project } from "../project/facts.ts";
import { GoModules, NamedPackages, RubyModules, RustModules } from "./modules/packages.ts";
import { PythonModules } from "./modules/python.ts";
import type { ModuleResolver } from "./modules/resolver.ts";
import { TypeScriptModules } from "./modules/typescript.ts";
import { buildScopes, type Scope, type ScopeTree } from "./scope.ts";
import type { Unit } from "./unit.ts";

/** Languages in which names of the same package need no import. */
const PACKAGE_SCOPED: ReadonlySet<Language> = new Set<Language>(["go", "java", "csharp", "ruby"]);

/** All code of a scan, with names that lead from file to file. */
export class Program {
  readonly units: readonly Unit[];
  readonly #trees = new Map<Unit, ScopeTree>();
  readonly #resolvers = new Map<Language, ModuleResolver>();
  readonly #methods = new Map<string, Scope[]>();

  constructor(project: Project) {
    this.units = project.files.flatMap((file): Unit[] => {
      const module = file.facts.source ?? file.facts.notebook?.module;
      return module === undefined ? [] : [{ file, module, notebook: file.facts.notebook !== undefined }];
    });
    const of = (...languages: Language[]): Unit[] => this.units.filter((unit) => languages.includes(unit.module.language));
    const script = new TypeScriptModules(of("typescript", "javascript"), project);
    this.#resolvers.set("python", new PythonModules(of("python"))).set("typescript", script).set("javascript", script);
    this.#resolvers.set("go", new GoModules(of("go"))).set("java", new NamedPackages(of("java"))).set("csharp", new NamedPackages(of("csharp")));
    this.#resolvers.set("rust", new RustModules(of("rust"))).set("ruby", new RubyModules(of("ruby")));
    for (const unit of this.units) this.#trees.set(unit, buildScopes(unit));
    for (const scope of this.scopes()) {
      const receiver = scope.function?.receiver;
      if (receiver === undefined) continue;
      const key = methodKey(scope.unit, receiver);
      this.#methods.set(key, [...(this.#methods.get(key) ?? []), scope]);
    }
  }

  *scopes(): IterableIterator<Scope> {
    for (const unit of this.units) yield* this.tree(unit).all;
  }

  tree(unit: Unit): ScopeTree {
    const tree = this.#trees.get(unit);
    if (tree === undefined) throw new RangeError("a unit of another program");
    return tree;
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

  resolveModule(from: Unit, specifier: string): readonly Unit[] | undefined {
    return this.#resolvers.get(from.module.language)?.resolve(from, specifier);
  }

  isNamespace(from: Unit, specifier: string): boolean {
    return this.#resolvers.get(from.module.language)?.isNamespace(from, specifier) ?? false;
  }

  /** Units whose top-level names this one sees without import. */
  siblings(unit: Unit): readonly Unit[] {
    if (!PACKAGE_SCOPED.has(unit.module.language)) return [];
    return (this.#resolvers.get(unit.module.language)?.resolve(unit, ".") ?? []).filter((other) => other !== unit);
  }

  /** Modules whose names come in without being named: `from m import *`, `using M;`. */
  wildcards(unit: Unit): readonly Import[] {
    return unit.module.imports.filter((item) => item.name === "*" && item.reexport !== true && item.local === undefined);
  }
}

function methodKey(unit: Unit, typeName: string): string {
  const folder = unit.file.path.slice(0, Math.max(unit.file.path.lastIndexOf("/"), 0));
  return `${unit.file.target}:${unit.module.language === "go" ? folder : ""}:${typeName}`;
}
