import type { ByteSource } from "../byte-source.ts";
import type { ByteRange } from "../protobuf/walk.ts";
import { findData, type Hdf5Data } from "./chunks.ts";
import { datatypeName, type Hdf5Datatype, readDatatype } from "./datatype.ts";
import { addressAt, type Claim, type Hdf5File, type Hdf5Problem, openHdf5 } from "./file.ts";
import { readDense, readLinkInfo, readSymbolTable } from "./groups.ts";
import { GlobalHeaps, LocalHeap } from "./heaps.ts";
import {
  type Hdf5Attribute,
  type Hdf5Layout,
  type Hdf5Link,
  readAttribute,
  readDataspace,
  readExternalFiles,
  readFilters,
  readLayout,
  readLink,
} from "./messages.ts";
import { type HeaderMessage, MESSAGE, type ObjectHeader, readObjectHeader } from "./object-header.ts";

const MAX_OBJECTS = 2_000_000;
const MAX_PATH = 400;
/** Elements of variable length that are resolved of one attribute or dataset. */
const MAX_VARIABLE = 100_000;

export interface Hdf5AttributeValue {
  /** Of the object. */
  readonly path: string;
  readonly name: string;
  readonly type: Hdf5Datatype | undefined;
  /** One range a text or a sequence; all bytes in one for numbers. */
  readonly values: readonly ByteRange[];
  readonly offset: number;
}

export interface Hdf5Dataset {
  readonly path: string;
  readonly offset: number;
  readonly dimensions: readonly number[] | undefined;
  readonly type: Hdf5Datatype | undefined;
  readonly typeName: string;
  readonly layout: Hdf5Layout;
  readonly filters: readonly number[];
  readonly data: Hdf5Data;
  /** Files that hold the data instead. */
  readonly externalFiles: readonly string[];
  /** Ranges of the elements of variable length, where the data is not filtered. */
  readonly variable: readonly ByteRange[];
}

export interface Hdf5Events {
  claim(start: number, end: number, what: string): void;
  object(path: string, offset: number): void;
  attribute(attribute: Hdf5AttributeValue): void;
  /** Every link that is not hard. */
  link(path: string, link: Hdf5Link): void;
  dataset(dataset: Hdf5Dataset): void;
  /** A hard link to a group that holds it: walking the file by names never ends. */
  cycle(path: string, offset: number): void;
  problem(problem: Hdf5Problem): void;
  spend?(steps: number): void;
}

interface Found {
  readonly address: number;
  readonly path: string;
  readonly above: Found | undefined;
}

/** Groups around a group that are looked at for a cycle; deeper files are nobody's. */
const MAX_DEPTH = 1000;

function holds(from: Found, address: number): boolean {
  let group: Found | undefined = from;
  for (let depth = 0; group !== undefined && depth < MAX_DEPTH; depth++, group = group.above) if (group.address === address) return true;
  return false;
}

class Hdf5Reading {
  readonly #file: Hdf5File;
  readonly #events: Hdf5Events;
  readonly #heaps: GlobalHeaps;
  readonly #seen = new Set<number>();
  readonly #open: Found[] = [];
  readonly #claim: Claim;

  constructor(file: Hdf5File, events: Hdf5Events) {
    this.#file = file;
    this.#events = events;
    this.#claim = (start, end, what) => events.claim(start, end, what);
    this.#heaps = new GlobalHeaps(file, this.#claim);
  }

  run(): void {
    const { root, extension } = this.#file;
    if (extension !== undefined) this.#open.push({ address: extension, path: "(extension)", above: undefined });
    if (root === undefined) this.#events.problem({ message: "There is no root group.", offset: this.#file.superblock });
    else this.#open.push({ address: root, path: "", above: undefined });
    for (let found = this.#open.pop(); found !== undefined; found = this.#open.pop()) {
      if (this.#seen.has(found.address)) continue;
      if (this.#seen.size >= MAX_OBJECTS) {
        this.#events.problem({ message: `There are more than ${MAX_OBJECTS} objects.`, offset: found.address });
        return;
      }
      this.#seen.add(found.address);
      this.#object(found);
    }
  }

  #object(object: Found): void {
    const { address, path } = object;
    const header = readObjectHeader(this.#file, address, this.#claim);
    this.#events.spend?.(1 + header.messages.length);
    if (header.problem !== undefined) this.#events.problem(header.problem);
    this.#events.object(path === "" ? "/" : path, address);
    const broken = (what: string, message: HeaderMessage): void =>
      this.#events.problem({
        message: `${what} of ${JSON.stringify(path === "" ? "/" : path.slice(0, 100))} cannot be read to the end.`,
        offset: message.offset,
      });
    const link = (found: Hdf5Link): void => this.#link(object, found);
    for (const message of header.messages) {
      const { type, offset, size } = message;
      if (type === MESSAGE.symbolTable && !readSymbolTable(this.#file, message, this.#claim, link)) broken("The group", message);
      else if (type === MESSAGE.linkInfo && !readLinkInfo(this.#file, message, this.#claim, link)) broken("The group", message);
      else if (type === MESSAGE.attributeInfo && !this.#denseAttributes(path, message)) broken("The attributes", message);
      else if (type === MESSAGE.attribute && !this.#attribute(path, offset, size)) broken("An attribute", message);
      else if (type === MESSAGE.sharedTable) broken("The table of shared messages", message);
      else if (type === MESSAGE.link) {
        const found = readLink(this.#file, offset, size);
        if (found === undefined) broken("A link", message);
        else link(found);
      }
    }
    if (header.messages.some(({ type }) => type === MESSAGE.layout)) this.#dataset(path, address, header);
  }

  #link(from: Found, link: Hdf5Link): void {
    const below = `${from.path}/${link.name}`.slice(0, MAX_PATH);
    this.#events.spend?.(1);
    if (link.kind === "hard" && link.address !== undefined) {
      // Only what was not seen is kept: hard links may be many.
      if (!this.#seen.has(link.address)) this.#open.push({ address: link.address, path: below, above: from });
      else if (holds(from, link.address)) this.#events.cycle(below, link.offset);
    } else this.#events.link(below, link);
  }

  #denseAttributes(path: string, message: HeaderMessage): boolean {
    const flags = this.#file.window.u8(message.offset + 1);
    const at = message.offset + 2 + ((flags & 1) === 0 ? 0 : 2);
    let whole = true;
    const read = readDense(
      this.#file,
      addressAt(this.#file, at),
      addressAt(this.#file, at + this.#file.offsets),
      this.#claim,
      (start, size, shared) => {
        if ((shared & 2) !== 0 || !this.#attribute(path, start, size)) whole = false;
      },
    );
    return read && whole;
  }

  #attribute(path: string, offset: number, size: number): boolean {
    const found = readAttribute(this.#file, offset, size);
    if (found === undefined) return false;
    const named = found.datatype ?? this.#datatype({ type: MESSAGE.datatype, offset: found.shared, size: 0, shared: true });
    if (named === undefined) return false;
    const read = { ...found, datatype: named };
    this.#events.spend?.(1);
    this.#events.attribute({ path: path === "" ? "/" : path, name: read.name, type: read.datatype, values: this.#values(read), offset });
    return true;
  }

  #values({ datatype, dimensions, data }: Hdf5Attribute): readonly ByteRange[] {
    if (dimensions === undefined) return [];
    if (datatype?.class === "variable-string" || datatype?.class === "variable") return this.#variable([data], datatype);
    if (datatype?.class !== "string" || datatype.size === 0) return [data];
    const values: ByteRange[] = [];
    for (let at = data.start; at + datatype.size <= data.end && values.length < MAX_VARIABLE; at += datatype.size)
      values.push({ start: at, end: at + datatype.size });
    return values;
  }

  /** Elements of variable length: count, address of a collection, index in it. */
  #variable(ranges: readonly ByteRange[], type: Hdf5Datatype): readonly ByteRange[] {
    const { window, offsets } = this.#file;
    const width = 8 + offsets;
    const values: ByteRange[] = [];
    for (const { start, end } of ranges)
      for (let at = start; at + width <= end && values.length < MAX_VARIABLE; at += width) {
        const address = addressAt(this.#file, at + 4);
        const count = window.u32(at);
        const index = window.u32(at + 4 + offsets);
        if (address === undefined || index === 0 || count === 0) continue;
        const object = this.#heaps.find(address, index);
        if (object === undefined) this.#events.problem({ message: "A value of variable length leads nowhere.", offset: at });
        else values.push({ start: object.start, end: object.start + Math.min(object.size, count * Math.max(1, type.base?.size ?? 1)) });
        if (values.length % 1024 === 0) this.#events.spend?.(1024);
      }
    return values;
  }

  /** A datatype message, or that of the named datatype that it leads to. */
  #datatype(message: HeaderMessage | undefined): Hdf5Datatype | undefined {
    if (message === undefined) return undefined;
    if (!message.shared) return readDatatype(this.#file, message.offset, message.size);
    const version = this.#file.window.u8(message.offset);
    const address = addressAt(this.#file, message.offset + (version === 1 ? 8 : 2));
    if (address === undefined || !this.#file.window.has(address, 16)) return undefined;
    const header = readObjectHeader(this.#file, address, () => undefined);
    const named = header.messages.find(({ type, shared }) => type === MESSAGE.datatype && !shared);
    return named === undefined ? undefined : readDatatype(this.#file, named.offset, named.size);
  }

  #dataset(path: string, address: number, { messages }: ObjectHeader): void {
    const find = (wanted: number): HeaderMessage | undefined => messages.find(({ type }) => type === wanted);
    const file = this.#file;
    const layoutMessage = find(MESSAGE.layout);
    const space = find(MESSAGE.dataspace);
    const pipeline = find(MESSAGE.filters);
    const external = find(MESSAGE.externalFiles);
    if (layoutMessage === undefined) return;
    const layout = readLayout(file, layoutMessage.offset, layoutMessage.size);
    const dimensions = space === undefined ? undefined : readDataspace(file, space.offset, space.size);
    const type = this.#datatype(find(MESSAGE.datatype));
    const filters = pipeline === undefined || pipeline.shared ? [] : readFilters(file, pipeline.offset, pipeline.size);
    const elements = (dimensions ?? []).reduce((product, number) => product * number, 1);
    const data =
      external === undefined
        ? findData(file, layout, dimensions?.length ?? 0, elements, this.#claim)
        : { first: [], whole: true, followed: true, bytes: 0 };
    if (!data.whole)
      this.#events.problem({ message: `The data of ${JSON.stringify(path.slice(0, 100))} lies outside of the file.`, offset: address });
    const variable =
      (type?.class === "variable" || type?.class === "variable-string") && filters.length === 0 ? this.#variable(data.first, type) : [];
    this.#events.dataset({
      path,
      offset: address,
      dimensions,
      type,
      typeName: type === undefined ? "unknown" : datatypeName(type),
      layout,
      filters,
      data,
      externalFiles: external === undefined ? [] : this.#externalFiles(external),
      variable,
    });
  }

  #externalFiles({ offset, size }: HeaderMessage): readonly string[] {
    const { heap, slots } = readExternalFiles(this.#file, offset, size);
    const names = heap === undefined ? undefined : LocalHeap.open(this.#file, heap, this.#claim);
    return slots.map(({ nameOffset }) => names?.text(nameOffset) ?? "");
  }
}

/**
 * Reads the structure of an HDF5 file: every group, link, attribute and dataset, by headers only; the data is claimed
 * and not read. All versions of superblock, header and group that the library writes; of the chunk indexes the trees of
 * version 1, single and implicit chunks.
 * @see https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
 */
export function readHdf5(source: ByteSource, events: Hdf5Events): Hdf5File | undefined {
  const file = openHdf5(source);
  if (typeof file === "string") {
    events.problem({ message: file, offset: 0 });
    return undefined;
  }
  events.claim(file.superblock, file.superblockEnd, "superblock");
  new Hdf5Reading(file, events).run();
  return file;
}
