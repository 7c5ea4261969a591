import type { AccessLogProblem } from "./event.ts";

const NEWLINE = 0x0a;

/** Cuts bytes that come in pieces into lines; one that is longer than `longest` bytes is passed over and reported. */
export class LineSplitter {
  readonly #longest: number;
  readonly #line: (line: Uint8Array, number: number) => void;
  readonly #problem: (problem: AccessLogProblem) => void;
  #pieces: Uint8Array[] = [];
  #held = 0;
  #skipping = false;
  #number = 1;

  constructor(longest: number, line: (line: Uint8Array, number: number) => void, problem: (problem: AccessLogProblem) => void) {
    this.#longest = longest;
    this.#line = line;
    this.#problem = problem;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, from);
      if (end < 0) break;
      if (this.#held === 0 && !this.#skipping && end - from <= this.#longest) this.#line(bytes.subarray(from, end), this.#number);
      else {
        this.#keep(bytes, from, end);
        this.#flush();
      }
      this.#number++;
      from = end + 1;
    }
    if (from < bytes.length) this.#keep(bytes, from, bytes.length);
  }

  end(): void {
    if (this.#held > 0) this.#flush();
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    this.#held += to - from;
    if (this.#held > this.#longest) {
      if (!this.#skipping)
        this.#problem({ kind: "too-long", record: this.#number, message: `a line longer than ${this.#longest} bytes is passed over` });
      this.#skipping = true;
      this.#pieces = [];
    } else if (to > from) this.#pieces.push(bytes.slice(from, to));
  }

  #flush(): void {
    if (!this.#skipping) this.#line(Buffer.concat(this.#pieces), this.#number);
    this.#pieces = [];
    this.#held = 0;
    this.#skipping = false;
  }
}
