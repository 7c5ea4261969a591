import type { Evaluator } from "./evaluate.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** `const routes: FastifyPluginAsync = async (app) => {…}`: the type of a library that a function of a variable has. */
export function typeOfFunction(evaluator: Evaluator, scope: Scope): readonly Value[] {
  const around = scope.parent;
  const name = scope.qualifiedName.split(".").at(-1);
  if (around === undefined || name === undefined || scope.unit.module.language !== "typescript") return [];
  return (around.bindings.get(name) ?? []).flatMap(({ source }) =>
    source.kind === "value" && source.type !== undefined && source.value.kind === "function" && source.value.function === scope.function
      ? evaluator.ofType(source.type, genericFrame(around)).filter(({ kind }) => kind === "external")
      : [],
  );
}
