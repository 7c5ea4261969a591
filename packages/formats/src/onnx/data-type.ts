interface DataType {
  readonly name: string;
  /** 0 where values have no fixed width. */
  readonly bits: number;
}

/** TensorProto.DataType by number. @see https://onnx.ai/onnx/repo-docs/IR.html and onnx.proto */
const DATA_TYPES: readonly (DataType | undefined)[] = [
  undefined,
  { name: "float32", bits: 32 },
  { name: "uint8", bits: 8 },
  { name: "int8", bits: 8 },
  { name: "uint16", bits: 16 },
  { name: "int16", bits: 16 },
  { name: "int32", bits: 32 },
  { name: "int64", bits: 64 },
  { name: "string", bits: 0 },
  { name: "bool", bits: 8 },
  { name: "float16", bits: 16 },
  { name: "float64", bits: 64 },
  { name: "uint32", bits: 32 },
  { name: "uint64", bits: 64 },
  { name: "complex64", bits: 64 },
  { name: "complex128", bits: 128 },
  { name: "bfloat16", bits: 16 },
  { name: "float8e4m3fn", bits: 8 },
  { name: "float8e4m3fnuz", bits: 8 },
  { name: "float8e5m2", bits: 8 },
  { name: "float8e5m2fnuz", bits: 8 },
  { name: "uint4", bits: 4 },
  { name: "int4", bits: 4 },
  { name: "float4e2m1", bits: 4 },
  { name: "float8e8m0", bits: 8 },
  { name: "uint2", bits: 2 },
  { name: "int2", bits: 2 },
];

export function onnxDataType(number: number): DataType | undefined {
  return DATA_TYPES[number];
}

/** Elements of a shape; undefined where a dimension is negative or the product leaves 63 bits. */
export function elementsOf(dimensions: readonly number[]): number | undefined {
  let product = 1;
  if (dimensions.some((dimension) => dimension < 0 || !Number.isFinite(dimension))) return undefined;
  if (dimensions.includes(0)) return 0;
  for (const dimension of dimensions) {
    product *= dimension;
    if (product >= 2 ** 63) return undefined;
  }
  return product;
}

/** Bytes that so many values take, values of less than a byte packed. */
export function bytesOf(elements: number, bits: number): number {
  return bits % 8 === 0 ? elements * (bits / 8) : Math.ceil((elements * bits) / 8);
}
