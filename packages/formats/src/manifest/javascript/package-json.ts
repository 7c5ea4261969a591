import { at, type ConfigNode, entries, text as textOf } from "../../config/node.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { jsonTree } from "../tree.ts";

/** `npm:name@range` aliases name another package; local paths and workspaces name none. */
export function npmPackage(name: string, range: string, scope: PackageScope, line: number | undefined): readonly ManifestPackage[] {
  if (/^(?:file|link|workspace|portal|catalog):/.test(range) && !range.startsWith("catalog:")) return [];
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.*))?$/.exec(range);
  const requirement = alias === null ? range : (alias[2] ?? "");
  const version = /^[=v]?(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/.exec(requirement.trim())?.[1];
  return [packageOf("npm", { name: alias?.[1] ?? name, scope, version, requirement, line })];
}

function section(tree: ConfigNode, key: string, scope: PackageScope): readonly ManifestPackage[] {
  return entries(at(tree, key)).flatMap(({ key: name, line, value }) => npmPackage(name, textOf(value) ?? "", scope, line));
}

/** @see https://docs.npmjs.com/cli/configuring-npm/package-json */
export function readPackageJson(source: string): ManifestFacts {
  const tree = jsonTree(source);
  const peers = entries(at(tree, "peerDependencies")).flatMap(({ key, line, value }) => {
    const optional = textOf(at(tree, "peerDependenciesMeta", key, "optional")) === "true";
    return npmPackage(key, textOf(value) ?? "", optional ? "optional" : "runtime", line);
  });
  const own = [
    ...section(tree, "dependencies", "runtime"),
    ...section(tree, "optionalDependencies", "optional"),
    ...section(tree, "devDependencies", "development"),
  ];
  const names = new Set(own.map((entry) => entry.name));
  const scripts = entries(at(tree, "scripts")).flatMap(({ key, line, value }) => {
    const command = textOf(value);
    return command === undefined ? [] : [{ name: key, command, line }];
  });
  return factsOf({
    format: "package.json",
    lock: false,
    scripts,
    packages: [...own, ...peers.filter((entry) => !names.has(entry.name))],
    name: textOf(at(tree, "name")),
    version: textOf(at(tree, "version")),
    licence: textOf(at(tree, "license")),
  });
}

export const packageJson: ManifestReader = {
  format: "package.json",
  matches: (path) => fileName(path) === "package.json",
  read: (source) => readPackageJson(source),
};

/** deno.json: `npm:` entries of the import map; jsr packages keep their scheme in the name. */
export const denoJson: ManifestReader = {
  format: "deno.json",
  matches: (path) => /^deno\.jsonc?$/.test(fileName(path)),
  read: (source) => {
    const tree = jsonTree(source);
    const packages = entries(at(tree, "imports")).flatMap(({ line, value }): readonly ManifestPackage[] => {
      const match = /^(npm|jsr):\/?((?:@[^/]+\/)?[^@/]+)(?:@([^/]*))?/.exec(textOf(value) ?? "");
      const name = match?.[2];
      if (name === undefined) return [];
      if (match?.[1] === "npm") return npmPackage(name, match[3] ?? "", "runtime", line);
      return [packageOf("generic", { name: `jsr:${name}`, scope: "runtime", line, requirement: match?.[3] })];
    });
    return factsOf({
      format: "deno.json",
      lock: false,
      packages,
      name: textOf(at(tree, "name")),
      version: textOf(at(tree, "version")),
    });
  },
};
