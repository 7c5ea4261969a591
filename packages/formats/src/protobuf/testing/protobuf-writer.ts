/** What stands in a field: a number is a varint, a text or bytes are length-delimited, `{float}` and `{double}` are fixed. */
export type ProtobufValue = number | bigint | string | Uint8Array | { readonly float: number } | { readonly double: number };

/** A number in base 128, negative ones as 64 bits. */
export function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? byte : byte | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** One field with its tag. */
export function field(number: number, value: ProtobufValue): Uint8Array {
  if (typeof value === "number" || typeof value === "bigint") return concat(varint(number * 8), varint(value));
  if (typeof value === "string") return field(number, new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return concat(varint(number * 8 + 2), varint(value.length), value);
  const bytes = new Uint8Array("float" in value ? 4 : 8);
  const view = new DataView(bytes.buffer);
  if ("float" in value) view.setFloat32(0, value.float, true);
  else view.setFloat64(0, value.double, true);
  return concat(varint(number * 8 + ("float" in value ? 5 : 1)), bytes);
}

/** A message of fields in this order. */
export function message(...fields: readonly (readonly [number, ProtobufValue])[]): Uint8Array {
  return concat(...fields.map(([number, value]) => field(number, value)));
}
