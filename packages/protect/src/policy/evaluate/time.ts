import { isDigits } from "./decimal.ts";
import { within } from "./long.ts";
import { Datetime, Duration, EvaluationError } from "./values.ts";

const DAY = 86_400_000n;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{3}))?(?:Z|([+-])([0-9]{2})([0-9]{2})))?$/;

/** `2026-11-23`, `2026-11-23T06:38:03.000Z`, `2026-11-23T06:38:03+0100`. @throws EvaluationError for another form or no such day */
export function datetimeOf(text: string): Datetime {
  const wrong = (): EvaluationError => new EvaluationError(`${text.slice(0, 60)} is no datetime`);
  const found = text.length > 40 ? null : DATE.exec(text);
  if (found === null) throw wrong();
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = found
    .slice(1, 8)
    .map((part) => Number(part ?? 0));
  const date = new Date(0);
  // Date.UTC would take the years below 100 for those of the 20th century.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) throw wrong();
  const [offsetHours, offsetMinutes] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  if (offsetHours > 23 || offsetMinutes > 59) throw wrong();
  const ahead = (offsetHours * 60 + offsetMinutes) * 60_000 * (found[8] === "-" ? -1 : 1);
  return new Datetime(BigInt(date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond - ahead));
}

const UNITS: readonly (readonly [string, bigint])[] = [
  ["d", DAY],
  ["h", 3_600_000n],
  ["m", 60_000n],
  ["s", 1000n],
  ["ms", 1n],
];

/** `1d2h`, `-90m`, `1500ms`: units from large to small, each at most once. @throws EvaluationError for another form or overflow */
export function durationOf(text: string): Duration {
  const wrong = (): EvaluationError => new EvaluationError(`${text.slice(0, 60)} is no duration`);
  const negative = text.startsWith("-");
  const parts = (negative ? text.slice(1) : text).split(/(?<=[a-z])(?=[0-9])/);
  let total = 0n;
  let after = -1;
  for (const part of parts) {
    const digits = part.replace(/[a-z]+$/, "");
    const unit = UNITS.findIndex(([name]) => name === part.slice(digits.length));
    if (unit <= after || !isDigits(digits)) throw wrong();
    after = unit;
    const amount = BigInt(digits) * (UNITS[unit]?.[1] ?? 1n);
    total = within(negative ? total - amount : total + amount);
  }
  return new Duration(total);
}

/** Midnight of the day. @throws EvaluationError on overflow */
export function dateOf({ milliseconds }: Datetime): Datetime {
  return new Datetime(within(milliseconds - timeWithin(milliseconds)));
}

/** What passed since midnight. */
export function timeOf({ milliseconds }: Datetime): Duration {
  return new Duration(timeWithin(milliseconds));
}

function timeWithin(milliseconds: bigint): bigint {
  return ((milliseconds % DAY) + DAY) % DAY;
}
