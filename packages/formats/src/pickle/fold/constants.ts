import type { PickleValue } from "../value.ts";

/** A constant: text, bytes, a number, or a short list of constants. */
export type Constant = string | Uint8Array | bigint | readonly Constant[];

/** Longer sequences are no names and no payloads. */
const MOST_ITEMS = 4096;
const MOST_DEPTH = 3;

/** The constant that a value is, or that folding made of it; undefined where it is none, or not kept whole. */
export function constantOf(value: PickleValue | undefined, depth = 0): Constant | undefined {
  switch (value?.kind) {
    case "text":
      return value.value.length === value.length ? value.value : undefined;
    case "bytes":
      return value.value.length === value.length ? value.value : undefined;
    case "int":
      return value.value;
    case "bool":
      return value.value ? 1n : 0n;
    case "list":
    case "tuple": {
      if (value.size !== value.items.length || value.size > MOST_ITEMS || depth > MOST_DEPTH) return undefined;
      const items = value.items.map((item) => constantOf(item, depth + 1));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "object":
      return value.folded === undefined ? undefined : constantOf(value.folded, depth);
    default:
      return undefined;
  }
}

export function valueOf(constant: Constant, offset: number): PickleValue {
  if (typeof constant === "string") return { kind: "text", value: constant, length: constant.length, offset };
  if (typeof constant === "bigint") return { kind: "int", value: constant };
  if (constant instanceof Uint8Array) return { kind: "bytes", value: constant, length: constant.length, offset };
  return { kind: "list", items: constant.map((item) => valueOf(item, offset)), size: constant.length, holds: "data" };
}

/** What a constant costs to look at. */
export function costOf(constant: Constant): number {
  if (typeof constant === "bigint") return 8;
  if (typeof constant === "string" || constant instanceof Uint8Array) return 16 + constant.length;
  return constant.reduce((sum, item) => sum + costOf(item), 16);
}

export function asText(constant: Constant | undefined): string | undefined {
  return typeof constant === "string" ? constant : undefined;
}

export function asBytes(constant: Constant | undefined): Uint8Array | undefined {
  return constant instanceof Uint8Array ? constant : undefined;
}

/** Text in ASCII or bytes, as the functions of base64 and binascii take them. */
export function asAscii(constant: Constant | undefined): string | undefined {
  return constant instanceof Uint8Array ? Buffer.from(constant).toString("latin1") : asText(constant);
}

export function asNumber(constant: Constant | undefined): number | undefined {
  return typeof constant === "bigint" && constant >= -0x80000000n && constant <= 0x7fffffffn ? Number(constant) : undefined;
}

export function asList(constant: Constant | undefined): readonly Constant[] | undefined {
  if (typeof constant === "string") return [...constant];
  if (constant instanceof Uint8Array) return [...constant].map(BigInt);
  return typeof constant === "bigint" ? undefined : constant;
}
