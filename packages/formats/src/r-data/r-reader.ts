import { truncated } from "../byte-cursor.ts";
import { FormatError } from "../errors.ts";
import { readBytecode } from "./r-bytecode.ts";
import { RCollector } from "./r-collector.ts";
import type { RInput } from "./r-input.ts";
import type { RArgument, RPlace, RValue } from "./value.ts";

export interface RBudget {
  readonly depth: number;
  readonly items: number;
  /** Items, arguments and numbers of one value that are kept for a judge. */
  readonly kept: number;
  readonly text: number;
}

export const R_BUDGET: RBudget = { depth: 800, items: 30_000_000, kept: 20_000, text: 20_000 };

/** The highest of the general purpose bits of a cell, behind twelve bits of flags. @see src/include/Rinlinedfuns.h */
const ACTIVE_BINDING = 0x8000 << 12;
const NIL: RValue = { kind: "nil" };
const ITEM: RPlace = { name: "", holder: "item" };

/** Types without anything behind their flags. @see https://cran.r-project.org/doc/manuals/r-release/R-ints.html */
const BARE: { readonly [type: number]: RValue } = {
  254: NIL,
  253: { kind: "globalenv" },
  252: { kind: "unbound" },
  251: { kind: "missing" },
  247: { kind: "namespace", name: "base", offset: 0 },
  242: { kind: "emptyenv" },
  241: { kind: "baseenv" },
};

const NUMBERS: { readonly [type: number]: { readonly name: string; readonly unit: "integer" | "real" | "raw"; readonly each: number } } = {
  10: { name: "logical", unit: "integer", each: 1 },
  13: { name: "integer", unit: "integer", each: 1 },
  14: { name: "real", unit: "real", each: 1 },
  15: { name: "complex", unit: "real", each: 2 },
  24: { name: "raw", unit: "raw", each: 1 },
};

/**
 * Items of a serialisation, one after the other; what a judge may ask for is put into the collector on the way.
 * @see https://github.com/wch/r-source/blob/trunk/src/main/serialize.c (ReadItem)
 */
export class RReader {
  readonly input: RInput;
  readonly collector: RCollector = new RCollector();
  readonly budget: RBudget;
  items = 0;
  #depth = 0;
  readonly #references: RValue[] = [];

  constructor(input: RInput, budget: RBudget = R_BUDGET) {
    this.input = input;
    this.budget = budget;
  }

  /** Reads one item. @throws FormatError TRUNCATED, MALFORMED, BUDGET_DEPTH, BUDGET_NODES */
  item(place: RPlace = ITEM): RValue {
    if (++this.items > this.budget.items) throw new FormatError("BUDGET_NODES", `more than ${this.budget.items} items`);
    if (++this.#depth > this.budget.depth) throw new FormatError("BUDGET_DEPTH", `items are nested deeper than ${this.budget.depth}`);
    const offset = this.input.offset;
    const flags = this.input.integer();
    const value = this.#typed(flags & 0xff, flags, offset, place);
    this.#depth--;
    return value;
  }

  refer(value: RValue): RValue {
    this.#references.push(value);
    return value;
  }

  malformed(message: string, offset: number = this.input.offset): never {
    throw new FormatError("MALFORMED", `at offset ${offset}: ${message}`);
  }

  #typed(type: number, flags: number, offset: number, place: RPlace): RValue {
    const bare = BARE[type];
    if (bare !== undefined) return bare;
    const hasAttributes = (flags & 0x200) !== 0;
    switch (type) {
      case 255:
        return this.#reference(flags);
      case 1:
        return this.refer({ kind: "symbol", name: this.#charactersItem() });
      case 4:
        return this.#environment(offset);
      case 2:
      case 3:
      case 5:
      case 6:
      case 17:
        return this.#chain(type, flags, offset, place);
      case 238:
        return this.#altrep(offset);
      case 248:
      case 249:
      case 250:
        return this.#named(type, offset);
      case 22: {
        const value = this.refer({ kind: "pointer", offset });
        this.collector.pointers++;
        this.item();
        this.item();
        if (hasAttributes) this.#attributes();
        return value;
      }
      case 23: {
        this.collector.weakReferences++;
        const value = this.refer({ kind: "weakref" });
        if (hasAttributes) this.#attributes();
        return value;
      }
      default:
        return this.#plain(type, hasAttributes, place);
    }
  }

  #plain(type: number, hasAttributes: boolean, place: RPlace): RValue {
    const value = this.#payload(type, place);
    if (hasAttributes) this.#attributes();
    return value;
  }

  #payload(type: number, place: RPlace): RValue {
    const numbers = NUMBERS[type];
    if (numbers !== undefined) return this.#numbers(numbers.name, numbers.unit, numbers.each);
    switch (type) {
      case 7:
      case 8:
        return { kind: "builtin", name: this.input.text(this.length("bytes", 1), 200) };
      case 9:
        return { kind: "text", length: 1, first: [this.#characters()] };
      case 16:
        return this.#texts();
      case 19:
      case 20:
        return this.#list(type === 20, place);
      case 21:
        return { kind: "bytecode", constants: readBytecode(this) };
      case 25:
        return { kind: "s4" };
      default:
        return this.malformed(`there is no item of type ${type}`);
    }
  }

  /** A count of elements; two more numbers hold it where it does not fit in one. */
  length(what: string, least: number): number {
    const first = this.input.integer();
    if (first < -1) return this.malformed(`a length is ${first}`);
    const length = first === -1 ? (this.input.integer() >>> 0) * 2 ** 32 + (this.input.integer() >>> 0) : first;
    if (length * least > this.input.remaining) throw truncated(length, what, least, this.input);
    return length;
  }

  #numbers(type: string, unit: "integer" | "real" | "raw", each: number): RValue {
    const least = this.input.encoding === "ascii" ? 2 : unit === "raw" ? 1 : unit === "integer" ? 4 : 8;
    const length = this.length("elements", least * each);
    const count = unit === "raw" ? 0 : Math.min(length * each, 8);
    const first: number[] = [];
    for (let index = 0; index < count; index++) first.push(unit === "integer" ? this.input.integer() : this.input.real());
    this.input.skip(unit, length * each - count);
    return { kind: "numbers", type, length, first };
  }

  #characters(): string {
    const length = this.input.integer();
    if (length === -1) return "NA";
    if (length < 0) return this.malformed(`a text has the length ${length}`);
    return this.input.text(length, this.budget.text);
  }

  #charactersItem(): string {
    const flags = this.input.integer();
    if ((flags & 0xff) !== 9) return this.malformed(`a name is an item of type ${flags & 0xff}`);
    this.items++;
    return this.#characters();
  }

  #texts(): RValue {
    const length = this.length("texts", 4);
    const first: string[] = [];
    for (let index = 0; index < length; index++) {
      const text = this.#charactersItem();
      if (first.length < this.budget.kept) first.push(text);
    }
    if (this.items > this.budget.items) throw new FormatError("BUDGET_NODES", `more than ${this.budget.items} items`);
    return { kind: "text", length, first };
  }

  #list(expression: boolean, place: RPlace): RValue {
    const length = this.length("items", 2);
    const first: RValue[] = [];
    // Hash tables of environments are lists of pairlists, whose tags name what they hold.
    const inner: RPlace = place.holder === "frame" ? place : ITEM;
    for (let index = 0; index < length; index++) {
      const offset = this.input.offset;
      const value = this.item(inner);
      if (value.kind === "call") this.collector.add(this.collector.calls, { place: inner, call: value, offset });
      if (first.length < this.budget.kept) first.push(value);
    }
    return { kind: "list", expression, length, first };
  }

  /** Pairlists, calls, closures and promises: attributes, tag, head and tail. The tail is followed in a loop. */
  #chain(type: number, flags: number, offset: number, place: RPlace): RValue {
    if (type === 3 || type === 5) return this.#closureOrPromise(type, flags, offset, place);
    const items: RArgument[] = [];
    let bits = flags;
    for (;;) {
      if ((bits & 0x200) !== 0) this.#attributes();
      const tag = (bits & 0x400) !== 0 ? this.#tag() : undefined;
      const inner = this.#placeOf(type, place, tag);
      const start = this.input.offset;
      const value = this.item(inner);
      if (inner.holder === "frame" && (bits & ACTIVE_BINDING) !== 0)
        // Reading the variable calls the function: as good as a promise.
        this.collector.add(this.collector.promises, {
          place: inner,
          promise: { kind: "promise", evaluated: false, code: value, offset: start },
        });
      if (items.length < this.budget.kept) items.push(tag === undefined ? { value } : { tag, value });
      // What is dropped of code would not be judged; variables are collected by themselves.
      else if (type === 6 || place.holder === "item") this.collector.cut = true;
      if (++this.items > this.budget.items) throw new FormatError("BUDGET_NODES", `more than ${this.budget.items} items`);
      const next = this.input.offset;
      bits = this.input.integer();
      const kind = bits & 0xff;
      if (kind === 254) break;
      if (kind !== 2 && kind !== 6 && kind !== 17) {
        items.push({ value: this.#typed(kind, bits, next, ITEM) });
        break;
      }
    }
    if (type !== 6) return { kind: "pairs", items };
    const [callee, ...rest] = items;
    const call: RValue = { kind: "call", callee: callee?.value ?? NIL, arguments: rest };
    if (place.holder !== "item") this.collector.add(this.collector.calls, { place, call, offset });
    return call;
  }

  #placeOf(type: number, place: RPlace, tag: string | undefined): RPlace {
    if ((type !== 2 && type !== 17) || place.holder === "item") return ITEM;
    if (place.holder === "binding") {
      if (tag !== undefined) this.collector.add(this.collector.names, tag);
      return { name: tag ?? "", holder: "binding" };
    }
    return place.holder === "frame" ? { name: tag ?? "", holder: "frame" } : ITEM;
  }

  #tag(): string | undefined {
    const tag = this.item();
    return tag.kind === "symbol" ? tag.name : undefined;
  }

  #closureOrPromise(type: number, flags: number, offset: number, place: RPlace): RValue {
    if ((flags & 0x200) !== 0) this.#attributes();
    if ((flags & 0x400) !== 0) this.item();
    const head = this.item();
    const tail = this.item();
    if (type === 3) {
      const closure = { kind: "closure", formals: head, body: tail, offset } as const;
      this.collector.add(this.collector.closures, { place, closure });
      return closure;
    }
    const promise = { kind: "promise", evaluated: head.kind !== "unbound", code: tail, offset } as const;
    this.collector.add(this.collector.promises, { place, promise });
    return promise;
  }

  #environment(offset: number): RValue {
    this.collector.environments++;
    const value: RValue = { kind: "environment", locked: this.input.integer() !== 0, offset };
    this.refer(value);
    this.item();
    const frame: RPlace = { name: "", holder: "frame" };
    this.item(frame);
    this.item(frame);
    this.item();
    return value;
  }

  #reference(flags: number): RValue {
    const packed = flags >>> 8;
    const index = packed === 0 ? this.input.integer() : packed;
    const value = this.#references[index - 1];
    return value ?? this.malformed(`there is no reference ${index} yet`);
  }

  #altrep(offset: number): RValue {
    const info = this.item();
    const state = this.item();
    this.#attributes();
    const [name, source] = info.kind === "pairs" ? info.items.map(({ value }) => value) : [];
    const value = {
      class: name?.kind === "symbol" ? name.name : "",
      package: source?.kind === "symbol" ? source.name : "",
      state,
      offset,
    };
    this.collector.add(this.collector.altreps, value);
    return { kind: "altrep", ...value };
  }

  #named(type: number, offset: number): RValue {
    if (this.input.integer() !== 0) this.malformed("names in a list of texts");
    const count = this.length("texts", 4);
    const texts: string[] = [];
    for (let index = 0; index < count; index++) {
      const text = this.#charactersItem();
      if (texts.length < 8) texts.push(text);
    }
    const kind = type === 248 ? "persistent" : type === 249 ? "namespace" : "package";
    const name = texts[0] ?? "";
    if (kind === "persistent") this.collector.add(this.collector.persistent, { name, offset });
    else this.collector.addText(this.collector.namespaces, name);
    return this.refer({ kind, name, offset });
  }

  /** Attributes are a pairlist; of the class the texts are kept. */
  #attributes(): void {
    const attributes = this.item();
    if (attributes.kind !== "pairs") return;
    for (const { tag, value } of attributes.items) {
      if (tag === "class" && value.kind === "text") for (const name of value.first) this.collector.addText(this.collector.classes, name);
    }
  }
}
