import { inflateSync } from "node:zlib";
import { type ByteRange, type ByteSource, bytesSource, type Hdf5AttributeValue, type Hdf5Dataset, sliceSource } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

/** Chunks longer than this are not unpacked to look for pickles. */
const MAX_CHUNK = 64 * 1024 * 1024;

interface Candidate {
  readonly name: string;
  readonly source: ByteSource;
  readonly offset: number;
}

/** Bytes that a pickle begins with: a protocol, or the first operations of protocol 0 up to its end. */
function looksPickled(head: Uint8Array, last: number): boolean {
  const [first = 0, second = 0] = head;
  if (first === 0x80) return second >= 1 && second <= 5;
  return (
    last === 0x2e &&
    head.length > 3 &&
    /^(?:[(]|c[A-Za-z_][\w.]*\n|[SVIFLN][^\n]*[\n.]|[}\])]|i[A-Za-z_])/.test(String.fromCharCode(...head))
  );
}

/**
 * Pickles inside of HDF5: PyTables (and so pandas) unpickles attributes and rows of objects, hickle whole datasets.
 * Gathered while the file is read, inspected afterwards.
 * @see tables/attributeset.py, tables/atom.py ObjectAtom
 */
export class Pickles {
  readonly #source: ByteSource;
  readonly #visit: Visit;
  readonly #found: Candidate[] = [];

  constructor(source: ByteSource, visit: Visit) {
    this.#source = source;
    this.#visit = visit;
  }

  #range(name: string, { start, end }: ByteRange): void {
    if (end - start < 4) return;
    // A fixed text is padded with zeros.
    const tail = this.#source.read(Math.max(start, end - 4096), Math.min(4096, end - start));
    let padding = 0;
    while (padding < tail.length && tail[tail.length - 1 - padding] === 0) padding++;
    const stop = end - padding;
    if (stop - start < 4) return;
    if (looksPickled(this.#source.read(start, Math.min(64, stop - start)), this.#source.read(stop - 1, 1)[0] ?? 0))
      this.#found.push({ name, source: sliceSource(this.#source, start, stop), offset: start });
  }

  attribute({ path, name, type, values }: Hdf5AttributeValue): void {
    if (type === undefined || ["float", "integer", "enum", "reference"].includes(type.class)) {
      if (type?.class !== "integer" || type.size !== 1) return;
    }
    for (const value of values) this.#range(`${path}@${name}`, value);
  }

  dataset({ path, type, filters, layout, data, variable }: Hdf5Dataset): void {
    for (const value of variable) this.#range(path, value);
    const bytes =
      type !== undefined && (type.class === "opaque" || type.class === "string" || (type.class === "integer" && type.size === 1));
    const [first] = data.first;
    if (!bytes || first === undefined) return;
    if (filters.length === 0) {
      this.#range(path, first);
      return;
    }
    // One byte an element: shuffle changes nothing; a checksum stands behind the data.
    if (layout.kind !== "chunked" || !filters.every((filter) => filter === 1 || filter === 2 || filter === 3)) return;
    const unpacked = this.#inflate(first);
    if (unpacked === undefined) return;
    if (looksPickled(unpacked.subarray(0, 64), 0x2e)) this.#found.push({ name: path, source: bytesSource(unpacked), offset: first.start });
  }

  #inflate({ start, end }: ByteRange): Uint8Array | undefined {
    if (end - start > MAX_CHUNK) return undefined;
    try {
      const unpacked = inflateSync(this.#source.read(start, end - start), { maxOutputLength: MAX_CHUNK });
      this.#visit.spend("decompressed", unpacked.length);
      return unpacked;
    } catch (error) {
      if (error instanceof RangeError || (error instanceof Error && "code" in error)) return undefined;
      throw error;
    }
  }

  /** @param unpickled whether a loader of this file unpickles what it finds */
  async inspect(unpickled: boolean): Promise<void> {
    for (const { name, source, offset } of this.#found)
      if (unpickled) await this.#visit.child(name, source);
      else this.#visit.finding({ rule: "hdf5-pickle", offset, message: `${JSON.stringify(name.slice(0, 150))} begins like a pickle.` });
  }
}
