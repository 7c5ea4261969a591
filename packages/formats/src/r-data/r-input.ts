import { ByteCursor, truncated } from "../byte-cursor.ts";
import { ascii, type ByteSource, textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

/** Scalars of a serialisation, whatever its encoding. */
export interface RInput {
  readonly encoding: "xdr" | "ascii" | "native";
  readonly offset: number;
  readonly remaining: number;
  integer(): number;
  real(): number;
  /** Steps over so many elements of a vector. */
  skip(type: "integer" | "real" | "raw", count: number): void;
  /** Text of so many bytes; at most `kept` are kept. */
  text(length: number, kept: number): string;
}

/** R's marker of a missing integer. */
const NA_INTEGER: number = -2_147_483_648;

export class BinaryInput implements RInput {
  readonly encoding: "xdr" | "native";
  readonly #cursor: ByteCursor;
  readonly #little: boolean;

  constructor(source: ByteSource, start: number, little: boolean, encoding: "xdr" | "native") {
    this.#cursor = new ByteCursor(source, start);
    this.#little = little;
    this.encoding = encoding;
  }

  get offset(): number {
    return this.#cursor.offset;
  }

  get remaining(): number {
    return this.#cursor.remaining;
  }

  integer(): number {
    return this.#cursor.i32(this.#little);
  }

  real(): number {
    return this.#cursor.f64(this.#little);
  }

  skip(type: "integer" | "real" | "raw", count: number): void {
    const bytes = type === "raw" ? 1 : type === "integer" ? 4 : 8;
    this.#cursor.fit(count, bytes, "elements");
    this.#cursor.skip(count * bytes);
  }

  text(length: number, kept: number): string {
    this.#cursor.fit(length, 1, "bytes of text");
    const text = textOf(this.#cursor.bytes(Math.min(length, kept)));
    if (length > kept) this.#cursor.skip(length - kept);
    return text;
  }
}

const LONGEST_WORD = 100;
const ESCAPES: { readonly [letter: string]: string } = { n: "\n", t: "\t", v: "\v", b: "\b", r: "\r", f: "\f", a: "\x07" };

/** One value a line, text with escapes. @see https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats */
export class AsciiInput implements RInput {
  readonly encoding = "ascii";
  readonly #cursor: ByteCursor;

  constructor(source: ByteSource, start: number) {
    this.#cursor = new ByteCursor(source, start);
  }

  get offset(): number {
    return this.#cursor.offset;
  }

  get remaining(): number {
    return this.#cursor.remaining;
  }

  integer(): number {
    const word = this.#word();
    if (word === "NA") return NA_INTEGER;
    if (!/^-?\d{1,11}$/.test(word)) this.#malformed(`${JSON.stringify(word)} is no whole number`);
    return Number(word);
  }

  real(): number {
    const word = this.#word();
    if (/^(?:NA|-?NaN|-?Inf)$/.test(word)) return word.endsWith("Inf") ? (word.startsWith("-") ? -Infinity : Infinity) : Number.NaN;
    // C's hexadecimal floating point is written on demand; its value is of no use here.
    if (/^-?0x[\da-f.]+p[-+]?\d+$/i.test(word)) return Number.NaN;
    const value = Number(word);
    return word === "" || Number.isNaN(value) ? this.#malformed(`${JSON.stringify(word)} is no number`) : value;
  }

  skip(type: "integer" | "real" | "raw", count: number): void {
    // The shortest element is a digit and the end of its line.
    this.#cursor.fit(count, 2, "elements");
    for (let index = 0; index < count; index++) {
      if (type === "integer") this.integer();
      else if (type === "real") this.real();
      else if (!/^[\da-f]{1,2}$/i.test(this.#word())) this.#malformed("an element is no byte");
    }
  }

  text(length: number, kept: number): string {
    this.#cursor.fit(length, 1, "bytes of text");
    if (length > 0) this.#blank();
    let text = "";
    for (let index = 0; index < length; index++) {
      const char = this.#char();
      if (text.length < kept) text += char;
    }
    this.#lineEnd();
    return textOf(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  }

  /** A line end belongs to what stands before it. */
  #lineEnd(): void {
    if (this.#cursor.peek() === 13) this.#cursor.advance(1);
    if (this.#cursor.peek() === 10) this.#cursor.advance(1);
  }

  #char(): string {
    const byte = this.#cursor.u8();
    if (byte !== 0x5c) return String.fromCharCode(byte);
    const letter = String.fromCharCode(this.#cursor.u8());
    if (!/[0-7]/.test(letter)) return ESCAPES[letter] ?? letter;
    let octal = letter;
    while (octal.length < 3 && /[0-7]/.test(String.fromCharCode(Math.max(0, this.#cursor.peek()))))
      octal += String.fromCharCode(this.#cursor.u8());
    return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  }

  #blank(): void {
    for (let byte = this.#cursor.peek(); byte >= 9 && (byte <= 13 || byte === 32); byte = this.#cursor.peek()) this.#cursor.advance(1);
  }

  #word(): string {
    this.#blank();
    let word = "";
    for (let byte = this.#cursor.peek(); byte > 32; byte = this.#cursor.peek()) {
      word += String.fromCharCode(byte);
      this.#cursor.advance(1);
      if (word.length > LONGEST_WORD) this.#malformed("a word has no end");
    }
    if (word === "") throw truncated(1, "word", 1, this.#cursor);
    this.#lineEnd();
    return word;
  }

  #malformed(message: string): never {
    throw new FormatError("MALFORMED", `at offset ${this.offset}: ${message}`);
  }
}

export interface RHeader {
  readonly format: "rds" | "rda";
  readonly input: RInput;
}

/** Which serialisation begins here; undefined where none does. Versions are checked by the reader. */
export function openRData(source: ByteSource): RHeader | undefined {
  const head = source.read(0, 64);
  const text = ascii(head);
  const magic = /^RD([XAB])([123])(\r?\n)/.exec(text);
  const start = magic === null ? 0 : magic[0].length;
  const format = magic === null ? "rds" : "rda";
  const rest = text.slice(start);
  if (/^A\r?\n/.test(rest)) {
    const inner = start + (rest[1] === "\r" ? 3 : 2);
    return magic !== null || /^A\r?\n[23]\r?\n\d{1,8}\r?\n/.test(rest) ? { format, input: new AsciiInput(source, inner) } : undefined;
  }
  if (!/^[XB]\n/.test(rest) || head.length < start + 14) return undefined;
  const xdr = rest.startsWith("X");
  const big = new DataView(head.buffer, head.byteOffset + start + 2, 4);
  const version = xdr ? big.getInt32(0) : big.getInt32(0, true) < 256 ? big.getInt32(0, true) : big.getInt32(0);
  if (magic === null && version !== 2 && version !== 3) return undefined;
  const little = !xdr && big.getInt32(0, true) === version;
  return { format, input: new BinaryInput(source, start + 2, little, xdr ? "xdr" : "native") };
}
