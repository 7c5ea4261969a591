import type { ByteSource } from "../byte-source.ts";
import type { PickleObject, PickleValue } from "../pickle/value.ts";
import { extensionType, type NamedType, numpyCodeType, widthOf } from "./element-type.ts";
import { type Found, refused } from "./found.ts";
import { operandBytes } from "./operand-bytes.ts";
import { argumentsOf, attributeDicts, entryOf, integersOf, nameOf, textOf } from "./pickled-values.ts";
import type { TensorStorage } from "./stored-tensor.ts";
import { denseStrides, elementsOf, viewFault } from "./tensor-view.ts";

/*
 * Arrays in pickles: numpy/_core/src/multiarray/methods.c (`array_reduce`, `array_setstate`), numpy/_core/numeric.py
 * (`_frombuffer`), descriptor.c (`arraydescr_reduce`), joblib/numpy_pickle.py (`NumpyArrayWrapper`).
 */

/** Modules that numpy moved: `numpy.core` before 2.0. */
const RECONSTRUCT = /^numpy\.(?:_core|core)\.multiarray\._reconstruct$/;
const FROM_BUFFER = /^numpy\.(?:_core|core)\.numeric\._frombuffer$/;
const MASKED = /^numpy\.ma\.core\._mareconstruct$/;
const OUTSIDE = /(?:^|\.)joblib\.(?:numpy_pickle|numpy_pickle_compat)\.Z?NDArrayWrapper$/;

interface ArrayType {
  readonly type: NamedType;
  readonly bigEndian: boolean;
}

/** What a call of numpy or joblib makes; undefined for other calls. */
export function numpyCall(object: PickleObject, source: ByteSource): Found | undefined {
  const name = nameOf(object.callable);
  if (name === undefined) return undefined;
  if (RECONSTRUCT.test(name)) return reconstructed(object, source);
  if (FROM_BUFFER.test(name)) return fromBuffer(object, source);
  if (name === "dill._dill._create_array" || name === "jax._src.array._reconstruct_array") return created(object);
  if (MASKED.test(name)) return refused("is a masked array: an array, a mask and a fill value");
  if (OUTSIDE.test(name)) return refused("is kept in a file of its own beside this one (joblib 0.9)");
  // One number of a type, as an array of no dimensions has it.
  if (/^numpy\.(?:_core|core)\.multiarray\.scalar$/.test(name) || name === "numpy.dtype") return { kind: "value" };
  return undefined;
}

/** Arguments: (function, its arguments, state, …): dill/_dill.py, jax/_src/array.py. */
function created({ arguments: all, offset }: PickleObject): Found | undefined {
  const [callable, args, state] = all.kind === "tuple" ? all.items : [];
  if (callable === undefined || args === undefined || state === undefined) return undefined;
  return { kind: "same", value: { kind: "object", via: "reduce", callable, arguments: args, states: [state], offset } };
}

/** State: (version, shape, dtype, is Fortran, data); the version may be missing. */
function reconstructed(object: PickleObject, source: ByteSource): Found | undefined {
  const state = object.states.at(-1);
  if (state?.kind !== "tuple" || state.size !== state.items.length || state.size < 4) return undefined;
  const [shapeValue, dtype, fortran, data] = state.items.slice(-4);
  if (data?.kind === "list") return { kind: "same", value: data };
  const shape = integersOf(shapeValue);
  if (shape === undefined) return refused("has a shape that is none");
  return array(arrayTypeOf(dtype), shape, fortran?.kind === "bool" && fortran.value, operandBytes(data, source));
}

/** Arguments: (buffer, dtype, shape, order). */
function fromBuffer(object: PickleObject, source: ByteSource): Found {
  const [buffer, dtype, shapeValue, order] = argumentsOf(object);
  const shape = integersOf(shapeValue);
  if (shape === undefined) return refused("has a shape that is none");
  if (buffer?.kind === "buffer") return refused("is kept outside of the pickle");
  return array(arrayTypeOf(dtype), shape, textOf(order) === "F", operandBytes(buffer, source));
}

function array({ type, bigEndian }: ArrayType, shape: readonly number[], fortran: boolean, storage: TensorStorage | undefined): Found {
  if (typeof type !== "string") return refused(type.reason);
  if (storage === undefined) return refused("has data that are not understood");
  const strides = denseStrides(shape, fortran);
  const fault = viewFault({ type, shape, strides, offset: 0 }, storage.bytes);
  return fault === undefined ? { kind: "tensor", view: { type, shape, strides, offset: 0, storage, bigEndian } } : refused(fault);
}

/**
 * The array whose elements joblib wrote behind its wrapper.
 *
 * @param place and length of what the loader takes there: padding, then the elements
 */
export function joblibArray(wrapper: PickleObject, place: number, length: number, source: ByteSource, slice: SliceStorage): Found {
  const attributes = attributeDicts(wrapper).at(-1);
  if (attributes === undefined) return refused("is an array of joblib without a description");
  const shape = integersOf(entryOf(attributes, "shape"));
  const elements = shape === undefined ? undefined : elementsOf(shape);
  if (shape === undefined || elements === undefined) return refused("has a shape that is none");
  const found = arrayTypeOf(entryOf(attributes, "dtype"));
  if (typeof found.type !== "string") return refused(found.type.reason);
  const start = place + length - elements * widthOf(found.type);
  if (start < place || place + length > source.size) return refused("reaches beyond the end of the file");
  return array(found, shape, textOf(entryOf(attributes, "order")) === "F", slice(start, place + length));
}

export type SliceStorage = (start: number, end: number) => TensorStorage;

/** The element type and byte order of a pickled `numpy.dtype`. */
function arrayTypeOf(value: PickleValue | undefined): ArrayType {
  const unknown = { type: { reason: "is an array of a type that is not understood" }, bigEndian: false };
  if (value?.kind !== "object" || nameOf(value.callable) !== "numpy.dtype") return unknown;
  const [code] = argumentsOf(value);
  if (code?.kind === "global") return { type: extensionType(code.module, code.name), bigEndian: false };
  const text = textOf(code);
  if (text === undefined) return unknown;
  // State: (version, byte order, subarray, names, fields, …)
  const state = value.states.at(-1);
  const [, order, subarray, , fields] = state?.kind === "tuple" ? state.items : [];
  if (fields?.kind === "dict") return { type: { reason: "is an array of structures, which safetensors does not have" }, bigEndian: false };
  if (subarray?.kind === "tuple") return unknown;
  const [, sign = "", bare = ""] = /^([<>=|]?)(.*)$/s.exec(text) ?? [];
  return { type: numpyCodeType(bare), bigEndian: (textOf(order) ?? sign) === ">" };
}
