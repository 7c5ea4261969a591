import { z } from "zod";

/** Active hours after which a principal is placed, and how alike two profiles of one group are. */
const [ENOUGH, ALIKE, GROUPS] = [6, 0.6, 500];

const ProfileState = z.record(z.string(), z.number());
export const PeersState = z.strictObject({
  profiles: z.record(z.string(), z.strictObject({ hours: z.number(), profile: ProfileState })),
  groups: z.record(z.string(), z.string()),
  leaders: z.array(z.strictObject({ name: z.string(), kind: z.string(), profile: ProfileState })),
});

interface Profile {
  hours: number;
  readonly counts: Map<string, number>;
}

/**
 * Groups of principals that do the same work, found from what they do: a principal joins the first group whose leader's
 * profile (hours per service and verb) is alike by cosine, or leads a new one. Placed once, after six active hours;
 * before, a principal belongs to all of its kind.
 */
export class Peers {
  readonly #profiles = new Map<string, Profile>();
  readonly #groups = new Map<string, string>();
  readonly #leaders: { readonly name: string; readonly kind: string; readonly counts: ReadonlyMap<string, number> }[] = [];

  groupOf(principal: string, kind: string): string {
    return this.#groups.get(principal) ?? kind;
  }

  /** Active hours of a principal. */
  hours(principal: string): number {
    return this.#profiles.get(principal)?.hours ?? 0;
  }

  get size(): number {
    return this.#profiles.size;
  }

  /** An hour of a principal, by the actions in it. */
  learn(principal: string, kind: string, actions: Iterable<string>): void {
    let profile = this.#profiles.get(principal);
    if (profile === undefined) {
      profile = { hours: 0, counts: new Map() };
      this.#profiles.set(principal, profile);
    }
    profile.hours++;
    if (this.#groups.has(principal)) return;
    for (const verb of new Set([...actions].map(verbOf))) profile.counts.set(verb, (profile.counts.get(verb) ?? 0) + 1);
    if (profile.hours < ENOUGH) return;
    const { counts } = profile;
    const leader = this.#leaders.find((each) => each.kind === kind && cosine(each.counts, counts) >= ALIKE);
    if (leader === undefined && this.#leaders.length < GROUPS)
      this.#leaders.push({ name: `${kind} ${this.#leaders.length + 1}`, kind, counts: new Map(counts) });
    this.#groups.set(principal, leader?.name ?? this.#leaders.at(-1)?.name ?? kind);
    counts.clear();
  }

  toJSON(): z.infer<typeof PeersState> {
    return {
      profiles: Object.fromEntries(
        [...this.#profiles].map(([name, { hours, counts }]) => [name, { hours, profile: Object.fromEntries(counts) }]),
      ),
      groups: Object.fromEntries(this.#groups),
      leaders: this.#leaders.map(({ name, kind, counts }) => ({ name, kind, profile: Object.fromEntries(counts) })),
    };
  }

  restore({ profiles, groups, leaders }: z.infer<typeof PeersState>): void {
    for (const [name, { hours, profile }] of Object.entries(profiles))
      this.#profiles.set(name, { hours, counts: new Map(Object.entries(profile)) });
    for (const [name, group] of Object.entries(groups)) this.#groups.set(name, group);
    for (const { name, kind, profile } of leaders) this.#leaders.push({ name, kind, counts: new Map(Object.entries(profile)) });
  }
}

/** `s3:GetObject` is `s3:Get`. */
function verbOf(action: string): string {
  return /^[^:]*:[A-Z]?[a-z]*/.exec(action)?.[0] ?? action;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [product, first, second] = [0, 0, 0];
  for (const [key, count] of a) {
    product += count * (b.get(key) ?? 0);
    first += count * count;
  }
  for (const count of b.values()) second += count * count;
  return product / Math.sqrt(first * second || 1);
}
