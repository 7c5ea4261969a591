import type { Column, StringColumn } from "./table.ts";

/** Collects numbers or moments; what is no number is missing. */
export class NumberBuilder {
  #values = new Float64Array(1024);
  #length = 0;
  readonly #name: string;
  readonly #kind: "number" | "time";

  constructor(name: string, kind: "number" | "time") {
    this.#name = name;
    this.#kind = kind;
  }

  add(values: readonly unknown[]): void {
    if (this.#length + values.length > this.#values.length) {
      const grown = new Float64Array(2 * (this.#length + values.length));
      grown.set(this.#values);
      this.#values = grown;
    }
    for (const value of values) this.#values[this.#length++] = typeof value === "number" ? value : Number.NaN;
  }

  finish(): Column {
    return { kind: this.#kind, name: this.#name, values: this.#values.slice(0, this.#length) };
  }
}

/** Collects strings, dictionary-coded; what is no string is missing. */
export class StringBuilder {
  #codes = new Int32Array(1024);
  #length = 0;
  readonly #dictionary: string[] = [];
  readonly #positions = new Map<string, number>();
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  add(values: readonly unknown[]): void {
    if (this.#length + values.length > this.#codes.length) {
      const grown = new Int32Array(2 * (this.#length + values.length));
      grown.set(this.#codes);
      this.#codes = grown;
    }
    for (const value of values) this.#codes[this.#length++] = typeof value === "string" ? this.#code(value) : -1;
  }

  #code(value: string): number {
    const known = this.#positions.get(value);
    if (known !== undefined) return known;
    this.#positions.set(value, this.#dictionary.length);
    return this.#dictionary.push(value) - 1;
  }

  finish(): StringColumn {
    return { kind: "string", name: this.#name, codes: this.#codes.slice(0, this.#length), dictionary: this.#dictionary };
  }
}
