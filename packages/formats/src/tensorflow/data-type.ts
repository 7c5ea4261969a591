/** Bytes of a value by DataType; 0 where values have no fixed width. @see tensorflow/core/framework/types.proto */
const WIDTHS: Readonly<Record<number, readonly [name: string, bytes: number]>> = {
  1: ["float32", 4],
  2: ["float64", 8],
  3: ["int32", 4],
  4: ["uint8", 1],
  5: ["int16", 2],
  6: ["int8", 1],
  7: ["string", 0],
  8: ["complex64", 8],
  9: ["int64", 8],
  10: ["bool", 1],
  11: ["qint8", 1],
  12: ["quint8", 1],
  13: ["qint32", 4],
  14: ["bfloat16", 2],
  15: ["qint16", 2],
  16: ["quint16", 2],
  17: ["uint16", 2],
  18: ["complex128", 16],
  19: ["float16", 2],
  20: ["resource", 0],
  21: ["variant", 0],
  22: ["uint32", 4],
  23: ["uint64", 8],
  24: ["float8_e5m2", 1],
  25: ["float8_e4m3fn", 1],
  26: ["float8_e4m3fnuz", 1],
  27: ["float8_e4m3b11fnuz", 1],
  28: ["float8_e5m2fnuz", 1],
  29: ["int4", 1],
  30: ["uint4", 1],
};

export interface TensorflowDataType {
  readonly name: string;
  readonly bytes: number;
}

export function tensorflowDataType(number: number): TensorflowDataType | undefined {
  const known = WIDTHS[number > 100 ? number - 100 : number];
  return known === undefined ? undefined : { name: known[0], bytes: known[1] };
}
