import type { ResourceEntry } from "@castellan/graph";

/** Where names hold: one root module, template, or the files of one folder, of one target. */
export function rootOf({ target = 0, root, file }: ResourceEntry): string {
  return `${target}|${root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
}
