import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, isDevelopmentGroup, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { parsePythonRequirement } from "./requirement.ts";

interface PlacedString {
  readonly value: string;
  readonly line: number;
}

const STRING = /(?:\b[rRbBuU]{1,2})?("""|'''|"|')((?:\\.|(?!\1)[^\\])*?)\1|#[^\n]*|[[\](){}:]/gs;

/**
 * String literals of the bracketed literal that opens at or after `from`: keys (followed by ":") and
 * values apart. Calls and names inside are skipped.
 */
function stringsFrom(
  text: string,
  from: number,
): { readonly groups: ReadonlyMap<string, readonly PlacedString[]>; readonly plain: readonly PlacedString[] } {
  const pattern = new RegExp(STRING.source, STRING.flags);
  pattern.lastIndex = from;
  const groups = new Map<string, PlacedString[]>();
  const plain: PlacedString[] = [];
  let depth = 0;
  let group: PlacedString[] | undefined;
  let line = lineAt(text, from);
  let counted = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    for (; counted < match.index; counted++) if (text.charCodeAt(counted) === 10) line++;
    const token = match[0];
    if (/^[[({]$/.test(token)) depth++;
    else if (/^[\])}]$/.test(token)) depth--;
    else if (match[1] !== undefined) {
      const value = match[2] ?? "";
      if (/^\s*:/.test(text.slice(pattern.lastIndex, pattern.lastIndex + 8)) && depth === 1) {
        group = [];
        groups.set(value, group);
      } else (group ?? plain).push({ value, line });
    }
    if (depth <= 0) break;
  }
  return { groups, plain };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf("\n"); index >= 0 && index < offset; index = text.indexOf("\n", index + 1)) line++;
  return line;
}

/** Where the literal of `keyword=` starts: at the keyword itself or at the assignment of the name it takes. */
function literalOf(text: string, keyword: string): number | undefined {
  const use = new RegExp(`\\b["']?${keyword}["']?\\s*[=:]\\s*([\\w.]+)?`).exec(text);
  if (use === null) return undefined;
  const name = use[1];
  if (name === undefined) return use.index + use[0].length;
  const assigned = new RegExp(`^${name.replace(/\W/g, "\\$&")}\\s*(?::[^=\\n]*)?=\\s*(?=[[{(])`, "m").exec(text);
  return assigned === null ? undefined : assigned.index + assigned[0].length;
}

function packagesAt(text: string, keyword: string, scopeOf: (group: string) => PackageScope): readonly ManifestPackage[] {
  const start = literalOf(text, keyword);
  if (start === undefined || !/^\s*[[{(]/.test(text.slice(start, start + 20))) return [];
  const { groups, plain } = stringsFrom(text, start);
  return [["", plain] as const, ...groups].flatMap(([group, strings]) =>
    strings.flatMap(({ value, line }) => {
      const found = parsePythonRequirement(value);
      return found === undefined ? [] : [packageOf("pypi", { ...found, line, scope: scopeOf(group) })];
    }),
  );
}

const extras = (group: string): PackageScope => (isDevelopmentGroup(group) ? "development" : "optional");

/** setup.py, read as text: literal lists only, nothing is run. */
export function readSetupPy(text: string): ManifestFacts {
  const field = (name: string): string | undefined => new RegExp(`\\b${name}\\s*=\\s*["']([^"'\\n]{1,80})["']`).exec(text)?.[1];
  return factsOf({
    format: "setup.py",
    lock: false,
    name: field("name"),
    version: field("version"),
    licence: field("license"),
    packages: [
      ...packagesAt(text, "install_requires", () => "runtime"),
      ...packagesAt(text, "setup_requires", () => "development"),
      ...packagesAt(text, "tests_require", () => "development"),
      ...packagesAt(text, "extras_require", extras),
    ],
  });
}

/** setup.cfg: [options] install_requires, [options.extras_require], [metadata]. */
export function readSetupCfg(text: string): ManifestFacts {
  let section = "";
  let key = "";
  const packages: ManifestPackage[] = [];
  const metadata = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*[#;]/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      section = header.trim();
      key = "";
      continue;
    }
    const pair = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (pair !== null) key = pair[1] ?? "";
    else if (!/^\s/.test(line)) key = "";
    const value = (pair === null ? line : (pair[2] ?? "")).trim();
    if (section === "metadata" && pair !== null) metadata.set(key, value);
    const scope = scopeOfSetting(section, key);
    if (scope === undefined || value === "") continue;
    const found = parsePythonRequirement(value);
    if (found !== undefined) packages.push(packageOf("pypi", { ...found, line: index + 1, scope }));
  }
  return factsOf({
    format: "setup.cfg",
    lock: false,
    packages,
    name: metadata.get("name"),
    version: metadata.get("version"),
    licence: metadata.get("license"),
  });
}

function scopeOfSetting(section: string, key: string): PackageScope | undefined {
  if (section === "options.extras_require" && key !== "") return extras(key);
  if (section !== "options") return undefined;
  if (key === "install_requires") return "runtime";
  return key === "setup_requires" || key === "tests_require" ? "development" : undefined;
}

export const setupPy: ManifestReader = {
  format: "setup.py",
  matches: (path) => fileName(path) === "setup.py",
  read: (text) => readSetupPy(text),
};
export const setupCfg: ManifestReader = {
  format: "setup.cfg",
  matches: (path) => fileName(path) === "setup.cfg",
  read: (text) => readSetupCfg(text),
};
