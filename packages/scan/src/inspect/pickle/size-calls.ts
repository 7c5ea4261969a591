import type { PickleObject, PickleValue } from "@castellan/formats";
import { classOf } from "./class-of.ts";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";

/*
 * Calls of harmless functions with arguments that take all memory or time of the process.
 */

/** Bytes or items that no model makes by one call without holding them. */
const MOST_BYTES = 2n ** 31n;
const MOST_ITEMS = 10n ** 8n;
const MOST_BITS = 2n ** 32n;

const bomb = (reason: string): Objection => ({ rule: "pickle-bomb", verdict: "malicious", reason });

function argument(object: PickleObject, index: number): PickleValue | undefined {
  return object.arguments.kind === "tuple" ? object.arguments.items[index] : undefined;
}

function nameOf(value: PickleValue): string {
  return value.kind === "object" && value.callable.kind === "global" ? judgeName(value.callable).callable : "";
}

/** `bytearray(2 ** 37)` */
export function allocation(object: PickleObject): Objection | undefined {
  const size = argument(object, 0);
  return size?.kind === "int" && size.value > MOST_BYTES ? bomb(`makes ${size.value} bytes`) : undefined;
}

/** `list(itertools.repeat(0))`, `set(range(10 ** 13))` */
export function consumption(object: PickleObject): Objection | undefined {
  const items = argument(object, 0);
  if (items?.kind !== "object") return undefined;
  const made = classOf(items);
  if (made?.module === "itertools" && !["chain", "islice", "accumulate"].includes(made.name))
    return bomb(`takes all items of ${made.name}`);
  if (nameOf(items) !== "builtins.range") return undefined;
  const numbers = [0, 1, 2].map((index) => argument(items, index)).map((value) => (value?.kind === "int" ? value.value : undefined));
  const [from = 0n, to = 0n, step = 1n] = numbers[1] === undefined ? [0n, numbers[0] ?? 0n] : numbers;
  const count = step === 0n ? 0n : (to - from) / step;
  return count > MOST_ITEMS ? bomb(`takes the ${count} items of a range`) : undefined;
}

/** `Fraction("1E9999999999")`, `int(Decimal("1E999999999"))` */
export function bigNumber(object: PickleObject): Objection | undefined {
  const given = argument(object, 0);
  const text = given?.kind === "object" ? argument(given, 0) : given;
  if (given?.kind === "object" && !/Decimal$|Fraction$/.test(nameOf(given))) return undefined;
  return text?.kind === "text" && /e[+-]?\d{6,}/i.test(text.value.slice(0, 200)) ? bomb("makes a number of millions of digits") : undefined;
}

/** Bits of what a number is made of; undefined where it is none. */
function bits(value: PickleValue | undefined): bigint | undefined {
  if (value?.kind === "int") return BigInt(value.value.toString(16).length * 4);
  if (value?.kind === "text" || value?.kind === "bytes") return BigInt(value.length) * 8n;
  if (value?.kind === "tuple" || value?.kind === "list") return BigInt(value.size) * 64n;
  return value?.kind === "object" && /(?:^|\.)_?(?:operator|builtins)\.(?:i?pow|i?mul|i?lshift)$/.test(nameOf(value))
    ? MOST_BITS
    : undefined;
}

/** `operator.pow(9, operator.pow(9, 9))`, `operator.mul("A", 2 ** 40)` */
export function arithmetic(kind: "pow" | "mul" | "lshift"): (object: PickleObject) => Objection | undefined {
  return (object) => {
    const [left, right] = [argument(object, 0), argument(object, 1)];
    const [leftBits, rightBits] = [bits(left), bits(right)];
    if (leftBits === undefined || rightBits === undefined) return undefined;
    if (leftBits >= MOST_BITS || rightBits >= MOST_BITS) return bomb("calculates with a number of billions of bits");
    const amount = right?.kind === "int" ? right.value : 1n;
    const repeated = left?.kind === "int" && right?.kind === "int" ? leftBits + rightBits : leftBits * amount;
    const size = kind === "pow" ? leftBits * amount : kind === "lshift" ? leftBits + amount : repeated;
    return size > MOST_BITS / 8n ? bomb(`makes a value of ${size / 8n} bytes`) : undefined;
  };
}

/** Shapes of arrays whose elements do not stand in the stream. */
export function arrayShape(index: number): (object: PickleObject) => Objection | undefined {
  return (object) => {
    const shape = argument(object, index);
    const sizes = shape?.kind === "tuple" || shape?.kind === "list" ? shape.items : shape === undefined ? [] : [shape];
    let count = 1n;
    for (const size of sizes) {
      if (size.kind !== "int") return undefined;
      count *= size.value < 0n ? 0n : size.value;
      if (count > 2n ** 64n) break;
    }
    return count > 2n ** 32n ? bomb(`makes an array of ${count} elements that are not in the file`) : undefined;
  };
}

/** A decompression of what a decompression gives. */
export function decompression(object: PickleObject): Objection | undefined {
  const inner = argument(object, 0);
  return inner?.kind === "object" && /\.decompress$|^_?codecs\.decode$/.test(nameOf(inner))
    ? bomb("unpacks what was unpacked before, without a limit")
    : undefined;
}

/** `re.match("(a|a)*$", "aaaa…b")`: a repeated group with a choice or a repetition in it. */
export function backtracking(object: PickleObject): Objection | undefined {
  const [pattern, text] = [argument(object, 0), argument(object, 1)];
  if (pattern?.kind !== "text" || text === undefined) return undefined;
  return /\([^()]{0,200}(?:[+*]|\|)[^()]{0,200}\)[+*{]/.test(pattern.value.slice(0, 2000))
    ? bomb("searches with a pattern that takes exponential time")
    : undefined;
}

/** `_codecs.encode(150,000 letters, "idna")`: quadratic (CVE-2022-45061). */
export function slowCoding(object: PickleObject): Objection | undefined {
  const [text, coding] = [argument(object, 0), argument(object, 1)];
  const long = (text?.kind === "text" || text?.kind === "bytes") && text.length > 4096;
  return long && coding?.kind === "text" && /^(?:idna|punycode)$/i.test(coding.value)
    ? bomb(`codes ${text.length} characters as ${coding.value}`)
    : undefined;
}

/** `"{:>99999999999}".format("x")` */
export function wideFormat(object: PickleObject): Objection | undefined {
  const format = argument(object, 0);
  return format?.kind === "text" && /[:.%>^<=*]\d{8,}/.test(format.value) ? bomb("makes a text of billions of characters") : undefined;
}

/** Slices and positions of blocks of tables: `_unpickle_block(values, slice(0, 10 ** 12, 1), 2)`. */
export function placement(object: PickleObject): Objection | undefined {
  const rows = argument(object, 1);
  if (rows?.kind !== "object" || nameOf(rows) !== "builtins.slice") return undefined;
  const [from, to] = [argument(rows, 0), argument(rows, 1)];
  return from?.kind === "int" && to?.kind === "int" && to.value - from.value > MOST_ITEMS
    ? bomb(`makes a block of ${to.value - from.value} rows`)
    : undefined;
}
