import { FormatError } from "../errors.ts";
import { type Piece, pieces, type Token } from "./lexer.ts";
import type { Command, Operand, Pipeline, TemplateFile, TemplateNode } from "./node.ts";

const DEPTH = 200;
/** Characters of one template file. */
const SIZE = 1024 * 1024;

/**
 * Reads a Go template with its definitions.
 *
 * @throws FormatError MALFORMED, BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES; with the line
 */
export function readGoTemplate(text: string): TemplateFile {
  if (text.length > SIZE) throw new FormatError("BUDGET_BYTES", `a template of ${text.length} characters is over the limit of ${SIZE}`);
  const parser = new Parser(pieces(text));
  const { nodes, end } = parser.list(0);
  if (end !== undefined) throw new FormatError("MALFORMED", `unexpected {{${end.word}}}`, { line: end.line });
  return { nodes, definitions: parser.definitions };
}

interface ListEnd {
  readonly word: "end" | "else";
  readonly tokens: Tokens;
  readonly line: number;
}

class Parser {
  readonly definitions = new Map<string, readonly TemplateNode[]>();
  readonly #pieces: readonly Piece[];
  #at = 0;

  constructor(list: readonly Piece[]) {
    this.#pieces = list;
  }

  /** Nodes up to `end` or `else` of the block around them. */
  list(depth: number): { readonly nodes: readonly TemplateNode[]; readonly end?: ListEnd } {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece = this.#pieces[this.#at];
      if (piece === undefined) return { nodes };
      this.#at += 1;
      if (depth > DEPTH) throw new FormatError("BUDGET_DEPTH", `more than ${DEPTH} blocks stand in each other`, { line: piece.line });
      if (piece.kind === "text") {
        nodes.push(piece);
        continue;
      }
      const tokens = new Tokens(piece.tokens, piece.line);
      const word = tokens.keyword();
      if (word === "end" || word === "else") return { nodes, end: { word, tokens, line: piece.line } };
      if (word === "define" || word === "block") nodes.push(...this.#definition(word, tokens, depth));
      else if (word === "if" || word === "with" || word === "range") nodes.push(this.#control(word, tokens, depth));
      else if (word === "template") nodes.push(template(tokens));
      else if (word === "break" || word === "continue") nodes.push({ kind: word, line: piece.line });
      else nodes.push({ kind: "action", pipeline: tokens.whole(), line: piece.line });
    }
  }

  #definition(word: string, tokens: Tokens, depth: number): readonly TemplateNode[] {
    const name = tokens.string();
    const pipeline = word === "block" ? tokens.whole() : undefined;
    const { nodes, end } = this.list(depth + 1);
    if (end?.word !== "end") throw new FormatError("MALFORMED", `{{${word}}} is not closed`, { line: tokens.line });
    this.definitions.set(name, nodes);
    return pipeline === undefined ? [] : [{ kind: "template", name, pipeline, line: tokens.line }];
  }

  #control(kind: "if" | "with" | "range", tokens: Tokens, depth: number): TemplateNode {
    const { line } = tokens;
    const pipeline = tokens.whole();
    const { nodes: body, end } = this.list(depth + 1);
    if (end === undefined) throw new FormatError("MALFORMED", `{{${kind}}} is not closed`, { line });
    let otherwise: readonly TemplateNode[] = [];
    if (end.word === "else") {
      const chained = end.tokens.keyword();
      if (chained === "if" || chained === "with")
        return { kind, pipeline, body, otherwise: [this.#control(chained, end.tokens, depth + 1)], line };
      const rest = this.list(depth + 1);
      if (rest.end?.word !== "end") throw new FormatError("MALFORMED", `{{${kind}}} is not closed`, { line });
      otherwise = rest.nodes;
    }
    return { kind, pipeline, body, otherwise, line };
  }
}

function template(tokens: Tokens): TemplateNode {
  const name = tokens.string();
  const { line } = tokens;
  return tokens.done() ? { kind: "template", name, line } : { kind: "template", name, pipeline: tokens.whole(), line };
}

const KEYWORDS = new Set(["if", "else", "end", "range", "with", "define", "template", "block", "break", "continue"]);
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["nil", null],
]);

/** The tokens of one action. */
class Tokens {
  readonly line: number;
  readonly #list: readonly Token[];
  #at = 0;

  constructor(list: readonly Token[], line: number) {
    this.#list = list;
    this.line = line;
  }

  #space(): void {
    while (this.#list[this.#at]?.kind === "space") this.#at += 1;
  }

  #is(text: string): boolean {
    this.#space();
    const token = this.#list[this.#at];
    if (token?.kind !== "symbol" || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #fail(what: string): FormatError {
    return new FormatError("MALFORMED", what, { line: this.line });
  }

  done(): boolean {
    this.#space();
    return this.#at >= this.#list.length;
  }

  keyword(): string | undefined {
    this.#space();
    const token = this.#list[this.#at];
    if (token?.kind !== "word" || !KEYWORDS.has(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }

  string(): string {
    this.#space();
    const token = this.#list[this.#at];
    if (token?.kind !== "string") throw this.#fail("a template's name is missing");
    this.#at += 1;
    return unquoted(token.text);
  }

  whole(): Pipeline {
    const pipeline = this.#pipeline(0);
    if (!this.done()) throw this.#fail(`unexpected ${JSON.stringify(this.#list[this.#at]?.text ?? "")} in an action`);
    return pipeline;
  }

  #pipeline(depth: number): Pipeline {
    if (depth > DEPTH) throw new FormatError("BUDGET_DEPTH", "brackets are nested too deeply", { line: this.line });
    const declared = this.#declared();
    const commands: Command[] = [];
    do commands.push(this.#command(depth));
    while (this.#is("|"));
    return { ...declared, commands, line: this.line };
  }

  #declared(): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const start = this.#at;
    const variables: string[] = [];
    do {
      this.#space();
      const token = this.#list[this.#at];
      if (token?.kind !== "variable") break;
      variables.push(token.text);
      this.#at += 1;
    } while (this.#is(","));
    if (variables.length > 0) {
      if (this.#is(":=")) return { variables, assigns: false };
      if (this.#is("=")) return { variables, assigns: true };
    }
    this.#at = start;
    return { variables: [], assigns: false };
  }

  #command(depth: number): Command {
    const operands: Operand[] = [];
    for (;;) {
      this.#space();
      const operand = this.#operand(depth);
      if (operand === undefined) break;
      operands.push(operand);
    }
    if (operands.length === 0) throw this.#fail("a value is missing in an action");
    return operands;
  }

  #operand(depth: number): Operand | undefined {
    const token = this.#list[this.#at];
    if (token === undefined) return undefined;
    if (token.kind === "symbol") {
      if (token.text !== "(") return undefined;
      this.#at += 1;
      const pipeline = this.#pipeline(depth + 1);
      if (!this.#is(")")) throw this.#fail("a bracket is not closed");
      return { kind: "nested", pipeline, path: this.#path() };
    }
    this.#at += 1;
    switch (token.kind) {
      case "string":
        return { kind: "literal", value: token.text.startsWith("'") ? (unquoted(token.text).codePointAt(0) ?? 0) : unquoted(token.text) };
      case "number":
        return { kind: "literal", value: Number(token.text.replaceAll("_", "")) };
      case "dot":
        return { kind: "field", path: [] };
      case "field":
        return { kind: "field", path: [token.text.slice(1), ...this.#path()] };
      case "variable":
        return { kind: "field", from: token.text, path: this.#path() };
      default:
        return CONSTANTS.has(token.text)
          ? { kind: "literal", value: CONSTANTS.get(token.text) ?? null }
          : { kind: "function", name: token.text };
    }
  }

  #path(): readonly string[] {
    const path: string[] = [];
    for (let token = this.#list[this.#at]; token?.kind === "field"; token = this.#list[this.#at]) {
      path.push(token.text.slice(1));
      this.#at += 1;
    }
    return path;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
]);

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith("`")) return inner;
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g, (_whole, wide: string, narrow: string, one: string) =>
    one === undefined ? String.fromCharCode(Number.parseInt(wide ?? narrow, 16)) : (ESCAPES.get(one) ?? one),
  );
}
