import { fits } from "./pattern.ts";
import { OWN_ACCOUNT } from "./policy.ts";

/** Things by the names that policies may write for them: which of them a pattern reaches is looked up, not tried one by one. */
export class NameIndex<T> {
  readonly #exact = new Map<string, T[]>();
  /** In order, for patterns: those that begin alike stand together. */
  readonly #sorted: readonly (readonly [name: string, thing: T])[];

  constructor(things: readonly T[], names: (thing: T) => readonly string[]) {
    const all: (readonly [string, T])[] = [];
    for (const thing of things)
      for (const name of names(thing)) {
        all.push([name, thing]);
        const list = this.#exact.get(name);
        if (list === undefined) this.#exact.set(name, [thing]);
        else list.push(thing);
      }
    this.#sorted = all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** What a pattern fits; policy variables in it stand for any text. */
  reachedBy(written: string): readonly T[] {
    // Names are of the own account; in any account means in it too.
    const pattern = written.replace(/^(arn:aws:[\w-]{0,60}::)\*+:/, `$1${OWN_ACCOUNT}:`);
    const open = pattern.includes("${") ? pattern.replace(/\$\{[^}:]{0,80}:[^}]{0,300}\}|\$\{[*?$]\}/g, "*") : pattern;
    const wild = open.search(/[*?]/);
    if (wild < 0) return this.#exact.get(open) ?? [];
    const beginning = open.slice(0, wild);
    const found: T[] = [];
    for (let at = this.#from(beginning); at < this.#sorted.length; at++) {
      const [name, thing] = this.#sorted[at] ?? ["", undefined];
      if (!name.startsWith(beginning)) break;
      if (thing !== undefined && fits(open, name)) found.push(thing);
    }
    return found;
  }

  /** First name that is not before a text. */
  #from(text: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.[0] ?? "") < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
