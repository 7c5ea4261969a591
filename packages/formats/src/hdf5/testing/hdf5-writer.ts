import { concat } from "../../protobuf/testing/protobuf-writer.ts";

/* Writes small HDF5 files: addresses and lengths of eight bytes, no checksums (readers that judge do not need them). */

export const UNDEFINED: Uint8Array = new Uint8Array(8).fill(0xff);

export function u(width: number, value: number): Uint8Array {
  const bytes = new Uint8Array(width);
  let rest = BigInt.asUintN(64, BigInt(value));
  for (let at = 0; at < width; at++, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return bytes;
}

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
export const padded = (bytes: Uint8Array, to = 8): Uint8Array => concat(bytes, new Uint8Array((to - (bytes.length % to)) % to));

export interface Message {
  readonly type: number;
  readonly data: Uint8Array;
}

/** Puts parts behind one another and remembers where each stands. */
export class Hdf5Writer {
  readonly #parts: { at: number; bytes: Uint8Array }[] = [];
  #at: number;

  constructor(start = 96) {
    this.#at = start;
  }

  add(bytes: Uint8Array): number {
    const at = this.#at;
    this.#parts.push({ at, bytes });
    this.#at += Math.ceil(bytes.length / 8) * 8;
    return at;
  }

  /** An object header of version 1. */
  header(...messages: readonly Message[]): number {
    const body = concat(
      ...messages.map(({ type, data }) => {
        const content = padded(data);
        return concat(u(2, type), u(2, content.length), u(4, 0), content);
      }),
    );
    return this.add(concat(u(1, 1), u(1, 0), u(2, messages.length), u(4, 1), u(4, body.length), u(4, 0), body));
  }

  /** An object header of version 2 with chunks of up to 64 kB. */
  newHeader(...messages: readonly Message[]): number {
    const body = concat(...messages.map(({ type, data }) => concat(u(1, type), u(2, data.length), u(1, 0), data)));
    return this.add(concat(ascii("OHDR"), u(1, 2), u(1, 1), u(2, body.length), body, u(4, 0)));
  }

  /** The file with a superblock of version 0 or 2 and this root. */
  file(root: number, version: 0 | 2 = 0): Uint8Array {
    const head =
      version === 0
        ? concat(
            Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0),
            u(2, 4),
            u(2, 16),
            u(4, 0),
            ...[u(8, 0), UNDEFINED, u(8, this.#at), UNDEFINED, u(8, 0), u(8, root), u(8, 0), new Uint8Array(16)],
          )
        : concat(
            Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 2, 8, 8, 0),
            u(8, 0),
            UNDEFINED,
            u(8, this.#at),
            u(8, root),
            u(4, 0),
          );
    const bytes = new Uint8Array(this.#at);
    bytes.set(head);
    for (const { at, bytes: part } of this.#parts) bytes.set(part, at);
    return bytes;
  }

  /** An old group: names in a heap, links in one symbol table node. Each entry is an address or the path of a soft link. */
  symbolTable(entries: readonly (readonly [string, number | string])[]): Message {
    let names: Uint8Array = new Uint8Array(8);
    const put = (text: string): number => {
      const at = names.length;
      names = concat(names, padded(concat(ascii(text), u(1, 0))));
      return at;
    };
    const rows = entries.map(([name, target]) =>
      typeof target === "number"
        ? concat(u(8, put(name)), u(8, target), u(4, 0), u(4, 0), new Uint8Array(16))
        : concat(u(8, put(name)), UNDEFINED, u(4, 2), u(4, 0), u(4, put(target)), new Uint8Array(12)),
    );
    const node = this.add(concat(ascii("SNOD"), u(1, 1), u(1, 0), u(2, entries.length), ...rows, new Uint8Array((8 - rows.length) * 40)));
    const data = this.add(names);
    const heap = this.add(concat(ascii("HEAP"), u(4, 0), u(8, names.length), u(8, 1), u(8, data)));
    const tree = this.add(
      concat(ascii("TREE"), u(1, 0), u(1, 0), u(2, 1), UNDEFINED, UNDEFINED, u(8, 0), u(8, node), u(8, 0), new Uint8Array(31 * 16)),
    );
    return { type: 0x11, data: concat(u(8, tree), u(8, heap)) };
  }

  /** A text of variable length in a heap of its own: count, address, index. */
  variableText(text: string | Uint8Array): Uint8Array {
    const bytes = typeof text === "string" ? ascii(text) : text;
    const object = concat(u(2, 1), u(2, 1), u(4, 0), u(8, bytes.length), padded(bytes));
    const size = 16 + object.length + 16;
    const heap = this.add(concat(ascii("GCOL"), u(1, 1), u(3, 0), u(8, size), object, new Uint8Array(16)));
    return concat(u(4, bytes.length), u(8, heap), u(4, 1));
  }
}

export const FLOAT32: Uint8Array = concat(Uint8Array.of(0x11, 0x20, 0x1f, 0x00), u(4, 4), new Uint8Array(12));
export const BYTES: Uint8Array = concat(Uint8Array.of(0x10, 0, 0, 0), u(4, 1), new Uint8Array(4));
export const VARIABLE_TEXT: Uint8Array = concat(Uint8Array.of(0x19, 0x01, 0x01, 0x00), u(4, 16), BYTES);
export const opaque = (size: number): Uint8Array => concat(Uint8Array.of(0x15, 0, 0, 0), u(4, size), new Uint8Array(8));
export const fixedText = (size: number): Uint8Array => concat(Uint8Array.of(0x13, 0, 0, 0), u(4, size));

export function dataspace(...dimensions: readonly number[]): Uint8Array {
  return concat(Uint8Array.of(1, dimensions.length, 0, 0, 0, 0, 0, 0), ...dimensions.map((dimension) => u(8, dimension)));
}

export function attribute(name: string, type: Uint8Array, space: Uint8Array, data: Uint8Array): Message {
  const text = concat(ascii(name), u(1, 0));
  return {
    type: 0x0c,
    data: concat(
      u(1, 1),
      u(1, 0),
      u(2, text.length),
      u(2, type.length),
      u(2, space.length),
      padded(text),
      padded(type),
      padded(space),
      data,
    ),
  };
}

/** Messages of a dataset whose data stands at an address in one piece. */
export function contiguous(
  type: Uint8Array,
  address: number | undefined,
  size: number,
  ...dimensions: readonly number[]
): readonly Message[] {
  return [
    { type: 0x01, data: dataspace(...dimensions) },
    { type: 0x03, data: type },
    { type: 0x08, data: concat(u(1, 3), u(1, 1), address === undefined ? UNDEFINED : u(8, address), u(8, size)) },
  ];
}

/** A link message: hard with an address, soft with a path, external with a file and a path. */
export function link(name: string, target: number | { readonly path: string; readonly file?: string } | "user"): Message {
  const text = ascii(name);
  if (typeof target === "number") return { type: 0x06, data: concat(u(1, 1), u(1, 0), u(1, text.length), text, u(8, target)) };
  const kind = target === "user" ? 65 : target.file === undefined ? 1 : 64;
  const value =
    target === "user"
      ? u(4, 0)
      : target.file === undefined
        ? ascii(target.path)
        : concat(u(1, 0), ascii(target.file), u(1, 0), ascii(target.path), u(1, 0));
  return { type: 0x06, data: concat(u(1, 1), u(1, 8), u(1, kind), u(1, text.length), text, u(2, value.length), value) };
}
