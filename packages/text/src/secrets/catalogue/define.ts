import { formPrefix } from "../form.ts";
import type { SecretRule, SecretTarget } from "../rule.ts";

/** Who issues a family of secrets, what they open, and where they are revoked. */
interface Issuer {
  readonly vendor: string;
  readonly opens: SecretTarget;
  /** Page or command that revokes. */
  readonly revokeAt: string;
}

/** What may differ from the defaults of a row. */
type RowOptions = Partial<Pick<SecretRule, "keywords" | "lead" | "near" | "heads" | "entropy" | "confidence" | "check" | "severity">>;

type Row = (issuer: Issuer) => SecretRule;

/** All rows of one issuer. */
export function issuer(vendor: string, opens: SecretTarget, revokeAt: string, rows: readonly Row[]): SecretRule[] {
  return rows.map((row) => row({ vendor, opens, revokeAt }));
}

/** A secret that its own form gives away; the keyword is the fixed prefix unless stated. */
export function token(id: string, title: string, forms: string | readonly string[], options: RowOptions = {}): Row {
  const list = typeof forms === "string" ? [forms] : forms;
  return (by) => ({ ...base(id, title, by, list), method: "token", keywords: keywordsOf(list), ...options });
}

/** A secret without a form of its own: known by the vendor's word in the name it is assigned to. */
export function assigned(
  id: string,
  title: string,
  keywords: readonly string[],
  forms: string | readonly string[],
  options: RowOptions = {},
): Row {
  const list = typeof forms === "string" ? [forms] : forms;
  return (by) => ({ ...base(id, title, by, list), method: "assigned", keywords: [...keywords], ...options });
}

/** A secret that code recognises (`structures.ts`, under the same id). */
export function structure(id: string, title: string, keywords: readonly string[], options: RowOptions = {}): Row {
  return (by) => ({ ...base(id, title, by, []), method: "structure", keywords: [...keywords], entropy: 0, ...options });
}

function base(id: string, title: string, by: Issuer, forms: readonly string[]): Omit<SecretRule, "method" | "keywords"> {
  return {
    id,
    title,
    vendor: by.vendor,
    opens: by.opens,
    severity: "high",
    forms: [...forms],
    lead: 0,
    near: [],
    heads: [],
    entropy: 2.6,
    confidence: "likely",
    check: "none",
    revoke: `Revoke it at ${by.revokeAt}, issue a new one, and keep the new one out of the repository.`,
  };
}

function keywordsOf(forms: readonly string[]): string[] {
  return [...new Set(forms.map((form) => formPrefix(form).toLowerCase()))].sort();
}
