import { configuredMembers } from "./configured-classes.ts";
import type { Evaluator } from "./evaluate.ts";
import { memberOf } from "./members.ts";
import type { CallExpression } from "./scope.ts";
import type { Frame, Value } from "./value.ts";

/** A step of a path that is only known at run time. */
export const ANY_MEMBER = "__any__";

/** Python: `getattr(module, "Name")`, `import_module("name")`, `type(self)` with names that are known; undefined for other calls. */
export function reflected(evaluator: Evaluator, path: string, call: CallExpression, frame: Frame): readonly Value[] | undefined {
  if (frame.scope.unit.module.language !== "python") return undefined;
  const [first, second, fallback] = call.arguments;
  if (first === undefined) return undefined;
  if (path === "getattr()" && second !== undefined) {
    const names = evaluator
      .evaluate(second.value, frame)
      .flatMap((value) => (value.kind === "constant" && typeof value.value === "string" && value.partial !== true ? [value.value] : []));
    if (names.length === 0) return fallback === undefined ? unnamed(evaluator, evaluator.evaluate(first.value, frame)) : undefined;
    // With a default it asks an object that may be of any class; what each of them has is not what this one has.
    if (fallback !== undefined) return undefined;
    const found = evaluator
      .evaluate(first.value, frame)
      .flatMap((object) => names.flatMap((name) => memberOf(evaluator, object, name, call, frame)));
    return found.length > 0 ? found : undefined;
  }
  if (path === "importlib.import_module()" || path === "import_module()" || path === "__import__()") {
    const names = evaluator
      .evaluate(first.value, frame)
      .flatMap((value) => (value.kind === "constant" && typeof value.value === "string" && value.partial !== true ? [value.value] : []));
    if (names.length === 0) return undefined;
    const { line, endLine } = call;
    return names.flatMap((module) => evaluator.ofImport(frame.scope.unit, { module, local: "import_module", line, endLine }));
  }
  if (path === "type()" && call.arguments.length === 1)
    return evaluator
      .evaluate(first.value, frame)
      .flatMap((value): readonly Value[] => (value.kind === "instance" ? [{ kind: "class", scope: value.scope }] : []));
  return undefined;
}

/** A member whose name is only known at run time: of a module of one's own what configurations name, of a library's any. */
function unnamed(evaluator: Evaluator, objects: readonly Value[]): readonly Value[] | undefined {
  const found = objects.flatMap((object): readonly Value[] => {
    if (object.kind === "module") return configuredMembers(evaluator, object.unit);
    return object.kind === "external" && object.module !== "" && object.calls.length === 0
      ? [{ ...object, path: [...object.path, ANY_MEMBER] }]
      : [];
  });
  return found.length > 0 ? found : undefined;
}
