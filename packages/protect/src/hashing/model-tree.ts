import { type Dirent, lstatSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { ProtectError } from "../errors.ts";

/** A regular file of a model or data set. */
export interface TreeFile {
  /** Relative to the root, `/`-separated; `.` where the root is the file. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export type TreeFaultCode = "link" | "special-file" | "unreadable" | "name-encoding";
/** Something in the tree that cannot be signed, or that a signature cannot hold for. */
export interface TreeFault {
  readonly code: TreeFaultCode;
  readonly file: string;
  readonly message: string;
}

export interface ModelTree {
  readonly root: string;
  /** Last part of the root's path. */
  readonly name: string;
  readonly single: boolean;
  /** By the bytes of their names, which is the order of their code points. */
  readonly files: readonly TreeFile[];
  readonly faults: readonly TreeFault[];
  /** Links to folders: what stands behind them is no part of the model. */
  readonly notEntered: readonly string[];
}

export interface TreeOptions {
  /** Names relative to the root; one that is a folder leaves out everything below. */
  readonly ignored: readonly string[];
  readonly links: boolean;
}

const DECODER = new TextDecoder("utf-8", { fatal: true });

/** Whether a name is one of these, or lies below one. `.` is everything. */
export function ignores(ignored: ReadonlySet<string>, name: string): boolean {
  if (ignored.has(".")) return true;
  for (let at = name.length; at !== -1; at = name.lastIndexOf("/", at - 1)) {
    if (ignored.has(name.slice(0, at))) return true;
    if (at === 0) break;
  }
  return false;
}

/** By code points, as OMS 1.0 section 6 orders resources; JavaScript's own order is that of UTF-16. */
export function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

class Walk {
  readonly files: TreeFile[] = [];
  readonly faults: TreeFault[] = [];
  readonly notEntered: string[] = [];
  readonly #ignored: ReadonlySet<string>;
  readonly #links: boolean;

  constructor({ ignored, links }: TreeOptions) {
    this.#ignored = new Set(ignored);
    this.#links = links;
  }

  folder(path: string, prefix: string): void {
    let entries: Dirent<Buffer>[];
    try {
      entries = readdirSync(path, { withFileTypes: true, encoding: "buffer" });
    } catch (cause) {
      if (!ignores(this.#ignored, prefix)) this.#fault("unreadable", prefix === "" ? "." : prefix, reasonOf(cause));
      return;
    }
    for (const entry of entries) this.#entry(path, prefix, entry.name);
  }

  #entry(folder: string, prefix: string, bytes: Buffer): void {
    let last: string;
    try {
      last = DECODER.decode(bytes);
    } catch {
      const shown = bytes.toString("latin1").replace(/[^ -~]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`);
      this.#fault(
        "name-encoding",
        prefix === "" ? shown : `${prefix}/${shown}`,
        "its name is no UTF-8, which a signature cannot hold; rename it",
      );
      return;
    }
    this.one(join(folder, last), prefix === "" ? last : `${prefix}/${last}`);
  }

  one(path: string, name: string): void {
    const ignored = ignores(this.#ignored, name);
    try {
      const own = lstatSync(path);
      if (own.isSymbolicLink() && !this.#links) {
        this.#fault("link", name, "it is a link; --allow-symlinks takes in what links to files lead to");
        return;
      }
      const found = own.isSymbolicLink() ? statSync(path) : own;
      if (found.isDirectory()) {
        if (!own.isSymbolicLink()) this.folder(path, name);
        else if (!ignored) this.notEntered.push(name);
      } else if (!found.isFile()) this.#fault("special-file", name, "it is neither a file nor a folder (pipe, socket or device)");
      else if (!ignored) this.files.push({ name, path, bytes: found.size });
    } catch (cause) {
      this.#fault("unreadable", name, reasonOf(cause));
    }
  }

  #fault(code: TreeFaultCode, file: string, message: string): void {
    this.faults.push({ code, file, message });
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "it is a link that leads nowhere, or it went away while the folder was read";
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * The regular files of a model (a folder, or one file), never following links to folders. Links and special files are
 * faults also below ignored names, as in the `model_signing` tool; what cannot be read below them is not.
 * @throws ProtectError FILE_MISSING
 */
export function readModelTree(path: string, options: TreeOptions): ModelTree {
  const root = resolve(path);
  const walk = new Walk(options);
  let single: boolean;
  try {
    single = !statSync(root).isDirectory();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new ProtectError("FILE_MISSING", `${path} is not there; give a folder or a file.`, { cause });
    throw new ProtectError("FILE_UNREADABLE", `${path} cannot be read (${reasonOf(cause)}).`, { cause });
  }
  if (single || lstatSync(root).isSymbolicLink()) {
    walk.one(root, ".");
    if (!single && options.links) {
      walk.notEntered.length = 0;
      walk.folder(root, "");
    }
  } else walk.folder(root, "");
  return {
    root,
    name: basename(root),
    single,
    files: walk.files.sort((a, b) => byCodePoints(a.name, b.name)),
    faults: walk.faults.sort((a, b) => byCodePoints(a.file, b.file)),
    notEntered: walk.notEntered.sort(byCodePoints),
  };
}
