import type { ValueForm } from "./scan/read-value.ts";

/** What the values of a column look like, from its first rows. */
export type ColumnType = "number" | "boolean" | "time" | "text" | "category" | "empty";

export interface Guess {
  readonly type: ColumnType;
  /** How its numbers or times are written. */
  readonly form?: ValueForm;
  /** `ISO date`, `US date`, `UUID`, `JSON`, … */
  readonly format?: string;
  /** Numbers written so that they are no numbers to a reader: currency, percent, thousands. */
  readonly numberInText?: string;
  readonly prose: boolean;
}

const SHARE = 0.95;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$|^[+-]?inf(?:inity)?$/i;
const TIMES: readonly (readonly [string, RegExp, ValueForm])[] = [
  ["ISO date", /^\d{4}-\d{2}-\d{2}$/, "iso"],
  ["ISO timestamp", /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?$/, "iso"],
  ["year/month/day", /^\d{4}\/\d{1,2}\/\d{1,2}$/, "year-month-day"],
  ["day.month.year", /^\d{1,2}\.\d{1,2}\.\d{4}$/, "day-month-year"],
  ["month/day/year", /^(?:0?[1-9]|1[0-2])\/\d{1,2}\/\d{4}$/, "month-day-year"],
  ["day/month/year", /^\d{1,2}\/(?:0?[1-9]|1[0-2])\/\d{4}$/, "day-month-year"],
  ["month/day/year time", /^(?:0?[1-9]|1[0-2])\/\d{1,2}\/\d{4} \d{1,2}:\d{2}$/, "month-day-year"],
  ["day-month-year", /^\d{1,2}-[A-Z][a-z]{2}-\d{4}$/, "day-name-year"],
];
const FORMATS: readonly (readonly [string, RegExp])[] = [
  ["UUID", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["hash", /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i],
  ["JSON", /^[{[].*[}\]]$/s],
  ["URL", /^https?:\/\/\S+$/i],
  ["e-mail address", /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ["IP address", /^\d{1,3}(?:\.\d{1,3}){3}$/],
  ["file path", /^(?:\/|\.{1,2}\/|[A-Z]:\\|[\w.-]+\/)[\w./\\-]+\.\w{1,5}$/],
  ["time of day", /^\d{1,2}:\d{2}(?::\d{2})?$/],
  ["base64", /^(?=.{24})[A-Za-z0-9+/]+={0,2}$/],
];
const NUMBERS_IN_TEXT: readonly (readonly [string, RegExp])[] = [
  ["a percent sign", /^[+-]?\d+(?:[.,]\d+)?\s?%$/],
  ["a currency sign", /^[+-]?(?:[$€£¥₹]|USD|EUR|GBP|CHF)\s?\d[\d.,]*$|^[+-]?\d[\d.,]*\s?(?:[$€£¥₹]|USD|EUR|GBP|CHF)$/],
  ["thousands separators", /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/],
  ["a decimal comma", /^[+-]?\d{1,3}(?:\.\d{3})*,\d+$|^[+-]?\d+,\d+$/],
  ["a unit", /^[+-]?\d+(?:\.\d+)?\s?(?:kg|g|km|m|cm|mm|ms|s|h|kB|MB|GB|°C|°F|px)$/],
];
const BOOLEANS = /^(?:true|false|yes|no|t|f|y|n)$/i;

function share(values: readonly string[], test: (value: string) => boolean): number {
  let hits = 0;
  for (const value of values) if (test(value)) hits++;
  return values.length === 0 ? 0 : hits / values.length;
}

export function guessColumn(values: readonly string[]): Guess {
  if (values.length === 0) return { type: "empty", prose: false };
  const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
  // Half is enough to look at all rows as numbers; what is none is then counted.
  if (share(values, matches(NUMBER)) >= 0.5) return { type: "number", form: "number", prose: false };
  if (share(values, matches(BOOLEANS)) >= SHARE && new Set(values.map((value) => value.toLowerCase())).size <= 2)
    return { type: "boolean", prose: false };
  for (const [format, pattern, form] of TIMES)
    if (share(values, matches(pattern)) >= SHARE) return { type: "time", form, format, prose: false };
  for (const [numberInText, pattern] of NUMBERS_IN_TEXT)
    if (share(values, (value) => pattern.test(value) || NUMBER.test(value)) >= SHARE && share(values, matches(pattern)) > 0.2)
      return { type: "text", numberInText, prose: false };
  const format = FORMATS.find(([, pattern]) => share(values, matches(pattern)) >= SHARE)?.[0];
  const words = values.reduce((sum, value) => sum + countSpaces(value), 0) / values.length;
  return { type: "text", prose: format === undefined && words >= 3, ...(format === undefined ? {} : { format }) };
}

function countSpaces(value: string): number {
  let count = 0;
  for (let index = 0; index < value.length; index++) if (value.charCodeAt(index) === 32) count++;
  return count;
}
