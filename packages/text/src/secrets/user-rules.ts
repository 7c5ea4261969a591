import { RE2JS } from "re2js";
import { z } from "zod";
import { TextError } from "../errors.ts";
import { shannonEntropy } from "../randomness.ts";
import type { CompiledRule } from "./engine.ts";
import { placeholderReason } from "./placeholder.ts";
import { type SecretRule, secretConfidences, secretSeverities, secretTargets } from "./rule.ts";
import type { Recogniser } from "./structures/structure.ts";

/** Code units before and behind a keyword that a user's pattern sees. */
const REACH = 256;

/** A rule from a configuration file: data only. The pattern is RE2, so it cannot take exponential time. */
export interface UserSecretRule
  extends Pick<SecretRule, "id" | "title" | "vendor" | "opens" | "severity" | "confidence" | "keywords" | "entropy" | "revoke"> {
  /** RE2 syntax; the first group, if there is one, is the secret. */
  readonly pattern: string;
}

/** Validates one own rule and fills in defaults. */
export const userSecretRuleSchema: z.ZodType<UserSecretRule> = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(3).max(200),
  vendor: z.string().max(100).default("own rule"),
  opens: z.enum(secretTargets).default("unknown"),
  severity: z.enum(secretSeverities).default("high"),
  confidence: z.enum(secretConfidences).default("likely"),
  keywords: z
    .array(z.string().regex(/^[\x20-\x7e]{2,60}$/))
    .min(1)
    .max(50),
  pattern: z.string().min(3).max(1000),
  entropy: z.number().min(0).max(6).default(0),
  revoke: z.string().default("Revoke it at its issuer, issue a new one, and keep the new one out of the repository."),
});

/**
 * Compiles the rules of a user for `createSecretEngine`. Each pattern runs only within 256 code units
 * of one of its keywords.
 * @throws TextError `rule-invalid` when the data or a pattern is not acceptable.
 */
export function compileUserSecretRules(data: unknown): CompiledRule[] {
  const parsed = z.array(userSecretRuleSchema).max(1000).safeParse(data);
  if (!parsed.success)
    throw new TextError("rule-invalid", `Own secret rules are not valid: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  return parsed.data.map(({ pattern, ...own }): CompiledRule => {
    const rule: SecretRule = { ...own, method: "structure", forms: [], lead: 0, near: [], heads: [], check: "none" };
    return { rule, forms: [], recogniser: patternRecogniser(rule, compilePattern(own.id, pattern)), generic: false };
  });
}

function compilePattern(id: string, pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    throw new TextError("rule-invalid", `The pattern of rule "${id}" is not RE2 syntax (no look-around, no back-references); rewrite it.`, {
      cause,
    });
  }
}

function patternRecogniser(rule: SecretRule, pattern: RE2JS): Recogniser {
  return (text, start, end) => {
    const from = Math.max(0, start - REACH);
    const matcher = pattern.matcher(text.slice(from, end + REACH));
    while (matcher.find()) {
      if (from + matcher.start() > start || from + matcher.end() < end) continue;
      const group = pattern.groupCount() > 0 && matcher.group(1) !== null ? 1 : 0;
      const secret = matcher.group(group) ?? "";
      if (secret === "" || shannonEntropy(secret) < rule.entropy) continue;
      const at = from + matcher.start(group);
      const example = placeholderReason(secret);
      return { start: at, end: at + secret.length, confidence: rule.confidence, shown: "", ...(example === undefined ? {} : { example }) };
    }
    return undefined;
  };
}
