import type { ResourceEntry } from "@castellan/graph";
import { matchesOf } from "./match.ts";

/** Resources as they are put out: what is the same in code and in an account says so, what only rules need is left out. */
export function withSameAs(resources: readonly ResourceEntry[]): readonly ResourceEntry[] {
  const same = new Map<string, Set<string>>();
  const note = (from: ResourceEntry, to: ResourceEntry): void => {
    const key = keyOf(from);
    same.set(key, (same.get(key) ?? new Set()).add(to.address));
  };
  for (const { declared, observed } of matchesOf(resources).matches) {
    note(declared, observed);
    note(observed, declared);
  }
  return resources.map((resource) => {
    const { lines: _, instances: __, ...kept } = resource;
    const others = same.get(keyOf(resource));
    return others === undefined ? kept : { ...kept, sameAs: [...others].sort() };
  });
}

function keyOf({ target = 0, file, address }: ResourceEntry): string {
  return `${target}|${file}|${address}`;
}
