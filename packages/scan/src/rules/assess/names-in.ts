import type { ProjectFile } from "../../project/facts.ts";

const MAX_NAMES = 20_000;
const MAX_TEXT = 60;
const cache = new WeakMap<ProjectFile, readonly string[]>();

/** Identifiers and imported modules of a file's code, and its short texts, those with a quotation mark in front. */
export function namesIn(file: ProjectFile): readonly string[] {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const module = file.facts.source ?? file.facts.notebook?.module;
  if (module !== undefined) collect(module, names);
  const list = [...names];
  cache.set(file, list);
  return list;
}

function collect(node: unknown, names: Set<string>): void {
  const open: unknown[] = [node];
  while (open.length > 0 && names.size < MAX_NAMES) {
    const next = open.pop();
    if (Array.isArray(next)) open.push(...next);
    else if (typeof next === "object" && next !== null) {
      for (const [key, value] of Object.entries(next)) {
        if (typeof value === "string") {
          if ((key === "name" || key === "module" || key === "local" || key === "value") && value.length <= MAX_TEXT)
            names.add(key === "value" ? `"${value}` : value);
        } else if (typeof value === "object") open.push(value);
      }
    }
  }
}

/** Names of code that keeps paths inside of a folder. */
export const PATH_CHECKS: RegExp =
  /is_relative_to|commonpath|commonprefix|startswith|startsWith|realpath|validate_?path|safe_?join|safe_?path|secure_filename|allowed_?(?:dir|path|root)|resolve_?within|is_?within|inside_?root|sandbox/i;
