import type { Expression } from "@castellan/formats";
import type { AssetKind } from "@castellan/graph";
import { bindArguments } from "../../resolve/argument-binding.ts";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import type { Frame } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import { type Emitted, emitSighting } from "./emit.ts";
import type { Linker } from "./link.ts";
import { namedDataset } from "./named-dataset.ts";
import { namesOf } from "./names.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { relationOfUse } from "./relations.ts";
import type { Sighting } from "./sighting.ts";

/**
 * Components that pipelines instantiate: what the body of the component does with the arguments of each call
 * belongs to that call's step.
 */
export function discoverInstances(assets: CodeAssets, linker: Linker): void {
  const inside = new Map<Scope, Sighting[]>();
  for (const sighting of assets.sightings.all) {
    const { scope } = sighting.frame;
    if (assets.components.has(scope)) inside.set(scope, [...(inside.get(scope) ?? []), sighting]);
  }
  for (const sighting of assets.sightings.all) {
    const { made } = sighting.value;
    if (made === undefined || sighting.call === undefined || sighting.entry.emit.length === 0) continue;
    const bound = assets.context.evaluator.bind(made, sighting.call, sighting.frame);
    for (const holder of assets.of(sighting).filter(({ kind }) => kind === "pipeline-step")) {
      const frame: Frame = { ...bound, scope: made, depth: 1, instance: holder.id };
      const inner = (inside.get(made) ?? []).flatMap((other) => emitInside(assets, linker, holder, sighting, { ...other, frame }));
      connectArtefacts(assets, sighting, made, holder, inner);
    }
  }
}

function emitInside(assets: CodeAssets, linker: Linker, holder: Emitted, at: Sighting, inner: Sighting): readonly Emitted[] {
  const emitted = emitSighting(assets.context, inner, inner.frame);
  for (const asset of emitted) {
    // What is made in the step is produced by its run, not used by the step.
    if (asset.kind === "model" && asset.emission.identity === "local") continue;
    const plain = relationOfUse(holder.kind, asset.kind);
    const kind = asset.emission.use !== undefined && plain !== undefined ? asset.emission.use : plain;
    if (kind !== undefined && asset.id !== holder.id)
      assets.context.sink.relate(holder.id, kind, asset.id, "resolved", [evidenceAt(at.unit, at)]);
  }
  linker.link(inner, emitted);
  return emitted;
}

/** What the step brings forth and what other steps hand to it; a run inside of it works on that. */
function connectArtefacts(assets: CodeAssets, sighting: Sighting, made: Scope, holder: Emitted, inner: readonly Emitted[]): void {
  const { sink, evaluator } = assets.context;
  const evidence = [evidenceAt(sighting.unit, sighting)];
  const runs = inner.filter(({ kind }) => kind === "training-run" || kind === "evaluation-run");
  for (const output of assets.of(sighting).filter(({ emission }) => emission.use === "produces")) {
    sink.relate(holder.id, "produces", output.id, "stated", evidence);
    for (const read of inner)
      if (output.kind === "dataset" && read.kind === "dataset" && read.emission.use === "reads")
        sink.relate(output.id, "derived_from", read.id, "inferred", evidence);
  }
  for (const [parameter, argument] of bindArguments(made, sighting.call ?? fail())) {
    for (const dataset of handedOver(assets, evaluator, argument, sighting.frame)) {
      sink.relate(holder.id, "reads", dataset.id, "resolved", evidence);
      for (const run of runs) sink.relate(run.id, roleOf(parameter, run.kind), dataset.id, "resolved", evidence);
    }
    const use = useOf(parameter);
    for (const uri of use === undefined ? [] : dataUris(assets, argument, sighting))
      sink.relate(holder.id, use ?? "reads", uri, "resolved", evidence);
  }
}

/** How a component uses what it is given the uri of, by the name of the parameter. */
function useOf(parameter: string): "reads" | "writes_to" | undefined {
  if (/script|model|image|container|staging|root|code|config|schema/i.test(parameter)) return undefined;
  if (/dest|output|sink|target_uri/i.test(parameter)) return "writes_to";
  return /source|input|data|train|valid|test|table/i.test(parameter) ? "reads" : undefined;
}

/** Data sets that a component is given the uri of. */
function dataUris(assets: CodeAssets, argument: Expression, sighting: Sighting): readonly string[] {
  const { evaluator, environment } = assets.context;
  return namesOf(evaluator, environment, { expression: argument, frame: sighting.frame }).flatMap((name) => {
    if (name.dynamic === true || !/^(?:bq|gs|s3a?|abfss?|wasbs?|hdfs|dbfs):\/\/[^/]/.test(name.text)) return [];
    const identity = name.text.startsWith("bq:") ? ("table" as const) : ("path" as const);
    const place = { unit: sighting.unit, occurrence: occurrenceAt(sighting.unit, argument) };
    return [namedDataset(assets.context, name, place, identity).id];
  });
}

/** The nearest data sets that flow into an argument. */
function handedOver(assets: CodeAssets, evaluator: Evaluator, argument: Expression, frame: Frame): readonly Emitted[] {
  const found = new Map<string, Emitted>();
  new Tracer(evaluator, (value) => {
    const own = assets.ofValue(value);
    for (const asset of own) if (asset.kind === "dataset") found.set(asset.id, asset);
    return own.length > 0;
  }).trace(argument, frame);
  return [...found.values()];
}

function roleOf(parameter: string, run: AssetKind): "trains_on" | "validates_on" | "uses_dataset" {
  if (run === "evaluation-run" || /valid|eval|dev(?:_|$)/i.test(parameter)) return "validates_on";
  return /test|holdout/i.test(parameter) ? "uses_dataset" : "trains_on";
}

function fail(): never {
  throw new RangeError("an instance without a call");
}

/** Artefacts that a call of a component brings forth: its parameters of output types. */
export function outputsOf(assets: Pick<CodeAssets, "context">, sighting: Sighting): readonly Emitted[] {
  const { made } = sighting.value;
  const { outputs } = sighting.entry;
  if (made === undefined || outputs === undefined) return [];
  return (made.function?.parameters ?? []).flatMap((parameter): readonly Emitted[] => {
    const kind = parameter.type === undefined ? undefined : outputKind(parameter.type, outputs);
    if (kind === undefined) return [];
    const name = sighting.assignedTo ?? `${made.function?.name ?? ""}.${parameter.name}`;
    const { project, sink } = assets.context;
    const target = project.targets[sighting.unit.file.target] ?? { index: 0, name: "", key: "" };
    const around = sighting.frame.scope.qualifiedName;
    const id = sink.asset({
      kind,
      name,
      identity: localSymbol(target, sighting.unit.file, `${around}.${name}:${parameter.name}`),
      scope: sighting.unit.file.scope,
      lifecycle: "declared",
      attributes: { dynamic: true, parameter: parameter.name, library: sighting.library.id },
      occurrences: [occurrenceAt(sighting.unit, sighting, name)],
    });
    return [{ id, kind, name, emission: { kind, use: "produces" } }];
  });
}

/** `Output[Dataset]`, `dsl.Output[dsl.Dataset]`, `OutputPath("Dataset")`. */
function outputKind(type: Expression, outputs: Readonly<Record<string, AssetKind>>): AssetKind | undefined {
  if (type.kind === "index" && lastName(type.object) === "Output") return outputs[lastName(type.index) ?? ""];
  if (type.kind === "call" && lastName(type.callee) === "OutputPath") {
    const [argument] = type.arguments;
    return outputs[
      argument?.value.kind === "string" ? argument.value.value : argument === undefined ? "" : (lastName(argument.value) ?? "")
    ];
  }
  return undefined;
}

function lastName(expression: Expression): string | undefined {
  if (expression.kind === "list") return expression.items[0] === undefined ? undefined : lastName(expression.items[0]);
  return expression.kind === "name" || expression.kind === "member" ? expression.name : undefined;
}
