import type { ProfileColumn } from "../document.ts";
import { markup } from "./markup.ts";
import { barsOf, countText, numberText, percentText } from "./words.ts";

/* Charts as SVG without style attributes or scripts: a page with a strict content policy shows them. */

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Bars side by side, the tallest as high as the picture. */
export function smallHistogram(column: ProfileColumn, width = 140, height = 26): string {
  const bars = barsOf(column);
  const most = Math.max(0, ...bars);
  if (most === 0) return `<svg width="${width}" height="${height}" role="img" aria-label="no distribution"></svg>`;
  const step = width / bars.length;
  const rects = bars.map((count, index) => {
    const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - 1));
    return `<rect class="bar" x="${rounded(index * step)}" y="${rounded(height - tall)}" width="${rounded(Math.max(0.5, step - 1))}" height="${rounded(tall)}"/>`;
  });
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="distribution of ${markup(column.name)}">${rects.join("")}</svg>`;
}

/** The histogram with its ends written below it. */
export function largeHistogram(column: ProfileColumn): string {
  const { histogram, times } = column;
  if (histogram === undefined) return "";
  const [width, height] = [420, 120];
  const most = Math.max(1, ...histogram.counts);
  const step = width / histogram.counts.length;
  const text = (value: number): string => (times === undefined ? numberText(value) : new Date(value * 1000).toISOString().slice(0, 10));
  const rects = histogram.counts.map((count, index) => {
    const tall = count === 0 ? 0 : Math.max(1, (count / most) * height);
    const from = histogram.from + (index * (histogram.to - histogram.from)) / histogram.counts.length;
    return `<rect class="bar" x="${rounded(index * step)}" y="${rounded(height - tall)}" width="${rounded(step - 1)}" height="${rounded(tall)}"><title>from ${markup(text(from))}: ${countText(Math.round(count))}</title></rect>`;
  });
  return `<svg width="100%" viewBox="0 0 ${width} ${height + 18}" role="img" aria-label="histogram of ${markup(column.name)}">${rects.join("")}<line class="axis" x1="0" x2="${width}" y1="${height}.5" y2="${height}.5"/><text x="0" y="${height + 14}">${markup(text(histogram.from))}</text><text x="${width}" y="${height + 14}" text-anchor="end">${markup(text(histogram.to))}</text></svg>`;
}

/** One bar a value, with its count. */
export function valueBars(values: readonly { readonly value: string; readonly count: number }[], total: number): string {
  if (values.length === 0) return "";
  const [width, row, room] = [420, 20, 190];
  const most = Math.max(1, ...values.map(({ count }) => count));
  const rows = values.map(({ value, count }, index) => {
    const y = index * row;
    const shown = value.length > 28 ? `${value.slice(0, 27)}…` : value;
    return `<text class="value" x="0" y="${y + 14}">${markup(shown)}</text><rect class="track" x="${room}" y="${y + 4}" width="130" height="12"/><rect class="bar" x="${room}" y="${y + 4}" width="${rounded(Math.max(1, (count / most) * 130))}" height="12"/><text x="${width}" y="${y + 14}" text-anchor="end">${countText(count)} · ${percentText(count / Math.max(1, total))}</text>`;
  });
  return `<svg width="100%" viewBox="0 0 ${width} ${values.length * row}" role="img" aria-label="commonest values">${rows.join("")}</svg>`;
}
