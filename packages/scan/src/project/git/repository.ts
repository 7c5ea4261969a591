import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { readIndex, type TrackedEntry } from "./index-file.ts";

/** A git work tree, read from its files: git itself is not run. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly workTree: string;
  /** `.git` itself, or where a `.git` file of a worktree or submodule points to. */
  readonly gitFolder: string;
  /** Holds config and info/exclude; differs from `gitFolder` in linked worktrees. */
  readonly commonFolder: string;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The repository whose work tree begins at a folder, if there is one. */
export function repositoryAt(folder: string): Repository | undefined {
  const dotGit = join(folder, ".git");
  const status = statSync(dotGit, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  let gitFolder = dotGit;
  if (status.isFile()) {
    if (status.size > 4096) return undefined;
    const target = /^gitdir: (.+)$/m.exec(readText(dotGit) ?? "")?.[1]?.trim();
    if (target === undefined) return undefined;
    gitFolder = resolve(folder, target);
    if (!isFolder(gitFolder)) return undefined;
  }
  const common = readText(join(gitFolder, "commondir"))?.trim();
  const commonFolder = common === undefined ? gitFolder : resolve(gitFolder, common);
  return { workTree: folder, gitFolder, commonFolder };
}

/** The repository around a folder: its own, or that of the nearest folder above. */
export function repositoryAround(folder: string): Repository | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = repositoryAt(current);
    if (found !== undefined || dirname(current) === current) return found;
  }
}

/** Tracked entries below a folder of the work tree, relative to that folder; undefined without an index. */
export function trackedBelow(repository: Repository, folder: string): readonly TrackedEntry[] | undefined {
  const sha256 = /^\s*objectformat\s*=\s*sha256/im.test(readText(join(repository.commonFolder, "config")) ?? "");
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(repository.gitFolder, "index"));
  } catch {
    return undefined;
  }
  const entries = readIndex(bytes, sha256 ? 32 : 20);
  const prefix = relative(repository.workTree, folder).split(sep).join("/");
  if (entries === undefined || prefix === "") return entries;
  return entries
    .filter(({ path }) => path.startsWith(`${prefix}/`))
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length + 1) }));
}

/** Cuts credentials out of a remote and gives ssh forms the https form, so that it names the same repository. */
export function normaliseRemote(url: string): string {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(?!\d+\/)(.+)$/.exec(url);
  const plain = scp === null ? url : `https://${scp[1] ?? ""}/${scp[2] ?? ""}`;
  return plain
    .replace(/^(?:ssh|git|git\+ssh|git\+https):\/\//, "https://")
    .replace(/^(https?:\/\/)[^/@]*@/, "$1")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
}

/** URL of the remote "origin", or of the first one, without credentials. */
export function remoteOf(repository: Repository): string | undefined {
  const remotes = new Map<string, string>();
  let section: string | undefined;
  for (const line of (readText(join(repository.commonFolder, "config")) ?? "").split(/\r?\n/)) {
    const header = /^\s*\[\s*(\w+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
    if (header !== null) section = header[1]?.toLowerCase() === "remote" ? header[2] : undefined;
    const url = /^\s*url\s*=\s*(\S+)/.exec(line)?.[1];
    if (section !== undefined && url !== undefined && !remotes.has(section)) remotes.set(section, url);
  }
  const url = remotes.get("origin") ?? [...remotes.values()][0];
  // A clone of a folder beside it: where that lies says nothing of what it is.
  return url === undefined || /^(?:[./~]|file:|[A-Za-z]:[\\/])/i.test(url) ? undefined : normaliseRemote(url);
}
