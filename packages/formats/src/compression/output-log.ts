import { FormatError } from "../errors.ts";

const CHUNK = 256 * 1024;
const FIRST = 4096;

/**
 * What a codec has produced: grows at its end and forgets at its beginning. It is the window that matches copy from and
 * the memory that ranges are read from, so that nothing is held twice.
 */
export class OutputLog {
  /** Bytes of the end that the codec still copies from: never forgotten. Set by the codec. */
  window = 0;
  readonly #chunks: (Uint8Array | undefined)[];
  /** The chunk that grows and the place in it, for loops that cannot afford a call a byte. */
  current: Uint8Array;
  at = 0;
  /** Position of the current chunk's first byte. */
  #base = 0;
  #forgotten = 0;

  constructor() {
    this.current = new Uint8Array(FIRST);
    this.#chunks = [this.current];
  }

  get length(): number {
    return this.#base + this.at;
  }

  /** The first position that can still be read. */
  get start(): number {
    return this.#forgotten * CHUNK;
  }

  byte(value: number): void {
    if (this.at === this.current.length) this.#grow();
    this.current[this.at++] = value;
  }

  append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      if (this.at === this.current.length) this.#grow();
      const part = bytes.subarray(done, done + this.current.length - this.at);
      this.current.set(part, this.at);
      this.at += part.length;
      done += part.length;
    }
  }

  /** Repeats `count` bytes that stand `distance` before the end; the two may overlap (run lengths). */
  copy(distance: number, count: number): void {
    if (distance <= 0 || distance > this.length - this.start) throw new FormatError("MALFORMED", "A match reaches back before the data.");
    let left = count;
    while (left > 0) {
      if (this.at === this.current.length) this.#grow();
      const from = this.at - distance;
      const chunk = from >= 0 ? this.current : this.#chunkOf(this.#base + from);
      const source = from >= 0 ? from : (this.#base + from) % CHUNK;
      const length = Math.min(left, this.current.length - this.at, from >= 0 ? left : CHUNK - source);
      const target = this.current;
      let at = this.at;
      if (length < 32 || distance < length) for (let index = 0; index < length; index++) target[at++] = chunk[source + index] ?? 0;
      else target.set(chunk.subarray(source, source + length), at);
      this.at += length;
      left -= length;
    }
  }

  /** The byte `distance` before the end; 0 before the beginning. */
  back(distance: number): number {
    const from = this.at - distance;
    if (from >= 0) return this.current[from] ?? 0;
    const position = this.#base + from;
    return position < this.start ? 0 : (this.#chunkOf(position)[position % CHUNK] ?? 0);
  }

  /** At most `length` bytes from `offset`, a view where they stand together. What was forgotten cannot be read. */
  read(offset: number, length: number): Uint8Array {
    const from = Math.max(offset, this.start);
    const end = Math.min(offset + length, this.length);
    if (end <= from) return new Uint8Array(0);
    const first = this.#chunkOf(from);
    const at = from % CHUNK;
    if (at + end - from <= first.length) return first.subarray(at, at + end - from);
    const bytes = new Uint8Array(end - from);
    for (let position = from; position < end; ) {
      const start = position % CHUNK;
      const part = this.#chunkOf(position).subarray(start, start + end - position);
      bytes.set(part, position - from);
      position += part.length;
    }
    return bytes;
  }

  /** Calls back with the pieces from `offset` to the end, without copying. */
  since(offset: number, take: (piece: Uint8Array) => void): void {
    for (let position = offset; position < this.length; ) {
      const at = position % CHUNK;
      const piece = this.#chunkOf(position).subarray(at, at + this.length - position);
      take(piece);
      position += piece.length;
    }
  }

  /** Lets go of what stands before `offset`, except for the window. */
  forget(offset: number): void {
    const until = Math.floor(Math.min(offset, this.length - this.window) / CHUNK);
    while (this.#forgotten < until) this.#chunks[this.#forgotten++] = undefined;
  }

  #chunkOf(position: number): Uint8Array {
    return this.#chunks[Math.floor(position / CHUNK)] ?? new Uint8Array(0);
  }

  #grow(): void {
    if (this.current.length < CHUNK) {
      const larger = new Uint8Array(this.current.length * 4);
      larger.set(this.current);
      this.#chunks[0] = larger;
      this.current = larger;
    } else {
      this.#base += CHUNK;
      this.at = 0;
      this.current = new Uint8Array(CHUNK);
      this.#chunks.push(this.current);
    }
  }
}
