import type { Asset, AssetKind, Evidence, Scope } from "@castellan/graph";
import { z } from "zod";
import type { AttackPath, ScanResult } from "../result.ts";
import { influenceOf } from "./lineage.ts";

/** An asset that a change comes to, or comes from, with the last hop of the shortest way. */
export interface Reached {
  readonly id: string;
  readonly kind: AssetKind;
  readonly name: string;
  readonly scope: Scope;
  /** Hops between it and the asset that was asked for. */
  readonly distance: number;
  readonly via: string;
  /** The asset on the other side of that hop. */
  readonly through: string;
  readonly evidence: readonly Evidence[];
}

/** What an asset is made of and what it touches. */
export interface Impact {
  readonly asset: { readonly id: string; readonly kind: AssetKind; readonly name: string };
  /** Where a change of it may come from, nearest first. */
  readonly before: readonly Reached[];
  /** What a change of it comes to, nearest first. */
  readonly after: readonly Reached[];
}

const Evidences = z.array(z.looseObject({ file: z.string().optional(), line: z.number().optional() }));
const ReachedSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  scope: z.string(),
  distance: z.number(),
  via: z.string(),
  through: z.string(),
  evidence: Evidences,
});

export const ImpactDocument = z.strictObject({
  schema: z.literal("castellan/impact/1"),
  impacts: z.array(
    z.strictObject({
      asset: z.strictObject({ id: z.string(), kind: z.string(), name: z.string() }),
      before: z.array(ReachedSchema),
      after: z.array(ReachedSchema),
    }),
  ),
});

export const PathsDocument = z.strictObject({
  schema: z.literal("castellan/paths/1"),
  paths: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      severity: z.string(),
      steps: z.array(z.looseObject({ asset: z.string(), via: z.string().optional(), evidence: Evidences })),
      fixes: z.array(z.looseObject({ relation: z.string(), cuts: z.number() })),
    }),
  ),
});

/** Assets by id, the beginning of an id, or name. */
export function assetsCalled(what: string, result: ScanResult): readonly Asset[] {
  return result.inventory.assets.filter(({ id, name }) => id === what || name === what || (what.length >= 8 && id.startsWith(what)));
}

/** What the assets of a name touch, in both directions; empty where there is none of the name. */
export function impactOf(what: string, result: ScanResult): readonly Impact[] {
  const assets = new Map(result.inventory.assets.map((asset) => [asset.id, asset]));
  const links = result.inventory.relations.flatMap((relation) => {
    const influence = influenceOf(relation);
    return influence === undefined ? [] : [{ ...influence, evidence: relation.evidence.slice(0, 1) }];
  });
  const [outgoing, incoming] = [grouped(links, ({ from }) => from), grouped(links, ({ to }) => to)];
  const reached = (start: Asset, forward: boolean): readonly Reached[] => {
    const found = new Map<string, Reached>();
    let edge = [start.id];
    for (let distance = 1; edge.length > 0; distance++) {
      const next: string[] = [];
      for (const through of edge)
        for (const { from, to, via, evidence } of (forward ? outgoing : incoming).get(through) ?? []) {
          const other = forward ? to : from;
          const asset = assets.get(other);
          if (asset === undefined || other === start.id || found.has(other)) continue;
          const { kind, name, scope } = asset;
          found.set(other, { id: other, kind, name, scope, distance, via, through, evidence });
          next.push(other);
        }
      edge = next;
    }
    return [...found.values()].sort(
      (a, b) =>
        a.distance - b.distance ||
        (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
    );
  };
  return assetsCalled(what, result).map((asset) => ({
    asset: { id: asset.id, kind: asset.kind, name: asset.name },
    before: reached(asset, false),
    after: reached(asset, true),
  }));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Paths that begin and end as asked: a part of the attacker's or an asset's name, or an asset's id. */
export function pathsBetween(result: ScanResult, from: string | undefined, to: string | undefined): readonly AttackPath[] {
  const names = new Map(result.inventory.assets.map(({ id, name }) => [id, name]));
  const fits = (step: string | undefined, wanted: string | undefined): boolean =>
    wanted === undefined ||
    (step !== undefined && (step === wanted || (names.get(step) ?? step).toLowerCase().includes(wanted.toLowerCase())));
  return result.paths.filter(({ steps }) => fits(steps[0]?.asset, from) && fits(steps.at(-1)?.asset, to));
}
