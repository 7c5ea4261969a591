const PRIME1 = 0x9e3779b185ebca87n;
const PRIME2 = 0xc2b2ae3d27d4eb4fn;
const PRIME3 = 0x165667b19e3779f9n;
const PRIME4 = 0x85ebca77c2b2ae63n;
const PRIME5 = 0x27d4eb2f165667c5n;
const MASK = 0xffffffffffffffffn;

/** A 64-bit value in two halves, because bigints are slow where each 32 bytes need eight products. */
interface Lane {
  low: number;
  high: number;
}

function laneOf(value: bigint): Lane {
  return { low: Number(value & 0xffffffffn) | 0, high: Number((value >> 32n) & 0xffffffffn) | 0 };
}

const FACTOR1 = laneOf(PRIME1);
const FACTOR2 = laneOf(PRIME2);

/** The high half of a product of two unsigned 32-bit values. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0;
}

function multiply(lane: Lane, factor: Lane): void {
  const { low, high } = lane;
  lane.high = (highProduct(low, factor.low) + Math.imul(low, factor.high) + Math.imul(high, factor.low)) | 0;
  lane.low = Math.imul(low, factor.low);
}

function add(lane: Lane, low: number, high: number): void {
  const sum = (lane.low >>> 0) + (low >>> 0);
  lane.low = sum | 0;
  lane.high = (lane.high + high + (sum >= 2 ** 32 ? 1 : 0)) | 0;
}

/** `acc = rotl(acc + word * PRIME2, 31) * PRIME1` */
function round(lane: Lane, view: DataView, at: number, word: Lane): void {
  word.low = view.getInt32(at, true);
  word.high = view.getInt32(at + 4, true);
  multiply(word, FACTOR2);
  add(lane, word.low, word.high);
  const { low, high } = lane;
  lane.low = (low << 31) | (high >>> 1);
  lane.high = (high << 31) | (low >>> 1);
  multiply(lane, FACTOR1);
}

function big({ low, high }: Lane): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function rotated(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}

/** XXH64 with seed 0, over pieces. @see https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export class XxHash64 {
  readonly #lanes = [laneOf((PRIME1 + PRIME2) & MASK), laneOf(PRIME2), laneOf(0n), laneOf(-PRIME1 & MASK)];
  readonly #rest = new Uint8Array(32);
  readonly #word = laneOf(0n);
  #restLength = 0;
  #length = 0;

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#restLength > 0) {
      at = Math.min(bytes.length, 32 - this.#restLength);
      this.#rest.set(bytes.subarray(0, at), this.#restLength);
      this.#restLength += at;
      if (this.#restLength < 32) return;
      this.#stripes(this.#rest, 0, 32);
    }
    const end = bytes.length - ((bytes.length - at) % 32);
    this.#stripes(bytes, at, end);
    this.#restLength = bytes.length - end;
    this.#rest.set(bytes.subarray(end));
  }

  #stripes(bytes: Uint8Array, start: number, end: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const [a, b, c, d] = this.#lanes;
    if (a === undefined || b === undefined || c === undefined || d === undefined) return;
    for (let at = start; at < end; at += 32) {
      round(a, view, at, this.#word);
      round(b, view, at + 8, this.#word);
      round(c, view, at + 16, this.#word);
      round(d, view, at + 24, this.#word);
    }
  }

  digest(): bigint {
    const lanes = this.#lanes.map(big);
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    let hash = PRIME5;
    if (this.#length >= 32) {
      hash = (rotated(a, 1n) + rotated(b, 7n) + rotated(c, 12n) + rotated(d, 18n)) & MASK;
      for (const lane of lanes) hash = ((hash ^ mixed(lane)) * PRIME1 + PRIME4) & MASK;
    }
    hash = (hash + BigInt(this.#length)) & MASK;
    const view = new DataView(this.#rest.buffer);
    let at = 0;
    for (; at + 8 <= this.#restLength; at += 8) hash = (rotated(hash ^ mixed(view.getBigUint64(at, true)), 27n) * PRIME1 + PRIME4) & MASK;
    for (; at + 4 <= this.#restLength; at += 4)
      hash = (rotated(hash ^ ((BigInt(view.getUint32(at, true)) * PRIME1) & MASK), 23n) * PRIME2 + PRIME3) & MASK;
    for (; at < this.#restLength; at++) hash = (rotated(hash ^ ((BigInt(view.getUint8(at)) * PRIME5) & MASK), 11n) * PRIME1) & MASK;
    hash = ((hash ^ (hash >> 33n)) * PRIME2) & MASK;
    hash = ((hash ^ (hash >> 29n)) * PRIME3) & MASK;
    return hash ^ (hash >> 32n);
  }
}

function mixed(value: bigint): bigint {
  return (rotated((value * PRIME2) & MASK, 31n) * PRIME1) & MASK;
}
