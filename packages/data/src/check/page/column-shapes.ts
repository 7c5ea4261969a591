import { maskOf } from "../../masking/mask.ts";
import { countText, numberText, percentText } from "../../profile/report/words.ts";
import type { Column, Dataset } from "../../table/table.ts";
import { plain } from "../../terminal/page.ts";

/** Bars of a number; a category has its commonest values and one bar for all others. */
const BINS = 24;
const VALUES = 10;
/** Share at either end that has one bar together: far values would press all others into one. */
const TAIL = 0.005;
const LONGEST = 32;
/** Times what chance gives on average: differences below it are not worth a look. */
const CHANCE = 1.5;

/** One column over some rows and over the others. */
export interface ColumnShape {
  readonly name: string;
  readonly role: string;
  readonly kind: Column["kind"];
  /** What each bar holds, in words and masked. */
  readonly bins: readonly string[];
  /** Shares of the bins, of the rows in question and of the rest; what is missing has a bar of its own, the last. */
  readonly held: readonly number[];
  readonly rest: readonly number[];
  /** Half the sum of the differences of the shares (total variation): 0 alike, 1 nothing in common. */
  readonly difference: number;
  /** What of it goes beyond what as many rows drawn at random would show; 0 or less: nothing. */
  readonly beyond: number;
  /** What differs most, in words. */
  readonly says: string;
}

export interface RolledColumn {
  readonly column: Column;
  readonly role: string;
}

/** All columns that a check judged, with what they were taken for. */
export function columnsOf({ label, source, time, features }: Dataset): readonly RolledColumn[] {
  return [
    ...(label === undefined ? [] : [{ column: label, role: "label" }]),
    ...(source === undefined ? [] : [{ column: source, role: "source" }]),
    ...(time === undefined ? [] : [{ column: time, role: "time" }]),
    ...features.map((column) => ({ column, role: "feature" })),
  ];
}

interface Binned {
  readonly labels: readonly string[];
  /** Of the first rows; each row has one. */
  readonly codes: Uint8Array;
}

/**
 * One column, for each set of rows beside all other rows: bars, how far they differ, what differs most.
 * @param own rows that are looked at: the first so many
 * @param sets rows in question, each in any order without repeats
 */
export function shapesOf({ column, role }: RolledColumn, own: number, sets: readonly Int32Array[]): readonly ColumnShape[] {
  const { labels, codes } = column.kind === "string" ? binnedStrings(column, own) : binnedNumbers(column, own);
  const all = new Float64Array(labels.length);
  for (let row = 0; row < own; row++) all[codes[row] ?? 0] = (all[codes[row] ?? 0] ?? 0) + 1;
  return sets.map((rows) => {
    const held = new Float64Array(labels.length);
    for (const row of rows) held[codes[row] ?? 0] = (held[codes[row] ?? 0] ?? 0) + 1;
    const heldShares = [...held].map((count) => count / Math.max(1, rows.length));
    const restShares = [...all].map((count, at) => (count - (held[at] ?? 0)) / Math.max(1, own - rows.length));
    const difference = heldShares.reduce((sum, share, at) => sum + Math.abs(share - (restShares[at] ?? 0)), 0) / 2;
    return {
      name: column.name,
      role,
      kind: column.kind,
      bins: labels,
      held: rows.length === 0 ? [] : heldShares,
      rest: restShares,
      difference: rows.length === 0 ? 0 : difference,
      beyond: rows.length === 0 ? 0 : difference - CHANCE * chanceDifference(restShares, rows.length),
      says: rows.length === 0 ? wholeWords(labels, restShares) : differenceWords(labels, heldShares, restShares),
    };
  });
}

function differenceWords(labels: readonly string[], held: readonly number[], rest: readonly number[]): string {
  let most = 0;
  for (const at of labels.keys()) if (gain(held, rest, at) > gain(held, rest, most)) most = at;
  return `${labels[most] ?? ""}: ${percentText(held[most] ?? 0)} of these, ${percentText(rest[most] ?? 0)} of the rest`;
}

/** The mean total variation of `rows` drawn at random: half the sum of the mean absolute deviations of normal counts. */
function chanceDifference(shares: readonly number[], rows: number): number {
  return shares.reduce((sum, share) => sum + Math.sqrt((2 * share * (1 - share)) / (Math.PI * rows)), 0) / 2;
}

function gain(held: readonly number[], rest: readonly number[], at: number): number {
  return (held[at] ?? 0) - (rest[at] ?? 0);
}

function wholeWords(labels: readonly string[], shares: readonly number[]): string {
  let most = 0;
  for (const at of labels.keys()) if ((shares[at] ?? 0) > (shares[most] ?? 0)) most = at;
  return `most often ${labels[most] ?? ""}: ${percentText(shares[most] ?? 0)}`;
}

function binnedStrings({ name, codes, dictionary }: Column & { readonly kind: "string" }, own: number): Binned {
  const counts = new Int32Array(dictionary.length);
  for (let row = 0; row < own; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const order = [...counts.keys()].filter((code) => (counts[code] ?? 0) > 0).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const shown = order.slice(0, VALUES);
  const mask = maskOf(name, dictionary);
  const labels = shown.map((code) => mask.show(dictionary[code] ?? "", LONGEST) || "(empty)");
  const place = new Map(shown.map((code, at) => [code, at]));
  const others = order.length > shown.length ? labels.push(`${countText(order.length - shown.length)} other values`) - 1 : -1;
  const missing = labels.length;
  const binned = Uint8Array.from({ length: own }, (_, row) => {
    const code = codes[row] ?? -1;
    return code < 0 ? missing : (place.get(code) ?? others);
  });
  return withMissing(labels, binned);
}

/** A bar for what is missing, where something is. */
function withMissing(labels: readonly string[], codes: Uint8Array): Binned {
  return { labels: codes.includes(labels.length) ? [...labels, "missing"] : labels, codes };
}

function binnedNumbers({ kind, name, values }: Column & { readonly kind: "number" | "time" }, own: number): Binned {
  const mask = maskOf(name, [], true);
  const sorted = values.slice(0, own).filter(Number.isFinite).sort();
  const [from, to] = [sorted[Math.floor(TAIL * sorted.length)] ?? 0, sorted[Math.ceil((1 - TAIL) * sorted.length) - 1] ?? 0];
  const words = (value: number): string =>
    kind === "time"
      ? new Date(value * 1000).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "")
      : mask.whole
        ? "…"
        : numberText(value);
  const whole = sorted.every(Number.isInteger);
  const width = whole ? Math.max(1, Math.ceil((to - from + 1) / BINS)) : (to - from) / BINS || 1;
  const count = Math.max(1, whole ? Math.ceil((to - from + 1) / width) : to === from ? 1 : BINS);
  const labels = Array.from({ length: count }, (_, at) => {
    const [low, high] = [from + at * width, from + (at + 1) * width - (whole ? 1 : 0)];
    if (at === 0 && (sorted[0] ?? from) < from) return `up to ${words(high)}`;
    if (at === count - 1 && (sorted.at(-1) ?? to) > to) return `${words(low)} and more`;
    return low === high || count === 1 ? words(low) : `${words(low)} to ${words(high)}`;
  });
  const codes = new Uint8Array(own);
  for (let row = 0; row < own; row++) {
    const value = values[row] ?? Number.NaN;
    codes[row] = Number.isNaN(value) ? count : Math.min(count - 1, Math.max(0, Math.floor((value - from) / width)));
  }
  return withMissing(labels.map(plain), codes);
}
