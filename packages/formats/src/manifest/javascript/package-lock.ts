import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { isRecord, jsoncRecord, jsonRecord, keyLines, recordAt, stringAt, type UntypedRecord } from "../untyped.ts";

const MAX_DEPTH = 100;

function scopeOfEntry(entry: UntypedRecord, direct: boolean): PackageScope {
  if (entry["dev"] === true || entry["devOptional"] === true) return "development";
  if (entry["optional"] === true || entry["peer"] === true) return "optional";
  return direct ? "runtime" : "transitive";
}

function fromPackages(root: UntypedRecord, lines: ReadonlyMap<string, number>): readonly ManifestPackage[] {
  const packages = recordAt(root, "packages");
  const direct = new Set(Object.keys(recordAt(packages[""], "dependencies")));
  return Object.entries(packages).flatMap(([path, entry]) => {
    const at = path.lastIndexOf("node_modules/");
    if (at < 0 || !isRecord(entry) || entry["link"] === true) return [];
    const folder = path.slice(at + "node_modules/".length);
    return [
      packageOf("npm", {
        name: stringAt(entry, "name") ?? folder,
        version: stringAt(entry, "version"),
        line: lines.get(path),
        scope: scopeOfEntry(entry, at === 0 && direct.has(folder)),
        digest: stringAt(entry, "integrity"),
        licence: stringAt(entry, "license"),
      }),
    ];
  });
}

/** Version 1: dependencies nested in dependencies. */
function fromTree(root: UntypedRecord, lines: ReadonlyMap<string, number>, depth: number): readonly ManifestPackage[] {
  if (depth > MAX_DEPTH) return [];
  return Object.entries(recordAt(root, "dependencies")).flatMap(([name, entry]) => {
    if (!isRecord(entry)) return [];
    const own = packageOf("npm", {
      name,
      version: stringAt(entry, "version"),
      line: lines.get(name),
      digest: stringAt(entry, "integrity"),
      scope: scopeOfEntry(entry, false),
    });
    return [own, ...fromTree(entry, lines, depth + 1)];
  });
}

/** package-lock.json and npm-shrinkwrap.json, versions 1 to 3. */
export function readPackageLock(text: string): ManifestFacts {
  const root = jsonRecord(text);
  const lines = keyLines(text);
  const packages = isRecord(root["packages"]) ? fromPackages(root, lines) : fromTree(root, lines, 0);
  return factsOf({ format: "package-lock.json", lock: true, name: stringAt(root, "name"), version: stringAt(root, "version"), packages });
}

/** bun.lock: `"name": ["name@version", registry, {…}, "sha512-…"]`. */
export function readBunLock(text: string): ManifestFacts {
  const root = jsoncRecord(text);
  const lines = keyLines(text);
  const workspaces = Object.values(recordAt(root, "workspaces"));
  const direct = new Set(workspaces.flatMap((workspace) => Object.keys(recordAt(workspace, "dependencies"))));
  const development = new Set(workspaces.flatMap((workspace) => Object.keys(recordAt(workspace, "devDependencies"))));
  const packages = Object.entries(recordAt(root, "packages")).flatMap(([key, entry]) => {
    const parts: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const match = typeof parts[0] === "string" ? /^((?:@[^/]+\/)?[^@]+)@(\d.*)$/.exec(parts[0]) : null;
    const name = match?.[1];
    if (name === undefined) return [];
    const digest = parts.at(-1);
    return [
      packageOf("npm", {
        name,
        version: match?.[2],
        line: lines.get(key),
        digest: typeof digest === "string" && digest.startsWith("sha") ? digest : undefined,
        scope: direct.has(key) ? "runtime" : development.has(key) ? "development" : "transitive",
      }),
    ];
  });
  return factsOf({ format: "bun.lock", lock: true, packages });
}

export const packageLock: ManifestReader = {
  format: "package-lock.json",
  matches: (path) => /^(?:package-lock|npm-shrinkwrap)\.json$/.test(fileName(path)),
  read: (text) => readPackageLock(text),
};
export const bunLock: ManifestReader = {
  format: "bun.lock",
  matches: (path) => fileName(path) === "bun.lock",
  read: (text) => readBunLock(text),
};
