import type { Asset, Evidence, PackageEntry } from "@castellan/graph";
import { osvPackage } from "../../advisories/affected.ts";
import type { Inventory } from "../rule.ts";

/** One version of one package in one project of a target, wherever its manifests and lock files name it. */
export interface JudgedPackage {
  readonly key: string;
  readonly entry: PackageEntry;
  readonly version: string;
  readonly places: readonly Evidence[];
  /** The library that it is in the inventory, where it is AI itself. */
  readonly asset?: Asset;
  /** Code of the target, tests and docs aside, imports it by its own name. */
  readonly imported: boolean;
}

/**
 * Packages that AI hangs on: those of every project (nearest manifest) in which an AI library is declared or imported. They
 * run in one process or image with it. Development dependencies and requirements without an exact version are left out.
 */
export function judgedPackages(inventory: Inventory): readonly JudgedPackage[] {
  const { project } = inventory;
  const rootOf = (target: number, path: string): string => {
    const file = project.file(target, path);
    return `${target}|${file === undefined ? path.slice(0, Math.max(0, path.lastIndexOf("/"))) : project.rootOf(file)}`;
  };
  const libraries = new Map<string, Asset>();
  const roots = new Set<string>();
  for (const asset of inventory.ofKind("library")) {
    const key = asset.identity.purl === undefined ? undefined : osvPackage(asset.identity.purl)?.key;
    for (const { target = 0, file } of asset.occurrences) {
      if (file === undefined) continue;
      roots.add(rootOf(target, file));
      if (key !== undefined) libraries.set(`${target}|${key}`, asset);
    }
  }
  const imported = importedNames(inventory);
  const found = new Map<string, JudgedPackage>();
  for (const entry of inventory.packages) {
    const { purl, version, file, target = 0, line, scope } = entry;
    const key = osvPackage(purl)?.key;
    if (key === undefined || version === undefined || scope === "development") continue;
    const root = rootOf(target, file);
    if (!roots.has(root)) continue;
    const place: Evidence = { target, file, ...(line === undefined ? {} : { line }), technique: "manifest", confidence: "certain" };
    const id = `${root}|${key}|${version}`;
    const known = found.get(id);
    const asset = libraries.get(`${target}|${key}`);
    found.set(id, {
      key,
      entry: known?.entry ?? entry,
      version,
      places: [...(known?.places ?? []), place],
      ...(asset === undefined ? {} : { asset }),
      imported: imported.has(`${target}|${key.slice(key.indexOf("|") + 1)}`),
    });
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.version < b.version ? -1 : 1));
}

/** Modules by the names of their packages, as far as both are called the same: `langchain_core`, `@scope/name/part`. */
function importedNames({ project }: Inventory): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { target, scope, facts } of project.files) {
    if (scope !== "production") continue;
    const python = (facts.source ?? facts.notebook?.module)?.language === "python";
    for (const { module } of [...(facts.source?.imports ?? []), ...(facts.notebook?.module?.imports ?? [])]) {
      const name = python
        ? module.split(".")[0]?.toLowerCase().replace(/_/g, "-")
        : /^(@[^/]+\/[^/]+|[^/]+)/.exec(module)?.[1];
      if (name !== undefined && name !== "") names.add(`${target}|${name}`).add(`${target}|${module}`);
    }
  }
  return names;
}
