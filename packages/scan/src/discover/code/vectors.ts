import { Tracer } from "../../resolve/trace.ts";
import type { Value } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/**
 * Which model makes the vectors of a store: `store.add(embeddings=embed(texts))`, where `embed` asks an embedding
 * model. What is put in and what is searched with come from the same model, or nothing is found.
 */
export function discoverVectors(assets: CodeAssets): void {
  const emitted = assets.sightings.all.flatMap((sighting) => assets.of(sighting));
  if (!emitted.some(isStore) || !emitted.some(isEmbedder)) return;
  const { evaluator, sink } = assets.context;
  for (const scope of evaluator.program.scopes()) {
    const frame = genericFrame(scope);
    for (const { call } of scope.calls) {
      if (call.arguments.length === 0) continue;
      const on = call.callee.kind === "member" ? evaluator.evaluate(call.callee.object, frame) : [];
      const stores = [...on.flatMap((value) => assets.ofValue(value)), ...assets.ofCall(call)].filter(isStore);
      if (stores.length === 0) continue;
      const models = new Set<string>();
      for (const argument of call.arguments) {
        const visit = (value: Value): boolean => {
          const own = assets.ofValue(value).filter(isEmbedder);
          for (const model of own) models.add(model.id);
          return own.length > 0;
        };
        new Tracer(evaluator, visit).trace(argument.value, frame);
      }
      for (const store of stores)
        for (const model of models) sink.relate(store.id, "embeds_with", model, "inferred", [evidenceAt(scope.unit, call)]);
    }
  }
}

function isStore({ kind }: Emitted): boolean {
  return kind === "vector-store";
}

function isEmbedder({ kind, name, emission }: Emitted): boolean {
  return (
    kind === "model" && (emission.set?.["task"] === "embedding" || /embed|(?:^|[/_-])(?:bge|e5|gte|minilm|ada-002)(?:[/_-]|$)/i.test(name))
  );
}
