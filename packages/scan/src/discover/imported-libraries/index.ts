import type { Import } from "@castellan/formats";
import { knownLibrary, packageOfImport } from "../../knowledge/libraries/index.ts";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, placeIn } from "../file-place.ts";
import { library } from "../identity/index.ts";
import { libraryUrl } from "../identity/package-url.ts";

/**
 * AI and ML libraries that Python code imports and that no manifest of the target names: research code often has
 * none. A module of the project's own by the same name is not the library.
 */
export const importedLibraries: Discoverer = {
  id: "imported-libraries",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    const declared = declaredImports(project);
    const own = ownModules(project);
    for (const file of project.files) {
      const module = file.facts.source ?? file.facts.notebook?.module;
      if (module === undefined || module.language !== "python") continue;
      for (const found of module.imports) imported(file, found, declared, own, sink);
    }
  },
};

function imported(file: ProjectFile, found: Import, declared: ReadonlySet<string>, own: ReadonlySet<string>, sink: DiscoverySink): void {
  if (found.module.startsWith(".") || found.reexport === true) return;
  const head = found.module.split(".")[0] ?? "";
  if (leadsInside(file, head, own)) return;
  // `from google import genai` imports google.genai.
  const specifier = found.name === undefined || found.name === "*" ? found.module : `${found.module}.${found.name}`;
  const parts = specifier.split(".");
  if (parts.some((_, index) => declared.has(`${file.target}:${parts.slice(0, index + 1).join(".")}`))) return;
  const name = packageOfImport("pypi", specifier);
  const known = name === undefined ? undefined : knownLibrary("pypi", name);
  if (name === undefined || known === undefined) return;
  sink.asset({
    kind: "library",
    name,
    identity: library(libraryUrl("pypi", name)),
    lifecycle: "declared",
    scope: file.scope,
    attributes: { ecosystem: "pypi", category: known.category },
    occurrences: [placeIn(file, { line: found.line, technique: "syntax", confidence: "likely" })],
  });
}

/** "target:module" of every import that a package answers for which the project asks for; a lock file alone asks too. */
function declaredImports(project: Project): ReadonlySet<string> {
  const declared = new Set<string>();
  const add = (file: ProjectFile, ecosystem: "pypi" | "conda", name: string): void => {
    const imports = knownLibrary(ecosystem, name)?.imports ?? [];
    for (const module of [...imports, name.toLowerCase().replace(/[-.]+/g, "_"), name.toLowerCase().replace(/-+/g, ".")])
      declared.add(`${file.target}:${module}`);
  };
  const asking = new Set(
    project.files.filter(({ facts }) => facts.manifest?.lock === false && facts.manifest.packages.length > 0).map(({ target }) => target),
  );
  for (const file of project.files) {
    const came = file.facts.manifest?.lock === true && asking.has(file.target);
    for (const { ecosystem, name } of came ? [] : (file.facts.manifest?.packages ?? []))
      if (ecosystem === "pypi" || ecosystem === "conda") add(file, ecosystem, name);
    for (const { requirement } of file.facts.notebook?.installs ?? []) add(file, "pypi", /^[\w.-]+/.exec(requirement)?.[0] ?? "");
    if (file.facts.manifest?.packages[0]?.ecosystem === "pypi" && file.facts.manifest.name !== undefined)
      add(file, "pypi", file.facts.manifest.name);
  }
  return declared;
}

/** "target:path" of the folders and modules in which Python code of the target lies. */
function ownModules(project: Project): ReadonlySet<string> {
  const own = new Set<string>();
  for (const { target, path } of project.files) {
    if (!path.endsWith(".py")) continue;
    own.add(`${target}:${path.slice(0, -3)}`);
    for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) own.add(`${target}:${folder}`);
  }
  return own;
}

/**
 * Whether an import leads into the project: from the folder of the file and those above that are no packages, as a
 * script's search path does. The folder tensorflow around a file is not what the file means by `import tensorflow`.
 */
function leadsInside(file: ProjectFile, head: string, own: ReadonlySet<string>): boolean {
  for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
    const base = folder === "" ? "" : `${folder}/`;
    const searched = folder === "" || folder === folderOf(file.path) || !own.has(`${file.target}:${base}__init__`);
    const inside = file.path.startsWith(`${base}${head}/`) && folder !== "" && !folder.endsWith("src");
    if (searched && !inside && [base, `${base}src/`].some((start) => own.has(`${file.target}:${start}${head}`))) return true;
    if (folder === "") return false;
  }
}
