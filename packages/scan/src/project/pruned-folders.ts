/*
 * Folders that hold what others wrote or what tools make: dependencies, caches, build output. They are not read
 * unless git tracks something in them; coverage counts them.
 */

const ALWAYS: ReadonlySet<string> = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  "__pycache__",
  ".venv",
  "site-packages",
  ".tox",
  ".nox",
  ".eggs",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".hypothesis",
  ".ipynb_checkpoints",
  ".gradle",
  ".terragrunt-cache",
  ".next",
  ".nuxt",
  ".svelte-kit",
  ".parcel-cache",
  ".turbo",
  ".yarn",
  ".pnpm-store",
  ".cache",
  ".angular",
  ".serverless",
  ".aws-sam",
  ".hg",
  ".svn",
  ".bundle",
  ".dart_tool",
  ".pixi",
  ".tmp",
  ".coverage",
  ".nyc_output",
  ".docusaurus",
  ".vercel",
  ".output",
  ".jj",
]);

/** Names that projects also use for their own code: pruned only with a sign of the tool that fills them. */
const WITH_SIGN: ReadonlyMap<string, readonly string[]> = new Map([
  ["venv", ["pyvenv.cfg"]],
  ["env", ["pyvenv.cfg", "conda-meta"]],
  ["virtualenv", ["pyvenv.cfg"]],
  ["vendor", ["modules.txt", "autoload.php", "bundle"]],
  ["target", ["CACHEDIR.TAG", ".rustc_info.json", "maven-status", "classes"]],
  ["obj", ["project.assets.json"]],
]);

/** Output folders: pruned only where git ignores them. */
const WHEN_IGNORED: ReadonlySet<string> = new Set([
  "dist",
  "build",
  "out",
  "target",
  "bin",
  "obj",
  "coverage",
  "htmlcov",
  "tmp",
  "temp",
  "logs",
  "log",
  "vendor",
  "lib",
  "lib64",
  "env",
  "venv",
  "wheels",
  "eggs",
  "downloads",
  "_build",
  "site",
  "public",
  ".idea",
  ".vs",
  ".history",
  "storybook-static",
]);

/** Files and folders in which the CDK keeps the source of an app, in the languages that are read. */
const CDK_SOURCE = /\.(?:[cm]?[jt]sx?|py|java|cs|go)$|^(?:bin|lib|src|stacks?|constructs|infra(?:structure)?|cdk|app)$/;

export type PrunedFor = "dependencies, caches or build output";

/**
 * Whether a folder is left out.
 * @param names Entries of the folder, asked only where the name alone does not tell.
 * @param beside Entries of the folder around it, asked likewise.
 */
export function isPruned(
  path: string,
  ignored: boolean,
  names: () => readonly string[],
  beside: () => readonly string[] = () => [],
): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  // Modules that `terraform init` fetched are read, providers and states are not.
  if (name === ".terraform") return !names().includes("modules");
  if (/(?:^|\/)\.terraform\/(?!modules$)[^/]+$/.test(path)) return true;
  if (ALWAYS.has(name) || name.endsWith(".egg-info") || /(?:^|\/)\.dvc\/(?:cache|tmp)$/.test(path)) return true;
  // What the CDK synthesised says what is deployed; beside its source it would say everything twice.
  if (name === "cdk.out") return ignored || beside().some((entry) => CDK_SOURCE.test(entry));
  if (/(?:^|\/)cdk\.out\/(?:asset\.|\.cache)[^/]*$/.test(path)) return true;
  if (ignored && WHEN_IGNORED.has(name)) return true;
  const signs = WITH_SIGN.get(name);
  const entries = signs === undefined && !/^\.?v?env/i.test(name) ? [] : names();
  return entries.includes("pyvenv.cfg") || (signs?.some((sign) => entries.includes(sign)) ?? false);
}
