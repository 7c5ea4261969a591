import type { Scope } from "../../resolve/scope.ts";
import { genericFrame, type Value } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { selectAll } from "./selectors.ts";

/*
 * Models that a program sets once for all that follows: `Settings.llm = OpenAI(…)` of LlamaIndex (Python and TypeScript),
 * `dspy.configure(lm=lm)`. They serve whatever of the library is made without a model of its own.
 */

const ROLES: ReadonlyMap<string, "llm" | "embedding"> = new Map([
  ["llm", "llm"],
  ["embed_model", "embedding"],
  ["embedModel", "embedding"],
]);
/** Arguments by which a thing has a model of its own. */
const OWN = ["llm", "embed_model", "#0.llm", "#0.embedModel", "#1.embedModel", "model"];

interface Default {
  readonly library: string;
  readonly role: "llm" | "embedding";
  readonly models: readonly Emitted[];
  readonly scope: Scope;
}

/** Relates indexes, engines and agents to the models that the program sets for them. */
export function linkDefaultModels(assets: CodeAssets): void {
  const defaults = [...assigned(assets), ...configured(assets)];
  if (defaults.length === 0) return;
  const { evaluator, project, sink } = assets.context;
  for (const sighting of assets.sightings.all) {
    const own = defaults.filter(
      ({ library, scope: { unit } }) =>
        library === sighting.library.id &&
        unit.file.target === sighting.unit.file.target &&
        unit.file.scope === sighting.unit.file.scope &&
        project.rootOf(unit.file) === project.rootOf(sighting.unit.file),
    );
    if (own.length === 0 || selectAll(evaluator, sighting, OWN).length > 0) continue;
    // An index over a store that is made elsewhere stands for that store.
    for (const asset of sighting.call === undefined ? assets.of(sighting) : assets.ofCall(sighting.call)) {
      const relation =
        asset.kind === "vector-store"
          ? "embeds_with"
          : asset.kind === "agent" || (asset.kind === "retriever" && sighting.library.id === "llamaindex")
            ? "uses_model"
            : undefined;
      const role = relation === "embeds_with" ? "embedding" : "llm";
      for (const { models } of relation === undefined ? [] : own.filter((candidate) => candidate.role === role))
        for (const { id } of models)
          if (relation !== undefined) sink.relate(asset.id, relation, id, "inferred", [evidenceAt(sighting.unit, sighting)]);
    }
  }
}

/** `Settings.llm = …` */
function assigned(assets: CodeAssets): readonly Default[] {
  const { evaluator } = assets.context;
  const found: Default[] = [];
  for (const scope of evaluator.program.scopes()) {
    for (const { object, on, name, value } of scope.given) {
      const role = object.endsWith("Settings") ? ROLES.get(name) : undefined;
      if (role === undefined) continue;
      const frame = genericFrame(scope);
      const [holder] = evaluator.evaluate(on, frame);
      if (holder?.kind !== "external" || !/^llama_?index/.test(holder.module.replace("@", ""))) continue;
      found.push({ library: "llamaindex", role, models: modelsOf(assets, evaluator.evaluate(value, frame)), scope });
    }
  }
  return found;
}

/** `dspy.configure(lm=lm)`, `dspy.settings.configure(lm=lm)` */
function configured(assets: CodeAssets): readonly Default[] {
  const { evaluator } = assets.context;
  return assets.sightings.all.flatMap((sighting) => {
    if (sighting.library.id !== "dspy" || sighting.entry.act !== "default-model") return [];
    const values = selectAll(evaluator, sighting, ["lm"]).flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame));
    return [{ library: "dspy", role: "llm" as const, models: modelsOf(assets, values), scope: sighting.frame.scope }];
  });
}

function modelsOf(assets: CodeAssets, values: readonly Value[]): readonly Emitted[] {
  return values.flatMap((value) => assets.ofValue(value)).filter(({ kind }) => kind === "model");
}
