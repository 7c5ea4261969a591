import { Address, addressOf } from "./address.ts";
import { decimalOf } from "./decimal.ts";
import { longOf, within } from "./long.ts";
import { dateOf, datetimeOf, durationOf, timeOf } from "./time.ts";
import { Datetime, Decimal, Duration, EvaluationError, typeOf, type Value } from "./values.ts";

type Called = (values: readonly Value[]) => Value;

function wrongType(name: string, value: Value): EvaluationError {
  return new EvaluationError(`type error: ${name} does not take ${typeOf(value)}`);
}

function valuesOf(name: string, values: readonly Value[], count: number): readonly Value[] {
  if (values.length !== count) throw new EvaluationError(`${name} takes ${count} arguments, not ${values.length}`);
  return values;
}

function constructor(name: string, make: (text: string) => Value): readonly [string, Called] {
  return [
    name,
    (values) => {
      const [text = false] = valuesOf(name, values, 1);
      if (typeof text !== "string") throw wrongType(name, text);
      return make(text);
    },
  ];
}

type Class<T> = abstract new (...given: never[]) => T;

function ofOne<T extends Value>(name: string, type: Class<T>, apply: (value: T) => Value): readonly [string, Called] {
  return [
    name,
    (values) => {
      const [value = false] = valuesOf(name, values, 1);
      if (!(value instanceof type)) throw wrongType(name, value);
      return apply(value);
    },
  ];
}

function ofTwo<T extends Value, U extends Value>(
  name: string,
  types: readonly [Class<T>, Class<U>],
  apply: (first: T, second: U) => Value,
): readonly [string, Called] {
  return [
    name,
    (values) => {
      const [first = false, second = false] = valuesOf(name, values, 2);
      if (!(first instanceof types[0])) throw wrongType(name, first);
      if (!(second instanceof types[1])) throw wrongType(name, second);
      return apply(first, second);
    },
  ];
}

const decimals = [Decimal, Decimal] as const;

/** Functions and methods of Cedar's extension types. Division is towards zero. */
export const FUNCTIONS: ReadonlyMap<string, Called> = new Map([
  constructor("decimal", decimalOf),
  constructor("ip", addressOf),
  constructor("datetime", datetimeOf),
  constructor("duration", durationOf),
  ofTwo("lessThan", decimals, (left, right) => left.tenThousandths < right.tenThousandths),
  ofTwo("lessThanOrEqual", decimals, (left, right) => left.tenThousandths <= right.tenThousandths),
  ofTwo("greaterThan", decimals, (left, right) => left.tenThousandths > right.tenThousandths),
  ofTwo("greaterThanOrEqual", decimals, (left, right) => left.tenThousandths >= right.tenThousandths),
  ofOne("isIpv4", Address, ({ version }) => version === 4),
  ofOne("isIpv6", Address, ({ version }) => version === 6),
  ofOne("isLoopback", Address, (address) => address.isLoopback()),
  ofOne("isMulticast", Address, (address) => address.isMulticast()),
  ofTwo("isInRange", [Address, Address], (address, range) => address.isInRange(range)),
  ofTwo("offset", [Datetime, Duration], (from, by) => new Datetime(within(from.milliseconds + by.milliseconds))),
  ofTwo("durationSince", [Datetime, Datetime], (to, from) => new Duration(within(to.milliseconds - from.milliseconds))),
  ofOne("toDate", Datetime, dateOf),
  ofOne("toTime", Datetime, timeOf),
  ofOne("toMilliseconds", Duration, ({ milliseconds }) => longOf(milliseconds)),
  ofOne("toSeconds", Duration, ({ milliseconds }) => longOf(milliseconds / 1000n)),
  ofOne("toMinutes", Duration, ({ milliseconds }) => longOf(milliseconds / 60_000n)),
  ofOne("toHours", Duration, ({ milliseconds }) => longOf(milliseconds / 3_600_000n)),
  ofOne("toDays", Duration, ({ milliseconds }) => longOf(milliseconds / 86_400_000n)),
]);
