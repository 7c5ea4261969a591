import type { Budget } from "../budget.ts";
import { FormatError } from "../errors.ts";

/**
 * Where the values of a TOML text stand. The values themselves come from smol-toml, which knows no lines;
 * this walks the same text by the grammar of toml.io/en/v1.0.0 and keeps only keys and lines.
 */
export interface TomlPlace {
  /** Line of the key or header. */
  line: number;
  endLine: number;
  readonly children: Map<string, TomlPlace>;
  /** Elements of an array, in order. */
  readonly elements: TomlPlace[];
}

function place(line: number): TomlPlace {
  return { line, endLine: line, children: new Map(), elements: [] };
}

export function tomlPlaces(text: string, budget: Budget): TomlPlace {
  return new TomlWalker(text, budget).walk();
}

class TomlWalker {
  readonly #text: string;
  readonly #budget: Budget;
  #at = 0;
  #line = 1;

  constructor(text: string, budget: Budget) {
    this.#text = text;
    this.#budget = budget;
  }

  walk(): TomlPlace {
    const root = place(1);
    let table = root;
    for (;;) {
      this.#blank();
      if (this.#at >= this.#text.length) break;
      if (this.#peek() === "[") table = this.#header(root);
      else this.#pair(table, 0);
      table.endLine = Math.max(table.endLine, this.#line);
    }
    root.endLine = this.#line;
    return root;
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #step(): void {
    if (this.#text[this.#at] === "\n") this.#line += 1;
    this.#at += 1;
  }

  /** White space, line ends, comments. */
  #blank(): void {
    for (;;) {
      const char = this.#peek();
      if (char === "#") while (this.#at < this.#text.length && this.#peek() !== "\n") this.#at += 1;
      else if (char !== "" && /[\s\uFEFF]/.test(char)) this.#step();
      else return;
    }
  }

  #spaces(): void {
    while (this.#peek() === " " || this.#peek() === "\t") this.#at += 1;
  }

  #keyPart(): string {
    this.#spaces();
    const quote = this.#peek();
    const start = this.#at;
    if (quote === '"' || quote === "'") {
      this.#quoted(quote);
      const raw = this.#text.slice(start + 1, this.#at - 1);
      return quote === "'" ? raw : unescaped(raw);
    }
    while (/[A-Za-z0-9_-]/.test(this.#peek())) this.#at += 1;
    if (this.#at === start) throw new FormatError("MALFORMED", "TOML key expected", { line: this.#line });
    return this.#text.slice(start, this.#at);
  }

  #key(): string[] {
    const parts = [this.#keyPart()];
    for (this.#spaces(); this.#peek() === "."; this.#spaces()) {
      this.#at += 1;
      parts.push(this.#keyPart());
    }
    return parts;
  }

  #header(root: TomlPlace): TomlPlace {
    const line = this.#line;
    this.#at += 1;
    const array = this.#peek() === "[";
    if (array) this.#at += 1;
    const path = this.#key();
    while (this.#peek() === "]" || this.#peek() === " ") this.#at += 1;
    const last = path.pop() ?? "";
    const parent = this.#descend(root, path, line);
    const found = parent.children.get(last) ?? place(line);
    parent.children.set(last, found);
    if (!array) return this.#current(found);
    const element = place(line);
    found.elements.push(element);
    return element;
  }

  /** Tables on the way; of an array of tables, its last element. */
  #descend(from: TomlPlace, path: readonly string[], line: number): TomlPlace {
    let current = from;
    for (const part of path) {
      const next = current.children.get(part) ?? place(line);
      current.children.set(part, next);
      current = this.#current(next);
    }
    return current;
  }

  #current(node: TomlPlace): TomlPlace {
    return node.elements.at(-1) ?? node;
  }

  #pair(table: TomlPlace, depth: number): void {
    const line = this.#line;
    const path = this.#key();
    const last = path.pop() ?? "";
    this.#spaces();
    if (this.#peek() === "=") this.#at += 1;
    this.#spaces();
    const value = this.#value(depth);
    this.#descend(table, path, line).children.set(last, { ...value, line });
  }

  #value(depth: number): TomlPlace {
    if (depth > this.#budget.depth)
      throw new FormatError("BUDGET_DEPTH", `TOML is nested deeper than ${this.#budget.depth}`, { line: this.#line });
    const result = place(this.#line);
    const char = this.#peek();
    if (char === "[" || char === "{") {
      const close = char === "[" ? "]" : "}";
      this.#at += 1;
      for (this.#blank(); this.#peek() !== close && this.#peek() !== ""; this.#blank()) {
        const before = this.#at;
        if (this.#peek() === ",") this.#at += 1;
        else if (char === "[") result.elements.push(this.#value(depth + 1));
        else this.#pair(result, depth + 1);
        if (this.#at === before) throw new FormatError("MALFORMED", `TOML ${close} expected`, { line: this.#line });
      }
      this.#at += 1;
    } else if (char === '"' || char === "'") this.#quoted(char);
    else {
      while (this.#at < this.#text.length && !/[,\]}\n#]/.test(this.#peek())) this.#at += 1;
    }
    result.endLine = this.#line;
    return result;
  }

  #quoted(quote: string): void {
    const long = this.#text.startsWith(quote.repeat(3), this.#at);
    this.#at += long ? 3 : 1;
    for (;;) {
      const char = this.#peek();
      if (char === "" || (!long && char === "\n")) return;
      if (char === "\\" && quote === '"') this.#step();
      else if (!long && char === quote) break;
      else if (long && this.#text.startsWith(quote.repeat(3), this.#at)) {
        // Up to two quotes may stand before the closing three.
        while (this.#text[this.#at + 3] === quote) this.#at += 1;
        this.#at += 2;
        break;
      }
      this.#step();
    }
    this.#at += 1;
  }
}

/** Keys with escapes are rare; JSON knows all of TOML's short ones. */
function unescaped(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === "string" ? value : raw;
  } catch {
    return raw;
  }
}
