import type { Expression, FunctionNode, SourceModule, Statement } from "@castellan/formats";
import { calledOnImport } from "./called-on-import.ts";
import { type Reach, reachOf } from "./capabilities.ts";
import { childrenOf, computedName, constantText, dottedName } from "./expressions.ts";

/** A call in a module, with the name that it resolves to by the imports of the module. */
export interface PythonCall {
  readonly name: string;
  readonly reach: Reach;
  readonly line: number;
  /** Runs when the module is imported. */
  readonly onImport: boolean;
  /** The function around it, dotted with its class; "" at the top. */
  readonly inside: string;
  /** A decoded or computed text is given to it. */
  readonly fedByCode: boolean;
  /** A text that is decoded or fetched is given to it, not only one that is put together. */
  readonly fedByPayload: boolean;
  readonly arguments: readonly string[];
}

const DEPTH = 150;

interface Context {
  readonly onImport: boolean;
  readonly inside: string;
  readonly depth: number;
}

/** Calls of a module that reach further than to compute. */
export function pythonCalls(module: SourceModule): readonly PythonCall[] {
  return new CallReader(module).calls;
}

class CallReader {
  readonly calls: PythonCall[] = [];
  readonly #names = new Map<string, string>();
  /** Functions of the module that run when it is imported. */
  readonly #called: ReadonlySet<string>;
  /** Variables that hold something decoded or fetched. */
  readonly #decoded = new Set<string>();
  /** Of these, those that are decoded or fetched. */
  readonly #payloads = new Set<string>();

  constructor(module: SourceModule) {
    for (const { module: from, name, local } of module.imports) {
      if (local === undefined) continue;
      // `import a.b` binds `a`; `from a import b as c` binds c to a.b.
      this.#names.set(
        local,
        name === undefined ? (local.includes(".") || !from.startsWith(`${local}.`) ? from : local) : `${from}.${name}`,
      );
    }
    this.#called = calledOnImport(module.body);
    this.#statements(module.body, { onImport: true, inside: "", depth: 0 });
  }

  #statements(body: readonly Statement[], context: Context): void {
    if (context.depth > DEPTH) return;
    for (const statement of body) this.#statement(statement, { ...context, depth: context.depth + 1 });
  }

  #statement(statement: Statement, context: Context): void {
    switch (statement.kind) {
      case "assign":
        this.#alias(statement.target, statement.value);
        this.#expression(statement.target, context);
        if (statement.value !== undefined) this.#expression(statement.value, context);
        return;
      case "expression":
      case "export":
        return this.#expression(statement.value, context);
      case "return":
        if (statement.value !== undefined) this.#expression(statement.value, context);
        return;
      case "function":
        return this.#function(statement.function, context);
      case "class":
        for (const base of statement.class.bases) this.#expression(base, context);
        for (const decorator of statement.class.decorators) this.#decorator(decorator, context);
        return this.#statements(statement.class.body, { ...context, inside: dotted(context.inside, statement.class.name) });
      case "loop":
        if (statement.iterable !== undefined) this.#expression(statement.iterable, context);
        if (statement.test !== undefined) this.#expression(statement.test, context);
        return this.#statements(statement.body, context);
      case "branch":
        for (const test of statement.tests) this.#expression(test, context);
        // What stands under `if __name__ == "__main__"` does not run on import.
        for (const [index, arm] of statement.arms.entries())
          this.#statements(arm, index === 0 && isMain(statement.tests[0]) ? { ...context, onImport: false } : context);
        return;
      case "with":
        for (const item of statement.items) this.#expression(item.value, context);
        return this.#statements(statement.body, context);
    }
  }

  /** `run = os.system` gives the name to the call. */
  #alias(target: Expression, value: Expression | undefined): void {
    if (target.kind !== "name" || value === undefined) return;
    if (this.#decodes(value, 0)) this.#decoded.add(target.name);
    if (this.#decodes(value, 0, true)) this.#payloads.add(target.name);
    const name = this.#nameOf(value);
    if (name !== undefined && reachOf(name) !== undefined) this.#names.set(target.name, name);
  }

  #function(node: FunctionNode, context: Context): void {
    for (const decorator of node.decorators) this.#decorator(decorator, context);
    for (const { default: value } of node.parameters) if (value !== undefined) this.#expression(value, context);
    const onImport = context.onImport && context.inside === "" && this.#called.has(node.name);
    this.#statements(node.body, {
      onImport,
      inside: dotted(context.inside, node.name === "" ? "lambda" : node.name),
      depth: context.depth,
    });
  }

  /** A decorator is called with what stands below it. */
  #decorator(decorator: Expression, context: Context): void {
    this.#expression(decorator, context);
    this.#reference(decorator, context);
  }

  /** A function that is handed on is called by who takes it: `map(os.system, …)`, `atexit.register(os.system, …)`. */
  #reference(expression: Expression, context: Context): void {
    if (expression.kind === "call") return;
    const name = this.#nameOf(expression);
    const reach = name === undefined ? undefined : reachOf(name);
    if (name !== undefined && (reach === "program" || name === "exec" || name === "eval"))
      this.#add(name, reach ?? "evaluate", expression, context, [reach !== "program", false], []);
  }

  #expression(expression: Expression, context: Context): void {
    if (context.depth > DEPTH) return;
    const inner = { ...context, depth: context.depth + 1 };
    if (expression.kind === "call") this.#call(expression, inner);
    if (expression.kind === "function") return this.#function(expression.function, inner);
    for (const child of childrenOf(expression)) this.#expression(child, inner);
  }

  #call(expression: Extract<Expression, { kind: "call" }>, context: Context): void {
    const name = this.#nameOf(expression.callee);
    for (const { value } of expression.arguments) this.#reference(value, context);
    const computed = computedName(name, expression, (value) => this.#nameOf(value));
    if (computed !== undefined) return this.#add(computed, "program", expression, context, [true, false], []);
    const reach = name === undefined ? undefined : reachOf(name);
    if (name === undefined || reach === undefined) return;
    const fed = [false, true].map((payload) => expression.arguments.some(({ value }) => this.#decodes(value, 0, payload)));
    this.#add(
      name,
      reach,
      expression,
      context,
      [fed[0] === true, fed[1] === true],
      expression.arguments.slice(0, 3).map(({ value }) => shown(value)),
    );
  }

  #add(
    name: string,
    reach: Reach,
    { line }: Expression,
    { onImport, inside }: Context,
    [fedByCode, fedByPayload]: readonly [boolean, boolean],
    shownArguments: readonly string[],
  ): void {
    this.calls.push({ name, reach, line, onImport, inside, fedByCode, fedByPayload, arguments: shownArguments });
  }

  /** Whether a text is decoded, fetched or put together before it is given on; of `payload`, only the first two. */
  #decodes(expression: Expression, depth: number, payload = false): boolean {
    if (depth > 12) return !payload;
    if (expression.kind === "name" && (payload ? this.#payloads : this.#decoded).has(expression.name)) return true;
    if (expression.kind === "call") {
      const reach = reachOf(this.#nameOf(expression.callee) ?? "");
      if (reach === "decode" || reach === "network" || (reach === "resolve" && !payload)) return true;
    }
    return childrenOf(expression).some((child) => this.#decodes(child, depth + 1, payload));
  }

  #nameOf(expression: Expression): string | undefined {
    if (expression.kind === "name") return this.#names.get(expression.name) ?? expression.name;
    if (expression.kind === "member") {
      const object = this.#nameOf(expression.object);
      return object !== undefined && /^_*builtins_*$/.test(object) ? expression.name : dottedName(object, expression.name);
    }
    if (expression.kind === "index") return this.#itemName(expression.object, constantText(expression.index));
    if (expression.kind !== "call") return undefined;
    // `__import__("os").system`, `importlib.import_module("os").system`, `getattr(os, "system")`
    const callee = this.#nameOf(expression.callee);
    const [first, second] = expression.arguments;
    if ((callee === "__import__" || callee === "builtins.__import__" || callee === "importlib.import_module") && first !== undefined)
      return constantText(first.value);
    if (callee === "vars" && first !== undefined) return dottedName(this.#nameOf(first.value), "__dict__");
    if (callee === "globals" || callee === "locals") return "globals";
    if (callee === "getattr" && first !== undefined && second !== undefined)
      return dottedName(this.#nameOf(first.value), constantText(second.value));
    return undefined;
  }

  /** `sys.modules["os"]`, `os.__dict__["system"]`, `__builtins__["eval"]`. */
  #itemName(object: Expression, key: string | undefined): string | undefined {
    const name = this.#nameOf(object);
    if (name === undefined || key === undefined) return undefined;
    if (name === "sys.modules" || name === "globals") return key;
    if (name.endsWith(".__dict__")) return `${name.slice(0, -".__dict__".length)}.${key}`;
    return /^_*builtins_*$/.test(name) ? key : undefined;
  }
}

function dotted(outer: string, name: string): string {
  return outer === "" ? name : `${outer}.${name}`;
}

function isMain(test: Expression | undefined): boolean {
  return test?.kind === "other" && test.children.some((child) => child.kind === "name" && child.name === "__name__");
}

function shown(expression: Expression): string {
  if (expression.kind === "string") return JSON.stringify(expression.value.slice(0, 120));
  if (expression.kind === "list") return `[${expression.items.slice(0, 6).map(shown).join(", ")}]`;
  if (expression.kind === "name") return expression.name.slice(0, 60);
  return expression.kind === "number" || expression.kind === "boolean" ? String(expression.value) : "…";
}
