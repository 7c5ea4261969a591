import { z } from "zod";

/** Different items kept of one principal or group: what is beyond is not told apart from the unseen. */
const ITEMS = 20_000;

export const TallyState = z.strictObject({ hours: z.number(), counts: z.record(z.string(), z.number()) });

/** In how many active hours each item was seen. Hours, not events: a loop of a thousand calls is one habit. */
class Tally {
  hours = 0;
  singles = 0;
  readonly counts = new Map<string, number>();

  add(items: Iterable<string>): void {
    this.hours++;
    for (const item of items) {
      const before = this.counts.get(item) ?? 0;
      if (before === 0 && this.counts.size >= ITEMS) continue;
      this.counts.set(item, before + 1);
      if (before === 0) this.singles++;
      else if (before === 1) this.singles--;
    }
  }

  /** Good and Turing: what was seen once is about as likely as what was never seen (Biometrika 40, 1953). */
  get unseen(): number {
    return Math.min(0.9, (this.singles + 1) / (this.hours + 2));
  }

  chance(item: string, below: number): number {
    const seen = this.hours === 0 ? 0 : (this.counts.get(item) ?? 0) / this.hours;
    return Math.min(1, (1 - this.unseen) * seen + this.unseen * below);
  }

  toJSON(): z.infer<typeof TallyState> {
    return { hours: this.hours, counts: Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1))) };
  }

  static from({ hours, counts }: z.infer<typeof TallyState>): Tally {
    const tally = new Tally();
    tally.hours = hours;
    for (const [item, count] of Object.entries(counts)) {
      tally.counts.set(item, count);
      if (count === 1) tally.singles++;
    }
    return tally;
  }
}

export const BackOffState = z.strictObject({
  all: TallyState,
  groups: z.record(z.string(), TallyState),
  own: z.record(z.string(), TallyState),
});

/**
 * How surprising an item is for a principal: its own habit, behind that the habit of its peers, behind that everybody's,
 * behind that one of `kinds` things that nobody did yet. A new member of a team thereby does what the team does.
 */
export class BackOff {
  #all = new Tally();
  readonly #groups = new Map<string, Tally>();
  readonly #own = new Map<string, Tally>();
  readonly #kinds: number;

  constructor(kinds: number) {
    this.#kinds = kinds;
  }

  /** −ln of the chance that the item occurs in an active hour. */
  surprise(item: string, principal: string, group: string): number {
    const all = this.#all.chance(item, 1 / this.#kinds);
    const peers = this.#groups.get(group)?.chance(item, all) ?? all;
    return -Math.log(this.#own.get(principal)?.chance(item, peers) ?? peers);
  }

  /** Whether the principal did it in some closed hour. */
  knows(item: string, principal: string): boolean {
    return this.#own.get(principal)?.counts.has(item) === true;
  }

  /** Whether anybody did. */
  anybodyKnows(item: string): boolean {
    return this.#all.counts.has(item);
  }

  /** An hour in which a principal did these. */
  learn(items: Iterable<string>, principal: string, group: string): void {
    const list = [...items];
    this.#all.add(list);
    at(this.#groups, group).add(list);
    at(this.#own, principal).add(list);
  }

  toJSON(): z.infer<typeof BackOffState> {
    return { all: this.#all.toJSON(), groups: written(this.#groups), own: written(this.#own) };
  }

  restore({ all, groups, own }: z.infer<typeof BackOffState>): void {
    this.#all = Tally.from(all);
    for (const [name, tally] of Object.entries(groups)) this.#groups.set(name, Tally.from(tally));
    for (const [name, tally] of Object.entries(own)) this.#own.set(name, Tally.from(tally));
  }
}

function at(map: Map<string, Tally>, key: string): Tally {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = new Tally();
  map.set(key, made);
  return made;
}

function written(map: ReadonlyMap<string, Tally>): Record<string, z.infer<typeof TallyState>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => [key, tally.toJSON()]));
}
