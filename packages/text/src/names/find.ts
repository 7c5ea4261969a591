import { nameLabels } from "./features.ts";
import { builtInNameModel } from "./model.ts";
import { createTagger, type Tagger } from "./tagger.ts";

/** A name of a person, place or organisation, or a postal address. UTF-16 code units, `end` exclusive. */
export interface NameMatch {
  readonly type: "PERSON" | "LOCATION" | "ORGANIZATION" | "ADDRESS";
  readonly start: number;
  readonly end: number;
  /** 0.5 to 0.95; grows with the lead over the next best reading, is no probability. */
  readonly score: number;
  readonly rule: "names-tagger";
}

/** What a search for names may be told. */
export interface NameOptions {
  /** Only these types; all when left out. */
  readonly types?: readonly NameMatch["type"][];
  /** Stretches that are known to be something else, such as numbers of `findPersonalData`, in order; names in them are left out. */
  readonly taken?: readonly { readonly start: number; readonly end: number }[];
  /** Least score to report, 0.5 when left out. */
  readonly minimumScore?: number;
}

let tagger: Tagger | undefined;

/**
 * Finds names and addresses in running text by the built-in tagger (docs/names-model-card.md): sorted, free of overlap,
 * the same for the same text. Scripts written without spaces are out of its reach.
 */
export function findNames(text: string, { types, taken = [], minimumScore = 0.5 }: NameOptions = {}): NameMatch[] {
  tagger ??= createTagger(builtInNameModel());
  const found: NameMatch[] = [];
  for (const { label, start, end, lead, capital, listed } of tagger.tag(text)) {
    const type = nameLabels[label];
    if (type === undefined || type === "O" || types?.includes(type) === false) continue;
    // In small letters only a listed name is one: any rare word looks like a name there.
    if (type === "PERSON" && !capital && !listed) continue;
    const span = trimmed(text, start, end);
    if (span === undefined) continue;
    const score = Math.round((0.5 + 0.45 * (1 - Math.exp(-Math.max(0, lead) / 8))) * 100) / 100;
    if (score >= minimumScore) found.push({ type, ...span, score, rule: "names-tagger" });
  }
  return withoutLoneNumbers(text, outside(joined(text, found), taken));
}

/** A place right behind a person's name, on the same line, is the family name: many are towns as well. */
function joined(text: string, found: readonly NameMatch[]): NameMatch[] {
  const result: NameMatch[] = [];
  for (const one of found) {
    const last = result.at(-1);
    if (
      one.type === "LOCATION" &&
      last?.type === "PERSON" &&
      text.slice(last.end, one.start) === " " &&
      !/\s/.test(text.slice(one.start, one.end))
    )
      result[result.length - 1] = { ...last, end: one.end };
    else result.push(one);
  }
  return result;
}

/** Matches that touch none of the stretches; both in order. */
function outside(found: readonly NameMatch[], taken: NonNullable<NameOptions["taken"]>): NameMatch[] {
  let next = 0;
  return found.filter(({ start, end }) => {
    while (next < taken.length && (taken[next]?.end ?? 0) <= start) next++;
    return (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
  });
}

/** A number is part of an address only beside other parts of one. */
function withoutLoneNumbers(text: string, found: readonly NameMatch[]): NameMatch[] {
  const isPlace = (one: NameMatch | undefined): boolean => one?.type === "ADDRESS" || one?.type === "LOCATION";
  return found.filter((one, i) => {
    if (one.type !== "ADDRESS" || /\p{L}{2}/u.test(text.slice(one.start, one.end))) return true;
    const [before, behind] = [found[i - 1], found[i + 1]];
    return (isPlace(before) && one.start - (before?.end ?? 0) <= 4) || (isPlace(behind) && (behind?.start ?? 0) - one.end <= 4);
  });
}

/** Without marks and line ends around it; a run without a letter or digit is none. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } | undefined {
  let [from, to] = [start, end];
  while (from < to && !/[\p{L}\p{N}#]/u.test(text.charAt(from))) from++;
  while (to > from && !/[\p{L}\p{M}\p{N}.]/u.test(text.charAt(to - 1))) to--;
  return to > from ? { start: from, end: to } : undefined;
}
