import { readFileSync } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";

/** Where CODEOWNERS may stand; the first that is there holds, as on GitHub and GitLab. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
const MAX_BYTES = 3 * 1024 * 1024;

interface OwnerRule {
  readonly pattern: Ignore;
  readonly owners: string;
}

/**
 * Rules of a CODEOWNERS text: gitignore patterns, the last match wins; GitLab sections with default owners.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function readCodeOwners(text: string): (path: string) => string | undefined {
  const rules: OwnerRule[] = [];
  let sectionOwners = "";
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/.exec(line);
    if (section !== null) {
      sectionOwners = section[1] ?? "";
      continue;
    }
    const [pattern, ...owners] = line.replaceAll("\\ ", "\u0000").split(/\s+/).map((word) => word.replaceAll("\u0000", "\\ "));
    // Negation has no meaning here.
    if (pattern === undefined || pattern.startsWith("!")) continue;
    rules.push({ pattern: ignore({ allowRelativePaths: true }).add(pattern), owners: owners.join(" ") || sectionOwners });
  }
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const owners = rules.findLast(({ pattern }) => pattern.ignores(path))?.owners;
    const result = owners === undefined || owners === "" ? undefined : owners;
    known.set(path, result);
    return result;
  };
}

/** Owners by the CODEOWNERS file of a folder; undefined for everything where there is none. */
export function ownersOf(root: string): (path: string) => string | undefined {
  for (const place of PLACES) {
    try {
      const bytes = readFileSync(join(root, place));
      if (bytes.length <= MAX_BYTES) return readCodeOwners(bytes.toString("utf8"));
    } catch {
      // Not there: the next place.
    }
  }
  return () => undefined;
}
