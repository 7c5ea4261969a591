import { isContainer } from "./retention.ts";
import type { PickleContainer, PickleEffect, PickleObject, PickleValue } from "./value.ts";

const MOST_DEPTH = 6;
const CUT = "…";

/** Collects text up to a limit; says when there is no room. */
class Writer {
  readonly #limit: number;
  #text = "";
  full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  write(text: string): void {
    if (this.full) return;
    this.#text += text;
    this.full = this.#text.length > this.#limit;
  }

  get text(): string {
    if (!this.full) return this.#text;
    const end = this.#limit - CUT.length;
    // No half of a pair of surrogates.
    const code = this.#text.charCodeAt(end - 1);
    return end <= 0 ? "" : `${this.#text.slice(0, code >= 0xd800 && code < 0xdc00 ? end - 1 : end)}${CUT}`;
  }
}

/**
 * A value as pseudo-Python in one line: `os.system('echo pwned')`, `numpy.dtype('f8', False, True)`. Never longer than
 * `limit` code units; control characters, quotes and everything that could change how the line looks are escaped.
 */
export function describeValue(value: PickleValue, limit = 200): string {
  const writer = new Writer(limit);
  writeValue(writer, value, [], limit);
  return writer.text;
}

/** An effect as pseudo-Python in one line. */
export function describeEffect(effect: PickleEffect, limit = 200): string {
  const writer = new Writer(limit);
  switch (effect.kind) {
    case "import":
      writer.write("import ");
      writeValue(writer, effect.global, [], limit);
      break;
    case "call":
      writeValue(writer, effect.object, [], limit);
      break;
    case "build":
      writeValue(writer, effect.target, [], limit);
      writer.write(".__setstate__(");
      writeValue(writer, effect.state, [], limit);
      writer.write(")");
      break;
    case "fill":
      writeValue(writer, effect.target, [], limit);
      writer.write(FILL_METHOD[effect.opcode] ?? ".extend([");
      writeItems(writer, effect.items, effect.size, [], limit);
      writer.write("])");
      break;
    case "persistent":
      writeValue(writer, { kind: "persistent", id: effect.id }, [], limit);
      break;
    case "extension":
      writeValue(writer, { kind: "extension", code: effect.code }, [], limit);
      break;
    case "buffer":
      writer.write("next_buffer()");
      break;
  }
  return writer.text;
}

const FILL_METHOD: Readonly<Record<string, string>> = {
  SETITEM: ".update([",
  SETITEMS: ".update([",
  ADDITEMS: ".add(*[",
};

function writeValue(writer: Writer, value: PickleValue, path: readonly PickleValue[], limit: number): void {
  if (writer.full) return;
  if (path.length > MOST_DEPTH || path.includes(value)) writer.write(CUT);
  else if (isContainer(value)) writeContainer(writer, value, [...path, value], limit);
  else if (value.kind === "object") writeCall(writer, value, [...path, value], limit);
  else if (value.kind === "persistent") {
    writer.write("persistent_load(");
    writeValue(writer, value.id, [...path, value], limit);
    writer.write(")");
  } else writer.write(scalar(value, limit));
}

function scalar(value: PickleValue, limit: number): string {
  switch (value.kind) {
    case "none":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return integerText(value.value);
    case "float":
      return floatText(value.value);
    case "text":
      return `${quote(value.value, limit)}${value.length > value.value.length ? CUT : ""}`;
    case "bytes": {
      const shown = `b${quote(Buffer.from(value.value.subarray(0, limit)).toString("latin1"), limit, true)}${value.length > value.value.length ? CUT : ""}`;
      return value.mutable === true ? `bytearray(${shown})` : shown;
    }
    case "global":
      return globalText(value.module, value.name, value.computed, limit);
    case "extension":
      return `copyreg.extension(${value.code})`;
    case "buffer":
      return "buffer";
    default:
      return "?";
  }
}

function globalText(module: string, name: string, computed: string, limit: number): string {
  const shown = (part: string): string => (part === "" ? "?" : escapeText(part.slice(0, limit), false));
  return computed === "unknown" ? `<computed ${shown(module)}.${shown(name)}>` : `${shown(module)}.${shown(name)}`;
}

/** Integers of any size: long ones are not turned into decimals. */
function integerText(value: bigint): string {
  return value > -(10n ** 40n) && value < 10n ** 40n ? String(value) : "<large integer>";
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}

/** A literal in single quotes of what fits. */
function quote(text: string, limit: number, bytes = false): string {
  return `'${escapeText(text.slice(0, limit), bytes)}'`;
}

/** What is not plainly visible is written as an escape: controls, marks of direction, invisible and private characters. */
function escapeText(text: string, bytes: boolean): string {
  return text.replaceAll(bytes ? /[^\x20-\x7e]|['\\]/g : /[\p{C}\p{Zl}\p{Zp}'\\]/gu, (character) => {
    if (character === "'" || character === "\\") return `\\${character}`;
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    if (character === "\t") return "\\t";
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
  });
}

const BRACKETS = { tuple: ["(", ")"], list: ["[", "]"], set: ["{", "}"], dict: ["{", "}"], frozenset: ["frozenset({", "})"] } as const;

function writeContainer(writer: Writer, value: PickleContainer, path: readonly PickleValue[], limit: number): void {
  const [open, close] = value.kind === "set" && value.size === 0 ? ["set(", ")"] : BRACKETS[value.kind];
  writer.write(open);
  if (value.kind === "dict") writePairs(writer, value, path, limit);
  else writeItems(writer, value.items, value.size, path, limit);
  writer.write(value.kind === "tuple" && value.size === 1 ? `,${close}` : close);
}

function writeItems(writer: Writer, items: readonly PickleValue[], size: number, path: readonly PickleValue[], limit: number): void {
  for (const [index, item] of items.entries()) {
    if (writer.full) return;
    if (index > 0) writer.write(", ");
    writeValue(writer, item, path, limit);
  }
  if (size > items.length) writer.write(`${items.length > 0 ? ", " : ""}${CUT}`);
}

function writePairs(writer: Writer, value: PickleContainer, path: readonly PickleValue[], limit: number): void {
  for (let index = 0; index < value.items.length && !writer.full; index += 2) {
    if (index > 0) writer.write(", ");
    writeValue(writer, value.items[index] ?? { kind: "unknown" }, path, limit);
    writer.write(": ");
    writeValue(writer, value.items[index + 1] ?? { kind: "unknown" }, path, limit);
  }
  if (value.size > value.items.length) writer.write(`${value.items.length > 0 ? ", " : ""}${CUT}`);
}

function writeCall(writer: Writer, value: PickleObject, path: readonly PickleValue[], limit: number): void {
  writeValue(writer, value.callable, path, limit);
  writer.write(value.via === "newobj" || value.via === "newobj_ex" ? ".__new__(" : "(");
  if (value.arguments.kind === "tuple") writeItems(writer, value.arguments.items, value.arguments.size, path, limit);
  else {
    writer.write("*");
    writeValue(writer, value.arguments, path, limit);
  }
  if (value.keywords !== undefined) {
    writer.write(", **");
    writeValue(writer, value.keywords, path, limit);
  }
  writer.write(")");
}
