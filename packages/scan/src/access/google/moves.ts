import type { ResourceEntry } from "@castellan/graph";
import { GOOGLE_ESCALATIONS, GOOGLE_MOVES, GOOGLE_TAKEOVERS } from "../../../knowledge/access/google-powers.ts";
import type { Identity, Move } from "../becoming.ts";
import { rootOf } from "../roots.ts";
import type { Binding } from "./binding.ts";
import { Carriers } from "./carriers.ts";
import { EVERYBODY } from "./members.ts";
import { standingAt } from "./places.ts";
import type { GoogleWorld, Reached, Right } from "./world.ts";

/* Who may come to act as a service account: what runs as it, who may take its token, who may start or enter what runs as it. */

/** Members whose rights over accounts are judged for one answer: who may do much in a large project may act as all of it. */
const CHECKS = 20_000;
const ON_ACCOUNTS = [
  ...new Set([...GOOGLE_MOVES.flatMap(({ onAccount }) => onAccount), ...GOOGLE_TAKEOVERS.flatMap(({ permissions }) => permissions)]),
];

export class Moves {
  readonly carriers: Carriers;
  readonly #world: GoogleWorld;
  readonly #known = new Map<string, readonly Move[]>();
  readonly #mattering = new Map<ReadonlySet<string>, boolean>();
  #checks = 0;
  readonly #accounts: ReadonlyMap<string, ResourceEntry>;

  constructor(world: GoogleWorld) {
    this.#world = world;
    this.#accounts = new Map(
      world.resources
        .filter(({ type }) => type === "google_service_account")
        .map((each) => [`serviceaccount|${rootOf(each)}|${each.address}`, each]),
    );
    this.carriers = new Carriers(world.resources, world.members);
  }

  to(account: Identity): readonly Move[] {
    let known = this.#known.get(account.key);
    if (known === undefined) {
      known = account.principal.kind === "service-account" ? [...this.#running(account), ...this.#acting(account)] : [];
      this.#known.set(account.key, known);
    }
    return known;
  }

  /** Some ways were left out, because there are so many. */
  get isCut(): boolean {
    return this.#checks >= CHECKS;
  }

  /** Whether a role may have to do with acting as an account. */
  #matters({ rights }: Binding): boolean {
    if (rights === undefined) return true;
    let known = this.#mattering.get(rights);
    if (known === undefined) {
      known = ON_ACCOUNTS.some((permission) => rights.has(permission));
      this.#mattering.set(rights, known);
    }
    return known;
  }

  #running(account: Identity): readonly Move[] {
    return this.carriers.of(account).map(({ who }) => ({
      who,
      via: who.principal.kind === "ci-job" ? "signs in as" : "runs as",
      statements: [],
      certain: true,
      conditions: [],
    }));
  }

  #acting(account: Identity): readonly Move[] {
    const declared = this.#accounts.get(account.key);
    if (declared === undefined) return [];
    const reached = this.#world.reachedAccount(declared);
    const inProject = this.#world.reachedProject(reached.project, reached.root);
    const candidates = new Map(
      reached.reaching.flatMap(({ binding }) => (this.#matters(binding) ? [[binding.who.key, binding.who] as const] : [])),
    );
    const found: Move[] = [];
    for (const who of candidates.values()) {
      if (who.key === account.key) continue;
      if (this.#checks >= CHECKS) break;
      this.#checks += 1;
      const way = this.#way(who, account, reached, inProject);
      if (way !== undefined) found.push(way);
    }
    return found;
  }

  #way(who: Identity, account: Identity, reached: Reached, inProject: Reached): Move | undefined {
    let unsure: Move | undefined;
    const take = (via: string, ...rights: readonly (Right | undefined)[]): Move | undefined => {
      const held = rights.flatMap((right) => right ?? []);
      if (held.length < rights.length) return undefined;
      const certain = held.every(({ effect }) => effect === "allowed");
      const move: Move = {
        who,
        via,
        statements: [...new Set(held.flatMap(({ statements }) => statements))],
        certain,
        conditions: [...new Set(held.flatMap(({ conditions }) => conditions))],
      };
      if (!certain) unsure ??= move;
      return certain ? move : undefined;
    };
    for (const { via, onAccount, inProject: needed } of GOOGLE_MOVES) {
      const own = this.#world.right(who, onAccount, reached, true);
      if (own === undefined) continue;
      const federation = own.statements.some(({ says }) => says.startsWith("roles/iam.workloadIdentityUser"));
      const rest = needed === undefined ? [] : [this.#world.right(who, needed, inProject, true)];
      const move = take(federation ? "acts by workload identity as" : via, own, ...rest);
      if (move !== undefined) return move;
    }
    for (const { types, permissions, via, actAs } of GOOGLE_TAKEOVERS)
      for (const { resource } of this.carriers.of(account)) {
        const standing = types.includes(resource.type)
          ? standingAt({ role: "itself", resource, means: {} }, { assets: [], relations: [], resources: [] })[0]
          : undefined;
        if (standing === undefined) continue;
        const there = this.#world.right(who, permissions, this.#world.reached(standing));
        const move = take(
          `${via} ${resource.address}, which runs as`,
          there,
          ...(actAs === true ? [this.#world.right(who, ["iam.serviceAccounts.actAs"], reached)] : []),
        );
        if (move !== undefined) return move;
      }
    return unsure;
  }

  /** Who may give itself any right where something stands. */
  escalating(reached: Reached): readonly { readonly who: Identity; readonly via: string; readonly right: Right }[] {
    const above = this.#world.reachedProject(reached.project, reached.root);
    const found = new Map<string, { readonly who: Identity; readonly via: string; readonly right: Right }>();
    for (const { binding } of above.reaching)
      for (const { permission, via } of GOOGLE_ESCALATIONS) {
        if (found.has(binding.who.key) || EVERYBODY.has(binding.who.key)) continue;
        const right = this.#world.right(binding.who, [permission], above);
        if (right?.effect === "allowed") found.set(binding.who.key, { who: binding.who, via, right });
      }
    return [...found.values()];
  }
}
