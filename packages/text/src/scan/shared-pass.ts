import { HINT_KEYWORDS } from "../hidden/hints.ts";
import { matchKeyword, personalKeywords, type WordMatch } from "../personal/words.ts";
import { createPrefilter, type Prefilter } from "../prefilter/automaton.ts";
import type { CompiledRule } from "../secrets/engine.ts";
import { builtInSecretEngine, SecretSearch } from "../secrets/find.ts";

interface SharedPass {
  readonly prefilter: Prefilter;
  /** For each keyword its length, the rules of secrets to try, and the bits of `HINTS`. */
  readonly lengths: readonly number[];
  readonly rules: readonly (readonly CompiledRule[])[];
  readonly hints: readonly number[];
  /** The number of the keyword among those of personal data; -1 for none. */
  readonly personal: Int32Array;
}

let built: SharedPass | undefined;

/** What the one pass over a text gives the detectors. */
export interface PassResult {
  readonly secrets: SecretSearch;
  /** Bits of `HINTS`. */
  readonly hints: number;
  /** What words show of personal data, where wanted. */
  readonly words: readonly WordMatch[];
}

/** Who listens to the pass. */
export interface PassWants {
  readonly secrets: boolean;
  readonly personal: boolean;
}

/**
 * One automaton over the keywords of secrets, of personal data and the beginnings of hidden text; what secrets and words
 * show is tried as it goes, where wanted.
 */
export function sharedPass(text: string, units: Uint16Array, wants: PassWants): PassResult {
  built ??= build();
  const { prefilter, lengths, rules, hints, personal } = built;
  const secrets = new SecretSearch(text);
  const words: WordMatch[] = [];
  let found = 0;
  prefilter.scanUnits(units, text.length, (keyword, end) => {
    found |= hints[keyword] ?? 0;
    const word = personal[keyword] as number;
    if (word >= 0 && wants.personal) matchKeyword(text, word, end, words);
    const wanted = rules[keyword] as readonly CompiledRule[];
    if (wanted.length === 0 || !wants.secrets) return;
    const start = end - (lengths[keyword] ?? 0);
    for (let i = 0; i < wanted.length; i++) secrets.tryRule(wanted[i] as CompiledRule, start, end);
  });
  return { secrets, hints: found, words };
}

function build(): SharedPass {
  const engine = builtInSecretEngine();
  const bySecret = new Map(engine.prefilter.keywords.map((keyword, i) => [keyword, engine.byKeyword[i] ?? []]));
  const keywords = [...new Set([...bySecret.keys(), ...HINT_KEYWORDS.keys(), ...personalKeywords])].sort();
  return {
    prefilter: createPrefilter(keywords),
    lengths: keywords.map((keyword) => keyword.length),
    rules: keywords.map((keyword) => bySecret.get(keyword) ?? []),
    hints: keywords.map((keyword) => HINT_KEYWORDS.get(keyword) ?? 0),
    personal: Int32Array.from(keywords, (keyword) => personalKeywords.indexOf(keyword)),
  };
}
