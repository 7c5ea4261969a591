/** One value of DER (X.690): its tag, its content, and where the next begins. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly next: number;
}

export const DER = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, object: 0x06, sequence: 0x30 } as const;

/** The value at an offset; undefined where the bytes are none, or are not in the one form of DER. */
export function derAt(bytes: Uint8Array, at: number): DerValue | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let [length, start] = [first, at + 2];
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return undefined;
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[start + index] ?? 0);
    start += count;
    if (length < 0x80) return undefined;
  }
  const next = start + length;
  return next > bytes.length ? undefined : { tag, content: bytes.subarray(start, next), next };
}

/** The values that a content is made of; undefined where it does not end with the last. */
export function derValues(content: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  for (let at = 0; at < content.length; ) {
    const value = derAt(content, at);
    if (value === undefined) return undefined;
    values.push(value);
    at = value.next;
  }
  return values;
}

/** An object identifier in dots. */
export function objectName(content: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join(".");
}
