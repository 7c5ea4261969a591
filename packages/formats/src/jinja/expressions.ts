import { JinjaSyntaxError, type JinjaToken } from "./lexer.ts";
import type { JinjaArguments, JinjaExpression, JinjaProblem } from "./nodes.ts";

const DEPTH = 120;
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const SUM: ReadonlySet<string> = new Set(["+", "-"]);
const JOIN: ReadonlySet<string> = new Set(["~"]);
const PRODUCT: ReadonlySet<string> = new Set(["*", "/", "//", "%"]);
const POWER: ReadonlySet<string> = new Set(["**"]);
/** Words that a test without brackets takes as no argument. */
const AFTER_TEST: ReadonlySet<string> = new Set(["else", "or", "and", "is", "if", "not", "in", "recursive"]);
const NO_ARGUMENTS: JinjaArguments = { positional: [], keywords: [], spread: [] };
const END_OF_TEXT: JinjaToken = { kind: "end", value: "", offset: 0 };

/**
 * Expressions of Jinja2 by recursive descent, in its order of precedence: condition, or, and, not, comparison, sum,
 * `~`, product, power, sign, postfix, filter and test.
 */
export class ExpressionParser {
  protected at = 0;
  readonly #tokens: readonly JinjaToken[];
  readonly #length: number;
  #depth = 0;

  constructor(tokens: readonly JinjaToken[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  protected peek(ahead = 0): JinjaToken {
    return this.#tokens[this.at + ahead] ?? { ...END_OF_TEXT, offset: this.#length };
  }

  protected get finished(): boolean {
    return this.at >= this.#tokens.length;
  }

  protected next(): JinjaToken {
    const token = this.peek();
    this.at++;
    return token;
  }

  protected fail(message: string, offset: number = this.peek().offset, kind: JinjaProblem["kind"] = "syntax"): never {
    throw new JinjaSyntaxError(message, offset, kind);
  }

  protected isOperator(value: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "operator" && token.value === value;
  }

  protected isWord(value: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "name" && token.value === value;
  }

  protected skipOperator(value: string): boolean {
    if (!this.isOperator(value)) return false;
    this.at++;
    return true;
  }

  protected skipWord(value: string): boolean {
    if (!this.isWord(value)) return false;
    this.at++;
    return true;
  }

  protected expectOperator(value: string): void {
    if (!this.skipOperator(value)) this.fail(`${value} is missing`);
  }

  protected expectName(): JinjaToken {
    const token = this.next();
    return token.kind === "name" ? token : this.fail("a name is missing", token.offset);
  }

  /** Depth of brackets, signs, conditions: whatever recurs. */
  #deeper<T>(read: () => T): T {
    if (++this.#depth > DEPTH) this.fail(`nested deeper than ${DEPTH}`, undefined, "limit");
    const value = read();
    this.#depth--;
    return value;
  }

  protected expression(): JinjaExpression {
    return this.#deeper(() => {
      let value = this.withoutCondition();
      while (this.isWord("if")) {
        const { offset } = this.next();
        const test = this.withoutCondition();
        const otherwise = this.skipWord("else") ? this.expression() : undefined;
        value = { kind: "condition", test, whenTrue: value, offset, ...(otherwise === undefined ? {} : { otherwise }) };
      }
      return value;
    });
  }

  /** An expression, or several with commas between them, which are a tuple. */
  protected tuple(one: () => JinjaExpression, ends: () => boolean, empty = false): JinjaExpression {
    const { offset } = this.peek();
    const items: JinjaExpression[] = [];
    let comma = false;
    while (!ends()) {
      items.push(one());
      comma = this.skipOperator(",");
      if (!comma) break;
    }
    const [only] = items;
    if (only === undefined && !empty) this.fail("an expression is missing");
    return only !== undefined && items.length === 1 && !comma ? only : { kind: "tuple", items, offset };
  }

  protected withoutCondition(): JinjaExpression {
    return this.#joined("or", () => this.#joined("and", () => this.#not()));
  }

  #joined(word: string, read: () => JinjaExpression): JinjaExpression {
    const first = read();
    if (!this.isWord(word)) return first;
    const operands = [first];
    while (this.skipWord(word)) operands.push(read());
    return { kind: "operation", operator: word, operands, offset: first.offset };
  }

  #not(): JinjaExpression {
    if (!this.isWord("not")) return this.#comparison();
    const { offset } = this.next();
    return this.#deeper(() => ({ kind: "operation", operator: "not", operands: [this.#not()], offset }));
  }

  #comparison(): JinjaExpression {
    const first = this.#sum();
    const operands = [first];
    let operator = "";
    for (;;) {
      const token = this.peek();
      if (token.kind === "operator" && COMPARISONS.has(token.value)) this.at++;
      else if (this.isWord("in")) this.at++;
      else if (this.isWord("not") && this.isWord("in", 1)) this.at += 2;
      else break;
      operator = token.kind === "operator" ? token.value : "in";
      operands.push(this.#sum());
    }
    return operands.length === 1 ? first : { kind: "operation", operator, operands, offset: first.offset };
  }

  /** Operators of one rank, from the left. A chain of one operator is one operation: a sum of a thousand parts is no depth. */
  #binary(operators: ReadonlySet<string>, read: () => JinjaExpression): JinjaExpression {
    let left = read();
    let operands: JinjaExpression[] = [];
    let last = "";
    for (;;) {
      const { kind, value } = this.peek();
      if (kind !== "operator" || !operators.has(value)) return left;
      this.at++;
      const right = read();
      if (value === last) operands.push(right);
      else {
        operands = [left, right];
        left = { kind: "operation", operator: value, operands, offset: left.offset };
        last = value;
      }
    }
  }

  #sum(): JinjaExpression {
    return this.#binary(SUM, () => this.#binary(JOIN, () => this.#product()));
  }

  #product(): JinjaExpression {
    return this.#binary(PRODUCT, () => this.#binary(POWER, () => this.#unary(true)));
  }

  #unary(filters: boolean): JinjaExpression {
    const { offset } = this.peek();
    let value: JinjaExpression;
    if (this.isOperator("-") || this.isOperator("+")) {
      const operator = this.next().value;
      value = this.#deeper(() => ({ kind: "operation", operator, operands: [this.#unary(false)], offset }));
    } else value = this.primary();
    value = this.#postfix(value);
    return filters ? this.#filters(value) : value;
  }

  protected primary(): JinjaExpression {
    const token = this.next();
    const { offset, value } = token;
    if (token.kind === "name") {
      const lower = value.toLowerCase();
      if ((lower === "true" || lower === "false") && (value === lower || value === capitalised(lower)))
        return { kind: "constant", value: lower === "true", offset };
      if (value === "none" || value === "None") return { kind: "constant", value: null, offset };
      return { kind: "name", name: value, offset };
    }
    if (token.kind === "number") return { kind: "number", value: Number(value), offset };
    if (token.kind === "text") {
      let text = value;
      while (this.peek().kind === "text") text += this.next().value;
      return { kind: "text", value: text, offset };
    }
    if (token.kind === "operator" && "([{".includes(value)) return this.#deeper(() => this.#bracket(value, offset));
    return this.fail("an expression is missing", offset);
  }

  #bracket(opening: string, offset: number): JinjaExpression {
    if (opening === "(") {
      const value = this.tuple(
        () => this.expression(),
        () => this.isOperator(")"),
        true,
      );
      this.expectOperator(")");
      return value;
    }
    if (opening === "[") {
      const items: JinjaExpression[] = [];
      this.#listed("]", () => items.push(this.expression()));
      return { kind: "list", items, offset };
    }
    const entries: [JinjaExpression, JinjaExpression][] = [];
    this.#listed("}", () => {
      const key = this.expression();
      this.expectOperator(":");
      entries.push([key, this.expression()]);
    });
    return { kind: "dict", entries, offset };
  }

  /** Things with commas between them, and maybe one behind, to a closing bracket. */
  #listed(closing: string, read: () => void): void {
    for (let first = true; !this.skipOperator(closing); first = false) {
      if (!first) {
        this.expectOperator(",");
        if (this.skipOperator(closing)) return;
      }
      read();
    }
  }

  #postfix(start: JinjaExpression): JinjaExpression {
    let value = start;
    for (;;) {
      const { offset } = this.peek();
      if (this.skipOperator(".")) {
        const token = this.next();
        if (token.kind === "name") value = { kind: "attribute", object: value, name: token.value, offset };
        else if (token.kind === "number") value = this.#numbered(value, token);
        else this.fail("a name is missing", token.offset);
      } else if (this.skipOperator("[")) {
        const object = value;
        value = this.#deeper(() => this.#subscript(object, offset));
      } else if (this.isOperator("(")) value = { kind: "call", callee: value, arguments: this.#arguments(), offset };
      else return value;
    }
  }

  /** `x.0`, and `x.0.1`, whose `0.1` is one token here. */
  #numbered(object: JinjaExpression, { value, offset }: JinjaToken): JinjaExpression {
    if (!/^\d+(?:\.\d+)?$/.test(value)) this.fail("a name or whole number is missing", offset);
    let item = object;
    for (const index of value.split("."))
      item = { kind: "item", object: item, index: { kind: "number", value: Number(index), offset }, offset };
    return item;
  }

  #subscript(object: JinjaExpression, offset: number): JinjaExpression {
    const indexes: JinjaExpression[] = [];
    for (let first = true; !this.skipOperator("]"); first = false) {
      if (!first) this.expectOperator(",");
      indexes.push(this.#index());
    }
    const [only] = indexes;
    const index: JinjaExpression = only !== undefined && indexes.length === 1 ? only : { kind: "tuple", items: indexes, offset };
    return { kind: "item", object, index, offset };
  }

  #index(): JinjaExpression {
    const { offset } = this.peek();
    const ends = (): boolean => this.isOperator("]") || this.isOperator(",") || this.isOperator(":");
    const first = ends() ? undefined : this.expression();
    if (!this.isOperator(":")) return first ?? this.fail("an index is missing");
    const parts: (JinjaExpression | undefined)[] = [first];
    while (parts.length < 3 && this.skipOperator(":")) parts.push(ends() ? undefined : this.expression());
    return { kind: "slice", parts, offset };
  }

  #arguments(): JinjaArguments {
    const positional: JinjaExpression[] = [];
    const keywords: { name: string; value: JinjaExpression; offset: number }[] = [];
    const spread: JinjaExpression[] = [];
    this.expectOperator("(");
    this.#deeper(() =>
      this.#listed(")", () => {
        if (this.skipOperator("*") || this.skipOperator("**")) spread.push(this.expression());
        else if (this.peek().kind === "name" && this.isOperator("=", 1)) {
          const { value: name, offset } = this.next();
          this.at++;
          keywords.push({ name, value: this.expression(), offset });
        } else positional.push(this.expression());
      }),
    );
    return { positional, keywords, spread };
  }

  #filters(start: JinjaExpression): JinjaExpression {
    let value = start;
    for (;;) {
      const { offset } = this.peek();
      if (this.isOperator("|")) value = this.filter(value);
      else if (this.skipWord("is")) value = this.#test(value, offset);
      else if (this.isOperator("(")) value = { kind: "call", callee: value, arguments: this.#arguments(), offset };
      else return value;
    }
  }

  #dottedName(): string {
    let { value } = this.expectName();
    while (this.skipOperator(".")) value += `.${this.expectName().value}`;
    return value;
  }

  /** `|name(arguments)`; the bar may be left out at the beginning of a filter block. */
  protected filter(operand: JinjaExpression | undefined): JinjaExpression {
    this.skipOperator("|");
    const { offset } = this.peek();
    const name = this.#dottedName();
    const filterArguments = this.isOperator("(") ? this.#arguments() : NO_ARGUMENTS;
    return { kind: "filter", name, arguments: filterArguments, offset, ...(operand === undefined ? {} : { operand }) };
  }

  #test(operand: JinjaExpression, offset: number): JinjaExpression {
    const negated = this.skipWord("not");
    const name = this.#dottedName();
    const token = this.peek();
    let testArguments = NO_ARGUMENTS;
    if (this.isOperator("(")) testArguments = this.#arguments();
    else if (
      (token.kind === "name" && !AFTER_TEST.has(token.value)) ||
      token.kind === "text" ||
      token.kind === "number" ||
      this.isOperator("[") ||
      this.isOperator("{")
    )
      testArguments = { ...NO_ARGUMENTS, positional: [this.#postfix(this.primary())] };
    const test: JinjaExpression = { kind: "test", name, operand, arguments: testArguments, offset };
    return negated ? { kind: "operation", operator: "not", operands: [test], offset } : test;
  }
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
