import { arrayTypeOf, type PickleContainer, type PickleObject, type PickleValue } from "@castellan/formats";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";

/*
 * States of numpy's types, arrays and random generators that its C code takes as they are: what does not fit together
 * makes it read or write outside of its memory.
 * Sources: numpy/_core/src/multiarray/descriptor.c (arraydescr_setstate), methods.c (array_setstate),
 * numpy/random/_mt19937.pyx.
 */

const outside = (reason: string): Objection => ({ rule: "pickle-storage-bounds", verdict: "malicious", reason });
const odd = (reason: string): Objection => ({ rule: "pickle-unexpected-arguments", verdict: "suspicious", reason });

/** `dtype.__setstate__((version, order, subarray, names, fields, item size, alignment, flags))` */
export function judgeDtypeState(target: PickleObject, state: PickleValue): Objection | undefined {
  if (state.kind !== "tuple") return undefined;
  const [, , , , fields, size, , flags] = state.items;
  if (size?.kind === "int" && size.value < -1n) return outside(`has items of ${size.value} bytes`);
  if (fields?.kind !== "dict") return undefined;
  const type = arrayTypeOf({ ...target, states: [state] });
  const itemSize = size?.kind === "int" && size.value >= 0n ? Number(size.value) : (type?.itemSize ?? 0);
  const beyond = fieldBeyond(fields, itemSize);
  if (beyond !== undefined) return outside(`has a field that ends at byte ${beyond} of items of ${itemSize} bytes`);
  if (type?.hasObjects === true && flags?.kind === "int" && (flags.value & 1n) === 0n)
    return outside("says that its items hold no objects, and has a field of objects");
  return undefined;
}

function fieldBeyond(fields: PickleContainer, itemSize: number): number | undefined {
  for (let index = 1; index < fields.items.length; index += 2) {
    const field = fields.items[index];
    if (field?.kind !== "tuple") continue;
    const [type, offset] = field.items;
    const width = arrayTypeOf(type)?.itemSize ?? 0;
    if (offset?.kind !== "int") continue;
    const end = Number(offset.value) + width;
    if (end > itemSize || offset.value < 0n) return end;
  }
  return undefined;
}

/** `ndarray.__setstate__((version, shape, dtype, is_fortran, data))` */
export function judgeArrayState(state: PickleValue): Objection | undefined {
  if (state.kind !== "tuple" || state.size < 4) return undefined;
  const [shape, dtype, , data] = state.size === 4 ? state.items : state.items.slice(1);
  const count = elementsOf(shape);
  const type = arrayTypeOf(dtype);
  if (count === undefined) return shape?.kind === "tuple" ? odd("has a shape that is no shape") : undefined;
  const bytes = lengthOf(data);
  if (type === undefined || type.hasObjects || bytes === undefined) return undefined;
  return bytes === count * type.itemSize ? undefined : odd(`has ${count} elements of ${type.itemSize} bytes in ${bytes} bytes`);
}

/** Elements of a shape; undefined where a length is negative or no number. */
export function elementsOf(shape: PickleValue | undefined): number | undefined {
  if (shape?.kind === "int") return shape.value < 0n ? undefined : Number(shape.value);
  if (shape?.kind !== "tuple" && shape?.kind !== "list") return undefined;
  let count = 1;
  for (const length of shape.items) {
    if (length.kind !== "int" || length.value < 0n) return undefined;
    count *= Number(length.value);
  }
  return count;
}

/** Bytes of the data of an array: bytes, Latin-1 text of Python 2, or text that protocol 2 encodes. */
function lengthOf(data: PickleValue | undefined): number | undefined {
  if (data?.kind === "bytes") return data.length;
  if (data?.kind !== "object" || data.callable.kind !== "global" || judgeName(data.callable).callable !== "_codecs.encode")
    return undefined;
  const [text, coding] = data.arguments.kind === "tuple" ? data.arguments.items : [];
  const whole = text?.kind === "text" && text.length === text.value.length;
  return whole && coding?.kind === "text" && coding.value === "latin1" ? text.length : undefined;
}

/** Words of the state of a Mersenne Twister. */
const TWISTER_WORDS = 624n;
const MAX_VALUES = 200;

/** The position in the state of a generator, which its C code uses as an index. */
export function judgeGeneratorState(state: PickleValue): Objection | undefined {
  const open: PickleValue[] = [state];
  for (let count = 0, value = open.pop(); value !== undefined && count < MAX_VALUES; value = open.pop(), count++) {
    if (value.kind === "tuple") {
      const [kind, , position] = value.items;
      if (kind?.kind === "text" && kind.value === "MT19937" && isOutside(position)) return outside("has a position beyond its words");
      open.push(...value.items.slice(0, 8));
    } else if (value.kind === "dict")
      for (let index = 0; index + 1 < value.items.length; index += 2) {
        const [key, item] = [value.items[index], value.items[index + 1]];
        if (key?.kind === "text" && key.value === "pos" && isOutside(item)) return outside("has a position beyond its words");
        if (item !== undefined) open.push(item);
      }
  }
  return undefined;
}

function isOutside(position: PickleValue | undefined): boolean {
  return position?.kind === "int" && (position.value < 0n || position.value > TWISTER_WORDS);
}
