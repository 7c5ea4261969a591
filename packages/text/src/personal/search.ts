import { type Chain, markBit } from "./chains.ts";
import { type ContextReader, createContextIndex } from "./context.ts";
import { createFormAutomaton } from "./forms/automaton.ts";
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
  readonly notBehind: RegExp | undefined;
  readonly marks: number;
  readonly run: number;
  readonly letters: boolean;
  /** Highest score without a word that speaks for it. */
  readonly highest: number;
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
  /** Reads one text, whose chains are then given in order. What scores less than `minimumScore` may be left out. */
  read(units: Uint16Array, length: number, minimumScore: number): NumberReader;
}

/** A search in one text. */
export interface NumberReader {
  /** Whether some rule may match there: if not, none does. */
  mayMatch(chain: Chain): boolean;
  /** Adds what stands there. */
  search(text: string, chain: Chain, found: Candidate[]): void;
}

/** Compiles rules for repeated use. */
export function createNumberSearch(rules: readonly PersonalRule[]): NumberSearch {
  const ready = rules.map(compile);
  // Behind the words for each rule, those against it.
  const context = createContextIndex([...rules.map((rule) => rule.context), ...rules.map((rule) => rule.against ?? [])]);
  const forms = createFormAutomaton(rules, ({ type }) => addressTypes.has(type));
  const near = new Uint32Array(rules.length * 2);
  let round = 0;
  const bringNear = (rule: number): void => {
    near[rule] = round;
  };
  const list: number[] = [];
  const listRule = (rule: number): void => void list.push(rule);

  const read: NumberSearch["read"] = (units, length, minimumScore) => {
    let words: ContextReader | undefined;
    /** Leaves in `list` the rules whose form may stand there and that the words around allow. */
    const listRules = (chain: Chain): void => {
      list.length = 0;
      forms.scan(units, fromOf(chain), toOf(chain, length), listRule);
      if (list.length === 0) return;
      list.sort(byNumber);
      round++;
      let known = false;
      let kept = 0;
      for (let k = 0; k < list.length; k++) {
        const i = list[k] as number;
        const one = ready[i] as Ready;
        if (one.rule.digits > chain.digits || one.run > chain.run) continue;
        if ((one.marks !== 0 && (one.marks & chain.marks) === 0) || (one.letters && !chain.letters)) continue;
        if (!known && (one.rule.context.length > 0 || one.rule.against !== undefined)) {
          words ??= context.read(units, length);
          words.near(Math.max(0, chain.start - BEFORE), Math.min(length, chain.end + BEHIND), bringNear);
          known = true;
        }
        const isNear = near[i] === round;
        if (!isNear && (one.rule.needsContext === true || one.highest < minimumScore || near[i + rules.length] === round)) continue;
        list[kept++] = i;
      }
      list.length = kept;
    };
    return {
      mayMatch: (chain) => {
        listRules(chain);
        return list.length > 0;
      },
      search: (text, chain, found) => {
        listRules(chain);
        if (list.length === 0) return;
        const from = fromOf(chain);
        const piece = text.slice(from, toOf(chain, length));
        for (const i of list) {
          const one = ready[i] as Ready;
          const had = found.length;
          matchAll(one, piece, from, near[i] === round, found);
          if (one.notBehind !== undefined) leaveOut(found, had, one.notBehind, text);
        }
      },
    };
  };
  return { least: rules.reduce((least, { digits }) => Math.min(least, digits), 64), read };
}

/** A little more than the chain is read, for what stands around a number. */
const fromOf = ({ start }: Chain): number => Math.max(0, start - 2);
const toOf = ({ end }: Chain, length: number): number => Math.min(length, end + 4);

const byNumber = (a: number, b: number): number => a - b;

function compile(rule: PersonalRule): Ready {
  // One character of look-around: a number inside a longer number, version or UUID is none.
  const before = addressTypes.has(rule.type) ? "(?<![A-Za-z0-9_.:])" : "(?<![A-Za-z0-9_+]|\\d[.,:\\/-]|[A-Fa-f0-9]-)";
  const behind = addressTypes.has(rule.type) ? "(?![A-Za-z0-9_]|[.:-][A-Za-z0-9])" : "(?![A-Za-z0-9_]|[.,:\\/-]\\d|-[A-Za-z])";
  return {
    rule,
    pattern: new RegExp(`${before}(?:${rule.pattern})${behind}`, rule.ignoreCase === true ? "gi" : "g"),
    notBehind: rule.notBehind === undefined ? undefined : new RegExp(`(?:${rule.notBehind})$`, "i"),
    marks: [...(rule.needs ?? "")].reduce((bits, mark) => bits | markBit(mark), 0),
    letters: rule.letters === true,
    run: rule.run ?? 0,
    highest: Math.max(rule.score, rule.checked ?? 0),
  };
}

/** Takes out, from the `had`-th on, what stands behind text that makes it another thing. */
function leaveOut(found: Candidate[], had: number, notBehind: RegExp, text: string): void {
  let kept = had;
  for (let k = had; k < found.length; k++) {
    const one = found[k] as Candidate;
    if (!notBehind.test(text.slice(Math.max(0, one.start - BEFORE), one.start))) found[kept++] = one;
  }
  found.length = kept;
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
