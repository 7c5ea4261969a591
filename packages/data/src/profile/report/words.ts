import type { DataProfile, ProfileColumn } from "../document.ts";

/** Control and direction characters of hostile names do not reach a terminal or page. */
export function plainText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}

export function countText(value: number): string {
  return value.toLocaleString("en-US");
}

export function bytesText(bytes: number): string {
  for (const [unit, size] of [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ] as const)
    if (bytes >= size) return `${(bytes / size).toPrecision(3)} ${unit}`;
  return `${bytes} B`;
}

/** Four significant digits, thousands grouped. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e12)) return value.toExponential(2);
  if (Number.isInteger(value)) return countText(value);
  return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 8 });
}

export function percentText(share: number): string {
  if (share === 0) return "0 %";
  if (share < 0.001) return "<0.1 %";
  return `${share >= 0.1 ? Math.round(100 * share) : Number((100 * share).toPrecision(2))} %`;
}

/** What one line says of the values. */
export function summaryOf(column: ProfileColumn): string {
  const { numbers, times, top, type } = column;
  if (type === "empty") return "all missing";
  if (numbers !== undefined) {
    const { quantiles } = numbers;
    return `${numberText(numbers.minimum)} … ${numberText(quantiles["0.5"] ?? 0)} … ${numberText(numbers.maximum)}  mean ${numberText(numbers.mean)}${numbers.standardDeviation === undefined ? "" : ` ± ${numberText(numbers.standardDeviation)}`}`;
  }
  if (times !== undefined) return `${day(times.earliest)} … ${day(times.latest)}`;
  if (type === "category" || type === "boolean" || (top.length > 0 && column.distinct.count <= 50))
    return top
      .slice(0, 4)
      .map(({ value, count }) => `${value} ${percentText(count / Math.max(1, column.values))}`)
      .join(" · ");
  return `${column.length.shortest} to ${column.length.longest} characters, mean ${numberText(column.length.mean)}${column.format === undefined ? "" : ` · ${column.format}`}`;
}

function day(moment: string): string {
  return moment
    .replace(/T00:00:00\.000Z$/, "")
    .replace(/\.000Z$/, "Z")
    .replace("T", " ");
}

/** Words behind the line of a column: what it holds that matters. */
export function marksOf(column: ProfileColumn, profile: DataProfile): readonly string[] {
  const marks: string[] = [];
  if (column.role !== undefined) marks.push(column.role);
  else if (profile.balance?.column === column.name) marks.push("label?");
  if (column.secrets.length > 0) marks.push("secrets");
  if (column.hidden.some(({ rule }) => !rule.startsWith("injection"))) marks.push("hidden text");
  if (column.hidden.some(({ rule }) => rule.startsWith("injection"))) marks.push("instructions");
  if (column.class !== "internal" && column.class !== "public") marks.push(column.class);
  if (column.identifier !== undefined && column.role !== "id") marks.push("identifier");
  if (column.constant) marks.push("constant");
  return marks;
}

const BLOCKS = "▁▂▃▄▅▆▇█";

/** Heights of bars as block characters; nothing is a space. */
export function spark(counts: readonly number[], width: number): string {
  if (counts.length === 0) return " ".repeat(width);
  const joined = Array.from({ length: Math.min(width, counts.length) }, () => 0);
  for (const [index, count] of counts.entries()) {
    const bin = Math.floor((index * joined.length) / counts.length);
    joined[bin] = (joined[bin] ?? 0) + count;
  }
  const most = Math.max(...joined);
  const text = joined
    .map((count) => (count <= 0 || most === 0 ? " " : (BLOCKS[Math.min(7, Math.floor((8 * count) / most))] ?? "█")))
    .join("");
  return text.padEnd(width);
}

/** Bars of a column: its histogram, or its commonest values. */
export function barsOf({ histogram, top, type }: ProfileColumn): readonly number[] {
  if (histogram !== undefined) return histogram.counts;
  return type === "category" || type === "boolean" ? top.slice(0, 12).map(({ count }) => count) : [];
}
