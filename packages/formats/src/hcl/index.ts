import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { requireSize } from "../config/reading.ts";
import type { HclAttribute, HclBlock, HclExpression, HclFile } from "../facts.ts";
import { Cursor, SyntaxProblem } from "./cursor.ts";
import { ESCAPED, unescaped } from "./escapes.ts";
import { readExpression } from "./expression.ts";

const BYTES = 5 * 1024 * 1024;
const ERRORS_KEPT = 50;
/** Frames of one expression level are many; this keeps far from the end of the stack. */
const DEPTH = 200;
/** A block of Terraform's own at the start of a line: the block before it was not closed. */
const TOP_BLOCK = /(?:resource|data|module|variable|output|locals|provider|terraform|import|moved|removed|check|ephemeral)\b[^=\n]*\{/y;

/**
 * Reads HCL2: .tf, .tfvars, .hcl (github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). Broken text gives
 * the blocks that could be read, and errors.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_DEPTH
 */
export function readHcl(text: string, budget: Budget = DEFAULT_BUDGET): HclFile {
  requireSize(text, { ...budget, bytes: Math.min(budget.bytes, BYTES) }, "HCL");
  const reader = new BodyReader(new Cursor(text, Math.min(budget.depth, DEPTH)));
  const { attributes, blocks } = reader.body(false);
  return { attributes, blocks, errors: reader.errors };
}

class BodyReader {
  readonly errors: { readonly line: number; readonly message: string }[] = [];
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** Attributes and blocks up to the closing brace (not taken) or the end. */
  body(nested: boolean): Pick<HclBlock, "attributes" | "blocks"> {
    const cursor = this.#cursor;
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      cursor.blank();
      if (cursor.done) break;
      if (cursor.peek() === "}") {
        if (nested) break;
        this.#error(new SyntaxProblem(cursor.line, "} without a block"));
        cursor.at += 1;
        continue;
      }
      if (nested && this.#atTopBlock()) break;
      const before = cursor.at;
      try {
        const found = this.#element();
        if ("value" in found) attributes.push(found);
        else blocks.push(found);
      } catch (problem) {
        if (!(problem instanceof SyntaxProblem)) throw problem;
        this.#error(problem);
        this.#recover(before, nested);
      }
    }
    return { attributes, blocks };
  }

  #error(problem: SyntaxProblem): void {
    if (this.errors.length < ERRORS_KEPT) this.errors.push({ line: problem.line, message: problem.message });
  }

  #atTopBlock(): boolean {
    const { text, at } = this.#cursor;
    if (at > 0 && text[at - 1] !== "\n") return false;
    TOP_BLOCK.lastIndex = at;
    return TOP_BLOCK.test(text);
  }

  /** At the top to the next block, inside a block to the next line. */
  #recover(before: number, nested: boolean): void {
    const cursor = this.#cursor;
    cursor.at = Math.max(cursor.at, before + 1);
    cursor.toLineEnd();
    if (nested) return;
    for (cursor.blank(); !cursor.done && !this.#atTopBlock(); cursor.blank()) cursor.toLineEnd();
  }

  #element(): HclAttribute | HclBlock {
    const cursor = this.#cursor;
    const line = cursor.line;
    const name = cursor.identifier() ?? this.#label() ?? cursor.fail("a name was expected");
    cursor.space();
    if ((cursor.peek() === "=" && cursor.peek(1) !== "=") || cursor.peek() === ":") {
      cursor.at += 1;
      cursor.blank();
      const value: HclExpression = readExpression(cursor);
      const endLine = cursor.line;
      cursor.space();
      if (!cursor.done && cursor.peek() !== "\n" && cursor.peek() !== "}" && !cursor.take(",")) cursor.fail("the line should end here");
      return { name, value, line, endLine };
    }
    return this.#block(name, line);
  }

  #block(type: string, line: number): HclBlock {
    const cursor = this.#cursor;
    const labels: string[] = [];
    for (cursor.space(); cursor.peek() !== "{"; cursor.space()) {
      labels.push(this.#label() ?? cursor.identifier() ?? cursor.fail("= or { expected"));
    }
    cursor.at += 1;
    const content = cursor.inside(false, () => this.body(true));
    const endLine = cursor.line;
    if (!cursor.take("}")) this.#error(new SyntaxProblem(endLine, `the block ${type} of line ${line} is not closed`));
    return { type, labels, ...content, line, endLine };
  }

  #label(): string | undefined {
    const cursor = this.#cursor;
    const found = /^"((?:[^"\\\n]|\\.)*)"/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 500)));
    if (found?.[1] === undefined) return undefined;
    cursor.at += found[0].length;
    return found[1].replace(ESCAPED, (_, escape: string) => unescaped(escape)).normalize("NFC");
  }
}
