import { ProtectError } from "../errors.ts";
import { ALPHABETS, FormatMask } from "./format-preserving.ts";
import { beginningOf, periodOf, rangeOf } from "./generalise.ts";
import { derivedKey, tokenOf } from "./keys.ts";
import type { MaskingPolicy, MaskingRule } from "./policy.ts";
import type { Taxonomy } from "./taxonomy.ts";
import type { Vault } from "./vault.ts";

/** How one column comes out. */
export type ColumnMask = { readonly kind: "keep" } | { readonly kind: "drop" } | { readonly kind: "change"; change(value: string): string };

type TextRule = Extract<MaskingRule, { mask: "text" }>;

/** What masking needs besides the policy. */
export interface MaskingTools {
  readonly key?: Uint8Array | undefined;
  readonly vault?: Vault | undefined;
  /** By the name of the file in the policy. */
  readonly taxonomies: ReadonlyMap<string, Taxonomy>;
  /** Masks what a detector finds in free text. */
  text(detect: TextRule["detect"]): (value: string) => string;
}

const REDACTED = "***";
const KEEP: ColumnMask = { kind: "keep" };
const DROP: ColumnMask = { kind: "drop" };

/** Whether a policy cannot be followed without a key, or without a vault. */
export function needsOf({ columns }: MaskingPolicy): { readonly key: boolean; readonly vault: boolean } {
  const rules = Object.values(columns);
  const vault = rules.some((rule) => rule.mask === "token" && rule.reversible);
  return { key: vault || rules.some(({ mask }) => mask === "token" || mask === "format"), vault };
}

function keyOf({ key }: MaskingTools, policy: MaskingPolicy, use: string, domain: string): Uint8Array {
  if (key === undefined) throw new ProtectError("KEY_MISSING", "The policy masks with tokens or in form, which needs a key: --key FILE.");
  return derivedKey(key, use, policy.dataset, domain);
}

function formatOf(rule: Extract<MaskingRule, { mask: "format" }>, column: string, policy: MaskingPolicy, tools: MaskingTools): FormatMask {
  const domain = rule.domain ?? column;
  return new FormatMask(keyOf(tools, policy, "format", domain), Buffer.from(domain), {
    alphabet: typeof rule.alphabet === "string" ? ALPHABETS[rule.alphabet] : rule.alphabet.characters,
    luhn: rule.luhn,
    keepFirst: rule["keep-first"],
    keepLast: rule["keep-last"],
  });
}

/** Values that do not have the form are refused or redacted, as the rule says; they are never quoted. */
function orMisfit(misfit: "refuse" | "redact", why: string, change: (value: string) => string | undefined): ColumnMask {
  return {
    kind: "change",
    change: (value) => {
      let changed: string | undefined;
      try {
        changed = change(value);
      } catch (error) {
        if (!(error instanceof ProtectError) || error.code !== "FORMAT_INVALID" || misfit === "refuse") throw error;
      }
      if (changed !== undefined) return changed;
      if (misfit === "redact") return REDACTED;
      throw new ProtectError("FORMAT_INVALID", `a value is ${why}; set misfit: redact to have such values redacted`);
    },
  };
}

function maskOf(rule: MaskingRule, column: string, policy: MaskingPolicy, tools: MaskingTools): ColumnMask {
  switch (rule.mask) {
    case "keep":
      return KEEP;
    case "drop":
      return DROP;
    case "redact":
      return { kind: "change", change: () => rule.with };
    case "token": {
      const domain = rule.domain ?? column;
      const key = keyOf(tools, policy, "token", domain);
      const vault = rule.reversible ? tools.vault : undefined;
      if (rule.reversible && vault === undefined) throw new ProtectError("OPTION_INVALID", `${column}: reversible tokens need a vault.`);
      return {
        kind: "change",
        change: (value) => {
          const token = rule.prefix + tokenOf(key, value);
          vault?.put(token, domain, value);
          return token;
        },
      };
    }
    case "format": {
      const format = formatOf(rule, column, policy, tools);
      return orMisfit(rule.misfit, "", (value) => format.mask(value));
    }
    case "range":
      return orMisfit(rule.misfit, "no number", (value) => rangeOf(value, rule));
    case "date":
      return orMisfit(rule.misfit, `no date (${rule.form})`, (value) => periodOf(value, rule.to, rule.form));
    case "prefix":
      return { kind: "change", change: (value) => beginningOf(value, rule.keep, rule.fill) };
    case "taxonomy": {
      const taxonomy = tools.taxonomies.get(rule.file);
      if (taxonomy === undefined) throw new ProtectError("FILE_MISSING", `${column}: the taxonomy ${rule.file} was not read.`);
      return orMisfit(rule.misfit, `not in ${rule.file}, or that has no level ${rule.level}`, (value) => taxonomy(value, rule.level));
    }
    case "text":
      return { kind: "change", change: tools.text(rule.detect) };
  }
}

function ruleOf(policy: MaskingPolicy, column: string): MaskingRule {
  const named = Object.hasOwn(policy.columns, column) ? policy.columns[column] : undefined;
  if (named !== undefined) return named;
  if (policy.default === "refuse")
    throw new ProtectError("OPTION_INVALID", `The policy does not say what becomes of column ${column}; name it, or set default: drop.`);
  return policy.default === "redact" ? { mask: "redact", with: REDACTED } : { mask: policy.default };
}

/** The mask of a column, made once. @throws ProtectError OPTION_INVALID where the policy does not say what becomes of it */
export function columnMasks(policy: MaskingPolicy, tools: MaskingTools): (column: string) => ColumnMask {
  const known = new Map<string, ColumnMask>();
  return (column) => {
    let mask = known.get(column);
    if (mask === undefined) known.set(column, (mask = maskOf(ruleOf(policy, column), column, policy, tools)));
    return mask;
  };
}

/**
 * The way back, for columns that have one: tokens that are in the vault, and what was masked in form. All others stay as
 * they are.
 */
export function columnUnmasks(policy: MaskingPolicy, tools: MaskingTools): (column: string) => ColumnMask {
  const of = (column: string): ColumnMask => {
    const rule = Object.hasOwn(policy.columns, column) ? policy.columns[column] : undefined;
    if (rule?.mask === "format") {
      const format = formatOf(rule, column, policy, tools);
      return { kind: "change", change: (value) => (rule.misfit === "redact" && value === REDACTED ? value : format.unmask(value)) };
    }
    const { vault } = tools;
    if (rule?.mask !== "token" || !rule.reversible || vault === undefined) return KEEP;
    return {
      kind: "change",
      change: (token) => {
        const value = vault.get(token, rule.domain ?? column);
        if (value === undefined) throw new ProtectError("FORMAT_INVALID", "a token is not in the vault");
        return value;
      },
    };
  };
  const known = new Map<string, ColumnMask>();
  return (column) => {
    let mask = known.get(column);
    if (mask === undefined) known.set(column, (mask = of(column)));
    return mask;
  };
}

/** Columns whose values can be had back. */
export function reversibleColumns({ columns }: MaskingPolicy): readonly string[] {
  return Object.entries(columns)
    .filter(([, rule]) => rule.mask === "format" || (rule.mask === "token" && rule.reversible))
    .map(([column]) => column)
    .sort();
}
