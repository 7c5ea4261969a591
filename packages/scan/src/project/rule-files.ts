import { lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Where a project keeps rules of its own. */
export const RULE_FOLDER = ".castellan/rules";
const MAX_FILES = 200;
const MAX_BYTES = 1024 * 1024;

/** A file of own rules: its path relative to the root, and its text. */
export interface RuleFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** The rule files of a root, by name; never through a link that leads out of it, none that is larger than a megabyte. */
export function ruleFilesOf(root: string): readonly RuleFile[] {
  const folder = join(root, RULE_FOLDER);
  let names: string[];
  try {
    names = readdirSync(folder)
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort();
  } catch {
    return [];
  }
  return names.slice(0, MAX_FILES).flatMap((name) => {
    const path = join(folder, name);
    try {
      const inside = relative(realpathSync(root), realpathSync(path));
      const status = lstatSync(realpathSync(path));
      if (inside === ".." || inside.startsWith(`..${sep}`) || !status.isFile() || status.size > MAX_BYTES) return [];
      return [{ name: `${RULE_FOLDER}/${name}`, path, text: readFileSync(path, "utf8") }];
    } catch {
      return [];
    }
  });
}
