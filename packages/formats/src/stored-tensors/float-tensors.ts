import { type ByteSource, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { looksLikeSafetensors } from "../safetensors/index.ts";
import { listSafetensors, readFloats } from "../safetensors/tensors.ts";
import { readStoredTensors } from "./read-stored-tensors.ts";
import type { StoredTensor } from "./stored-tensor.ts";

/** A tensor of single precision, row-major. */
export interface FloatTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/**
 * Every tensor of a file of safetensors, numpy (npz, npy) or PyTorch by name, as single precision; nothing is executed.
 * @param most numbers in all @throws FormatError where one cannot be had as floats, or there are more
 */
export function readFloatTensors(source: ByteSource, most = 200_000_000): ReadonlyMap<string, FloatTensor> {
  const tensors = new Map<string, FloatTensor>();
  let total = 0;
  const take = (shape: readonly number[], name: string): void => {
    total += sizeOf(shape);
    if (!(total <= most)) throw new FormatError("BUDGET_BYTES", `The tensors hold more than ${most} numbers.`);
    if (tensors.has(name)) throw new FormatError("MALFORMED", `Two tensors are called ${JSON.stringify(name.slice(0, 100))}.`);
  };
  if (looksLikeSafetensors(source.read(0, 16), source.size)) {
    for (const tensor of listSafetensors(source).values()) {
      take(tensor.shape, tensor.name);
      tensors.set(tensor.name, { shape: tensor.shape, values: readFloats(source, tensor) });
    }
    return tensors;
  }
  const { tensors: stored, refused } = readStoredTensors(source);
  const [no] = refused;
  if (no !== undefined) throw new FormatError("UNSUPPORTED", `A tensor cannot be read: ${no.reason}.`);
  for (const tensor of stored) {
    const name = tensor.path.join(".");
    take(tensor.shape, name);
    tensors.set(name, { shape: tensor.shape, values: gathered(tensor, name) });
  }
  return tensors;
}

function gathered({ type, shape, strides, offset, storage, bigEndian }: StoredTensor, name: string): Float32Array {
  if (type !== "F32" && type !== "F64")
    throw new FormatError(
      "UNSUPPORTED",
      `The tensor ${JSON.stringify(name.slice(0, 100))} is of type ${type}; floats are F32 and F64 here.`,
    );
  const view = viewOf(storage.open().read(0, storage.bytes));
  const width = type === "F32" ? 4 : 8;
  const out = new Float32Array(sizeOf(shape));
  const place = new Array<number>(shape.length).fill(0);
  let at = offset;
  for (let index = 0; index < out.length; index++) {
    out[index] = type === "F32" ? view.getFloat32(at * width, !bigEndian) : view.getFloat64(at * width, !bigEndian);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1;
      at += strides[axis] ?? 0;
      if ((place[axis] ?? 0) < (shape[axis] ?? 0)) break;
      at -= (strides[axis] ?? 0) * (shape[axis] ?? 0);
      place[axis] = 0;
    }
  }
  return out;
}

/** A safetensors file of single-precision tensors, in the order of their names. */
export function writeFloatTensors(tensors: ReadonlyMap<string, FloatTensor>): Uint8Array {
  const named = [...tensors].sort(([left], [right]) => (left < right ? -1 : 1));
  const header: Record<string, unknown> = Object.create(null);
  let at = 0;
  for (const [name, { shape, values }] of named) {
    header[name] = { dtype: "F32", shape, data_offsets: [at, at + 4 * values.length] };
    at += 4 * values.length;
  }
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  const padded = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + padded + at).fill(0x20, 8, 8 + padded);
  const view = viewOf(file);
  view.setBigUint64(0, BigInt(padded), true);
  file.set(json, 8);
  let place = 8 + padded;
  for (const [, { values }] of named)
    for (const value of values) {
      view.setFloat32(place, value, true);
      place += 4;
    }
  return file;
}
