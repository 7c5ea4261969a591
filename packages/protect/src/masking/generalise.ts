/** The same number as it is written down; ranges are not to show rounding errors. */
function shown(value: number): string {
  return String(Number(value.toPrecision(12)));
}

export interface RangeOptions {
  readonly width: number;
  readonly from: number;
  readonly lowest?: number | undefined;
  readonly highest?: number | undefined;
}

/** The range that a number lies in, `[30,40)`; undefined where the text is no number. */
export function rangeOf(text: string, { width, from, lowest, highest }: RangeOptions): string | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return undefined;
  if (lowest !== undefined && value < lowest) return `<${shown(lowest)}`;
  if (highest !== undefined && value >= highest) return `>=${shown(highest)}`;
  const step = Math.floor(Number(((value - from) / width).toPrecision(15)));
  return `[${shown(from + step * width)},${shown(from + (step + 1) * width)})`;
}

export type DateForm = "iso" | "day-month-year" | "month-day-year";
export type DateLevel = "month" | "quarter" | "year" | "decade";

/** The month, quarter, year or decade of a date or time; undefined where the text is none of its form. */
export function periodOf(text: string, to: DateLevel, form: DateForm): string | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ]\d{2}:\d{2}.{0,40})?$/.exec(trimmed);
  const other = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: .{0,40})?$/.exec(trimmed);
  const [year, month, day] =
    form === "iso"
      ? [iso?.[1], iso?.[2], iso?.[3] ?? "01"]
      : form === "day-month-year"
        ? [other?.[3], other?.[2], other?.[1]]
        : [other?.[3], other?.[1], other?.[2]];
  const number = Number(month);
  const date = Number(day);
  if (year === undefined || !(number >= 1 && number <= 12 && date >= 1 && date <= 31)) return undefined;
  if (to === "month") return `${year}-${String(number).padStart(2, "0")}`;
  if (to === "quarter") return `${year}-Q${Math.ceil(number / 3)}`;
  return to === "year" ? year : `${year.slice(0, 3)}0s`;
}

/** The beginning of a code, such as of a postal one; what is left out is filled. */
export function beginningOf(text: string, keep: number, fill: string): string {
  const characters = [...text];
  return characters.slice(0, keep).join("") + fill.repeat(Math.max(0, characters.length - keep));
}
