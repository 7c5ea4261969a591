import type { PickleValue } from "./value.ts";

/** Values without identity: one object each. */
export const NONE: PickleValue = { kind: "none" };
export const TRUE: PickleValue = { kind: "bool", value: true };
export const FALSE: PickleValue = { kind: "bool", value: false };
export const UNKNOWN: PickleValue = { kind: "unknown" };
export const BUFFER: PickleValue = { kind: "buffer" };
/** Data without identity that was too much to keep. */
export const ELIDED: PickleValue = { kind: "unknown" };
/** Stands in the stack where MARK put it; never leaves it. */
export const MARK: PickleValue = { kind: "unknown" };

const SMALL = 1024;
const SMALL_INTEGERS: readonly PickleValue[] = Array.from({ length: SMALL }, (_, value) => ({ kind: "int", value: BigInt(value) }));

export function integer(value: number): PickleValue {
  // An index beyond the array is looked up by its name, which is slow.
  const known = value >= 0 && value < SMALL ? SMALL_INTEGERS[value] : undefined;
  return known ?? { kind: "int", value: BigInt(value) };
}
