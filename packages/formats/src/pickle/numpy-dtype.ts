import type { PickleContainer, PickleValue } from "./value.ts";

/** What is needed to know how many bytes the elements of an array take. */
export interface ArrayType {
  readonly itemSize: number;
  /** Elements are Python objects, or structures with such. */
  readonly hasObjects: boolean;
}

const MOST_NESTED = 16;
/** Kinds whose code carries their size in bytes: `f8`, `V16`. */
const SIZED = /^[<>=|]?([biufcmMOSaVU?])(\d{1,10})?$/;
/** Codes of one letter that have the same size everywhere. */
const LETTERS: Readonly<Record<string, number>> = { "?": 1, b: 1, B: 1, h: 2, H: 2, i: 4, I: 4, q: 8, Q: 8, e: 2, f: 4, d: 8, F: 8, D: 16 };

/**
 * The element type that a pickled `numpy.dtype` stands for; undefined where it is not understood.
 * Source: numpy/_core/src/multiarray/descriptor.c (`arraydescr_reduce`, `arraydescr_setstate`).
 */
export function arrayTypeOf(value: PickleValue | undefined, depth = 0): ArrayType | undefined {
  if (value?.kind !== "object" || depth > MOST_NESTED) return undefined;
  const { callable, arguments: args } = value;
  if (callable.kind !== "global" || callable.module !== "numpy" || callable.name !== "dtype" || args.kind !== "tuple") return undefined;
  const code = args.items[0];
  if (code?.kind !== "text" || code.value.length !== code.length) return undefined;
  const state = value.states.at(-1);
  if (state === undefined) return ofCode(code.value);
  return state.kind === "tuple" ? ofState(code.value, state, depth) : undefined;
}

function ofCode(code: string): ArrayType | undefined {
  const bare = code.replace(/^[<>=|]/, "");
  const size = Object.hasOwn(LETTERS, bare) ? LETTERS[bare] : undefined;
  if (size !== undefined) return { itemSize: size, hasObjects: false };
  const [, kind, digits] = SIZED.exec(code) ?? [];
  if (kind === "O") return { itemSize: 8, hasObjects: true };
  if (digits === undefined) return undefined;
  return { itemSize: Number(digits) * (kind === "U" ? 4 : 1), hasObjects: false };
}

/** State: (version, byte order, subarray, names, fields, item size, alignment, flags, …). */
function ofState(code: string, state: PickleContainer, depth: number): ArrayType | undefined {
  const simple = ofCode(code);
  const [, , subarray, , fields, size] = state.items;
  const declared = size?.kind === "int" ? Number(size.value) : -1;
  const itemSize = declared > 0 ? declared : simple?.itemSize;
  if (itemSize === undefined) return undefined;
  if (fields?.kind === "dict") return structured(fields, itemSize, depth);
  if (subarray?.kind === "tuple") {
    const base = arrayTypeOf(subarray.items[0], depth + 1);
    return base === undefined ? undefined : { itemSize, hasObjects: base.hasObjects };
  }
  return { itemSize, hasObjects: simple?.hasObjects ?? false };
}

/** Fields: name to (type, offset). */
function structured(fields: PickleContainer, itemSize: number, depth: number): ArrayType | undefined {
  if (fields.size !== fields.items.length) return undefined;
  let hasObjects = false;
  for (let index = 1; index < fields.items.length; index += 2) {
    const field = fields.items[index];
    const type = field?.kind === "tuple" ? arrayTypeOf(field.items[0], depth + 1) : undefined;
    if (type === undefined) return undefined;
    hasObjects ||= type.hasObjects;
  }
  return { itemSize, hasObjects };
}
