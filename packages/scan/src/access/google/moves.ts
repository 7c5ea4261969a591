import { GOOGLE_ESCALATIONS, GOOGLE_MOVES, GOOGLE_TAKEOVERS } from "../../../knowledge/access/google-powers.ts";
import type { Identity, Move } from "../becoming.ts";
import { Carriers } from "./carriers.ts";
import { EVERYBODY } from "./members.ts";
import { standingAt } from "./places.ts";
import type { GoogleWorld, Reached, Right } from "./world.ts";

/* Who may come to act as a service account: what runs as it, who may take its token, who may start or enter what runs as it. */

export class Moves {
  readonly carriers: Carriers;
  readonly #world: GoogleWorld;
  readonly #known = new Map<string, readonly Move[]>();

  constructor(world: GoogleWorld) {
    this.#world = world;
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
    const { resource, file } = account.principal;
    const declared =
      resource === undefined
        ? undefined
        : this.#world.resources.find((each) => each.type === "google_service_account" && each.address === resource && each.file === file);
    if (declared === undefined) return [];
    const reached = this.#world.reachedAccount(declared);
    const inProject = this.#world.reachedProject(reached.project, reached.root);
    const candidates = new Map(reached.reaching.map(({ binding }) => [binding.who.key, binding.who] as const));
    const found: Move[] = [];
    for (const who of candidates.values()) {
      if (who.key === account.key) continue;
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
