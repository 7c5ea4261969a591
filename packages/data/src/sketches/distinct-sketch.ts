import { DataError } from "../errors.ts";
import { hashNumber, hashText } from "./hash.ts";

/** 2^14 registers: a standard error of 1.04 / sqrt(2^14) = 0.81 %. */
const PRECISION = 14;
const REGISTERS = 1 << PRECISION;
/** Bits of the 64-bit hash behind the register's number. */
const REST = 64 - PRECISION;
/** More filled registers than this are held as an array. */
const SPARSE = 1024;
const SEEDS = [0x2f0b4c47, 0x71d67fff] as const;

/** `sparse`: register numbers and their values in turn, sorted; `dense`: all registers in base64. */
export type DistinctState = { readonly sparse: readonly number[] } | { readonly dense: string };

/**
 * How many different values there are: HyperLogLog (Flajolet et al. 2007) with 64-bit hashes and a sparse form for few
 * values (Heule et al. 2013). The estimate is the improved raw estimator of Ertl (2017, algorithm 6), which is unbiased
 * over the whole range and so needs no table of corrections.
 */
export class DistinctSketch {
  #sparse: Map<number, number> | undefined = new Map();
  #dense: Uint8Array | undefined;

  addText(value: string): void {
    this.#add(hashText(value, SEEDS[0]), hashText(value, SEEDS[1]));
  }

  addNumber(value: number): void {
    this.#add(hashNumber(value, SEEDS[0]), hashNumber(value, SEEDS[1]));
  }

  #add(high: number, low: number): void {
    const rest = (high << PRECISION) >>> 0;
    const rank = rest !== 0 ? Math.clz32(rest) + 1 : 32 - PRECISION + (low === 0 ? 32 : Math.clz32(low)) + 1;
    this.#raise(high >>> (32 - PRECISION), rank);
  }

  #raise(register: number, rank: number): void {
    if (this.#dense !== undefined) {
      if ((this.#dense[register] ?? 0) < rank) this.#dense[register] = rank;
      return;
    }
    const sparse = this.#sparse ?? new Map<number, number>();
    if ((sparse.get(register) ?? 0) < rank) sparse.set(register, rank);
    if (sparse.size <= SPARSE) return;
    this.#dense = new Uint8Array(REGISTERS);
    for (const [at, value] of sparse) this.#dense[at] = value;
    this.#sparse = undefined;
  }

  /** Takes the other's values in; exactly as if they had been added here. */
  merge(other: DistinctSketch): void {
    for (const [register, rank] of other.#entries()) this.#raise(register, rank);
  }

  *#entries(): Iterable<readonly [number, number]> {
    if (this.#dense === undefined) yield* this.#sparse ?? [];
    else for (const [register, rank] of this.#dense.entries()) if (rank > 0) yield [register, rank];
  }

  /** About how many different values were added. */
  estimate(): number {
    const counts = new Int32Array(REST + 2);
    let filled = 0;
    for (const [, rank] of this.#entries()) {
      counts[rank] = (counts[rank] ?? 0) + 1;
      filled++;
    }
    counts[0] = REGISTERS - filled;
    let sum = REGISTERS * tau(1 - (counts[REST + 1] ?? 0) / REGISTERS);
    for (let rank = REST; rank >= 1; rank--) sum = 0.5 * (sum + (counts[rank] ?? 0));
    sum += REGISTERS * sigma((counts[0] ?? 0) / REGISTERS);
    return sum === Number.POSITIVE_INFINITY ? 0 : (REGISTERS * REGISTERS) / (2 * Math.LN2 * sum);
  }

  state(): DistinctState {
    if (this.#dense !== undefined) return { dense: Buffer.from(this.#dense).toString("base64") };
    return { sparse: [...(this.#sparse ?? [])].sort(([a], [b]) => a - b).flat() };
  }

  /** @throws DataError SKETCH_INVALID */
  static from(state: DistinctState): DistinctSketch {
    const sketch = new DistinctSketch();
    if ("dense" in state) {
      const registers = Buffer.from(state.dense, "base64");
      if (registers.length !== REGISTERS || registers.some((rank) => rank > REST + 1))
        throw new DataError("SKETCH_INVALID", "The sketch's count of distinct values is damaged: save the sketch anew.");
      sketch.#dense = Uint8Array.from(registers);
      sketch.#sparse = undefined;
      return sketch;
    }
    const { sparse } = state;
    let before = -1;
    for (let at = 0; at < sparse.length; at += 2) {
      const [register = -1, rank = 0] = [sparse[at], sparse[at + 1]];
      if (register <= before || register >= REGISTERS || rank < 1 || rank > REST + 1 || sparse.length > 2 * SPARSE)
        throw new DataError("SKETCH_INVALID", "The sketch's count of distinct values is damaged: save the sketch anew.");
      before = register;
      sketch.#raise(register, rank);
    }
    return sketch;
  }
}

/** Ertl 2017, equation 4.2: sum over the empty registers. */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [power, factor, sum] = [share, 1, share];
  for (let before = -1; sum !== before; factor += factor) {
    power *= power;
    before = sum;
    sum += power * factor;
  }
  return sum;
}

/** Ertl 2017, equation 4.3: sum over the full registers. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [root, factor, sum] = [share, 1, 1 - share];
  for (let before = -1; sum !== before; ) {
    root = Math.sqrt(root);
    before = sum;
    factor *= 0.5;
    sum -= (1 - root) ** 2 * factor;
  }
  return sum / 3;
}
