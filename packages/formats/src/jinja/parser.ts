import { ExpressionParser } from "./expressions.ts";
import { JinjaSyntaxError, type JinjaToken, readTokens } from "./lexer.ts";
import type { JinjaExpression, JinjaParameter, JinjaProblem, JinjaStatement } from "./nodes.ts";

/** Tags in one another. */
const DEPTH = 100;

export type JinjaReading = { readonly template: readonly JinjaStatement[] } | { readonly problem: JinjaProblem };

/**
 * Reads a template in the syntax of Jinja2 3.1 with the tags that applications commonly add (`do`, `break`,
 * `continue`, and `generation` of transformers). Nothing is evaluated. Never throws on any text.
 */
export function readJinja(source: string): JinjaReading {
  try {
    return { template: new TemplateParser(readTokens(source), source.length).whole() };
  } catch (error) {
    if (error instanceof JinjaSyntaxError) return { problem: { kind: error.kind, message: error.message, offset: error.offset } };
    throw error;
  }
}

class TemplateParser extends ExpressionParser {
  #tags = 0;

  whole(): readonly JinjaStatement[] {
    const body = this.#body([]);
    if (!this.finished) this.fail("an end without its beginning");
    return body;
  }

  /** Statements to one of the closing words, which stays to be read; its tag is opened. */
  #body(closing: readonly string[]): readonly JinjaStatement[] {
    const body: JinjaStatement[] = [];
    while (!this.finished) {
      const token = this.next();
      if (token.kind === "data") body.push({ kind: "data", text: token.value, offset: token.offset });
      else if (token.kind === "output") {
        body.push({ kind: "output", value: this.#values(), offset: token.offset });
        this.#end();
      } else {
        const word = this.peek();
        if (word.kind === "name" && closing.includes(word.value)) return body;
        body.push(this.#statement(token));
      }
    }
    if (closing.length > 0) this.fail(`${closing.at(-1)} is missing`);
    return body;
  }

  /** The body of a tag that `word` closes. */
  #closed(word: string): readonly JinjaStatement[] {
    const body = this.#inner([word]);
    this.at++;
    return body;
  }

  #inner(closing: readonly string[]): readonly JinjaStatement[] {
    this.skipOperator(":");
    this.#end();
    if (++this.#tags > DEPTH) this.fail(`tags nested deeper than ${DEPTH}`, undefined, "limit");
    const body = this.#body(closing);
    this.#tags--;
    return body;
  }

  #end(): void {
    const token = this.next();
    if (token.kind !== "end" || token.value === "") this.fail("the end of the tag is missing", token.offset);
  }

  #atEnd(): boolean {
    return this.peek().kind === "end";
  }

  #values(): JinjaExpression {
    return this.tuple(
      () => this.expression(),
      () => this.#atEnd(),
    );
  }

  #statement({ offset }: JinjaToken): JinjaStatement {
    const { value: tag } = this.expectName();
    const statement = this.#tag(tag, offset);
    this.#end();
    return statement;
  }

  #tag(tag: string, offset: number): JinjaStatement {
    switch (tag) {
      case "if":
        return this.#if(offset);
      case "for":
        return this.#for(offset);
      case "set":
        return this.#set(offset);
      case "macro": {
        const { value: name } = this.expectName();
        return { kind: "macro", name, parameters: this.#parameters(), body: this.#closed("endmacro"), offset };
      }
      case "call": {
        const parameters = this.isOperator("(") ? this.#parameters() : [];
        const call = this.expression();
        return { kind: "call-block", call, parameters, body: this.#closed("endcall"), offset };
      }
      case "filter": {
        let filter = this.filter(undefined);
        while (this.isOperator("|")) filter = this.filter(filter);
        return { kind: "filter-block", filter, body: this.#closed("endfilter"), offset };
      }
      case "with":
        return this.#with(offset);
      case "include":
      case "import":
      case "from":
      case "extends":
        return this.#import(tag, offset);
      case "do":
        return { kind: "do", value: this.#values(), offset };
      case "print":
        return { kind: "output", value: this.#values(), offset };
      case "block":
        this.expectName();
        while (this.skipWord("scoped") || this.skipWord("required"));
        return { kind: "block", tag, values: [], body: this.#blockBody(), offset };
      case "autoescape":
        return { kind: "block", tag, values: [this.expression()], body: this.#closed("endautoescape"), offset };
      case "generation":
        return { kind: "block", tag, values: [], body: this.#closed("endgeneration"), offset };
      case "break":
      case "continue":
      case "debug":
        return { kind: "tag", tag, offset };
      default:
        // The end of a tag that was not begun is no tag of its own.
        return this.fail(
          `the tag ${JSON.stringify(tag.slice(0, 80))} is unknown`,
          offset,
          /^(?:end|else$|elif$)/.test(tag) ? "syntax" : "unknown-tag",
        );
    }
  }

  #blockBody(): readonly JinjaStatement[] {
    const body = this.#closed("endblock");
    if (this.peek().kind === "name") this.at++;
    return body;
  }

  #if(offset: number): JinjaStatement {
    const branches: { test: JinjaExpression; body: readonly JinjaStatement[] }[] = [];
    for (;;) {
      const test = this.tuple(
        () => this.withoutCondition(),
        () => this.#atEnd(),
      );
      branches.push({ test, body: this.#inner(["elif", "else", "endif"]) });
      const { value } = this.next();
      if (value === "endif") return { kind: "if", branches, otherwise: [], offset };
      if (value === "else") return { kind: "if", branches, otherwise: this.#closed("endif"), offset };
    }
  }

  #for(offset: number): JinjaStatement {
    const target = this.#target(() => this.isWord("in"));
    if (!this.skipWord("in")) this.fail("in is missing");
    const over = this.tuple(
      () => this.withoutCondition(),
      () => this.#atEnd() || this.isWord("recursive") || this.isWord("if"),
    );
    const test = this.skipWord("if") ? this.expression() : undefined;
    this.skipWord("recursive");
    const body = this.#inner(["else", "endfor"]);
    const otherwise = this.next().value === "else" ? this.#closed("endfor") : [];
    return { kind: "for", target, over, body, otherwise, offset, ...(test === undefined ? {} : { test }) };
  }

  /** A name, `namespace.name`, or several with commas. */
  #target(ends: () => boolean): JinjaExpression {
    return this.tuple(() => {
      const value = this.primary();
      if (value.kind === "name" && this.skipOperator(".")) {
        const { value: name, offset } = this.expectName();
        return { kind: "attribute", object: value, name, offset };
      }
      return isTarget(value) ? value : this.fail("a value is assigned to what is no name", value.offset);
    }, ends);
  }

  #set(offset: number): JinjaStatement {
    const target = this.#target(() => this.isOperator("=") || this.isOperator("|") || this.#atEnd());
    if (this.skipOperator("=")) return { kind: "set", target, value: this.#values(), body: [], offset };
    let filter: JinjaExpression | undefined;
    while (this.isOperator("|")) filter = this.filter(filter);
    return { kind: "set", target, body: this.#closed("endset"), offset, ...(filter === undefined ? {} : { filter }) };
  }

  #with(offset: number): JinjaStatement {
    const values: { target: JinjaExpression; value: JinjaExpression }[] = [];
    while (!this.#atEnd() && !this.isOperator(":")) {
      if (values.length > 0) this.expectOperator(",");
      const target = this.#target(() => this.isOperator("="));
      this.expectOperator("=");
      values.push({ target, value: this.expression() });
    }
    return { kind: "with", values, body: this.#closed("endwith"), offset };
  }

  #import(tag: "include" | "import" | "from" | "extends", offset: number): JinjaStatement {
    const template = this.expression();
    // What follows are names: `ignore missing`, `import a as b`, `with context`.
    while (!this.#atEnd()) {
      const token = this.next();
      if (token.kind !== "name" && token.value !== ",") this.fail("a name is missing", token.offset);
    }
    return { kind: "import", tag, template, offset };
  }

  #parameters(): readonly JinjaParameter[] {
    const parameters: JinjaParameter[] = [];
    this.expectOperator("(");
    for (let first = true; !this.skipOperator(")"); first = false) {
      if (!first) {
        this.expectOperator(",");
        if (this.skipOperator(")")) break;
      }
      const { value: name, offset } = this.expectName();
      const value = this.skipOperator("=") ? this.expression() : undefined;
      parameters.push({ name, offset, ...(value === undefined ? {} : { value }) });
    }
    return parameters;
  }
}

function isTarget(value: JinjaExpression): boolean {
  return value.kind === "name" || ((value.kind === "tuple" || value.kind === "list") && value.items.every(isTarget));
}
