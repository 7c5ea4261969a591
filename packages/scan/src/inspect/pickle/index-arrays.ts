import { arrayTypeOf, type ByteSource, type PickleObject, type PickleValue, viewOf } from "@castellan/formats";
import { elementsOf } from "./array-state.ts";
import { classOf } from "./class-of.ts";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";

/*
 * Arrays whose numbers compiled code uses as places in other arrays, without looking at them again: the rows of sparse
 * matrices (scipy/sparse/_compressed.py, `check_format` is not called by unpickling) and the children of decision trees
 * (sklearn/tree/_tree.pyx, `__setstate__` and `apply`).
 */

/** The whole of an operand of the stream, which the machine keeps only the beginning of. */
export type BytesOf = (value: PickleValue) => ByteSource | undefined;

interface ArrayInStream {
  readonly dtype: PickleValue;
  readonly count: number;
  readonly width: number;
  readonly bytes: ByteSource;
}

const CHUNK = 1 << 20;

const outside = (reason: string): Objection => ({ rule: "pickle-storage-bounds", verdict: "malicious", reason });

/** Judges the indices in the state of a sparse matrix or a decision tree; others have none. */
export function judgeIndices(target: PickleValue, state: PickleValue, bytesOf: BytesOf): Objection | undefined {
  if (target.kind !== "object" || state.kind !== "dict") return undefined;
  const owner = classOf(target);
  if (owner === undefined) return undefined;
  const of = (key: string): PickleValue | undefined => entryOf(state.items, key);
  if (owner.name === "Tree" && owner.module.startsWith("sklearn.tree")) return judgeTree(target, of, bytesOf);
  const match = /^cs([rc])_(?:matrix|array)$/.exec(owner.name);
  return match !== null && owner.module.startsWith("scipy.sparse") ? judgeCompressed(match[1] === "r", of, bytesOf) : undefined;
}

function judgeCompressed(rows: boolean, of: (key: string) => PickleValue | undefined, bytesOf: BytesOf): Objection | undefined {
  const shape = of("_shape");
  const sizes = shape?.kind === "tuple" ? shape.items.map((size) => elementsOf(size)) : [];
  const [major, minor] = rows ? sizes : [sizes[1], sizes[0]];
  const [indices, pointers] = [arrayIn(of("indices"), bytesOf), arrayIn(of("indptr"), bytesOf)];
  if (major === undefined || minor === undefined || indices === undefined || pointers === undefined) return undefined;
  if (pointers.count < major + 1) return outside(`has ${pointers.count} pointers for ${major} rows`);
  let last = 0;
  for (const pointer of numbersIn(pointers, 0, pointers.width)) {
    if (pointer < last || pointer > indices.count) return outside(`has a pointer to element ${pointer} of ${indices.count}`);
    last = pointer;
  }
  for (const index of numbersIn(indices, 0, indices.width))
    if (index < 0 || index >= minor) return outside(`has the index ${index} of ${minor}`);
  return undefined;
}

function judgeTree(target: PickleObject, of: (key: string) => PickleValue | undefined, bytesOf: BytesOf): Objection | undefined {
  const nodes = arrayIn(of("nodes"), bytesOf);
  const count = elementsOf(of("node_count"));
  const features = target.arguments.kind === "tuple" ? elementsOf(target.arguments.items[0]) : undefined;
  if (nodes === undefined || count === undefined) return undefined;
  if (count > nodes.count) return outside(`has ${count} nodes in an array of ${nodes.count}`);
  for (const [field, most] of [
    ["left_child", count],
    ["right_child", count],
    ["feature", features ?? Number.POSITIVE_INFINITY],
  ] as const) {
    const place = fieldOf(nodes.dtype, field);
    if (place === undefined) continue;
    let node = 0;
    for (const value of numbersIn(nodes, place.offset, place.width)) {
      // Leaves have -1 for a child and -2 for a feature; a child comes behind its parent.
      const child = field !== "feature" && value >= 0 && value <= node;
      if (node < count && (value < -2 || value >= most || child)) return outside(`has a node whose ${field} is ${value}`);
      node++;
    }
  }
  return undefined;
}

function entryOf(items: readonly PickleValue[], name: string): PickleValue | undefined {
  for (let index = 0; index + 1 < items.length; index += 2) {
    const key = items[index];
    if (key?.kind === "text" && key.value === name) return items[index + 1];
  }
  return undefined;
}

/** The elements of an array that stands in the stream: `_reconstruct` with its state, or `_frombuffer`. */
function arrayIn(value: PickleValue | undefined, bytesOf: BytesOf): ArrayInStream | undefined {
  if (value?.kind !== "object" || value.callable.kind !== "global" || value.arguments.kind !== "tuple") return undefined;
  const { name } = judgeName(value.callable);
  const state = value.states.at(-1);
  const [shape, dtype, data] =
    name === "_frombuffer"
      ? [value.arguments.items[2], value.arguments.items[1], value.arguments.items[0]]
      : name === "_reconstruct" && state?.kind === "tuple"
        ? [state.items[1], state.items[2], state.items[4]]
        : [];
  const count = elementsOf(shape);
  const width = arrayTypeOf(dtype)?.itemSize;
  const encoded = data?.kind === "object" && data.arguments.kind === "tuple" ? data.arguments.items[0] : data;
  const bytes = encoded === undefined ? undefined : bytesOf(encoded);
  if (dtype === undefined || count === undefined || width === undefined || width === 0 || bytes === undefined) return undefined;
  return bytes.size === count * width ? { dtype, count, width, bytes } : undefined;
}

/** Little-endian integers of 4 or 8 bytes at one place of each element. */
function* numbersIn({ count, width, bytes }: ArrayInStream, offset: number, size: number): Generator<number> {
  if ((size !== 4 && size !== 8) || offset + size > width) return;
  const step = Math.max(1, Math.floor(CHUNK / width));
  for (let first = 0; first < count; first += step) {
    const chunk = bytes.read(first * width, Math.min(step, count - first) * width);
    const view = viewOf(chunk);
    for (let at = offset; at + size <= chunk.length; at += width)
      yield size === 4 ? view.getInt32(at, true) : Number(view.getBigInt64(at, true));
  }
}

/** Where a field of a structured type stands: state (version, order, subarray, names, fields, …). */
function fieldOf(dtype: PickleValue, name: string): { readonly offset: number; readonly width: number } | undefined {
  const state = dtype.kind === "object" ? dtype.states.at(-1) : undefined;
  const fields = state?.kind === "tuple" ? state.items[4] : undefined;
  const field = fields?.kind === "dict" ? entryOf(fields.items, name) : undefined;
  const [type, offset] = field?.kind === "tuple" ? field.items : [];
  const width = arrayTypeOf(type)?.itemSize;
  return offset?.kind === "int" && width !== undefined ? { offset: Number(offset.value), width } : undefined;
}
