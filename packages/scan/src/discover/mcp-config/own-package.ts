import type { Project, ProjectFile } from "../../project/facts.ts";
import { folderOf } from "../file-place.ts";

/** Manifests that say the name of their package. */
export const MANIFESTS = ["package.json", "pyproject.toml", "setup.cfg", "go.mod", "Cargo.toml"] as const;

const plain = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

/** Whether a package is the one that a manifest of this target, in the folder of the file or above it, describes. */
export function isOwnPackage(project: Project, file: ProjectFile, name: string): boolean {
  return [...new Set([project.rootOf(file), folderOf(file.path), ""])].some((root) =>
    MANIFESTS.some((manifest) => {
      const own = project.file(file.target, root === "" ? manifest : `${root}/${manifest}`)?.facts.manifest?.name;
      return own !== undefined && plain(own) === plain(name);
    }),
  );
}
