import type { ByteSource } from "../byte-source.ts";
import { numpyType } from "../numpy/data-type.ts";
import { type MsgpackValue, readMsgpack } from "./index.ts";

/** An array as Flax writes it: an extension that holds a list of shape, type and bytes. */
export interface FlaxArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes that the array takes; undefined where its type is not known. */
  readonly needed: number | undefined;
  readonly present: number;
  readonly object: boolean;
}

/** Types of JAX (ml_dtypes) that numpy alone does not know. */
const JAX_TYPES = /^(?:bfloat16|float8_\w{3,20}|float4_\w{3,20}|float6_\w{3,20}|u?int[24])$/;

/**
 * Reads the content of extension 1 or 3; undefined where it is none.
 *
 * @see https://github.com/google/flax/blob/main/flax/serialization.py (_ndarray_to_bytes)
 */
export function readFlaxArray(source: ByteSource, start: number, end: number): FlaxArray | undefined {
  const top: MsgpackValue[] = [];
  const shape: number[] = [];
  const { complete, end: last } = readMsgpack(
    source,
    (value) => {
      if (value.path.length === 1) top.push({ ...value, path: [...value.path] });
      if (value.path.length === 2 && value.path[0] === 0 && typeof value.value === "number" && shape.length < 64) shape.push(value.value);
    },
    start,
    end,
  );
  const [sizes, type, data] = top;
  if (!complete || last !== end || top.length !== 3 || sizes?.kind !== "list" || data?.kind !== "bytes" || typeof type?.value !== "string")
    return undefined;
  if (shape.some((size) => !Number.isInteger(size) || size < 0)) return undefined;
  const dtype = type.value;
  const { bytes, object } = JAX_TYPES.test(dtype) ? { bytes: dtype === "bfloat16" ? 2 : 1, object: false } : numpyType(dtype);
  const elements = shape.reduce((product, size) => product * size, 1);
  return { dtype, shape, needed: bytes === undefined ? undefined : elements * bytes, present: data.end - data.start, object };
}
