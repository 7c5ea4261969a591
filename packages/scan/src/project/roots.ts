/*
 * Project roots (design: "A project root is the nearest manifest or root module"). Paths only, so that
 * it can be answered before anything is read.
 */

const MANIFESTS = new Set([
  "pyproject.toml",
  "setup.py",
  "setup.cfg",
  "pipfile",
  "environment.yml",
  "environment.yaml",
  "conda.yml",
  "conda.yaml",
  "package.json",
  "deno.json",
  "deno.jsonc",
  "go.mod",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
  "cargo.toml",
  "gemfile",
  "composer.json",
  "mix.exs",
  "package.swift",
  "mlproject",
  "chart.yaml",
  "kustomization.yaml",
  "kustomization.yml",
  "cdk.json",
  "pulumi.yaml",
  "databricks.yml",
  "databricks.yaml",
  "dbt_project.yml",
  "langgraph.json",
]);
const MANIFEST_PATTERN = /^(?:requirements[\w.-]*\.(?:txt|in)|.+\.(?:csproj|fsproj|vbproj|gemspec))$/i;

/** True for a file whose folder is the root of a project. */
export function isRootMarker(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return MANIFESTS.has(name.toLowerCase()) || MANIFEST_PATTERN.test(name);
}

function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : path.slice(0, end);
}

/**
 * Answers which folder is the root of a path: the nearest one at or above that holds a manifest, "" where
 * there is none. A Terraform file belongs to its own folder, which is its module.
 *
 * @param paths All paths of one target, relative to it.
 */
export function rootFinder(paths: Iterable<string>): (path: string) => string {
  const roots = new Set<string>();
  for (const path of paths) if (isRootMarker(path)) roots.add(folderOf(path));
  return (path) => {
    let folder = folderOf(path);
    if (/\.(?:tf|tfvars|tf\.json|tofu)$/.test(path)) return folder;
    while (folder !== "" && !roots.has(folder)) folder = folderOf(folder);
    return folder;
  };
}
