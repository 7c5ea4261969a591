import type { RelationKind } from "@castellan/graph";
import type { Scope } from "../../resolve/scope.ts";
import type { Closed } from "../../resolve/value.ts";
import { type Catalogue, type CatalogueEntry, catalogueFor, lookUp } from "../kedro-catalogue/catalogue.ts";
import type { Bodies } from "./bodies.ts";
import type { Emitted } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { select } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

const MAX_HOPS = 12;

interface Node {
  readonly sighting: Sighting;
  readonly steps: readonly Emitted[];
  readonly work: readonly Scope[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Nodes of Kedro name what they take and give; the catalogue says where that lies. Names that are in no catalogue
 * stay in memory: they order the nodes, and lead back to the data that they were made of.
 */
export function discoverKedroNodes(assets: CodeAssets, bodies: Bodies): void {
  const byCatalogue = new Map<Catalogue | undefined, Node[]>();
  for (const sighting of assets.sightings.all) {
    const steps = sighting.library.id === "kedro" ? assets.of(sighting).filter(({ kind }) => kind === "pipeline-step") : [];
    if (steps.length === 0) continue;
    const catalogue = catalogueFor(assets.context.project, sighting.unit.file);
    byCatalogue.set(catalogue, [...(byCatalogue.get(catalogue) ?? []), nodeOf(assets, sighting, steps)]);
  }
  for (const [catalogue, nodes] of byCatalogue) connectNodes(assets, bodies, catalogue, nodes);
}

function nodeOf(assets: CodeAssets, sighting: Sighting, steps: readonly Emitted[]): Node {
  const { evaluator } = assets.context;
  const work = select(evaluator, sighting, ["func", "#0"])
    .flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame))
    .flatMap((value) => (value.kind === "function" ? [value.scope] : []));
  const named = (selectors: readonly string[]): readonly string[] =>
    select(evaluator, sighting, selectors)
      .flatMap((closed) => namesIn(assets, closed, 0))
      .filter((name) => name !== "parameters" && !name.startsWith("params:"));
  return { sighting, steps, work, inputs: named(["inputs", "#1"]), outputs: named(["outputs", "#2"]) };
}

/** A name, a list of names, or a map from parameters or keys to names. */
function namesIn(assets: CodeAssets, { expression, frame }: Closed, depth: number): readonly string[] {
  return assets.context.evaluator.evaluate(expression, frame).flatMap((value): readonly string[] => {
    if (value.kind === "constant")
      return typeof value.value === "string" && value.partial !== true ? [value.value.replace(/@\w+$/, "")] : [];
    if (depth > 1) return [];
    if (value.kind === "list") return value.items.flatMap((item) => namesIn(assets, item, depth + 1));
    return value.kind === "map" ? value.entries.flatMap((entry) => namesIn(assets, entry.value, depth + 1)) : [];
  });
}

function connectNodes(assets: CodeAssets, bodies: Bodies, catalogue: Catalogue | undefined, nodes: readonly Node[]): void {
  const { sink } = assets.context;
  const makers = new Map<string, Node[]>();
  for (const node of nodes) for (const name of node.outputs) makers.set(name, [...(makers.get(name) ?? []), node]);
  const declared = (name: string): readonly { readonly id: string; readonly entry: CatalogueEntry }[] =>
    (catalogue === undefined ? [] : lookUp(catalogue, name)).map((entry) => ({ id: sink.asset(entry.draft), entry }));
  /** Data that a name leads back to. */
  const sources = (name: string, hops: number, seen: Set<string>): readonly string[] => {
    if (seen.has(name) || hops > MAX_HOPS) return [];
    seen.add(name);
    const own = declared(name);
    if (own.length > 0) return own.flatMap(({ id, entry }) => (entry.draft.kind === "dataset" ? [id] : []));
    return (makers.get(name) ?? []).flatMap((node) => node.inputs.flatMap((input) => sources(input, hops + 1, seen)));
  };
  for (const node of nodes) {
    const evidence = [evidenceAt(node.sighting.unit, node.sighting)];
    const relate = (from: readonly Emitted[], kind: RelationKind, to: string): void => {
      for (const { id } of from) if (id !== to) sink.relate(id, kind, to, "resolved", evidence);
    };
    const used = node.work.flatMap((scope) => bodies.usesOf(scope)).map(({ asset }) => asset);
    const training = used.filter(({ kind }) => kind === "training-run");
    const evaluation = used.filter(({ kind }) => kind === "evaluation-run");
    for (const name of node.inputs) {
      for (const { id, entry } of declared(name)) {
        const { kind } = entry.draft;
        if (kind === "dataset" || kind === "data-source") relate(node.steps, "reads", id);
        else if (kind === "model-file") relate([...node.steps, ...evaluation], "loads", id);
        else if (kind === "model") relate(node.steps, "uses_model", id);
      }
      for (const maker of makers.get(name) ?? []) {
        for (const { id } of maker === node ? [] : maker.steps) relate(node.steps, "depends_on", id);
        for (const model of evaluation.length === 0 ? [] : modelsOf(bodies, maker)) relate(evaluation, "uses_model", model.id);
      }
      for (const id of sources(name, 0, new Set())) {
        relate(training, "trains_on", id);
        if (training.length === 0) relate(evaluation, "validates_on", id);
      }
    }
    for (const name of node.outputs)
      for (const { id, entry } of declared(name)) {
        const { kind } = entry.draft;
        relate(node.steps, kind === "dataset" ? "writes_to" : "produces", id);
        if (kind === "metrics") relate(evaluation, "produces", id);
        if (kind !== "model-file") continue;
        relate(training, "produces", id);
        for (const model of training.length === 0 ? [] : modelsOf(bodies, node)) relate([model], "materialised_as", id);
      }
  }
}

/** Models that the function of a node trains. */
function modelsOf(bodies: Bodies, { work }: Node): readonly Emitted[] {
  const used = work.flatMap((scope) => bodies.usesOf(scope)).map(({ asset }) => asset);
  return used.some(({ kind }) => kind === "training-run") ? used.filter(({ kind }) => kind === "model") : [];
}
