import type { Evaluator } from "./evaluate.ts";
import { dottedName, type Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** Past this many classes an interface says nothing of which one is meant. */
const MAX_IMPLEMENTATIONS = 4;

const indexes = new WeakMap<Evaluator, ReadonlyMap<string, readonly Scope[]>>();

/** A method that only says what others do: of an interface, abstract, a protocol. */
export function isAbstract(value: Value): boolean {
  if (value.kind !== "function" || value.scope.parent?.kind !== "class" || value.node.name === "constructor") return false;
  if (value.node.decorators.some((decorator) => (dottedName(decorator) ?? "").split(".").at(-1) === "abstractmethod")) return true;
  const { form } = value.scope.parent.class ?? {};
  // A method of an interface with a body is a default one.
  return value.node.body.length === 0 && (form === "interface" || form === "trait" || value.scope.unit.module.language !== "python");
}

/** Classes of the project that implement an interface or extend a class; none where there are too many to mean one. */
export function implementationsOf(evaluator: Evaluator, scope: Scope): readonly Scope[] {
  const name = scope.class?.name;
  if (name === undefined) return [];
  const inTest = scope.unit.file.scope === "test";
  const found = (indexOf(evaluator).get(name) ?? []).filter(
    (candidate) =>
      candidate !== scope &&
      candidate.unit.file.target === scope.unit.file.target &&
      (inTest || candidate.unit.file.scope !== "test") &&
      extendsIt(evaluator, candidate, scope),
  );
  return found.length > MAX_IMPLEMENTATIONS ? [] : found;
}

function extendsIt(evaluator: Evaluator, candidate: Scope, scope: Scope): boolean {
  const around = candidate.parent;
  if (around === undefined) return false;
  return (candidate.class?.bases ?? []).some((base) =>
    evaluator
      .evaluate(base.kind === "index" ? base.object : base, genericFrame(around))
      .some((value) => value.kind === "class" && value.scope === scope),
  );
}

/** Last name of a base → the classes that are made from it. */
function indexOf(evaluator: Evaluator): ReadonlyMap<string, readonly Scope[]> {
  const known = indexes.get(evaluator);
  if (known !== undefined) return known;
  const index = new Map<string, Scope[]>();
  for (const scope of evaluator.program.scopes()) {
    for (const base of scope.class?.form === "interface" ? [] : (scope.class?.bases ?? [])) {
      const name = dottedName(base.kind === "index" ? base.object : base)
        ?.split(".")
        .at(-1);
      if (name !== undefined) index.set(name, [...(index.get(name) ?? []), scope]);
    }
  }
  indexes.set(evaluator, index);
  return index;
}
