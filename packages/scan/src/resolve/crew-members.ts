import type { Expression } from "@castellan/formats";
import { contentOf } from "./config-reads.ts";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { dottedName, type Scope } from "./scope.ts";
import { genericFrame, type Value } from "./value.ts";

/*
 * A crew of CrewAI is a class under `@CrewBase` (docs.crewai.com, "Using YAML configuration"): the decorator reads the
 * files that `agents_config` and `tasks_config` name, and gathers what the methods under `@agent` and `@task` make.
 */

const FILES: ReadonlyMap<string, string> = new Map([
  ["agents_config", "config/agents.yaml"],
  ["tasks_config", "config/tasks.yaml"],
]);
const GATHERED: ReadonlyMap<string, string> = new Map([
  ["agents", "agent"],
  ["tasks", "task"],
]);

/** What the decorator puts under this name, or undefined where the class is no crew or has none of that name. */
export function crewMember(evaluator: Evaluator, scope: Scope, name: string, self: Value | undefined): readonly Value[] | undefined {
  const file = FILES.get(name);
  const mark = GATHERED.get(name);
  if ((file === undefined && mark === undefined) || !scope.decorated.some(({ decorator }) => lastName(decorator) === "CrewBase"))
    return undefined;
  if (file !== undefined) {
    const named = evaluator.fromBindings(scope.bindings.get(name) ?? [], genericFrame(scope), undefined).flatMap(textsOf);
    return (named.length === 0 ? [{ text: file }] : named).flatMap(({ text }) => contentOf(evaluator, scope.unit, text) ?? []);
  }
  const frame = { ...genericFrame(scope), ...(self === undefined ? {} : { self }) };
  const items = scope.children
    .filter((method) => method.decorated.some(({ decorator }) => lastName(decorator) === mark))
    .map((method) => ({ expression: madeBy(method, scope), frame }));
  return items.length === 0 ? undefined : [{ kind: "list", items }];
}

function lastName(decorator: Expression): string | undefined {
  return dottedName(decorator.kind === "call" ? decorator.callee : decorator)
    ?.split(".")
    .at(-1);
}

/** `Crew().researcher()` */
function madeBy(method: Scope, owner: Scope): Expression {
  const { line, endLine } = method.function ?? { line: 1, endLine: 1 };
  const span = { line, endLine };
  const object: Expression = { kind: "name", name: owner.class?.name ?? "", ...span };
  const instance: Expression = { kind: "call", callee: object, arguments: [], ...span };
  return { kind: "call", callee: { kind: "member", object: instance, name: method.function?.name ?? "", ...span }, arguments: [], ...span };
}
