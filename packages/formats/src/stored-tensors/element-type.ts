/*
 * Element types by the names of safetensors, and how PyTorch and numpy call them.
 * Sources: safetensors/src/tensor.rs (Dtype); torch/storage.py (`_dtype_to_storage_type_map`, `_new_dtypes`);
 * numpy/lib/_format_impl.py (descr); ml_dtypes.
 */

/** In the order of the reference implementation, which writes the last ones first. */
export const ELEMENT_TYPES = [
  "BOOL",
  "U8",
  "I8",
  "F8_E5M2",
  "F8_E4M3",
  "F8_E8M0",
  "F8_E4M3FNUZ",
  "F8_E5M2FNUZ",
  "I16",
  "U16",
  "F16",
  "BF16",
  "I32",
  "U32",
  "F32",
  "C64",
  "F64",
  "I64",
  "U64",
] as const;

export type ElementType = (typeof ELEMENT_TYPES)[number];

/** Bytes of one element. */
export function widthOf(type: ElementType): number {
  switch (type) {
    case "F64":
    case "I64":
    case "U64":
    case "C64":
      return 8;
    case "F32":
    case "I32":
    case "U32":
      return 4;
    case "F16":
    case "BF16":
    case "I16":
    case "U16":
      return 2;
    default:
      return 1;
  }
}

/** Bytes that change places with one another where the byte order does: a complex number is two floats. */
export function orderedWidthOf(type: ElementType): number {
  return type === "C64" ? 4 : widthOf(type);
}

/** An element type, or why there is none in safetensors; `width` in bytes where it is known. */
export type NamedType = ElementType | { readonly reason: string; readonly width?: number };

const TORCH_STORAGES: Readonly<Record<string, NamedType>> = {
  DoubleStorage: "F64",
  FloatStorage: "F32",
  HalfStorage: "F16",
  BFloat16Storage: "BF16",
  LongStorage: "I64",
  IntStorage: "I32",
  ShortStorage: "I16",
  CharStorage: "I8",
  ByteStorage: "U8",
  BoolStorage: "BOOL",
  ComplexFloatStorage: "C64",
  UntypedStorage: "U8",
  _UntypedStorage: "U8",
  ComplexDoubleStorage: { reason: "is of the type complex128, which safetensors does not have", width: 16 },
  QInt8Storage: { reason: "is quantised (qint8)", width: 1 },
  QUInt8Storage: { reason: "is quantised (quint8)", width: 1 },
  QInt32Storage: { reason: "is quantised (qint32)", width: 4 },
  QUInt4x2Storage: { reason: "is quantised (quint4x2)", width: 1 },
  QUInt2x4Storage: { reason: "is quantised (quint2x4)", width: 1 },
};

/** The type of a storage class of PyTorch. */
export function torchStorageType(name: string): NamedType {
  return (Object.hasOwn(TORCH_STORAGES, name) ? TORCH_STORAGES[name] : undefined) ?? { reason: `is kept in a ${name}, which is not known` };
}

const TORCH_TYPES: Readonly<Record<string, ElementType>> = {
  float64: "F64",
  double: "F64",
  float32: "F32",
  float: "F32",
  float16: "F16",
  half: "F16",
  bfloat16: "BF16",
  int64: "I64",
  long: "I64",
  int32: "I32",
  int: "I32",
  int16: "I16",
  short: "I16",
  int8: "I8",
  uint8: "U8",
  uint16: "U16",
  uint32: "U32",
  uint64: "U64",
  bool: "BOOL",
  complex64: "C64",
  cfloat: "C64",
  float8_e4m3fn: "F8_E4M3",
  float8_e5m2: "F8_E5M2",
  float8_e4m3fnuz: "F8_E4M3FNUZ",
  float8_e5m2fnuz: "F8_E5M2FNUZ",
  float8_e8m0fnu: "F8_E8M0",
};

/** The type that a dtype of PyTorch names, without `torch.`. */
export function torchType(name: string): NamedType {
  return (
    (Object.hasOwn(TORCH_TYPES, name) ? TORCH_TYPES[name] : undefined) ?? {
      reason: `is of the type ${name}, which safetensors does not have`,
    }
  );
}

const NUMPY_KINDS: Readonly<Record<string, ElementType>> = {
  f2: "F16",
  f4: "F32",
  f8: "F64",
  i1: "I8",
  i2: "I16",
  i4: "I32",
  i8: "I64",
  u1: "U8",
  u2: "U16",
  u4: "U32",
  u8: "U64",
  b1: "BOOL",
  c8: "C64",
  "?": "BOOL",
  e: "F16",
  f: "F32",
  d: "F64",
  b: "I8",
  h: "I16",
  i: "I32",
  q: "I64",
  B: "U8",
  H: "U16",
  I: "U32",
  Q: "U64",
  F: "C64",
};
const NUMPY_WORDS: Readonly<Record<string, string>> = {
  O: "Python objects",
  U: "texts",
  S: "byte strings",
  a: "byte strings",
  V: "raw bytes or structures",
  M: "dates",
  m: "time spans",
  c: "complex numbers of another size",
  f: "floats of another size",
};

/** The type of a code of numpy without its byte order: `f4`, `b1`, `?`. */
export function numpyCodeType(code: string): NamedType {
  const known = Object.hasOwn(NUMPY_KINDS, code) ? NUMPY_KINDS[code] : undefined;
  if (known !== undefined) return known;
  const kind = code.slice(0, 1);
  const words = Object.hasOwn(NUMPY_WORDS, kind) ? `${NUMPY_WORDS[kind]} ` : "";
  return { reason: `is an array of ${words}(${code.slice(0, 40)}), which safetensors does not have` };
}

const ML_TYPES: Readonly<Record<string, ElementType>> = {
  bfloat16: "BF16",
  float8_e4m3fn: "F8_E4M3",
  float8_e5m2: "F8_E5M2",
  float8_e4m3fnuz: "F8_E4M3FNUZ",
  float8_e5m2fnuz: "F8_E5M2FNUZ",
  float8_e8m0fnu: "F8_E8M0",
};

/** The type of a scalar class that extends numpy (ml_dtypes). */
export function extensionType(module: string, name: string): NamedType {
  const known = module === "ml_dtypes" && Object.hasOwn(ML_TYPES, name) ? ML_TYPES[name] : undefined;
  return known ?? { reason: `is an array of ${module}.${name}, which safetensors does not have` };
}
