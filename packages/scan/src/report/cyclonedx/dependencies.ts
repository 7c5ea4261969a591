import type { Asset, RelationKind } from "@castellan/graph";
import { datasetsOf, runsOf } from "../model-facts.ts";
import { nonEmpty } from "./properties.ts";
import { referenceOf, SYSTEM_REF, type Writing } from "./references.ts";
import type { Dependency } from "./types.ts";

/** Relations in which the target needs the source. */
const AGAINST: ReadonlySet<RelationKind> = new Set<RelationKind>(["produces", "affects", "contains_sensitive"]);
/** Equality is no dependency. */
const NONE: ReadonlySet<RelationKind> = new Set<RelationKind>(["same_as"]);

/**
 * `dependencies` may name components and services only. Relations of workflows stand in `formulation`;
 * what a model needs through the run that made it (its data) is joined here. The typed form of every
 * relation is the property `castellan:edge:*`.
 */
export function dependenciesOf(writing: Writing, packages: readonly string[]): Dependency[] {
  const { index, result } = writing;
  const stands = (asset: Asset): boolean => ["component", "service"].includes(writing.placeOf(asset).as);
  const parts = result.inventory.assets.filter(stands);
  const needs = new Map<string, Set<string>>(parts.map((asset) => [asset.id, new Set<string>()]));
  const needed = new Set<string>();
  const add = (from: Asset | undefined, to: Asset | undefined): void => {
    if (from === undefined || to === undefined || from.id === to.id || !stands(to)) return;
    needs.get(from.id)?.add(referenceOf(to));
    if (stands(from)) needed.add(to.id);
  };
  for (const relation of result.inventory.relations) {
    if (NONE.has(relation.kind)) continue;
    const [from, to] = [index.asset(relation.from), index.asset(relation.to)];
    if (AGAINST.has(relation.kind)) add(to, from);
    else add(from, to);
  }
  for (const asset of parts) {
    if (runsOf(index, asset).length > 0) for (const dataset of datasetsOf(index, asset)) add(asset, dataset);
  }
  const roots = [...parts.filter((asset) => !needed.has(asset.id)).map(referenceOf), ...packages].sort();
  return [
    { ref: SYSTEM_REF, dependsOn: nonEmpty(roots) },
    ...parts.map((asset) => ({ ref: referenceOf(asset), dependsOn: nonEmpty([...(needs.get(asset.id) ?? [])].sort()) })),
    ...packages.map((ref) => ({ ref })),
  ];
}
