import { type Asset, type AssetKind, compareText, type Relation, type RelationKind } from "@castellan/graph";
import type { ScanResult } from "../result.ts";
import { indexResult, type ResultIndex } from "./result-index.ts";

/** Which way data moves along a relation: with it (from → to), against it, or not at all. */
const MOVES: Partial<Readonly<Record<RelationKind, "with" | "against">>> = {
  trains_on: "against",
  validates_on: "against",
  uses_dataset: "against",
  reads: "against",
  writes_to: "with",
  produces: "with",
  derived_from: "against",
  fine_tunes: "against",
  adapter_of: "against",
  quantised_from: "against",
  materialised_as: "with",
  stored_in: "against",
  fetched_from: "against",
  serves: "against",
  deploys: "against",
  loads: "against",
  uses_model: "against",
  retrieves_from: "against",
  embeds_with: "against",
  uses_retriever: "against",
  exposes: "against",
  runs: "with",
  has_prompt: "against",
  uses_tool: "against",
  exposes_tool: "against",
};

/** How far along the line from source to answer a kind stands. Kinds without a place are not part of the line. */
const STAGE: Partial<Readonly<Record<AssetKind, number>>> = {
  "data-source": 0,
  storage: 1,
  "knowledge-base": 2,
  dataset: 2,
  "feature-store": 3,
  "feature-transform": 3,
  "vector-store": 3,
  "pipeline-step": 3,
  retriever: 4,
  prompt: 4,
  tool: 4,
  "training-run": 4,
  "evaluation-run": 4,
  model: 5,
  adapter: 5,
  "model-file": 6,
  "deployed-model": 6,
  agent: 7,
  application: 7,
  endpoint: 8,
};

/** What each stage adds to a line's worth. A model is what people look for; both ends make it a story. */
const WORTH: Partial<Readonly<Record<AssetKind, number>>> = {
  "data-source": 30,
  storage: 15,
  dataset: 30,
  "knowledge-base": 30,
  "training-run": 30,
  model: 50,
  endpoint: 40,
  agent: 30,
  adapter: 20,
  retriever: 12,
  "vector-store": 15,
  prompt: 3,
  tool: 4,
  "pipeline-step": 2,
};

export interface Lineage {
  readonly assets: readonly Asset[];
  /** For one line: of several data sets the first, no step beside its run, no file beside its model. */
  readonly shown: readonly Asset[];
  readonly names: readonly string[];
  /** Reachable from the internet at its end. */
  readonly exposed: boolean;
}

/** The two ends of a relation in the direction in which data moves. */
export function dataDirection(relation: Relation): { readonly source: string; readonly target: string } | undefined {
  const moves = MOVES[relation.kind];
  if (moves === undefined) return undefined;
  return moves === "with" ? { source: relation.from, target: relation.to } : { source: relation.to, target: relation.from };
}

interface Line {
  readonly worth: number;
  readonly assets: readonly Asset[];
}

function better(a: Line | undefined, b: Line): Line {
  if (a === undefined || b.worth > a.worth) return b;
  return b.worth === a.worth && compareText(key(b), key(a)) < 0 ? b : a;
}

function key(line: Line): string {
  return line.assets.map((asset) => `${asset.name} ${asset.id}`).join("\u0000");
}

function worthOf(asset: Asset): number {
  return (
    (WORTH[asset.kind] ?? 1) +
    (asset.attributes["crownJewel"] === true ? 60 : 0) +
    (asset.lifecycle === "deployed" || asset.lifecycle === "observed" ? 10 : 0)
  );
}

export function isExposed(index: ResultIndex, asset: Asset): boolean {
  if (asset.attributes["public"] === true) return true;
  return index.from(asset.id).some((relation) => relation.kind === "exposed_to" && /internet|public/i.test(index.name(relation.to)));
}

/** Data sets made from data sets: stated, or by a step that reads the one and writes the other. */
function derivations(result: ScanResult, index: ResultIndex): readonly { readonly source: string; readonly target: string }[] {
  const isData = (id: string): boolean => index.asset(id)?.kind === "dataset";
  return result.inventory.relations.flatMap((relation) => {
    const ends = dataDirection(relation);
    if (ends === undefined || !isData(ends.target)) return [];
    if (isData(ends.source)) return [ends];
    const inputs = [...index.from(ends.source), ...index.to(ends.source)].map(dataDirection).filter((each) => each !== undefined);
    return inputs
      .filter((each) => each.target === ends.source && isData(each.source) && each.source !== ends.target)
      .map((each) => ({ source: each.source, target: ends.target }));
  });
}

/** How many data sets may follow each other before a run. */
const DERIVATIONS = 5;

/** Carries the lines of data sets on to what is made from them; a line never passes one data set twice. */
function carryOn(
  best: Map<string, Line>,
  edges: readonly { readonly source: string; readonly target: string }[],
  index: ResultIndex,
): void {
  for (let round = 0; round < DERIVATIONS; round++) {
    const before = new Map(best);
    for (const { source, target } of edges) {
      const [line, own, asset] = [before.get(source), best.get(target), index.asset(target)];
      if (line === undefined || own === undefined || asset === undefined || line.assets.some((each) => each.id === target)) continue;
      best.set(target, better(own, { worth: line.worth + 1, assets: [...line.assets, asset] }));
    }
  }
}

function shownOf(assets: readonly Asset[]): Asset[] {
  const kinds = new Set(assets.map((asset) => asset.kind));
  const first = assets.find((asset) => asset.kind === "dataset");
  return assets.filter((asset) => {
    if (asset.kind === "dataset") return asset === first;
    if (asset.kind === "pipeline-step") return !kinds.has("training-run");
    return !(asset.kind === "model-file" && kinds.has("model"));
  });
}

/**
 * The most important line from a data source to an answer: the heaviest path along which the stages only
 * go up, by dynamic programming over the stages (relations that go down or sideways cannot make a loop; only
 * data sets made from data sets go sideways, a bounded number of times).
 */
export function principalLineage(result: ScanResult): Lineage | undefined {
  const index = indexResult(result);
  const staged = result.inventory.assets.filter((asset) => asset.scope === "production" && STAGE[asset.kind] !== undefined);
  const incoming = new Map<string, string[]>();
  for (const relation of result.inventory.relations) {
    const ends = dataDirection(relation);
    if (ends !== undefined) incoming.set(ends.target, [...(incoming.get(ends.target) ?? []), ends.source]);
  }
  const best = new Map<string, Line>();
  let winner: Line | undefined;
  let carried = false;
  for (const asset of [...staged].sort((a, b) => (STAGE[a.kind] ?? 0) - (STAGE[b.kind] ?? 0) || compareText(a.id, b.id))) {
    if (!carried && (STAGE[asset.kind] ?? 0) > (STAGE.dataset ?? 0)) {
      carryOn(best, derivations(result, index), index);
      carried = true;
    }
    let line: Line = { worth: worthOf(asset), assets: [asset] };
    for (const source of incoming.get(asset.id) ?? []) {
      const before = best.get(source);
      const stage = index.asset(source);
      if (before === undefined || stage === undefined || (STAGE[stage.kind] ?? 99) >= (STAGE[asset.kind] ?? 0)) continue;
      line = better(line, { worth: before.worth + worthOf(asset), assets: [...before.assets, asset] });
    }
    best.set(asset.id, line);
    if (line.assets.length > 1 && line.assets.some((each) => each.kind === "model" || each.kind === "agent")) winner = better(winner, line);
  }
  const last = winner?.assets.at(-1);
  if (winner === undefined || last === undefined) return undefined;
  const shown = shownOf(winner.assets);
  const names = shown.map((asset) => asset.name).filter((name, position, all) => name !== all[position - 1]);
  return { assets: winner.assets, shown, names, exposed: isExposed(index, last) };
}
