import type { Column, NumberColumn, TimeColumn } from "../table/table.ts";

/** ISO 8601 and RFC 3339, with or without a zone; without one it is UTC. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;
const ENOUGH = 0.9;

/** The column as moments where it is one, or strings that are; undefined where it is neither. */
export function momentsOf(column: Column | undefined): NumberColumn | TimeColumn | undefined {
  if (column === undefined || column.kind !== "string") return column;
  const seconds = Float64Array.from(column.dictionary, secondsOf);
  const read = seconds.filter((value) => !Number.isNaN(value)).length;
  if (read === 0 || read < ENOUGH * seconds.length) return undefined;
  return { kind: "time", name: column.name, values: Float64Array.from(column.codes, (code) => seconds[code] ?? Number.NaN) };
}

function secondsOf(text: string): number {
  const [, day, time = "00:00:00", zone = "Z"] = MOMENT.exec(text.trim()) ?? [];
  if (day === undefined) return Number.NaN;
  return (
    Date.parse(
      `${day}T${time.length === 5 ? `${time}:00` : time}${/^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()}`,
    ) / 1000
  );
}
