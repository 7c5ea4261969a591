import { execFile } from "node:child_process";
import { relative, sep } from "node:path";
import { promisify } from "node:util";
import { repositoryAround } from "../project/git/repository.ts";
import { ScanError } from "./errors.ts";

const run = promisify(execFile);
/** Nothing that a repository configures may run or reach out: no hooks, no fsmonitor, no lazy fetch, no pager. */
export const GIT_SAFE: readonly string[] = [
  "--no-pager",
  "--no-optional-locks",
  "-c",
  "core.fsmonitor=",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "diff.external=",
  "-c",
  "protocol.allow=never",
];
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_CONFIG_NOSYSTEM: "1",
  LC_ALL: "C",
};

async function git(folder: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await run("git", [...GIT_SAFE, ...words], {
    cwd: folder,
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...GIT_ENVIRONMENT },
  });
  return stdout;
}

/** The part of a git listing below a folder of the work tree, relative to it. */
function below(workTree: string, folder: string): (path: string) => string | undefined {
  const prefix = relative(workTree, folder).split(sep).join("/");
  return (path) => (prefix === "" ? path : path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : undefined);
}

export interface GitChanges {
  /** Paths that were added or changed since the revision, untracked ones too. */
  readonly changed: ReadonlySet<string>;
  /** New path → old path, where git calls it a rename. */
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * What changed in a folder since a revision. Runs git, and only here.
 * @throws ScanError NOT_A_REVISION
 */
export async function changesSince(folder: string, revision: string): Promise<GitChanges> {
  const repository = repositoryAround(folder);
  if (repository === undefined)
    throw new ScanError("NOT_A_REVISION", `${folder} is not in a git repository, so there is no revision ${revision}; leave --since out.`);
  let base: string;
  try {
    base = (await git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`)).trim();
  } catch (cause) {
    throw new ScanError(
      "NOT_A_REVISION",
      `git knows no revision ${revision} in ${folder}; fetch it first (a shallow clone has few), or give another one.`,
      { cause },
    );
  }
  const within = below(repository.workTree, folder);
  const changed = new Set<string>();
  const renames = new Map<string, string>();
  const fields = (
    await git(repository.workTree, "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", base, "--")
  ).split("\0");
  for (let at = 0; at + 1 < fields.length; ) {
    const status = fields[at++] ?? "";
    const first = fields[at++] ?? "";
    const second = /^[RC]/.test(status) ? (fields[at++] ?? "") : first;
    const path = within(second);
    const old = within(first);
    if (path === undefined || status === "D") continue;
    changed.add(path);
    if (status.startsWith("R") && old !== undefined) renames.set(path, old);
  }
  for (const name of (await git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")).split("\0"))
    if (name !== "") changed.add(name);
  return { changed, renames };
}

/** The commit that is checked out, or undefined outside a repository. */
export async function headRevision(folder: string): Promise<string | undefined> {
  if (repositoryAround(folder) === undefined) return undefined;
  return git(folder, "rev-parse", "--verify", "--quiet", "HEAD").then(
    (text) => text.trim(),
    () => undefined,
  );
}
