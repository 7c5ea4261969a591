import type { Expression, FunctionNode, SourceModule, Statement } from "@castellan/formats";
import { type Reach, reachOf } from "./capabilities.ts";

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
  /** Functions of the module that its top calls: they run on import as well. */
  readonly #called = new Set<string>();

  constructor(module: SourceModule) {
    for (const { module: from, name, local } of module.imports) {
      if (local === undefined) continue;
      // `import a.b` binds `a`; `from a import b as c` binds c to a.b.
      this.#names.set(
        local,
        name === undefined ? (local.includes(".") || !from.startsWith(`${local}.`) ? from : local) : `${from}.${name}`,
      );
    }
    for (const statement of module.body) this.#collectCalled(statement, 0);
    this.#statements(module.body, { onImport: true, inside: "", depth: 0 });
  }

  #collectCalled(statement: Statement, depth: number): void {
    if (depth > 10) return;
    if (statement.kind === "expression" || statement.kind === "assign") {
      const value = statement.value;
      if (value?.kind === "call" && value.callee.kind === "name") this.#called.add(value.callee.name);
    } else if (statement.kind === "branch")
      for (const arm of statement.arms) for (const inner of arm) this.#collectCalled(inner, depth + 1);
    else if (statement.kind === "with" || statement.kind === "loop")
      for (const inner of statement.body) this.#collectCalled(inner, depth + 1);
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
        for (const decorator of statement.class.decorators) this.#expression(decorator, context);
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
    const name = this.#nameOf(value);
    if (name !== undefined && reachOf(name) !== undefined) this.#names.set(target.name, name);
  }

  #function(node: FunctionNode, context: Context): void {
    for (const decorator of node.decorators) this.#expression(decorator, context);
    for (const { default: value } of node.parameters) if (value !== undefined) this.#expression(value, context);
    const onImport = context.onImport && context.inside === "" && this.#called.has(node.name);
    this.#statements(node.body, {
      onImport,
      inside: dotted(context.inside, node.name === "" ? "lambda" : node.name),
      depth: context.depth,
    });
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
    const reach = name === undefined ? undefined : reachOf(name);
    if (name === undefined || reach === undefined) return;
    this.calls.push({
      name,
      reach,
      line: expression.line,
      onImport: context.onImport,
      inside: context.inside,
      fedByCode: expression.arguments.some(({ value }) => this.#decodes(value, 0)),
      arguments: expression.arguments.slice(0, 3).map(({ value }) => shown(value)),
    });
  }

  /** Whether a text is decoded, fetched or put together before it is given on. */
  #decodes(expression: Expression, depth: number): boolean {
    if (depth > 12) return true;
    if (expression.kind === "call") {
      const reach = reachOf(this.#nameOf(expression.callee) ?? "");
      if (reach === "decode" || reach === "network" || reach === "resolve") return true;
    }
    return childrenOf(expression).some((child) => this.#decodes(child, depth + 1));
  }

  #nameOf(expression: Expression): string | undefined {
    if (expression.kind === "name") return this.#names.get(expression.name) ?? expression.name;
    if (expression.kind === "member") {
      const object = this.#nameOf(expression.object);
      return object === undefined ? undefined : `${object}.${expression.name}`;
    }
    if (expression.kind !== "call") return undefined;
    // `__import__("os").system`, `importlib.import_module("os").system`, `getattr(os, "system")`
    const callee = this.#nameOf(expression.callee);
    const [first, second] = expression.arguments;
    if ((callee === "__import__" || callee === "importlib.import_module") && first?.value.kind === "string") return first.value.value;
    if (callee === "getattr" && first !== undefined && second?.value.kind === "string") {
      const object = this.#nameOf(first.value);
      return object === undefined ? undefined : `${object}.${second.value.value}`;
    }
    return undefined;
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

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "call":
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case "list":
      return [...expression.items, ...(expression.clauses ?? []).flatMap(({ iterable, tests }) => [iterable, ...tests])];
    case "spread":
      return [expression.value];
    case "map":
      return expression.entries.flatMap(({ key, value }) => (key === undefined ? [value] : [key, value]));
    case "binary":
      return [expression.left, expression.right];
    case "choice":
      return [...(expression.test === undefined ? [] : [expression.test]), ...expression.options];
    case "other":
      return expression.children;
    default:
      return [];
  }
}
