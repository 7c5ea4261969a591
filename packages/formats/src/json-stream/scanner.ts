import type { ByteSource } from "../byte-source.ts";
import { isSpace, NUMBER_BYTE, WORDS } from "./characters.ts";
import { JsonWindow } from "./window.ts";

/** What the scanner stands on. "error" and "end" are final. */
export type JsonEvent = "map" | "list" | "close" | "key" | "string" | "number" | "word" | "end" | "error";

export interface JsonLimits {
  /** Bytes of the source that belong to the text: from here, */
  readonly start?: number;
  /** to here. */
  readonly end?: number;
  /** Containers open at once. */
  readonly depth?: number;
  /** Longest string kept, in bytes as written; longer ones are read and cut. */
  readonly keep?: number;
  /** `NaN`, `Infinity` and `-Infinity`, which Python's json module reads and writes, are numbers. */
  readonly pythonNumbers?: boolean;
}

const QUOTE = 0x22;
const MAP = 0x7b;
const LIST = 0x5b;

/**
 * Reads JSON (RFC 8259, to the letter) from a source of any size in windows, one event at a time. Nothing is built:
 * memory is one window, the open containers, and the keys of the open maps, which are kept to find a key given twice.
 * Never throws on any bytes: what is no JSON ends in "error", with `problem` and `at`.
 */
export class JsonScanner {
  /** Text of the last key, string, number or word; cut where it is longer than the limit. */
  text = "";
  /** The last key or string was longer than the limit. */
  cut = false;
  /** First byte of the last event. */
  at = 0;
  /** The last key stood in its map before. */
  duplicate = false;
  /** Containers that are open. */
  depth = 0;
  /** Why the event is "error". */
  problem = "";

  readonly #window: JsonWindow;
  readonly #limits: { readonly depth: number; readonly keep: number; readonly pythonNumbers: boolean };
  /** true: a map. */
  readonly #open: boolean[] = [];
  readonly #keys: (string[] | Set<string> | undefined)[] = [];
  /** What may come: a value, a key or the end of a map, a value or the end of a list, or what follows a value. */
  #state: "value" | "first-key" | "key" | "first-item" | "after" = "value";

  constructor(source: ByteSource, limits: JsonLimits = {}) {
    this.#window = new JsonWindow(source, limits.start ?? 0, Math.min(limits.end ?? source.size, source.size));
    this.#limits = { depth: limits.depth ?? 100, keep: limits.keep ?? 65_536, pythonNumbers: limits.pythonNumbers ?? false };
  }

  /** First byte behind the last event. */
  get position(): number {
    return this.#window.position;
  }

  next(): JsonEvent {
    if (this.problem !== "") return "error";
    let byte = this.#space();
    if (this.#state === "after") {
      if (this.depth === 0) return byte === -1 ? "end" : this.#fail("text behind the value");
      const inMap = this.#open[this.depth - 1] === true;
      if (byte === (inMap ? 0x7d : 0x5d)) return this.#close();
      if (byte !== 0x2c)
        return this.#fail(inMap ? "no comma and no closing brace behind a value" : "no comma and no closing bracket behind a value");
      this.#window.position++;
      byte = this.#space();
      this.#state = inMap ? "key" : "value";
    }
    if (this.#state === "first-key" && byte === 0x7d) return this.#close();
    if (this.#state === "first-item" && byte === 0x5d) return this.#close();
    if (this.#state === "first-key" || this.#state === "key") return byte === QUOTE ? this.#key() : this.#fail("a key that is no string");
    return this.#value(byte);
  }

  /** Skips whitespace; the byte that follows, -1 at the end. */
  #space(): number {
    let byte = this.#window.peek();
    while (isSpace(byte)) {
      this.#window.position++;
      byte = this.#window.peek();
    }
    this.at = this.#window.position;
    return byte;
  }

  #fail(problem: string): "error" {
    this.problem = this.#window.peek() === -1 ? `the text ends early: ${problem}` : problem;
    this.at = this.#window.position;
    return "error";
  }

  #close(): "close" {
    this.#window.position++;
    this.#open.pop();
    this.#keys.pop();
    this.depth--;
    this.#state = "after";
    return "close";
  }

  #container(isMap: boolean): JsonEvent {
    if (this.depth >= this.#limits.depth) return this.#fail(`nested deeper than ${this.#limits.depth}`);
    this.#window.position++;
    this.#open.push(isMap);
    this.#keys.push(undefined);
    this.depth++;
    this.#state = isMap ? "first-key" : "first-item";
    return isMap ? "map" : "list";
  }

  #key(): JsonEvent {
    const problem = this.#string();
    if (problem !== undefined) return this.#fail(problem);
    this.duplicate = this.#known(this.depth - 1, this.text);
    const start = this.at;
    if (this.#space() !== 0x3a) return this.#fail("no colon behind a key");
    this.#window.position++;
    this.at = start;
    this.#state = "value";
    return "key";
  }

  /** Adds a key to those of an open map; true where it is there. Most maps are small: a list is faster than a set. */
  #known(level: number, key: string): boolean {
    const keys = this.#keys[level];
    if (keys === undefined) {
      this.#keys[level] = [key];
      return false;
    }
    if (!Array.isArray(keys)) {
      const before = keys.size;
      return keys.add(key).size === before;
    }
    if (keys.includes(key)) return true;
    if (keys.length < 8) keys.push(key);
    else this.#keys[level] = new Set([...keys, key]);
    return false;
  }

  #value(byte: number): JsonEvent {
    if (byte === MAP || byte === LIST) return this.#container(byte === MAP);
    this.#state = "after";
    if (byte === QUOTE) {
      const problem = this.#string();
      return problem === undefined ? "string" : this.#fail(problem);
    }
    const digits = this.#window.digits();
    if (digits !== "") {
      this.text = digits;
      return "number";
    }
    const run = this.#window.run(NUMBER_BYTE, 2048);
    if (run !== "" && WORDS.has(run)) {
      this.text = run;
      return "word";
    }
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(run) || (this.#limits.pythonNumbers && /^(?:NaN|-?Infinity)$/.test(run))) {
      this.text = run;
      return "number";
    }
    return this.#fail("no value where one must stand");
  }

  #string(): string | undefined {
    const start = this.#window.position;
    const read = this.#window.string(this.#limits.keep);
    this.at = start;
    if (typeof read === "string") return read;
    this.text = read.text;
    this.cut = read.cut;
    return undefined;
  }
}
