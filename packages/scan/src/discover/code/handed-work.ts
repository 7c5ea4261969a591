import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import { fileAsset } from "../identity/index.ts";
import type { Bodies } from "./bodies.ts";
import type { Linker } from "./link.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Callers of callers that may put a pipeline together. */
const MAX_UP = 2;

/** A pipeline that a function builds out of objects it is given reads what the methods of these objects read. */
export function discoverHandedWork(assets: CodeAssets, bodies: Bodies): void {
  const { evaluator, sink } = assets.context;
  for (const sighting of assets.sightings.all) {
    if (sighting.frame.scope.kind !== "function" || sighting.call === undefined) continue;
    for (const pipeline of assets.of(sighting).filter(({ kind }) => kind === "pipeline")) {
      for (const worker of handedTo(evaluator, sighting.frame.scope, MAX_UP)) {
        for (const method of worker.children.filter(({ kind }) => kind === "function")) {
          for (const { asset, scope, line } of bodies.usesOf(method)) {
            if (asset.kind !== "dataset" || asset.emission.use === undefined) continue;
            sink.relate(pipeline.id, asset.emission.use, asset.id, "inferred", [evidenceAt(scope.unit, { line, endLine: line })]);
          }
        }
      }
    }
  }
}

/** Classes of the objects that callers hand to a function. */
function handedTo(evaluator: Evaluator, scope: Scope, up: number): ReadonlySet<Scope> {
  const found = new Set<Scope>();
  for (const { call, frame } of up === 0 ? [] : evaluator.callersOf(scope)) {
    for (const argument of call.arguments)
      for (const value of evaluator.evaluate(argument.value, frame)) if (value.kind === "instance") found.add(value.scope);
    if (frame.scope.kind === "function") for (const outer of handedTo(evaluator, frame.scope, up - 1)) found.add(outer);
  }
  return found;
}

/** What the cells of a notebook do, the notebook does. */
export function discoverNotebookWork(assets: CodeAssets, linker: Linker): void {
  const { evaluator, project, sink } = assets.context;
  for (const unit of evaluator.program.units) {
    if (!unit.notebook) continue;
    const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
    const id = sink.asset({
      kind: "notebook",
      name: unit.file.path,
      identity: fileAsset(target, unit.file.path),
      scope: unit.file.scope,
      lifecycle: unit.file.lifecycle,
      occurrences: [{ target: unit.file.target, file: unit.file.path, line: 1, technique: "bytes", confidence: "certain" }],
    });
    linker.holdBody({ id, kind: "notebook", name: unit.file.path, emission: { kind: "notebook" } }, evaluator.program.tree(unit).module);
  }
}
