import { createPrefilter } from "../prefilter/automaton.ts";
import { anchoredRules } from "./catalogue/anchored.ts";
import { termRules } from "./catalogue/terms.ts";
import type { PersonalClass } from "./rule.ts";

/** Something found by a word; UTF-16 code units, `end` exclusive. */
export interface WordMatch {
  readonly type: string;
  readonly class: PersonalClass;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

const months =
  "january,february,march,april,may,june,july,august,september,october,november,december,jan,feb,mar,apr,jun,jul,aug,sep,sept,oct,nov,dec,januar,februar,mai,juni,juli,oktober,dezember,janvier,mars,avril,juin,juillet,septembre,octobre,novembre,enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre,gennaio,febbraio,aprile,maggio,giugno,luglio,settembre,ottobre,dicembre,janeiro,fevereiro,maio,junho,julho,setembro,outubro,novembro,dezembro".split(
    ",",
  );
const weekdays =
  "monday,tuesday,wednesday,thursday,friday,saturday,sunday,montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonntag,lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche,lunes,martes,jueves,viernes,domingo,lunedi,martedi,mercoledi,giovedi,venerdi,maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag".split(
    ",",
  );
const MONTH = [...months].sort((a, b) => b.length - a.length).join("|");
const TIME = "(?:,? (?:at )?\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp]\\.?[Mm]\\.?)?)?";
/** A day before or behind the month, or a year behind it; the word alone may be a name or a verb. */
const monthDate = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d{1,2}(?:st|nd|rd|th|er)?\\.?[ -](?:of |de |d')?(?:${MONTH})\\.?(?:(?:,? | de |-)\\d{2,4})?|(?:${MONTH})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|(?:${MONTH})\\.?,? (?:de )?\\d{4})${TIME}(?![\\p{L}\\p{N}])`,
  "giu",
);

const birth =
  /(?<![a-z])(?:birth|born|dob|d\.o\.b|birthday|birthdate|geboren|geburt\w{0,12}|geburtsdatum|n[ée]e? le|naissance|nacid[oa]|nacimiento|nat[oa]|nascita)(?![a-z])/i;

interface Keyword {
  readonly kind: "month" | "weekday" | "age" | "term" | "anchor";
  readonly rule: number;
}

const keywords = new Map<string, Keyword[]>();
const put = (word: string, keyword: Keyword): void => void keywords.set(word, [...(keywords.get(word) ?? []), keyword]);
for (const word of months) put(word, { kind: "month", rule: 0 });
for (const word of weekdays) put(word, { kind: "weekday", rule: 0 });
for (const word of ["years old", "year old", "year-old", "years-old", "yrs old", "yr old", "y/o"]) put(word, { kind: "age", rule: 0 });
for (const [rule, { terms }] of termRules.entries()) for (const word of terms) put(word, { kind: "term", rule });
for (const [rule, { anchors }] of anchoredRules.entries()) for (const word of anchors) put(word, { kind: "anchor", rule });

/** The words that `findByWords` reacts to, for a prefilter that serves several searches; ASCII, lower case. */
export const personalKeywords: readonly string[] = [...keywords.keys()];
/** Those among them that may show more than a time: a month may stand in a date of birth. */
export const timelessKeywords: readonly string[] = [...keywords]
  .filter(([, means]) => means.some(({ kind }) => kind !== "weekday"))
  .map(([word]) => word);
const meanings = [...keywords.values()];
const prefilter = createPrefilter(personalKeywords);
const anchoredPatterns = anchoredRules.map(
  ({ pattern }) =>
    new RegExp(
      `^[^A-Za-z0-9#+\\n-]{0,4}(?:(?:number|no|nr|code|id|is|was|num|registration|value)\\b[^A-Za-z0-9#+\\n-]{0,4}){0,2}(${pattern})(?![A-Za-z0-9])`,
      "id",
    ),
);
const anchoredCase = anchoredRules.map(({ pattern }) => new RegExp(`^(?:${pattern})$`));

const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 191;

/** Whether a keyword of `timelessKeywords` that ends at `end` is a word of its own in a cell of a table; one more `s` is understood. */
export function isTimelessWord(bytes: Uint8Array, start: number, end: number, keyword: number, until: number): boolean {
  const word = timelessKeywords[keyword] ?? "";
  const from = until - word.length;
  if (from > start && isWord(bytes[from - 1] as number) && !word.startsWith("y")) return false;
  const at = (index: number): number => (index < end ? (bytes[index] as number) : 0x20);
  return !isWord(at(until)) || ((at(until) | 32) === 115 && !isWord(at(until + 1)));
}

/** Adds what one keyword that ends at `end` shows: dates by month and weekday, terms, numbers behind their name. */
export function matchKeyword(text: string, keyword: number, end: number, found: WordMatch[]): void {
  const word = personalKeywords[keyword] ?? "";
  const start = end - word.length;
  if (start > 0 && isWord(text.charCodeAt(start - 1)) && !word.startsWith("y")) return;
  const plural = (text.charCodeAt(end) | 32) === 115 && !isWord(text.charCodeAt(end + 1));
  if (isWord(text.charCodeAt(end)) && !plural) return;
  for (const { kind, rule } of meanings[keyword] ?? []) {
    if (kind === "month") monthAround(text, start, end, found);
    else if (kind === "weekday") found.push({ type: "DATE_TIME", class: "time", title: "Day of the week", start, end, score: 0.4 });
    else if (kind === "age") ageBefore(text, start, end, found);
    else if (kind === "term") termAt(rule, start, plural ? end + 1 : end, found);
    else anchored(text, rule, end, found);
  }
}

/** What words show in a text: one pass over it. Unsorted, may overlap. */
export function findByWords(text: string, units: Uint16Array, found: WordMatch[]): void {
  prefilter.scanUnits(units, text.length, (keyword, end) => matchKeyword(text, keyword, end, found));
}

function monthAround(text: string, start: number, end: number, found: WordMatch[]): void {
  const from = Math.max(0, start - 9);
  const piece = text.slice(from, Math.min(text.length, end + 36));
  monthDate.lastIndex = 0;
  for (let match = monthDate.exec(piece); match !== null; match = monthDate.exec(piece)) {
    const [at, until] = [from + match.index, from + match.index + match[0].length];
    if (at > start || until < end) continue;
    const born = birth.test(text.slice(Math.max(0, at - 40), at)) && /\d{4}/.test(match[0]);
    found.push(
      born
        ? { type: "DATE_OF_BIRTH", class: "identifier", title: "Date of birth with the month's name", start: at, end: until, score: 0.85 }
        : { type: "DATE_TIME", class: "time", title: "Date with the month's name", start: at, end: until, score: 0.6 },
    );
    return;
  }
}

function ageBefore(text: string, start: number, end: number, found: WordMatch[]): void {
  const digits = /(?<![\d.,])(1[01]\d|120|\d{1,2})[ -]?$/.exec(text.slice(Math.max(0, start - 6), start));
  if (digits !== null) found.push({ type: "AGE", class: "identifier", title: "Age", start: start - digits[0].length, end, score: 0.5 });
}

function termAt(rule: number, start: number, end: number, found: WordMatch[]): void {
  const one = termRules[rule];
  if (one !== undefined) found.push({ type: one.type, class: one.class, title: one.title, start, end, score: one.score });
}

function anchored(text: string, rule: number, end: number, found: WordMatch[]): void {
  const one = anchoredRules[rule];
  const match = anchoredPatterns[rule]?.exec(text.slice(end, end + 72));
  const place = match?.indices?.[1];
  if (one === undefined || place === undefined) return;
  const value = match?.[1] ?? "";
  if (anchoredCase[rule]?.test(value) !== true) return;
  found.push({ type: one.type, class: one.class, title: one.title, start: end + place[0], end: end + place[1], score: one.score });
}
