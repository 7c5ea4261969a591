import type { Argument, ClassNode, Expression, FunctionNode, Import, Span, Statement } from "@castellan/formats";
import { filledVariable } from "./filled-variables.ts";
import type { Unit } from "./unit.ts";

export type CallExpression = Extract<Expression, { kind: "call" }>;

/** One way in which a name gets a value. */
export interface Binding {
  readonly name: string;
  readonly span: Span;
  readonly source:
    | {
        readonly kind: "value";
        readonly value: Expression;
        readonly path: readonly (string | number)[];
        readonly type?: Expression /** Where it stands, if that is an inner scope. */;
        readonly scope?: Scope;
      }
    | { readonly kind: "type"; readonly type: Expression; readonly decorators?: readonly Expression[] }
    | {
        readonly kind: "element";
        readonly of: Expression /** `for key, value in …`: the place in each element. */;
        readonly path?: readonly (string | number)[];
      }
    | { readonly kind: "augment"; readonly value: Expression; readonly operator: string }
    | { readonly kind: "function"; readonly function: FunctionNode }
    | { readonly kind: "class"; readonly class: ClassNode }
    | { readonly kind: "import"; readonly import: Import }
    | { readonly kind: "parameter"; readonly index: number };
  /** Spans of the conditional arms around it, outermost first; outside of them it may not have run. */
  readonly arms: readonly Span[];
  readonly exported?: boolean;
  /** The comprehension that it is known in alone. */
  readonly within?: Span;
}

/** What a list or a map was given after it was made: `tools.append(x)`, `tools.extend(more)`, `agents["a"] = x`, `agents.update(more)`. */
export interface Mutation {
  readonly form: "item" | "items" | "entry" | "entries";
  readonly key?: Expression;
  readonly value: Expression;
  readonly scope: Scope;
}

export interface CallRecord {
  readonly call: CallExpression;
  readonly scope: Scope;
  /** Name or dotted name that the result is assigned to, if any. */
  readonly assignedTo?: string;
  /** Contexts of the `with` statements around it, innermost last. */
  readonly within?: readonly Expression[];
}

/** A module, class or function body: its names, calls and results. */
export interface Scope {
  readonly kind: "module" | "class" | "function";
  readonly unit: Unit;
  readonly parent?: Scope;
  readonly function?: FunctionNode;
  readonly class?: ClassNode;
  /** Dotted path of declarations from the module, e.g. "Agent.run". */
  readonly qualifiedName: string;
  readonly bindings: Map<string, Binding[]>;
  /** Classes: `self.x = …` in any method. */
  readonly attributes: Map<string, { readonly value: Expression; readonly scope: Scope }[]>;
  readonly returns: { readonly value: Expression; readonly yield: boolean }[];
  readonly calls: CallRecord[];
  /** `x.name = value`, `x.name.append(value)`: given to an object after it was made; `on` is the object. */
  readonly given: { readonly object: string; readonly on: Expression; readonly name: string; readonly value: Expression }[];
  /** Name that is bound here, or attribute of the class → what its list or map was given later, from anywhere in the file. */
  readonly mutations: Map<string, Mutation[]>;
  /** `x["key"] = value`. */
  readonly put: { readonly object: string; readonly key: string; readonly value: Expression }[];
  /** `os.environ[…]`, `process.env.X`, `ENV[…]`. */
  readonly environmentReads: Expression[];
  readonly decorated: { readonly decorator: Expression; readonly scope: Scope }[];
  /** `a >> b` and `a << b`: orders of steps. */
  readonly orders: (Expression & { kind: "binary" })[];
  /** Contexts of the `with` statements around the declaration. */
  readonly within?: readonly Expression[];
  readonly children: Scope[];
}

const MAX_NESTING = 60;
const APPENDS: ReadonlySet<string> = new Set(["append", "extend", "push", "add", "insert", "unshift", "Add", "AddRange", "addAll"]);
/** Methods that change a list or a map; what they do with their arguments. */
const MUTATORS: ReadonlyMap<string, Mutation["form"]> = new Map([
  ["append", "item"],
  ["appendleft", "item"],
  ["push", "item"],
  ["unshift", "item"],
  ["add", "item"],
  ["insert", "item"],
  ["Add", "entry"],
  ["extend", "items"],
  ["addAll", "items"],
  ["AddRange", "items"],
  ["update", "entries"],
  ["putAll", "entries"],
  ["merge!", "entries"],
  ["set", "entry"],
  ["put", "entry"],
  ["setdefault", "entry"],
  ["store", "entry"],
]);
const SELF_NAMES: ReadonlySet<string> = new Set(["self", "this", "cls", "@", "Self"]);
/** Languages whose methods set the fields of their object without naming it: `_client = new Client()`. */
const BARE_FIELDS: ReadonlySet<string> = new Set(["java", "csharp"]);

function covers(outer: Span, inner: Span): boolean {
  return (outer.cell ?? 0) === (inner.cell ?? 0) && outer.line <= inner.line && inner.endLine <= outer.endLine;
}

export function before(a: Span, b: Span): boolean {
  return (a.cell ?? 0) < (b.cell ?? 0) || ((a.cell ?? 0) === (b.cell ?? 0) && a.line <= b.line);
}

/** The scopes of a unit, with a look-up from function and class nodes. */
export interface ScopeTree {
  readonly module: Scope;
  readonly all: readonly Scope[];
  readonly ofFunction: ReadonlyMap<FunctionNode, Scope>;
  readonly ofClass: ReadonlyMap<ClassNode, Scope>;
}

export function buildScopes(unit: Unit): ScopeTree {
  const builder = new ScopeBuilder(unit);
  return builder.build();
}

class ScopeBuilder {
  readonly #unit: Unit;
  readonly #all: Scope[] = [];
  readonly #ofFunction = new Map<FunctionNode, Scope>();
  readonly #ofClass = new Map<ClassNode, Scope>();
  /** Variables declared without a value, which another function may give them. */
  readonly #open = new Map<Scope, Set<string>>();
  readonly #mutations: { readonly target: Expression; readonly mutation: Mutation }[] = [];
  #anonymous = 0;
  #within: readonly Expression[] = [];

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  build(): ScopeTree {
    const module = this.#scope("module", undefined, "");
    for (const item of this.#unit.module.imports) {
      if (item.local === undefined) continue;
      this.#bind(module, { name: item.local, span: item, source: { kind: "import", import: item }, arms: [] });
    }
    this.#statements(this.#unit.module.body, module, []);
    for (const { target, mutation } of this.#mutations) keepMutation(target, mutation);
    return { module, all: this.#all, ofFunction: this.#ofFunction, ofClass: this.#ofClass };
  }

  #scope(kind: Scope["kind"], parent: Scope | undefined, name: string, node?: { function?: FunctionNode; class?: ClassNode }): Scope {
    const prefix = parent === undefined || parent.qualifiedName === "" ? "" : `${parent.qualifiedName}.`;
    const scope: Scope = {
      kind,
      unit: this.#unit,
      ...(parent === undefined ? {} : { parent }),
      ...(node?.function === undefined ? {} : { function: node.function }),
      ...(node?.class === undefined ? {} : { class: node.class }),
      qualifiedName: kind === "module" ? "" : `${prefix}${name}`,
      bindings: new Map(),
      attributes: new Map(),
      returns: [],
      calls: [],
      given: [],
      mutations: new Map(),
      put: [],
      environmentReads: [],
      decorated: [],
      orders: [],
      children: [],
      ...(this.#within.length === 0 ? {} : { within: this.#within }),
    };
    parent?.children.push(scope);
    this.#all.push(scope);
    return scope;
  }

  #bind(scope: Scope, binding: Binding): void {
    const list = scope.bindings.get(binding.name);
    if (list === undefined) scope.bindings.set(binding.name, [binding]);
    else list.push(binding);
  }

  #statements(statements: readonly Statement[], scope: Scope, arms: readonly Span[]): void {
    for (const statement of statements) this.#statement(statement, scope, arms);
  }

  #statement(statement: Statement, scope: Scope, arms: readonly Span[]): void {
    switch (statement.kind) {
      case "assign":
        return this.#assign(statement, scope, arms);
      case "expression":
        return this.#expression(statement.value, scope, arms);
      case "return":
        if (statement.value !== undefined) {
          scope.returns.push({ value: statement.value, yield: statement.yield === true });
          this.#expression(statement.value, scope, arms);
        }
        return;
      case "function":
        return this.#function(statement.function, scope, arms, true);
      case "class":
        return this.#class(statement.class, scope, arms, true);
      case "loop":
        if (statement.iterable !== undefined) {
          this.#expression(statement.iterable, scope, arms);
          if (statement.target !== undefined)
            this.#target(statement.target, { kind: "element", of: statement.iterable }, scope, arms, statement);
        }
        if (statement.test !== undefined) this.#expression(statement.test, scope, arms);
        return this.#statements(statement.body, scope, arms);
      case "branch":
        for (const test of statement.tests) this.#expression(test, scope, arms);
        for (const [index, arm] of statement.arms.entries()) {
          const [first, last] = [arm[0], arm.at(-1)];
          if (first === undefined || last === undefined) continue;
          // The body of a try counts as run: what follows could not go on without it.
          const span: Span = { line: first.line, endLine: last.endLine, ...(first.cell === undefined ? {} : { cell: first.cell }) };
          this.#statements(arm, scope, statement.form === "try" && index === 0 ? arms : [...arms, span]);
        }
        return;
      case "with":
        for (const item of statement.items) {
          this.#expression(item.value, scope, arms);
          if (item.target !== undefined)
            this.#target(item.target, { kind: "value", value: item.value, path: [] }, scope, arms, item.target);
        }
        return this.#inside(
          statement.items.map((item) => item.value),
          () => this.#statements(statement.body, scope, arms),
        );
      case "export":
        this.#bind(scope, {
          name: statement.name,
          span: statement,
          source: { kind: "value", value: statement.value, path: [] },
          arms,
          exported: true,
        });
        return this.#expression(statement.value, scope, arms, statement.name);
    }
  }

  /** The body of a `with` statement. */
  #inside(contexts: readonly Expression[], run: () => void): void {
    const outer = this.#within;
    this.#within = [...outer, ...contexts];
    run();
    this.#within = outer;
  }

  #assign(statement: Extract<Statement, { kind: "assign" }>, scope: Scope, arms: readonly Span[]): void {
    const { target, value, type, op } = statement;
    if (target.kind === "name" && (value === undefined || value.kind === "null"))
      this.#open.set(scope, (this.#open.get(scope) ?? new Set<string>()).add(target.name));
    if (value !== undefined) {
      if (op !== undefined && target.kind === "name") {
        this.#bind(scope, { name: target.name, span: statement, source: { kind: "augment", value, operator: op }, arms });
      } else {
        this.#target(
          target,
          { kind: "value", value, path: [], ...(type === undefined ? {} : { type }) },
          scope,
          arms,
          statement,
          statement.exported,
        );
      }
      this.#expression(value, scope, arms, dottedName(target));
    } else if (type !== undefined && target.kind === "name") {
      const { decorators } = statement;
      this.#bind(scope, {
        name: target.name,
        span: statement,
        source: { kind: "type", type, ...(decorators === undefined ? {} : { decorators }) },
        arms,
      });
    }
    if (type !== undefined) this.#expression(type, scope, arms);
    if (target.kind === "index") {
      this.#expression(target.index, scope, arms);
      if (value !== undefined && op === undefined)
        this.#mutations.push({ target: target.object, mutation: { form: "entry", key: target.index, value, scope } });
    }
  }

  #target(target: Expression, source: Binding["source"], scope: Scope, arms: readonly Span[], span: Span, exported?: boolean): void {
    if (target.kind === "name") {
      const outer = this.#changed(target.name, scope);
      // Not sure to have run: what reads the outer variable may come first.
      if (outer !== undefined)
        this.#bind(outer, { name: target.name, span, source: source.kind === "value" ? { ...source, scope } : source, arms: [span] });
      const owner = source.kind === "value" && source.type === undefined ? this.#fieldOwner(target.name, scope) : undefined;
      if (owner !== undefined && source.kind === "value") push(owner.attributes, target.name, { value: source.value, scope });
      this.#bind(scope, { name: target.name, span, source, arms, ...(exported === undefined ? {} : { exported }) });
    } else if (target.kind === "member" && target.object.kind === "name" && SELF_NAMES.has(target.object.name)) {
      const owner = classAround(scope);
      if (owner !== undefined && source.kind === "value") push(owner.attributes, target.name, { value: source.value, scope });
    } else if (target.kind === "member") {
      const object = dottedName(target.object);
      if (object !== undefined && source.kind === "value")
        scope.given.push({ object, on: target.object, name: target.name, value: source.value });
    } else if (target.kind === "index") {
      // app.config["LLM"] = client
      const object = target.index.kind === "string" ? dottedName(target.object) : undefined;
      if (object !== undefined && target.index.kind === "string" && source.kind === "value")
        scope.put.push({ object, key: target.index.value, value: source.value });
    } else if (target.kind === "list") {
      for (const [index, item] of target.items.entries()) this.#target(item, descend(source, index), scope, arms, span, exported);
    } else if (target.kind === "map") {
      for (const entry of target.entries) {
        const key = entry.key?.kind === "string" ? entry.key.value : entry.key?.kind === "name" ? entry.key.name : undefined;
        this.#target(entry.value, key === undefined ? source : descend(source, key), scope, arms, span, exported);
      }
    } else if (target.kind === "choice") {
      // Destructuring default: { a = 1 } is choice(a, 1).
      const [first, fallback] = target.options;
      if (first === undefined) return;
      if (fallback !== undefined) {
        this.#target(first, { kind: "value", value: fallback, path: [] }, scope, arms, span, exported);
        this.#expression(fallback, scope, arms, dottedName(first));
      }
      this.#target(first, source, scope, fallback === undefined ? arms : [...arms, span], span, exported);
    }
  }

  /** The class whose declared field a bare assignment in one of its methods sets. */
  #fieldOwner(name: string, scope: Scope): Scope | undefined {
    if (!BARE_FIELDS.has(this.#unit.module.language) || scope.kind !== "function" || scope.bindings.has(name)) return undefined;
    const owner = classAround(scope);
    return owner?.class?.body.some((member) => member.kind === "assign" && member.target.kind === "name" && member.target.name === name) ===
      true
      ? owner
      : undefined;
  }

  /** The outer scope whose variable an assignment in this function changes. */
  #changed(name: string, scope: Scope): Scope | undefined {
    if (scope.kind !== "function" || scope.bindings.has(name)) return undefined;
    const declared = scope.function?.outerNames?.includes(name) === true;
    if (!declared && this.#unit.module.language === "python") return undefined;
    if (this.#open.get(scope)?.has(name) === true) return undefined;
    for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
      if (outer.kind === "class") continue;
      if (this.#open.get(outer)?.has(name) === true || (declared && outer.bindings.has(name))) return outer;
      if (outer.bindings.has(name)) return undefined;
      // A global that no statement of the module gives a value.
      if (declared && outer.kind === "module") return outer;
    }
    return undefined;
  }

  #function(node: FunctionNode, scope: Scope, arms: readonly Span[], named: boolean, assignedTo?: string): void {
    const name = node.name === "" ? (assignedTo ?? `<${++this.#anonymous}>`) : node.name;
    if (named && node.name !== "" && node.receiver === undefined) {
      this.#bind(scope, {
        name: node.name,
        span: node,
        source: { kind: "function", function: node },
        arms,
        ...(node.exported === undefined ? {} : { exported: node.exported }),
      });
    }
    const label = node.receiver === undefined ? name : `${node.receiver}.${name}`;
    const child = this.#scope("function", scope, label, { function: node });
    this.#ofFunction.set(node, child);
    for (const [index, parameter] of node.parameters.entries()) {
      this.#bind(child, { name: parameter.name, span: node, source: { kind: "parameter", index }, arms: [] });
      if (parameter.default !== undefined) this.#expression(parameter.default, scope, arms);
      if (parameter.type !== undefined) this.#expression(parameter.type, scope, arms);
    }
    for (const decorator of node.decorators) {
      child.decorated.push({ decorator, scope });
      this.#expression(decorator, scope, arms);
    }
    this.#statements(node.body, child, []);
  }

  #class(node: ClassNode, scope: Scope, arms: readonly Span[], named: boolean): void {
    if (named)
      this.#bind(scope, {
        name: node.name,
        span: node,
        source: { kind: "class", class: node },
        arms,
        ...(node.exported === undefined ? {} : { exported: node.exported }),
      });
    const child = this.#scope("class", scope, node.name, { class: node });
    this.#ofClass.set(node, child);
    for (const base of node.bases) this.#expression(base, scope, arms);
    for (const decorator of node.decorators) {
      child.decorated.push({ decorator, scope });
      this.#expression(decorator, scope, arms);
    }
    this.#statements(node.body, child, []);
  }

  /** Go: `flag.StringVar(&model, "model", "m", "usage")` sets the variable. */
  #filled(call: CallExpression, scope: Scope, arms: readonly Span[]): void {
    const filled = this.#unit.module.language === "go" ? filledVariable(call) : undefined;
    if (filled !== undefined) this.#target(filled[0], { kind: "value", value: filled[1], path: [] }, scope, arms, call);
  }

  #appended(call: CallExpression, scope: Scope): void {
    const { callee } = call;
    if (callee.kind !== "member" || call.arguments.length === 0) return;
    this.#mutated(callee.object, callee.name, call, scope);
    if (callee.object.kind !== "member" || !APPENDS.has(callee.name)) return;
    const { object: on, name } = callee.object;
    const object = dottedName(on);
    if (object !== undefined) for (const { value } of call.arguments) scope.given.push({ object, on, name, value });
  }

  #mutated(target: Expression, method: string, call: CallExpression, scope: Scope): void {
    const form = MUTATORS.get(method);
    if (form === undefined || (target.kind !== "name" && target.kind !== "member")) return;
    const [first, second] = call.arguments.map(({ value }) => value);
    // `list.add(x)`, `map.Add(key, x)`; `insert(0, x)` puts the second one in.
    if ((form === "entry" || method === "insert") && first !== undefined && second !== undefined) {
      const key = form === "entry" ? { key: first } : {};
      this.#mutations.push({ target, mutation: { form, ...key, value: second, scope } });
      return;
    }
    if (form === "entry" && method !== "Add") return;
    for (const { value, spread } of call.arguments) {
      const item = form === "entry" ? "item" : form;
      this.#mutations.push({ target, mutation: { form: spread === "positional" && item === "item" ? "items" : item, value, scope } });
    }
  }

  /** What a comprehension runs over, and the names that it gives to the items. */
  /** `"KEY" in os.environ`: what is asked for is read. */
  #asked(parts: readonly Expression[], scope: Scope, { line, endLine }: Span): void {
    const [index, object] = parts;
    if (parts.length === 2 && index?.kind === "string" && object !== undefined && isEnvironment(object))
      scope.environmentReads.push({ kind: "index", object, index, line, endLine });
  }

  #clauses(comprehension: Extract<Expression, { kind: "list" | "map" }>, scope: Scope, arms: readonly Span[]): void {
    for (const { target, iterable, tests } of comprehension.clauses ?? []) {
      this.#expression(iterable, scope, arms);
      this.#inClause(target, { kind: "element", of: iterable }, scope, comprehension);
      for (const condition of tests) this.#expression(condition, scope, arms);
    }
  }

  #inClause(target: Expression, source: Binding["source"], scope: Scope, within: Span): void {
    if (target.kind === "name") this.#bind(scope, { name: target.name, span: within, source, arms: [], within });
    else if (target.kind === "list")
      for (const [index, item] of target.items.entries()) this.#inClause(item, descend(source, index), scope, within);
  }

  /** Records calls and functions inside an expression. */
  #expression(expression: Expression, scope: Scope, arms: readonly Span[], assignedTo?: string): void {
    switch (expression.kind) {
      case "call":
        this.#appended(expression, scope);
        this.#filled(expression, scope, arms);
        scope.calls.push({
          call: expression,
          scope,
          ...(assignedTo === undefined ? {} : { assignedTo }),
          ...(this.#within.length === 0 ? {} : { within: this.#within }),
        });
        this.#expression(expression.callee, scope, arms, expression.callee.kind === "member" ? assignedTo : undefined);
        for (const argument of expression.arguments) this.#expression(argument.value, scope, arms);
        return;
      case "function":
        return this.#function(expression.function, scope, arms, false, assignedTo);
      case "class":
        return this.#class(expression.class, scope, arms, false);
      case "template":
        for (const part of expression.parts) this.#expression(part, scope, arms);
        if (expression.tag !== undefined) this.#expression(expression.tag, scope, arms);
        return;
      case "member":
        if (isEnvironment(expression.object)) scope.environmentReads.push(expression);
        return this.#expression(expression.object, scope, arms, assignedTo);
      case "index":
        if (isEnvironment(expression.object)) scope.environmentReads.push(expression);
        this.#expression(expression.object, scope, arms, assignedTo);
        return this.#expression(expression.index, scope, arms);
      case "list":
        this.#clauses(expression, scope, arms);
        for (const item of expression.items) this.#expression(item, scope, arms);
        return;
      case "map":
        this.#clauses(expression, scope, arms);
        for (const entry of expression.entries) {
          if (entry.key !== undefined) this.#expression(entry.key, scope, arms);
          this.#expression(entry.value, scope, arms, entry.key?.kind === "string" ? entry.key.value : undefined);
        }
        return;
      case "binary":
        if (expression.operator === ">>" || expression.operator === "<<") scope.orders.push(expression);
        if (expression.operator === "<<" && this.#unit.module.language === "ruby")
          this.#mutations.push({ target: expression.left, mutation: { form: "item", value: expression.right, scope } });
        this.#expression(expression.left, scope, arms, expression.operator === "|" ? assignedTo : undefined);
        return this.#expression(expression.right, scope, arms);
      case "choice":
        if (expression.test !== undefined) this.#expression(expression.test, scope, arms);
        for (const option of expression.options) this.#expression(option, scope, arms, assignedTo);
        return;
      case "other":
        this.#asked(expression.children, scope, expression);
        for (const child of expression.children) this.#expression(child, scope, arms);
        return;
      default:
        return;
    }
  }
}

/** Puts a mutation where the list or map is bound: in the scope of the name, or on the class of `self`. */
function keepMutation(target: Expression, mutation: Mutation): void {
  if (target.kind === "member") {
    if (target.object.kind !== "name" || !SELF_NAMES.has(target.object.name)) return;
    const owner = classAround(mutation.scope);
    if (owner !== undefined) push(owner.mutations, target.name, mutation);
  } else if (target.kind === "name") {
    let owner: Scope | undefined = mutation.scope;
    while (owner !== undefined && !owner.bindings.has(target.name) && !owner.attributes.has(target.name)) owner = owner.parent;
    if (owner !== undefined) push(owner.mutations, target.name, mutation);
  }
}

function isEnvironment(object: Expression): boolean {
  return (
    (object.kind === "member" && (object.name === "environ" || object.name === "env" || object.name === "secrets")) ||
    (object.kind === "name" && (object.name === "ENV" || object.name === "environ"))
  );
}

function descend(source: Binding["source"], step: string | number): Binding["source"] {
  if (source.kind === "value") return { ...source, path: [...source.path, step] };
  return source.kind === "element" ? { ...source, path: [...(source.path ?? []), step] } : source;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/** `a`, `self.a` → "a"; `a.b` → "a.b"; anything else undefined. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "list") return expression.items[0] === undefined ? undefined : dottedName(expression.items[0]);
  if (expression.kind !== "member") return undefined;
  if (expression.object.kind === "name" && SELF_NAMES.has(expression.object.name)) return expression.name;
  const head = dottedName(expression.object);
  return head === undefined ? undefined : `${head}.${expression.name}`;
}

export function isSelf(name: string): boolean {
  return SELF_NAMES.has(name);
}

export function classAround(scope: Scope): Scope | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    if (current.kind === "class") return current;
  }
  return undefined;
}

/**
 * The bindings that may have given a name its value at a place: back from the place to the first one
 * that always ran. From a nested scope every binding may have run.
 */
export function reaching(all: readonly Binding[], use: Span | undefined): readonly Binding[] {
  const [only] = all;
  if (only !== undefined && all.length === 1 && only.within === undefined && only.source.kind !== "value") return all;
  const bindings = all.filter(({ within }) => within === undefined || (use !== undefined && covers(within, use)));
  const inner = bindings.filter(({ within }) => within !== undefined);
  if (inner.length > 0) return inner;
  // `X = f(X)`: inside of its own assignment the name still means what it meant before.
  const others =
    use === undefined
      ? bindings
      : bindings.filter(
          (binding) => binding.source.kind !== "value" || !covers(binding.span, use) || !contains(binding.source.value, use, 0),
        );
  const earlier = use === undefined ? bindings : others.filter((binding) => before(binding.span, use));
  const candidates = earlier.length > 0 ? earlier : others;
  const result: Binding[] = [];
  for (const binding of [...candidates].reverse()) {
    result.push(binding);
    const sure = binding.arms.every((arm) => use !== undefined && covers(arm, use));
    if (sure && binding.source.kind !== "augment" && binding.source.kind !== "type") break;
  }
  return result.reverse();
}

/** Whether a node of the tree stands inside of another; lines alone do not tell where all stands on one. */
function contains(node: unknown, wanted: Span, depth: number): boolean {
  if (node === wanted) return true;
  return (
    depth < MAX_NESTING &&
    typeof node === "object" &&
    node !== null &&
    Object.values(node).some((child) => contains(child, wanted, depth + 1))
  );
}

export type { Argument };
