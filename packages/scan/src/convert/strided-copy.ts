import { type ByteSource, orderedWidthOf, type TensorView, widthOf } from "@castellan/formats";

/*
 * Tensors as dense bytes in little-endian order, piece by piece. A view whose elements lie apart or in another order
 * (transposed, sliced, expanded) is gathered: of each piece of the output the part of the storage that it needs is read
 * at once where it is small and well used, and else along the dimension that moves least in the storage, so that every
 * piece costs a bounded amount of memory and reading.
 */

/** Bytes of one piece of the output; of dense tensors, and of those that are gathered. */
const PIECE = 4 * 1024 * 1024;
const GATHERED = 16 * 1024 * 1024;
/** Most of a storage that is held at once. */
const WINDOW = 16 * 1024 * 1024;
/** A part is read at once if at least one byte in so many is used, or if it is as small as this. */
const SPARSEST = 32;
const SMALL = 4096;

/** One dimension: how many, and how far apart in storage and output, in elements. */
interface Axis {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

const NOTHING: ByteSource = { size: 0, read: () => new Uint8Array(0) };

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

/** Gives the bytes of tensors, one after the other, through buffers that serve again. */
export class TensorCopier {
  #piece = new Uint8Array(0);
  readonly #gathering = new Gathering();

  /**
   * The bytes of a tensor. Each piece is valid until the next one is asked for.
   *
   * @param source the storage of the view
   * @throws ShortRead
   */
  *bytes(view: TensorView, source: ByteSource): Generator<Uint8Array, void> {
    const width = widthOf(view.type);
    const total = view.shape.reduce((product, size) => product * size, width);
    if (total === 0) return;
    const swap = view.bigEndian ? orderedWidthOf(view.type) : 1;
    const pieces = isDense(view) ? this.#dense(source, view.offset * width, total) : this.#gathering.pieces(view, source, total);
    for (const piece of pieces) {
      swapOrder(piece, swap);
      yield piece;
    }
  }

  *#dense(source: ByteSource, start: number, total: number): Generator<Uint8Array, void> {
    if (this.#piece.length < Math.min(PIECE, total)) this.#piece = new Uint8Array(PIECE);
    for (let done = 0; done < total; done += PIECE) {
      const piece = this.#piece.subarray(0, Math.min(PIECE, total - done));
      readExactly(source, start + done, piece);
      yield piece;
    }
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
  #source: ByteSource = NOTHING;
  #width = 1;
  #window = new Uint8Array(0);
  #output = new Uint8Array(0);

  *pieces(view: TensorView, source: ByteSource, total: number): Generator<Uint8Array, void> {
    this.#source = source;
    this.#width = widthOf(view.type);
    const axes = axesOf(view);
    const room = Math.floor(GATHERED / this.#width);
    this.#output = grown(this.#output, Math.min(GATHERED, total), GATHERED);
    // The last dimensions that fit as a whole, and how many of the one before them.
    let inner = axes.length;
    while (inner > 0 && (axes[inner - 1]?.size ?? 1) * (axes[inner - 1]?.to ?? 1) <= room) inner--;
    const trailing = axes.slice(inner);
    const split = axes[inner - 1];
    if (split === undefined) {
      yield this.#piece(view.offset, trailing);
      return;
    }
    const count = Math.max(1, Math.floor(room / split.to));
    for (const base of places(axes.slice(0, inner - 1), view.offset))
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
    this.#window = grown(this.#window, length, WINDOW);
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

/** A buffer of at least `length` bytes: doubled, so that few are thrown away, up to `most`. */
function grown(buffer: Uint8Array<ArrayBuffer>, length: number, most: number): Uint8Array<ArrayBuffer> {
  return buffer.length >= length ? buffer : new Uint8Array(Math.max(length, Math.min(most, 2 * buffer.length)));
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
