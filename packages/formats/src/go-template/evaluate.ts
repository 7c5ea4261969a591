import { FormatError } from "../errors.ts";
import { argumentsOf, type TemplateFunction, truthy } from "./functions/function.ts";
import { TEMPLATE_FUNCTIONS } from "./functions/index.ts";
import type { Command, Operand, Pipeline, TemplateFile, TemplateNode } from "./node.ts";
import { TemplateOutput } from "./output.ts";
import { readGoTemplate } from "./parse.ts";
import { isMap, isMethod, printed, sortedKeys, type TemplateMap, type TemplateValue } from "./value.ts";

export interface TemplateBudget {
  /** Nodes and operands evaluated for one template. */
  readonly steps: number;
  /** The same over all templates of one renderer. */
  readonly total: number;
  /** `include`, `template` and `tpl` in each other. */
  readonly depth: number;
  /** Characters of one output. */
  readonly output: number;
}

export const TEMPLATE_BUDGET: TemplateBudget = { steps: 300_000, total: 5_000_000, depth: 60, output: 4 * 1024 * 1024 };

export interface RenderedTemplate {
  readonly text: string;
  /** By line of the text (from 0): the line of the template (from 1). */
  readonly lines: readonly number[];
}

class Signal extends Error {
  readonly word: "break" | "continue";

  constructor(word: "break" | "continue") {
    super(word);
    this.word = word;
  }
}

/** Variables of one block and those around it. */
class Variables {
  readonly #own = new Map<string, TemplateValue>();
  readonly #outer: Variables | undefined;

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  get(name: string): TemplateValue | undefined {
    return this.#own.has(name) ? this.#own.get(name) : this.#outer?.get(name);
  }

  declare(name: string, value: TemplateValue): void {
    this.#own.set(name, value);
  }

  assign(name: string, value: TemplateValue): boolean {
    if (this.#own.has(name)) {
      this.#own.set(name, value);
      return true;
    }
    return this.#outer?.assign(name, value) ?? false;
  }
}

interface Frame {
  readonly dot: TemplateValue;
  readonly variables: Variables;
  readonly out: TemplateOutput;
  /** Inside a template that a line of the file calls: that line. */
  readonly pinned?: number;
}

/**
 * Renders Go templates that share their definitions, as those of a chart do. What a template does is bounded by the
 * budget; nothing is read and nothing runs.
 */
export class TemplateRenderer {
  readonly #definitions = new Map<string, readonly TemplateNode[]>();
  readonly #functions: ReadonlyMap<string, TemplateFunction>;
  readonly #budget: TemplateBudget;
  #steps = 0;
  #total = 0;
  #depth = 0;
  #line = 1;

  constructor(functions: ReadonlyMap<string, TemplateFunction> = new Map(), budget: TemplateBudget = TEMPLATE_BUDGET) {
    this.#functions = functions;
    this.#budget = budget;
  }

  /** Makes the definitions of a file known, and under a name the file itself; a later one of the same name takes the place of the earlier. */
  define(file: TemplateFile, name?: string): void {
    if (name !== undefined) this.#definitions.set(name, file.nodes);
    for (const [name, nodes] of file.definitions) this.#definitions.set(name, nodes);
  }

  /**
   * @throws FormatError UNSUPPORTED for a function that is not known, MALFORMED for a template that fails, BUDGET_…;
   * each with the line of the template.
   */
  render(file: TemplateFile, data: TemplateValue): RenderedTemplate {
    const out = new TemplateOutput(this.#budget.output);
    // One that takes all of its steps leaves the others theirs.
    this.#steps = 0;
    this.#depth = 0;
    this.#line = 1;
    try {
      this.#nodes(file.nodes, { dot: data, variables: rootVariables(data), out });
    } catch (cause) {
      if (cause instanceof FormatError)
        throw cause.line === undefined ? new FormatError(cause.code, cause.message, { cause, line: this.#line }) : cause;
      if (cause instanceof RangeError)
        throw new FormatError("BUDGET_DEPTH", "a template is nested too deeply", { cause, line: this.#line });
      throw cause;
    }
    return { text: out.text(), lines: out.lines() };
  }

  #step(): void {
    this.#steps += 1;
    this.#total += 1;
    if (this.#steps > this.#budget.steps || this.#total > this.#budget.total)
      throw new FormatError("BUDGET_TIME", `the template takes more than ${this.#budget.steps} steps`);
  }

  #nodes(nodes: readonly TemplateNode[], frame: Frame): void {
    for (const node of nodes) this.#node(node, frame);
  }

  #node(node: TemplateNode, frame: Frame): void {
    this.#step();
    const line = frame.pinned ?? node.line;
    this.#line = line;
    switch (node.kind) {
      case "text":
        frame.out.write(node.text, line, frame.pinned !== undefined);
        return;
      case "action": {
        const value = this.#pipeline(node.pipeline, frame);
        if (node.pipeline.variables.length === 0) frame.out.write(printed(value), line, true);
        return;
      }
      case "if":
      case "with":
        this.#branch(node, frame);
        return;
      case "range":
        this.#range(node, frame);
        return;
      case "template": {
        const data = node.pipeline === undefined ? null : this.#pipeline(node.pipeline, frame);
        this.#call(node.name, data, { ...frame, pinned: line });
        return;
      }
      default:
        throw new Signal(node.kind);
    }
  }

  #branch(node: TemplateNode & { readonly kind: "if" | "with" | "range" }, frame: Frame): void {
    const variables = new Variables(frame.variables);
    const value = this.#pipeline(node.pipeline, { ...frame, variables });
    if (truthy(value)) this.#nodes(node.body, { ...frame, variables, dot: node.kind === "with" ? value : frame.dot });
    else this.#nodes(node.otherwise, { ...frame, variables });
  }

  #range(node: TemplateNode & { readonly kind: "if" | "with" | "range" }, frame: Frame): void {
    const outer = new Variables(frame.variables);
    const value = this.#pipeline({ ...node.pipeline, variables: [] }, { ...frame, variables: outer });
    const members = membersOf(value);
    if (members.length === 0) {
      this.#nodes(node.otherwise, { ...frame, variables: outer });
      return;
    }
    const [first, second] = node.pipeline.variables;
    for (const [key, item] of members) {
      this.#step();
      const variables = new Variables(outer);
      if (first !== undefined) variables.declare(first, second === undefined ? item : key);
      if (second !== undefined) variables.declare(second, item);
      try {
        this.#nodes(node.body, { ...frame, variables, dot: item });
      } catch (signal) {
        if (!(signal instanceof Signal)) throw signal;
        if (signal.word === "break") return;
      }
    }
  }

  #call(name: string, data: TemplateValue, frame: Frame): void {
    const nodes = this.#definitions.get(name);
    if (nodes === undefined) throw new FormatError("MALFORMED", `no template is called ${JSON.stringify(name.slice(0, 80))}`);
    this.#within(() => this.#nodes(nodes, { ...frame, dot: data, variables: rootVariables(data) }));
  }

  #within(run: () => void): void {
    this.#depth += 1;
    if (this.#depth > this.#budget.depth)
      throw new FormatError("BUDGET_DEPTH", `more than ${this.#budget.depth} templates call each other`);
    run();
    this.#depth -= 1;
  }

  #include(name: TemplateValue | undefined, data: TemplateValue): string {
    const out = new TemplateOutput(this.#budget.output);
    this.#call(printed(name), data, { dot: data, variables: new Variables(), out, pinned: this.#line });
    return out.text();
  }

  /** `tpl`: text that is itself a template. */
  #tpl(text: TemplateValue | undefined, data: TemplateValue): string {
    const written = printed(text);
    if (!written.includes("{{")) return written;
    const file = readGoTemplate(written);
    this.define(file);
    const out = new TemplateOutput(this.#budget.output);
    this.#within(() => this.#nodes(file.nodes, { dot: data, variables: rootVariables(data), out, pinned: this.#line }));
    return out.text();
  }

  #pipeline(pipeline: Pipeline, frame: Frame): TemplateValue {
    let value: TemplateValue = null;
    for (const [index, command] of pipeline.commands.entries()) value = this.#command(command, frame, index === 0 ? [] : [value]);
    const [name] = pipeline.variables;
    if (name !== undefined) {
      if (!pipeline.assigns) frame.variables.declare(name, value);
      else if (!frame.variables.assign(name, value)) throw new FormatError("MALFORMED", `${name} is not declared`);
    }
    return value;
  }

  #command(command: Command, frame: Frame, piped: readonly TemplateValue[]): TemplateValue {
    const [head, ...rest] = command;
    if (head === undefined) return null;
    if (head.kind === "function") return this.#function(head.name, rest, frame, piped);
    const value = this.#operand(head, frame);
    if (!isMethod(value)) return value;
    return value.call([...rest.map((operand) => this.#operand(operand, frame)), ...piped]);
  }

  #function(name: string, operands: readonly Operand[], frame: Frame, piped: readonly TemplateValue[]): TemplateValue {
    // These two look no further than they need to.
    if (name === "and" || name === "or") {
      let value: TemplateValue = null;
      for (const operand of operands) {
        value = this.#operand(operand, frame);
        if (truthy(value) === (name === "or")) return value;
      }
      // A piped value comes last.
      value = piped.at(-1) ?? value;
      return value;
    }
    const values = [...operands.map((operand) => this.#operand(operand, frame)), ...piped];
    if (name === "include") return this.#include(values[0], values[1] ?? null);
    if (name === "tpl") return this.#tpl(values[0], values[1] ?? null);
    const apply = TEMPLATE_FUNCTIONS.get(name) ?? this.#functions.get(name);
    if (apply === undefined) throw new FormatError("UNSUPPORTED", `the function ${JSON.stringify(name.slice(0, 60))} is not known`);
    return apply(argumentsOf(name, values));
  }

  #operand(operand: Operand, frame: Frame): TemplateValue {
    this.#step();
    switch (operand.kind) {
      case "literal":
        return operand.value;
      case "nested":
        return this.#fields(this.#pipeline(operand.pipeline, frame), operand.path);
      case "function":
        return this.#function(operand.name, [], frame, []);
      default: {
        const start = operand.from === undefined ? frame.dot : frame.variables.get(operand.from);
        if (start === undefined) throw new FormatError("MALFORMED", `${operand.from ?? "."} is not declared`);
        return this.#fields(start, operand.path);
      }
    }
  }

  /** What is not there is nothing, also below nothing: Go would stop there, a reading need not. */
  #fields(from: TemplateValue, path: readonly string[]): TemplateValue {
    let value = from;
    for (const step of path) value = isMap(value) ? (value.get(step) ?? null) : null;
    return value;
  }
}

function rootVariables(data: TemplateValue): Variables {
  const variables = new Variables();
  variables.declare("$", data);
  return variables;
}

const COUNT = 10_000;

function membersOf(value: TemplateValue): readonly (readonly [TemplateValue, TemplateValue])[] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  if (isMap(value)) return entriesOf(value);
  if (typeof value === "number" && value > 0)
    return Array.from({ length: Math.min(COUNT, Math.trunc(value)) }, (_, index) => [index, index] as const);
  return [];
}

function entriesOf(map: TemplateMap): readonly (readonly [TemplateValue, TemplateValue])[] {
  return sortedKeys(map).map((key) => [key, map.get(key) ?? null] as const);
}
