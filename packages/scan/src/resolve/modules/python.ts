import type { Unit } from "../unit.ts";
import { ancestors, folderOf, joinPath, type ModuleResolver } from "./resolver.ts";

/** Folders that projects put on the import path. */
const SOURCE_FOLDERS = ["", "src", "app", "backend", "lib", "python", "dags", "include", "plugins"];

/** Python's import system without running it: dotted names against the folders that may be on the path. */
export class PythonModules implements ModuleResolver {
  readonly #byPath = new Map<string, Unit>();
  readonly #folders = new Set<string>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) {
      this.#byPath.set(key(unit.file.target, unit.file.path), unit);
      for (const folder of ancestors(folderOf(unit.file.path))) this.#folders.add(key(unit.file.target, folder));
    }
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    for (const base of this.#bases(from, specifier)) {
      const found = this.#at(from.file.target, base);
      if (found !== undefined) return [found];
    }
    return undefined;
  }

  isNamespace(from: Unit, specifier: string): boolean {
    return this.#bases(from, specifier).some((base) => this.#folders.has(key(from.file.target, base)) && base !== "");
  }

  #at(target: number, base: string): Unit | undefined {
    return this.#byPath.get(key(target, `${base}.py`)) ?? this.#byPath.get(key(target, joinPath(base, "__init__.py"))) ?? this.#byPath.get(key(target, `${base}.pyi`));
  }

  #bases(from: Unit, specifier: string): string[] {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const rest = specifier.slice(dots).split(".").filter((part) => part !== "").join("/");
    const here = folderOf(from.file.path);
    if (dots > 0) return [joinPath(here, ...Array.from({ length: dots - 1 }, () => ".."), rest)];
    if (rest === "") return [];
    // A file of one's own name is not what `import openai` in openai.py means.
    const self = from.file.path.replace(/\.py$/, "");
    // A folder with __init__.py is inside of a package: what is on the path is the folder around it.
    const onPath = ancestors(here).filter((folder, index) => index > 0 || !this.#byPath.has(key(from.file.target, joinPath(folder, "__init__.py"))));
    return onPath
      .flatMap((folder) => SOURCE_FOLDERS.map((source) => joinPath(folder, source, rest)))
      .filter((base) => base !== self);
  }
}

function key(target: number, path: string): string {
  return `${target}:${path}`;
}
