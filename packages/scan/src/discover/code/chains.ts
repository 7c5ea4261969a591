import type { Expression } from "@castellan/formats";
import type { Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { CodeAssets } from "./registry.ts";

/** A prompt and the model that it is piped into. */
export interface Piped {
  readonly scope: Scope;
  readonly line: number;
  readonly prompt: string;
  readonly model: string;
}

/** `prompt | model | parser`, `prompt.pipe(model)`, `RunnableSequence.from([prompt, model])`: what a model is told. */
export function pipedPrompts(assets: CodeAssets): readonly Piped[] {
  const found: Piped[] = [];
  if (!assets.sightings.all.some(({ entry }) => entry.emit.some(({ kind }) => kind === "prompt"))) return found;
  for (const scope of assets.context.evaluator.program.scopes()) {
    const seen = new Set<Expression>();
    for (const expression of expressionsOf(scope)) if (!seen.has(expression)) found.push(...inChain(assets, scope, expression, seen));
  }
  return found;
}

/** Expressions of a scope that may be chains: what is bound, given back, handed over or called upon. */
function expressionsOf(scope: Scope): readonly Expression[] {
  const bound = [...scope.bindings.values()].flatMap((bindings) =>
    bindings.flatMap(({ source }) => (source.kind === "value" && source.scope === undefined ? [source.value] : [])),
  );
  const called = scope.calls.flatMap(({ call }) => [
    call,
    ...(call.callee.kind === "member" ? [call.callee.object] : []),
    ...call.arguments.map(({ value }) => value),
  ]);
  return [
    ...bound,
    ...scope.returns.map(({ value }) => value),
    ...[...scope.attributes.values()].flat().map(({ value }) => value),
    ...called,
  ];
}

function inChain(assets: CodeAssets, scope: Scope, expression: Expression, seen: Set<Expression>): readonly Piped[] {
  const steps = stepsOf(expression, seen);
  if (steps.length < 2) return [];
  const found: Piped[] = [];
  let prompts: string[] = [];
  for (const step of steps) {
    const own = assets.context.evaluator.evaluate(step, genericFrame(scope)).flatMap((value) => assets.ofValue(value));
    const models = own.filter(({ kind }) => kind === "model");
    for (const model of models) for (const prompt of prompts) found.push({ scope, line: step.line, prompt, model: model.id });
    if (models.length > 0) prompts = [];
    prompts.push(...own.filter(({ kind }) => kind === "prompt").map(({ id }) => id));
  }
  return found;
}

/** The steps of a chain in their order; one step alone is no chain. */
function stepsOf(expression: Expression, seen: Set<Expression>): readonly Expression[] {
  seen.add(expression);
  if (expression.kind === "binary" && expression.operator === "|")
    return [...stepsOf(expression.left, seen), ...stepsOf(expression.right, seen)];
  if (expression.kind !== "call" || expression.callee.kind !== "member") return [expression];
  const { callee } = expression;
  if (callee.name === "pipe" && expression.arguments.length > 0)
    return [...stepsOf(callee.object, seen), ...expression.arguments.map(({ value }) => value)];
  const [list] = expression.arguments;
  if (callee.name === "from" && callee.object.kind === "name" && callee.object.name === "RunnableSequence" && list?.value.kind === "list")
    return list.value.items;
  return [expression];
}
