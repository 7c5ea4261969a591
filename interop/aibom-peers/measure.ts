import { total } from "../../conformance/bom/bounds.ts";
import type { Labels } from "../../conformance/bom/label-schema.ts";
import type { Scan } from "../../conformance/bom/scan-schema.ts";
import { type Score, score } from "../../conformance/bom/scorer.ts";
import { type Measured, measure } from "../../conformance/bom/tally.ts";

export interface Scored {
  readonly label: string;
  readonly seconds: number;
  /** Why there was nothing to score; the labels then count as missed. */
  readonly failure?: string;
  readonly score: Score;
  /** The same, over the kinds that the peer can report. */
  readonly within: { readonly assets: Measured; readonly relations: Measured };
}

export const EMPTY: Scan = { schema: "castellan/scan/1", inventory: { assets: [], relations: [] } };

/** The labels' relations that somebody could draw who knows only these kinds. */
function relationsWithin(labels: Labels, knows: (kind: string) => boolean): Labels {
  const kindOf = new Map(labels.assets.map(({ id, kind }) => [id, kind]));
  const drawable = ({ from, to }: { from: string; to: string }): boolean => knows(kindOf.get(from) ?? "") && knows(kindOf.get(to) ?? "");
  return { ...labels, relations: labels.relations.filter((each) => [each, ...each.alt].some(drawable)) };
}

/** Scores one scan twice: against everything that is labelled, and within the kinds that `knows` accepts. */
export function scoreTwice(labels: Labels, scan: unknown, knows: (kind: string) => boolean): Pick<Scored, "score" | "within"> {
  const all = score(labels, scan);
  const assets = measure(
    Object.entries(all.perKind)
      .filter(([kind]) => knows(kind))
      .map(([, measured]) => measured),
  );
  return { score: all, within: { assets, relations: score(relationsWithin(labels, knows), scan).relations } };
}

export interface Row {
  readonly name: string;
  readonly version: string;
  readonly assets: Measured;
  readonly relations: Measured;
  readonly within: { readonly assets: Measured; readonly relations: Measured };
  readonly perKind: Readonly<Record<string, Measured>>;
  readonly absentReported: number;
  readonly seconds: number;
  readonly failed: readonly string[];
}

/** Adds up what one tool reached over all labels. */
export function rowOf(name: string, version: string, scored: readonly Scored[]): Row {
  const { assets, relations, absentReported } = total(scored.map((each) => each.score));
  const kinds = [...new Set(scored.flatMap((each) => Object.keys(each.score.perKind)))].sort();
  const ofKind = (kind: string): Measured => measure(scored.flatMap((each) => each.score.perKind[kind] ?? []));
  return {
    name,
    version,
    assets,
    relations,
    absentReported,
    within: { assets: measure(scored.map((each) => each.within.assets)), relations: measure(scored.map((each) => each.within.relations)) },
    perKind: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])),
    seconds: scored.reduce((sum, each) => sum + each.seconds, 0),
    failed: scored.flatMap(({ label, failure }) => (failure === undefined ? [] : [`${label}: ${failure}`])),
  };
}
