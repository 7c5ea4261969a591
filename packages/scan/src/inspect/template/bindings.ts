import type { JinjaExpression, JinjaParameter, JinjaStatement } from "@castellan/formats";
import { eachExpression, eachStatement, expressionsOf } from "./walk.ts";

/** Where the value of a name may come from. Names are not told apart by scope: any source may be the one. */
export type Source =
  | { readonly kind: "value"; readonly value: JinjaExpression }
  /** One of the items of a value. */
  | { readonly kind: "item"; readonly value: JinjaExpression }
  /** The text that statements put out. */
  | { readonly kind: "output"; readonly body: readonly JinjaStatement[] }
  /** Data of the caller. */
  | { readonly kind: "data" };

export interface Macro {
  readonly parameters: readonly JinjaParameter[];
  readonly body: readonly JinjaStatement[];
}

/** Names that a template itself gives values to. */
export interface Bindings {
  /** Fields of namespaces are `namespace.field`. */
  readonly sources: ReadonlyMap<string, readonly Source[]>;
  readonly macros: ReadonlyMap<string, Macro>;
}

const DATA: Source = { kind: "data" };
/** Sources kept for one name; what is beyond is data. */
const SOURCES = 32;

/** Collects what is assigned to names, and what macros are called with. */
export function bindingsOf(template: readonly JinjaStatement[]): Bindings {
  const collector = new Collector();
  eachStatement(template, (statement) => collector.statement(statement));
  eachStatement(template, (statement) => {
    for (const expression of expressionsOf(statement)) eachExpression(expression, "used", (part) => collector.call(part));
  });
  return collector;
}

class Collector implements Bindings {
  readonly sources = new Map<string, Source[]>();
  readonly macros = new Map<string, Macro>();

  #bind(name: string, source: Source): void {
    const known = this.sources.get(name);
    if (known === undefined) this.sources.set(name, [source]);
    else if (known.length < SOURCES) known.push(source);
    else known[SOURCES - 1] = DATA;
  }

  #assign(target: JinjaExpression, source: Source): void {
    if (target.kind === "name") this.#bind(target.name, source);
    else if (target.kind === "attribute" && target.object.kind === "name") this.#bind(`${target.object.name}.${target.name}`, source);
    else if (target.kind === "tuple" || target.kind === "list") {
      const value = source.kind === "value" ? source.value : undefined;
      const parts = value?.kind === "tuple" || value?.kind === "list" ? value.items : [];
      target.items.forEach((item, index) => {
        const part = parts[index];
        if (part !== undefined) this.#assign(item, { kind: "value", value: part });
        // `for key, value in pairs`: an item of an item.
        else this.#assign(item, source.kind === "value" || source.kind === "item" ? { kind: "item", value: source.value } : DATA);
      });
    }
  }

  statement(statement: JinjaStatement): void {
    if (statement.kind === "set") {
      const { value, body } = statement;
      this.#assign(statement.target, value === undefined ? { kind: "output", body } : { kind: "value", value });
    } else if (statement.kind === "for") this.#assign(statement.target, { kind: "item", value: statement.over });
    else if (statement.kind === "with") for (const { target, value } of statement.values) this.#assign(target, { kind: "value", value });
    else if (statement.kind === "macro" || statement.kind === "call-block") {
      if (statement.kind === "macro") this.macros.set(statement.name, statement);
      for (const { name, value } of statement.parameters) {
        this.#bind(name, DATA);
        if (value !== undefined) this.#bind(name, { kind: "value", value });
      }
    }
  }

  /** What a macro is called with, and the fields that a namespace begins with. */
  call(expression: JinjaExpression): void {
    if (expression.kind !== "call" || expression.callee.kind !== "name") return;
    const macro = this.macros.get(expression.callee.name);
    if (macro === undefined) return;
    const { positional, keywords } = expression.arguments;
    positional.forEach((value, index) => {
      const name = macro.parameters[index]?.name;
      if (name !== undefined) this.#bind(name, { kind: "value", value });
    });
    for (const { name, value } of keywords)
      if (macro.parameters.some((parameter) => parameter.name === name)) this.#bind(name, { kind: "value", value });
  }
}
