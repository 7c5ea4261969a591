/*
 * Writes MessagePack for tests.
 */

export type Msgpack = null | boolean | number | string | Uint8Array | readonly Msgpack[] | { readonly [key: string]: Msgpack };

export function raw(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes);
}

export function packed(value: Msgpack): Uint8Array {
  const out: number[] = [];
  write(value, out);
  return Uint8Array.from(out);
}

/** An extension around bytes. */
export function extension(type: number, content: Uint8Array): Uint8Array {
  return Uint8Array.from([0xc9, ...word(content.length), type & 255, ...content]);
}

function word(value: number): readonly number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function write(value: Msgpack, out: number[]): void {
  const put = (bytes: Iterable<number>): void => {
    for (const byte of bytes) out.push(byte);
  };
  if (value === null) out.push(0xc0);
  else if (typeof value === "boolean") out.push(value ? 0xc3 : 0xc2);
  else if (typeof value === "number") {
    if (Number.isInteger(value) && value >= 0 && value < 128) out.push(value);
    else {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value);
      put([0xcb, ...new Uint8Array(view.buffer)]);
      if (Number.isInteger(value) && value >= -32 && value < 0) out.splice(-9, 9, 0x100 + value);
    }
  } else if (typeof value === "string") {
    const text = new TextEncoder().encode(value);
    if (text.length < 32) out.push(0xa0 | text.length);
    else if (text.length < 256) put([0xd9, text.length]);
    else if (text.length < 65_536) put([0xda, text.length >> 8, text.length & 255]);
    else put([0xdb, ...word(text.length)]);
    put(text);
  } else if (value instanceof Uint8Array) {
    if (value.length < 256) put([0xc4, value.length]);
    else if (value.length < 65_536) put([0xc5, value.length >> 8, value.length & 255]);
    else put([0xc6, ...word(value.length)]);
    put(value);
  } else {
    const entries = Object.entries(value);
    const list = Array.isArray(value);
    if (entries.length < 16) out.push((list ? 0x90 : 0x80) | entries.length);
    else if (entries.length < 65_536) put([list ? 0xdc : 0xde, entries.length >> 8, entries.length & 255]);
    else put([list ? 0xdd : 0xdf, ...word(entries.length)]);
    for (const [key, item] of entries) {
      if (!list) write(key, out);
      write(item, out);
    }
  }
}
