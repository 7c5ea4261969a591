import type { AccessPrincipal, AccessStatement, AccessStep } from "./grant.ts";

/* Who comes to a power by becoming its holder, one move after another: the same in every cloud. */

/** Somebody who may be granted something, by a key under which a cloud knows it again. */
export interface Identity {
  readonly key: string;
  readonly principal: AccessPrincipal;
}

/** One move by which somebody comes to act as another. */
export interface Move {
  readonly who: Identity;
  readonly via: string;
  readonly statements: readonly AccessStatement[];
  readonly certain: boolean;
  readonly conditions: readonly string[];
}

/** Moves that are followed one after another, and those who are met on the way. */
const DEPTH = 4;
const MET = 2_000;
/** Moves that are looked at on the way to one holder. */
const LOOKED_AT = 20_000;

export interface Way {
  readonly who: Identity;
  /** From `who` to the holder. */
  readonly steps: readonly AccessStep[];
  readonly conditions: readonly string[];
  readonly certain: boolean;
}

/** Everybody who may become a holder, each by the shortest way, a certain one before others. `moves` tells who may become somebody in one move. */
export function waysTo(holder: Identity, moves: (to: Identity) => readonly Move[]): readonly Way[] {
  const found = new Map<string, Way>();
  let edge: readonly Way[] = [{ who: holder, steps: [], conditions: [], certain: true }];
  let left = LOOKED_AT;
  for (let depth = 0; depth < DEPTH && edge.length > 0 && found.size < MET && left > 0; depth++) {
    const next = new Map<string, Way>();
    for (const { who, steps, conditions, certain } of edge)
      for (const move of left > 0 ? moves(who) : []) {
        left -= 1;
        const { key } = move.who;
        const sure = certain && move.certain;
        const known = next.get(key) ?? found.get(key);
        if (key === holder.key || (known !== undefined && (known.certain || !sure))) continue;
        next.set(key, {
          who: move.who,
          steps: [{ to: who.principal, via: move.via, statements: move.statements, certain: move.certain }, ...steps],
          conditions: [...new Set([...move.conditions, ...conditions])],
          certain: sure,
        });
      }
    for (const [key, way] of next) found.set(key, way);
    edge = [...next.values()];
  }
  return [...found.values()].slice(0, MET);
}
