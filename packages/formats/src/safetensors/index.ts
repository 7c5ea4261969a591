import { type ByteSource, viewOf } from "../byte-source.ts";
import { JsonScanner } from "../json-stream/index.ts";
import { coverOf, TensorExtents } from "../tensor-extents/index.ts";
import { SAFETENSORS_BITS } from "./data-types.ts";
import { type HeaderVisitor, readHeader, type StatedTensor } from "./header.ts";

/** Limit of the reference implementation. */
const FORMAT_LIMIT = 100_000_000;
const METADATA_KEPT = 500;
const PROBLEMS_KEPT = 50;
const U64 = 1n << 64n;

export type SafetensorsProblemKind =
  /** The header is longer than the format allows, or than the file. */
  | "header-length"
  | "header-past-end"
  /** Not JSON, or not of the form of the specification. */
  | "header-syntax"
  | "header-entry"
  | "header-padding"
  | "duplicate-key"
  | "unknown-dtype"
  /** A number beyond 64 bits, which readers refuse. */
  | "number-size"
  /** Sizes that fit, but whose product in bytes does not: a reader that does not look computes with what is left. */
  | "shape-overflow"
  | "negative"
  | "size-mismatch"
  | "overlap"
  | "hole"
  | "truncated"
  | "trailing";

export interface SafetensorsProblem {
  readonly kind: SafetensorsProblemKind;
  readonly message: string;
  readonly offset: number;
}

export interface SafetensorsReading {
  readonly headerBytes: number;
  /** Where the tensors begin. */
  readonly dataStart: number;
  /** Where the last tensor ends; dataStart where there is none. */
  readonly dataEnd: number;
  readonly tensors: number;
  readonly parameters: number;
  /** Tensors by data type. */
  readonly dtypes: ReadonlyMap<string, number>;
  /** Texts of `__metadata__`, the first 500, each cut at 64 kB. */
  readonly metadata: readonly { readonly key: string; readonly value: string; readonly offset: number }[];
  /** Entries of `__metadata__` that are not kept, or are cut. */
  readonly metadataLeftOut: number;
  /** The first 50. */
  readonly problems: readonly SafetensorsProblem[];
}

/**
 * Whether the bytes are meant as safetensors: eight bytes of a length and a brace, and a length that fits or the words
 * of such a header behind it.
 */
export function looksLikeSafetensors(head: Uint8Array, size: number): boolean {
  if (size < 10 || head[8] !== 0x7b) return false;
  const length = viewOf(head).getBigUint64(0, true);
  if (length >= 2n && length <= BigInt(size - 8) && length <= 1n << 32n && (head[9] === 0x22 || head[9] === 0x7d || isBlank(head[9])))
    return true;
  const text = String.fromCharCode(...head.subarray(8, 4096));
  return text.includes('"data_offsets"') || text.includes('"__metadata__"');
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/**
 * Reads the header, and where the tensors lie; the tensors themselves are not read. Never throws on any bytes.
 *
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export function readSafetensors(source: ByteSource): SafetensorsReading {
  const problems = new Problems();
  const head = source.read(0, 8);
  const stated = head.length === 8 ? viewOf(head).getBigUint64(0, true) : 0n;
  if (stated > BigInt(FORMAT_LIMIT)) problems.add("header-length", `a header of ${stated} bytes; the format allows ${FORMAT_LIMIT}`, 0);
  const headerBytes = Number(stated);
  const dataStart = Math.min(8 + headerBytes, source.size);
  if (8 + headerBytes > source.size) problems.add("header-past-end", `a header of ${stated} bytes in a file of ${source.size}`, 0);
  const summary = new Summary(problems, dataStart, source.size);
  const scanner = new JsonScanner(source, { start: 8, end: Math.min(dataStart, 8 + FORMAT_LIMIT), depth: 32 });
  const { end, problem } = readHeader(scanner, summary);
  if (problem !== undefined) problems.add("header-syntax", problem, end);
  else if (!isPadding(source, end, dataStart))
    problems.add("header-padding", "bytes other than blanks between the header and the tensors", end);
  const whole = problem === undefined && !problems.has("header-past-end");
  return { headerBytes, dataStart, ...summary.finish(whole), problems: problems.list };
}

function isPadding(source: ByteSource, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const bytes = source.read(at, Math.min(1 << 20, end - at));
    if (bytes.length === 0) return true;
    if (!bytes.every(isBlank)) return false;
    at += bytes.length;
  }
  return true;
}

class Problems {
  readonly list: SafetensorsProblem[] = [];

  add(kind: SafetensorsProblemKind, message: string, offset: number): void {
    if (this.list.length < PROBLEMS_KEPT) this.list.push({ kind, message, offset });
  }

  has(kind: SafetensorsProblemKind): boolean {
    return this.list.some((problem) => problem.kind === kind);
  }
}

class Summary implements HeaderVisitor {
  readonly #problems: Problems;
  readonly #dataStart: number;
  readonly #size: number;
  readonly #extents = new TensorExtents();
  readonly #dtypes = new Map<string, number>();
  readonly #metadata: { readonly key: string; readonly value: string; readonly offset: number }[] = [];
  #tensors = 0;
  #parameters = 0;
  #leftOut = 0;

  constructor(problems: Problems, dataStart: number, size: number) {
    this.#problems = problems;
    this.#dataStart = dataStart;
    this.#size = size;
  }

  duplicate(key: string, offset: number): void {
    this.#problems.add("duplicate-key", `the key ${quoted(key)} stands twice`, offset);
  }

  odd(name: string, offset: number): void {
    this.#problems.add("header-entry", `the entry ${quoted(name)} is no object`, offset);
  }

  metadata(key: string, value: string | undefined, cut: boolean, offset: number): void {
    if (value === undefined) this.#problems.add("header-entry", `the metadata ${quoted(key)} is no text`, offset);
    else if (this.#metadata.length < METADATA_KEPT) this.#metadata.push({ key, value, offset });
    if (cut || this.#metadata.length >= METADATA_KEPT) this.#leftOut++;
  }

  tensor(tensor: StatedTensor): void {
    this.#tensors++;
    const { dtype, shape, begin, end, others } = tensor;
    if (dtype === undefined || shape === undefined || begin === undefined || end === undefined)
      return this.#tell(tensor, "header-entry", "lacks a dtype, a shape or two offsets");
    if (others.length > 0) this.#tell(tensor, "header-entry", `has keys that the format does not know: ${others.map(quoted).join(", ")}`);
    const bits = SAFETENSORS_BITS.get(dtype);
    if (this.#dtypes.has(dtype) || this.#dtypes.size < 64) this.#dtypes.set(dtype, (this.#dtypes.get(dtype) ?? 0) + 1);
    if (bits === undefined) this.#tell(tensor, "unknown-dtype", `is of the type ${quoted(dtype)}, which is unknown`);
    let elements = 1;
    let exact = typeof begin === "number" && typeof end === "number";
    for (const size of shape) {
      if (typeof size === "number") elements *= size;
      else exact = false;
    }
    const needed = (elements * (bits ?? 8)) / 8;
    if (!exact || !(needed <= Number.MAX_SAFE_INTEGER))
      return this.#huge(tensor, shape.map(BigInt), BigInt(begin), BigInt(end), BigInt(bits ?? 8));
    this.#put(
      tensor,
      elements,
      needed,
      bits !== undefined,
      Number(begin),
      Number(end),
      shape.some((size) => size < 0),
    );
  }

  #put(tensor: StatedTensor, elements: number, needed: number, known: boolean, begin: number, end: number, negative: boolean): void {
    if (negative || begin < 0 || end < begin) return this.#tell(tensor, "negative", "has a negative size, or ends before it begins");
    this.#parameters += elements;
    if (known && needed !== end - begin) this.#tell(tensor, "size-mismatch", `needs ${needed} bytes and states ${end - begin}`);
    this.#extents.add(begin, end);
  }

  /** Numbers beyond 2^53: some do not fit into 64 bits, and some only fit because their product overflows. */
  #huge(tensor: StatedTensor, shape: readonly bigint[], begin: bigint, end: bigint, bits: bigint): void {
    const written = `${shape.slice(0, 8).join(" x ")}, bytes ${begin} to ${end}`;
    if (begin < 0n || end < begin || shape.some((size) => size < 0n))
      return this.#tell(tensor, "negative", "has a negative size, or ends before it begins");
    if ([begin, end, ...shape].some((number) => number >= U64))
      return this.#tell(tensor, "number-size", `has numbers beyond 64 bits: ${written}`);
    const product = shape.reduce((sum, size) => sum * size, bits);
    if (product / 8n >= U64) return this.#tell(tensor, "shape-overflow", `has sizes whose product overflows 64 bits: ${written}`);
    this.#put(tensor, Number(product / bits), Number(product / 8n), true, Number(begin), Number(end), false);
  }

  #tell({ name, offset }: StatedTensor, kind: SafetensorsProblemKind, message: string): void {
    this.#problems.add(kind, `the tensor ${quoted(name)} ${message}`, offset);
  }

  finish(whole: boolean): Omit<SafetensorsReading, "headerBytes" | "dataStart" | "problems"> {
    const start = this.#dataStart;
    const cover = coverOf(this.#extents, 0);
    for (const [from, to] of cover.overlaps) this.#problems.add("overlap", `tensors share the bytes ${from} to ${to}`, start + from);
    for (const [from, to] of cover.holes) this.#problems.add("hole", `no tensor holds the bytes ${from} to ${to}`, start + from);
    const present = this.#size - start;
    if (whole && cover.end > present)
      this.#problems.add("truncated", `the tensors need ${cover.end} bytes and ${present} are there`, this.#size);
    if (whole && cover.end < present)
      this.#problems.add("trailing", `${present - cover.end} bytes behind the last tensor`, start + cover.end);
    return {
      dataEnd: Math.min(start + cover.end, this.#size),
      tensors: this.#tensors,
      parameters: this.#parameters,
      dtypes: this.#dtypes,
      metadata: this.#metadata,
      metadataLeftOut: this.#leftOut,
    };
  }
}

/** A name as it may stand in a message. */
function quoted(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}
