import type { Json } from "@castellan/graph";

export type Fields = { readonly [key: string]: Json | undefined };

export function fieldsOf(value: Json | undefined): Fields | undefined {
  return typeof value === "object" && value !== null && !isList(value) ? value : undefined;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A text that says something; undefined for everything else. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" && value !== "-" ? value : undefined;
}

export function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** 1990 to 2100: what lies outside is no time of an access. */
const [EARLIEST, LATEST] = [Date.UTC(1990), Date.UTC(2100)];

/** Milliseconds since 1970 of an ISO 8601 time or of `2026-01-02 03:04:05.678 UTC`. */
export function timeOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return plausible(value * (value < 1e11 ? 1000 : 1));
  if (typeof value !== "string" || value.length > 40) return undefined;
  const fast = fixedTime(value);
  if (fast !== undefined) return plausible(fast);
  const [, day = "", clock = "", zone = "Z"] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/.exec(value) ?? [];
  if (day === "") return undefined;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : /^[+-]/.test(zone) ? zone : "Z";
  return plausible(Date.parse(`${day}T${clock}${offset}`));
}

/** `2026-01-02T03:04:05Z`, the form of nearly every record, without the work of Date.parse. */
function fixedTime(text: string): number | undefined {
  if (text.length !== 20 || text[19] !== "Z" || text[10] !== "T") return undefined;
  const at = (from: number, to: number): number => {
    let value = 0;
    for (let i = from; i < to; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  };
  const [month, day] = [at(5, 7), at(8, 10)];
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined;
  const time = Date.UTC(at(0, 4), month - 1, day, at(11, 13), at(14, 16), at(17, 19));
  return Number.isNaN(time) ? undefined : time;
}

export function plausible(time: number): number | undefined {
  return time >= EARLIEST && time <= LATEST ? time : undefined;
}
