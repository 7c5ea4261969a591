import type { Asset, Relation, RelationKind } from "@castellan/graph";
import type { AdvisoryIndex } from "../advisories/advisory-index.ts";
import type { Project } from "../project/facts.ts";
import type { Inventory } from "../rules/rule.ts";
import type { Discovered } from "./collector.ts";

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** What was discovered, with the look-ups that rules use. */
export function createInventory(
  project: Project,
  found: Discovered,
  assets: readonly Asset[] = found.assets,
  advisories?: AdvisoryIndex,
): Inventory {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const byKind = grouped(assets, ({ kind }) => kind);
  const outgoing = grouped(found.relations, ({ from }) => from);
  const incoming = grouped(found.relations, ({ to }) => to);
  const pick = (relations: readonly Relation[] | undefined, kinds: readonly RelationKind[]): readonly Relation[] =>
    (relations ?? []).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return {
    project,
    assets,
    relations: found.relations,
    packages: found.packages,
    resources: found.resources,
    usages: found.usages,
    ...(advisories === undefined ? {} : { advisories }),
    asset: (id) => byId.get(id),
    from: (id, ...kinds) => pick(outgoing.get(id), kinds),
    to: (id, ...kinds) => pick(incoming.get(id), kinds),
    ofKind: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? []),
  };
}
