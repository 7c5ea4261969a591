/** A value with its interval of 95 % confidence. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;

/** Share of `part` in `whole` with Wilson's (1927) score interval; from 0 to 1 where there are none. */
export function rate(part: number, whole: number): Interval {
  if (whole <= 0) return { value: 0, low: 0, high: 1 };
  const p = part / whole;
  const centre = (p + Z ** 2 / (2 * whole)) / (1 + Z ** 2 / whole);
  const reach = (Z * Math.sqrt((p * (1 - p)) / whole + Z ** 2 / (4 * whole ** 2))) / (1 + Z ** 2 / whole);
  return { value: p, low: p === 0 ? 0 : Math.max(0, centre - reach), high: p === 1 ? 1 : Math.min(1, centre + reach) };
}

/** First minus second of two independent rates (Newcombe 1998, method 10). */
export function difference(first: Interval, second: Interval): Interval {
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}

/** First over second of two independent rates (Donner and Zou 2012); without an upper end where the second may be 0. */
export function ratio(first: Interval, second: Interval): Interval {
  const [p, q] = [first.value, second.value];
  const upper = second.high * (2 * q - second.high);
  const lower = second.low * (2 * q - second.low);
  const reach = (edge: number, square: number): number => Math.sqrt(Math.max(0, (p * q) ** 2 - edge * (2 * p - edge) * square));
  const low = upper > 0 ? (p * q - reach(first.low, upper)) / upper : 0;
  const high = lower > 0 ? (p * q + reach(first.high, lower)) / lower : Number.POSITIVE_INFINITY;
  return { value: q === 0 ? (p === 0 ? 1 : Number.POSITIVE_INFINITY) : p / q, low: Math.max(0, low), high };
}
