import { ProtectError } from "../errors.ts";

/** A span of the calendar (ISO 8601): `P6Y`, `P18M`, `P30D`, `P1Y6M`. */
export interface Period {
  readonly months: number;
  readonly days: number;
}

const FORM = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;

/** @throws ProtectError FORMAT_INVALID */
export function readPeriod(text: string): Period {
  const match = FORM.exec(text);
  if (match === null) throw new ProtectError("FORMAT_INVALID", `${text.slice(0, 40)} is no period such as P6Y, P18M or P30D.`);
  const [years, months, weeks, days] = match.slice(1).map((part) => Number(part ?? 0));
  return { months: (years ?? 0) * 12 + (months ?? 0), days: (weeks ?? 0) * 7 + (days ?? 0) };
}

/** The moment a period later in UTC; a day that a month does not have is its last. */
export function later(moment: Date, { months, days }: Period): Date {
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const moved = new Date(moment);
  moved.setUTCFullYear(year, month, Math.min(moment.getUTCDate(), last));
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved;
}
