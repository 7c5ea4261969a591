import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { Frame } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Bodies } from "./bodies.ts";
import { type Emitted, emitSighting } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { select } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Addresses and folders that a pipeline step takes its data from. */
export function discoverSources(assets: CodeAssets, bodies: Bodies): void {
  const byScope = new Map<Scope, Sighting[]>();
  for (const sighting of assets.sightings.all) {
    const emit = sighting.entry.emit.filter(({ inStep }) => inStep === true);
    if (emit.length > 0)
      byScope.set(sighting.frame.scope, [
        ...(byScope.get(sighting.frame.scope) ?? []),
        { ...sighting, entry: { ...sighting.entry, emit } },
      ]);
  }
  if (byScope.size === 0) return;
  for (const sighting of assets.sightings.all) {
    const steps = assets.of(sighting).filter(({ kind }) => kind === "pipeline-step");
    for (const [index, step] of steps.entries()) stepSources(assets, bodies, byScope, sighting, step, { index, of: steps.length });
  }
}

function stepSources(
  assets: CodeAssets,
  bodies: Bodies,
  byScope: ReadonlyMap<Scope, readonly Sighting[]>,
  sighting: Sighting,
  step: Emitted,
  place: { readonly index: number; readonly of: number },
): void {
  const { evaluator, sink } = assets.context;
  for (const closed of select(evaluator, sighting, step.emission.body ?? [])) {
    const functions = evaluator.evaluate(closed.expression, closed.frame).filter((value) => value.kind === "function");
    // A loop over (name, function) pairs makes one step of each.
    for (const body of functions.length === place.of ? functions.slice(place.index, place.index + 1) : functions) {
      for (const scope of bodies.scopesOf(body.scope)) {
        for (const inner of byScope.get(scope) ?? []) {
          const frame = scope === body.scope ? callFrame(evaluator, sighting, body.scope) : genericFrame(scope);
          for (const source of emitSighting(assets.context, inner, frame))
            sink.relate(step.id, source.emission.use ?? "reads", source.id, "inferred", [evidenceAt(inner.unit, inner)]);
        }
      }
    }
  }
}

/** `task(f)(x)`: f is called with x. */
function callFrame(evaluator: Evaluator, { call, frame }: Sighting, body: Scope): Frame {
  const record = frame.scope.calls.find((other) => other.call.callee === call);
  return record === undefined ? genericFrame(body) : { ...evaluator.bind(body, record.call, frame), scope: body, depth: 1 };
}
