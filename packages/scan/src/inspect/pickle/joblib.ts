import type { PickleValue } from "@castellan/formats";
import { judgeName } from "./name.ts";

/*
 * Arrays of joblib stand in the file itself, right after the BUILD of their wrapper
 * (joblib/numpy_pickle.py, `NumpyUnpickler.load_build`, `NumpyArrayWrapper.read_array`).
 */

/** Reads bytes of the file. */
export type ReadBytes = (offset: number, length: number) => Uint8Array;

const WRAPPERS: ReadonlySet<string> = new Set([
  "joblib.numpy_pickle.NumpyArrayWrapper",
  "sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper",
]);

/** Whether this is the wrapper of an array, the way joblib writes it. */
export function isArrayWrapper(target: PickleValue): boolean {
  return target.kind === "object" && target.callable.kind === "global" && WRAPPERS.has(judgeName(target.callable).callable);
}

/** Bytes that the loader takes after the state of `target` was set, at `offset`; "pickle" for an array of objects. */
export function bytesOfArray(target: PickleValue, offset: number, read: ReadBytes): number | "pickle" {
  if (!isArrayWrapper(target) || target.kind !== "object") return 0;
  const state = target.states.at(-1);
  if (state?.kind !== "dict") return 0;
  const dtype = entryOf(state.items, "dtype");
  const shape = entryOf(state.items, "shape");
  if (dtype === undefined || shape?.kind !== "tuple") return 0;
  const width = itemSize(dtype);
  if (width === "object") return "pickle";
  if (width === undefined) return 0;
  let bytes = width;
  for (const size of shape.items) {
    if (size.kind !== "int" || size.value < 0n || size.value > BigInt(Number.MAX_SAFE_INTEGER)) return 0;
    bytes *= Number(size.value);
    if (!(bytes <= Number.MAX_SAFE_INTEGER)) return Number.MAX_SAFE_INTEGER;
  }
  const alignment = entryOf(state.items, "numpy_array_alignment_bytes");
  if (alignment === undefined || alignment.kind === "none") return bytes;
  // One byte says how many follow it before the array.
  return 1 + (read(offset, 1)[0] ?? 0) + bytes;
}

function entryOf(items: readonly PickleValue[], name: string): PickleValue | undefined {
  for (let index = 0; index + 1 < items.length; index += 2) {
    const key = items[index];
    if (key?.kind === "text" && key.value === name) return items[index + 1];
  }
  return undefined;
}

/** Bytes of an item of a numpy type; "object" where it holds references, undefined where that cannot be told. */
export function itemSize(dtype: PickleValue): number | "object" | undefined {
  if (dtype.kind !== "object" || dtype.callable.kind !== "global" || judgeName(dtype.callable).callable !== "numpy.dtype") return undefined;
  const text = dtype.arguments.kind === "tuple" ? dtype.arguments.items[0] : undefined;
  const state = dtype.states.at(-1);
  const items = state?.kind === "tuple" ? state.items : [];
  // (version, byte order, subtype, names, fields, item size, alignment, flags): numpy/core/src/multiarray/descriptor.c
  const flags = items[7];
  if (flags?.kind === "int" && (flags.value & 1n) === 1n) return "object";
  if (text?.kind !== "text") return undefined;
  const match = /^[<>|=]?([?a-zA-Z])(\d{0,9})$/.exec(text.value);
  if (match === null) return undefined;
  const [, letter = "", digits = ""] = match;
  if (letter === "O") return "object";
  const size = items[5];
  if (size?.kind === "int" && size.value > 0n) return Number(size.value);
  if (digits === "") return LETTERS[letter];
  const count = Number(digits);
  return letter === "U" ? 4 * count : count;
}

/** Types that are written without a size. */
const LETTERS: { readonly [letter: string]: number | undefined } = {
  "?": 1,
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  e: 2,
  i: 4,
  I: 4,
  f: 4,
  q: 8,
  Q: 8,
  d: 8,
  F: 8,
  D: 16,
};
