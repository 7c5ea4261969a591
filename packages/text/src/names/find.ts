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
  /** Least score to report, 0.5 when left out. */
  readonly minimumScore?: number;
}

let tagger: Tagger | undefined;

/**
 * Finds names and addresses in running text by the built-in tagger (docs/names-model-card.md): sorted, free of overlap,
 * the same for the same text. Scripts written without spaces are out of its reach.
 */
export function findNames(text: string, { types, minimumScore = 0.5 }: NameOptions = {}): NameMatch[] {
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
  return found;
}

/** Without marks and line ends around it; a run without a letter or digit is none. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } | undefined {
  let [from, to] = [start, end];
  while (from < to && !/[\p{L}\p{N}#]/u.test(text.charAt(from))) from++;
  while (to > from && !/[\p{L}\p{M}\p{N}.]/u.test(text.charAt(to - 1))) to--;
  return to > from ? { start: from, end: to } : undefined;
}
