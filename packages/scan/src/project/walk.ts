import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "@castellan/graph";
import type { TrackedEntry } from "./git/index-file.ts";
import { repositoryAt, trackedBelow } from "./git/repository.ts";
import { IgnoreRules } from "./ignore-rules.ts";
import { isLocalArtifact } from "./local-artifacts.ts";
import { isPruned } from "./pruned-folders.ts";

/** What tells whether a file changed, without reading it. */
export interface FileStamp {
  readonly bytes: number;
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
}

export interface WalkedFile extends FileStamp {
  /** Relative to the root, "/"-separated. */
  readonly path: string;
  readonly lifecycle: "committed" | "local";
  /** Tracked inside a dependency folder: others wrote it. */
  readonly vendored: boolean;
}

export interface Skipped {
  readonly file: string;
  readonly reason: string;
  /** It had to be read: the scan is not complete without it. */
  readonly required: boolean;
}

export interface Walk {
  /** Sorted by path. */
  readonly files: readonly WalkedFile[];
  readonly skipped: readonly Skipped[];
  /** Lines of `.castellanignore` that matched nothing are stale; these matched. */
  readonly leftOut: readonly string[];
}

export interface WalkOptions {
  /** Only what git tracks; where there is no repository, what no ignore file names. */
  readonly trackedOnly: boolean;
  /** Honour `.castellanignore` and `.git/info/exclude` of the target. */
  readonly targetConfiguration: boolean;
}

interface Context {
  readonly rules: IgnoreRules;
  /** The first folder above that git ignores. */
  readonly ignoredFrom?: string;
  readonly vendored: boolean;
}

/** Walks one folder. Never follows a link, never opens what is not a regular file, never throws for what it meets below. */
export function walkFolder(root: string, options: WalkOptions, tracked: readonly TrackedEntry[] | undefined): Walk {
  return new Walker(root, options, tracked).walk();
}

class Walker {
  readonly #root: string;
  readonly #options: WalkOptions;
  readonly #inRepository: boolean;
  readonly #tracked = new Set<string>();
  readonly #trackedFolders = new Set<string>();
  readonly #files: WalkedFile[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #leftOut: string[] = [];
  readonly #ignoredCounts = new Map<string, number>();
  #own = new IgnoreRules();

  constructor(root: string, options: WalkOptions, tracked: readonly TrackedEntry[] | undefined) {
    this.#root = root;
    this.#options = options;
    this.#inRepository = tracked !== undefined;
    this.#track(tracked ?? [], "");
  }

  walk(): Walk {
    let rules = new IgnoreRules();
    if (this.#options.targetConfiguration) {
      this.#own = this.#own.with("", readText(join(this.#root, ".castellanignore")));
      const repository = repositoryAt(this.#root);
      if (repository !== undefined) rules = rules.with("", readText(join(repository.commonFolder, "info/exclude")));
    }
    this.#visit("", { rules, vendored: false });
    for (const [folder, count] of this.#ignoredCounts)
      this.#skip(folder === "" ? "." : folder, `${count} ${count === 1 ? "file" : "files"} that git ignores`, false);
    return {
      files: this.#files.sort((a, b) => compareText(a.path, b.path)),
      skipped: this.#skipped.sort((a, b) => compareText(a.file, b.file)),
      leftOut: this.#leftOut.sort(compareText),
    };
  }

  #track(entries: readonly TrackedEntry[], prefix: string): void {
    for (const { path } of entries) {
      const full = prefix + path;
      this.#tracked.add(full);
      for (let end = full.lastIndexOf("/"); end > 0; end = full.lastIndexOf("/", end - 1)) {
        const folder = full.slice(0, end);
        if (this.#trackedFolders.has(folder)) break;
        this.#trackedFolders.add(folder);
      }
    }
  }

  #skip(file: string, reason: string, required: boolean): void {
    // What is not in the commit may not change the bytes of the result.
    if (required || !this.#options.trackedOnly) this.#skipped.push({ file, reason, required });
  }

  #entries(folder: string): readonly Dirent[] {
    try {
      return readdirSync(join(this.#root, folder), { withFileTypes: true });
    } catch (error) {
      this.#skip(folder === "" ? "." : folder, `the folder cannot be read (${codeOf(error)})`, true);
      return [];
    }
  }

  #visit(folder: string, context: Context): void {
    const entries = this.#entries(folder);
    const prefix = folder === "" ? "" : `${folder}/`;
    const names = entries.map(({ name }) => name);
    let rules = context.rules;
    if (folder !== "" && names.includes(".git")) {
      const nested = repositoryAt(join(this.#root, folder));
      const tracked = nested === undefined ? undefined : trackedBelow(nested, nested.workTree);
      if (tracked !== undefined && (!this.#inRepository || this.#tracked.has(folder))) this.#track(tracked, prefix);
    }
    if (entries.some((entry) => entry.name === ".gitignore" && entry.isFile()))
      rules = rules.with(prefix, readText(join(this.#root, prefix, ".gitignore")));
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.name === ".git") continue;
      if (entry.isSymbolicLink()) this.#skip(path, "a symbolic link; links are not followed", false);
      else if (entry.isDirectory()) this.#folder(path, { ...context, rules });
      else if (entry.isFile()) this.#file(path, names, { ...context, rules });
      else this.#skip(path, "not a regular file", false);
    }
  }

  #folder(path: string, context: Context): void {
    if (this.#own.ignores(`${path}/`)) {
      this.#leftOut.push(`${path}/`);
      return;
    }
    const ignoredFrom = context.ignoredFrom ?? (context.rules.ignores(`${path}/`) ? path : undefined);
    const named = (folder: string) => () => this.#entries(folder).map(({ name }) => name);
    const around = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    const pruned = isPruned(path, ignoredFrom !== undefined, named(path), named(around));
    if (pruned && !this.#trackedFolders.has(path)) {
      this.#skip(`${path}/`, "dependencies, caches or build output", false);
      return;
    }
    this.#visit(path, {
      rules: context.rules,
      vendored: context.vendored || pruned,
      ...(ignoredFrom === undefined ? {} : { ignoredFrom }),
    });
  }

  #file(path: string, siblings: readonly string[], context: Context): void {
    if (this.#own.ignores(path)) {
      this.#leftOut.push(path);
      return;
    }
    let lifecycle: WalkedFile["lifecycle"] = "committed";
    if (!this.#tracked.has(path)) {
      if (context.vendored || (this.#options.trackedOnly && this.#inRepository)) return;
      const name = path.slice(path.lastIndexOf("/") + 1);
      if (context.ignoredFrom !== undefined || context.rules.ignores(path)) {
        if (this.#options.trackedOnly || !isLocalArtifact(name, siblings)) {
          const folder = context.ignoredFrom ?? path.slice(0, path.length - name.length);
          this.#ignoredCounts.set(folder, (this.#ignoredCounts.get(folder) ?? 0) + 1);
          return;
        }
        lifecycle = "local";
      }
    }
    try {
      const status = lstatSync(join(this.#root, path));
      if (!status.isFile()) return;
      this.#files.push({
        path,
        lifecycle,
        vendored: context.vendored,
        bytes: status.size,
        modified: status.mtimeMs,
        changed: status.ctimeMs,
        inode: status.ino,
      });
    } catch (error) {
      this.#skip(path, `the file cannot be read (${codeOf(error)})`, true);
    }
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}
