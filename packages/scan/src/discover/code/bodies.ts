import type { Expression, Span } from "@castellan/formats";
import { enteredBy } from "../../resolve/callers.ts";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { CallSite } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import type { CodeAssets } from "./registry.ts";

const MAX_DEPTH = 6;
const MAX_SCOPES = 200;
const MAX_NESTING = 60;

/** An asset used inside of a body, and where. */
export interface BodyUse {
  readonly asset: Emitted;
  readonly scope: Scope;
  readonly line: number;
  readonly cell?: number;
  /** The calls that made it what it is: `model.bindTools(tools)`. */
  readonly through?: readonly CallSite[];
  /** Made or handed on here, not run. */
  readonly made?: boolean;
}

/** What the body of a function uses, through the functions that it calls. */
export class Bodies {
  readonly #assets: CodeAssets;
  readonly #evaluator: Evaluator;
  readonly #own = new Map<Scope, readonly BodyUse[]>();
  readonly #calls = new Map<Scope, readonly Scope[]>();

  constructor(assets: CodeAssets) {
    this.#assets = assets;
    this.#evaluator = assets.context.evaluator;
  }

  /** The function and all that it runs, up to the next asset. */
  scopesOf(root: Scope): ReadonlySet<Scope> {
    return this.#walk(root).seen;
  }

  /** @param within Only these lines of the function: an arm of its dispatch. */
  usesOf(root: Scope, within?: Span): readonly BodyUse[] {
    return this.#walk(root, within).result;
  }

  #walk(root: Scope, within?: Span): { readonly seen: ReadonlySet<Scope>; readonly result: readonly BodyUse[] } {
    const seen = new Set<Scope>();
    const result: BodyUse[] = [];
    const visit = (scope: Scope, depth: number): void => {
      if (seen.has(scope) || seen.size > MAX_SCOPES) return;
      seen.add(scope);
      const part = scope === root ? within : undefined;
      result.push(...this.#ownUses(scope).filter((use) => part === undefined || isWithin(part, use.line, use.cell)));
      if (depth >= MAX_DEPTH) return;
      const inner = scope.children.filter(
        (child) => child.kind === "function" && (part === undefined || isWithin(part, child.function?.line ?? 0, child.function?.cell)),
      );
      const entered = part === undefined ? this.#entered(scope) : this.#enteredBy(scope, part);
      for (const next of [...inner, ...entered]) {
        // Another tool, step or endpoint is an asset of its own: the relation ends there.
        const boundary = next === root ? [] : this.#boundaryOf(next, root);
        const made = scope.children.includes(next);
        // A handler that is called as a plain function works for its caller.
        const plain = !made && boundary.every(({ kind }) => kind === "endpoint");
        if (boundary.length > 0 && !plain) {
          for (const asset of boundary) result.push({ asset, scope, line: next.function?.line ?? 0, ...(made ? { made } : {}) });
        } else visit(next, depth + 1);
      }
    };
    visit(root, 0);
    return { seen, result };
  }

  /** A function that is an asset, or a method of a class that is one; inside of that class it is no border. */
  #boundaryOf(scope: Scope, root: Scope): readonly Emitted[] {
    const own = [...this.#assets.ofScope(scope), ...this.#assets.workOf(scope)];
    if (scope.parent?.kind !== "class" || scope.parent === root.parent) return own;
    const around = this.#assets.ofScope(scope.parent);
    // A method of an agent that says what it asks: `@SystemMessage("…") String chat(String message)`.
    if (own.every(({ kind }) => kind === "prompt") && around.some(({ kind }) => kind === "agent")) return around;
    return own.length > 0 ? own : around;
  }

  #ownUses(scope: Scope): readonly BodyUse[] {
    const known = this.#own.get(scope);
    if (known !== undefined) return known;
    const frame = genericFrame(scope);
    const uses: BodyUse[] = [];
    const add = (
      assets: readonly Emitted[],
      line: number,
      cell: number | undefined,
      made: boolean,
      through: readonly CallSite[] = [],
    ): void => {
      for (const asset of assets.filter((candidate) => !readElsewhere(candidate, through, scope)))
        uses.push({ asset, scope, line, through, ...(cell === undefined ? {} : { cell }), ...(made ? { made } : {}) });
    };
    add(this.#assets.usedIn(scope), scope.function?.line ?? 0, undefined, true);
    for (const { call } of scope.calls) {
      const own = this.#assets.ofCall(call);
      // What a call writes to is not read by it.
      const written = new Set(own.flatMap(({ id, emission }) => (emission.use === "writes_to" ? [id] : [])));
      add(own, call.line, call.cell, true);
      add(this.#assets.requestedBy(call), call.line, call.cell, false);
      // A search is asked of the retriever that it stands for, not of the model beside the store.
      const searches = own.some(({ kind }) => kind === "retriever");
      for (const value of searches ? [] : this.#evaluator.evaluate(call.callee, frame))
        if (value.kind === "external")
          add(
            this.#assets.ofValue(value).filter(({ id }) => !written.has(id)),
            call.line,
            call.cell,
            false,
            value.calls,
          );
      for (const reference of call.arguments.flatMap((argument) => references(argument.value, 0))) {
        for (const value of this.#evaluator.evaluate(reference, frame))
          if (value.kind === "external") add(this.#assets.ofValue(value), call.line, call.cell, true, value.calls);
      }
    }
    this.#own.set(scope, uses);
    return uses;
  }

  #entered(scope: Scope): readonly Scope[] {
    const known = this.#calls.get(scope);
    if (known !== undefined) return known;
    const result = this.#enteredBy(scope, undefined);
    this.#calls.set(scope, result);
    return result;
  }

  #enteredBy(scope: Scope, within: Span | undefined): readonly Scope[] {
    const frame = genericFrame(scope);
    const entered = new Set<Scope>();
    for (const { call } of scope.calls) {
      if (within !== undefined && !isWithin(within, call.line, call.cell)) continue;
      for (const callee of this.#evaluator.evaluate(call.callee, frame))
        for (const next of enteredBy(this.#evaluator, callee)) {
          // A component is run for the step that its call is.
          if (this.#assets.components.has(next)) continue;
          entered.add(next);
          // What a method works with was put together where its object was made.
          if (callee.kind === "function" && callee.self?.kind === "instance" && next.parent?.kind === "class")
            for (const maker of makersOf(next.parent, next)) entered.add(maker);
        }
      // Functions handed over are run by whoever takes them (threads, map, gather); what a step or tool is made of is its own work.
      for (const argument of this.#assets.ofCall(call).some(({ emission }) => emission.body !== undefined) ? [] : call.arguments) {
        if (argument.value.kind !== "name" && argument.value.kind !== "member") continue;
        for (const value of this.#evaluator.evaluate(argument.value, frame)) if (value.kind === "function") entered.add(value.scope);
      }
    }
    return [...entered];
  }
}

function isWithin(span: Span, line: number, cell: number | undefined): boolean {
  return (span.cell ?? 0) === (cell ?? 0) && span.line <= line && line <= span.endLine;
}

/** Names that stand in an argument, also inside of an object: `embed({ model: embeddingModel })`. */
function references(expression: Expression, depth: number): readonly Expression[] {
  if (expression.kind === "name" || expression.kind === "member") return [expression];
  if (depth > 1) return [];
  if (expression.kind === "map") return expression.entries.flatMap((entry) => references(entry.value, depth + 1));
  return expression.kind === "list" ? expression.items.flatMap((item) => references(item, depth + 1)) : [];
}

/** Methods of a class that set the attributes which a method reads, and the class methods that make one. */
function makersOf(owner: Scope, method: Scope): readonly Scope[] {
  const read = mentionedIn(method);
  const setters = [...owner.attributes].flatMap(([name, set]) => (read.has(name) ? set.map(({ scope }) => scope) : []));
  if (setters.length === 0) return [];
  const factories = owner.children.filter(
    (child) =>
      child.function !== undefined &&
      child.decorated.some(
        ({ decorator }) => decorator.kind === "name" && (decorator.name === "classmethod" || decorator.name === "staticmethod"),
      ),
  );
  return [...setters, ...factories];
}

const mentions = new WeakMap<Scope, ReadonlySet<string>>();

/** Every name that stands in the body of a function. */
export function mentionedIn(scope: Scope): ReadonlySet<string> {
  const known = mentions.get(scope);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const visit = (node: unknown, depth: number): void => {
    if (typeof node !== "object" || node === null || depth > MAX_NESTING) return;
    if ("kind" in node && (node.kind === "name" || node.kind === "member") && "name" in node && typeof node.name === "string")
      names.add(node.name);
    for (const child of Object.values(node)) visit(child, depth + 1);
  };
  visit(scope.function?.body, 0);
  mentions.set(scope, names);
  return names;
}

/** Data that another function reads and hands over: that function reads it. What a module reads for all is used here. */
function readElsewhere(asset: Emitted, through: readonly CallSite[], scope: Scope): boolean {
  return (
    asset.kind === "dataset" &&
    asset.emission.use !== undefined &&
    through.some(
      ({ frame }) =>
        frame.scope !== scope &&
        // The cells of a notebook share their names; what a function of it is given is not what it reads.
        (frame.scope.kind === "function" || (frame.scope.unit.notebook && frame.scope.unit === scope.unit && scope.kind === "function")),
    )
  );
}
