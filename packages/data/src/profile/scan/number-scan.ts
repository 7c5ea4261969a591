const ODD_VALUES = 256;

/** Moments of the numbers of a column. */
export interface NumberFacts {
  /** Cells that are numbers or times, infinite ones too. */
  readonly read: number;
  readonly infinite: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
  readonly zeros: number;
  readonly negative: number;
  /** Cells that are none, and some of their values with how often. */
  readonly unread: number;
  readonly odd: ReadonlyMap<string, number>;
}

/** Takes in numbers one by one: mean and squares as B. P. Welford 1962. */
export class NumberScan {
  #finite = 0;
  #infinite = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #squares = 0;
  #zeros = 0;
  #negative = 0;
  #unread = 0;
  readonly #odd = new Map<string, number>();

  add(value: number): void {
    if (value - value !== 0) {
      this.#infinite++;
      return;
    }
    this.#finite++;
    const distance = value - this.#mean;
    this.#mean += distance / this.#finite;
    this.#squares += distance * (value - this.#mean);
    if (value < this.#minimum) this.#minimum = value;
    if (value > this.#maximum) this.#maximum = value;
    if (value === 0) this.#zeros++;
    else if (value < 0) this.#negative++;
  }

  addOdd(text: string): void {
    this.#unread++;
    const short = text.slice(0, 60);
    const count = this.#odd.get(short);
    if (count !== undefined || this.#odd.size < ODD_VALUES) this.#odd.set(short, (count ?? 0) + 1);
  }

  facts(): NumberFacts {
    return {
      read: this.#finite + this.#infinite,
      infinite: this.#infinite,
      minimum: this.#minimum,
      maximum: this.#maximum,
      mean: this.#mean,
      squares: this.#squares,
      zeros: this.#zeros,
      negative: this.#negative,
      unread: this.#unread,
      odd: this.#odd,
    };
  }
}

/** Two sets of numbers as one: T. F. Chan, G. H. Golub, R. J. LeVeque 1979. */
export function mergeNumbers(a: NumberFacts, b: NumberFacts): NumberFacts {
  const [left, right] = [a.read - a.infinite, b.read - b.infinite];
  const both = left + right;
  const distance = b.mean - a.mean;
  const odd = new Map(a.odd);
  for (const [value, count] of b.odd) if (odd.has(value) || odd.size < ODD_VALUES) odd.set(value, (odd.get(value) ?? 0) + count);
  return {
    read: a.read + b.read,
    infinite: a.infinite + b.infinite,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    mean: left === 0 ? b.mean : right === 0 ? a.mean : a.mean + (distance * right) / both,
    squares: a.squares + b.squares + (both === 0 ? 0 : (distance * distance * left * right) / both),
    zeros: a.zeros + b.zeros,
    negative: a.negative + b.negative,
    unread: a.unread + b.unread,
    odd,
  };
}
