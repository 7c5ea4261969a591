import { z } from "zod";

/*
 * The configuration of gitleaks 8 (https://github.com/gitleaks/gitleaks, README, "Configuration"), as its TOML reads.
 * Keys that mean nothing for a text (commits) are kept in the schema, so that a file that works there is accepted here.
 */

const patterns = z.array(z.string().max(20_000)).default([]);

const allowlist = z.object({
  id: z.string().optional(),
  description: z.string().optional(),
  condition: z
    .string()
    .toUpperCase()
    .pipe(z.enum(["OR", "AND", "||", "&&"]))
    .default("OR"),
  commits: z.array(z.string()).default([]),
  paths: patterns,
  regexes: patterns,
  regexTarget: z.enum(["secret", "match", "line"]).default("secret"),
  stopwords: z.array(z.string()).default([]),
  targetRules: z.array(z.string()).default([]),
});
export type GitleaksAllowlist = z.infer<typeof allowlist>;

const rule = z.object({
  id: z.string().min(1).max(200),
  description: z.string().default(""),
  regex: z.string().max(50_000).optional(),
  path: z.string().max(20_000).optional(),
  secretGroup: z.int().min(0).max(100).default(0),
  entropy: z.number().min(0).max(8).default(0),
  keywords: z.array(z.string().max(200)).default([]),
  tags: z.array(z.string()).default([]),
  skipReport: z.boolean().default(false),
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
  required: z.array(z.unknown()).default([]),
});
export type GitleaksRule = z.infer<typeof rule>;

export const gitleaksConfig = z.object({
  title: z.string().optional(),
  extend: z
    .object({
      useDefault: z.boolean().default(false),
      path: z.string().optional(),
      disabledRules: z.array(z.string()).default([]),
    })
    .optional(),
  rules: z.array(rule).max(5000).default([]),
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
});
export type GitleaksConfig = z.infer<typeof gitleaksConfig>;
