import type { Expression } from "@castellan/formats";
import type { Scope } from "./scope.ts";

/** Parameter name → argument expression, by position and keyword. */
export function bindArguments(scope: Scope, call: Expression & { kind: "call" }): ReadonlyMap<string, Expression> {
  const result = new Map<string, Expression>();
  const parameters = scope.function?.parameters ?? [];
  const positional = parameters.filter((parameter) => parameter.rest === undefined);
  const method = scope.parent?.kind === "class" && scope.function?.static !== true && scope.unit.module.language === "python";
  let index = method ? 1 : 0;
  for (const argument of call.arguments) {
    if (argument.spread !== undefined) continue;
    if (argument.name !== undefined) result.set(argument.name, argument.value);
    else {
      const parameter = positional[index];
      if (parameter !== undefined) result.set(parameter.name, argument.value);
      index += 1;
    }
  }
  return result;
}
