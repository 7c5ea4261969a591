import type { Asset, Json, Relation } from "@castellan/graph";
import { z } from "zod";
import type { Connector } from "../connector.ts";

const Use = z.object({ role: z.enum(["label", "id", "time", "text"]), column: z.string(), file: z.string(), line: z.number() });
const Uses = z.array(Use).catch([]);
const Columns = z.array(z.object({ name: z.string() })).catch([]);
/** From what is trained on back to what it was made of. */
const HOPS = 4;

/**
 * What training code takes as labels, ids, times and texts are columns of the data that it trains on, and of the data
 * that this was made from, where such columns are there.
 */
export const columnRoles: Connector = {
  id: "column-roles",
  version: 1,
  connect(_project, merged, graph) {
    const assets = new Map(merged.assets.map((asset) => [asset.id, asset]));
    const sources = new Sources(merged.relations);
    const found = new Map<string, Map<string, z.infer<typeof Use>>>();
    for (const run of merged.assets) {
      if (run.kind !== "training-run") continue;
      const uses = Uses.parse(run.attributes["columnRoles"]);
      if (uses.length === 0) continue;
      for (const id of sources.of(run.id)) {
        const names = columnsOf(assets.get(id));
        const roles = found.get(id) ?? new Map<string, z.infer<typeof Use>>();
        for (const use of uses) if (names.has(use.column) && !roles.has(use.role)) roles.set(use.role, use);
        if (roles.size > 0) found.set(id, roles);
      }
    }
    for (const [id, roles] of found) {
      const stated = [...roles].map(([role, { column, file, line }]): [string, Json] => [role, { column, file, line }]);
      graph.describe(id, { columnRoles: Object.fromEntries(stated.sort(([a], [b]) => (a < b ? -1 : 1))) });
    }
  },
};

function columnsOf(asset: Asset | undefined): ReadonlySet<string> {
  return new Set(asset?.kind === "dataset" ? Columns.parse(asset.attributes["columns"]).map(({ name }) => name) : []);
}

/** Which data sets a run learns from, the nearest first. */
class Sources {
  readonly #from = new Map<string, Relation[]>();
  readonly #to = new Map<string, Relation[]>();

  constructor(relations: readonly Relation[]) {
    for (const relation of relations) {
      push(this.#from, relation.from, relation);
      push(this.#to, relation.to, relation);
    }
  }

  of(run: string): readonly string[] {
    const seen = new Set<string>(this.#targets(run, /^(?:trains_on|validates_on)$/));
    let front = [...seen];
    for (let hop = 0; hop < HOPS && front.length > 0; hop++) {
      const next: string[] = [];
      for (const id of front)
        for (const source of this.#madeFrom(id))
          if (!seen.has(source)) {
            seen.add(source);
            next.push(source);
          }
      front = next;
    }
    return [...seen];
  }

  #madeFrom(id: string): readonly string[] {
    const makers = (this.#to.get(id) ?? []).filter(({ kind }) => kind === "produces" || kind === "writes_to").map(({ from }) => from);
    return [...this.#targets(id, /^(?:derived_from|materialised_as)$/), ...makers.flatMap((maker) => this.#targets(maker, /^reads$/))];
  }

  #targets(id: string, kind: RegExp): readonly string[] {
    return (this.#from.get(id) ?? []).filter((relation) => kind.test(relation.kind)).map(({ to }) => to);
  }
}

function push(map: Map<string, Relation[]>, key: string, relation: Relation): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [relation]);
  else known.push(relation);
}
