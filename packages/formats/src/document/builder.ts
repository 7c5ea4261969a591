import { FormatError } from "../errors.ts";
import {
  DOCUMENT_BUDGET,
  type DocumentBudget,
  type DocumentParts,
  type DocumentProblem,
  type DocumentReading,
  type DocumentValue,
} from "./document.ts";

interface Open {
  readonly offset: number;
  readonly list: DocumentValue[] | undefined;
  readonly object: Map<string, DocumentValue> | undefined;
  key: string;
  /** Elements put so far. */
  count: number;
  /** Values below this one that are held. */
  held: number;
  readonly wanted: boolean;
}

const PROBLEMS_KEPT = 50;

/** Puts the events of a reader together to values, within the budget. */
export class DocumentBuilder {
  readonly problems: DocumentProblem[] = [];
  readonly budget: DocumentBudget;
  readonly #parts: DocumentParts | undefined;
  readonly #open: Open[] = [];
  readonly #path: (string | number)[] = [];
  /** The innermost open value. */
  #top: Open | undefined;
  #root: DocumentValue | undefined;
  #held = 0;
  #values = 0;

  constructor(budget: DocumentBudget = DOCUMENT_BUDGET, parts?: DocumentParts) {
    this.budget = budget;
    this.#parts = parts;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** Whether the innermost open value is an object; undefined where none is open. */
  get inObject(): boolean | undefined {
    const top = this.#top;
    return top === undefined ? undefined : top.list === undefined;
  }

  get count(): number {
    return this.#top === undefined ? 0 : this.#top.count;
  }

  get complete(): boolean {
    return this.#top === undefined && this.#root !== undefined;
  }

  begin(kind: "object" | "list", offset: number): void {
    if (this.#open.length >= this.budget.depth)
      throw new FormatError("BUDGET_DEPTH", `nested deeper than ${this.budget.depth} at offset ${offset}`);
    this.#take(1);
    const parent = this.#top;
    if (parent !== undefined) this.#path.push(parent.list === undefined ? parent.key : parent.count);
    const place = { offset, key: "", count: 0, held: 0, wanted: this.#parts?.wants(this.#path) === true };
    const open: Open = kind === "list" ? { ...place, list: [], object: undefined } : { ...place, list: undefined, object: new Map() };
    this.#open.push(open);
    this.#top = open;
  }

  key(name: string, offset: number): void {
    const top = this.#top;
    if (top?.object === undefined) return;
    if (top.object.has(name)) this.problem("duplicate-key", offset, `the key ${JSON.stringify(name.slice(0, 80))} stands twice`);
    top.key = name;
  }

  end(): void {
    const top = this.#open.pop();
    if (top === undefined) return;
    const value: DocumentValue = top.list ?? top.object ?? null;
    const inner = this.#open.at(-1);
    this.#top = inner;
    if (top.wanted) {
      this.#parts?.part(this.#path, value, top.offset);
      this.#held -= top.held;
    }
    if (this.#open.length > 0) this.#path.pop();
    if (inner === undefined) this.#root = top.wanted ? null : value;
    else {
      this.#place(inner, top.wanted ? null : value);
      if (!top.wanted) inner.held += top.held;
    }
  }

  scalar(value: string | number | bigint | boolean | null): void {
    this.#take(1);
    const top = this.#top;
    if (top === undefined) this.#root = value;
    else this.#place(top, value);
  }

  /** Elements of a typed list, after they were checked against the bytes that are left. */
  numbers(values: readonly number[]): void {
    this.#take(values.length);
    const top = this.#top;
    if (top?.list === undefined) return;
    for (const value of values) top.list.push(value);
    top.count += values.length;
    top.held += values.length;
  }

  problem(kind: DocumentProblem["kind"], offset: number, message: string): void {
    if (this.problems.length < PROBLEMS_KEPT && !(kind === "extended-number" && this.problems.some((known) => known.kind === kind)))
      this.problems.push({ kind, offset, message });
  }

  reading(end: number): DocumentReading {
    if (!this.complete) throw new FormatError("TRUNCATED", `the value is not finished at offset ${end}`);
    return { root: this.#root ?? null, end, problems: this.problems, values: this.#values };
  }

  #place(parent: Open, value: DocumentValue): void {
    parent.count++;
    parent.held++;
    if (parent.list === undefined) parent.object?.set(parent.key, value);
    else parent.list.push(value);
  }

  #take(count: number): void {
    this.#held += count;
    this.#values += count;
    if (this.#held > this.budget.held) throw new FormatError("BUDGET_NODES", `more than ${this.budget.held} values at once`);
    if (this.#values > this.budget.values) throw new FormatError("BUDGET_NODES", `more than ${this.budget.values} values`);
  }
}
