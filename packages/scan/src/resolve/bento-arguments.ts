import { type Argument, at, type ConfigNode, entries } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { ancestors, folderOf, joinPath } from "./modules/resolver.ts";
import type { CallExpression } from "./scope.ts";
import type { Frame, Value } from "./value.ts";

/* Arguments of services of BentoML (docs.bentoml.com, "Template arguments"): given in pyproject.toml or bentofile.yaml. */

/** `bentoml.use_arguments(Arguments)`: an object of the class with what the build gives its fields. */
export function buildArguments(evaluator: Evaluator, path: string, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  const [type] = call.arguments;
  if (path !== "bentoml.use_arguments()" || type === undefined) return undefined;
  const { unit } = frame.scope;
  const given = argumentsFor(evaluator, unit.file.target, unit.file.path).flatMap(({ key, value }): readonly Argument[] =>
    value.kind === "scalar" && typeof value.value === "string"
      ? [{ name: key, value: { kind: "string", value: value.value, line: call.line, endLine: call.endLine } }]
      : [],
  );
  return evaluator
    .evaluate(type.value, frame)
    .flatMap((value): readonly Value[] =>
      value.kind === "class"
        ? [
            given.length === 0
              ? { kind: "instance", scope: value.scope }
              : { kind: "instance", scope: value.scope, site: { call: { ...call, arguments: given }, frame } },
          ]
        : [],
    );
}

/** Of the nearest folder that has any. */
function argumentsFor({ program }: Evaluator, target: number, path: string): ReturnType<typeof entries> {
  for (const folder of ancestors(folderOf(path))) {
    const read = (name: string): ConfigNode | undefined => program.project.file(target, joinPath(folder, name))?.facts.config?.documents[0];
    const found = [
      ...entries(at(read("pyproject.toml"), "tool", "bentoml", "build", "args")),
      ...entries(at(read("bentofile.yaml"), "args")),
    ];
    if (found.length > 0) return found;
  }
  return [];
}
