import { type PersonalRule, personalRules } from "./catalogue.ts";
import { isExampleData } from "./example.ts";
import { validators } from "./validators.ts";
import { candidateWindows } from "./windows.ts";

/** One piece of personal data found. Nothing in it lets the value be read. */
export interface PersonalMatch {
  /** `EMAIL_ADDRESS`, `CREDIT_CARD`, …; national identifiers `<ISO2>_<NAME>`. */
  readonly type: string;
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
  /** Least score to report, 0.4 when left out. */
  readonly minimumScore?: number;
}

interface CompiledPersonalRule {
  readonly rule: PersonalRule;
  readonly id: string;
  readonly pattern: RegExp;
  readonly whole: RegExp;
  readonly context: RegExp | undefined;
}

const CONTEXT_BONUS = 0.4;
const addressTypes = new Set(["IP_ADDRESS", "URL", "EMAIL_ADDRESS", "MAC_ADDRESS"]);

let compiled: readonly CompiledPersonalRule[] | undefined;

function rulesReady(): readonly CompiledPersonalRule[] {
  compiled ??= personalRules.map(compileRule);
  return compiled;
}

function compileRule(rule: PersonalRule): CompiledPersonalRule {
  // One character of look-around: a number inside a longer number, version or UUID is none.
  const before = addressTypes.has(rule.type) ? "(?<![A-Za-z0-9_])" : "(?<![A-Za-z0-9_+]|\\d[.,:\\/-]|[A-Fa-f0-9]-)";
  const behind = addressTypes.has(rule.type) ? "(?![A-Za-z0-9_])" : "(?![A-Za-z0-9_]|[.,:\\/-]\\d|-[A-Za-z])";
  const flags = rule.ignoreCase === true ? "i" : "";
  const words = rule.context.map((word) => word.replace(/[^a-zà-ÿ0-9# ]/g, ".")).join("|");
  return {
    rule,
    id: `personal-${rule.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
    pattern: new RegExp(`${before}(?:${rule.pattern})${behind}`, `g${flags}`),
    whole: new RegExp(`^(?:${rule.pattern})$`, flags),
    context: words === "" ? undefined : new RegExp(`(?<![a-z])(?:${words})s?(?![a-z])`),
  };
}

/**
 * Finds personal data with fixed forms: sorted by place, without overlaps, the same for the same
 * text. Only stretches around a digit, an `@` or a `:` are looked at; patterns are bounded, so time is
 * linear. Names and places need a language model and are not found here.
 */
export function findPersonalData(text: string, options: PersonalOptions = {}): PersonalMatch[] {
  const minimum = options.minimumScore ?? 0.4;
  const rules = rulesReady().filter(({ rule }) => options.types === undefined || options.types.includes(rule.type));
  const found: PersonalMatch[] = [];
  for (const window of candidateWindows(text)) {
    const piece = text.slice(window.start, window.end);
    const facts = factsOf(piece);
    for (const one of rules) {
      if (!canMatch(one, piece, facts)) continue;
      for (const match of matchesIn(one, piece)) {
        if (match.score >= minimum) found.push({ ...match, start: match.start + window.start, end: match.end + window.start });
      }
    }
  }
  return resolve(found);
}

interface PieceFacts {
  readonly digits: number;
  readonly lower: string;
}

function factsOf(piece: string): PieceFacts {
  let digits = 0;
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return { digits, lower: piece.toLowerCase() };
}

/** Rules out most rules for most stretches before any pattern runs. */
function canMatch({ rule, context }: CompiledPersonalRule, piece: string, { digits, lower }: PieceFacts): boolean {
  if (digits < rule.digits || (rule.needs !== undefined && !piece.includes(rule.needs))) return false;
  return rule.needsContext !== true || context?.test(lower) === true;
}

function matchesIn(one: CompiledPersonalRule, piece: string): PersonalMatch[] {
  const found: PersonalMatch[] = [];
  one.pattern.lastIndex = 0;
  for (let match = one.pattern.exec(piece); match !== null; match = one.pattern.exec(piece)) {
    const value = trimmed(one.rule.type, match[0]);
    const score = scoreOf(one, value, piece, match.index);
    if (score !== undefined) found.push(toMatch(one, value, match.index, score));
    // A refuted number may hide a shorter one that starts a little later.
    else one.pattern.lastIndex = match.index + 1;
  }
  return found;
}

function scoreOf({ rule, context }: CompiledPersonalRule, value: string, piece: string, at: number): number | undefined {
  const verdict = validators[rule.validator](value);
  if (verdict === "refuted") return undefined;
  const near =
    context?.test(`${piece.slice(Math.max(0, at - 60), at)} ${piece.slice(at + value.length, at + value.length + 30)}`.toLowerCase()) ??
    false;
  if (rule.needsContext === true && !near) return undefined;
  const base = verdict === "confirmed" ? rule.checked : rule.score;
  return Math.round(Math.min(1, base + (near ? CONTEXT_BONUS : 0)) * 100) / 100;
}

function toMatch({ rule, id }: CompiledPersonalRule, value: string, start: number, score: number): PersonalMatch {
  return {
    type: rule.type,
    start,
    end: start + value.length,
    score,
    rule: id,
    masked: maskShape(value),
    ...(isExampleData(rule.type, value) ? { example: true } : {}),
  };
}

/** Punctuation that ends the sentence is not part of a URL. */
function trimmed(type: string, value: string): string {
  return type === "URL" ? value.replace(/[.,;:!?]{1,8}$/, "") : value;
}

/** Letters become `x`, digits `0`, at most 24 characters. */
export function maskShape(value: string): string {
  const shape = value.replace(/\p{L}/gu, "x").replace(/\p{N}/gu, "0");
  return shape.length > 24 ? `${shape.slice(0, 23)}…` : shape;
}

/** The best score wins, then the longer, then the first by type. */
function resolve(found: readonly PersonalMatch[]): PersonalMatch[] {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end || (a.type < b.type ? -1 : 1));
  const kept: PersonalMatch[] = [];
  for (const match of sorted) {
    const last = kept.at(-1);
    if (last === undefined || match.start >= last.end) kept.push(match);
    else if (match.score > last.score || (match.score === last.score && match.end - match.start > last.end - last.start))
      kept[kept.length - 1] = match;
  }
  return kept;
}

/** The types a whole value has, best first; for judging the cells of a column. */
export function typesOfValue(value: string): readonly { readonly type: string; readonly score: number; readonly needsContext: boolean }[] {
  const text = value.trim();
  if (text.length < 5 || text.length > 300) return [];
  return rulesReady()
    .flatMap(({ rule, whole }) => {
      if (!whole.test(text)) return [];
      const verdict = validators[rule.validator](text);
      return verdict === "refuted"
        ? []
        : [{ type: rule.type, score: verdict === "confirmed" ? rule.checked : rule.score, needsContext: rule.needsContext === true }];
    })
    .sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1));
}
