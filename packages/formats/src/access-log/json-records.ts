import type { AccessLogProblem } from "./event.ts";

const [QUOTE, BACKSLASH, OPEN, CLOSE, LIST, LIST_END, COMMA, COLON] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a];

/** Keys whose list holds the records of a document: CloudTrail, Kubernetes, CloudWatch Logs. */
const LISTS: ReadonlySet<string> = new Set(["Records", "items", "logEvents"]);
const LONGEST_KEY = 12;

/**
 * Cuts bytes that come in pieces into JSON records: the objects of a list, of the list in `{"Records": […]}`, or one
 * after another. Nothing is parsed, and no more is kept than the record that is open; one that is longer than `longest`
 * bytes is passed over and reported.
 */
export class JsonRecordSplitter {
  readonly #longest: number;
  readonly #record: (json: Uint8Array, number: number) => void;
  readonly #problem: (problem: AccessLogProblem) => void;
  #depth = 0;
  /** Depth at which records stand: 0, 1 in a list, 2 in the list of an object. */
  #level = 0;
  #inString = false;
  #escaped = false;
  /** The record that is open: the pieces before this one. */
  #pieces: Uint8Array[] = [];
  #held = 0;
  #open = false;
  #skipping = false;
  #key = "";
  #keyStart = -1;
  #keyPart = "";
  #afterKey = false;
  #number = 0;

  constructor(longest: number, record: (json: Uint8Array, number: number) => void, problem: (problem: AccessLogProblem) => void) {
    this.#longest = longest;
    this.#record = record;
    this.#problem = problem;
  }

  push(bytes: Uint8Array): void {
    let start = this.#open ? 0 : -1;
    let at = 0;
    const size = bytes.length;
    while (at < size) {
      if (this.#inString) {
        const end = this.#stringEnd(bytes, at);
        if (end < 0) {
          if (this.#keyStart >= 0 && this.#keyPart.length <= LONGEST_KEY) this.#keyPart += text(bytes, this.#keyStart, size);
          if (this.#keyStart >= 0) this.#keyStart = 0;
          break;
        }
        if (this.#keyStart >= 0) {
          this.#key = this.#keyPart.length > LONGEST_KEY ? "" : this.#keyPart + text(bytes, this.#keyStart, end);
          this.#keyStart = -1;
          this.#keyPart = "";
        }
        this.#inString = false;
        at = end + 1;
        continue;
      }
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#inString = true;
        // Only keys of the outermost object decide where records are.
        if (this.#depth === 1 && this.#level === 0 && this.#open) {
          this.#keyStart = at + 1;
          this.#keyPart = "";
        }
        this.#afterKey = false;
      } else if (byte === COLON) this.#afterKey = true;
      else if (byte === OPEN) {
        if (this.#depth === this.#level && !this.#open) {
          this.#open = true;
          this.#number++;
          start = at;
        }
        this.#depth++;
        this.#afterKey = false;
      } else if (byte === LIST) {
        if (this.#depth === 0) this.#level = 1;
        else if (this.#depth === 1 && this.#level === 0 && this.#afterKey && LISTS.has(this.#key)) {
          // What was taken for a record is the envelope of many.
          this.#level = 2;
          this.#drop();
          this.#number = 0;
          start = -1;
        }
        this.#depth++;
        this.#afterKey = false;
      } else if (byte === CLOSE || byte === LIST_END) {
        if (this.#depth > 0) this.#depth--;
        if (this.#open && this.#depth === this.#level) {
          this.#finish(bytes, Math.max(0, start), at + 1);
          start = -1;
        } else if (!this.#open && this.#depth < this.#level) this.#level = this.#depth;
      } else if (byte === COMMA) this.#afterKey = false;
      at++;
    }
    if (this.#open && start >= 0) this.#keep(bytes, start, size);
  }

  /** Says what was open when the bytes ended. */
  end(): void {
    if (this.#open) this.#problem({ kind: "truncated", record: this.#number, message: "the log ends in the middle of a record" });
    this.#drop();
  }

  /** Where the string ends that `at` stands in; -1 behind the piece. */
  #stringEnd(bytes: Uint8Array, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at);
      const end = quote < 0 ? bytes.length : quote;
      let slashes = 0;
      while (end - 1 - slashes >= at && bytes[end - 1 - slashes] === BACKSLASH) slashes++;
      if (quote < 0) {
        this.#escaped = slashes % 2 === 1;
        return -1;
      }
      if (slashes % 2 === 0) return quote;
      at = quote + 1;
    }
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    this.#held += to - from;
    if (this.#held > this.#longest) {
      if (!this.#skipping)
        this.#problem({ kind: "too-long", record: this.#number, message: `a record longer than ${this.#longest} bytes is passed over` });
      this.#skipping = true;
      this.#pieces = [];
    } else if (to > from) this.#pieces.push(bytes.slice(from, to));
  }

  #finish(bytes: Uint8Array, from: number, to: number): void {
    if (this.#pieces.length === 0 && !this.#skipping && to - from <= this.#longest) this.#record(bytes.subarray(from, to), this.#number);
    else {
      this.#keep(bytes, from, to);
      if (!this.#skipping) this.#record(Buffer.concat(this.#pieces), this.#number);
    }
    this.#drop();
  }

  #drop(): void {
    this.#open = false;
    this.#skipping = false;
    this.#pieces = [];
    this.#held = 0;
  }
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return to - from > LONGEST_KEY ? "?".repeat(LONGEST_KEY + 1) : String.fromCharCode(...bytes.subarray(from, to));
}
