/** Puts bytes together, for fixtures that stand in a test. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #little: boolean;

  constructor(littleEndian = true) {
    this.#little = littleEndian;
  }

  get length(): number {
    return this.#parts.reduce((sum, part) => sum + part.length, 0);
  }

  bytes(...bytes: readonly (Uint8Array | readonly number[])[]): this {
    for (const part of bytes) this.#parts.push(Uint8Array.from(part));
    return this;
  }

  /** Characters up to 0xff, one byte each. */
  text(text: string): this {
    return this.bytes(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  }

  zeros(count: number): this {
    return this.bytes(new Uint8Array(count));
  }

  u8(...values: readonly number[]): this {
    return this.bytes(values);
  }

  u16(...values: readonly number[]): this {
    return this.#put(values, 2, (view, value) => view.setUint16(0, value, this.#little));
  }

  i32(...values: readonly number[]): this {
    return this.#put(values, 4, (view, value) => view.setInt32(0, value, this.#little));
  }

  u32(...values: readonly number[]): this {
    return this.#put(values, 4, (view, value) => view.setUint32(0, value, this.#little));
  }

  u64(...values: readonly (number | bigint)[]): this {
    return this.#put(values, 8, (view, value) => view.setBigInt64(0, BigInt(value), this.#little));
  }

  f32(...values: readonly number[]): this {
    return this.#put(values, 4, (view, value) => view.setFloat32(0, value, this.#little));
  }

  f64(...values: readonly number[]): this {
    return this.#put(values, 8, (view, value) => view.setFloat64(0, value, this.#little));
  }

  /** A text behind its length of eight bytes. */
  text64(text: string): this {
    return this.u64(text.length).text(text);
  }

  done(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.#parts));
  }

  #put<Value extends number | bigint>(values: readonly Value[], size: number, set: (view: DataView, value: Value) => void): this {
    for (const value of values) {
      const part = new Uint8Array(size);
      set(new DataView(part.buffer), value);
      this.#parts.push(part);
    }
    return this;
  }
}

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
