import { classifyColumn, scanText } from "@castellan/text";
import { maskedValue } from "../profile/column-profile.ts";
import { plain } from "../terminal/page.ts";

/** Values that are looked at to judge a column. */
const SAMPLE = 300;
/** More different values than this and a personal column names people, not groups of them. */
const GROUPS = 50;
/** Numbers of these say something about a person and name none: they stay readable, else nobody could judge a row. */
const QUANTITIES: ReadonlySet<string> = new Set(
  "AGE SALARY GENDER MARITAL_STATUS NATIONALITY FAMILY HEALTH RELIGION ETHNICITY POLITICAL_OPINION UNION_MEMBERSHIP SEXUAL_ORIENTATION CRIMINAL_RECORD BIOMETRIC GENETIC".split(
    " ",
  ),
);
/** Characters of a cell that are searched; what stands behind them is not shown. */
const LONGEST = 2000;

/** A sentence about a data set with the secrets and personal data in it masked, on one line and without control characters. */
export function maskedText(text: string): string {
  return plain(replaced(text.slice(0, LONGEST), 0));
}

/** How the cells of one column may be shown. */
export interface ColumnMask {
  /** Every value is reduced to its shape: the column as a whole names people or opens something. */
  readonly whole: boolean;
  /** The cell as it may be shown, at most so many characters long. */
  show(value: string, longest: number): string;
}

/**
 * Judges a column by its name and up to 300 of its distinct values, as the profile does: columns of personal data with more
 * than 50 values and columns of secrets show shapes only (letters become x, digits 0); in the others what is found in the
 * single cell is masked.
 */
export function maskOf(name: string, dictionary: readonly string[], numbers = false): ColumnMask {
  const step = Math.max(1, Math.floor(dictionary.length / SAMPLE));
  const sample = dictionary.filter((_, at) => at % step === 0).slice(0, SAMPLE);
  const { class: found, types } = classifyColumn(name, sample);
  const readable = numbers && types.every((type) => QUANTITIES.has(type));
  const whole =
    !readable && (found === "confidential" || ((found === "personal" || found === "special-category") && dictionary.length > GROUPS));
  const before = `${plain(name).slice(0, 60)}: `;
  const show = (value: string, longest: number): string => {
    const text = whole ? maskedValue(plain(value)) : plain(replaced(`${before}${value.slice(0, LONGEST)}`, before.length));
    const characters = Array.from(text);
    return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
  };
  return { whole, show };
}

/** The text from a place on, with what is personal or secret in it made unreadable. */
function replaced(text: string, from: number): string {
  const spans = scanText(text, { detect: ["pii", "secrets"] })
    .spans.filter(({ end, type }) => end > from && type !== "URL" && type !== "DATE_TIME")
    .toSorted((left, right) => left.start - right.start || right.end - left.end);
  let shown = "";
  let at = from;
  for (const { start, end, masked } of spans) {
    if (end <= at) continue;
    const begin = Math.max(at, start);
    shown += text.slice(at, begin) + (begin === start && masked !== undefined ? masked : maskedValue(text.slice(begin, end)));
    at = end;
  }
  return shown + text.slice(at);
}
