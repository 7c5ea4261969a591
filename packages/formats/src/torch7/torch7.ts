import { ByteCursor } from "../byte-cursor.ts";
import { ascii, type ByteSource, textOf, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

export interface Torch7Facts {
  readonly encoding: "binary" | "ascii";
  /** Classes of Lua objects in the file, by their names. */
  readonly classes: readonly string[];
  /** Functions: Lua bytecode that is loaded and can be called. */
  readonly functions: readonly {
    readonly offset: number;
    readonly bytes: number /** Names of Lua that reach programs or load code, as they stand in the bytecode. */;
    readonly names: readonly string[];
  }[];
  readonly texts: readonly { readonly where: string; readonly text: string }[];
  readonly parameters: number;
  readonly end: number;
}

const DEPTH = 600;
const OBJECTS = 20_000_000;
const KEPT = 20_000;
const TENSOR = /^(?:torch|cu?torch)\.(?:Cuda)?(?:Byte|Char|Short|Int|Long|Float|Double|Half)?Tensor$/;
const STORAGE = /^(?:torch|cu?torch)\.(?:Cuda)?(Byte|Char|Short|Int|Long|Float|Double|Half)?Storage$/;
const REACHING = /\b(?:execute|popen|loadstring|loadfile|dofile|loadlib|ffi|cdef|tmpname|setfenv|debug|getenv)\b/g;
const ELEMENT: { readonly [type: string]: number } = { Byte: 1, Char: 1, Short: 2, Int: 4, Long: 8, Float: 4, Double: 8, Half: 2 };

/** Scalars of both forms of the serialisation. */
interface Torch7Input {
  readonly offset: number;
  int(): number;
  long(): number;
  double(): void;
  text(length: number): string;
  skipElements(count: number, bytes: number): void;
}

/** Whether Torch7's binary or text form begins here: an object of a versioned class, or a table with a text or number as key. */
export function looksLikeTorch7(head: Uint8Array): boolean {
  if (/^4\r?\n\d{1,9}\r?\n3\r?\nV \d\r?\n\d{1,3}\r?\n[\w.]+\r?\n/.test(ascii(head, 0, 160))) return true;
  if (/^3\r?\n1\r?\n\d{1,8}\r?\n[12]\r?\n/.test(ascii(head, 0, 64))) return true;
  if (head.length < 24) return false;
  const view = viewOf(head);
  const type = view.getInt32(0, true);
  const index = view.getInt32(4, true);
  if (type === 4) return index === 1 && view.getInt32(8, true) === 3 && /^V \d$/.test(ascii(head, 12, 15));
  if (type === 3 && index === 1) {
    const size = view.getInt32(8, true);
    const key = view.getInt32(12, true);
    const length = view.getInt32(16, true);
    return (
      size > 0 &&
      size < 10_000_000 &&
      (key === 2 ? length > 0 && length < 200 && /^[\x20-\x7e]+$/.test(ascii(head, 20, 20 + length)) : key === 1)
    );
  }
  return (type === 6 || type === 8) && index === 1 && ascii(head, 8, 20).includes("\x1bL");
}

/**
 * Objects that Torch7 saved: numbers, texts, tables, tensors, functions.
 *
 * @throws FormatError TRUNCATED, MALFORMED, UNSUPPORTED, BUDGET_DEPTH, BUDGET_NODES
 * @see https://github.com/torch/torch7/blob/master/File.lua (readObject), doc/serialization.md
 */
export function readTorch7(source: ByteSource): Torch7Facts {
  const text = /^\d\r?\n/.test(ascii(source.read(0, 4)));
  const input = text ? new TextInput(source) : new BinaryInput(source);
  const reader = new Torch7Reader(input);
  reader.object(0);
  return { encoding: text ? "ascii" : "binary", ...reader.facts(), end: input.offset };
}

class Torch7Reader {
  readonly #input: Torch7Input;
  readonly #classes = new Set<string>();
  readonly #functions: Torch7Facts["functions"][number][] = [];
  readonly #texts: { readonly where: string; readonly text: string }[] = [];
  readonly #known = new Set<number>();
  #parameters = 0;
  #objects = 0;

  constructor(input: Torch7Input) {
    this.#input = input;
  }

  facts(): Omit<Torch7Facts, "encoding" | "end"> {
    return { classes: [...this.#classes].sort(), functions: this.#functions, texts: this.#texts, parameters: this.#parameters };
  }

  object(depth: number): void {
    if (depth > DEPTH) throw new FormatError("BUDGET_DEPTH", `objects are nested deeper than ${DEPTH}`);
    if (++this.#objects > OBJECTS) throw new FormatError("BUDGET_NODES", `more than ${OBJECTS} objects`);
    const offset = this.#input.offset;
    const type = this.#input.int();
    switch (type) {
      case 0:
        return;
      case 1:
        return this.#input.double();
      case 2:
        return this.#keep("text", this.#input.text(this.#input.int()));
      case 5:
        this.#input.int();
        return;
      case 3:
        if (this.#seen()) return;
        return this.#table(depth);
      case 4:
        if (this.#seen()) return;
        return this.#typed(depth, offset);
      case 6:
      case 7:
      case 8: {
        if (type !== 6 && this.#seen()) return;
        const bytes = this.#input.int();
        const code = this.#input.text(bytes);
        const names = [...new Set(code.match(REACHING) ?? [])].sort();
        if (this.#functions.length < KEPT) this.#functions.push({ offset, bytes, names });
        return this.object(depth + 1);
      }
      default:
        throw new FormatError("MALFORMED", `at offset ${offset}: there is no object of type ${type}`);
    }
  }

  #seen(): boolean {
    const index = this.#input.int();
    if (this.#known.has(index)) return true;
    this.#known.add(index);
    return false;
  }

  #table(depth: number): void {
    const offset = this.#input.offset;
    const size = this.#input.int();
    if (size < 0) throw new FormatError("MALFORMED", `at offset ${offset}: a table has ${size} entries`);
    for (let index = 0; index < size; index++) {
      this.object(depth + 1);
      this.object(depth + 1);
    }
  }

  #typed(depth: number, offset: number): void {
    const version = this.#input.text(this.#input.int());
    // Before versions were written, the name of the class stood here.
    const name = /^V \d+$/.test(version) ? this.#input.text(this.#input.int()) : version;
    if (!/^[\w.:-]{1,200}$/.test(name))
      throw new FormatError("MALFORMED", `at offset ${offset}: ${JSON.stringify(name.slice(0, 40))} is no class`);
    if (this.#classes.size < KEPT) this.#classes.add(name);
    if (TENSOR.test(name)) return this.#tensor(depth);
    const storage = STORAGE.exec(name);
    if (storage === null) return this.object(depth + 1);
    const count = this.#input.long();
    const element = storage[1] ?? (name.includes("Cuda") ? "Float" : "Double");
    this.#input.skipElements(count, ELEMENT[element] ?? 8);
    this.#parameters += count;
  }

  #tensor(depth: number): void {
    const dimensions = this.#input.int();
    if (dimensions < 0 || dimensions > 64)
      throw new FormatError("MALFORMED", `a tensor at offset ${this.#input.offset} has ${dimensions} dimensions`);
    for (let index = 0; index < 2 * dimensions + 1; index++) this.#input.long();
    this.object(depth + 1);
  }

  #keep(where: string, text: string): void {
    if (this.#texts.length < KEPT) this.#texts.push({ where, text: text.slice(0, KEPT) });
  }
}

class BinaryInput implements Torch7Input {
  readonly #cursor: ByteCursor;

  constructor(source: ByteSource) {
    this.#cursor = new ByteCursor(source);
  }

  get offset(): number {
    return this.#cursor.offset;
  }

  int(): number {
    return this.#cursor.i32();
  }

  long(): number {
    return Number(this.#cursor.i64());
  }

  double(): void {
    this.#cursor.skip(8);
  }

  text(length: number): string {
    this.#cursor.fit(length, 1, "bytes of text");
    const text = textOf(this.#cursor.bytes(Math.min(length, 1024 * 1024)));
    if (length > 1024 * 1024) this.#cursor.skip(length - 1024 * 1024);
    return text;
  }

  skipElements(count: number, bytes: number): void {
    this.#cursor.fit(count, bytes, "elements");
    this.#cursor.skip(count * bytes);
  }
}

class TextInput implements Torch7Input {
  readonly #cursor: ByteCursor;

  constructor(source: ByteSource) {
    this.#cursor = new ByteCursor(source);
  }

  get offset(): number {
    return this.#cursor.offset;
  }

  int(): number {
    const word = this.#word();
    if (!/^-?\d{1,19}$/.test(word))
      throw new FormatError("MALFORMED", `at offset ${this.offset}: ${JSON.stringify(word)} is no whole number`);
    return Number(word);
  }

  long(): number {
    return this.int();
  }

  double(): void {
    const word = this.#word();
    if (!/^[-+]?(?:[\d.]+(?:e[-+]?\d+)?|nan|inf)$/i.test(word))
      throw new FormatError("MALFORMED", `at offset ${this.offset}: ${JSON.stringify(word)} is no number`);
  }

  text(length: number): string {
    this.#cursor.fit(length, 1, "bytes of text");
    const text = textOf(this.#cursor.bytes(Math.min(length, 1024 * 1024)));
    if (length > 1024 * 1024) this.#cursor.skip(length - 1024 * 1024);
    this.#lineEnd();
    return text;
  }

  skipElements(count: number, bytes: number): void {
    // Bytes are written as they are, other elements as words on one line.
    this.#cursor.fit(count, 1, "elements");
    if (bytes === 1) this.#cursor.skip(count);
    else for (let index = 0; index < count; index++) this.double();
    this.#lineEnd();
  }

  #lineEnd(): void {
    if (this.#cursor.peek() === 13) this.#cursor.advance(1);
    if (this.#cursor.peek() === 10) this.#cursor.advance(1);
  }

  #word(): string {
    let byte = this.#cursor.peek();
    for (; byte === 32 || (byte >= 9 && byte <= 13); byte = this.#cursor.peek()) this.#cursor.advance(1);
    let word = "";
    for (; byte > 32; byte = this.#cursor.peek()) {
      word += String.fromCharCode(byte);
      this.#cursor.advance(1);
      if (word.length > 60) throw new FormatError("MALFORMED", `at offset ${this.offset}: a word has no end`);
    }
    if (word === "") this.#cursor.fit(1, 1, "word");
    this.#lineEnd();
    return word;
  }
}
