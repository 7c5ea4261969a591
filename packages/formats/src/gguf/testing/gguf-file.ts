/*
 * Writes GGUF files for tests, honest ones and any other.
 */

export type GgufValue = { readonly type: number; readonly bytes: readonly number[] } | string | number | boolean | readonly string[];

export interface GgufTensor {
  readonly name: string;
  readonly dimensions: readonly (number | bigint)[];
  readonly type: number;
  readonly offset: number | bigint;
}

export interface GgufFile {
  readonly version?: number;
  readonly bigEndian?: boolean;
  readonly keys?: readonly (readonly [string, GgufValue])[];
  readonly tensors?: readonly GgufTensor[];
  /** Bytes of tensor data. */
  readonly data?: number;
  readonly statedKeys?: bigint;
  readonly statedTensors?: bigint;
  readonly alignment?: number;
}

export class GgufWriter {
  readonly bytes: number[] = [];
  readonly #wide: boolean;
  readonly #little: boolean;

  constructor(version: number, bigEndian: boolean) {
    this.#wide = version !== 1;
    this.#little = !bigEndian;
  }

  #put(size: number, set: (view: DataView) => void): void {
    const view = new DataView(new ArrayBuffer(size));
    set(view);
    this.bytes.push(...new Uint8Array(view.buffer));
  }

  u32(value: number): void {
    this.#put(4, (view) => view.setUint32(0, value, this.#little));
  }

  u64(value: number | bigint): void {
    this.#put(8, (view) => view.setBigUint64(0, BigInt.asUintN(64, BigInt(value)), this.#little));
  }

  size(value: number | bigint): void {
    if (this.#wide) this.u64(value);
    else this.u32(Number(BigInt.asUintN(32, BigInt(value))));
  }

  text(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.size(bytes.length);
    for (const byte of bytes) this.bytes.push(byte);
  }

  value(value: GgufValue): void {
    if (typeof value === "string") {
      this.u32(8);
      this.text(value);
    } else if (typeof value === "number") {
      this.u32(4);
      this.u32(value);
    } else if (typeof value === "boolean") {
      this.u32(7);
      this.bytes.push(value ? 1 : 0);
    } else if ("bytes" in value) {
      this.u32(value.type);
      for (const byte of value.bytes) this.bytes.push(byte);
    } else {
      this.u32(9);
      this.u32(8);
      this.size(value.length);
      for (const text of value) this.text(text);
    }
  }
}

export function ggufFile(file: GgufFile = {}): Uint8Array {
  const { version = 3, bigEndian = false, keys = [], tensors = [], data = 0, alignment = 32 } = file;
  const writer = new GgufWriter(version, bigEndian);
  writer.bytes.push(0x47, 0x47, 0x55, 0x46);
  writer.u32(version);
  writer.size(file.statedTensors ?? tensors.length);
  writer.size(file.statedKeys ?? keys.length);
  for (const [key, value] of keys) {
    writer.text(key);
    writer.value(value);
  }
  for (const { name, dimensions, type, offset } of tensors) {
    writer.text(name);
    writer.u32(dimensions.length);
    for (const size of dimensions) writer.size(size);
    writer.u32(type);
    writer.u64(offset);
  }
  if (tensors.length > 0) while (writer.bytes.length % alignment !== 0) writer.bytes.push(0);
  const bytes = new Uint8Array(writer.bytes.length + data);
  bytes.set(writer.bytes);
  return bytes.fill(7, writer.bytes.length);
}
