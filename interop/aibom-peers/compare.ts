import { normaliseName } from "../../conformance/bom/names.ts";
import type { Scored } from "./measure.ts";

export interface ByTool {
  readonly name: string;
  readonly scored: readonly Scored[];
}
export interface OnlyPeers {
  readonly label: string;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly peers: readonly string[];
}

/** Labelled assets that `own` misses and at least one peer found. */
export function foundByPeersOnly(own: ByTool, peers: readonly ByTool[]): readonly OnlyPeers[] {
  return own.scored.flatMap(({ label, score }) =>
    score.missing.flatMap((missed) => {
      const finders = peers.filter(({ scored }) => {
        const theirs = scored.find((each) => each.label === label);
        return theirs !== undefined && theirs.failure === undefined && !theirs.score.missing.some(({ id }) => id === missed.id);
      });
      const file = missed.file === undefined ? "" : `${missed.file}${missed.line === undefined ? "" : `:${missed.line}`}`;
      return finders.length === 0 ? [] : [{ label, kind: missed.kind, name: missed.name, file, peers: finders.map(({ name }) => name) }];
    }),
  );
}

/** Assets that no label knows and two or more peers report: the label or the peers are wrong. */
export function agreedButUnlabelled(peers: readonly ByTool[]): readonly OnlyPeers[] {
  const seen = new Map<string, OnlyPeers>();
  for (const { name: peer, scored } of peers) {
    for (const { label, score } of scored) {
      for (const { kind, name, file = "" } of score.false) {
        const key = JSON.stringify([label, kind, normaliseName(kind, name)]);
        const known = seen.get(key) ?? { label, kind, name, file, peers: [] };
        seen.set(key, { ...known, peers: [...new Set([...known.peers, peer])] });
      }
    }
  }
  return [...seen.values()].filter(({ peers: all }) => all.length > 1);
}
