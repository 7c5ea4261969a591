import type { Project, ProjectFile } from "../../project/facts.ts";
import { PythonModules } from "../../resolve/modules/python.ts";
import type { ModuleResolver } from "../../resolve/modules/resolver.ts";
import { TypeScriptModules } from "../../resolve/modules/typescript.ts";
import type { Unit } from "../../resolve/unit.ts";

/** Which code file imports which, over all files in between. Python and TypeScript; others stand alone. */
export class ImportGraph {
  readonly #imports = new Map<ProjectFile, ReadonlySet<ProjectFile>>();
  readonly #importers = new Map<ProjectFile, Set<ProjectFile>>();

  constructor(project: Project) {
    const units = project.files.flatMap((file): Unit[] => {
      const module = file.facts.source ?? file.facts.notebook?.module;
      return module === undefined ? [] : [{ file, module, notebook: file.facts.notebook !== undefined }];
    });
    const of = (...languages: readonly string[]): Unit[] => units.filter(({ module }) => languages.includes(module.language));
    const python = new PythonModules(of("python"));
    const script = new TypeScriptModules(of("typescript", "javascript"), project);
    for (const unit of units) {
      const resolver =
        unit.module.language === "python"
          ? python
          : unit.module.language === "typescript" || unit.module.language === "javascript"
            ? script
            : undefined;
      if (resolver !== undefined) this.#add(unit, resolver);
    }
  }

  #add(unit: Unit, resolver: ModuleResolver): void {
    const found = new Set<ProjectFile>();
    for (const item of unit.module.imports) {
      if (item.typeOnly === true && unit.module.language !== "python") continue;
      const inside =
        item.name === undefined || item.name === "*"
          ? undefined
          : resolver.resolve(unit, `${item.module}${item.module.endsWith(".") ? "" : "."}${item.name}`);
      for (const other of [...(resolver.resolve(unit, item.module) ?? []), ...(unit.module.language === "python" ? (inside ?? []) : [])])
        if (other.file !== unit.file) found.add(other.file);
    }
    this.#imports.set(unit.file, found);
    for (const other of found) this.#importers.set(other, (this.#importers.get(other) ?? new Set()).add(unit.file));
  }

  /** The file and everything that it imports, at any distance. */
  below(file: ProjectFile): ReadonlySet<ProjectFile> {
    return closure(file, (at) => this.#imports.get(at));
  }

  /** The file and everything that imports it, at any distance. */
  above(file: ProjectFile): ReadonlySet<ProjectFile> {
    return closure(file, (at) => this.#importers.get(at));
  }
}

function closure(from: ProjectFile, next: (at: ProjectFile) => ReadonlySet<ProjectFile> | undefined): ReadonlySet<ProjectFile> {
  const seen = new Set([from]);
  for (const at of seen) for (const other of next(at) ?? []) seen.add(other);
  return seen;
}
