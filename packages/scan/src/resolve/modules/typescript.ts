import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Unit } from "../unit.ts";
import { ancestors, folderOf, joinPath, type ModuleResolver } from "./resolver.ts";

const EXTENSIONS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", "/index.ts", "/index.tsx", "/index.js", "/index.mjs"];
/** `import "./x.js"` in TypeScript means x.ts. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/\.js$/, ".ts"],
  [/\.js$/, ".tsx"],
  [/\.mjs$/, ".mts"],
  [/\.jsx$/, ".tsx"],
  [/\.cjs$/, ".cts"],
];

interface PathAlias {
  readonly target: number;
  readonly folder: string;
  readonly prefix: string;
  readonly exact: boolean;
  readonly bases: readonly string[];
}

/** Node and TypeScript resolution: relative paths, tsconfig `paths`, packages of the same workspace. */
export class TypeScriptModules implements ModuleResolver {
  readonly #byPath = new Map<string, Unit>();
  readonly #aliases: PathAlias[] = [];
  readonly #packages = new Map<string, { readonly target: number; readonly folder: string; readonly entries: readonly string[] }>();

  constructor(units: readonly Unit[], project: Project) {
    for (const unit of units) this.#byPath.set(`${unit.file.target}:${unit.file.path}`, unit);
    for (const file of project.files) {
      const document = file.facts.config?.documents[0];
      if (document === undefined) continue;
      if (/(^|\/)[jt]sconfig[^/]*\.json$/.test(file.path)) this.#readPaths(file, document);
      if (/(^|\/)package\.json$/.test(file.path)) this.#readPackage(file, document);
    }
    this.#aliases.sort((a, b) => b.folder.length - a.folder.length || b.prefix.length - a.prefix.length);
  }

  resolve(from: Unit, specifier: string): readonly Unit[] | undefined {
    for (const base of this.#bases(from, specifier)) {
      const found = this.#at(from.file.target, base);
      if (found !== undefined) return [found];
    }
    return undefined;
  }

  isNamespace(): boolean {
    return false;
  }

  #at(target: number, base: string): Unit | undefined {
    for (const extension of EXTENSIONS) {
      const found = this.#byPath.get(`${target}:${base}${extension}`);
      if (found !== undefined) return found;
    }
    for (const [pattern, replacement] of REWRITES) {
      const found = pattern.test(base) ? this.#byPath.get(`${target}:${base.replace(pattern, replacement)}`) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #bases(from: Unit, specifier: string): string[] {
    const here = folderOf(from.file.path);
    if (specifier.startsWith(".")) return [joinPath(here, specifier)];
    const inScope = ancestors(here);
    const result: string[] = [];
    for (const alias of this.#aliases) {
      if (alias.target !== from.file.target || !inScope.includes(alias.folder)) continue;
      if (alias.exact ? specifier !== alias.prefix : !specifier.startsWith(alias.prefix)) continue;
      for (const base of alias.bases) result.push(joinPath(alias.folder, base, alias.exact ? "" : specifier.slice(alias.prefix.length)));
    }
    // The usual aliases, where the configuration that defines them was not found.
    const conventional = /^(?:@\/|~\/|\$lib\/|src\/)(.*)$/.exec(specifier);
    if (conventional?.[1] !== undefined) {
      const sub = specifier.startsWith("$lib/") ? "src/lib" : "src";
      for (const folder of inScope)
        result.push(joinPath(folder, sub, conventional[1]), joinPath(folder, conventional[1]), joinPath(folder, "app", conventional[1]));
    }
    const [name, rest] = splitPackage(specifier);
    const local = this.#packages.get(name);
    if (local !== undefined && local.target === from.file.target) {
      const inside = rest === "" ? local.entries : [rest, `src/${rest}`];
      for (const entry of inside) result.push(joinPath(local.folder, entry));
    }
    return result;
  }

  #readPaths(file: ProjectFile, document: ConfigNode): void {
    const options = at(document, "compilerOptions");
    const baseUrl = text(at(options, "baseUrl")) ?? ".";
    for (const entry of entries(at(options, "paths"))) {
      const bases = items(entry.value)
        .map((item) => text(item))
        .filter((item) => item !== undefined);
      this.#aliases.push({
        target: file.target,
        folder: folderOf(file.path),
        prefix: entry.key.replace(/\*$/, ""),
        exact: !entry.key.endsWith("*"),
        bases: bases.map((base) => joinPath(baseUrl, base.replace(/\*$/, ""))),
      });
    }
  }

  #readPackage(file: ProjectFile, document: ConfigNode): void {
    const name = text(at(document, "name"));
    if (name === undefined) return;
    const main = text(at(document, "main")) ?? text(at(document, "module"));
    const source = main?.replace(/^(\.\/)?(dist|lib|build)\//, "src/").replace(/\.(m|c)?js$/, "");
    const entriesOf = [
      ...(source === undefined ? [] : [source]),
      ...(main === undefined ? [] : [main]),
      "src/index",
      "index",
      "src/main",
      "lib/index",
    ];
    this.#packages.set(name, { target: file.target, folder: folderOf(file.path), entries: entriesOf });
  }
}

/** "@a/b/c/d" → ["@a/b", "c/d"] */
export function splitPackage(specifier: string): readonly [string, string] {
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  return [parts.slice(0, length).join("/"), parts.slice(length).join("/")];
}
