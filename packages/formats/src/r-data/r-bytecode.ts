import { FormatError } from "../errors.ts";
import type { RReader } from "./r-reader.ts";
import type { RArgument, RValue } from "./value.ts";

const BYTECODE = 21;
const CALL = 6;
const PAIRS = 2;
const REPEATED_REFERENCE = 243;
const REPEATED_DEFINITION = 244;
const CALL_WITH_ATTRIBUTES = 240;
const PAIRS_WITH_ATTRIBUTES = 239;
const DEPTH = 800;

/**
 * Compiled code: instructions and a pool of constants, which holds the source expression, every name and every call.
 * @see https://github.com/wch/r-source/blob/trunk/src/main/serialize.c (ReadBC)
 */
export function readBytecode(reader: RReader): readonly RValue[] {
  const repeated = reader.input.integer();
  if (repeated < 0) reader.malformed(`bytecode has ${repeated} repeated parts`);
  return new BytecodeReader(reader).pool(0);
}

class BytecodeReader {
  readonly #reader: RReader;
  readonly #repeated = new Map<number, RValue>();

  constructor(reader: RReader) {
    this.#reader = reader;
  }

  pool(depth: number): readonly RValue[] {
    if (depth > DEPTH) throw new FormatError("BUDGET_DEPTH", `bytecode is nested deeper than ${DEPTH}`);
    const reader = this.#reader;
    reader.item();
    const count = reader.length("constants", 4);
    const constants: RValue[] = [];
    for (let index = 0; index < count; index++) {
      const type = reader.input.integer();
      const value = this.#constant(type, depth + 1);
      if (constants.length < reader.budget.kept) constants.push(value);
      else reader.collector.cut = true;
    }
    return constants;
  }

  #constant(type: number, depth: number): RValue {
    if (type === BYTECODE) return { kind: "bytecode", constants: this.pool(depth) };
    return isLanguage(type) ? this.#language(type, depth) : this.#reader.item();
  }

  #language(first: number, depth: number): RValue {
    if (depth > DEPTH) throw new FormatError("BUDGET_DEPTH", `bytecode is nested deeper than ${DEPTH}`);
    const reader = this.#reader;
    const items: RArgument[] = [];
    const outer = first === REPEATED_DEFINITION || first === REPEATED_REFERENCE ? undefined : first;
    let kind = outer;
    let type = first;
    const positions: number[] = [];
    for (;;) {
      if (++reader.items > reader.budget.items) throw new FormatError("BUDGET_NODES", `more than ${reader.budget.items} items`);
      if (type === REPEATED_REFERENCE) {
        const known = this.#repeated.get(reader.input.integer());
        if (items.length === 0) return known ?? { kind: "nil" };
        if (known !== undefined) items.push({ value: known });
        break;
      }
      if (!isLanguage(type)) {
        const tail = reader.item();
        if (tail.kind !== "nil") items.push({ value: tail });
        break;
      }
      if (type === REPEATED_DEFINITION) {
        positions.push(reader.input.integer());
        type = reader.input.integer();
      }
      kind ??= type;
      if (type === CALL_WITH_ATTRIBUTES || type === PAIRS_WITH_ATTRIBUTES) reader.item();
      const tag = reader.item();
      const value = this.#head(depth + 1);
      if (items.length < reader.budget.kept) items.push(tag.kind === "symbol" ? { tag: tag.name, value } : { value });
      else reader.collector.cut = true;
      type = reader.input.integer();
    }
    const [callee, ...rest] = items;
    const call = kind === CALL || kind === CALL_WITH_ATTRIBUTES;
    const value: RValue = call ? { kind: "call", callee: callee?.value ?? { kind: "nil" }, arguments: rest } : { kind: "pairs", items };
    for (const position of positions) if (this.#repeated.size < 1_000_000) this.#repeated.set(position, value);
    return value;
  }

  #head(depth: number): RValue {
    const type = this.#reader.input.integer();
    return isLanguage(type) ? this.#language(type, depth) : this.#reader.item();
  }
}

function isLanguage(type: number): boolean {
  return (
    type === CALL ||
    type === PAIRS ||
    type === REPEATED_DEFINITION ||
    type === REPEATED_REFERENCE ||
    type === CALL_WITH_ATTRIBUTES ||
    type === PAIRS_WITH_ATTRIBUTES
  );
}
