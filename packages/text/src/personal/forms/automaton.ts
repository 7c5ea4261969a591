import type { PersonalRule } from "../rule.ts";
import { type Position, readPositions } from "./positions.ts";
import { DIGITS, LETTERS, SYMBOL_BITS, SYMBOLS, symbolBits, symbolOf } from "./symbols.ts";

/** Says which of many forms can be met in a stretch. */
export interface FormAutomaton {
  /**
   * Calls `onRule` once for each rule that may match within `units[from, to)`, where nothing else stands around; a rule
   * that is not named has no match there.
   */
  scan(units: Uint16Array | Uint8Array, from: number, to: number, onRule: (rule: number) => void): void;
}

const WORD = DIGITS | LETTERS | symbolBits("_");
/** Characters in front of which no number begins. */
const NOT_BEFORE = WORD | symbolBits("+");
const NOT_BEFORE_ADDRESS = WORD | symbolBits(".:");
/** Between two digits they are part of a longer number. */
const JOINING = symbolBits(".,:/-");
const DASH = symbolBits("-");
const JOINING_ADDRESS = symbolBits(".:-");
/** States kept; beyond it all are forgotten, and memory stays bounded whatever the text. */
const MOST_STATES = 1 << 14;

/** What may begin at the next character. */
const MAY_BEGIN = 1;
const MAY_BEGIN_ADDRESS = 2;
const BEHIND_DIGIT = 4;

interface Ends {
  readonly numbers: readonly number[];
  readonly addresses: readonly number[];
}

/**
 * One automaton over the forms of all rules, so that a stretch is read once and not once for each rule. Its states are
 * built when they are met first (lazy subset construction; R. Cox, Regular expression matching: the virtual machine
 * approach, 2009). Letters and digits stand for their class, so that it names a few rules too many and none too few.
 * @param isAddress rules that stand behind other marks than numbers do
 */
export function createFormAutomaton(rules: readonly PersonalRule[], isAddress: (rule: PersonalRule) => boolean): FormAutomaton {
  const positions: Position[] = [];
  const ruleOf: number[] = [];
  const ends: boolean[] = [];
  const firstNumbers: number[] = [];
  const firstAddresses: number[] = [];
  rules.forEach((rule, index) => {
    const { first, last } = readPositions(rule.pattern, rule.ignoreCase === true, positions);
    while (ruleOf.length < positions.length) {
      ruleOf.push(index);
      ends.push(false);
    }
    for (const one of last) ends[one] = true;
    (isAddress(rule) ? firstAddresses : firstNumbers).push(...first);
  });
  const addressRule = rules.map(isAddress);
  const follow = positions.map((position) => Int32Array.from(position.follow));
  const fits = Int32Array.from(positions, (position) => position.fits);

  let table = new Int32Array(SYMBOLS * 256).fill(-1);
  /** For each state the number of what ends there; 0 for nothing. */
  let accepts = new Int32Array(256);
  let members: Int32Array[] = [];
  let flags: number[] = [];
  let numbers = new Map<string, number>();
  // What ends somewhere is kept for good: few sets are met.
  const endSets: Ends[] = [{ numbers: [], addresses: [] }];
  const endNumbers = new Map<string, number>();
  const marked = new Uint8Array(positions.length);

  const state = (set: Int32Array, allowed: number): number => {
    const key = `${allowed} ${set.join(",")}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const made = members.length;
    numbers.set(key, made);
    members.push(set);
    flags.push(allowed);
    if ((made + 1) * SYMBOLS > table.length) {
      const wider = new Int32Array(table.length * 2).fill(-1);
      wider.set(table);
      table = wider;
      const more = new Int32Array(accepts.length * 2);
      more.set(accepts);
      accepts = more;
    }
    accepts[made] = endSet(set);
    return made;
  };
  const endSet = (set: Int32Array): number => {
    const over = [...new Set([...set].filter((one) => ends[one]).map((one) => ruleOf[one] ?? 0))].sort((a, b) => a - b);
    if (over.length === 0) return 0;
    const key = over.join(",");
    let number = endNumbers.get(key);
    if (number === undefined) {
      number = endSets.length;
      endSets.push({ numbers: over.filter((rule) => addressRule[rule] !== true), addresses: over.filter((rule) => addressRule[rule]) });
      endNumbers.set(key, number);
    }
    return number;
  };
  const begin = (): void => {
    table.fill(-1);
    members = [];
    flags = [];
    numbers = new Map();
    state(new Int32Array(0), MAY_BEGIN | MAY_BEGIN_ADDRESS);
  };
  begin();

  const step = (from: number, symbol: number): number => {
    const bit = 1 << symbol;
    const allowed = flags[from] ?? 0;
    const next: number[] = [];
    const take = (one: number): void => {
      if (((fits[one] as number) & bit) === 0 || marked[one] === 1) return;
      marked[one] = 1;
      next.push(one);
    };
    for (const one of members[from] ?? []) for (const follower of follow[one] ?? []) take(follower);
    if ((allowed & MAY_BEGIN) !== 0) for (const one of firstNumbers) take(one);
    if ((allowed & MAY_BEGIN_ADDRESS) !== 0) for (const one of firstAddresses) take(one);
    for (const one of next) marked[one] = 0;
    let after = (bit & DIGITS) === 0 ? 0 : BEHIND_DIGIT;
    if ((bit & NOT_BEFORE) === 0 && ((allowed & BEHIND_DIGIT) === 0 || (bit & JOINING) === 0)) after |= MAY_BEGIN;
    if ((bit & NOT_BEFORE_ADDRESS) === 0) after |= MAY_BEGIN_ADDRESS;
    if (members.length >= MOST_STATES) {
      begin();
      return state(Int32Array.from(next.sort((a, b) => a - b)), after);
    }
    const made = state(Int32Array.from(next.sort((a, b) => a - b)), after);
    table[(from << SYMBOL_BITS) | symbol] = made;
    return made;
  };

  const met = new Uint32Array(rules.length);
  let seen = new Uint32Array(64);
  let round = 0;
  return {
    scan: (units, from, to, onRule) => {
      round++;
      let now = 0;
      for (let i = from; i < to; i++) {
        const symbol = symbolOf[units[i] as number] as number;
        const next = table[(now << SYMBOL_BITS) | symbol] as number;
        now = next >= 0 ? next : step(now, symbol);
        const number = accepts[now] as number;
        if (number === 0 || seen[number] === round) continue;
        // What stands behind decides whether the number goes on.
        const behind = i + 1 < to ? 1 << (symbolOf[units[i + 1] as number] as number) : 0;
        if ((behind & WORD) !== 0) continue;
        const further = i + 2 < to ? 1 << (symbolOf[units[i + 2] as number] as number) : 0;
        if (number >= seen.length) {
          const more = new Uint32Array(Math.max(number + 1, seen.length * 2));
          more.set(seen);
          seen = more;
        }
        const { numbers: plain, addresses } = endSets[number] as Ends;
        const joins = ((behind & JOINING) !== 0 && (further & DIGITS) !== 0) || ((behind & DASH) !== 0 && (further & LETTERS) !== 0);
        const joinsAddress = (behind & JOINING_ADDRESS) !== 0 && (further & (DIGITS | LETTERS)) !== 0;
        if (!joins) for (let k = 0; k < plain.length; k++) meet(plain[k] as number, onRule);
        if (!joinsAddress) for (let k = 0; k < addresses.length; k++) meet(addresses[k] as number, onRule);
        if (!joins && !joinsAddress) seen[number] = round;
      }
    },
  };

  function meet(rule: number, onRule: (rule: number) => void): void {
    if (met[rule] === round) return;
    met[rule] = round;
    onRule(rule);
  }
}
