import type { Expression, Import, Language, Span } from "@castellan/formats";
import { valuesOfType } from "./annotations.ts";
import { bindArguments } from "./argument-binding.ts";
import { followCallers, indexCallers } from "./callers.ts";
import { evaluateCall } from "./calls.ts";
import { clapOption } from "./clap-options.ts";
import { clickDefaults } from "./click-options.ts";
import { configuredBy, configuredValue } from "./configured-values.ts";
import { foldBinary, foldTemplate, textsOf } from "./constants.ts";
import { typeOfFunction } from "./function-types.ts";
import { hydraConfig } from "./hydra.ts";
import { exportedValues, importedValues, outsideValues } from "./imported-names.ts";
import { injected, injectionToken } from "./injection.ts";
import { bareMember, evaluateIndex, evaluateMember, memberOf } from "./members.ts";
import { grown } from "./mutations.ts";
import { boundBefore } from "./partial.ts";
import type { Program } from "./program.ts";
import { isEntryPoint, parsedDataclass } from "./program-inputs.ts";
import { type Binding, classAround, isSelf, reaching, type Scope } from "./scope.ts";
import { handedOptions } from "./script-options.ts";
import type { Unit } from "./unit.ts";
import type { CallSite, Closed, ExternalValue, Frame, Registry, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** Candidates of one expression; past this the first ones stand. */
const MAX_VALUES = 24;
const MAX_DEPTH = 60;
/** Steps that one question may take. */
const MAX_STEPS = 2000;
/** { ...{ ...a } }: how deep spreads are followed. */
const MAX_SPREADS = 12;
/** Expressions that are their own value. */
const PLAIN: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>(["string", "number", "boolean", "null", "list", "map"]);
/** How many callers are asked for the value of a parameter. */
const MAX_CALLERS = 12;

/** What the evaluator must know of libraries: names behind wildcards, and results that are plain values. */
export interface ExternalKnowledge {
  /** Whether a module is known to hold this name. */
  holds(module: string, name: string, language: string): boolean;
  /** Whether calls of this path have a meaning. */
  knows?(module: string, path: readonly string[], language: Language): boolean;
  /** The argument that a call gives back wrapped, "#0" or "#0.model". */
  passedOn?(module: string, path: readonly string[], language: Language): string | undefined;
}

/** Resolves expressions to the values they may have, across files, without running anything. */
export class Evaluator {
  readonly program: Program;
  readonly knowledge: ExternalKnowledge;
  readonly #memo = new Map<Expression, readonly Value[]>();
  readonly #provisional = new Map<Expression, readonly Value[]>();
  /** As #memo, for frames with bound parameters or an object of their own. */
  #framed = new WeakMap<Frame, Map<Expression, readonly Value[]>>();
  /** Frames of calls whose arguments mean the same each time they are looked at. */
  #entered = new WeakMap<Expression, Map<Scope, Frame>>();
  readonly #active = new Set<Expression>();
  readonly #importing = new Set<Import>();
  #callers: ReadonlyMap<Scope, readonly CallSite[]> = new Map();
  #registry: Registry | undefined;
  readonly #made = new Map<Scope, ExternalValue | undefined>();
  /** Functions that a library calls → their first parameter. */
  #handed: ReadonlyMap<Scope, Value> = new Map();
  #depth = 0;
  #cuts = 0;
  /** How often callers were asked for: what was worked out without them holds whatever they are. */
  #asked = 0;
  #indexing = true;
  #spent = 0;

  constructor(program: Program, knowledge: ExternalKnowledge) {
    this.program = program;
    this.knowledge = knowledge;
    // While the index is made, parameters have no callers; what was worked out from them then is not kept.
    this.#indexCallers();
  }

  #indexCallers(): void {
    const { index, later } = indexCallers(this);
    this.#callers = index;
    this.#callers = followCallers(this, index, later);
    this.#indexing = false;
    this.#forgetFrames();
  }

  #forgetFrames(): void {
    this.#framed = new WeakMap();
    this.#entered = new WeakMap();
  }

  /** Makes known what methods give back by name; what was worked out before is thrown away. */
  register(registry: Registry, parameters: ReadonlyMap<Scope, Value>): void {
    this.#registry = registry;
    this.#handed = parameters;
    this.#memo.clear();
    this.#provisional.clear();
    this.#made.clear();
    this.#callers = new Map();
    this.#indexing = true;
    this.#forgetFrames();
    this.#indexCallers();
  }

  /** What a call of this function is, where a decorator made something else of it and a library gives such calls a meaning. */
  madeOf(scope: Scope): ExternalValue | undefined {
    if (scope.decorated.length === 0 || this.knowledge.knows === undefined) return undefined;
    if (this.#made.has(scope)) return this.#made.get(scope);
    this.#made.set(scope, undefined);
    for (const { decorator, scope: around } of scope.decorated) {
      for (const value of this.evaluate(decorator.kind === "call" ? decorator.callee : decorator, genericFrame(around))) {
        if (value.kind !== "external" || value.made !== undefined) continue;
        const path = [...value.path, "()", "()"];
        if (this.knowledge.knows(value.module, path, value.language)) this.#made.set(scope, { ...value, path, made: scope });
      }
    }
    return this.#made.get(scope);
  }

  /** What a library hands to this function as its first argument. */
  handedTo(scope: Scope): Value | undefined {
    return this.#handed.get(scope);
  }

  /** What a look-up by a literal name gives. */
  registered(call: Expression & { kind: "call" }): Closed | undefined {
    const [key] = call.arguments;
    if (this.#registry === undefined || call.callee.kind !== "member" || key?.value.kind !== "string") return undefined;
    return this.#registry.get(call.callee.name)?.get(key.value.value);
  }

  /** Calls that enter a function, from anywhere in the program. */
  callersOf(scope: Scope): readonly CallSite[] {
    this.#asked += 1;
    return this.#callers.get(scope) ?? [];
  }

  evaluate(expression: Expression, frame: Frame): readonly Value[] {
    if (PLAIN.has(expression.kind)) return this.#evaluate(expression, frame);
    const cachable = frame.bound === undefined && frame.self === undefined;
    const known = cachable ? (this.#memo.get(expression) ?? this.#provisional.get(expression)) : this.#framed.get(frame)?.get(expression);
    if (known !== undefined) return known;
    if (this.#depth === 0) this.#spent = 0;
    this.#spent += 1;
    // A name that leads back to itself has no value here; one that takes too long to follow has none either.
    if (this.#active.has(expression) || this.#depth > MAX_DEPTH || this.#spent > MAX_STEPS) {
      this.#cuts += 1;
      return [];
    }
    const cuts = this.#cuts;
    const asked = this.#asked;
    this.#active.add(expression);
    this.#depth += 1;
    try {
      const values = bounded(distinct(this.#evaluate(expression, frame)));
      // A result that a cycle cut short holds only while that cycle is being worked out.
      const holds = (cuts === this.#cuts || this.#depth === 1) && !(this.#indexing && asked !== this.#asked);
      if (cachable) (holds ? this.#memo : this.#provisional).set(expression, values);
      else if (holds) this.#keepFramed(frame, expression, values);
      return values;
    } finally {
      this.#active.delete(expression);
      this.#depth -= 1;
      if (this.#depth === 0) this.#provisional.clear();
    }
  }

  #keepFramed(frame: Frame, expression: Expression, values: readonly Value[]): void {
    const known = this.#framed.get(frame);
    if (known === undefined) this.#framed.set(frame, new Map([[expression, values]]));
    else known.set(expression, values);
  }

  /** The frame that a call of a function runs in. */
  enter(callee: Value & { kind: "function" }, call: Expression & { kind: "call" }, frame: Frame): Frame {
    const plain =
      frame.bound === undefined && frame.self === undefined && frame.depth === 0 && callee.self === undefined && callee.given === undefined;
    const known = plain ? this.#entered.get(call)?.get(callee.scope) : undefined;
    if (known !== undefined) return known;
    const cuts = this.#cuts;
    const made: Frame = {
      ...(callee.given === undefined ? this.bind(callee.scope, call, frame) : boundBefore(this, callee, callee.given, call, frame)),
      scope: callee.scope,
      depth: frame.depth + 1,
      ...(callee.self === undefined ? {} : { self: callee.self }),
    };
    if (plain && cuts === this.#cuts) this.#entered.set(call, (this.#entered.get(call) ?? new Map<Scope, Frame>()).set(callee.scope, made));
    return made;
  }

  #evaluate(expression: Expression, frame: Frame): readonly Value[] {
    const unit = frame.scope.unit;
    switch (expression.kind) {
      case "string":
      case "number":
      case "boolean":
        return [{ kind: "constant", value: expression.value, unit, span: expression }];
      case "null":
        return [{ kind: "constant", value: null, unit, span: expression }];
      case "template":
        return foldTemplate(this, expression, frame);
      case "name":
        return this.lookup(expression.name, frame, expression);
      case "member":
        return evaluateMember(this, expression, frame);
      case "index":
        return evaluateIndex(this, expression, frame);
      case "call":
        return evaluateCall(this, expression, frame);
      case "list":
        return [{ kind: "list", items: expression.items.map((item) => ({ expression: item, frame })) }];
      case "map":
        return [
          {
            kind: "map",
            entries: expression.entries.map((entry) => ({
              ...(entry.key === undefined ? {} : { key: { expression: entry.key, frame } }),
              value: { expression: entry.value, frame },
            })),
          },
        ];
      case "function": {
        const scope = this.program.scopeOfFunction(unit, expression.function);
        return scope === undefined
          ? []
          : [
              {
                kind: "function",
                node: expression.function,
                scope,
                closure: frame,
                ...(frame.self === undefined ? {} : { self: frame.self }),
              },
            ];
      }
      case "class": {
        const scope = this.program.scopeOfClass(unit, expression.class);
        return scope === undefined ? [] : [{ kind: "class", scope }];
      }
      case "binary":
        return foldBinary(this, expression, frame);
      case "choice":
        return expression.options.flatMap((option) => this.evaluate(option, frame));
      // As an item of a list it stands for each of its own items.
      case "spread":
        return this.elements(expression.value, frame);
      default:
        return [];
    }
  }

  /** A name as seen from a frame, at a place. */
  lookup(name: string, frame: Frame, use?: Span): readonly Value[] {
    if (name === "cls" || name === "Self") {
      const owner = frame.self?.kind === "class" ? frame.self.scope : classAround(frame.scope);
      if (owner !== undefined) return [{ kind: "class", scope: owner }];
    }
    if (isSelf(name) || methodAround(frame.scope)?.function?.receiverName === name) {
      const self = this.selfOf(frame);
      if (self !== undefined) return [self];
    }
    const bound = frame.bound?.get(name);
    if (bound !== undefined && frame.scope.bindings.get(name)?.every((binding) => binding.source.kind === "parameter") === true)
      return this.evaluate(bound.expression, bound.frame);
    for (let scope: Scope | undefined = frame.scope; scope !== undefined; scope = scope.parent) {
      // Class bodies are not visible from the methods inside (Python); Java and C# reach fields bare.
      if (scope.kind === "class" && scope !== frame.scope && ["python", "typescript", "javascript"].includes(scope.unit.module.language))
        continue;
      if (scope.kind === "class" && scope !== frame.scope) {
        const field = bareMember(this, scope, name, frame);
        if (field !== undefined) return field;
      }
      const bindings = scope.bindings.get(name);
      if (bindings === undefined) continue;
      const inner = scope === frame.scope ? frame : this.#outer(frame, scope);
      const place = scope === frame.scope ? use : undefined;
      // `client = client.clone()` in a closure, `model = model` in a class body: the outer one is meant.
      if (reaching(bindings, place).length === 0 && (boundOutside(scope, name) || bindings.every(({ within }) => within !== undefined)))
        continue;
      return this.fromBindings(bindings, inner, place);
    }
    return outsideValues(this, name, frame.scope.unit, use);
  }

  /** The frame of an enclosing scope; a bound frame of it is kept where the function was closed over it. */
  #outer(frame: Frame, scope: Scope): Frame {
    return { scope, depth: frame.depth, ...(frame.self === undefined ? {} : { self: frame.self }) };
  }

  selfOf(frame: Frame): Value | undefined {
    if (frame.self !== undefined) return frame.self;
    const owner = classAround(frame.scope);
    if (owner !== undefined) return { kind: "instance", scope: owner };
    const method = methodAround(frame.scope);
    const [type] = method?.function?.receiver === undefined ? [] : this.program.typesNamed(method.unit, method.function.receiver);
    return type === undefined ? undefined : { kind: "instance", scope: type };
  }

  fromBindings(bindings: readonly Binding[], frame: Frame, use: Span | undefined): readonly Value[] {
    return reaching(bindings, use).flatMap((binding) => this.#fromBinding(binding, frame));
  }

  #fromBinding(binding: Binding, frame: Frame): readonly Value[] {
    const { source } = binding;
    const unit = frame.scope.unit;
    switch (source.kind) {
      case "value": {
        const whole = this.evaluate(source.value, source.scope === undefined ? frame : genericFrame(source.scope));
        const values = source.path.reduce<readonly Value[]>(
          (current, step) =>
            current.flatMap((value) =>
              typeof step === "string" ? memberOf(this, value, step, source.value, frame) : this.step(value, step),
            ),
          source.path.length === 0 ? grown(whole, frame.scope.mutations.get(binding.name), frame) : whole,
        );
        const named = values.map((value) =>
          value.kind === "constant" && value.symbol === undefined
            ? { ...value, symbol: frame.scope.qualifiedName === "" ? binding.name : `${frame.scope.qualifiedName}.${binding.name}` }
            : value,
        );
        const useless =
          named.length === 0 || named.every((value) => value.kind === "unknown" || (value.kind === "constant" && value.value === null));
        // An annotation with a class of the project says more than a path into a framework's request or state.
        if (source.type !== undefined && !useless && named.every((value) => value.kind === "external")) {
          const own = this.ofType(source.type, frame).filter((value) => value.kind === "instance");
          if (own.length > 0) return [...own, ...named];
        }
        return useless && source.type !== undefined ? [...named, ...this.ofType(source.type, frame)] : named;
      }
      case "augment":
        return this.evaluate(source.value, frame);
      case "type": {
        const configured = configuredBy(source.decorators);
        if (configured !== undefined) return configuredValue(configured, unit);
        const option = clapOption(this, source.decorators, frame);
        if (option.length > 0) return option;
        const handedOver = frame.scope.kind === "class" ? injected(this, source.type, frame) : [];
        return handedOver.length > 0 ? handedOver : this.ofType(source.type, frame);
      }
      case "element":
        if (unit.module.language === "go" && source.path?.length === 1 && source.path[0] === 1) return this.#ranged(source.of, frame);
        return (source.path ?? []).reduce(
          (current, step) => current.flatMap((value) => this.step(value, step)),
          this.elements(source.of, frame),
        );
      case "function": {
        const scope = this.program.scopeOfFunction(unit, source.function);
        return scope === undefined ? [] : [{ kind: "function", node: source.function, scope }];
      }
      case "class": {
        const scope = this.program.scopeOfClass(unit, source.class);
        return scope === undefined ? [] : [{ kind: "class", scope }];
      }
      case "import":
        return this.ofImport(unit, source.import);
      case "parameter":
        return this.#parameter(binding.name, source.index, frame);
    }
  }

  #parameter(name: string, index: number, frame: Frame): readonly Value[] {
    const node = frame.scope.function;
    const parameter = node?.parameters[index];
    if (node === undefined || parameter === undefined) return [];
    const bound = frame.bound?.get(name);
    if (bound !== undefined) return this.evaluate(bound.expression, bound.frame);
    const handed = index === 0 ? this.#handed.get(frame.scope) : undefined;
    if (handed !== undefined) return [handed];
    const config = index === 0 && frame.scope.decorated.length > 0 ? hydraConfig(this, frame.scope) : undefined;
    if (config !== undefined) return this.evaluate(config, genericFrame(this.program.tree(frame.scope.unit).module));
    const fallback =
      parameter.default === undefined || frame.scope.parent === undefined
        ? []
        : this.evaluate(parameter.default, genericFrame(frame.scope.parent));
    const given =
      frame.bound !== undefined
        ? []
        : this.callersOf(frame.scope)
            .slice(0, MAX_CALLERS)
            .flatMap((caller) => {
              if (parameter.rest === "keyword") {
                const rest = this.bind(frame.scope, caller.call, caller.frame).bound?.get(name);
                return rest === undefined ? [] : this.evaluate(rest.expression, rest.frame);
              }
              const argument = bindArguments(frame.scope, caller.call).get(name);
              return argument === undefined ? [] : this.evaluate(argument, caller.frame);
            });
    const typed =
      parameter.type === undefined || frame.scope.parent === undefined ? [] : this.ofType(parameter.type, genericFrame(frame.scope.parent));
    const values = [...given, ...fallback, ...(frame.scope.decorated.length === 0 ? [] : clickDefaults(this, frame.scope, name))];
    const options = values.length === 0 ? handedOptions(this, frame.scope) : undefined;
    if (options !== undefined) return [options];
    // Nothing in the project gives it: an entry point's parameter is an option of the program.
    if (
      values.every((value) => value.kind === "constant" && (value.value === null || value.value === "")) &&
      isEntryPoint(this, frame.scope)
    )
      return [{ kind: "unknown", name, unit: frame.scope.unit, span: node, input: true }];
    if (!values.every((value) => value.kind === "constant" && value.value === null)) return values;
    const configured = configuredBy(parameter.decorators);
    if (configured !== undefined) return [...values, ...configuredValue(configured, frame.scope.unit)];
    const handedOver = parameter.type === undefined ? [] : injected(this, parameter.type, frame, injectionToken(parameter.decorators));
    const called = index === 0 && values.length + typed.length === 0 ? typeOfFunction(this, frame.scope) : [];
    return [...values, ...(handedOver.length > 0 ? handedOver : [...typed, ...called])];
  }

  /** An instance of an annotated type. */
  ofType(type: Expression, frame: Frame): readonly Value[] {
    return valuesOfType(this, type, frame);
  }

  /** Parameters of a function as this call binds them. */
  bind(scope: Scope, call: Expression & { kind: "call" }, frame: Frame): Pick<Frame, "bound"> {
    const bound = new Map<string, Closed>();
    const given = bindArguments(scope, call);
    for (const [name, expression] of given) bound.set(name, { expression, frame });
    const rest = scope.function?.parameters.find((parameter) => parameter.rest === "keyword");
    // f(**options): the keys of a map that is known.
    for (const argument of call.arguments.filter(({ spread }) => spread === "keyword")) {
      for (const [name, closed] of this.entriesOf(argument.value, frame))
        if (!bound.has(name) && scope.function?.parameters.some((parameter) => parameter.name === name) === true) bound.set(name, closed);
    }
    const others = call.arguments.flatMap((argument) =>
      argument.name === undefined || scope.function?.parameters.some((parameter) => parameter.name === argument.name) === true
        ? []
        : [{ key: { kind: "string" as const, value: argument.name, line: call.line, endLine: call.endLine }, value: argument.value }],
    );
    if (rest !== undefined && others.length > 0)
      bound.set(rest.name, { expression: { kind: "map", entries: others, line: call.line, endLine: call.endLine }, frame });
    return { bound };
  }

  /** Keys of the maps that an expression is, with their values. */
  entriesOf(expression: Expression, frame: Frame, spread: Set<Expression> = new Set()): readonly (readonly [string, Closed])[] {
    // `{ ...state, depth }` handed to the function that spreads it: each spread is entered once.
    if (spread.has(expression) || spread.size > MAX_SPREADS) return [];
    spread.add(expression);
    return this.evaluate(expression, frame).flatMap((value) =>
      value.kind !== "map"
        ? []
        : value.entries.flatMap(({ key, value: entry }): readonly (readonly [string, Closed])[] => {
            if (key === undefined) return this.entriesOf(entry.expression, entry.frame, spread);
            if (key.expression.kind === "string") return [[key.expression.value, entry]];
            return this.evaluate(key.expression, key.frame).flatMap((found): readonly (readonly [string, Closed])[] =>
              found.kind === "constant" && typeof found.value === "string" ? [[found.value, entry]] : [],
            );
          }),
    );
  }

  /** What a function gives back. */
  results(scope: Scope, frame: Frame): readonly Value[] {
    return scope.returns.flatMap((result) => this.evaluate(result.value, frame));
  }

  elements(of: Expression, frame: Frame): readonly Value[] {
    if (of.kind === "call" && this.evaluate(of.callee, frame).some((value) => value.kind === "function" && isGenerator(value.scope)))
      return this.evaluate(of, frame);
    return this.evaluate(of, frame).flatMap((value) =>
      value.kind === "list"
        ? value.items.flatMap((item) => this.evaluate(item.expression, item.frame))
        : value.kind === "map"
          ? value.entries.flatMap((entry) => (entry.key === undefined ? [] : this.evaluate(entry.key.expression, entry.key.frame)))
          : [],
    );
  }

  /** Go: what stands second in `for i, x := range xs`. */
  #ranged(of: Expression, frame: Frame): readonly Value[] {
    return this.evaluate(of, frame).flatMap((value) =>
      value.kind === "list"
        ? value.items.flatMap((item) => this.evaluate(item.expression, item.frame))
        : value.kind === "map"
          ? value.entries.flatMap((entry) => this.evaluate(entry.value.expression, entry.value.frame))
          : [],
    );
  }

  /** One step into a value: an index or a key. */
  step(value: Value, step: string | number, spread: Set<Expression> = new Set()): readonly Value[] {
    if (value.kind === "list" && typeof step === "number") {
      // Behind a spread the places are not known: any of its items may stand here.
      const spreads = value.items.slice(0, step + 1).filter(({ expression }) => expression.kind === "spread");
      const item = value.items[step];
      const places = [...spreads, ...(item === undefined || spreads.includes(item) ? [] : [item])];
      return places.flatMap((place) => this.evaluate(place.expression, place.frame));
    }
    if (value.kind === "map") {
      return value.entries.flatMap((entry) => {
        if (entry.key === undefined) {
          if (spread.has(entry.value.expression) || spread.size > MAX_SPREADS) return [];
          spread.add(entry.value.expression);
          return this.evaluate(entry.value.expression, entry.value.frame).flatMap((inner) => this.step(inner, step, spread));
        }
        const keys = this.evaluate(entry.key.expression, entry.key.frame);
        const bare = entry.key.expression.kind === "name" ? entry.key.expression.name : undefined;
        const same = bare === step || keys.some((candidate) => candidate.kind === "constant" && candidate.value === step);
        return same ? this.evaluate(entry.value.expression, entry.value.frame) : [];
      });
    }
    // (value, error) of Go and (state, setState): the first place stands for the value.
    if (value.kind === "external" && typeof step === "number") return parsedDataclass(this, value, step) ?? (step === 0 ? [value] : []);
    if (value.kind === "external") return [{ ...value, path: [...value.path, String(step)] }];
    return typeof step === "number" && step === 0 ? [value] : [];
  }

  ofImport(unit: Unit, item: Import): readonly Value[] {
    // Modules that import a name from each other lead nowhere.
    if (this.#importing.has(item)) {
      this.#cuts += 1;
      return [];
    }
    this.#importing.add(item);
    try {
      return importedValues(this, unit, item);
    } finally {
      this.#importing.delete(item);
    }
  }

  /** A name that a module offers: its own, re-exported, or through a wildcard. */
  exported(unit: Unit, name: string): readonly Value[] {
    return exportedValues(this, unit, name);
  }
}

/** The method around a scope that is declared outside of its type (Go). */
function methodAround(scope: Scope): Scope | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent)
    if (current.function?.receiver !== undefined) return current;
  return undefined;
}

/** Whether an enclosing scope binds the name too. */
function boundOutside(scope: Scope, name: string): boolean {
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) if (outer.bindings.has(name)) return true;
  return false;
}

/** What a loop over a call of it runs over are the values that it yields. */
function isGenerator(scope: Scope): boolean {
  return scope.decorated.length === 0 && scope.returns.some((result) => result.yield);
}

/** Where there are too many candidates, texts say more than paths into libraries. */
function bounded(values: readonly Value[]): readonly Value[] {
  if (values.length <= MAX_VALUES) return values;
  const isText = ({ kind }: Value): boolean => kind === "constant" || kind === "environment";
  return [...values.filter(isText), ...values.filter((value) => !isText(value))].slice(0, MAX_VALUES);
}

function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  return values.filter((value) => {
    if (value.kind !== "constant" && value.kind !== "environment") return true;
    const said =
      value.kind === "constant"
        ? `${typeof value.value}:${String(value.value)}`
        : `$${value.name}:${value.fallback
            .flatMap(textsOf)
            .map(({ text }) => text)
            .join("|")}`;
    const key = `${said}:${value.span.line}:${value.unit.file.path}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
