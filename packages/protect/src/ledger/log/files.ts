import { closeSync, fsync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { ProtectError } from "../../errors.ts";
import { syncFolder } from "../../files/new-file.ts";

/**
 * What a log does with its folder; paths are below it. A name or content is durable when its `sync` has answered and not
 * before, so that tests can take away what was not.
 */
export interface LogFiles {
  /** Undefined where there is no such file. @throws ProtectError FILE_UNREADABLE */
  read(path: string): Uint8Array | undefined;
  /** Names in a folder, sorted; none where there is no such folder. */
  list(folder: string): readonly string[];
  /** Writes a file, also over an old one, and makes its content durable; folders are made. @throws ProtectError FILE_UNWRITABLE */
  write(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): void;
  /** A file or a folder with all in it; nothing where there is none. */
  remove(path: string): void;
  /** Makes the names in a folder durable. */
  syncFolder(folder: string): Promise<void>;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}

function unwritable(path: string, cause: unknown): ProtectError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const next = codeOf(cause) === "ENOSPC" ? "make room, then append again" : "make it writable, then append again";
  return new ProtectError("FILE_UNWRITABLE", `The log cannot write ${path} (${why}); ${next}. Nothing that was acknowledged is lost.`, {
    cause,
  });
}

function durable(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(descriptor, (failed) => {
      let fault: unknown = failed ?? undefined;
      try {
        // Nothing is left to write, so that closing does not wait.
        closeSync(descriptor);
      } catch (notClosed) {
        fault ??= notClosed;
      }
      if (fault === undefined) resolve();
      else reject(fault);
    });
  });
}

/** A folder of this machine. */
export function logFolder(root: string): LogFiles {
  const made = new Set<string>();
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return;
    const first = mkdirSync(folder, { recursive: true });
    made.add(folder);
    // The name of a new folder stands in the one above.
    for (let above = folder; first !== undefined && above.length >= first.length; above = dirname(above)) syncFolder(dirname(above));
  };
  return {
    read: (path) => {
      try {
        return readFileSync(join(root, path));
      } catch (cause) {
        if (["ENOENT", "ENOTDIR"].includes(codeOf(cause))) return undefined;
        throw new ProtectError("FILE_UNREADABLE", `${join(root, path)} cannot be read (${cause instanceof Error ? cause.message : ""}).`, {
          cause,
        });
      }
    },
    list: (folder) => {
      try {
        return readdirSync(join(root, folder)).sort();
      } catch (cause) {
        if (["ENOENT", "ENOTDIR"].includes(codeOf(cause))) return [];
        throw new ProtectError(
          "FILE_UNREADABLE",
          `${join(root, folder)} cannot be read (${cause instanceof Error ? cause.message : ""}).`,
          { cause },
        );
      }
    },
    write: async (path, bytes) => {
      const full = join(root, path);
      try {
        makeFolder(dirname(full));
        const descriptor = openSync(full, "w", 0o644);
        try {
          for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done);
        } catch (cause) {
          closeSync(descriptor);
          throw cause;
        }
        await durable(descriptor);
      } catch (cause) {
        throw unwritable(full, cause);
      }
    },
    rename: (from, to) => {
      try {
        renameSync(join(root, from), join(root, to));
      } catch (cause) {
        throw unwritable(join(root, to), cause);
      }
    },
    remove: (path) => {
      try {
        rmSync(join(root, path), { recursive: true, force: true });
      } catch (cause) {
        throw unwritable(join(root, path), cause);
      }
      for (const folder of made) if (folder.startsWith(join(root, path))) made.delete(folder);
    },
    syncFolder: async (folder) => {
      try {
        if (process.platform !== "win32") await durable(openSync(join(root, folder), "r"));
      } catch (cause) {
        throw unwritable(join(root, folder), cause);
      }
    },
  };
}
