import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MAX_BYTES = 2 * 1024 * 1024;

/** Text of a file of a target once more, for a patch; undefined where it is gone, too large or no regular file. Never through a link. */
export function readOwnText(root: string | undefined, file: string): string | undefined {
  if (root === undefined || file.split("/").includes("..")) return undefined;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(join(root, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= MAX_BYTES ? readFileSync(descriptor, "utf8") : undefined;
  } catch {
    // Without the text there is no patch; the finding stands.
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
