import { createCipheriv } from "node:crypto";
import { ProtectError } from "../errors.ts";

/** radix^length may not be less (NIST SP 800-38G revision 1, section 5.2): smaller domains can be searched through. */
export const SMALLEST_DOMAIN = 1_000_000n;
const LONGEST = 4096;
const LONGEST_TWEAK = 65_535;
const ROUNDS = 10;
const BLOCK = 16;

interface Shape {
  readonly left: number;
  readonly right: number;
  readonly leftPower: bigint;
  readonly rightPower: bigint;
  /** Bytes that hold the larger half (b), and bytes that are drawn of the round function (d). */
  readonly halfBytes: number;
  readonly drawn: number;
}

function bytesOf(value: bigint, into: Uint8Array, from: number, to: number): void {
  let rest = value;
  for (let at = to - 1; at >= from; at--) {
    into[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/**
 * FF1 of NIST SP 800-38G revision 1: a permutation of the digit strings of one radix and length under an AES key. It
 * hides a value and keeps its form; equal values stay equal under one key and tweak.
 */
export class Ff1 {
  readonly radix: number;
  readonly #cipher: ReturnType<typeof createCipheriv>;
  readonly #shapes = new Map<number, Shape>();
  readonly #smallest: bigint;

  /**
   * @param key 16, 24 or 32 bytes @param radix 2 to 65,536
   * @param smallest for tests alone: the least number of strings that a length must have
   * @throws ProtectError KEY_INVALID, OPTION_INVALID
   */
  constructor(key: Uint8Array, radix: number, smallest = SMALLEST_DOMAIN) {
    if (![16, 24, 32].includes(key.length)) throw new ProtectError("KEY_INVALID", `An FF1 key has 16, 24 or 32 bytes, not ${key.length}.`);
    if (!Number.isInteger(radix) || radix < 2 || radix > 65_536)
      throw new ProtectError("OPTION_INVALID", `The radix of FF1 is a whole number from 2 to 65536, not ${radix}.`);
    this.radix = radix;
    this.#smallest = smallest;
    // Every block stands alone in this mode, so that one cipher serves all: the chaining is done below.
    this.#cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  }

  /** @param digits each below the radix @returns as many digits @throws ProtectError FORMAT_INVALID */
  encrypt(digits: readonly number[], tweak: Uint8Array): number[] {
    return this.#run(digits, tweak, false);
  }

  /** The inverse of {@link encrypt}. @throws ProtectError FORMAT_INVALID */
  decrypt(digits: readonly number[], tweak: Uint8Array): number[] {
    return this.#run(digits, tweak, true);
  }

  #run(digits: readonly number[], tweak: Uint8Array, backwards: boolean): number[] {
    if (tweak.length > LONGEST_TWEAK)
      throw new ProtectError("OPTION_INVALID", `A tweak has at most ${LONGEST_TWEAK} bytes, not ${tweak.length}.`);
    const shape = this.#shapeOf(digits.length);
    let [a, b] = [this.#number(digits, 0, shape.left), this.#number(digits, shape.left, digits.length)];
    const first = this.#block(this.#head(digits.length, shape.left, tweak.length));
    const padding = (((-tweak.length - shape.halfBytes - 1) % BLOCK) + BLOCK) % BLOCK;
    const message = new Uint8Array(tweak.length + padding + 1 + shape.halfBytes);
    message.set(tweak);
    for (let step = 0; step < ROUNDS; step++) {
      const round = backwards ? ROUNDS - 1 - step : step;
      const even = round % 2 === 0;
      const power = even ? shape.leftPower : shape.rightPower;
      message[tweak.length + padding] = round;
      bytesOf(backwards ? a : b, message, message.length - shape.halfBytes, message.length);
      const drawn = this.#draw(first, message, shape.drawn);
      if (backwards) {
        const c = (((b - drawn) % power) + power) % power;
        [b, a] = [a, c];
      } else {
        const c = (a + drawn) % power;
        [a, b] = [b, c];
      }
    }
    return [...this.#digits(a, shape.left), ...this.#digits(b, shape.right)];
  }

  #shapeOf(length: number): Shape {
    const known = this.#shapes.get(length);
    if (known !== undefined) return known;
    if (length < 2 || length > LONGEST || BigInt(this.radix) ** BigInt(length) < this.#smallest)
      throw new ProtectError(
        "FORMAT_INVALID",
        `${length} characters of an alphabet of ${this.radix} cannot be masked in their form: FF1 takes ${this.#shortest()} to ${LONGEST}. Use a token, a generalisation or redaction.`,
      );
    const left = Math.floor(length / 2);
    const right = length - left;
    const rightPower = BigInt(this.radix) ** BigInt(right);
    const halfBytes = Math.ceil((rightPower - 1n).toString(2).length / 8);
    const shape = {
      left,
      right,
      leftPower: BigInt(this.radix) ** BigInt(left),
      rightPower,
      halfBytes,
      drawn: 4 * Math.ceil(halfBytes / 4) + 4,
    };
    this.#shapes.set(length, shape);
    return shape;
  }

  #shortest(): number {
    let length = 2;
    while (BigInt(this.radix) ** BigInt(length) < this.#smallest) length++;
    return length;
  }

  #head(length: number, left: number, tweakBytes: number): Uint8Array {
    const head = new Uint8Array(BLOCK);
    const view = new DataView(head.buffer);
    head.set([1, 2, 1, this.radix >> 16, (this.radix >> 8) & 0xff, this.radix & 0xff, ROUNDS, left & 0xff]);
    view.setUint32(8, length);
    view.setUint32(12, tweakBytes);
    return head;
  }

  /** The round function: a CBC-MAC, stretched to the bytes that are needed, as a number. */
  #draw(first: Uint8Array, message: Uint8Array, length: number): bigint {
    let state = Uint8Array.from(first);
    for (let at = 0; at < message.length; at += BLOCK) {
      for (let index = 0; index < BLOCK; index++) state[index] = (state[index] ?? 0) ^ (message[at + index] ?? 0);
      state = Uint8Array.from(this.#block(state));
    }
    const out = new Uint8Array(Math.ceil(length / BLOCK) * BLOCK);
    out.set(state);
    for (let block = 1; block * BLOCK < length; block++) {
      const counted = Uint8Array.from(state);
      const view = new DataView(counted.buffer);
      view.setUint32(12, view.getUint32(12) ^ block);
      out.set(this.#block(counted), block * BLOCK);
    }
    return BigInt(`0x${Buffer.from(out.buffer, 0, length).toString("hex")}`);
  }

  #block(block: Uint8Array): Uint8Array {
    return this.#cipher.update(block);
  }

  #number(digits: readonly number[], from: number, to: number): bigint {
    let value = 0n;
    for (let at = from; at < to; at++) {
      const digit = digits[at];
      if (digit === undefined || !Number.isInteger(digit) || digit < 0 || digit >= this.radix)
        throw new ProtectError("FORMAT_INVALID", `A digit is not below the radix ${this.radix}.`);
      value = value * BigInt(this.radix) + BigInt(digit);
    }
    return value;
  }

  #digits(value: bigint, length: number): number[] {
    const digits = new Array<number>(length).fill(0);
    let rest = value;
    for (let at = length - 1; at >= 0; at--) {
      digits[at] = Number(rest % BigInt(this.radix));
      rest /= BigInt(this.radix);
    }
    return digits;
  }
}
