import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { type TomlBlock, tomlBlocks } from "../toml-blocks.ts";
import { isRecord, jsonRecord, keyLines, recordAt, stringAt } from "../untyped.ts";
import { normalisePythonName } from "./requirement.ts";

function firstHash(block: TomlBlock): string | undefined {
  for (const line of block.lines) {
    const hash = /hash = "(sha\d+:[0-9a-f]+)"/.exec(line)?.[1];
    if (hash !== undefined) return hash;
  }
  return undefined;
}

function requireBlocks(text: string, format: string): readonly TomlBlock[] {
  const blocks = tomlBlocks(text, "package");
  if (blocks.length === 0 && !/lock[-_]?version|^version = |\[metadata\]/m.test(text)) {
    throw new FormatError("NOT_THIS_FORMAT", `This is not a ${format} file.`);
  }
  return blocks;
}

/** poetry.lock and pdm.lock: all packages, direct and transitive alike. */
export function readPoetryLock(text: string, format: string): ManifestFacts {
  const packages = requireBlocks(text, format).flatMap((block): readonly ManifestPackage[] => {
    const name = block.values.get("name");
    if (name === undefined) return [];
    const groups = block.lines.find((line) => line.startsWith("groups = ")) ?? "";
    const development = block.values.get("category") === "dev" || (groups !== "" && !/"(?:main|default)"/.test(groups));
    const scope: PackageScope = development ? "development" : block.values.get("optional") === "true" ? "optional" : "transitive";
    return [
      packageOf("pypi", {
        name: normalisePythonName(name),
        version: block.values.get("version"),
        line: block.line,
        scope,
        digest: firstHash(block),
      }),
    ];
  });
  return factsOf({ format, lock: true, packages });
}

/** Names in `dependencies = [ { name = "x" } ]` of the project's own blocks, by whether they are for developers. */
function directNames(blocks: readonly TomlBlock[]): ReadonlyMap<string, PackageScope> {
  const direct = new Map<string, PackageScope>();
  for (const block of blocks) {
    let scope: PackageScope | undefined;
    for (const line of block.lines) {
      if (/^dependencies = \[/.test(line)) scope = "runtime";
      else if (/^\[package\.optional-dependencies\]/.test(line)) scope = "optional";
      else if (/^\[package\.(?:dev-dependencies|metadata)/.test(line)) scope = line.includes("dev-") ? "development" : undefined;
      else if (line === "]" && scope === "runtime") scope = undefined;
      for (const match of line.matchAll(/\{ name = "([^"]+)"/g)) {
        const name = match[1];
        if (scope !== undefined && name !== undefined && direct.get(name) !== "runtime") direct.set(name, scope);
      }
    }
  }
  return direct;
}

/** uv.lock: the project's own entries (virtual, editable, directory sources) name what is direct. */
export function readUvLock(text: string): ManifestFacts {
  const blocks = requireBlocks(text, "uv.lock");
  const isOwn = (block: TomlBlock): boolean => block.lines.some((line) => /^source = \{ (?:virtual|editable|directory) =/.test(line));
  const own = blocks.filter(isOwn);
  const direct = directNames(own);
  const packages = blocks.flatMap((block) => {
    const name = block.values.get("name");
    if (name === undefined || isOwn(block)) return [];
    return [
      packageOf("pypi", {
        name: normalisePythonName(name),
        version: block.values.get("version"),
        line: block.line,
        scope: direct.get(name) ?? "transitive",
        digest: firstHash(block),
      }),
    ];
  });
  const root = own.find((block) => block.lines.some((line) => /^source = \{ (?:virtual|editable) = "\." \}/.test(line)));
  return factsOf({ format: "uv.lock", lock: true, name: root?.values.get("name"), packages });
}

/** Pipfile.lock: default and develop. */
export function readPipfileLock(text: string): ManifestFacts {
  const root = jsonRecord(text);
  const lines = keyLines(text);
  const packages = (["default", "develop"] as const).flatMap((section) =>
    Object.entries(recordAt(root, section)).map(([name, entry]) => {
      const hashes = isRecord(entry) ? entry["hashes"] : undefined;
      const digest: unknown = Array.isArray(hashes) ? hashes[0] : undefined;
      return packageOf("pypi", {
        name: normalisePythonName(name),
        line: lines.get(name),
        version: stringAt(entry, "version")?.replace(/^==/, ""),
        scope: section === "develop" ? "development" : "transitive",
        digest: typeof digest === "string" ? digest : undefined,
      });
    }),
  );
  return factsOf({ format: "Pipfile.lock", lock: true, packages });
}

export const pythonLocks: readonly ManifestReader[] = [
  { format: "poetry.lock", matches: (path) => fileName(path) === "poetry.lock", read: (text) => readPoetryLock(text, "poetry.lock") },
  { format: "pdm.lock", matches: (path) => fileName(path) === "pdm.lock", read: (text) => readPoetryLock(text, "pdm.lock") },
  { format: "uv.lock", matches: (path) => fileName(path) === "uv.lock", read: (text) => readUvLock(text) },
  { format: "Pipfile.lock", matches: (path) => fileName(path) === "Pipfile.lock", read: (text) => readPipfileLock(text) },
  // PEP 751: [[packages]] with name and version.
  {
    format: "pylock.toml",
    matches: (path) => /^pylock(?:\.[\w-]+)?\.toml$/.test(fileName(path)),
    read: (text) =>
      factsOf({
        format: "pylock.toml",
        lock: true,
        packages: tomlBlocks(text, "packages").flatMap((block) => {
          const name = block.values.get("name");
          return name === undefined
            ? []
            : [
                packageOf("pypi", {
                  name: normalisePythonName(name),
                  version: block.values.get("version"),
                  line: block.line,
                  scope: "transitive",
                }),
              ];
        }),
      }),
  },
];
