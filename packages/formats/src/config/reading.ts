import type { Budget } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigNode } from "./node.ts";

/** What a configuration reader hands back: a tree per document, and the places where it had to recover. */
export interface ConfigReading {
  readonly documents: readonly ConfigNode[];
  readonly errors: readonly ConfigProblem[];
}

export interface ConfigProblem {
  readonly line: number;
  readonly message: string;
}

/** Refuses text over the byte budget before anything looks at it (UTF-16 units stand in for bytes). */
export function requireSize(text: string, budget: Budget, what: string): void {
  if (text.length > budget.bytes) {
    throw new FormatError("BUDGET_BYTES", `${what} of ${text.length} characters is over the limit of ${budget.bytes}`);
  }
}

/** Counts what is produced, so that aliases and repetition cannot grow without bound. */
export class NodeCount {
  #left: number;
  readonly #limit: number;

  constructor(limit: number) {
    this.#left = limit;
    this.#limit = limit;
  }

  take(count: number, line: number): void {
    this.#left -= count;
    if (this.#left < 0) throw new FormatError("BUDGET_NODES", `more than ${this.#limit} values`, { line });
  }

  get used(): number {
    return this.#limit - this.#left;
  }
}

/** First offset of every line; `lineAt` is the line (from 1) of an offset. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}
