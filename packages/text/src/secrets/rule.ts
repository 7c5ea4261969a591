import { z } from "zod";

/** What a leaked credential of a kind lets an attacker into. */
export const secretTargets = [
  "ai-provider",
  "cloud",
  "vcs",
  "database",
  "messaging",
  "payment",
  "package-registry",
  "ci",
  "monitoring",
  "identity",
  "storage",
  "network",
  "crypto",
  "saas",
  "unknown",
] as const;
export type SecretTarget = (typeof secretTargets)[number];

/** Ways to find a secret: by its own form, by the name it is assigned to, or by structure (code). */
const secretMethods = ["token", "assigned", "structure"] as const;
export const secretSeverities = ["critical", "high", "medium", "low"] as const;
const secretChecks = ["none", "github-crc32", "mixed-case-and-digit", "not-natural", "has-digit", "openai-marker"] as const;

export const secretConfidences = ["certain", "likely", "possible"] as const;
export type SecretConfidence = (typeof secretConfidences)[number];

/** One kind of secret, as data. */
export interface SecretRule {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly opens: SecretTarget;
  readonly severity: (typeof secretSeverities)[number];
  readonly method: (typeof secretMethods)[number];
  /** `token`: text inside the secret; `assigned`: text inside the name; `structure`: text that starts the recogniser. */
  readonly keywords: readonly string[];
  /** Forms of the secret (`form.ts`); empty for structures. */
  readonly forms: readonly string[];
  /** `token`: how many code units may stand between the start of the secret and the keyword. */
  readonly lead: number;
  /** Text that must stand within 400 code units of the secret (lower case, any of); empty for none. */
  readonly near: readonly string[];
  /** `assigned`: the name must hold a word that ends in one of these; empty for any name. */
  readonly heads: readonly string[];
  /** Least Shannon entropy of the part behind the fixed prefix, bits per code unit. */
  readonly entropy: number;
  readonly confidence: SecretConfidence;
  /** The named test of `checks.ts`. */
  readonly check: (typeof secretChecks)[number];
  /** What to do when it leaked, in one sentence. */
  readonly revoke: string;
}

/** Validates a rule; the built-in catalogue is checked against it by a test. */
export const secretRuleSchema: z.ZodType<SecretRule> = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(3),
  vendor: z.string().min(1),
  opens: z.enum(secretTargets),
  severity: z.enum(secretSeverities),
  method: z.enum(secretMethods),
  keywords: z.array(z.string().min(1).max(60)).min(1),
  forms: z.array(z.string()),
  lead: z.number().int().min(0).max(200),
  near: z.array(z.string()),
  heads: z.array(z.string()),
  entropy: z.number().min(0).max(6),
  confidence: z.enum(secretConfidences),
  check: z.enum(secretChecks),
  revoke: z.string().min(10),
});
