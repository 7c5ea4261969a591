export interface MomentsState {
  readonly count: number;
  readonly mean: number;
  /** Sums of powers of the distances from the mean: second, third, fourth. */
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
}

/** Mean, spread, skew and kurtosis in one pass, mergeable (Pébay 2008, equations 2.1 and 3.1). Infinite values are not taken. */
export class Moments {
  #count = 0;
  #mean = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;

  get count(): number {
    return this.#count;
  }

  get mean(): number {
    return this.#count === 0 ? Number.NaN : this.#mean;
  }

  /** Of a sample (n - 1). */
  get deviation(): number {
    return this.#count < 2 ? 0 : Math.sqrt(Math.max(0, this.#second) / (this.#count - 1));
  }

  get skewness(): number {
    return this.#second <= 0 ? 0 : (Math.sqrt(this.#count) * this.#third) / this.#second ** 1.5;
  }

  /** Above that of a normal distribution. */
  get kurtosis(): number {
    return this.#second <= 0 ? 0 : (this.#count * this.#fourth) / this.#second ** 2 - 3;
  }

  add(value: number): void {
    if (Number.isFinite(value)) this.#join(1, value, 0, 0, 0);
  }

  merge(other: Moments): void {
    this.#join(other.#count, other.#mean, other.#second, other.#third, other.#fourth);
  }

  #join(count: number, mean: number, second: number, third: number, fourth: number): void {
    if (count === 0) return;
    const [own, total] = [this.#count, this.#count + count];
    const delta = mean - this.#mean;
    const part = own === 0 ? 0 : delta / total;
    this.#fourth +=
      fourth +
      delta * part ** 3 * own * count * (own * own - own * count + count * count) +
      6 * part * part * (own * own * second + count * count * this.#second) +
      4 * part * (own * third - count * this.#third);
    this.#third += third + delta * part * part * own * count * (own - count) + 3 * part * (own * second - count * this.#second);
    this.#second += second + delta * part * own * count;
    // Into nothing, the other is taken as it is: what is saved and read stays the same to the last bit.
    this.#mean = own === 0 ? mean : this.#mean + part * count;
    this.#count = total;
  }

  state(): MomentsState {
    return { count: this.#count, mean: this.#mean, second: this.#second, third: this.#third, fourth: this.#fourth };
  }

  static from(state: MomentsState): Moments {
    const moments = new Moments();
    moments.#join(state.count, state.mean, state.second, state.third, state.fourth);
    return moments;
  }
}
