import type { ByteSource } from "../byte-source.ts";
import { Newlines } from "./newlines.ts";

/** Bytes of the source held at a time: few at first, since most streams and most attempts are short. */
const FIRST_WINDOW = 4096;
const WINDOW = 256 * 1024;
const NO_FRAME = Number.POSITIVE_INFINITY;
const NEWLINE = 10;
/** Bytes of a line looked at one by one. */
const SHORT_LINE = 24;

export interface CursorOptions {
  readonly enforceFrames?: boolean;
  /** Shared by cursors that may read the same bytes. */
  readonly newlines?: Newlines;
}

/**
 * A place in a source of any size, seen through a window.
 *
 * With `enforceFrames` it reads as CPython's C unpickler does from a file that it cannot look ahead in: the bytes of a
 * FRAME are one buffer, and a read that wants more than what is left of it throws the rest away and reads on behind
 * the frame (`_Unpickler_ReadFromFile`). Otherwise a FRAME is no limit for any read, as for `pickle.loads`.
 */
export class Cursor {
  readonly size: number;
  readonly enforceFrames: boolean;
  /** The window; `at` is an index in it, `limit` the index up to which may be read without asking. */
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  limit = 0;
  /** Place of the window in the source. */
  base = 0;
  /** A read threw away the rest of a frame: from here on the two ways of reading see different bytes. */
  diverged = false;
  readonly source: ByteSource;
  readonly #newlines: Newlines;
  #window = FIRST_WINDOW;
  /** The frame that the loader holds, and where its file goes on. */
  #frameEnd = NO_FRAME;
  #behind = 0;

  constructor(source: ByteSource, start: number, options: CursorOptions = {}) {
    this.source = source;
    this.size = source.size;
    this.base = start;
    this.enforceFrames = options.enforceFrames ?? false;
    this.#newlines = options.newlines ?? new Newlines(source);
  }

  get position(): number {
    return this.base + this.at;
  }

  /** Makes `count` bytes readable at `at`; false where the source has no more. */
  reserve(count: number): boolean {
    return this.at + count <= this.limit || this.#advance(count, count);
  }

  /** As `reserve`, for an operand of which only the first `kept` bytes are looked at. */
  reserveOperand(length: number, kept: number): boolean {
    if (this.at + length <= this.limit) return true;
    return this.#advance(length, Math.min(length, kept));
  }

  #advance(length: number, kept: number): boolean {
    if (this.position + length > this.#frameEnd) this.#leaveFrame();
    if (this.position + length > this.size) return false;
    if (this.at + kept > this.limit) this.#load(this.position, kept);
    return this.at + kept <= this.limit;
  }

  #load(position: number, count: number): void {
    this.bytes = this.source.read(position, Math.max(count, this.#window));
    this.#window = Math.min(WINDOW, 4 * this.#window);
    this.base = position;
    this.at = 0;
    this.#bound();
  }

  #bound(): void {
    this.limit = Math.min(this.bytes.length, this.#frameEnd - this.base);
  }

  /** What is left of the frame is lost to the loader. */
  #leaveFrame(): void {
    if (this.position < this.#frameEnd) this.diverged = true;
    this.#frameEnd = NO_FRAME;
    this.seek(this.#behind);
  }

  seek(position: number): void {
    const index = position - this.base;
    if (index >= 0 && index <= this.bytes.length) {
      this.at = index;
      this.#bound();
    } else {
      this.bytes = new Uint8Array(0);
      this.base = position;
      this.at = 0;
      this.limit = 0;
    }
  }

  /** Steps over bytes that are there. */
  skip(count: number): void {
    if (this.at + count <= this.limit) this.at += count;
    else this.seek(this.position + count);
  }

  /** Begins a frame of `length` bytes here, where frames bind. A frame within the rest of the last one changes nothing. */
  enterFrame(length: number): void {
    if (!this.enforceFrames) return;
    const end = this.position + length;
    if (this.#frameEnd !== NO_FRAME) {
      if (end <= this.#frameEnd) return;
      this.#leaveFrame();
    }
    this.#frameEnd = Math.min(this.size, this.position + length);
    this.#behind = this.#frameEnd;
    this.#bound();
  }

  /** Where the loader's file stands: behind the frame that it holds, if any. */
  get filePosition(): number {
    return this.#frameEnd === NO_FRAME ? this.position : this.#behind;
  }

  /** The loader takes bytes from its file, not from the frame that it holds. */
  takeFromFile(length: number): void {
    if (this.#frameEnd === NO_FRAME) this.skip(length);
    else {
      if (this.position < this.#frameEnd) this.diverged = true;
      this.#behind += length;
    }
  }

  /**
   * Length of the line at `at`, without its newline, of which the first `kept` bytes are made readable; -1 where no
   * newline follows.
   */
  line(kept: number): number {
    const { bytes, at } = this;
    // Most lines are numbers and names: a call out of the engine costs more than to look at a few bytes.
    const near = Math.min(this.limit, at + SHORT_LINE);
    for (let index = at; index < near; index++) if (bytes[index] === NEWLINE) return index - at;
    const index = bytes.indexOf(NEWLINE, near);
    if (index >= 0 && index < this.limit) return index - at;
    if (this.#frameEnd !== NO_FRAME) {
      const within = this.#newlines.next(this.position);
      if (within >= 0 && within < this.#frameEnd) return this.#lineTo(within, kept);
      this.#leaveFrame();
    }
    const newline = this.#newlines.next(this.position);
    return newline < 0 ? -1 : this.#lineTo(newline, kept);
  }

  #lineTo(newline: number, kept: number): number {
    const length = newline - this.position;
    this.reserveOperand(length + 1, kept);
    return length;
  }

  /**
   * Copies the first `kept` of `length` bytes and steps over all; undefined where the source has less. Unlike other
   * reads this one goes on behind a frame without loss (`_Unpickler_ReadInto`).
   */
  takeBytes(length: number, kept: number): Uint8Array | undefined {
    const position = this.position;
    if (position + length > this.#frameEnd) {
      const rest = this.#frameEnd - position;
      const behind = this.#behind;
      this.#frameEnd = NO_FRAME;
      this.seek(position);
      const head = this.takeBytes(Math.min(rest, length), kept);
      this.seek(behind);
      const tail = head === undefined ? undefined : this.takeBytes(length - rest, Math.max(0, kept - head.length));
      return head === undefined || tail === undefined ? undefined : Uint8Array.from([...head, ...tail]);
    }
    const held = Math.min(length, kept);
    if (!this.reserveOperand(length, held)) return undefined;
    // A copy: a view would keep the whole window alive, and of a Buffer `slice` is one.
    const bytes = new Uint8Array(this.bytes.subarray(this.at, this.at + held));
    this.skip(length);
    return bytes;
  }
}
