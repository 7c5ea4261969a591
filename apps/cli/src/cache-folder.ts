import { mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "./values.ts";

/** `$XDG_CACHE_HOME/castellan`, made for its owner only; undefined where it cannot be had or belongs to another. */
export function cacheFolder(environment: Environment): string | undefined {
  const base = environment["XDG_CACHE_HOME"];
  const folder = join(base !== undefined && isAbsolute(base) ? base : join(homedir(), ".cache"), "castellan");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = statSync(folder);
    const strangers = process.getuid !== undefined && (status.uid !== process.getuid() || (status.mode & 0o022) !== 0);
    return status.isDirectory() && !strangers ? folder : undefined;
  } catch {
    return undefined;
  }
}
