import { type ByteSource, orderedWidthOf, type TensorView, widthOf } from "@castellan/formats";

/*
 * Tensors as dense bytes in little-endian order, piece by piece. A view whose elements lie apart or in another order
 * (transposed, sliced, expanded) is gathered: of each piece of the output the part of the storage that it needs is read
 * at once where it is small and well used, and else along the dimension that moves least in the storage, so that every
 * piece costs a bounded amount of memory and reading.
 */

/** Bytes of one piece of the output; of dense tensors, and of those that are gathered. */
const PIECE = 4 * 1024 * 1024;
const GATHERED = 32 * 1024 * 1024;
/** Most of a storage that is held at once. */
const WINDOW = 32 * 1024 * 1024;
/** A part is read at once if at least one byte in so many is used, or if it is as small as this. */
const SPARSEST = 32;
const SMALL = 4096;

/** One dimension: how many, and how far apart in storage and output, in elements. */
interface Axis {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

/** Says that a source gave fewer bytes than it has. */
export class ShortRead extends Error {}

/** Whether the elements of a view lie next to each other in order. */
export function isDense(view: TensorView): boolean {
  const axes = axesOf(view);
  return axes.length === 0 || (axes.length === 1 && axes[0]?.from === 1);
}

/** Dimensions without those of size 1, those that run on into one another joined. */
function axesOf({ shape, strides }: TensorView): readonly Axis[] {
  const axes: Axis[] = [];
  let to = 1;
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    const [size, from] = [shape[dimension] ?? 1, strides[dimension] ?? 0];
    if (size === 1) continue;
    const inner = axes.at(-1);
    if (inner !== undefined && from === inner.from * inner.size) axes[axes.length - 1] = { ...inner, size: inner.size * size };
    else axes.push({ size, from, to });
    to *= size;
  }
  return axes.reverse();
}

/**
 * The bytes of a tensor. Each piece is valid until the next one is asked for.
 *
 * @param source the storage of the view
 * @throws ShortRead
 */
export function* tensorBytes(view: TensorView, source: ByteSource): Generator<Uint8Array, void> {
  const width = widthOf(view.type);
  const total = view.shape.reduce((product, size) => product * size, width);
  if (total === 0) return;
  const swap = view.bigEndian ? orderedWidthOf(view.type) : 1;
  for (const piece of isDense(view) ? denseBytes(source, view.offset * width, total) : new Gathering(view, source, width).pieces(total)) {
    swapOrder(piece, swap);
    yield piece;
  }
}

function* denseBytes(source: ByteSource, start: number, total: number): Generator<Uint8Array, void> {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, total));
  for (let done = 0; done < total; done += buffer.length) {
    const piece = buffer.subarray(0, Math.min(buffer.length, total - done));
    readExactly(source, start + done, piece);
    yield piece;
  }
}

function readExactly(source: ByteSource, offset: number, target: Uint8Array): void {
  let count: number;
  if (source.readInto !== undefined) count = source.readInto(offset, target);
  else {
    const bytes = source.read(offset, target.length);
    target.set(bytes);
    count = bytes.length;
  }
  if (count < target.length) throw new ShortRead(`${target.length - count} bytes from ${offset + count} on are missing`);
}

function swapOrder(piece: Uint8Array, width: number): void {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
  if (width === 2) bytes.swap16();
  else if (width === 4) bytes.swap32();
  else if (width === 8) bytes.swap64();
}

class Gathering {
  readonly #source: ByteSource;
  readonly #width: number;
  readonly #axes: readonly Axis[];
  readonly #offset: number;
  #window = new Uint8Array(0);
  #output = new Uint8Array(0);

  constructor(view: TensorView, source: ByteSource, width: number) {
    this.#source = source;
    this.#width = width;
    this.#axes = axesOf(view);
    this.#offset = view.offset;
  }

  *pieces(total: number): Generator<Uint8Array, void> {
    const room = Math.floor(GATHERED / this.#width);
    this.#output = new Uint8Array(Math.min(room * this.#width, total));
    // The last dimensions that fit as a whole, and how many of the one before them.
    let inner = this.#axes.length;
    while (inner > 0 && (this.#axes[inner - 1]?.size ?? 1) * (this.#axes[inner - 1]?.to ?? 1) <= room) inner--;
    const trailing = this.#axes.slice(inner);
    const split = this.#axes[inner - 1];
    if (split === undefined) {
      yield this.#piece(this.#offset, trailing);
      return;
    }
    const count = Math.max(1, Math.floor(room / split.to));
    for (const base of places(this.#axes.slice(0, inner - 1), this.#offset))
      for (let first = 0; first < split.size; first += count)
        yield this.#piece(base + first * split.from, [{ ...split, size: Math.min(count, split.size - first) }, ...trailing]);
  }

  #piece(base: number, axes: readonly Axis[]): Uint8Array {
    const elements = axes.reduce((product, { size }) => product * size, 1);
    // What moves most in the storage first.
    this.#fill(
      base,
      0,
      [...axes].sort((a, b) => b.from - a.from),
      elements,
    );
    return this.#output.subarray(0, elements * this.#width);
  }

  #fill(base: number, to: number, axes: readonly Axis[], elements: number): void {
    const span = 1 + axes.reduce((sum, { size, from }) => sum + (size - 1) * from, 0);
    const bytes = span * this.#width;
    if (bytes <= SMALL || (bytes <= WINDOW && span <= SPARSEST * elements)) {
      this.#scatter(this.#read(base, bytes), to, axes);
      return;
    }
    const [widest, ...others] = axes;
    if (widest === undefined) return;
    const each = elements / widest.size;
    const inner = others.reduce((sum, { size, from }) => sum + (size - 1) * from, 0);
    // As many steps at a time as are read at once; always fewer than all, so that this comes to an end.
    const fitting = widest.from <= SPARSEST * each ? Math.floor((WINDOW / this.#width - 1 - inner) / Math.max(1, widest.from)) : 1;
    const steps = Math.max(1, Math.min(fitting, Math.ceil(widest.size / 2)));
    for (let first = 0; first < widest.size; first += steps) {
      const size = Math.min(steps, widest.size - first);
      this.#fill(base + first * widest.from, to + first * widest.to, size === 1 ? others : [{ ...widest, size }, ...others], each * size);
    }
  }

  #read(base: number, length: number): Uint8Array {
    if (this.#window.length < length) this.#window = new Uint8Array(Math.max(length, Math.min(WINDOW, 2 * this.#window.length)));
    const target = this.#window.subarray(0, length);
    readExactly(this.#source, base * this.#width, target);
    return target;
  }

  /** Copies the elements of a part that lies in memory to their places. */
  #scatter(part: Uint8Array, to: number, axes: readonly Axis[]): void {
    const width = this.#width;
    // Units that can be copied as one number; 8 bytes are two, since not every double stays as it is.
    const unit = width === 8 ? 4 : width;
    const [source, target] = [numbers(part, unit), numbers(this.#output, unit)];
    const factor = width / unit;
    const run = axes.at(-1) ?? { size: 1, from: 1, to: 1 };
    const outer = axes.slice(0, -1);
    const counts = outer.map(() => 0);
    for (let [from, into] = [0, to]; ; ) {
      const [read, write] = [from * factor, into * factor];
      if (run.from === 1 && run.to === 1) target.set(source.subarray(read, read + run.size * factor), write);
      else copyApart(source, read, target, write, run, factor);
      let axis = outer.length - 1;
      for (; axis >= 0; axis--) {
        const { size, from: step, to: place } = outer[axis] ?? run;
        from += step;
        into += place;
        const count = (counts[axis] ?? 0) + 1;
        counts[axis] = count;
        if (count < size) break;
        from -= step * size;
        into -= place * size;
        counts[axis] = 0;
      }
      if (axis < 0) return;
    }
  }
}

type Numbers = Uint8Array | Uint16Array | Uint32Array;

function copyApart(source: Numbers, read: number, target: Numbers, write: number, { size, from, to }: Axis, factor: number): void {
  for (let index = 0; index < size; index++) {
    const [at, place] = [read + index * from * factor, write + index * to * factor];
    target[place] = source[at] ?? 0;
    if (factor === 2) target[place + 1] = source[at + 1] ?? 0;
  }
}

/** Offsets of all indices of some dimensions, the last one running fastest. */
function* places(axes: readonly Axis[], base: number): Generator<number, void> {
  const [first, ...others] = axes;
  if (first === undefined) yield base;
  else for (let index = 0; index < first.size; index++) yield* places(others, base + index * first.from);
}

function numbers(bytes: Uint8Array, unit: number): Numbers {
  const count = Math.floor(bytes.length / unit);
  if (unit === 2) return new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  return unit === 4 ? new Uint32Array(bytes.buffer, bytes.byteOffset, count) : bytes;
}
