import { HINT_KEYWORDS } from "../hidden/hints.ts";
import { createPrefilter, type Prefilter } from "../prefilter/automaton.ts";
import type { CompiledRule } from "../secrets/engine.ts";
import { builtInSecretEngine, SecretSearch } from "../secrets/find.ts";

interface SharedPass {
  readonly prefilter: Prefilter;
  /** For each keyword its length, the rules of secrets to try, and the bits of `HINTS`. */
  readonly lengths: readonly number[];
  readonly rules: readonly (readonly CompiledRule[])[];
  readonly hints: readonly number[];
}

let built: SharedPass | undefined;

/** What the one pass over a text gives the detectors. */
export interface PassResult {
  readonly secrets: SecretSearch;
  /** Bits of `HINTS`. */
  readonly hints: number;
}

/** One automaton over the keywords of secrets and the beginnings of hidden text; secrets are tried as it goes, where wanted. */
export function sharedPass(text: string, units: Uint16Array, wantsSecrets: boolean): PassResult {
  built ??= build();
  const { prefilter, lengths, rules, hints } = built;
  const secrets = new SecretSearch(text);
  let found = 0;
  prefilter.scanUnits(units, text.length, (keyword, end) => {
    found |= hints[keyword] ?? 0;
    const wanted = rules[keyword];
    if (wanted === undefined || !wantsSecrets) return;
    const start = end - (lengths[keyword] ?? 0);
    for (let i = 0; i < wanted.length; i++) secrets.tryRule(wanted[i] as CompiledRule, start, end);
  });
  return { secrets, hints: found };
}

function build(): SharedPass {
  const engine = builtInSecretEngine();
  const bySecret = new Map(engine.prefilter.keywords.map((keyword, i) => [keyword, engine.byKeyword[i] ?? []]));
  const keywords = [...new Set([...bySecret.keys(), ...HINT_KEYWORDS.keys()])].sort();
  return {
    prefilter: createPrefilter(keywords),
    lengths: keywords.map((keyword) => keyword.length),
    rules: keywords.map((keyword) => bySecret.get(keyword) ?? []),
    hints: keywords.map((keyword) => HINT_KEYWORDS.get(keyword) ?? 0),
  };
}
