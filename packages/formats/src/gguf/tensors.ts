import { coverOf, TensorExtents } from "../tensor-extents/index.ts";
import type { GgufCursor } from "./cursor.ts";
import { type GgufProblems, quoted, Unreadable } from "./reading.ts";
import { GGML_TYPES } from "./types.ts";

/** GGML_MAX_DIMS */
const DIMENSIONS = 4;
/** GGML_MAX_NAME, which counts the closing zero; programs for pictures are built with twice the room. */
const NAME = 63;
const FORGED_NAME = 127;
/** The largest honest models have some thousand tensors in a file. */
const FORGED_TENSORS = 2 ** 20;
const FORGED_LENGTH = 2 ** 27;
/** Ids of types grow by a few a year; readers take the id as an index into a table. */
const FORGED_TYPE = 64;
const FORGED_DIMENSIONS = 64;

/** The list of tensors of a header. */
export class GgufTensors {
  readonly types = new Map<string, number>();
  parameters = 0;
  readonly #cursor: GgufCursor;
  readonly #problems: GgufProblems;
  readonly #alignment: number;
  readonly #extents = new TensorExtents();
  readonly #names = new Set<string>();
  /** End of the tensor before, aligned: where an honest writer puts the next. */
  #next = 0;
  /** Some tensor does not follow the one before it. */
  #jump = false;
  /** A tensor whose size is not known leaves the end of the data open. */
  #open = false;

  constructor(cursor: GgufCursor, problems: GgufProblems, alignment: number) {
    this.#cursor = cursor;
    this.#problems = problems;
    this.#alignment = alignment;
  }

  read(count: number): void {
    const cursor = this.#cursor;
    // Length of the name, one dimension, type, offset.
    if (count * (cursor.wide ? 24 : 20) > cursor.left && count > FORGED_TENSORS) {
      this.#problems.add("forged-count", `${count} tensors are announced and ${cursor.left} bytes are left`, cursor.at);
      throw new Unreadable();
    }
    for (let index = 0; index < count; index++) this.#tensor();
  }

  #name(): string {
    const cursor = this.#cursor;
    const place = cursor.at;
    const length = cursor.size();
    if (length > cursor.left && length > FORGED_LENGTH) {
      this.#problems.add("forged-length", `a name of ${length} bytes is announced and ${cursor.left} are left`, place);
      throw new Unreadable();
    }
    if (length > NAME)
      this.#problems.add(
        length > FORGED_NAME ? "forged-name" : "name-long",
        `the name of a tensor has ${length} bytes; ggml keeps ${NAME}`,
        place,
      );
    const kept = Math.min(length, 65_536);
    const name = cursor.text(kept);
    cursor.skip(length - kept);
    if (this.#names.has(name)) this.#problems.add("name-duplicate", `two tensors are called ${quoted(name)}`, place);
    this.#names.add(name);
    return name;
  }

  #tensor(): void {
    const cursor = this.#cursor;
    const place = cursor.at;
    const name = this.#name();
    const dimensions = cursor.u32();
    if (dimensions > DIMENSIONS) {
      this.#problems.add(
        "forged-dimensions",
        `the tensor ${quoted(name)} has ${dimensions} dimensions; ggml has room for ${DIMENSIONS}`,
        place,
      );
      if (dimensions > FORGED_DIMENSIONS) throw new Unreadable();
    }
    const sizes: number[] = [];
    for (let index = 0; index < dimensions; index++) sizes.push(cursor.size());
    const id = cursor.u32();
    const offset = cursor.u64();
    const elements = sizes.reduce((product, size) => product * size, 1);
    const type = GGML_TYPES.get(id);
    if (elements > Number.MAX_SAFE_INTEGER || sizes.some((size) => size > Number.MAX_SAFE_INTEGER)) {
      this.#problems.add("forged-dimensions", `the sizes of the tensor ${quoted(name)} overflow: ${sizes.slice(0, 8).join(" x ")}`, place);
      this.#open = true;
      return;
    }
    if (sizes.includes(0)) this.#problems.add("size-zero", `a size of the tensor ${quoted(name)} is 0`, place);
    if (type === undefined) {
      this.#problems.add(
        id > FORGED_TYPE ? "forged-type" : "type-unknown",
        `the tensor ${quoted(name)} is of the type ${id}, which is unknown`,
        place,
      );
      this.#open = true;
      return;
    }
    this.parameters += elements;
    this.types.set(type.name, (this.types.get(type.name) ?? 0) + 1);
    if ((sizes[0] ?? 1) % type.block !== 0)
      this.#problems.add("row-size", `rows of ${sizes[0]} in the tensor ${quoted(name)} are no blocks of ${type.block}`, place);
    const bytes = Math.ceil(elements / type.block) * type.bytes;
    this.#put(name, place, offset, bytes);
  }

  #put(name: string, place: number, offset: number, bytes: number): void {
    if (offset + bytes > Number.MAX_SAFE_INTEGER) {
      this.#problems.add("forged-offset", `the tensor ${quoted(name)} lies at ${offset}, where no file reaches`, place);
      this.#open = true;
      return;
    }
    if (offset % this.#alignment !== 0)
      this.#problems.add(
        "offset-misaligned",
        `the tensor ${quoted(name)} lies at ${offset}, which is no multiple of ${this.#alignment}`,
        place,
      );
    if (offset !== this.#next) this.#jump = true;
    this.#next = aligned(offset + bytes, this.#alignment);
    this.#extents.add(offset, offset + bytes);
  }

  /** Compares with the bytes that are there; returns where the data end, in the file. */
  finish(dataStart: number, size: number): number {
    const problems = this.#problems;
    const cover = coverOf(this.#extents, 0);
    for (const [from, to] of cover.overlaps)
      problems.add("overlap", `tensors share the bytes ${from} to ${to} of the data`, dataStart + from);
    for (const [from, to] of cover.holes)
      if (to - from >= this.#alignment) problems.add("hole", `no tensor holds the bytes ${from} to ${to} of the data`, dataStart + from);
    const present = Math.max(0, size - dataStart);
    if (cover.end > present) {
      const message = `the tensors need ${cover.end} bytes and ${present} are there`;
      problems.add(this.#forged(cover.end, present, size) ? "forged-offset" : "data-truncated", message, size);
    }
    if (this.#open) return size;
    const end = Math.min(dataStart + aligned(cover.end, this.#alignment), size);
    if (end < size) problems.add("trailing", `${size - end} bytes behind the last tensor`, end);
    return end;
  }

  /**
   * An honest file that was cut has its tensors one behind the other, and a good part of what it announces; a header
   * with a vocabulary alone has a megabyte. A small file that announces a tensor far beyond its end was made so
   * (CVE-2026-7482: Ollama reads past the tensor).
   */
  #forged(needed: number, present: number, size: number): boolean {
    const beyond = needed - present;
    return (this.#jump && beyond > 2 ** 16) || (size < 2 ** 20 && beyond > 2 ** 18 && needed > 64 * present);
  }
}

export function aligned(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
