import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { Closed, Value } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import type { Emitted } from "./emit.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** A guardrail that is written as an object, with the functions that do its work. */
export interface GuardrailObject {
  readonly holder: Emitted;
  readonly bodies: readonly Scope[];
}

/** Keys under which frameworks take the function that judges. */
const WORK_KEYS = ["execute", "run", "check", "validate", "handler", "guardrailFunction", "guardrail_function"];

/** `{ name: "moderation", execute: async ({ agentOutput }) => … }`, or a plain function, where guardrails are asked for. */
export function guardrailObject(assets: CodeAssets, value: Value, at: Closed): GuardrailObject | undefined {
  const { evaluator, project, sink } = assets.context;
  // The result of calling a function is not that function.
  if (value.kind === "function" && at.expression.kind === "call") return undefined;
  const bodies = value.kind === "map" ? WORK_KEYS.flatMap((key) => functionsAt(evaluator, value, key)) : [];
  const named = value.kind === "function" ? value.node.name : textAt(evaluator, value, "name");
  const name = named === undefined || named === "" ? undefined : named;
  if (name === undefined || (value.kind === "map" && bodies.length === 0) || (value.kind !== "map" && value.kind !== "function"))
    return undefined;
  const unit = value.kind === "function" ? value.scope.unit : at.frame.scope.unit;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const id = sink.asset({
    kind: "guardrail",
    name,
    identity: localSymbol(target, unit.file, value.kind === "function" ? value.scope.qualifiedName : `guardrail:${name}`),
    scope: unit.file.scope,
    lifecycle: "declared",
    occurrences: [occurrenceAt(unit, value.kind === "function" ? value.node : at.expression, name)],
  });
  return {
    holder: { id, kind: "guardrail", name, emission: { kind: "guardrail" } },
    bodies: value.kind === "function" ? [value.scope] : bodies,
  };
}

function functionsAt(evaluator: Evaluator, value: Value, key: string): readonly Scope[] {
  return evaluator.step(value, key).flatMap((inner) => (inner.kind === "function" ? [inner.scope] : []));
}

function textAt(evaluator: Evaluator, value: Value, key: string): string | undefined {
  if (value.kind !== "map") return undefined;
  const [found] = evaluator.step(value, key);
  return found?.kind === "constant" && typeof found.value === "string" ? found.value : undefined;
}
