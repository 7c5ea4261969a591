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
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end || (a.type < b.type ? -1 : 1));
  const kept: T[] = [];
  // A group is a run of matches that hang together; one that stands alone has no rival.
  for (let i = 0; i < sorted.length; ) {
    let until = (sorted[i] as T).end;
    let next = i + 1;
    for (; next < sorted.length && (sorted[next] as T).start < until; next++) until = Math.max(until, (sorted[next] as T).end);
    if (next === i + 1) kept.push(sorted[i] as T);
    else for (const one of bestOf(sorted.slice(i, next))) kept.push(one);
    i = next;
  }
  return kept;
}

function bestOf<T extends Competitor>(group: readonly T[]): T[] {
  const ranked = [...group].sort(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start || (a.type < b.type ? -1 : 1),
  );
  if (ranked.length > FEW) return apart(ranked);
  const kept: T[] = [];
  for (const one of ranked) if (!kept.some(({ start, end }) => start < one.end && one.start < end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}

/** So many matches are compared each with each. */
const FEW = 32;

/** The same for long groups: what is taken is marked, so that time stays linear. */
function apart<T extends Competitor>(ranked: readonly T[]): T[] {
  const taken = new Set<number>();
  const kept = ranked.filter((one) => {
    for (let i = one.start; i < one.end; i++) if (taken.has(i)) return false;
    for (let i = one.start; i < one.end; i++) taken.add(i);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

/** A check digit outweighs a lead of two tenths. */
const rank = ({ score, confirmed }: Competitor): number => score + (confirmed ? 0.2 : 0);
