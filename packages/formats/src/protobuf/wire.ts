import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";

/** What is wrong at the level of the wire. `overlong` alone does not end the reading. */
export type WireFault = "field-zero" | "group" | "wire-type" | "varint" | "truncated";

/** Groups in groups that are followed. */
const MAX_GROUPS = 100;

/**
 * Reads tag after tag of one range without building objects: after `next()` the properties hold the field. Payloads
 * are ranges; a tensor of a gigabyte costs its tag.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export class WireReader {
  readonly window: ByteWindow;
  /** Where the next tag stands, and where the message ends; both move as messages are entered and left. */
  at: number;
  end: number;
  number = 0;
  wire = 0;
  /** Of varints and fixed numbers; not exact beyond 2^53. Signed: 64-bit two's complement. */
  value = 0;
  /** Of the tag, and of the payload. */
  start = 0;
  offset = 0;
  length = 0;
  /** A varint took more bytes than it needs. */
  overlong = false;
  fault: WireFault | undefined;

  constructor(source: ByteSource | ByteWindow, start: number, end: number) {
    this.window = source instanceof ByteWindow ? source : new ByteWindow(source);
    this.at = start;
    this.end = end;
  }

  #varint(): boolean {
    const { window } = this;
    let value = 0;
    let scale = 1;
    for (let index = 0; index < 10; index++) {
      const offset = this.at + index;
      if (offset >= this.end) {
        this.fault = "truncated";
        return false;
      }
      const byte = window.u8(offset);
      if (byte < 0x80) {
        if (byte === 0 && index > 0) this.overlong = true;
        this.at = offset + 1;
        this.value = index < 7 ? value + byte * scale : this.#wide(offset - index, index + 1);
        return true;
      }
      value += (byte & 0x7f) * scale;
      scale *= 128;
    }
    this.fault = "varint";
    return false;
  }

  /** Eight bytes and more: exact in 64 bits, as signed number. */
  #wide(offset: number, length: number): number {
    let value = 0n;
    for (let index = 0; index < length; index++) value |= BigInt(this.window.u8(offset + index) & 0x7f) << BigInt(7 * index);
    return Number(BigInt.asIntN(64, value));
  }

  /** False at the end of the message and at a fault. */
  next(): boolean {
    if (this.at >= this.end) return false;
    this.start = this.at;
    this.overlong = false;
    if (!this.#varint()) return false;
    const tag = this.value;
    this.wire = tag % 8;
    this.number = Math.floor(tag / 8);
    if (tag < 8 || this.number > 536_870_911) return this.#stop("field-zero");
    this.offset = this.at;
    if (this.wire === 0) {
      if (!this.#varint()) return false;
      this.length = this.at - this.offset;
      return true;
    }
    if (this.wire === 2) {
      if (!this.#varint()) return false;
      this.offset = this.at;
      this.length = this.value;
      // A negative length is one beyond 2^63.
      if (this.length < 0 || this.length > this.end - this.at) return this.#stop("truncated");
      this.at += this.length;
      return true;
    }
    if (this.wire === 1 || this.wire === 5) {
      this.length = this.wire === 1 ? 8 : 4;
      if (this.length > this.end - this.at) return this.#stop("truncated");
      this.value = this.wire === 1 ? this.window.u64(this.at) : this.window.u32(this.at);
      this.at += this.length;
      return true;
    }
    if (this.wire === 3) return this.#group();
    return this.#stop(this.wire === 4 ? "group" : "wire-type");
  }

  /** Steps over a group to its end, as parsers do with one that they do not know; the payload is all of it. */
  #group(): boolean {
    const { number, start, offset } = this;
    const open = [number];
    while (open.length > 0) {
      if (this.at >= this.end) return this.#stop("truncated");
      if (!this.#varint()) return false;
      const wire = this.value % 8;
      const inner = Math.floor(this.value / 8);
      if (inner < 1 || wire > 5) return this.#stop("wire-type");
      if (wire === 3) {
        if (open.length >= MAX_GROUPS) return this.#stop("group");
        open.push(inner);
      } else if (wire === 4) {
        if (open.pop() !== inner) return this.#stop("group");
      } else if (wire === 0) {
        if (!this.#varint()) return false;
      } else {
        if (wire === 2 && !this.#varint()) return false;
        const length = wire === 2 ? this.value : wire === 1 ? 8 : 4;
        if (length < 0 || length > this.end - this.at) return this.#stop("truncated");
        this.at += length;
      }
    }
    Object.assign(this, { number, start, offset, wire: 3, value: 0, length: this.at - offset });
    return true;
  }

  #stop(fault: WireFault): false {
    this.fault = fault;
    return false;
  }
}
