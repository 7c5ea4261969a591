import { at, type ConfigNode, entries, entry, items, text as textOf } from "../../config/node.ts";
import type { ManifestFacts, ManifestPackage } from "../../facts.ts";
import { factsOf, fileName, isDevelopmentGroup, type ManifestReader, type PackageScope, packageOf } from "../package.ts";
import { tomlTree } from "../tree.ts";
import { normalisePythonName, parsePythonRequirement } from "./requirement.ts";

/** A list of PEP 508 strings. */
function fromList(node: ConfigNode | undefined, scope: PackageScope): readonly ManifestPackage[] {
  return items(node).flatMap((item) => {
    const found = parsePythonRequirement(textOf(item) ?? "");
    return found === undefined ? [] : [packageOf("pypi", { ...found, line: item.line, scope })];
  });
}

/** Tables of lists: groups or extras. */
function fromGroups(node: ConfigNode | undefined, scopeOf: (group: string) => PackageScope): readonly ManifestPackage[] {
  return entries(node).flatMap((group) => fromList(group.value, scopeOf(group.key)));
}

const extraScope = (name: string): PackageScope => (isDevelopmentGroup(name) ? "development" : "optional");
const groupScope = (name: string): PackageScope => (/^(?:main|prod|production|default)$/.test(name) ? "runtime" : "development");

/** Poetry's and Pipenv's table form: name = "^1" or { version, git, path, optional, extras } or a list of those. */
export function fromPoetryTable(node: ConfigNode | undefined, scope: PackageScope): readonly ManifestPackage[] {
  return entries(node).flatMap(({ key, line, value }) => {
    if (key.toLowerCase() === "python") return [];
    const options = value.kind === "list" ? value.items[0] : value;
    if (at(options, "path") !== undefined || at(options, "file") !== undefined) return [];
    const git = textOf(at(options, "git"));
    const written = textOf(options) ?? textOf(at(options, "version")) ?? (git === undefined ? undefined : `@ ${git}`);
    const requirement = written === "*" ? undefined : written;
    const version = /^(?:==\s*)?(\d[\w.]*(?:\+[\w.]+)?)$/.exec(requirement ?? "")?.[1];
    const optional = textOf(at(options, "optional")) === "true";
    return [packageOf("pypi", { name: normalisePythonName(key), line, scope: optional ? "optional" : scope, version, requirement })];
  });
}

function licenceOf(node: ConfigNode | undefined): string | undefined {
  const stated = textOf(node) ?? textOf(at(node, "text"));
  return stated !== undefined && stated.length <= 80 ? stated : undefined;
}

/**
 * pyproject.toml: PEP 621 and 735, Poetry, PDM, uv, Hatch and Flit.
 * @see https://packaging.python.org/en/latest/specifications/pyproject-toml/
 */
export function readPyproject(source: string): ManifestFacts {
  const tree = tomlTree(source);
  const project = at(tree, "project");
  const poetry = at(tree, "tool", "poetry");
  const packages = [
    ...fromList(at(project, "dependencies"), "runtime"),
    ...fromGroups(at(project, "optional-dependencies"), extraScope),
    ...fromGroups(at(tree, "dependency-groups"), () => "development"),
    ...fromList(at(tree, "build-system", "requires"), "development"),
    ...fromPoetryTable(at(poetry, "dependencies"), "runtime"),
    ...fromPoetryTable(at(poetry, "dev-dependencies"), "development"),
    ...entries(at(poetry, "group")).flatMap((group) => fromPoetryTable(at(group.value, "dependencies"), groupScope(group.key))),
    ...fromGroups(at(tree, "tool", "pdm", "dev-dependencies"), () => "development"),
    ...fromList(at(tree, "tool", "uv", "dev-dependencies"), "development"),
    ...entries(at(tree, "tool", "hatch", "envs")).flatMap((environment) => [
      ...fromList(at(environment.value, "dependencies"), "development"),
      ...fromList(at(environment.value, "extra-dependencies"), "development"),
    ]),
    ...fromList(at(tree, "tool", "flit", "metadata", "requires"), "runtime"),
  ];
  const scripts = [at(project, "scripts"), at(project, "gui-scripts"), at(poetry, "scripts")].flatMap((table) =>
    entries(table).flatMap(({ key, line, value }) => {
      const command = textOf(value) ?? textOf(at(value, "reference")) ?? textOf(at(value, "callable"));
      return command === undefined ? [] : [{ name: key, command, line }];
    }),
  );
  return factsOf({
    format: "pyproject.toml",
    lock: false,
    name: textOf(at(project, "name")) ?? textOf(at(poetry, "name")),
    version: textOf(at(project, "version")) ?? textOf(at(poetry, "version")),
    licence: licenceOf(entry(project, "license")?.value) ?? licenceOf(entry(poetry, "license")?.value),
    packages,
    scripts,
  });
}

export const pyproject: ManifestReader = {
  format: "pyproject.toml",
  matches: (path) => fileName(path) === "pyproject.toml",
  read: (source) => readPyproject(source),
};

/** Pipfile: [packages] and [dev-packages]. */
export const pipfile: ManifestReader = {
  format: "Pipfile",
  matches: (path) => fileName(path) === "Pipfile",
  read: (source) => {
    const tree = tomlTree(source);
    const packages = [...fromPoetryTable(at(tree, "packages"), "runtime"), ...fromPoetryTable(at(tree, "dev-packages"), "development")];
    return factsOf({ format: "Pipfile", lock: false, packages });
  },
};
