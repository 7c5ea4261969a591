import { type Chain, markBit } from "./chains.ts";
import { createContextIndex } from "./context.ts";
import type { PersonalRule } from "./rule.ts";
import { validators } from "./validators.ts";

/** A match before overlaps are resolved. */
export interface Candidate {
  readonly rule: PersonalRule;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** A check digit or a numbering plan holds. */
  readonly confirmed: boolean;
}

interface Ready {
  readonly rule: PersonalRule;
  readonly pattern: RegExp;
  readonly marks: number;
  readonly run: number;
  readonly letters: boolean;
}

/** Code units before and behind a chain in which context words count. */
const BEFORE = 60;
const BEHIND = 30;
const CONTEXT_BONUS = 0.4;
const addressTypes = new Set(["IP_ADDRESS", "MAC_ADDRESS"]);

/** Finds candidates of number-like rules around digits. */
export interface NumberSearch {
  /** Fewest digits that any rule needs. */
  readonly least: number;
  search(text: string, chain: Chain, found: Candidate[]): void;
}

/** Compiles rules for repeated use. */
export function createNumberSearch(rules: readonly PersonalRule[]): NumberSearch {
  const ready = rules.map(compile);
  const index = createContextIndex(rules.map(({ context }) => context));
  // Rules by the fewest digits they need, so that short chains meet few of them.
  const byDigits = Array.from({ length: 64 }, (_, digits) => ready.flatMap(({ rule }, i) => (rule.digits <= digits ? [i] : [])));
  const near = new Uint8Array(rules.length);
  const contextOf = (text: string, chain: Chain): void => {
    near.fill(0);
    index.find(text, Math.max(0, chain.start - BEFORE), Math.min(text.length, chain.end + BEHIND), (rule) => {
      near[rule] = 1;
    });
  };
  return {
    least: rules.reduce((least, { digits }) => Math.min(least, digits), 64),
    search: (text, chain, found) => {
      const list = byDigits[Math.min(chain.digits, 63)] as readonly number[];
      const from = Math.max(0, chain.start - 2);
      const piece = text.slice(from, Math.min(text.length, chain.end + 4));
      // Words around are read once, and only where a form stands there.
      let known = false;
      for (let k = 0; k < list.length; k++) {
        const i = list[k] as number;
        const one = ready[i] as Ready;
        if (one.run > chain.run || (one.marks !== 0 && (one.marks & chain.marks) === 0) || (one.letters && !chain.letters)) continue;
        if (one.rule.needsContext === true && known && near[i] === 0) continue;
        one.pattern.lastIndex = 0;
        if (!one.pattern.test(piece)) continue;
        if (!known && one.rule.context.length > 0) {
          contextOf(text, chain);
          known = true;
        }
        const isNear = known && near[i] === 1;
        if (one.rule.needsContext !== true || isNear) matchAll(one, piece, from, isNear, found);
      }
    },
  };
}

function compile(rule: PersonalRule): Ready {
  // One character of look-around: a number inside a longer number, version or UUID is none.
  const before = addressTypes.has(rule.type) ? "(?<![A-Za-z0-9_.:])" : "(?<![A-Za-z0-9_+]|\\d[.,:\\/-]|[A-Fa-f0-9]-)";
  const behind = addressTypes.has(rule.type) ? "(?![A-Za-z0-9_]|[.:-][A-Za-z0-9])" : "(?![A-Za-z0-9_]|[.,:\\/-]\\d|-[A-Za-z])";
  return {
    rule,
    pattern: new RegExp(`${before}(?:${rule.pattern})${behind}`, rule.ignoreCase === true ? "gi" : "g"),
    marks: [...(rule.needs ?? "")].reduce((bits, mark) => bits | markBit(mark), 0),
    letters: rule.letters === true,
    run: rule.run ?? 0,
  };
}

function matchAll({ rule, pattern }: Ready, piece: string, offset: number, near: boolean, found: Candidate[]): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(piece); match !== null; match = pattern.exec(piece)) {
    const hit = judge(rule, match[0], near);
    if (hit === undefined) {
      // A refuted number may hide a shorter one that starts a little later.
      pattern.lastIndex = match.index + 1;
      continue;
    }
    const start = offset + match.index;
    found.push({ rule, start, end: start + hit.length, score: hit.score, confirmed: hit.confirmed });
    pattern.lastIndex = match.index + hit.length;
  }
}

function judge(rule: PersonalRule, text: string, near: boolean): { length: number; score: number; confirmed: boolean } | undefined {
  let value = text;
  for (let tries = 0; tries < 4; tries++) {
    const verdict = validators[rule.validator](value);
    if (verdict !== "refuted") {
      const base = verdict === "confirmed" ? (rule.checked ?? rule.score) : rule.score;
      return {
        length: value.length,
        score: Math.round(Math.min(1, base + (near ? CONTEXT_BONUS : 0)) * 100) / 100,
        confirmed: verdict === "confirmed",
      };
    }
    const shorter = rule.shorten === true ? value.replace(/[ .\-/]{1,2}\(?[0-9A-Za-z]+\)?$/, "") : value;
    if (shorter === value) return undefined;
    value = shorter;
  }
  return undefined;
}
