import type { ByteSource } from "@castellan/formats";

/** A range of bytes that a reader accounts for. */
export interface Claim {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

export interface ClaimFault {
  readonly kind: "unclaimed" | "overlap" | "outside";
  readonly start: number;
  readonly end: number;
  /** The claims that overlap or lie outside. */
  readonly what: readonly string[];
}

const WINDOW = 1024 * 1024;
/** Beyond so many claims, neighbours are joined whatever they are. */
const MANY_CLAIMS = 200_000;

/**
 * Accounts for every byte of a file under one reading of it. What a loader never looks at is where an attacker hides
 * the next reading.
 */
export class ClaimsLedger {
  #claims: Claim[] = [];
  #last: Claim | undefined;
  #many = MANY_CLAIMS;

  claim(start: number, end: number, what: string): void {
    if (end <= start) return;
    const last = this.#last;
    const claim = last !== undefined && last.end === start && last.what === what ? { start: last.start, end, what } : { start, end, what };
    if (claim.start !== start) this.#claims.pop();
    this.#claims.push(claim);
    this.#last = claim;
    if (this.#claims.length > this.#many) this.#join();
  }

  get empty(): boolean {
    return this.#claims.length === 0;
  }

  /** What is claimed twice, lies outside, or is not claimed and not zero; in the order of the file, at most `limit`. */
  faults(source: ByteSource, limit = 20): readonly ClaimFault[] {
    const faults: ClaimFault[] = [];
    let at = 0;
    let reach: Claim | undefined;
    for (const claim of [...this.#claims].sort((a, b) => a.start - b.start || a.end - b.end)) {
      if (faults.length >= limit) return faults;
      if (claim.end > source.size || claim.start < 0) faults.push({ kind: "outside", ...rangeOf(claim), what: [claim.what] });
      if (claim.start > at) faults.push(...unclaimed(source, at, Math.min(claim.start, source.size)));
      else if (claim.start < at && reach !== undefined)
        faults.push({ kind: "overlap", start: claim.start, end: Math.min(at, claim.end), what: [reach.what, claim.what] });
      if (claim.end > at) {
        at = claim.end;
        reach = claim;
      }
    }
    if (at < source.size) faults.push(...unclaimed(source, at, source.size));
    return faults.slice(0, limit);
  }

  /** Joins neighbours whatever they are; only their names are lost. */
  #join(): void {
    const joined: Claim[] = [];
    for (const claim of this.#claims.sort((a, b) => a.start - b.start)) {
      const last = joined.at(-1);
      if (last !== undefined && last.end === claim.start) joined[joined.length - 1] = { ...last, end: claim.end };
      else joined.push(claim);
    }
    this.#claims = joined;
    this.#last = undefined;
    // What does not join is not sorted again for each further claim.
    this.#many = Math.max(MANY_CLAIMS, 2 * joined.length);
  }
}

function rangeOf({ start, end }: Claim): { readonly start: number; readonly end: number } {
  return { start, end };
}

/** The range without the zeros around it; nothing where all is zero. */
function unclaimed(source: ByteSource, start: number, end: number): readonly ClaimFault[] {
  for (let at = start; at < end; at += WINDOW) {
    const bytes = source.read(at, Math.min(WINDOW, end - at));
    const first = bytes.findIndex((byte) => byte !== 0);
    if (first >= 0) return [{ kind: "unclaimed", start: at + first, end, what: [] }];
  }
  return [];
}
