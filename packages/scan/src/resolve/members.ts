import type { Expression } from "@castellan/formats";
import { textsOf } from "./constants.ts";
import { environmentOf } from "./environment-reads.ts";
import { Evaluator } from "./evaluate.ts";
import { ancestors, folderOf } from "./modules/resolver.ts";
import { programInput, programWord } from "./program-inputs.ts";
import type { Scope } from "./scope.ts";
import type { CallSite, Frame, Value } from "./value.ts";

const MAX_BASES = 8;
const MAX_SITES = 8;
/** Marks a path whose index is a step upwards: Path(__file__).parents[1]. */
const PARENTS = "parents";

export function evaluateMember(evaluator: Evaluator, expression: Expression & { kind: "member" }, frame: Frame): readonly Value[] {
  return evaluator.evaluate(expression.object, frame).flatMap((value) => memberOf(evaluator, value, expression.name, expression, frame));
}

export function memberOf(evaluator: Evaluator, value: Value, name: string, at: Expression, frame: Frame): readonly Value[] {
  switch (value.kind) {
    case "external": {
      const read = environmentOf(evaluator, { ...value, path: [...value.path, name] }, undefined, at, frame) ?? programInput(evaluator, value, name, at);
      return read ?? [{ ...value, path: [...value.path, name] }];
    }
    case "module": {
      const found = evaluator.exported(value.unit, name);
      return found.length > 0 ? found : submodule(evaluator, value.unit.module.language === "python" ? value : undefined, name);
    }
    case "namespace": {
      const full = `${value.name}.${name}`;
      const [unit] = evaluator.program.resolveModule(value.unit, full) ?? [];
      if (unit !== undefined) return [{ kind: "module", unit }];
      return evaluator.program.isNamespace(value.unit, full) ? [{ kind: "namespace", name: full, unit: value.unit }] : [];
    }
    case "instance":
      return classMember(evaluator, value.scope, name, value, value.site, 0);
    case "class":
      return classMember(evaluator, value.scope, name, undefined, undefined, 0);
    case "map":
      return evaluator.step(value, name);
    case "constant":
      if (typeof value.value !== "string") return [];
      if (name === "parent") return [{ ...value, value: folderOf(value.value) }];
      if (name === "parents") return [{ ...value, symbol: PARENTS }];
      return name === "value" ? [value] : [{ kind: "external", module: "builtins", path: ["str", name], calls: [], language: frame.scope.unit.module.language }];
    case "environment":
      return [{ kind: "external", module: "builtins", path: ["str", name], calls: [], language: frame.scope.unit.module.language }];
    default:
      return [];
  }
}

function submodule(evaluator: Evaluator, value: (Value & { kind: "module" }) | undefined, name: string): readonly Value[] {
  if (value === undefined || !value.unit.file.path.endsWith("__init__.py")) return [];
  const [unit] = evaluator.program.resolveModule(value.unit, `.${name}`) ?? [];
  return unit === undefined ? [] : [{ kind: "module", unit }];
}

/** A member of a local class: its body, its `self.x`, its methods declared elsewhere, its bases. */
export function classMember(evaluator: Evaluator, scope: Scope, name: string, self: Value | undefined, site: CallSite | undefined, depth: number): readonly Value[] {
  if (depth > MAX_BASES) return [];
  const frame: Frame = { ...Evaluator.generic(scope), ...(self === undefined ? {} : { self }) };
  const bindings = scope.bindings.get(name);
  // A field of a data class or a model: what this instance was made with.
  const argument = site?.call.arguments.find((candidate) => candidate.name === name);
  if (argument !== undefined && site !== undefined && !scope.attributes.has(name)) return evaluator.evaluate(argument.value, site.frame);
  const values: Value[] = [];
  if (site === undefined && bindings?.every((binding) => binding.source.kind === "type") === true) values.push(...givenAnywhere(evaluator, scope, name));
  if (bindings !== undefined && values.length === 0) {
    const settings = settingsField(evaluator, scope, name);
    values.push(...settings, ...evaluator.fromBindings(bindings, frame, undefined).map((value) => (value.kind === "function" && self !== undefined ? { ...value, self } : value)));
  }
  for (const attribute of scope.attributes.get(name) ?? []) {
    const inner = constructorFrame(evaluator, attribute.scope, scope, self, site);
    values.push(...evaluator.evaluate(attribute.value, inner));
  }
  if (values.length > 0) return values;
  const label = scope.class?.name;
  for (const method of label === undefined ? [] : evaluator.program.methodsOf(scope.unit, label)) {
    if (method.function?.name === name) return [{ kind: "function", node: method.function, scope: method, ...(self === undefined ? {} : { self }) }];
  }
  for (const part of label === undefined || depth > 0 ? [] : evaluator.program.typesNamed(scope.unit, label)) {
    const found = part === scope ? [] : classMember(evaluator, part, name, self, site, depth + 1);
    if (found.length > 0) return found;
  }
  for (const base of scope.class?.bases ?? []) {
    if (scope.parent === undefined) continue;
    for (const value of evaluator.evaluate(base, Evaluator.generic(scope.parent))) {
      if (value.kind === "class" && value.scope !== scope) {
        const inherited = classMember(evaluator, value.scope, name, self, site, depth + 1);
        if (inherited.length > 0) return inherited;
      } else if (value.kind === "external") {
        const annotated = value.path.at(-1) === "()" ? value.path : [...value.path, "()"];
        return [{ ...value, path: [...annotated, name], annotated: true }];
      }
    }
  }
  return [];
}

/** A local class and its local bases, nearest first. */
export function classChain(evaluator: Evaluator, scope: Scope, depth = 0): readonly Scope[] {
  if (depth > MAX_BASES || scope.parent === undefined) return [scope];
  const frame = Evaluator.generic(scope.parent);
  const bases = (scope.class?.bases ?? []).flatMap((base) => evaluator.evaluate(base, frame)).flatMap((value) => (value.kind === "class" && value.scope !== scope ? [value.scope] : []));
  return [scope, ...bases.flatMap((base) => classChain(evaluator, base, depth + 1))];
}

/** A field that is only declared: what the literals of the type give it, wherever they stand. */
function givenAnywhere(evaluator: Evaluator, scope: Scope, name: string): readonly Value[] {
  const parts = new Set([scope, ...evaluator.program.typesNamed(scope.unit, scope.class?.name ?? "")]);
  const sites = [...parts].flatMap((part) => evaluator.callersOf(part)).slice(0, MAX_SITES);
  return sites.flatMap((site) => site.call.arguments.filter((argument) => argument.name === name).flatMap((argument) => evaluator.evaluate(argument.value, site.frame)));
}

/** In a constructor, parameters are what this instance was made with. */
function constructorFrame(evaluator: Evaluator, method: Scope, owner: Scope, self: Value | undefined, site: CallSite | undefined): Frame {
  const base: Frame = { scope: method, depth: 0, ...(self === undefined || site === undefined ? {} : { self }) };
  const constructors = new Set(["__init__", "constructor", "initialize", owner.class?.name ?? ""]);
  if (site === undefined || method.function === undefined || !constructors.has(method.function.name)) return { scope: method, depth: 0 };
  return { ...base, ...evaluator.bind(method, site.call, site.frame) };
}

/** pydantic settings: a field of the name X is read from the environment variable X. */
function settingsField(evaluator: Evaluator, scope: Scope, name: string): readonly Value[] {
  if (scope.parent === undefined) return [];
  const outer = Evaluator.generic(scope.parent);
  const isSettings = scope.class?.bases.some((base) => evaluator.evaluate(base, outer).some((value) => value.kind === "external" && /^pydantic(_settings)?$/.test(value.module) && value.path.at(-1) === "BaseSettings"));
  const [binding] = scope.bindings.get(name) ?? [];
  if (isSettings !== true || binding === undefined) return [];
  const fallback = binding.source.kind === "value" ? evaluator.evaluate(binding.source.value, Evaluator.generic(scope)) : [];
  return [{ kind: "environment", name: name.toUpperCase(), unit: scope.unit, span: binding.span, fallback: fallback.filter((value) => textsOf(value).length > 0) }];
}

/** `Deps = Annotated[Context, Depends(make_context)]`: what the provider gives, then the type. */
function annotated(evaluator: Evaluator, items: readonly Expression[], frame: Frame): readonly Value[] {
  const [type, ...notes] = items;
  return [...notes.flatMap((note) => evaluator.dependency(note, frame)), ...(type === undefined ? [] : evaluator.evaluate(type, frame))];
}

export function evaluateIndex(evaluator: Evaluator, expression: Expression & { kind: "index" }, frame: Frame): readonly Value[] {
  const keys = evaluator.evaluate(expression.index, frame).filter((value) => value.kind === "constant");
  return evaluator.evaluate(expression.object, frame).flatMap((value): readonly Value[] => {
    if (value.kind === "external") {
      if (value.path.at(-1) === "Annotated" && expression.index.kind === "list") return annotated(evaluator, expression.index.items, frame);
      // Agent[Context](…): type arguments, not an element.
      if (/^[A-Z]/.test(value.path.at(-1) ?? "")) return [value];
      const path = [...value.path, "[]"];
      return environmentOf(evaluator, { ...value, path }, expression.index, expression, frame) ?? programWord(evaluator, { ...value, path }, expression.index, frame.scope.unit) ?? [{ ...value, path }];
    }
    if (value.kind === "constant" && value.symbol === PARENTS && typeof value.value === "string" && typeof keys[0]?.value === "number") {
      return [{ ...value, value: ancestors(value.value)[keys[0].value + 1] ?? "" }];
    }
    // A slice of a text: which part is not known.
    if (value.kind === "constant" && typeof value.value === "string" && keys.length === 0) return [{ ...value, partial: true }];
    const steps = keys.flatMap((key) => (typeof key.value === "string" || typeof key.value === "number" ? evaluator.step(value, key.value) : []));
    if (steps.length > 0) return steps;
    // An unknown key: any of the entries.
    if (value.kind === "map") return value.entries.flatMap((entry) => evaluator.evaluate(entry.value.expression, entry.value.frame));
    if (value.kind === "list") return value.items.flatMap((item) => evaluator.evaluate(item.expression, item.frame));
    return value.kind === "class" ? [value] : [];
  });
}
