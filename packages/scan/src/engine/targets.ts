import { closeSync, lstatSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Target } from "../project/facts.ts";
import { remoteOf, repositoryAround, trackedBelow } from "../project/git/repository.ts";
import { type Skipped, type WalkedFile, walkFolder } from "../project/walk.ts";
import { ScanError } from "./errors.ts";
import { stalePatterns } from "./suppress/ignore-file.ts";

/** A target as it lies on disk. */
export interface LocalTarget extends Target {
  /** Absolute folder that paths are relative to. */
  readonly root: string;
  readonly files: readonly WalkedFile[];
  readonly skipped: readonly Skipped[];
  /** Paths that `.castellanignore` left out. */
  readonly leftOut: readonly string[];
  /** Lines of it that left nothing out. */
  readonly stalePatterns: readonly string[];
  /** It is a scan that was written earlier: its text is taken, not its files. */
  readonly earlier?: string;
}

export interface TargetOptions {
  readonly trackedOnly: boolean;
  readonly targetConfiguration: boolean;
}

const REMOTE = /^(?:https?|s3|gs|az|abfss?|hf|git|ssh|oci|docker):/i;
const HEAD = 600;
const MAX_EARLIER = 512 * 1024 * 1024;

/**
 * Walks a folder, takes one file as a target of its own, or an earlier scan.
 * @throws ScanError NO_SUCH_TARGET, REMOTE_TARGET
 */
export function openTarget(name: string, index: number, options: TargetOptions): LocalTarget {
  if (REMOTE.test(name))
    throw new ScanError("REMOTE_TARGET", `${name} is remote; this version scans what is on disk. Fetch it first and give its folder.`);
  const { path, folder } = locate(name);
  const root = folder ? path : dirname(path);
  const repository = repositoryAround(root);
  const remote = repository === undefined ? undefined : remoteOf(repository);
  const inside = repository === undefined ? "" : path.slice(repository.workTree.length).replaceAll("\\", "/");
  const target = {
    index,
    name,
    key: remote === undefined ? basename(path) : `${remote}${inside}`,
    root,
    ...(remote === undefined ? {} : { repository: remote }),
  };
  if (!folder) return { ...target, ...singleFile(path) };
  const walk = walkFolder(root, options, repository === undefined ? undefined : trackedBelow(repository, root));
  const ignoreFile = options.targetConfiguration ? readIgnoreFile(root) : "";
  return { ...target, ...walk, stalePatterns: stalePatterns(ignoreFile, walk.leftOut) };
}

function locate(name: string): { readonly path: string; readonly folder: boolean } {
  try {
    const path = realpathSync(resolve(name));
    const status = lstatSync(path);
    if (status.isDirectory() || status.isFile()) return { path, folder: status.isDirectory() };
  } catch (cause) {
    throw new ScanError("NO_SUCH_TARGET", `There is no file or folder ${name}; give the path of what is to be scanned.`, { cause });
  }
  throw new ScanError("NO_SUCH_TARGET", `${name} is neither a file nor a folder; give the path of what is to be scanned.`);
}

function readIgnoreFile(root: string): string {
  try {
    return readFileSync(join(root, ".castellanignore"), "utf8");
  } catch {
    return "";
  }
}

function singleFile(path: string): Pick<LocalTarget, "files" | "skipped" | "leftOut" | "stalePatterns" | "earlier"> {
  const status = lstatSync(path);
  const file: WalkedFile = {
    path: basename(path),
    lifecycle: "committed",
    vendored: false,
    bytes: status.size,
    modified: status.mtimeMs,
    changed: status.ctimeMs,
    inode: status.ino,
  };
  const earlier = /\.json$/i.test(path) && status.size <= MAX_EARLIER && isEarlierScan(path) ? readFileSync(path, "utf8") : undefined;
  return {
    files: earlier === undefined ? [file] : [],
    skipped: [],
    leftOut: [],
    stalePatterns: [],
    ...(earlier === undefined ? {} : { earlier }),
  };
}

function isEarlierScan(path: string): boolean {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEAD);
    return /"schema"\s*:\s*"castellan\/scan\//.test(bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, HEAD, 0)));
  } finally {
    closeSync(descriptor);
  }
}
