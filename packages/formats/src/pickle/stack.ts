import { MARK, UNKNOWN } from "./constants.ts";
import { elide, shrink } from "./retention.ts";
import type { PickleValue } from "./value.ts";

/**
 * The stack of the machine. Marks stand in it as in CPython's pickletools; where an operation would reach through a
 * mark or below the bottom, which the C unpickler refuses, it is reported and goes on with unknown values.
 */
export class Stack {
  /** Valid below `depth`; what lies above is stale. */
  readonly items: PickleValue[] = [];
  depth = 0;
  /** Places of the marks. */
  readonly #marks: number[] = [];
  readonly #underflow: (message: string) => void;

  constructor(underflow: (message: string) => void) {
    this.#underflow = underflow;
  }

  push(value: PickleValue): void {
    this.items[this.depth++] = value;
  }

  pop(): PickleValue {
    if (this.depth > 0) {
      const value = this.items[--this.depth];
      if (value !== undefined && value !== MARK) return value;
      this.#marks.pop();
      this.#underflow("reaches through a MARK");
      return UNKNOWN;
    }
    this.#underflow("the stack is empty");
    return UNKNOWN;
  }

  /** The topmost value, which stays. */
  top(): PickleValue {
    const value = this.depth > 0 ? this.items[this.depth - 1] : undefined;
    if (value !== undefined && value !== MARK) return value;
    this.#underflow(value === undefined ? "the stack is empty" : "a MARK is no value");
    return UNKNOWN;
  }

  /** Whether the topmost so many are there and no marks. */
  isPlain(count: number): boolean {
    const from = this.depth - count;
    if (from < 0) return false;
    for (let index = from; index < this.depth; index++) if (this.items[index] === MARK || this.items[index] === undefined) return false;
    return true;
  }

  /** POP takes a value or a mark. */
  drop(): void {
    if (this.depth > 0 && this.items[this.depth - 1] === MARK) {
      this.depth--;
      this.#marks.pop();
    } else this.pop();
  }

  mark(): void {
    this.#marks.push(this.depth);
    this.items[this.depth++] = MARK;
  }

  /**
   * Takes the topmost mark. The values above it lie in `items` from the index returned up to `depth`; the caller cuts
   * the stack with `cutTo` when it has taken them, which removes the mark too.
   */
  takeMark(): number {
    const place = this.#marks.pop();
    if (place !== undefined) return place + 1;
    this.#underflow("there is no MARK");
    return 0;
  }

  /** Drops what lies above the mark whose first value was at `from`, and the mark. */
  cutTo(from: number): void {
    this.depth = Math.max(0, from - 1);
  }

  values(): PickleValue[] {
    return this.items.slice(0, this.depth);
  }

  /** Keeps the value at a place in outline. */
  elideAt(place: number): void {
    const value = this.items[place];
    if (value !== undefined && value !== MARK) this.items[place] = elide(value);
  }

  /** Keeps little of everything, and nothing of what was popped. */
  squeeze(exact: number): void {
    this.items.length = this.depth;
    for (let place = 0; place < this.depth; place++) {
      if (place < this.depth - exact) this.elideAt(place);
      else shrink(this.items[place] ?? UNKNOWN);
    }
  }
}
