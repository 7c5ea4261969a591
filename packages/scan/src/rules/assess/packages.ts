import type { PackageEntry } from "@castellan/graph";
import type { Inventory } from "../rule.ts";

/** The entry of a package that counts for a file: a lock file's before a requirement, the nearest manifest first. */
export function packageFor(
  inventory: Inventory,
  ecosystem: string,
  name: string,
  place: { readonly target: number; readonly file: string },
): PackageEntry | undefined {
  const wanted = name.toLowerCase().replaceAll("_", "-");
  const found = inventory.packages.filter(
    (entry) =>
      (entry.target ?? 0) === place.target &&
      entry.purl.startsWith(`pkg:${ecosystem}/`) &&
      entry.name.toLowerCase().replaceAll("_", "-") === wanted,
  );
  return [...found].sort(
    (a, b) =>
      distance(a.file, place.file) - distance(b.file, place.file) || Number(b.version !== undefined) - Number(a.version !== undefined),
  )[0];
}

function distance(a: string, b: string): number {
  const [from, to] = [a.split("/").slice(0, -1), b.split("/").slice(0, -1)];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return from.length + to.length - 2 * shared;
}

/** Least version that an entry allows: the pinned one, or the lower bound of the requirement. */
export function leastVersion(entry: PackageEntry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  return entry.version ?? /(?:>=|==|~=|\^|~>?)\s*v?(\d[\w.]*)/.exec(entry.requirement ?? "")?.[1];
}

/** Highest version that an entry allows, where it says one. */
export function mostVersion(entry: PackageEntry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  return entry.version ?? /(?:<=|<|==|~=)\s*v?(\d[\w.]*)/.exec(entry.requirement ?? "")?.[1];
}

export function compareVersions(a: string, b: string): number {
  const numbers = (text: string): number[] =>
    text
      .split(/[.+-]/)
      .slice(0, 4)
      .map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < 4; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
