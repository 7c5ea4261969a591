import { lstatSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["castellan.yaml", "castellan.yml"];

/** The settings file of a project, if it has one. */
export function settingsFileOf(root: string): string | undefined {
  return NAMES.map((name) => join(root, name)).find((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
