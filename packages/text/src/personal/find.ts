import { withUnits } from "../units.ts";
import { linkAround, mailAround, type Stretch } from "./addresses.ts";
import { personalRules } from "./catalogue/index.ts";
import { findTriggers } from "./chains.ts";
import { isExampleData } from "./example.ts";
import { resolveOverlaps } from "./resolve.ts";
import type { PersonalClass, PersonalRule } from "./rule.ts";
import { type Candidate, createNumberSearch, type NumberReader, type NumberSearch } from "./search.ts";
import { validators } from "./validators.ts";
import { findByWords, type WordMatch } from "./words.ts";

/** One piece of personal data found. Nothing in it lets the value be read. */
export interface PersonalMatch {
  /** `EMAIL_ADDRESS`, `CREDIT_CARD`, …; national identifiers `<ISO2>_<NAME>`. */
  readonly type: string;
  readonly class: PersonalClass;
  /** UTF-16 code units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1; orders certainty, is no probability. */
  readonly score: number;
  readonly rule: string;
  /** The shape of the value: letters as `x`, digits as `0`. */
  readonly masked: string;
  /** The value is made for examples (example.com, 555 numbers, test cards, private addresses). */
  readonly example?: true;
}

/** What a search may be told. */
export interface PersonalOptions {
  /** Only these types; all when left out. */
  readonly types?: readonly string[];
  /** Countries (ISO 3166-1 alpha-2) whose rules run beside the standard ones, or all of them. */
  readonly locales?: readonly string[] | "all";
  /** Dates and times too; left out with `false`, which is faster on numbers. */
  readonly times?: boolean;
  /** Least score to report, 0.4 when left out. */
  readonly minimumScore?: number;
}

/** Whether a rule runs for these countries. */
export function runsFor(rule: PersonalRule, locales: readonly string[] | "all" = []): boolean {
  return rule.standard === true || locales === "all" || (rule.locale !== undefined && locales.includes(rule.locale));
}

const searches = new Map<string, NumberSearch>();

function searchFor(locales: readonly string[] | "all", times: boolean): NumberSearch {
  const key = `${times ? "times" : ""} ${locales === "all" ? "all" : [...locales].sort().join(",")}`;
  let search = searches.get(key);
  if (search === undefined) {
    search = createNumberSearch(personalRules.filter((rule) => runsFor(rule, locales) && (times || rule.class !== "time")));
    if (searches.size > 20) searches.clear();
    searches.set(key, search);
  }
  return search;
}

interface Hit {
  readonly type: string;
  readonly class: PersonalClass;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly confirmed: boolean;
}

/**
 * Finds personal data with fixed forms, dates, and terms of special categories: sorted by place, without overlaps, the
 * same for the same text. Patterns run only around digits, `@`, addresses and some words, and are bounded: time is
 * linear. Names and places are found by `findNames` of `@castellan/text/names`.
 */
export function findPersonalData(text: string, options: PersonalOptions = {}): PersonalMatch[] {
  return withUnits(text, (units) => {
    const words: WordMatch[] = [];
    findByWords(text, units, words);
    return findPersonalUnits(text, units, words, options);
  });
}

/** The same over the code units of the text (`withUnits`), with what words show (`matchKeyword`) already found. */
export function findPersonalUnits(
  text: string,
  units: Uint16Array,
  words: readonly WordMatch[],
  { types, locales = [], times = true, minimumScore = 0.4 }: PersonalOptions = {},
): PersonalMatch[] {
  const hits: Hit[] = [];
  const numbers: Candidate[] = [];
  const search = searchFor(locales, times);
  const reader = search.read(units, text.length, minimumScore);
  findTriggers(units, text.length, search.least, {
    chain: (chain) => reader.search(text, chain, numbers),
    at: (index) => address(mailAround(text, index), "EMAIL_ADDRESS", hits),
    address: (index) => address(linkAround(text, index), "URL", hits),
  });
  for (const { rule, start, end, score, confirmed } of numbers)
    hits.push({ type: rule.type, class: rule.class, title: rule.title, start, end, score, confirmed });
  for (const { type, class: kind, title, start, end, score } of words)
    if (times || kind !== "time") hits.push({ type, class: kind, title, start, end, score, confirmed: false });
  if (hits.length === 0) return [];
  const wanted = hits.filter((hit) => hit.score >= minimumScore && types?.includes(hit.type) !== false);
  return resolveOverlaps(wanted).map((hit) => matchOf(text, hit));
}

/**
 * Whether numbers, addresses or links may stand in a text: if not, only words can show personal data there. No text is
 * made, so that it is cheap to ask for every cell of a table.
 */
export function mayHoldPersonalData(
  units: Uint16Array,
  length: number,
  { locales = [], times = true, minimumScore = 0.4 }: PersonalOptions = {},
): boolean {
  const search = searchFor(locales, times);
  let reader: NumberReader | undefined;
  let may = false;
  const yes = (): void => {
    may = true;
  };
  findTriggers(units, length, search.least, {
    chain: (chain) => {
      reader ??= search.read(units, length, minimumScore);
      may ||= reader.mayMatch(chain);
    },
    at: yes,
    address: yes,
  });
  return may;
}

function address(place: Stretch | undefined, type: "EMAIL_ADDRESS" | "URL", hits: Hit[]): void {
  if (place === undefined) return;
  const mail = type === "EMAIL_ADDRESS";
  hits.push({
    type,
    class: mail ? "contact" : "online",
    title: mail ? "E-mail address" : "URL",
    start: place.start,
    end: place.end,
    score: mail ? 0.9 : 0.6,
    confirmed: false,
  });
}

function matchOf(text: string, { type, class: kind, title, start, end, score }: Hit): PersonalMatch {
  const value = text.slice(start, end);
  const match = { type, class: kind, start, end, score, rule: ruleId(title), masked: maskShape(value) };
  return isExampleData(type, value) ? { ...match, example: true } : match;
}

const ids = new Map<string, string>();

function ruleId(title: string): string {
  let id = ids.get(title);
  if (id === undefined) {
    id = `personal-${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
    ids.set(title, id);
  }
  return id;
}

/** What a character below U+0080 is shown as. */
const SHOWN: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  String.fromCharCode(code)
    .replace(/[A-Za-z]/, "x")
    .replace(/[0-9]/, "0"),
);

/** Letters become `x`, digits `0`, at most 24 characters. */
export function maskShape(value: string): string {
  let shape = "";
  for (const character of value.length > 48 ? value.slice(0, 48) : value) {
    shape += SHOWN[character.charCodeAt(0)] ?? (/[\p{L}]/u.test(character) ? "x" : /\p{N}/u.test(character) ? "0" : character);
    if (shape.length > 24) return `${shape.slice(0, 23)}…`;
  }
  return shape;
}

interface WholeRule {
  readonly rule: PersonalRule;
  readonly whole: RegExp;
}

let wholes: readonly WholeRule[] | undefined;

/** The types a whole value has, best first, by the standard rules; for judging the cells of a column. */
export function typesOfValue(value: string): readonly { readonly type: string; readonly score: number; readonly needsContext: boolean }[] {
  const text = value.trim();
  if (text.length < 5 || text.length > 300) return [];
  wholes ??= personalRules
    .filter((rule) => rule.standard === true && rule.class !== "time")
    .map((rule) => ({ rule, whole: new RegExp(`^(?:${rule.pattern})$`, rule.ignoreCase === true ? "i" : "") }));
  const numbers = wholes.flatMap(({ rule, whole }) => {
    if (!whole.test(text)) return [];
    const verdict = validators[rule.validator](text);
    return verdict === "refuted"
      ? []
      : [
          {
            type: rule.type,
            score: verdict === "confirmed" ? (rule.checked ?? rule.score) : rule.score,
            needsContext: rule.needsContext === true,
          },
        ];
  });
  return [...numbers, ...wholeAddress(text)].sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1));
}

function wholeAddress(text: string): { type: string; score: number; needsContext: boolean }[] {
  const spans = (place: Stretch | undefined): boolean => place !== undefined && place.start === 0 && place.end === text.length;
  if (spans(text.includes("@") ? mailAround(text, text.indexOf("@")) : undefined))
    return [{ type: "EMAIL_ADDRESS", score: 0.9, needsContext: false }];
  const colon = text.indexOf("://");
  return colon > 0 && spans(linkAround(text, colon)) ? [{ type: "URL", score: 0.6, needsContext: false }] : [];
}
