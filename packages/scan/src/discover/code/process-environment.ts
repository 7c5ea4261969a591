import type { RelationKind } from "@castellan/graph";
import { Tracer } from "../../resolve/trace.ts";
import type { Closed } from "../../resolve/value.ts";
import { relateEnvironment, type Variable } from "../infrastructure/environment-use.ts";
import type { EmissionContext, Emitted } from "./emit.ts";
import { namesOf } from "./names.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/* The environment that code gives a process: `environment: { MODEL_ID: "…", KB_ID: kb.knowledgeBaseId }` of a declared function. */

interface Entry {
  readonly name: string;
  readonly value: Closed;
  readonly line: number;
}

/** How a process is related to what a variable of its environment names. */
const NAMED: { readonly [kind in Emitted["kind"]]?: RelationKind } = {
  "knowledge-base": "reads",
  "vector-store": "reads",
  endpoint: "calls",
  agent: "calls",
  guardrail: "protected_by",
  "secret-ref": "authenticated_by",
};

/** Services, models and secrets that the names and texts of the environment tell of. */
export function relateGivenEnvironment(context: EmissionContext, sighting: Sighting, id: string, selectors: readonly string[]): void {
  const { file } = sighting.unit;
  const target = context.project.targets[file.target];
  if (target === undefined) return;
  const variables = entriesOf(context, sighting, selectors).map(({ name, value, line }): Variable => {
    const text = namesOf(context.evaluator, context.environment, value).find(
      ({ dynamic, partial }) => dynamic !== true && partial !== true,
    );
    return { name, ...(text === undefined ? {} : { value: text.text }), file: file.path, line };
  });
  relateEnvironment({ target, scope: file.scope }, () => id, variables, context.sink);
}

/** Assets that variables name: the evidence says which variable, so that reads of it are known to mean the same. */
export function linkEnvironments(assets: CodeAssets): void {
  const { context } = assets;
  for (const sighting of assets.sightings.all) {
    if (sighting.entry.emit.every(({ environment }) => environment === undefined)) continue;
    for (const { id, emission } of assets.of(sighting)) {
      for (const { name, value, line } of entriesOf(context, sighting, emission.environment ?? [])) {
        new Tracer(context.evaluator, (found) => {
          const own = assets.ofValue(found).filter(({ kind }) => NAMED[kind] !== undefined);
          for (const asset of own) {
            const kind = NAMED[asset.kind];
            const evidence = { ...evidenceAt(sighting.unit, { line, endLine: line }), symbol: name };
            if (kind !== undefined) context.sink.relate(id, kind, asset.id, "resolved", [evidence]);
          }
          return own.length > 0;
        }).trace(value.expression, value.frame);
      }
    }
  }
}

function entriesOf({ evaluator }: EmissionContext, sighting: Sighting, selectors: readonly string[]): readonly Entry[] {
  return selectAll(evaluator, sighting, selectors)
    .flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame))
    .flatMap((value) => (value.kind === "map" ? value.entries : []))
    .flatMap(({ key, value }): readonly Entry[] => {
      const written = key?.expression;
      if (written?.kind !== "string" && written?.kind !== "name") return [];
      return [{ name: written.kind === "string" ? written.value : written.name, value, line: written.line }];
    });
}
