import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { ProtectError } from "../errors.ts";

/** What `model_signing` leaves out at the top of a model. */
export const GIT_PATHS = [".git", ".gitattributes", ".github", ".gitignore"] as const;

/** A path with its links resolved as far as it exists. */
function real(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const parent = dirname(full);
  return parent === full ? full : join(real(parent), basename(full));
}

/** The name of a file within a model; undefined where it lies elsewhere. */
export function nameWithin(model: string, file: string): string | undefined {
  const name = relative(real(model), real(file));
  return name === "" || name === ".." || name.startsWith(`..${sep}`) || resolve(name) === name ? undefined : name.split(sep).join("/");
}

/** A path that a user leaves out, relative to the model. @throws ProtectError OPTION_INVALID */
export function ignoredByUser(model: string, path: string): string {
  const absolute = resolve(path) === path ? relative(resolve(model), path) : path;
  const parts = absolute.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || parts.length === 0)
    throw new ProtectError("OPTION_INVALID", `--ignore ${path} is no path below ${model}; ignored paths are relative to it.`);
  return absolute
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

/** What a signed statement leaves out: names below the model as the tool understands them, all others without effect. */
export function ignoredByStatement(model: string, paths: readonly string[]): readonly string[] {
  const root = `${resolve(model)}/`;
  return paths.flatMap((path) => {
    const within = path.startsWith(root) ? path.slice(root.length) : path;
    const parts = within.split("/").filter((part) => part !== "" && part !== ".");
    if (within.startsWith("/") || parts.includes("..")) return [];
    return [parts.length === 0 ? "." : parts.join("/")];
  });
}
