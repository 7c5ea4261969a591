import type { Json } from "@castellan/graph";

/** Where a literal that decided a value stands. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

/**
 * A value as far as the configuration tells it. What only a deployment knows stays in the text as
 * `${address.attribute}`, so that it reads as in the source.
 */
export interface Value {
  readonly json: Json;
  /** Addresses of resources that went into it, with module prefix. */
  readonly references: readonly string[];
  readonly origin?: Origin;
  /** A variable's default decided it. */
  readonly sample: boolean;
}

export function known(json: Json, origin?: Origin): Value {
  return { json, references: [], sample: false, ...(origin === undefined ? {} : { origin }) };
}

export function symbolic(text: string, references: readonly string[] = []): Value {
  return { json: `\${${text}}`, references, sample: false };
}

/** Functions whose result may be as long as the product of what they are given. */
export function mayExplode(name: string, values: readonly Json[]): boolean {
  return (
    /^(?:replace|join|format|formatlist|concat|setunion|flatten)$/.test(name) &&
    values.reduce<number>((sum, value) => sum + sizeOf(value), 0) > 20_000
  );
}

/** True where a part is not known. */
export function isOpen(json: Json): boolean {
  return typeof json === "string" && json.includes("${");
}

/** Texts and nodes in one value: names that double with every step stay open instead. */
const SIZE = 200_000;
const SIZES = new WeakMap<object, number>();

function sizeOf(json: Json): number {
  if (typeof json === "string") return json.length + 1;
  if (typeof json !== "object" || json === null) return 1;
  const done = SIZES.get(json);
  if (done !== undefined) return done;
  // Shared parts count at every use: that is how often they will be written.
  const size = Object.values(json).reduce<number>((sum, item: Json) => sum + sizeOf(item), 1);
  SIZES.set(json, size);
  return size;
}

/** A value made of others: their references, the first origin. Too large ones stay open. */
export function combined(made: Json, parts: readonly Value[]): Value {
  const json = sizeOf(made) > SIZE ? "${…}" : made;
  const references = [...new Set(parts.flatMap((part) => part.references))];
  const origin = parts.find((part) => part.origin !== undefined)?.origin;
  return { json, references, sample: parts.some((part) => part.sample), ...(origin === undefined ? {} : { origin }) };
}

export function isRecord(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !isList(json);
}

export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

export function textOf(json: Json): string {
  return typeof json === "string" ? json : json === null ? "" : typeof json === "object" ? JSON.stringify(json) : String(json);
}

/** Keys and values of what a `for` or `for_each` goes over; undefined where they are not known. */
export function iterable(source: Value): readonly (readonly [Json, Value])[] | undefined {
  if (isList(source.json)) return source.json.map((item, index) => [index, { ...source, json: item }] as const);
  if (isRecord(source.json)) return Object.entries(source.json).map(([key, item]) => [key, { ...source, json: item }] as const);
  return undefined;
}
