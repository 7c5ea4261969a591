import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { injected, injectionToken } from "./injection.ts";
import { classChain } from "./members.ts";
import { isCollection } from "./mutations.ts";
import { isSelf, type Mutation, reaching, type Scope } from "./scope.ts";
import type { Closed, Frame, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** Steps of one trace; a value that comes from further away is not claimed. */
const MAX_STEPS = 400;
const MAX_CALL_DEPTH = 5;
const MAX_CALLERS = 8;

/** The class of the chain that has the member; the first one where none does. */
function ownerOf(evaluator: Evaluator, scope: Scope, name: string): Scope {
  return classChain(evaluator, scope).find((owner) => owner.attributes.has(name) || owner.bindings.has(name)) ?? scope;
}

/** Says whether an origin was taken (true: do not look behind it). */
export type Visit = (value: Value, at: Closed) => boolean;

/** Walks back from an expression to all that may have flowed into it. */
export class Tracer {
  readonly #evaluator: Evaluator;
  readonly #visit: Visit;
  readonly #atCall: ((call: Expression & { kind: "call" }) => boolean) | undefined;
  readonly #seen = new Set<Expression>();
  #steps = 0;

  /** `atCall` sees every call on the way, also those whose result is not known; true: do not look behind it. */
  constructor(evaluator: Evaluator, visit: Visit, atCall?: (call: Expression & { kind: "call" }) => boolean) {
    this.#evaluator = evaluator;
    this.#visit = visit;
    this.#atCall = atCall;
  }

  /** `symbol`: the name that the expression was bound to. */
  trace(expression: Expression, frame: Frame, symbol?: string): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS || this.#seen.has(expression)) return;
    this.#seen.add(expression);
    switch (expression.kind) {
      case "string":
      case "template":
        for (const value of this.#evaluator.evaluate(expression, frame)) this.#visit(bound(value, symbol), { expression, frame });
        if (expression.kind === "template") for (const part of insertedIn(expression)) this.trace(part, frame);
        return;
      case "name":
        return this.#name(expression, frame);
      case "member":
        return this.#member(expression, frame);
      case "index":
        for (const value of this.#evaluator.evaluate(expression, frame))
          if (value.kind === "environment" && this.#visit(value, { expression, frame })) return;
        return this.trace(expression.object, frame);
      case "call":
        return this.#call(expression, frame, symbol);
      case "list":
        for (const item of expression.items) this.trace(item, frame);
        // What a comprehension runs over flows into its items.
        for (const clause of expression.clauses ?? []) this.trace(clause.iterable, frame);
        return;
      case "spread":
        return this.trace(expression.value, frame);
      case "map":
        for (const value of this.#evaluator.evaluate(expression, frame)) if (this.#visit(value, { expression, frame })) return;
        for (const entry of expression.entries) this.trace(entry.value, frame);
        return;
      case "binary":
        for (const value of this.#evaluator.evaluate(expression, frame))
          if (value.kind === "constant") this.#visit(bound(value, symbol), { expression, frame });
        this.trace(expression.left, frame);
        return this.trace(expression.right, frame);
      case "choice":
        for (const option of expression.options) this.trace(option, frame);
        return;
      case "function":
        for (const value of this.#evaluator.evaluate(expression, frame)) {
          // A function without a name is run by whoever it is handed to: what it gives flows there.
          if (
            !this.#visit(value, { expression, frame }) &&
            value.kind === "function" &&
            expression.function.name === "" &&
            frame.depth < MAX_CALL_DEPTH
          ) {
            for (const result of value.scope.returns) this.trace(result.value, { scope: value.scope, depth: frame.depth + 1 });
          }
        }
        return;
      case "class":
        for (const value of this.#evaluator.evaluate(expression, frame)) this.#visit(value, { expression, frame });
        return;
      case "other":
        for (const child of expression.children) this.trace(child, frame);
        return;
      default:
        return;
    }
  }

  #name(expression: Expression & { kind: "name" }, frame: Frame): void {
    if (isSelf(expression.name)) {
      for (const value of this.#evaluator.lookup(expression.name, frame, expression)) this.#visit(value, { expression, frame });
      return;
    }
    for (let scope: Scope | undefined = frame.scope; scope !== undefined; scope = scope.parent) {
      const bindings = scope.bindings.get(expression.name);
      if (bindings === undefined) continue;
      const inner: Frame = scope === frame.scope ? frame : genericFrame(scope);
      for (const binding of reaching(bindings, scope === frame.scope ? expression : undefined)) {
        const { source } = binding;
        if (source.kind === "value") {
          this.#value(source.value, source.path, source.scope === undefined ? inner : genericFrame(source.scope), binding.name);
          if (source.path.length === 0 && isCollection(source.value)) this.#grown(scope.mutations.get(expression.name), inner);
        } else if (source.kind === "augment") this.trace(source.value, inner);
        else if (source.kind === "element") this.trace(source.of, inner);
        else if (source.kind === "parameter") this.#parameter(expression.name, source.index, inner);
        else if (source.kind === "import") this.#import(scope, binding.name, { expression, frame });
        else
          for (const value of this.#evaluator.fromBindings([binding], inner, undefined)) this.#visit(value, { expression, frame: inner });
      }
      return;
    }
    for (const value of this.#evaluator.evaluate(expression, frame)) this.#visit(value, { expression, frame });
  }

  /** `frames.append(x)`, `agents["a"] = x`: what a list or a map was given after it was made. */
  #grown(mutations: readonly Mutation[] | undefined, frame: Frame): void {
    for (const { value, scope } of mutations ?? []) this.trace(value, scope === frame.scope ? frame : genericFrame(scope));
  }

  /** A destructured value: the place of the tuple, where its expression is a tuple. */
  #value(expression: Expression, path: readonly (string | number)[], frame: Frame, symbol?: string): void {
    const [step, ...rest] = path;
    if (step === undefined) return this.trace(expression, frame, symbol);
    if (expression.kind === "list" && typeof step === "number") {
      const item = expression.items[step];
      return item === undefined ? undefined : this.#value(item, rest, frame);
    }
    return this.trace(expression, frame);
  }

  #import(scope: Scope, name: string, at: Closed): void {
    const item = scope.unit.module.imports.find((candidate) => candidate.local === name);
    const units = item === undefined ? undefined : this.#evaluator.program.resolveModule(scope.unit, item.module);
    for (const unit of units ?? []) {
      const { module } = this.#evaluator.program.tree(unit);
      const binding = item?.name === undefined ? undefined : module.bindings.get(item.name);
      if (binding === undefined) continue;
      for (const reached of reaching(binding, undefined)) {
        if (reached.source.kind === "value")
          this.#value(reached.source.value, reached.source.path, genericFrame(reached.source.scope ?? module), item?.name);
        if (reached.source.kind === "value" && item?.name !== undefined && isCollection(reached.source.value))
          this.#grown(module.mutations.get(item.name), genericFrame(module));
      }
    }
    for (const value of this.#evaluator.evaluate(at.expression, at.frame)) this.#visit(value, at);
  }

  #parameter(name: string, index: number, frame: Frame): void {
    const bound = frame.bound?.get(name);
    if (bound !== undefined) return this.trace(bound.expression, bound.frame);
    const handed = index === 0 ? this.#evaluator.handedTo(frame.scope) : undefined;
    const parameter = frame.scope.function?.parameters[index];
    if (handed !== undefined && parameter !== undefined)
      this.#visit(handed, {
        expression: { kind: "name", name: parameter.name, line: frame.scope.function?.line ?? 0, endLine: frame.scope.function?.line ?? 0 },
        frame,
      });
    const outer = frame.scope.parent === undefined ? undefined : genericFrame(frame.scope.parent);
    if (parameter?.default !== undefined && outer !== undefined) this.trace(parameter.default, outer);
    if (frame.bound === undefined) {
      for (const caller of this.#evaluator.callersOf(frame.scope).slice(0, MAX_CALLERS)) {
        const argument = this.#evaluator.bind(frame.scope, caller.call, caller.frame).bound?.get(name);
        if (argument !== undefined) this.trace(argument.expression, argument.frame);
      }
    }
    if (frame.scope.function !== undefined)
      this.#visit(
        { kind: "unknown", name, unit: frame.scope.unit, span: frame.scope.function },
        { expression: { kind: "name", name, line: frame.scope.function.line, endLine: frame.scope.function.line }, frame },
      );
    if (parameter?.type !== undefined && outer !== undefined) {
      const given = frame.bound === undefined ? injected(this.#evaluator, parameter.type, frame, injectionToken(parameter.decorators)) : [];
      for (const value of given) this.#visit(value, { expression: parameter.type, frame: outer });
      for (const value of this.#evaluator.ofType(parameter.type, outer)) this.#visit(value, { expression: parameter.type, frame: outer });
    }
  }

  #member(expression: Expression & { kind: "member" }, frame: Frame): void {
    const values = this.#evaluator.evaluate(expression, frame);
    for (const value of values) {
      if (this.#visit(value, { expression, frame })) return;
      if (value.kind === "list") for (const item of value.items) this.trace(item.expression, item.frame);
    }
    // A plain field carries nothing else of its object: `settings.chunk_size`.
    if (values.length > 0 && values.every((value) => value.kind === "constant")) return;
    for (const object of this.#evaluator.evaluate(expression.object, frame)) {
      if (object.kind === "instance" || object.kind === "class") {
        const owner = ownerOf(this.#evaluator, object.scope, expression.name);
        for (const attribute of owner.attributes.get(expression.name) ?? []) {
          const site = object.kind === "instance" ? object.site : undefined;
          const bound =
            site === undefined || attribute.scope.function?.name !== "__init__"
              ? {}
              : this.#evaluator.bind(attribute.scope, site.call, site.frame);
          this.trace(attribute.value, { scope: attribute.scope, depth: 0, ...bound });
        }
        if (owner.attributes.get(expression.name)?.some(({ value }) => isCollection(value)) === true)
          this.#grown(owner.mutations.get(expression.name), genericFrame(owner));
        for (const binding of owner.bindings.get(expression.name) ?? []) {
          if (binding.source.kind === "value") this.trace(binding.source.value, genericFrame(owner));
        }
        const site = object.kind === "instance" ? object.site : undefined;
        const given = site?.call.arguments.find((argument) => argument.name === expression.name);
        if (given !== undefined && site !== undefined) this.trace(given.value, site.frame);
      } else if (object.kind === "module") {
        const files = object.unit.module.language === "go" ? this.#evaluator.program.siblings(object.unit) : [];
        for (const unit of [object.unit, ...files]) {
          const { module } = this.#evaluator.program.tree(unit);
          for (const binding of module.bindings.get(expression.name) ?? []) {
            if (binding.source.kind === "value") this.trace(binding.source.value, genericFrame(binding.source.scope ?? module));
          }
        }
      }
    }
    this.trace(expression.object, frame);
  }

  #call(expression: Expression & { kind: "call" }, frame: Frame, symbol: string | undefined): void {
    if (this.#atCall?.(expression) === true) return;
    const callees = this.#evaluator.evaluate(expression.callee, frame);
    let local = false;
    for (const callee of callees) {
      if (callee.kind === "function") {
        local = true;
        // A call of a component is the step that it makes, not what its function gives back.
        const made = this.#evaluator.madeOf(callee.scope) === undefined ? [] : this.#evaluator.evaluate(expression, frame);
        if (made.map((value) => this.#visit(value, { expression, frame })).includes(true)) continue;
        if (this.#visit(callee, { expression, frame }) || frame.depth >= MAX_CALL_DEPTH) continue;
        const inner = this.#evaluator.enter(callee, expression, frame);
        for (const result of callee.scope.returns) this.trace(result.value, inner);
      } else if (callee.kind === "class") {
        local = true;
        for (const value of this.#evaluator.evaluate(expression, frame))
          if (!this.#visit(value, { expression, frame })) for (const argument of expression.arguments) this.trace(argument.value, frame);
      }
    }
    if (local) return;
    const values = this.#evaluator.evaluate(expression, frame);
    let taken = false;
    for (const value of values) taken = this.#visit(bound(value, symbol), { expression, frame }) || taken;
    if (taken) return;
    if (expression.callee.kind === "member") this.trace(expression.callee.object, frame);
    for (const argument of expression.arguments) this.trace(argument.value, frame);
  }
}

function bound(value: Value, symbol: string | undefined): Value {
  return value.kind === "constant" && value.symbol === undefined && symbol !== undefined ? { ...value, symbol } : value;
}

/** What is put into a template; a text within the text is no text of its own. */
function insertedIn(template: Expression & { kind: "template" }): readonly Expression[] {
  return template.parts.flatMap((part) => (part.kind === "template" ? insertedIn(part) : part.kind === "string" ? [] : [part]));
}
