import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { dottedName, type Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** Past this many classes an interface says nothing of which one is meant, unless a factory chooses. */
const MAX_IMPLEMENTATIONS = 4;
const MAX_CHOSEN = 16;

const indexes = new WeakMap<Evaluator, ReadonlyMap<string, readonly Scope[]>>();
const factories = new WeakMap<Evaluator, ReadonlyMap<string, readonly Scope[]>>();
const chosen = new WeakMap<Scope, readonly Scope[]>();

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
  return found.length > MAX_IMPLEMENTATIONS ? fromFactory(evaluator, scope, found) : found;
}

/** The classes among these that one function of the project returns, by its settings: `match name: case "a": return A()`. */
function fromFactory(evaluator: Evaluator, scope: Scope, found: readonly Scope[]): readonly Scope[] {
  const known = chosen.get(scope);
  if (known !== undefined) return known;
  chosen.set(scope, []);
  const index = factoryIndex(evaluator);
  const indirect = found.flatMap((candidate) =>
    (indexOf(evaluator).get(candidate.class?.name ?? "") ?? []).filter((child) => extendsIt(evaluator, child, candidate)),
  );
  const classes = new Map([...found, ...indirect].map((candidate) => [candidate.class?.name ?? "", candidate]));
  const made = new Map<Scope, Set<Scope>>();
  for (const [name, candidate] of classes)
    for (const factory of index.get(name) ?? [])
      if (factory.unit.file.target === scope.unit.file.target && factory.parent !== candidate)
        made.set(factory, (made.get(factory) ?? new Set()).add(candidate));
  const [most] = [...made.values()].sort((a, b) => b.size - a.size);
  const result = most === undefined || most.size <= MAX_IMPLEMENTATIONS / 2 || most.size > MAX_CHOSEN ? [] : [...most];
  chosen.set(scope, result);
  return result;
}

/** Name of a class → functions outside of tests that return one: `return A()`, `return await A.create()`. */
function factoryIndex(evaluator: Evaluator): ReadonlyMap<string, readonly Scope[]> {
  const known = factories.get(evaluator);
  if (known !== undefined) return known;
  const index = new Map<string, Scope[]>();
  for (const scope of evaluator.program.scopes()) {
    if (scope.kind !== "function" || scope.unit.file.scope === "test") continue;
    for (const { value } of scope.returns) {
      const name = madeClass(value);
      if (name !== undefined) index.set(name, [...(index.get(name) ?? []), scope]);
    }
  }
  factories.set(evaluator, index);
  return index;
}

/** "A" of `A()` and `await A.create()`. */
function madeClass(value: Expression): string | undefined {
  return value.kind === "call"
    ? dottedName(value.callee)
        ?.split(".")
        .find((part) => /^[A-Z]/.test(part))
    : undefined;
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
