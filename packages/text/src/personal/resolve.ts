/** What competes for a place in a text. */
export interface Competitor {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly confirmed: boolean;
  readonly type: string;
}

/**
 * Keeps, of matches that overlap, the best: a confirmed check digit beats a form, then the score, then the longer, then
 * the first by type. Sorted by place. Linear in the text covered.
 */
export function resolveOverlaps<T extends Competitor>(found: readonly T[]): T[] {
  const ranked = [...found].sort(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start || (a.type < b.type ? -1 : 1),
  );
  const taken = new Set<number>();
  const kept: T[] = [];
  for (const one of ranked) {
    let free = true;
    for (let i = one.start; free && i < one.end; i++) free = !taken.has(i);
    if (!free) continue;
    for (let i = one.start; i < one.end; i++) taken.add(i);
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** A check digit outweighs a lead of two tenths. */
const rank = ({ score, confirmed }: Competitor): number => score + (confirmed ? 0.2 : 0);
