import { PICKLE_OPCODES } from "../opcodes.ts";

/** A number from 0 to n - 1. */
export type Random = (n: number) => number;

export interface GeneratedPickle {
  readonly bytes: Uint8Array;
  /** Only data: no imports, calls, persistent ids, extensions, buffers. */
  readonly plain: boolean;
}

const CODES: ReadonlyMap<string, number> = new Map(PICKLE_OPCODES.map((opcode) => [opcode.name, opcode.code]));
const MODULES = ["os", "builtins", "numpy.core.multiarray", "collections", "__main__", "torch._utils", "ünïcode", "posix"];
const NAMES = ["system", "eval", "_reconstruct", "OrderedDict", "Class.method", "_rebuild_tensor_v2", "ndarray"];
const TEXTS = [
  "",
  "a",
  "key",
  "os",
  "ls -la",
  "naïve",
  "日本語",
  "\u{1f40d}",
  "quote ' and \" and \\",
  "tab\tand\nnewline",
  "x".repeat(300),
];

/**
 * Writes pickles by a grammar: every opcode, every form of an operand, memo games, frames, marks that come to nothing.
 * What it writes pickletools accepts, and loaders as far as the names exist.
 */
export class PickleWriter {
  readonly #random: Random;
  readonly #plain: boolean;
  /** Writes frames whose length is wrong. */
  readonly #liar: boolean;
  readonly #bytes: number[] = [];
  readonly #keys: number[] = [];
  #texts = 0;
  #budget = 60;

  constructor(random: Random, plain: boolean, liar: boolean) {
    this.#random = random;
    this.#plain = plain;
    this.#liar = liar;
  }

  /** One stream, from PROTO (or not) to STOP. */
  static write(random: Random): GeneratedPickle {
    const plain = random(2) === 0;
    const liar = random(4) === 0;
    const writer = new PickleWriter(random, plain, liar);
    writer.#value(0);
    writer.#op("STOP");
    const body = writer.#bytes;
    const frame = !liar && random(3) === 0 ? [CODES.get("FRAME") ?? 0, ...little(body.length, 8)] : [];
    const head = random(4) === 0 ? [] : [CODES.get("PROTO") ?? 0, random(6)];
    return { bytes: Uint8Array.from([...head, ...frame, ...body]), plain };
  }

  #op(name: string, ...operand: readonly number[]): void {
    const code = CODES.get(name);
    if (code === undefined) throw new Error(`no opcode ${name}`);
    this.#bytes.push(code, ...operand);
  }

  #line(name: string, ...lines: readonly string[]): void {
    this.#op(name, ...lines.flatMap((line) => [...Buffer.from(`${line}\n`, "utf8")]));
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#random(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  #value(depth: number): void {
    this.#budget--;
    if (this.#random(12) === 0) this.#noise(depth);
    const simple = depth > 5 || this.#budget < 0;
    const choice = this.#random(simple ? 6 : this.#plain ? 11 : 18);
    if (choice < 6) this.#scalar(choice);
    else if (choice < 11) this.#container(choice, depth);
    else this.#effect(choice, depth);
    this.#memo();
  }

  #scalar(choice: number): void {
    if (choice === 0) this.#op(this.#pick(["NONE", "NEWTRUE", "NEWFALSE"]));
    else if (choice === 1) this.#integer();
    else if (choice === 2) this.#float();
    else if (choice === 3) this.#byteString();
    else this.#text(this.#pick(TEXTS));
  }

  #integer(): void {
    const byte = (): number => this.#random(256);
    switch (this.#random(8)) {
      case 0:
        return this.#op("BININT1", byte());
      case 1:
        return this.#op("BININT2", byte(), byte());
      case 2:
        return this.#op("BININT", byte(), byte(), byte(), byte());
      case 3:
        return this.#line("INT", this.#pick(["00", "01", "0", "1", "-1", "123456789012345678901234567890", " 7", "+5"]));
      case 4:
        return this.#line("LONG", this.#pick(["0L", "-12345678901234567890L", "99", "1L"]));
      case 5: {
        const length = this.#random(12);
        return this.#op("LONG1", length, ...Array.from({ length }, byte));
      }
      case 6: {
        const length = this.#random(300);
        return this.#op("LONG4", ...little(length, 4), ...Array.from({ length }, byte));
      }
      default:
        return this.#op("BININT", 0xff, 0xff, 0xff, 0xff);
    }
  }

  #float(): void {
    if (this.#random(2) === 0) this.#line("FLOAT", this.#pick(["0.0", "-1.5", "1e10", "inf", "-inf", "3.141592653589793"]));
    else {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE((this.#random(1_000_000) - 500_000) / 7);
      this.#op("BINFLOAT", ...bytes);
    }
  }

  #text(text: string): void {
    const utf8 = [...Buffer.from(text, "utf8")];
    const ascii = utf8.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c);
    const forms = [
      "BINUNICODE",
      "BINUNICODE8",
      ...(utf8.length < 256 ? ["SHORT_BINUNICODE"] : []),
      ...(ascii ? ["STRING", "UNICODE", "BINSTRING"] : []),
    ];
    const form = this.#pick(forms);
    if (form === "SHORT_BINUNICODE") this.#op(form, utf8.length, ...utf8);
    else if (form === "STRING") this.#line(form, `'${text}'`);
    else if (form === "UNICODE") this.#line(form, text);
    else this.#op(form, ...little(utf8.length, form === "BINUNICODE8" ? 8 : 4), ...utf8);
  }

  #byteString(): void {
    const bytes = Array.from({ length: this.#random(20) }, () => this.#random(256));
    const form = this.#pick(["SHORT_BINBYTES", "BINBYTES", "BINBYTES8", "BYTEARRAY8"]);
    this.#op(form, ...little(bytes.length, form === "SHORT_BINBYTES" ? 1 : form === "BINBYTES" ? 4 : 8), ...bytes);
  }

  /** A text that no other is equal to: keys of dicts and members of sets. */
  #key(): void {
    this.#text(`k${this.#texts++}`);
  }

  #several(write: () => void): void {
    for (let count = this.#random(4); count > 0; count--) write();
  }

  #container(choice: number, depth: number): void {
    const value = (): void => this.#value(depth + 1);
    const pair = (): void => {
      this.#key();
      value();
    };
    if (choice === 6) this.#list(value);
    else if (choice === 7) this.#dict(pair);
    else if (choice === 8) this.#tuple(value);
    else if (choice === 9) this.#set();
    else this.#get(value);
  }

  #list(value: () => void): void {
    if (this.#random(3) === 0) {
      this.#op("MARK");
      this.#several(value);
      this.#op("LIST");
    } else {
      this.#op("EMPTY_LIST");
      this.#memo();
    }
    if (this.#random(2) === 0)
      this.#several(() => {
        value();
        this.#op("APPEND");
      });
    else {
      this.#op("MARK");
      this.#several(value);
      this.#op("APPENDS");
    }
  }

  #dict(pair: () => void): void {
    if (this.#random(3) === 0) {
      this.#op("MARK");
      this.#several(pair);
      this.#op("DICT");
    } else {
      this.#op("EMPTY_DICT");
      this.#memo();
    }
    if (this.#random(2) === 0)
      this.#several(() => {
        pair();
        this.#op("SETITEM");
      });
    else {
      this.#op("MARK");
      this.#several(pair);
      this.#op("SETITEMS");
    }
  }

  #tuple(value: () => void): void {
    const length = this.#random(5);
    if (length === 0) return this.#op("EMPTY_TUPLE");
    if (length === 4) this.#op("MARK");
    for (let index = 0; index < length; index++) value();
    this.#op(length === 4 ? "TUPLE" : `TUPLE${length}`);
  }

  #set(): void {
    const frozen = this.#random(2) === 0;
    if (!frozen) this.#op("EMPTY_SET");
    this.#op("MARK");
    this.#several(() => this.#key());
    this.#op(frozen ? "FROZENSET" : "ADDITEMS");
  }

  /** Puts the top into the memo, at a key that is free. */
  #memo(): void {
    if (this.#random(2) === 0) return;
    if (!this.#keys.includes(this.#keys.length) && this.#random(2) === 0) {
      this.#keys.push(this.#keys.length);
      return this.#op("MEMOIZE");
    }
    const key = this.#pick([this.#random(256), this.#random(70_000), this.#keys.length, ...(this.#plain ? [] : [2 ** 31])]);
    if (this.#keys.includes(key)) return;
    this.#keys.push(key);
    const form = this.#pick(["PUT", "LONG_BINPUT", ...(key < 256 ? ["BINPUT"] : [])]);
    if (form === "PUT") this.#line(form, String(key));
    else this.#op(form, ...little(key, form === "BINPUT" ? 1 : 4));
  }

  #get(value: () => void): void {
    if (this.#keys.length === 0) return value();
    const key = this.#pick(this.#keys);
    const form = this.#pick(["GET", "LONG_BINGET", ...(key < 256 ? ["BINGET"] : [])]);
    if (form === "GET") this.#line(form, String(key));
    else this.#op(form, ...little(key, form === "BINGET" ? 1 : 4));
  }

  /** What leaves the stack as it was. */
  #noise(depth: number): void {
    if (depth > 5) return;
    switch (this.#random(5)) {
      case 0:
        this.#value(depth + 3);
        return this.#op("POP");
      case 1:
        this.#op("MARK");
        this.#several(() => this.#value(depth + 3));
        return this.#op("POP_MARK");
      case 2:
        this.#op("MARK");
        return this.#op("POP");
      case 3:
        if (this.#liar) return this.#lie();
        return this.#op("PROTO", this.#random(6));
      default:
        this.#value(depth + 3);
        this.#op("DUP");
        this.#op("POP");
        return this.#op("POP");
    }
  }

  /** A frame that ends anywhere, or within a text or a number behind which either way of reading can go on. */
  #lie(): void {
    if (this.#random(3) === 0) return this.#op("FRAME", ...little(1 + this.#random(60), 8));
    const operand = Buffer.from("0N".repeat(4 + this.#random(4)));
    const [form, width] = this.#pick([
      ["SHORT_BINUNICODE", 1],
      ["SHORT_BINBYTES", 1],
      ["BINUNICODE", 4],
      ["BININT", 0],
    ] as const);
    const shown = width === 0 ? operand.subarray(0, 4) : operand;
    this.#op("FRAME", ...little(1 + width + this.#random(shown.length), 8));
    this.#op(form, ...little(shown.length, width), ...shown);
    this.#op("POP");
    for (let count = 0; count < 16; count++) {
      this.#op("NONE");
      this.#op("POP");
    }
  }

  #effect(choice: number, depth: number): void {
    const value = (): void => this.#value(depth + 1);
    switch (choice) {
      case 11:
        return this.#global();
      case 12:
        this.#global();
        this.#tuple(value);
        return this.#op(this.#pick(["REDUCE", "NEWOBJ"]));
      case 13:
        this.#global();
        this.#tuple(value);
        this.#op("EMPTY_DICT");
        return this.#op("NEWOBJ_EX");
      case 14:
        this.#op("MARK");
        if (this.#random(2) === 0) {
          this.#global();
          this.#several(value);
          return this.#op("OBJ");
        }
        this.#several(value);
        return this.#line("INST", this.#pick(MODULES.filter((name) => /^[\x20-\x7e]+$/.test(name))), this.#pick(NAMES));
      case 15:
        this.#global();
        value();
        return this.#op("BUILD");
      case 16:
        if (this.#random(2) === 0) return this.#line("PERSID", this.#pick(["0", "storage 7"]));
        value();
        return this.#op("BINPERSID");
      default:
        return this.#rare();
    }
  }

  #rare(): void {
    const form = this.#pick(["EXT1", "EXT2", "EXT4", "NEXT_BUFFER", "READONLY_BUFFER"]);
    if (form === "EXT1") this.#op(form, 1 + this.#random(255));
    else if (form === "EXT2") this.#op(form, this.#random(256), 1);
    else if (form === "EXT4") this.#op(form, 1, this.#random(256), 0, 0);
    else {
      this.#op("NEXT_BUFFER");
      if (form === "READONLY_BUFFER") this.#op(form);
    }
  }

  #global(): void {
    const [module, name] = [this.#pick(MODULES), this.#pick(NAMES)];
    if (this.#random(2) === 0) this.#line("GLOBAL", module, name);
    else {
      this.#text(module);
      this.#text(name);
      this.#op("STACK_GLOBAL");
    }
    this.#memo();
  }
}

function little(value: number, width: number): readonly number[] {
  return Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) % 256);
}
