import type { RelationKind } from "@castellan/graph";
import type { Closed, ConstantValue, MapValue, Value } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { keyText } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/*
 * Agents that are handed over as data: `agents: { reviewer: { description, prompt, model } }` of the Claude Agent SDK,
 * `subagents=[{"name": …, "system_prompt": …, "tools": […]}]` of deepagents.
 */

const PROMPT_KEYS = ["prompt", "system_prompt", "systemPrompt", "instructions"] as const;
/** Key of the description → the relation to what stands there. */
const PARTS: readonly (readonly [string, RelationKind])[] = [
  ...PROMPT_KEYS.map((key) => [key, "has_prompt"] as const),
  ["model", "uses_model"],
  ["tools", "uses_tool"],
];

/** What a value is at the end of a relation: assets that it stands for, or that its text names. */
export type Ends = (sighting: Sighting, kind: RelationKind, value: Value, at: Closed) => readonly string[];

/** Whether an object describes an agent: it is told who it is, a tool is not. */
export function describesAgent(assets: CodeAssets, value: MapValue): boolean {
  const keys = value.entries.flatMap(({ key }) => (key === undefined ? [] : (keyText(assets.context.evaluator, key) ?? [])));
  return PROMPT_KEYS.some((key) => keys.includes(key)) && (keys.includes("description") || keys.includes("name"));
}

/** The agents that an object describes: itself by its name, or each of its entries by its key. */
export function subAgents(assets: CodeAssets, sighting: Sighting, value: MapValue, at: Closed, ends: Ends): readonly string[] {
  const { evaluator } = assets.context;
  if (describesAgent(assets, value)) {
    const name = evaluator.step(value, "name").find((found): found is ConstantValue => found.kind === "constant");
    return typeof name?.value === "string" ? [subAgent(assets, sighting, name.value, value, at, ends)] : [];
  }
  return value.entries.flatMap(({ key, value: inner }) => {
    const name = key === undefined ? undefined : keyText(evaluator, key);
    if (name === undefined) return [];
    return evaluator
      .evaluate(inner.expression, inner.frame)
      .flatMap((found) =>
        found.kind === "map" && describesAgent(assets, found) ? [subAgent(assets, sighting, name, found, inner, ends)] : [],
      );
  });
}

function subAgent(assets: CodeAssets, sighting: Sighting, name: string, value: MapValue, at: Closed, ends: Ends): string {
  const { evaluator, project, sink } = assets.context;
  const { unit } = at.frame.scope;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const id = sink.asset({
    kind: "agent",
    name,
    identity: localSymbol(target, unit.file, `agent:${name}`),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: { library: sighting.library.id, form: "subagent" },
    occurrences: [occurrenceAt(unit, at.expression, name)],
  });
  for (const { key, value: part } of value.entries) {
    const relation = PARTS.find(([known]) => key !== undefined && known === keyText(evaluator, key))?.[1];
    if (relation === undefined) continue;
    const told = { ...sighting, assignedTo: name };
    for (const found of flat(assets, evaluator.evaluate(part.expression, part.frame)))
      for (const end of ends(told, relation, found, part)) sink.relate(id, relation, end, "stated", [evidenceAt(unit, part.expression)]);
  }
  return id;
}

function flat(assets: CodeAssets, values: readonly Value[]): readonly Value[] {
  const { evaluator } = assets.context;
  return values.flatMap((value) =>
    value.kind === "list" ? value.items.flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame)) : [value],
  );
}
