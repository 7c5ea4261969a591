import { ascii, textOf } from "../../byte-source.ts";

/** Records of an extended header, the last of a key counting; `pairs` has all of them in order. */
export interface PaxRecords {
  readonly values: ReadonlyMap<string, string>;
  readonly pairs: readonly (readonly [string, string])[];
  /** Whether all bytes were records. */
  readonly whole: boolean;
  /** A record of length 0: readers that go on by it never end. */
  readonly endless: boolean;
}

/** `LENGTH KEY=VALUE\n`, the length in decimal and counting itself. @see POSIX.1-2017, pax Extended Header */
export function paxRecords(bytes: Uint8Array): PaxRecords {
  const values = new Map<string, string>();
  const pairs: [string, string][] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const match = /^(\d{1,9}) /.exec(ascii(bytes, at, at + 10));
    const length = Number(match?.[1] ?? 0);
    const equals = bytes.indexOf(0x3d, at);
    const end = at + length - 1;
    if (match === null || length < 5 || end >= bytes.length || bytes[end] !== 0x0a || equals < 0 || equals >= end)
      return { values, pairs, whole: false, endless: match !== null && length === 0 };
    const key = textOf(bytes.subarray(at + match[0].length, equals));
    const value = textOf(bytes.subarray(equals + 1, end));
    values.set(key, value);
    pairs.push([key, value]);
    at = end + 1;
  }
  return { values, pairs, whole: true, endless: false };
}
