import { markup } from "../profile/report/markup.ts";

/* Charts as SVG without style attributes or scripts; one path a series keeps a page of many columns small. */

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Bars of one series as one path. `inset` leaves room at both sides of a bar. */
function path(shares: readonly number[], top: number, width: number, height: number, inset: number): string {
  const step = width / Math.max(1, shares.length);
  let drawn = "";
  for (const [at, share] of shares.entries()) {
    if (share <= 0) continue;
    const tall = Math.max(1, (share / top) * (height - 1));
    drawn += `M${rounded(at * step + inset)} ${height}v-${rounded(tall)}h${rounded(Math.max(0.6, step - 2 * inset))}v${rounded(tall)}z`;
  }
  return drawn;
}

export interface TwoSeries {
  readonly name: string;
  /** Shares of each bin, in the back. */
  readonly rest: readonly number[];
  /** Shares of each bin, in front and narrower. */
  readonly held: readonly number[];
}

/** Two distributions over the same bins, as shares, on one scale. */
export function overlaid({ name, rest, held }: TwoSeries, width = 216, height = 44): string {
  const top = Math.max(1e-9, ...rest, ...held);
  const step = width / Math.max(1, rest.length);
  const inset = step * 0.28;
  return `<svg width="${width}" height="${height + 1}" viewBox="0 0 ${width} ${height + 1}" role="img" aria-label="distribution of ${markup(name)}"><path class="restbar" d="${path(rest, top, width, height, Math.min(0.5, step * 0.05))}"/>${held.length === 0 ? "" : `<path class="heldbar" d="${path(held, top, width, height, inset)}"/>`}<line class="axis" x1="0" x2="${width}" y1="${height}.5" y2="${height}.5"/></svg>`;
}

/** A share of one as a bar. */
export function shareBar(share: number, label: string, width = 140): string {
  return `<svg width="${width}" height="12" viewBox="0 0 ${width} 12" role="img" aria-label="${markup(label)}"><rect class="track" x="0" y="1" width="${width}" height="10"/><rect class="bar" x="0" y="1" width="${rounded(share * width)}" height="10"/></svg>`;
}

/** An estimate with its interval on a line from `low` to `high`, and a mark where nothing would differ. */
export function intervalBar(
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  [from, to]: readonly [number, number],
  mark: number,
  label: string,
  width = 180,
): string {
  const at = (number: number): string => rounded(Math.min(width, Math.max(0, ((number - from) / (to - from)) * width)));
  return `<svg width="${width}" height="16" viewBox="0 0 ${width} 16" role="img" aria-label="${markup(label)}"><rect class="track" x="0" y="6" width="${width}" height="4"/><rect class="bar" x="${at(low)}" y="6" width="${rounded(Math.max(1, Number(at(high)) - Number(at(low))))}" height="4"/><line class="axis" x1="${at(mark)}" x2="${at(mark)}" y1="1" y2="15"/><circle class="bar" cx="${at(value)}" cy="8" r="4"/></svg>`;
}
