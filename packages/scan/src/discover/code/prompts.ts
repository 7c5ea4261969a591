import { localSymbol } from "../identity/index.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Names that people give to prompts kept as constants. */
const PROMPT_NAME = /(?:^|_)(?:prompts?|instructions?|system_(?:message|prompt|msg)|sys_prompt|persona)(?:_(?:template|text|tmpl|en|v\d+))?$|(?:Prompt|Instructions|SystemMessage)(?:Template)?$/i;
const MIN_LENGTH = 60;

/** Long texts in constants that are named as prompts, in files of a project that talks to models. */
export function discoverPrompts(assets: CodeAssets): void {
  const { project, evaluator, sink } = assets.context;
  if (!assets.sightings.all.some((sighting) => sighting.entry.emit.some((emission) => emission.kind === "model" || emission.kind === "agent"))) return;
  for (const unit of evaluator.program.units) {
    const target = project.targets[unit.file.target];
    const { module } = evaluator.program.tree(unit);
    if (target === undefined) continue;
    for (const [name, bindings] of module.bindings) {
      if (!PROMPT_NAME.test(name)) continue;
      for (const binding of bindings) {
        if (binding.source.kind !== "value") continue;
        const [value] = evaluator.evaluate(binding.source.value, { scope: module, depth: 0 });
        if (value?.kind !== "constant" || typeof value.value !== "string" || value.value.length < MIN_LENGTH || value.unit !== unit) continue;
        sink.asset({
          kind: "prompt", name, identity: localSymbol(target, unit.file, name), scope: unit.file.scope, lifecycle: "declared",
          attributes: { characters: value.value.length }, occurrences: [occurrenceAt(unit, binding.span, name)],
        });
      }
    }
  }
}
