import type { Scope } from "../../resolve/scope.ts";
import { localSymbol } from "../identity/index.ts";
import type { Bodies } from "./bodies.ts";
import { fileName } from "./fallback-names.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { connectLoop, rootsOf } from "./run-surroundings.ts";

const LIBRARIES = /^(?:torch|pytorch_lightning|lightning|accelerate|flax|jax|optax)(?:\.|$)/;

/**
 * A loop whose optimiser nobody can follow (a factory, a registry) trains all the same: it goes back through the loss and
 * takes a step, or applies gradients. Only where nothing else in the file is known to train.
 */
export function discoverTrainingLoops(assets: CodeAssets, bodies: Bodies): void {
  const { evaluator, project, sink } = assets.context;
  const known = new Set(
    assets.sightings.all.flatMap((sighting) =>
      assets.of(sighting).some(({ kind }) => kind === "training-run") ? [`${sighting.unit.file.target}:${sighting.unit.file.path}`] : [],
    ),
  );
  for (const unit of evaluator.program.units) {
    const { file, module } = unit;
    if (module.language !== "python" || file.scope === "test" || known.has(`${file.target}:${file.path}`)) continue;
    if (!module.imports.some((item) => LIBRARIES.test(item.module))) continue;
    const loops = evaluator.program.tree(unit).all.filter(takesSteps);
    const [first] = loops;
    if (first === undefined) continue;
    const target = project.targets[file.target] ?? { index: 0, name: "", key: "" };
    const name = fileName(file.path, project.targets[file.target]?.name);
    const line = first.function?.line ?? 1;
    const id = sink.asset({
      kind: "training-run",
      name,
      identity: localSymbol(target, file, "training-run"),
      scope: file.scope,
      lifecycle: "declared",
      attributes: { loop: true },
      occurrences: loops.map((scope) =>
        occurrenceAt(unit, { line: scope.function?.line ?? line, endLine: scope.function?.endLine ?? line }),
      ),
    });
    const roots = new Set(loops.flatMap((scope) => rootsOf(evaluator, scope)));
    for (const root of roots) connectLoop(assets, bodies, { id, kind: "training-run", name, emission: { kind: "training-run" } }, root);
  }
}

/** `loss.backward()` and `optimizer.step()` in one function, or `state.apply_gradients(grads=grads)`. */
function takesSteps(scope: Scope): boolean {
  let backward = false;
  let step = false;
  for (const { call } of scope.calls) {
    if (call.callee.kind !== "member") continue;
    const { name } = call.callee;
    if (name === "apply_gradients" && call.arguments.some((argument) => argument.name === "grads")) return true;
    backward ||= name === "backward";
    step ||= name === "step" && call.arguments.length <= 1;
  }
  return backward && step;
}
