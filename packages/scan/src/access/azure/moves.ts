import type { ResourceEntry } from "@castellan/graph";
import {
  AZURE_ASSIGN,
  AZURE_ESCALATIONS,
  AZURE_FEDERATE,
  AZURE_STARTS,
  AZURE_TAKEOVERS,
  type AzureWay,
} from "../../../knowledge/access/azure-powers.ts";
import type { Identity, Move } from "../becoming.ts";
import type { AzureWorld, Right } from "./world.ts";

/* Who may come to act as an identity: what runs as it, who may hand it out, who may take over what runs as it. */

const control = (action: string): AzureWay => ({ action, plane: "control" });

export class Moves {
  readonly #world: AzureWorld;
  readonly #known = new Map<string, readonly Move[]>();

  constructor(world: AzureWorld) {
    this.#world = world;
  }

  to(identity: Identity): readonly Move[] {
    let known = this.#known.get(identity.key);
    if (known === undefined) {
      known = [...this.#world.principals.movesTo(identity), ...this.#taking(identity)];
      this.#known.set(identity.key, known);
    }
    return known;
  }

  #taking(identity: Identity): readonly Move[] {
    const own = this.#resourceOf(identity);
    if (own === undefined) return [];
    const managed = /user_assigned_identity$|userAssignedIdentities$/i.test(own.type);
    const workloads = managed
      ? this.#world.principals.carriersOf(identity).map(({ resource }) => resource)
      : identity.principal.kind === "workload"
        ? [own]
        : [];
    const found = new Map<string, Move>();
    const add = (who: Identity, via: string, rights: readonly (Right | undefined)[]): void => {
      const held = rights.flatMap((right) => right ?? []);
      if (held.length < rights.length || who.key === identity.key) return;
      // A role whose text is not here may be anything: that alone makes nobody another.
      if (held.some(({ conditions }) => conditions.some((each) => each.startsWith("unknown: what the role")))) return;
      const certain = held.every(({ effect }) => effect === "allowed");
      const other = found.get(who.key);
      if (other !== undefined && (other.certain || !certain)) return;
      found.set(who.key, {
        who,
        via,
        statements: [...new Set(held.flatMap(({ statements }) => statements))],
        certain,
        conditions: [...new Set(held.flatMap(({ conditions }) => conditions))],
      });
    };
    for (const workload of workloads) {
      const way = AZURE_TAKEOVERS.find(({ types }) => types.some((type) => type.toLowerCase() === workload.type.toLowerCase()));
      if (way === undefined) continue;
      for (const who of this.#holders(workload)) {
        const right = this.#world.right(who, way.ways, workload);
        if (right !== undefined) add(who, `${way.via} ${workload.address}, which runs as`, [right]);
      }
    }
    if (managed)
      for (const who of this.#holders(own)) {
        const hands = this.#world.right(who, [control(AZURE_ASSIGN)], own);
        if (hands !== undefined)
          for (const { action, via } of AZURE_STARTS) {
            const starts = this.#world.right(who, [control(action)], own);
            if (starts !== undefined) add(who, via, [hands, starts]);
          }
        add(who, "adds a federated credential to", [this.#world.right(who, [control(AZURE_FEDERATE)], own)]);
      }
    return [...found.values()];
  }

  /** Who may give itself any right on a resource. */
  escalating(resource: ResourceEntry): readonly { readonly who: Identity; readonly via: string; readonly right: Right }[] {
    return this.#holders(resource).flatMap((who) => {
      for (const { action, via } of AZURE_ESCALATIONS) {
        const right = this.#world.right(who, [control(action)], resource);
        if (right?.effect === "allowed") return [{ who, via, right }];
      }
      return [];
    });
  }

  #holders(resource: ResourceEntry): readonly Identity[] {
    return [...new Map(this.#world.reaching(resource).map(({ assignment: { who } }) => [who.key, who] as const)).values()];
  }

  #resourceOf({ key }: Identity): ResourceEntry | undefined {
    const bar = key.lastIndexOf("|");
    return bar < 0 ? undefined : this.#world.scopes.at(key.slice(bar + 1).replace(/ \(kubelet\)$/, ""), key.slice(0, bar));
  }
}
