import type { Asset } from "@castellan/graph";
import type { Connector } from "../connector.ts";

/** Kinds that run a prompt. */
const RUNNERS: ReadonlySet<Asset["kind"]> = new Set<Asset["kind"]>(["endpoint", "evaluation-run", "agent", "tool"]);
const MODELS: ReadonlySet<Asset["kind"]> = new Set<Asset["kind"]>(["model", "deployed-model"]);

/** A prompt file that states its model (Prompty, dotprompt) is answered by that model, for whatever runs the prompt. */
export const promptModels: Connector = {
  id: "prompt-models",
  version: 1,
  connect(_project, { assets, relations }, graph) {
    const byId = new Map(assets.map((asset) => [asset.id, asset]));
    const prompts = relations.filter(({ kind }) => kind === "has_prompt");
    const stated = new Map<string, string[]>();
    for (const { from, to, strength } of prompts) {
      const model = byId.get(from);
      if (model !== undefined && MODELS.has(model.kind) && strength === "stated" && byId.get(to)?.identity.key.startsWith("file:") === true)
        stated.set(to, [...(stated.get(to) ?? []), from]);
    }
    for (const { from, to, evidence } of prompts) {
      const runner = byId.get(from);
      if (runner === undefined || !RUNNERS.has(runner.kind)) continue;
      for (const model of stated.get(to) ?? []) graph.relate(from, "uses_model", model, "inferred", evidence);
    }
  },
};
