import type { Unit } from "../unit.ts";

/** What a module specifier means inside the project; undefined: it is external. */
export interface ModuleResolver {
  /** The units of the module: one file, or all files of a package folder. */
  resolve(from: Unit, specifier: string): readonly Unit[] | undefined;
  /** Whether a folder of the project has this name, so that members may be modules. */
  isNamespace(from: Unit, specifier: string): boolean;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

export function joinPath(...parts: readonly string[]): string {
  const out: string[] = [];
  for (const step of parts.join("/").split("/")) {
    if (step === "" || step === ".") continue;
    if (step === "..") out.pop();
    else out.push(step);
  }
  return out.join("/");
}

/** The folder and all folders above it, nearest first, ending with "". */
export function ancestors(folder: string): string[] {
  const result = [folder];
  let current = folder;
  while (current !== "") {
    current = folderOf(current);
    result.push(current);
  }
  return result;
}
