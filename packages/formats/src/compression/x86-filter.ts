import type { ByteFilter } from "./byte-filters.ts";

const ALLOWED = [true, true, true, false, true, false, false, false];
const BIT_NUMBER = [0, 1, 2, 2, 3, 3, 3, 3];
/** Opcode and four bytes of address. */
const LENGTH = 5;

function isSignByte(byte: number): boolean {
  return byte === 0 || byte === 0xff;
}

/** BCJ for x86: absolute addresses of CALL and JMP become relative again. @see xz-file-format.txt 5.3.2, LZMA SDK */
export class X86Filter implements ByteFilter {
  #rest: Uint8Array = new Uint8Array(0);
  #position: number;
  #mask = 0;
  #last: number;

  constructor(start: number) {
    this.#position = start;
    this.#last = start - LENGTH;
  }

  push(bytes: Uint8Array): Uint8Array {
    const data = new Uint8Array(this.#rest.length + bytes.length);
    data.set(this.#rest);
    data.set(bytes, this.#rest.length);
    const done = this.#convert(data);
    this.#rest = data.slice(done);
    return data.subarray(0, done);
  }

  end(): Uint8Array {
    return this.#rest;
  }

  /** Converts in place, as far as whole instructions are there; returns how far. */
  #convert(data: Uint8Array): number {
    const limit = data.length - LENGTH;
    let at = 0;
    while (at <= limit) {
      const opcode = data[at];
      if (opcode !== 0xe8 && opcode !== 0xe9) {
        at++;
        continue;
      }
      const distance = this.#position + at - this.#last;
      this.#last = this.#position + at;
      if (distance > LENGTH) this.#mask = 0;
      else for (let index = 0; index < distance; index++) this.#mask = (this.#mask & 0x77) << 1;
      const top = data[at + 4] ?? 0;
      const kind = this.#mask >> 1;
      if (isSignByte(top) && ALLOWED[kind & 7] === true && kind < 16) {
        this.#address(data, at);
        at += LENGTH;
        this.#mask = 0;
      } else {
        at++;
        this.#mask |= isSignByte(top) ? 0x11 : 1;
      }
    }
    this.#position += at;
    return at;
  }

  #address(data: Uint8Array, at: number): void {
    const view = new DataView(data.buffer, data.byteOffset);
    let source = view.getInt32(at + 1, true);
    let target = 0;
    for (;;) {
      target = (source - (this.#position + at + LENGTH)) | 0;
      if (this.#mask === 0) break;
      const bits = (BIT_NUMBER[this.#mask >> 1] ?? 0) * 8;
      if (!isSignByte((target >>> (24 - bits)) & 255)) break;
      source = target ^ (2 ** (32 - bits) - 1);
    }
    const sign = ((target >>> 24) & 1) === 1 ? 0xff : 0;
    view.setUint32(at + 1, ((target & 0xffffff) | (sign << 24)) >>> 0, true);
  }
}
