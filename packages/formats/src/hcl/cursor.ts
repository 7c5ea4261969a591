import { LineIndex } from "../config/reading.ts";
import { FormatError } from "../errors.ts";

/** What the parser throws at itself to get to the next place where it can go on. */
export class SyntaxProblem extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A place in HCL text. `newlines` says whether a line end is white space here. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Exclusive limit: the end of the text or of the heredoc that is being read. */
  end: number;
  newlines = false;
  readonly #lines: LineIndex;
  readonly #depthLimit: number;
  #depth = 0;

  constructor(text: string, depthLimit: number) {
    this.text = text;
    this.end = text.length;
    this.#lines = new LineIndex(text);
    this.#depthLimit = depthLimit;
  }

  get line(): number {
    return this.#lines.lineAt(Math.min(this.at, Math.max(0, this.text.length - 1)));
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  peek(offset = 0): string {
    return this.at + offset < this.end ? (this.text[this.at + offset] ?? "") : "";
  }

  starts(expected: string): boolean {
    return this.at + expected.length <= this.end && this.text.startsWith(expected, this.at);
  }

  take(expected: string): boolean {
    if (!this.starts(expected)) return false;
    this.at += expected.length;
    return true;
  }

  fail(message: string): never {
    throw new SyntaxProblem(this.line, message);
  }

  failAt(line: number, message: string): never {
    throw new SyntaxProblem(line, message);
  }

  /** White space and comments; line ends only where they mean nothing. */
  space(): void {
    while (!this.done) {
      const char = this.peek();
      if (char === " " || char === "\t" || char === "\r" || char === "\uFEFF") this.at += 1;
      else if (char === "\n" && this.newlines) this.at += 1;
      else if (char === "#" || (char === "/" && this.peek(1) === "/")) this.toLineEnd();
      else if (char === "/" && this.peek(1) === "*") {
        const close = this.text.indexOf("*/", this.at + 2);
        this.at = close === -1 ? this.end : Math.min(this.end, close + 2);
      } else return;
    }
  }

  /** White space, comments and line ends. */
  blank(): void {
    const before = this.newlines;
    this.newlines = true;
    this.space();
    this.newlines = before;
  }

  toLineEnd(): void {
    const next = this.text.indexOf("\n", this.at);
    this.at = next === -1 ? this.end : Math.min(this.end, next);
  }

  identifier(): string | undefined {
    IDENTIFIER.lastIndex = this.at;
    const found = IDENTIFIER.exec(this.text)?.[0];
    if (found === undefined || this.at + found.length > this.end) return undefined;
    this.at += found.length;
    return found;
  }

  /** Runs `read` one level deeper, with line ends as given. */
  inside<T>(newlines: boolean, read: () => T): T {
    if (this.#depth >= this.#depthLimit)
      throw new FormatError("BUDGET_DEPTH", `HCL is nested deeper than ${this.#depthLimit}`, { line: this.line });
    const before = this.newlines;
    this.newlines = newlines;
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.newlines = before;
      this.#depth -= 1;
    }
  }
}
