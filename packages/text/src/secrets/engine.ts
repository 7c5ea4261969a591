import { TextError } from "../errors.ts";
import { createPrefilter, type Prefilter } from "../prefilter/automaton.ts";
import { formLength, formPrefix, formSource } from "./form.ts";
import type { SecretRule } from "./rule.ts";
import { recognisers } from "./structures/index.ts";
import type { Recogniser } from "./structures/structure.ts";

/** One form of a rule, ready to run. */
interface CompiledForm {
  /** `token`: sticky at its start; `assigned`: the whole value. */
  readonly pattern: RegExp;
  readonly prefix: string;
  readonly length: number;
}

/** A rule with everything a scan needs. */
export interface CompiledRule {
  readonly rule: SecretRule;
  readonly forms: readonly CompiledForm[];
  readonly recogniser: Recogniser | undefined;
  readonly generic: boolean;
}

/** A rule set behind one prefilter. */
export interface SecretEngine {
  readonly prefilter: Prefilter;
  readonly rules: readonly CompiledRule[];
  /** Rules to try for each keyword of the prefilter. */
  readonly byKeyword: readonly (readonly CompiledRule[])[];
}

/**
 * Compiles rules behind one automaton; `own` are those of `compileUserSecretRules`.
 * @throws TextError `rule-invalid` for a structure without code, `form-invalid` for a bad form.
 */
export function createSecretEngine(rules: readonly SecretRule[], own: readonly CompiledRule[] = []): SecretEngine {
  const compiled = [...rules.map(compileRule), ...own];
  const byKeyword = new Map<string, Set<CompiledRule>>();
  for (const each of compiled) {
    for (const keyword of each.rule.keywords.map((word) => word.toLowerCase())) {
      const rulesOfKeyword = byKeyword.get(keyword);
      if (rulesOfKeyword === undefined) byKeyword.set(keyword, new Set([each]));
      else rulesOfKeyword.add(each);
    }
  }
  const keywords = [...byKeyword.keys()].sort();
  return {
    prefilter: createPrefilter(keywords),
    rules: compiled,
    byKeyword: keywords.map((keyword) => [...(byKeyword.get(keyword) ?? [])]),
  };
}

function compileRule(rule: SecretRule): CompiledRule {
  const generic = rule.id.startsWith("generic-") && rule.method === "structure";
  const recogniser = recognisers[rule.id];
  if (rule.method === "structure" && recogniser === undefined && !generic) {
    throw new TextError("rule-invalid", `Rule "${rule.id}" is a structure without code; give it forms and method "token" or "assigned".`);
  }
  const anchored = rule.method === "assigned";
  const forms = rule.forms.map((form): CompiledForm => {
    const source = formSource(form);
    return {
      pattern: new RegExp(anchored ? `^(?:${source})$` : source, anchored ? "" : "y"),
      prefix: formPrefix(form),
      length: formLength(form),
    };
  });
  return { rule, forms, recogniser, generic };
}
