import { lstatSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["castellan.yaml", "castellan.yml"];

/** The settings file in a folder; undefined where there is none, or no folder. */
export function settingsFileOf(root: string): string | undefined {
  return NAMES.map((name) => join(root, name)).find((path) => {
    try {
      return lstatSync(path).isFile();
    } catch {
      return false;
    }
  });
}
