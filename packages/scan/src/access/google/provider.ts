import { GOOGLE_ROLES_DATE } from "../../../knowledge/access/google-roles.ts";
import { type Identity, waysTo } from "../becoming.ts";
import type { AccessGrant, AccessPrincipal, AccessProvider, Power, ProviderAnswer } from "../grant.ts";
import { Moves } from "./moves.ts";
import { type Standing, standingAt } from "./places.ts";
import { GoogleWorld, type Reached, type Right } from "./world.ts";

const GRANTS = 20_000;
const POWERS = ["read", "write", "run", "change"] as const;

/** Who can do what with resources of Google Cloud, by its policies, access lists, deny policies and service accounts. */
export const google: AccessProvider = {
  id: "google",
  judge(places, estate): ProviderAnswer {
    const standing = places.flatMap((place, at) => standingAt(place, estate).map((found) => ({ at, place, found })));
    if (standing.length === 0) return { judged: [], grants: [], notSeen: [] };
    const world = new GoogleWorld(estate.resources);
    const teller = new Teller(world);
    const notSeen = new Set<string>();
    for (const { at, place, found } of standing) {
      const reached = world.reached(found);
      for (const each of unseen(found, reached, world)) notSeen.add(each);
      for (const power of POWERS) {
        const [permissions, means] = [found.row.powers[power], place.means[power]];
        if (permissions === undefined || means === undefined) continue;
        // Where access is uniform, objects have no lists of their own.
        const asked = reached.uniform ? permissions.filter((permission) => permission !== "storage.objects.setIamPolicy") : permissions;
        teller.tell(reached, asked, means, at);
      }
    }
    return {
      judged: [...new Set(standing.map(({ at }) => at))],
      grants: teller.grants.slice(0, GRANTS),
      notSeen: [...notSeen, ...teller.cut],
    };
  },
};

/** Policies without text, and roles that the table does not know. */
function unseen({ resource }: Standing, { reaching, root }: Reached, { unread }: GoogleWorld): readonly string[] {
  const roles = new Map(reaching.filter(({ binding }) => binding.rights === undefined).map(({ binding }) => [binding.role, binding]));
  return [
    ...unread
      .filter(
        (each) =>
          Object.values(each.references ?? {}).some((list) => list.includes(resource.address)) ||
          /^google_(?:project|folder|organization)_/.test(each.type),
      )
      .filter((each) => each.file !== "" && root.startsWith(`${each.target ?? 0}|`))
      .slice(0, 20)
      .map(({ address, file, line }) => `the policy of ${address} (${file}:${line}) has no text here`),
    ...[...roles]
      .slice(0, 20)
      .map(
        ([role, { statement }]) =>
          `what ${role} holds is not known, also not by the table of ${GOOGLE_ROLES_DATE} (${statement.file ?? ""}:${statement.line ?? 0})`,
      ),
  ];
}

class Teller {
  readonly grants: AccessGrant[] = [];
  readonly #world: GoogleWorld;
  readonly #moves: Moves;

  constructor(world: GoogleWorld) {
    this.#world = world;
    this.#moves = new Moves(world);
  }

  tell(reached: Reached, permissions: readonly string[], power: Power, at: number): void {
    const holders = new Set<string>();
    const candidates = new Map(reached.reaching.map(({ binding }) => [binding.who.key, binding.who] as const));
    for (const who of candidates.values()) {
      const right = this.#world.right(who, permissions, reached);
      if (right === undefined) continue;
      holders.add(who.key);
      this.#add(power, who, right, at);
      for (const { who: other, steps, conditions, certain } of waysTo(who, (to) => this.#moves.to(to))) {
        if (this.grants.length >= GRANTS) return;
        if (holders.has(other.key) || (candidates.has(other.key) && this.#world.right(other, permissions, reached)?.effect === "allowed"))
          continue;
        this.grants.push({
          power,
          principal: this.#principal(other),
          effect: right.effect === "allowed" && !certain ? "conditional" : right.effect,
          how: "through",
          actions: right.permissions,
          steps: steps.map((step) => ({ ...step, to: this.#withPurposes(step.to, who) })),
          statements: right.statements,
          conditions: [...new Set([...conditions, ...right.conditions])],
          place: at,
        });
      }
    }
    for (const { who, via, right } of this.#moves.escalating(reached)) {
      if (holders.has(who.key)) continue;
      const principal = this.#principal(who);
      this.grants.push({
        power,
        principal,
        effect: "conditional",
        how: "escalation",
        actions: permissions.slice(0, 3),
        steps: [{ to: principal, via, statements: right.statements, certain: true }],
        statements: right.statements,
        conditions: ["after giving itself the right"],
        place: at,
      });
    }
  }

  /** Said, so that nobody takes what is left out for none. */
  get cut(): readonly string[] {
    return this.grants.length >= GRANTS || this.#moves.isCut ? ["not every way is told: so many may act for each other here"] : [];
  }

  #add(power: Power, who: Identity, { effect, permissions, statements, conditions }: Right, at: number): void {
    this.grants.push({
      power,
      principal: this.#principal(who),
      effect,
      how: "direct",
      actions: permissions,
      steps: [],
      statements,
      conditions,
      place: at,
    });
  }

  #principal(who: Identity): AccessPrincipal {
    const purposes = this.#moves.carriers.purposesOf(who);
    return purposes.length === 0 ? who.principal : { ...who.principal, purposes };
  }

  #withPurposes(principal: AccessPrincipal, holder: Identity): AccessPrincipal {
    return principal === holder.principal ? this.#principal(holder) : principal;
  }
}
