import { decodeBase32, decodeBase64, decodeBase85, decodeGzip, decodeHex, decodeWith, decodeZlib, encodeWith } from "./codings.ts";
import { asBytes, asList, asNumber, asText, type Constant } from "./constants.ts";

/** A pure function of constants; undefined where its result is not known or would be longer than `most`. */
export type PureFunction = (args: readonly (Constant | undefined)[], most: number) => Constant | undefined;

const onText =
  (map: (text: string) => string): PureFunction =>
  ([self]) => {
    const text = asText(self);
    return text === undefined ? undefined : map(text);
  };

const concatenate: PureFunction = ([left, right]) => {
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (left instanceof Uint8Array && right instanceof Uint8Array) return new Uint8Array(Buffer.concat([left, right]));
  if (typeof left === "bigint" && typeof right === "bigint") return left + right;
  return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : undefined;
};

const repeat: PureFunction = ([value, times], most) => {
  const count = asNumber(times);
  if (count === undefined) return undefined;
  if (typeof value === "string") return value.length * count > most ? undefined : value.repeat(Math.max(0, count));
  return typeof value === "bigint" ? value * BigInt(count) : undefined;
};

const join: PureFunction = ([separator, parts], most) => {
  const list = asList(parts);
  const between = asText(separator) ?? asBytes(separator);
  if (list === undefined || between === undefined) return undefined;
  const chunks = list.map((part) => asText(part) ?? asBytes(part));
  if (chunks.reduce((sum, chunk) => sum + (chunk?.length ?? 0) + between.length, 0) > most) return undefined;
  if (typeof between === "string") return chunks.every((chunk) => typeof chunk === "string") ? chunks.join(between) : undefined;
  if (!chunks.every((chunk) => chunk instanceof Uint8Array)) return undefined;
  return new Uint8Array(Buffer.concat(chunks.flatMap((chunk, index) => (index === 0 ? [chunk] : [between, chunk]))));
};

const replace: PureFunction = ([self, from, to], most) => {
  const [text, old, next] = [asText(self), asText(from), asText(to)];
  if (text === undefined || old === undefined || next === undefined || old === "") return undefined;
  return (text.length / old.length) * next.length > most ? undefined : text.replaceAll(old, () => next);
};

/** Positional fields only: attributes and items of arguments are no constants. */
const format: PureFunction = ([self, ...args], most) => {
  const text = asText(self);
  const longest = Math.max(0, ...args.map((value) => asText(value)?.length ?? 20));
  if (text === undefined || (text.length / 2) * longest > most) return undefined;
  let next = 0;
  let known = true;
  const formatted = text.replaceAll(/\{\{|\}\}|\{(\d{0,4})\}|[{}]/g, (field, digits?: string) => {
    if (field === "{{" || field === "}}") return field.slice(1);
    const value = digits === undefined ? undefined : args[digits === "" ? next++ : Number(digits)];
    if (typeof value === "string" || typeof value === "bigint") return String(value);
    known = false;
    return field;
  });
  return known ? formatted : undefined;
};

const character: PureFunction = ([code]) => {
  const number = asNumber(code);
  return number === undefined || number < 0 || number > 0x10ffff ? undefined : String.fromCodePoint(number);
};

const bytesOf: PureFunction = ([value, encoding]) => {
  if (typeof value === "string") return encodeWith(value, encoding);
  if (value instanceof Uint8Array || value === undefined || typeof value === "bigint") return asBytes(value);
  const numbers = value.map((one) => asNumber(one) ?? -1);
  return numbers.every((number) => number >= 0 && number < 256) ? Uint8Array.from(numbers) : undefined;
};

const item: PureFunction = ([sequence, index]) => {
  const [list, at] = [asList(sequence), asNumber(index)];
  return list === undefined || at === undefined ? undefined : list.at(at);
};

const textOf: PureFunction = ([value, encoding], most) => {
  if (encoding !== undefined) return decodeWith(value, encoding, most);
  return typeof value === "string" ? value : typeof value === "bigint" ? String(value) : undefined;
};

const decodeMethod: PureFunction = ([self, encoding], most) => decodeWith(self, encoding, most);
const encodeMethod: PureFunction = ([self, encoding]) => encodeWith(self, encoding);
const reversed: PureFunction = ([sequence]) => asList(sequence)?.toReversed();
const first =
  (decode: (input: Constant | undefined, most: number) => Constant | undefined): PureFunction =>
  ([input], most) =>
    decode(input, most);

const BY_NAME: Readonly<Record<string, PureFunction>> = {
  "builtins.chr": character,
  "builtins.str": textOf,
  "builtins.bytes": bytesOf,
  "builtins.bytearray": bytesOf,
  "builtins.reversed": reversed,
  "builtins.list": ([sequence]) => asList(sequence),
  "builtins.tuple": ([sequence]) => asList(sequence),
  "builtins.bytes.fromhex": first(decodeHex),
  "builtins.bytearray.fromhex": first(decodeHex),
  "builtins.str.join": join,
  "builtins.bytes.join": join,
  "builtins.str.replace": replace,
  "builtins.str.format": format,
  "builtins.str.lower": onText((text) => text.toLowerCase()),
  "builtins.str.upper": onText((text) => text.toUpperCase()),
  "builtins.str.casefold": onText((text) => text.toLowerCase()),
  "builtins.str.strip": onText((text) => text.trim()),
  "builtins.str.swapcase": onText((text) =>
    [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join(""),
  ),
  "builtins.str.encode": encodeMethod,
  "builtins.bytes.decode": decodeMethod,
  "builtins.bytearray.decode": decodeMethod,
  "builtins.str.__add__": concatenate,
  "builtins.bytes.__add__": concatenate,
  "builtins.str.__getitem__": item,
  "builtins.str.__mul__": repeat,
  "operator.add": concatenate,
  "operator.iadd": concatenate,
  "operator.concat": concatenate,
  "operator.iconcat": concatenate,
  "operator.mul": repeat,
  "operator.getitem": item,
  "codecs.decode": decodeMethod,
  "codecs.encode": encodeMethod,
  "base64.b64decode": first(decodeBase64),
  "base64.standard_b64decode": first(decodeBase64),
  "base64.urlsafe_b64decode": first(decodeBase64),
  "base64.decodebytes": first(decodeBase64),
  "base64.b32decode": first(decodeBase32),
  "base64.b16decode": first(decodeHex),
  "base64.b85decode": first(decodeBase85),
  "binascii.unhexlify": first(decodeHex),
  "binascii.a2b_hex": first(decodeHex),
  "binascii.a2b_base64": first(decodeBase64),
  "zlib.decompress": first(decodeZlib),
  "gzip.decompress": first(decodeGzip),
};

export function pureFunction(name: string): PureFunction | undefined {
  return Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
}
