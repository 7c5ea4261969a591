import { FormatError } from "../errors.ts";

/** Rendered text, with the line of the template that each of its lines came from. */
export class TemplateOutput {
  readonly #parts: string[] = [];
  readonly #lines: (number | undefined)[] = [];
  readonly #limit: number;
  #size = 0;
  #row = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Text of a template moves on with its line breaks; with `pinned` all of it came from one line. */
  write(text: string, line: number, pinned: boolean): void {
    this.#size += text.length;
    if (this.#size > this.#limit)
      throw new FormatError("BUDGET_BYTES", `a template renders to more than ${this.#limit} characters`, { line });
    if (text === "") return;
    this.#parts.push(text);
    const rows = text.split("\n");
    for (const [index, row] of rows.entries()) {
      if (index > 0) this.#row += 1;
      // White space before the first word tells nothing of where a line came from.
      if (this.#lines[this.#row] === undefined && row.trim() !== "") this.#lines[this.#row] = pinned ? line : line + index;
    }
  }

  text(): string {
    return this.#parts.join("");
  }

  /** By rendered line (from 0): the line of the template (from 1). */
  lines(): readonly number[] {
    const lines: number[] = [];
    let last = 1;
    for (let row = 0; row <= this.#row; row += 1) {
      last = this.#lines[row] ?? last;
      lines.push(last);
    }
    return lines;
  }
}
