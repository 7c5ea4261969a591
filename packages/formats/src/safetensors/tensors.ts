import { type ByteSource, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { JsonScanner } from "../json-stream/index.ts";
import { readHeader } from "./header.ts";
import { readSafetensors } from "./index.ts";

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** One tensor of a safetensors file whose header holds. */
export interface SafetensorsTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
}

/**
 * The tensors by name, in the order of the header.
 * @throws FormatError where the header breaks the specification: what does not hold is not read
 */
export function listSafetensors(source: ByteSource): ReadonlyMap<string, SafetensorsTensor> {
  const { problems, dataStart } = readSafetensors(source);
  const [problem] = problems;
  if (problem !== undefined) throw new FormatError("MALFORMED", `No sound safetensors file: ${problem.message}.`);
  const tensors = new Map<string, SafetensorsTensor>();
  const nothing = (): void => undefined;
  readHeader(new JsonScanner(source, { start: 8, end: dataStart, depth: 32 }), {
    tensor: ({ name, dtype = "", shape = [], begin = 0, end = 0 }) =>
      void tensors.set(name, { name, dtype, shape: shape.map(Number), start: dataStart + Number(begin), end: dataStart + Number(end) }),
    metadata: nothing,
    odd: nothing,
    duplicate: nothing,
  });
  return tensors;
}

/**
 * The numbers of a tensor of F32, F16 or BF16, row-major, as single precision.
 * @throws FormatError for other types
 */
export function readFloats(source: ByteSource, { name, dtype, start, end }: SafetensorsTensor): Float32Array {
  const bytes = source.read(start, end - start);
  const view = viewOf(bytes);
  if (dtype === "F32")
    return LITTLE_ENDIAN
      ? new Float32Array(bytes.slice().buffer, 0, bytes.length >> 2)
      : Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
  const bits = new DataView(new ArrayBuffer(4));
  if (dtype === "BF16")
    return Float32Array.from({ length: bytes.length / 2 }, (_, index) => {
      bits.setUint16(0, view.getUint16(2 * index, true));
      return bits.getFloat32(0);
    });
  if (dtype === "F16") return Float32Array.from({ length: bytes.length / 2 }, (_, index) => halfFloat(view.getUint16(2 * index, true)));
  throw new FormatError("UNSUPPORTED", `The tensor ${JSON.stringify(name)} is of type ${dtype}; floats are F32, F16 and BF16.`);
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 === 0 ? 1 : -1, (bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
