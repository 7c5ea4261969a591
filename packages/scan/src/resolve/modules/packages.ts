import type { Unit } from "../unit.ts";
import { ancestors, folderOf, joinPath, type ModuleResolver } from "./resolver.ts";

/**
 * Languages whose modules are declared packages: Go (folder below the module path of go.mod), Java,
 * C# (namespaces), Ruby and Rust (crate paths by folder).
 */
export class GoModules implements ModuleResolver {
  readonly #byFolder = new Map<string, Unit[]>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) add(this.#byFolder, `${unit.file.target}:${folderOf(unit.file.path)}`, unit);
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    if (specifier === ".") return this.#byFolder.get(`${from.file.target}:${folderOf(from.file.path)}`);
    // The module path is not needed: an import path ends with the folder, "host/org/repo/internal/x".
    const steps = specifier.split("/");
    if (steps.length < 2) return undefined;
    for (const root of ancestors(folderOf(from.file.path))) {
      for (let skip = 1; skip < steps.length; skip++) {
        const folder = joinPath(root, ...steps.slice(skip));
        const found = this.#byFolder.get(`${from.file.target}:${folder}`);
        if (found !== undefined && folder !== root) return found;
      }
    }
    return undefined;
  }

  isNamespace(): boolean {
    return false;
  }
}

/** Java packages and C# namespaces: by declared name. */
export class NamedPackages implements ModuleResolver {
  readonly #byName = new Map<string, Unit[]>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) add(this.#byName, `${unit.file.target}:${unit.module.packageName ?? ""}`, unit);
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    const name = specifier === "." ? (from.module.packageName ?? "") : specifier;
    return this.#byName.get(`${from.file.target}:${name}`);
  }

  isNamespace(from: Unit, specifier: string): boolean {
    const prefix = `${from.file.target}:${specifier}.`;
    return [...this.#byName.keys()].some((name) => name.startsWith(prefix));
  }
}

/** Rust: `crate::a::b`, `self::`, `super::` by file layout. */
export class RustModules implements ModuleResolver {
  readonly #byPath = new Map<string, Unit>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) this.#byPath.set(`${unit.file.target}:${unit.file.path}`, unit);
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    const steps = specifier.split("::");
    const here = folderOf(from.file.path);
    const stem = from.file.path.slice(here === "" ? 0 : here.length + 1).replace(/\.rs$/, "");
    const own = stem === "mod" || stem === "lib" || stem === "main" ? here : joinPath(here, stem);
    const [head, ...rest] = steps;
    const roots = head === "crate" ? ancestors(here) : head === "self" ? [own] : head === "super" ? [folderOf(own)] : [own, here];
    const tail = head === "crate" || head === "self" || head === "super" ? rest : steps;
    for (const root of roots) {
      const base = joinPath(root, ...tail);
      for (const candidate of [`${base}.rs`, `${base}/mod.rs`, ...(tail.length === 0 ? [`${base}/lib.rs`, `${base}/main.rs`] : [])]) {
        const found = this.#byPath.get(`${from.file.target}:${candidate}`);
        // `use fastembed::…` in fastembed.rs means the crate of that name.
        if (found !== undefined && found !== from) return [found];
      }
    }
    return undefined;
  }

  isNamespace(): boolean {
    return false;
  }
}

/** Ruby constants are global: every file of the target is in reach. */
export class RubyModules implements ModuleResolver {
  readonly #byTarget = new Map<number, Unit[]>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) this.#byTarget.set(unit.file.target, [...(this.#byTarget.get(unit.file.target) ?? []), unit]);
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    return specifier === "." ? this.#byTarget.get(from.file.target) : undefined;
  }

  isNamespace(): boolean {
    return false;
  }
}

function add(map: Map<string, Unit[]>, key: string, unit: Unit): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [unit]);
  else list.push(unit);
}
