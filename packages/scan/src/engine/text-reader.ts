import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Larger files are not opened again for an excerpt or a patch. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Text of a file of a target, for excerpts and patches; never through a link, undefined for what is binary, large or gone. */
export function textReader(targets: readonly { readonly root: string }[]): (target: number, file: string) => string | undefined {
  return (target, file) => {
    const root = targets[target]?.root;
    if (root === undefined || file === "" || file.split("/").includes("..")) return undefined;
    let descriptor: number | undefined;
    try {
      descriptor = openSync(join(root, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      const status = fstatSync(descriptor);
      const bytes = status.isFile() && status.size <= MAX_BYTES ? readFileSync(descriptor) : undefined;
      return bytes === undefined || bytes.includes(0) ? undefined : bytes.toString("utf8");
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  };
}
