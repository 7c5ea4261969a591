/** How a column writes numbers or times. Times are read as seconds since 1970-01-01T00:00:00Z. */
export type ValueForm = "number" | "iso" | "year-month-day" | "day-month-year" | "month-day-year" | "day-name-year";

const EXACT = 2 ** 53;
/** Powers of ten that are exact in 64 bits. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?:Z|([+-])(\d{2}):?(\d{2})?)?)?$/;
const PARTS = /^(\d{1,4})[./-](\d{1,2}|[A-Z][a-z]{2})[./-](\d{1,4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The number that these bytes write, NaN where they write none. Up to 2^53 and 22 decimals in one pass, correctly
 * rounded (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990); the rest by the language.
 */
export function readNumber(bytes: Buffer, start: number, end: number): number {
  let at = start;
  const sign = bytes[at];
  if (sign === 0x2d || sign === 0x2b) at++;
  let mantissa = 0;
  let decimals = -1;
  let digits = 0;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) {
      mantissa = mantissa * 10 + byte - 0x30;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === 0x2e && decimals < 0) decimals = 0;
    else return readText(bytes.toString("latin1", start, end).trim());
  }
  if (digits === 0) return Number.NaN;
  if (mantissa >= EXACT || decimals > 22) return Number(bytes.toString("latin1", start, end));
  const value = decimals > 0 ? mantissa / (POWERS[decimals] as number) : mantissa;
  return sign === 0x2d ? -value : value;
}

function readText(text: string): number {
  if (NUMBER.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  return infinite === null ? Number.NaN : infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** The moment that a text writes in this form, NaN where it writes none. Without a zone it is UTC. */
export function readMoment(text: string, form: ValueForm): number {
  if (form === "iso") {
    const parts = MOMENT.exec(text);
    if (parts === null) return Number.NaN;
    const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", side, zoneHour = "0", zoneMinute = "0"] = parts;
    const seconds = moment(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
    const zone = Number(zoneHour) * 3600 + Number(zoneMinute) * 60;
    return seconds + Number(fraction) - (side === "-" ? -zone : zone);
  }
  const parts = PARTS.exec(text);
  if (parts === null) return Number.NaN;
  const [, first = "", second = "", third = "", hour = "0", minute = "0", seconds = "0"] = parts;
  const named = MONTHS.indexOf(second) + 1;
  const [year, month, day] =
    form === "year-month-day"
      ? [first, second, third]
      : form === "month-day-year"
        ? [third, first, second]
        : [third, form === "day-name-year" ? String(named) : second, first];
  return moment(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(seconds));
}

function moment(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute < 60 && second <= 60)) return Number.NaN;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}
