import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** Defaults of `@click.option("--model", default="m")` and `@click.argument("model", default="m")` for a parameter. */
export function clickDefaults(evaluator: Evaluator, scope: Scope, parameter: string): readonly Value[] {
  return scope.decorated.flatMap(({ decorator, scope: around }) => {
    if (decorator.kind !== "call" || decorator.callee.kind !== "member" || !/^(?:option|argument)$/.test(decorator.callee.name)) return [];
    const names = decorator.arguments.flatMap(({ name, value }) => (name === undefined && value.kind === "string" ? [value.value] : []));
    // A name without dashes is the parameter's own; else the longest flag is.
    const own = names.find((name) => !name.startsWith("-")) ?? [...names].sort((a, b) => b.length - a.length)[0] ?? "";
    if (own.split("/")[0]?.replace(/^-+/, "").replaceAll("-", "_") !== parameter) return [];
    const given = (key: string): readonly Value[] => {
      const argument = decorator.arguments.find(({ name }) => name === key);
      return argument === undefined ? [] : evaluator.evaluate(argument.value, genericFrame(around));
    };
    const fallback = given("default").filter((value) => value.kind !== "constant" || value.value !== null);
    const [variable] = given("envvar").flatMap(textsOf);
    return variable === undefined
      ? fallback
      : [
          {
            kind: "environment",
            name: variable.text,
            unit: scope.unit,
            span: decorator,
            fallback: fallback.filter((value) => textsOf(value).length > 0),
          },
        ];
  });
}
