import { at, type ConfigNode, entries, text as textOf } from "../../config/node.ts";
import { FormatError } from "../../errors.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { tomlBlocks } from "../toml-blocks.ts";
import { tomlTree } from "../tree.ts";

function table(node: ConfigNode | undefined, scope: PackageScope): readonly ManifestPackage[] {
  return entries(node).flatMap(({ key, line, value }) => {
    const git = textOf(at(value, "git"));
    const written = textOf(value) ?? textOf(at(value, "version")) ?? (git === undefined ? undefined : `@ ${git}`);
    if (written === undefined && at(value, "path") !== undefined) return [];
    const exact = /^=\s*(\d[\w.+-]*)$/.exec(written ?? "")?.[1];
    const optional = textOf(at(value, "optional")) === "true";
    return [
      packageOf("cargo", {
        name: textOf(at(value, "package")) ?? key,
        line,
        scope: optional ? "optional" : scope,
        version: exact,
        requirement: written,
      }),
    ];
  });
}

function tables(node: ConfigNode | undefined): readonly ManifestPackage[] {
  return [
    ...table(at(node, "dependencies"), "runtime"),
    ...table(at(node, "dev-dependencies"), "development"),
    ...table(at(node, "build-dependencies"), "development"),
  ];
}

/** Cargo.toml. @see https://doc.rust-lang.org/cargo/reference/manifest.html */
export function readCargoToml(source: string): ManifestFacts {
  const tree = tomlTree(source);
  return factsOf({
    format: "Cargo.toml",
    lock: false,
    name: textOf(at(tree, "package", "name")),
    version: textOf(at(tree, "package", "version")),
    licence: textOf(at(tree, "package", "license")),
    packages: [
      ...tables(tree),
      ...entries(at(tree, "target")).flatMap((target) => tables(target.value)),
      ...table(at(tree, "workspace", "dependencies"), "runtime"),
    ],
  });
}

/** Cargo.lock: packages without a source are the project's own. */
export function readCargoLock(text: string): ManifestFacts {
  const blocks = tomlBlocks(text, "package");
  if (blocks.length === 0 && !/^version = /m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a Cargo.lock file.");
  const packages = blocks.flatMap((block) => {
    const name = block.values.get("name");
    if (name === undefined || !block.values.has("source")) return [];
    const checksum = block.values.get("checksum");
    return [
      packageOf("cargo", {
        name,
        version: block.values.get("version"),
        line: block.line,
        scope: "transitive",
        digest: checksum === undefined ? undefined : `sha256:${checksum}`,
      }),
    ];
  });
  return factsOf({ format: "Cargo.lock", lock: true, packages });
}

export const cargoToml: ManifestReader = {
  format: "Cargo.toml",
  matches: (path) => fileName(path) === "Cargo.toml",
  read: (text) => readCargoToml(text),
};
export const cargoLock: ManifestReader = {
  format: "Cargo.lock",
  matches: (path) => fileName(path) === "Cargo.lock",
  read: (text) => readCargoLock(text),
};
