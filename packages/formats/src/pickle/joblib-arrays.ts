import type { ByteSource } from "../byte-source.ts";
import { arrayTypeOf } from "./numpy-dtype.ts";
import type { PickleObject, PickleValue } from "./value.ts";

/*
 * joblib.dump (0.10 and later) writes the elements of arrays into the file between two opcodes. Its loader reads them
 * when BUILD has given a NumpyArrayWrapper its state.
 * Source: joblib/numpy_pickle.py (NumpyArrayWrapper.read_array, NumpyUnpickler.load_build), joblib 0.10 to 1.5.
 * Older forms keep arrays in files of their own (NDArrayWrapper, ZNDArrayWrapper): nothing follows them.
 */

/** Bytes behind the wrapper, "pickle" for a stream that the loader reads there, "unknown" where it cannot be told. */
export type JoblibArray = number | "pickle" | "unknown";

/**
 * What joblib's loader takes from the file at `offset` after the BUILD of `target`; 0 where the target is no wrapper of
 * an array. For `PickleListener.bytesAfterBuild`.
 */
export function joblibArrayAfterBuild(target: PickleValue, source: ByteSource, offset: number): JoblibArray {
  if (target.kind !== "object" || !isArrayWrapper(target)) return 0;
  const attributes = attributesOf(target);
  const type = arrayTypeOf(attributes.get("dtype"));
  const count = elementsOf(attributes.get("shape"));
  if (type === undefined || count === undefined) return "unknown";
  if (type.hasObjects) return "pickle";
  const alignment = attributes.get("numpy_array_alignment_bytes");
  return paddingAt(alignment, source, offset) + count * type.itemSize;
}

/** From joblib 1.2 on a byte says how many bytes of padding follow it. */
function paddingAt(alignment: PickleValue | undefined, source: ByteSource, offset: number): number {
  return alignment === undefined || alignment.kind === "none" ? 0 : 1 + (source.read(offset, 1)[0] ?? 0);
}

/** scikit-learn had a copy of joblib in `sklearn.externals`. */
function isArrayWrapperClass(value: PickleValue | undefined): boolean {
  return value?.kind === "global" && value.name === "NumpyArrayWrapper" && /(?:^|\.)joblib\.numpy_pickle$/.test(value.module);
}

function isArrayWrapper({ callable, arguments: args }: PickleObject): boolean {
  if (isArrayWrapperClass(callable)) return true;
  // Protocols 0 and 1: copy_reg._reconstructor(class, object, None).
  const reconstructor = callable.kind === "global" && callable.name === "_reconstructor";
  return reconstructor && args.kind === "tuple" && isArrayWrapperClass(args.items[0]);
}

/** What the states put into `__dict__`. */
function attributesOf(target: PickleObject): ReadonlyMap<string, PickleValue> {
  const attributes = new Map<string, PickleValue>();
  for (const state of target.states) {
    const dict = state.kind === "tuple" ? state.items[0] : state;
    if (dict?.kind !== "dict") continue;
    for (let index = 0; index + 1 < dict.items.length; index += 2) {
      const [key, value] = [dict.items[index], dict.items[index + 1]];
      if (key?.kind === "text" && value !== undefined) attributes.set(key.value, value);
    }
  }
  return attributes;
}

/** Product of the shape: 1 for none. */
function elementsOf(shape: PickleValue | undefined): number | undefined {
  if ((shape?.kind !== "tuple" && shape?.kind !== "list") || shape.size !== shape.items.length) return undefined;
  let count = 1;
  for (const length of shape.items) {
    if (length.kind !== "int" || length.value < 0n) return undefined;
    count *= Number(length.value);
  }
  return count;
}
