import type { Argument, Expression } from "@castellan/formats";
import { dependency } from "./annotations.ts";
import { textsOf } from "./constants.ts";
import { crewMember } from "./crew-members.ts";
import { environmentOf } from "./environment-reads.ts";
import type { Evaluator } from "./evaluate.ts";
import { implementationsOf, isAbstract } from "./implementations.ts";
import { ancestors, folderOf } from "./modules/resolver.ts";
import { grown } from "./mutations.ts";
import { programInput, programWord } from "./program-inputs.ts";
import { runContext } from "./run-context.ts";
import type { Scope } from "./scope.ts";
import { scriptOption } from "./script-options.ts";
import { sharedState } from "./shared-state.ts";
import type { CallSite, ExternalValue, Frame, Value } from "./value.ts";
import { genericFrame } from "./value.ts";
import { workerBinding } from "./worker-bindings.ts";

const MAX_BASES = 8;
const MAX_SITES = 8;
const CONSTRUCTORS: ReadonlySet<string> = new Set(["__init__", "constructor", "initialize"]);
/** Marks a path whose index is a step upwards: Path(__file__).parents[1]. */
const PARENTS = "parents";

export function evaluateMember(evaluator: Evaluator, expression: Expression & { kind: "member" }, frame: Frame): readonly Value[] {
  const bound = workerBinding(evaluator, expression, frame.scope);
  if (bound !== undefined) return [bound];
  const values = evaluator
    .evaluate(expression.object, frame)
    .flatMap((value) => memberOf(evaluator, value, expression.name, expression, frame));
  // What the application keeps under the name says more than a path into a framework's request.
  if (values.every((value) => value.kind === "external" || value.kind === "unknown"))
    return sharedState(evaluator, expression, frame.scope) ?? values;
  return values;
}

export function memberOf(evaluator: Evaluator, value: Value, name: string, at: Expression, frame: Frame): readonly Value[] {
  switch (value.kind) {
    case "external": {
      const read =
        environmentOf(evaluator, { ...value, path: [...value.path, name] }, undefined, at, frame) ??
        programInput(evaluator, value, name, at) ??
        scriptOption(evaluator, value, name, at);
      return read ?? runContext(evaluator, value, name) ?? fieldOf(evaluator, value, name) ?? [{ ...value, path: [...value.path, name] }];
    }
    case "module": {
      const found = evaluator.exported(value.unit, name);
      // A package of Go is all files of its folder.
      if (found.length === 0 && value.unit.module.language === "go")
        for (const sibling of evaluator.program.siblings(value.unit)) {
          const other = evaluator.exported(sibling, name);
          if (other.length > 0) return other;
        }
      return found.length > 0 ? found : submodule(evaluator, value.unit.module.language === "python" ? value : undefined, name);
    }
    case "namespace": {
      const full = `${value.name}.${name}`;
      const [unit] = evaluator.program.resolveModule(value.unit, full) ?? [];
      if (unit !== undefined) return [{ kind: "module", unit }];
      return evaluator.program.isNamespace(value.unit, full) ? [{ kind: "namespace", name: full, unit: value.unit }] : [];
    }
    case "instance": {
      const found = classMember(evaluator, value.scope, name, value, value.site, 0);
      // A method that is only declared is what the classes do that implement it.
      const done = found.length > 0 && found.every(isAbstract) ? implementedMembers(evaluator, value.scope, name) : [];
      const others = value.site === undefined ? overridden(evaluator, value.scope, name, found) : [];
      if (
        value.parsed === true &&
        value.scope.bindings.has(name) &&
        found.every((field) => field.kind === "constant" && field.value === null)
      )
        return [{ kind: "unknown", name, unit: value.scope.unit, span: at, input: true }];
      if (found.length === 0 && name === "__class__") return [{ kind: "class", scope: value.scope }];
      return (done.length > 0 ? done : [...found, ...others]).flatMap((member) => gotten(evaluator, member, frame));
    }
    case "class":
      // Bot.new("m") of Ruby is the class called.
      if (name === "new" && value.scope.unit.module.language === "ruby") return [value];
      return withOverrides(evaluator, value.scope, name, classMember(evaluator, value.scope, name, undefined, undefined, 0), at).map(
        (member) => (isInheritedMaker(member, value.scope) ? { ...member, self: value } : member),
      );
    case "function": {
      // `step.override(task_id="a")(x)`, `step.expand(x=xs)`: a method of what the decorator made of the function.
      const made = evaluator.madeOf(value.scope);
      const path = [...(made?.path.slice(0, -1) ?? []), name];
      const known = (calls: readonly string[]): boolean =>
        made !== undefined && evaluator.knowledge.knows?.(made.module, [...path, ...calls], made.language) === true;
      return made !== undefined && (known(["()"]) || known(["()", "()"])) ? [{ ...made, path }] : [];
    }
    case "map":
      return evaluator.step(value, name);
    case "constant":
      if (typeof value.value !== "string") return [];
      if (name === "parent") return [{ ...value, value: folderOf(value.value) }];
      if (name === "parents") return [{ ...value, symbol: PARENTS }];
      return name === "value"
        ? [value]
        : [{ kind: "external", module: "builtins", path: ["str", name], calls: [], language: frame.scope.unit.module.language }];
    case "environment":
      return [{ kind: "external", module: "builtins", path: ["str", name], calls: [], language: frame.scope.unit.module.language }];
    default:
      return [];
  }
}

/** `ToolMetadata(name="search").name`: what an object of a library was made with under that name, where that is plain. */
function fieldOf(evaluator: Evaluator, value: Value & { kind: "external" }, name: string): readonly Value[] | undefined {
  const site = value.calls.at(-1);
  if (site === undefined || value.path.at(-1) !== "()" || !/^[A-Z]/.test(value.path.at(-2) ?? "")) return undefined;
  const given = site.call.arguments.find((argument) => argument.name === name);
  if (given === undefined) return undefined;
  const plain = evaluator.evaluate(given.value, site.frame).filter(({ kind }) => kind === "constant" || kind === "environment");
  return plain.length > 0 ? plain : undefined;
}

function submodule(evaluator: Evaluator, value: (Value & { kind: "module" }) | undefined, name: string): readonly Value[] {
  if (value === undefined || !value.unit.file.path.endsWith("__init__.py")) return [];
  const [unit] = evaluator.program.resolveModule(value.unit, `.${name}`) ?? [];
  return unit === undefined ? [] : [{ kind: "module", unit }];
}

/** A member of a local class: its body, its `self.x`, its methods declared elsewhere, its bases. */
export function classMember(
  evaluator: Evaluator,
  scope: Scope,
  name: string,
  self: Value | undefined,
  site: CallSite | undefined,
  depth: number,
): readonly Value[] {
  if (depth > MAX_BASES) return [];
  const gathered = crewMember(evaluator, scope, name, self);
  if (gathered !== undefined) return gathered;
  const frame: Frame = { ...genericFrame(scope), ...(self === undefined ? {} : { self }) };
  const bindings = scope.bindings.get(name);
  // A field of a data class or a model: what this instance was made with.
  const argument = site === undefined ? undefined : fieldArgument(scope, site.call, name);
  if (argument !== undefined && site !== undefined && !scope.attributes.has(name)) return evaluator.evaluate(argument.value, site.frame);
  const values: Value[] = [];
  if (site === undefined && bindings?.every((binding) => binding.source.kind === "type") === true)
    values.push(...givenAnywhere(evaluator, scope, name));
  const attributes = (scope.attributes.get(name) ?? []).flatMap((attribute) => {
    const inner = constructorFrame(evaluator, attribute.scope, scope, self, site);
    return grown(evaluator.evaluate(attribute.value, inner), scope.mutations.get(name), inner);
  });
  // What was put in says more than what a declaration allows.
  const declaredOnly =
    attributes.some((value) => value.kind !== "unknown" && !(value.kind === "constant" && value.value === null)) &&
    bindings?.every((binding) => binding.source.kind === "type") === true;
  if (bindings !== undefined && values.length === 0 && !declaredOnly) {
    const settings = settingsField(evaluator, scope, name);
    values.push(
      ...settings,
      ...evaluator
        .fromBindings(bindings, frame, undefined)
        .map((value) => (value.kind === "function" && self !== undefined ? { ...value, self } : value)),
    );
  }
  values.push(...attributes);
  if (values.length > 0) return values;
  const label = scope.class?.name;
  for (const method of label === undefined ? [] : evaluator.program.methodsOf(scope.unit, label)) {
    if (method.function?.name === name)
      return [{ kind: "function", node: method.function, scope: method, ...(self === undefined ? {} : { self }) }];
  }
  for (const part of label === undefined || depth > 0 ? [] : evaluator.program.typesNamed(scope.unit, label)) {
    const found = part === scope ? [] : classMember(evaluator, part, name, self, site, depth + 1);
    if (found.length > 0) return found;
  }
  for (const base of scope.class?.bases ?? []) {
    if (scope.parent === undefined) continue;
    for (const value of evaluator.evaluate(base, genericFrame(scope.parent))) {
      if (value.kind === "class" && value.scope !== scope) {
        const inherited = classMember(
          evaluator,
          value.scope,
          name,
          self,
          site === undefined && !madeByName(evaluator, scope)
            ? undefined
            : siteOfBase(evaluator, scope, value.scope.class?.name ?? "", self, site),
          depth + 1,
        );
        if (inherited.length > 0) return inherited;
      } else if (value.kind === "external" && !isPlainObject(value)) {
        const annotated = value.path.at(-1) === "()" ? value.path : [...value.path, "()"];
        return [{ ...value, path: [...annotated, name], annotated: true }];
      }
    }
  }
  return [];
}

/** Whether calls make the class by its own name: what a factory of several classes is given is meant for one of them. */
function madeByName(evaluator: Evaluator, scope: Scope): boolean {
  const own = scope.children.find((child) => isConstructor(child, scope));
  const callers = own === undefined ? [] : evaluator.callersOf(own);
  return callers.length > 0 && callers.every(({ call, frame }) => evaluator.evaluate(call.callee, frame).length === 1);
}

/** `class Trainer(object)`: nothing of its own. */
function isPlainObject({ module, path }: ExternalValue): boolean {
  return (module === "" || module === "builtins") && path[0] === "object";
}

/** A class method of a base: `cls` in it is the class that it was asked of. */
function isInheritedMaker(member: Value, owner: Scope): boolean {
  return (
    member.kind === "function" &&
    member.self === undefined &&
    member.scope.parent !== owner &&
    member.scope.decorated.some(({ decorator }) => decorator.kind === "name" && decorator.name === "classmethod")
  );
}

/** A constant of a class that its subclasses set anew: what `self.MODEL` is in a method that they inherit. */
function overridden(evaluator: Evaluator, scope: Scope, name: string, found: readonly Value[]): readonly Value[] {
  if (!found.every((value) => value.kind === "constant" || value.kind === "unknown") || !scope.bindings.has(name)) return [];
  return implementationsOf(evaluator, scope).flatMap((child) => {
    const bindings = child.bindings.get(name);
    return bindings === undefined ? [] : evaluator.fromBindings(bindings, genericFrame(child), undefined);
  });
}

/** `cls.MODEL` in a class method; `Base.MODEL` names the one class. */
function withOverrides(evaluator: Evaluator, scope: Scope, name: string, found: readonly Value[], at: Expression): readonly Value[] {
  const generic = at.kind === "member" && at.object.kind === "name" && (at.object.name === "cls" || at.object.name === "Self");
  return generic ? [...found, ...overridden(evaluator, scope, name, found)] : found;
}

/** What an abstract method is in the classes that implement it. */
function implementedMembers(evaluator: Evaluator, abstract: Scope, name: string): readonly Value[] {
  return implementationsOf(evaluator, abstract).flatMap((scope) =>
    classMember(evaluator, scope, name, { kind: "instance", scope }, undefined, 0).filter((value) => !isAbstract(value)),
  );
}

/** A local class and its local bases, nearest first. */
export function classChain(evaluator: Evaluator, scope: Scope, depth = 0): readonly Scope[] {
  if (depth > MAX_BASES || scope.parent === undefined) return [scope];
  const frame = genericFrame(scope.parent);
  const bases = (scope.class?.bases ?? [])
    .flatMap((base) => evaluator.evaluate(base, frame))
    .flatMap((value) => (value.kind === "class" && value.scope !== scope ? [value.scope] : []));
  return [scope, ...bases.flatMap((base) => classChain(evaluator, base, depth + 1))];
}

/** A field that is only declared: what the literals of the type give it, wherever they stand. */
function givenAnywhere(evaluator: Evaluator, scope: Scope, name: string): readonly Value[] {
  const parts = new Set([scope, ...evaluator.program.typesNamed(scope.unit, scope.class?.name ?? "")]);
  const sites = [...parts].flatMap((part) => evaluator.callersOf(part)).slice(0, MAX_SITES);
  return sites.flatMap((site) => {
    const argument = fieldArgument(scope, site.call, name);
    return argument === undefined ? [] : evaluator.evaluate(argument.value, site.frame);
  });
}

/** A name as a method writes it that reaches the members of its object without `this` (Java, C#). */
export function bareMember(evaluator: Evaluator, scope: Scope, name: string, frame: Frame): readonly Value[] | undefined {
  const self = frame.self?.kind === "instance" && frame.self.scope === scope ? frame.self : undefined;
  const declared =
    scope.bindings.has(name) ||
    scope.attributes.has(name) ||
    ((scope.class?.bases.length ?? 0) > 0 &&
      classChain(evaluator, scope).some((owner) => owner.bindings.has(name) || owner.attributes.has(name)));
  return declared ? classMember(evaluator, scope, name, self, self?.site, 0) : undefined;
}

/** What a property gives: `self.client` of `@property def client(self)`, `get client()`. */
function gotten(evaluator: Evaluator, value: Value, frame: Frame): readonly Value[] {
  if (value.kind !== "function" || !isGetter(value)) return [value];
  return evaluator.results(value.scope, {
    scope: value.scope,
    depth: frame.depth + 1,
    ...(value.self === undefined ? {} : { self: value.self }),
  });
}

function isGetter({ node }: Value & { kind: "function" }): boolean {
  return (
    node.getter === true ||
    node.decorators.some(
      (decorator) => (decorator.kind === "name" || decorator.kind === "member") && /^(?:cached_)?property$/.test(decorator.name),
    )
  );
}

/** Values of every entry; each map that is spread into it is gone through once, however often it is met. */
function entryValues(evaluator: Evaluator, value: Value & { kind: "map" }, seen = new Set<unknown>()): readonly Value[] {
  if (seen.has(value.entries)) return [];
  seen.add(value.entries);
  return value.entries.flatMap((entry) => {
    const inner = evaluator.evaluate(entry.value.expression, entry.value.frame);
    // { ...defaults }: what is spread, not the map itself.
    return entry.key !== undefined ? inner : inner.flatMap((spread) => (spread.kind === "map" ? entryValues(evaluator, spread, seen) : []));
  });
}

/** What a call gives a declared field: by name, or by its place where the class has no constructor of its own. */
function fieldArgument(scope: Scope, call: CallSite["call"], name: string): Argument | undefined {
  const named = call.arguments.find((candidate) => candidate.name === name);
  if (named !== undefined || scope.unit.module.language !== "python" || scope.bindings.has("__init__")) return named;
  const fields = [...scope.bindings].flatMap(([field, bindings]) =>
    bindings.some(({ source }) => source.kind === "type" || (source.kind === "value" && source.type !== undefined)) ? [field] : [],
  );
  const place = fields.indexOf(name);
  return place < 0 ? undefined : call.arguments.filter((argument) => argument.name === undefined && argument.spread === undefined)[place];
}

function isConstructor(method: Scope, owner: Scope): boolean {
  const name = method.function?.name;
  return name !== undefined && (CONSTRUCTORS.has(name) || name === owner.class?.name);
}

/** What an instance of a local class is by a base that a library gives: the call that makes the base, with the class's own arguments. */
export function madeBase(evaluator: Evaluator, scope: Scope, site: CallSite, depth = 0): ExternalValue | undefined {
  if (depth > MAX_BASES || scope.parent === undefined) return undefined;
  const self: Value = { kind: "instance", scope, site };
  for (const base of scope.class?.bases ?? []) {
    for (const value of evaluator.evaluate(base, genericFrame(scope.parent))) {
      if (value.kind === "class" && value.scope !== scope) {
        const inner = siteOfBase(evaluator, scope, value.scope.class?.name ?? "", self, site);
        const made = inner === undefined ? undefined : madeBase(evaluator, value.scope, inner, depth + 1);
        if (made !== undefined) return made;
      } else if (value.kind === "external" && value.module !== "" && value.path.at(-1) !== "()") {
        const inner = siteOfBase(evaluator, scope, value.path.at(-1) ?? "", self, site);
        if (inner !== undefined) return { ...value, path: [...value.path, "()"], calls: [...value.calls, inner] };
      }
    }
  }
  return undefined;
}

/** How an instance of a class makes its base: the class's own call of `super`, or its arguments passed on. */
function siteOfBase(
  evaluator: Evaluator,
  scope: Scope,
  base: string,
  self: Value | undefined,
  site: CallSite | undefined,
): CallSite | undefined {
  const own = scope.children.find((child) => isConstructor(child, scope));
  if (own === undefined) return site;
  const call = own.calls.find(({ call: { callee } }) => isSuper(callee, base))?.call;
  if (call === undefined) return undefined;
  // Base.__init__(self, …): the object itself is no argument.
  const plain =
    call.callee.kind === "member" && call.callee.object.kind === "name" ? { ...call, arguments: call.arguments.slice(1) } : call;
  return { call: plain, frame: constructorFrame(evaluator, own, scope, self, site) };
}

function isSuper(callee: Expression, base: string): boolean {
  if (callee.kind === "name") return callee.name === "super" || callee.name === "base";
  if (callee.kind !== "member" || callee.name !== "__init__") return false;
  return callee.object.kind === "call"
    ? callee.object.callee.kind === "name" && callee.object.callee.name === "super"
    : callee.object.kind === "name" && callee.object.name === base;
}

/** In a constructor, parameters are what this instance was made with. */
function constructorFrame(evaluator: Evaluator, method: Scope, owner: Scope, self: Value | undefined, site: CallSite | undefined): Frame {
  const base: Frame = { scope: method, depth: 0, ...(self === undefined || site === undefined ? {} : { self }) };
  if (site === undefined || !isConstructor(method, owner)) return { scope: method, depth: 0 };
  return { ...base, ...evaluator.bind(method, site.call, site.frame) };
}

/** pydantic settings: a field of the name X is read from the environment variable X. */
export function settingsField(evaluator: Evaluator, scope: Scope, name: string): readonly Value[] {
  if (scope.parent === undefined) return [];
  const outer = genericFrame(scope.parent);
  const isSettings = scope.class?.bases.some((base) =>
    evaluator
      .evaluate(base, outer)
      .some((value) => value.kind === "external" && /^pydantic(_settings)?$/.test(value.module) && value.path.at(-1) === "BaseSettings"),
  );
  const [binding] = scope.bindings.get(name) ?? [];
  if (isSettings !== true || binding === undefined) return [];
  const fallback = binding.source.kind === "value" ? evaluator.evaluate(binding.source.value, genericFrame(scope)) : [];
  return [
    {
      kind: "environment",
      name: settingName(evaluator, scope, name, binding.source.kind === "value" ? binding.source.value : undefined),
      unit: scope.unit,
      span: binding.span,
      fallback: fallback.filter((value) => textsOf(value).length > 0),
    },
  ];
}

/** The variable of a setting: its alias, or its name behind the prefix of the class. */
function settingName(evaluator: Evaluator, scope: Scope, name: string, field: Expression | undefined): string {
  const textOf = (call: Expression | undefined, keys: readonly string[], owner: Scope): string | undefined => {
    const argument = call?.kind === "call" ? call.arguments.find((candidate) => keys.includes(candidate.name ?? "")) : undefined;
    return argument === undefined ? undefined : evaluator.evaluate(argument.value, genericFrame(owner)).flatMap(textsOf)[0]?.text;
  };
  const alias = textOf(field, ["validation_alias", "alias", "env"], scope);
  if (alias !== undefined) return alias;
  const configured = scope.bindings.get("model_config")?.[0]?.source;
  const inner = scope.children.find((child) => child.class?.name === "Config");
  const prefix =
    (configured?.kind === "value" ? textOf(configured.value, ["env_prefix"], scope) : undefined) ??
    (inner === undefined ? [] : evaluator.fromBindings(inner.bindings.get("env_prefix") ?? [], genericFrame(inner), undefined))
      .flatMap(textsOf)
      .map(({ text }) => text)[0] ??
    "";
  return `${prefix}${name}`.toUpperCase();
}

/** `Deps = Annotated[Context, Depends(make_context)]`: what the provider gives, then the type. */
function annotated(evaluator: Evaluator, items: readonly Expression[], frame: Frame): readonly Value[] {
  const [type, ...notes] = items;
  return [...notes.flatMap((note) => dependency(evaluator, note, frame)), ...(type === undefined ? [] : evaluator.evaluate(type, frame))];
}

export function evaluateIndex(evaluator: Evaluator, expression: Expression & { kind: "index" }, frame: Frame): readonly Value[] {
  const values = indexed(evaluator, expression, frame);
  return values.every((value) => value.kind === "external" || value.kind === "unknown")
    ? (sharedState(evaluator, expression, frame.scope) ?? values)
    : values;
}

function indexed(evaluator: Evaluator, expression: Expression & { kind: "index" }, frame: Frame): readonly Value[] {
  const keys = evaluator.evaluate(expression.index, frame).filter((value) => value.kind === "constant");
  return evaluator.evaluate(expression.object, frame).flatMap((value): readonly Value[] => {
    if (value.kind === "external") {
      if (value.path.at(-1) === "Annotated" && expression.index.kind === "list") return annotated(evaluator, expression.index.items, frame);
      const path = [...value.path, "[]"];
      const read = environmentOf(evaluator, { ...value, path }, expression.index, expression, frame);
      if (read !== undefined) return read;
      // Agent[Context](…): type arguments, not an element.
      if (/^[A-Z]/.test(value.path.at(-1) ?? "")) return [value];
      return programWord(evaluator, { ...value, path }, expression.index, frame.scope.unit) ?? [{ ...value, path }];
    }
    if (value.kind === "constant" && value.symbol === PARENTS && typeof value.value === "string" && typeof keys[0]?.value === "number") {
      return [{ ...value, value: ancestors(value.value)[keys[0].value + 1] ?? "" }];
    }
    // A slice of a text: which part is not known.
    if (value.kind === "constant" && typeof value.value === "string" && keys.length === 0) return [{ ...value, partial: true }];
    const steps = keys.flatMap((key) =>
      typeof key.value === "string" || typeof key.value === "number" ? evaluator.step(value, key.value) : [],
    );
    if (steps.length > 0) return steps;
    // An unknown key: any of the entries.
    if (value.kind === "map") return entryValues(evaluator, value);
    if (value.kind === "list") return value.items.flatMap((item) => evaluator.evaluate(item.expression, item.frame));
    return value.kind === "class" ? [value] : [];
  });
}
