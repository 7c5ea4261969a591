import { packageKey } from "./affected.ts";
import type { OsvAdvisory } from "./osv.ts";

/** Advisories by package, and what of the given files could not be read. Plain look-ups, no input or output. */
export class AdvisoryIndex {
  readonly #byPackage = new Map<string, OsvAdvisory[]>();
  #count = 0;

  /** Keeps an advisory for the packages that `wanted` names; all where it is not given. Withdrawn ones are left out. */
  add(advisory: OsvAdvisory, wanted?: ReadonlySet<string>): void {
    this.#count += 1;
    if (typeof advisory.withdrawn === "string") return;
    const keys = new Set((advisory.affected ?? []).flatMap(({ package: of }) => (of === undefined ? [] : [packageKey(of.ecosystem, of.name)])));
    for (const key of keys) {
      if (wanted?.has(key) === false) continue;
      const list = this.#byPackage.get(key);
      if (list === undefined) this.#byPackage.set(key, [advisory]);
      else if (!list.some(({ id }) => id === advisory.id)) list.push(advisory);
    }
  }

  /** How many records were read. */
  get count(): number {
    return this.#count;
  }

  /** Records on a package, those that speak of the same hole together, in order of their ids. */
  of(key: string): readonly (readonly OsvAdvisory[])[] {
    const groups: { readonly names: Set<string>; readonly members: OsvAdvisory[] }[] = [];
    for (const advisory of [...(this.#byPackage.get(key) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const names = [advisory.id, ...(advisory.aliases ?? [])];
      const same = groups.find((group) => names.some((name) => group.names.has(name)));
      if (same === undefined) groups.push({ names: new Set(names), members: [advisory] });
      else {
        same.members.push(advisory);
        for (const name of names) same.names.add(name);
      }
    }
    return groups.map(({ members }) => members);
  }
}
