import { RE2JS } from "re2js";
import { z } from "zod";
import { TextError } from "../../errors.ts";
import { createPrefilter, type Prefilter } from "../../prefilter/automaton.ts";
import { type GitleaksAllowlist, type GitleaksConfig, type GitleaksRule, gitleaksConfig } from "./config.ts";

/** What lets a match pass. */
export interface CompiledAllowlist {
  readonly all: boolean;
  readonly paths: readonly RE2JS[];
  readonly regexes: readonly RE2JS[];
  readonly target: GitleaksAllowlist["regexTarget"];
  /** Lower case. */
  readonly stopwords: readonly string[];
  /** Ids of the rules it is for; all where empty. */
  readonly rules: readonly string[];
}

export interface CompiledGitleaksRule {
  readonly id: string;
  readonly title: string;
  readonly pattern: RE2JS;
  readonly path: RE2JS | undefined;
  readonly secretGroup: number;
  readonly entropy: number;
  readonly allowlists: readonly CompiledAllowlist[];
}

/** A configuration of gitleaks, ready to run. */
export interface GitleaksRules {
  readonly rules: readonly CompiledGitleaksRule[];
  readonly allowlists: readonly CompiledAllowlist[];
  readonly prefilter: Prefilter;
  /** Indices of the rules behind each keyword of the prefilter. */
  readonly byKeyword: readonly (readonly number[])[];
  /** Rules without a keyword: tried on every text. */
  readonly always: readonly number[];
  /** What of the configuration has no effect here, in words. */
  readonly leftOut: readonly string[];
}

/**
 * Compiles configurations of gitleaks; later ones replace rules of earlier ones by id, as `[extend]` does. Patterns are
 * RE2 (RE2JS): no look-around, no back-references, time linear in the text.
 * @param configs parsed TOML, the base first
 * @throws TextError `rule-invalid` for data or patterns that gitleaks would refuse too
 */
export function compileGitleaksRules(configs: readonly unknown[]): GitleaksRules {
  const parsed = configs.map(parseConfig);
  const disabled = new Set(parsed.flatMap(({ extend }) => extend?.disabledRules ?? []));
  const byId = new Map<string, GitleaksRule>();
  for (const { rules } of parsed) for (const rule of rules) byId.set(rule.id, merged(byId.get(rule.id), rule));
  const leftOut: string[] = [];
  const kept: GitleaksRule[] = [];
  for (const rule of byId.values()) {
    if (disabled.has(rule.id)) continue;
    if (rule.required.length > 0)
      leftOut.push(`rule ${rule.id}: "required" (a match that needs other matches near it) is not supported; the rule is not run`);
    else if (rule.regex === undefined) leftOut.push(`rule ${rule.id} judges paths only; a text has none`);
    else if (!rule.skipReport) kept.push(rule);
  }
  const allowlists = parsed.flatMap(({ allowlist, allowlists }) => [...(allowlist === undefined ? [] : [allowlist]), ...allowlists]);
  if ([...allowlists, ...kept.flatMap(allowlistsOf)].some(({ commits }) => commits.length > 0))
    leftOut.push("allow-lists of commits: a text has none");
  return {
    rules: kept.map(compileRule),
    allowlists: allowlists.map((one) => compileAllowlist("the global allow-list", one)),
    ...keywordsOf(kept),
    leftOut,
  };
}

function parseConfig(data: unknown): GitleaksConfig {
  const parsed = gitleaksConfig.safeParse(data);
  if (!parsed.success)
    throw new TextError("rule-invalid", `The configuration of gitleaks is not valid: ${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    });
  return parsed.data;
}

/** A rule that extends one of the same id keeps what it does not state, and adds keywords and allow-lists. */
function merged(base: GitleaksRule | undefined, rule: GitleaksRule): GitleaksRule {
  if (base === undefined) return rule;
  return {
    ...base,
    ...rule,
    description: rule.description || base.description,
    regex: rule.regex ?? base.regex,
    path: rule.path ?? base.path,
    entropy: rule.entropy || base.entropy,
    secretGroup: rule.secretGroup || base.secretGroup,
    keywords: [...base.keywords, ...rule.keywords],
    allowlist: undefined,
    allowlists: [...allowlistsOf(base), ...allowlistsOf(rule)],
  };
}

function allowlistsOf({ allowlist, allowlists }: GitleaksRule): readonly GitleaksAllowlist[] {
  return allowlist === undefined ? allowlists : [allowlist, ...allowlists];
}

function compileRule(rule: GitleaksRule): CompiledGitleaksRule {
  const pattern = compilePattern(`rule ${rule.id}`, rule.regex ?? "");
  if (rule.secretGroup > pattern.groupCount())
    throw new TextError(
      "rule-invalid",
      `Rule ${rule.id} names group ${rule.secretGroup} as the secret; its pattern has ${pattern.groupCount()}.`,
    );
  return {
    id: rule.id,
    title: rule.description === "" ? rule.id : rule.description,
    pattern,
    path: rule.path === undefined ? undefined : compilePattern(`the path of rule ${rule.id}`, rule.path),
    secretGroup: rule.secretGroup,
    entropy: rule.entropy,
    allowlists: allowlistsOf(rule).map((one) => compileAllowlist(`an allow-list of rule ${rule.id}`, one)),
  };
}

function compileAllowlist(where: string, list: GitleaksAllowlist): CompiledAllowlist {
  return {
    all: list.condition === "AND" || list.condition === "&&",
    paths: list.paths.map((path) => compilePattern(where, path)),
    regexes: list.regexes.map((regex) => compilePattern(where, regex)),
    target: list.regexTarget,
    stopwords: list.stopwords.map((word) => word.toLowerCase()),
    rules: list.targetRules,
  };
}

function compilePattern(where: string, pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    throw new TextError(
      "rule-invalid",
      `The pattern of ${where} is not RE2 syntax (${cause instanceof Error ? cause.message : String(cause)}); rewrite it.`,
      {
        cause,
      },
    );
  }
}

function keywordsOf(rules: readonly GitleaksRule[]): Pick<GitleaksRules, "prefilter" | "byKeyword" | "always"> {
  const byKeyword = new Map<string, number[]>();
  const always: number[] = [];
  rules.forEach(({ keywords }, index) => {
    // A keyword that is not ASCII cannot stand in the automaton: its rule is tried on every text, which finds the same.
    const usable = keywords.map((keyword) => keyword.toLowerCase()).filter((keyword) => /^[\x01-\x7f]+$/.test(keyword));
    if (usable.length < Math.max(1, keywords.length)) always.push(index);
    else for (const keyword of usable) byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), index]);
  });
  const words = [...byKeyword.keys()].sort();
  return { prefilter: createPrefilter(words), byKeyword: words.map((word) => byKeyword.get(word) ?? []), always };
}
