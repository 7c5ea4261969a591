import type { Unit } from "../unit.ts";
import { ancestors, folderOf, joinPath, type ModuleResolver } from "./resolver.ts";

/** Folders that projects put on the import path. */
const SOURCE_FOLDERS = ["", "src", "app", "backend", "lib", "python", "dags", "include", "plugins"];

/** Python's import system without running it: dotted names against the folders that may be on the path. */
export class PythonModules implements ModuleResolver {
  readonly #byPath = new Map<string, Unit>();
  readonly #folders = new Set<string>();
  /** Names of all modules and folders, wherever they stand. */
  readonly #names = new Set<string>();
  /** Folder of a file → the folders that its absolute imports are looked for in. */
  readonly #paths = new Map<string, readonly string[]>();
  /** Packages of the project's own distributions, by name: the folder that they lie in, where it is the only one. */
  readonly #distributed = new Map<string, string | undefined>();

  constructor(units: readonly Unit[], manifests: ReadonlySet<string> = new Set()) {
    for (const unit of units) {
      this.#byPath.set(key(unit.file.target, unit.file.path), unit);
      this.#names.add(key(unit.file.target, nameOf(unit.file.path).replace(/\.pyi?$/, "")));
      for (const folder of ancestors(folderOf(unit.file.path))) {
        this.#folders.add(key(unit.file.target, folder));
        this.#names.add(key(unit.file.target, nameOf(folder)));
      }
    }
    for (const unit of units) this.#distribute(unit, manifests);
  }

  /** A package beside the manifest of its distribution, or in the `src` folder beside it, is on the path wherever it is installed. */
  #distribute({ file: { target, path } }: Unit, manifests: ReadonlySet<string>): void {
    if (!path.endsWith("/__init__.py")) return;
    const folder = folderOf(path);
    const root = folderOf(folder);
    const inSource = nameOf(root) === "src" && manifests.has(key(target, folderOf(root)));
    if (this.#byPath.has(key(target, joinPath(root, "__init__.py"))) || !(manifests.has(key(target, root)) || inSource)) return;
    const name = key(target, nameOf(folder));
    this.#distributed.set(name, this.#distributed.has(name) ? undefined : root);
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    if (this.#isForeign(from, specifier)) return undefined;
    for (const base of this.#bases(from, specifier)) {
      const found = this.#at(from.file.target, base);
      if (found !== undefined) return [found];
    }
    const root = this.#distributed.get(key(from.file.target, specifier.split(".")[0] ?? ""));
    const found = root === undefined ? undefined : this.#at(from.file.target, joinPath(root, specifier.replace(/\./g, "/")));
    return found === undefined ? undefined : [found];
  }

  isNamespace(from: Unit, specifier: string): boolean {
    if (this.#isForeign(from, specifier)) return false;
    return this.#bases(from, specifier).some((base) => this.#folders.has(key(from.file.target, base)) && base !== "");
  }

  /** No file or folder of the target has the name of the package: most imports are settled by this alone. */
  #isForeign(from: Unit, specifier: string): boolean {
    if (specifier.startsWith(".")) return false;
    const dot = specifier.indexOf(".");
    return !this.#names.has(key(from.file.target, dot < 0 ? specifier : specifier.slice(0, dot)));
  }

  #at(target: number, base: string): Unit | undefined {
    return (
      this.#byPath.get(key(target, `${base}.py`)) ??
      this.#byPath.get(key(target, joinPath(base, "__init__.py"))) ??
      this.#byPath.get(key(target, `${base}.pyi`))
    );
  }

  #bases(from: Unit, specifier: string): string[] {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const rest = specifier
      .slice(dots)
      .split(".")
      .filter((part) => part !== "")
      .join("/");
    const here = folderOf(from.file.path);
    if (dots > 0) return [joinPath(here, ...Array.from({ length: dots - 1 }, () => ".."), rest)];
    if (rest === "") return [];
    // A file of one's own name is not what `import openai` in openai.py means.
    const self = from.file.path.replace(/\.py$/, "");
    return this.#pathOf(from.file.target, here)
      .map((folder) => (folder === "" ? rest : `${folder}/${rest}`))
      .filter((base) => base !== self);
  }

  #pathOf(target: number, here: string): readonly string[] {
    const known = this.#paths.get(key(target, here));
    if (known !== undefined) return known;
    // A folder with __init__.py is inside of a package: what is on the path is the folder around it, where there is one.
    const onPath = ancestors(here).filter(
      (folder, index) => index > 0 || folder === "" || !this.#byPath.has(key(target, joinPath(folder, "__init__.py"))),
    );
    const found = onPath
      .flatMap((folder) => SOURCE_FOLDERS.map((source) => joinPath(folder, source)))
      .filter((folder) => folder === "" || this.#folders.has(key(target, folder)));
    this.#paths.set(key(target, here), found);
    return found;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function key(target: number, path: string): string {
  return `${target}:${path}`;
}
