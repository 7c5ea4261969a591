import type { PrincipalPattern, Statement } from "./policy.ts";

/*
 * Whom a statement of a resource's policy names, and how closely: what a resource grants to a session, a user or
 * everybody is not limited by boundaries and session policies; what it grants to a role is; what it grants to an
 * account is for the account to hand on
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html,
 * …/reference_policies_elements_principal.html).
 */

/** From the closest to none. */
export const CLOSENESS = ["direct", "role", "account", "none"] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** Who asks, as policies may name them. */
export interface Caller {
  readonly kind: "user" | "role" | "federated-user" | "service" | "federated" | "account" | "anonymous";
  /** Of the user, role or service: `arn:aws:iam::1:role/x`, `lambda.amazonaws.com`, `${aws_iam_role.x.arn}`. */
  readonly names: readonly string[];
  /** Of the session of a role or a federated user: `arn:aws:sts::1:assumed-role/x/s`. */
  readonly session?: string;
  /** Number of the account, or what stands for it. */
  readonly account?: string;
}

const ACCOUNT = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::root)?$/;

/** How closely a pattern names somebody. */
export function closeness({ type, value }: PrincipalPattern, caller: Caller): Closeness {
  if (type === "*" || (type === "AWS" && value === "*")) return "direct";
  if (caller.kind === "service") return type === "Service" && caller.names.includes(value) ? "direct" : "none";
  if (caller.kind === "federated") return type === "Federated" && caller.names.includes(value) ? "direct" : "none";
  if (type !== "AWS" || caller.kind === "anonymous") return "none";
  if (value === caller.session) return "direct";
  if (caller.kind !== "account" && caller.names.includes(value))
    // A session of a user who federated is limited as the session of a role is.
    return caller.kind === "user" ? "direct" : "role";
  const account = accountOf(value);
  return account !== undefined && account === caller.account ? "account" : "none";
}

/** The account that a principal stands for as a whole. */
function accountOf(value: string): string | undefined {
  return ACCOUNT.exec(value)?.[1] ?? /^arn:[\w-]+:iam::(\$\{[^}]{1,200}\}):root$/.exec(value)?.[1];
}

/** How closely a statement names somebody; statements of identities name nobody, and speak of their own. */
export function namedBy({ effect, principals, notPrincipals }: Statement, caller: Caller): Closeness | "perhaps" {
  if (principals !== undefined) {
    const found = principals.map((pattern) => closeness(pattern, caller));
    return CLOSENESS.find((each) => found.includes(each)) ?? "none";
  }
  if (notPrincipals === undefined) return "direct";
  const found = notPrincipals.map((pattern) => closeness(pattern, caller));
  const itself = found.includes("direct") || found.includes("role");
  if (effect === "Allow") return itself || found.includes("account") ? "none" : "direct";
  // To be left out of a denial one has to be named, and one's account as well: else one might be denied
  // (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html).
  if (!itself) return "direct";
  const whole = notPrincipals.some(({ type, value }) => type === "*" || value === "*") || found.includes("account");
  return whole || caller.kind === "service" || caller.kind === "federated" || caller.account === undefined ? "none" : "perhaps";
}

/** Somebody outside, by what a policy calls them: `*`, an account, a user, a role, a session. */
export function callerNamed(value: string): Caller {
  if (value === "*") return { kind: "anonymous", names: [] };
  const account = accountOf(value);
  if (account !== undefined) return { kind: "account", names: [value], account };
  const [, , service, , number = "", rest = ""] = value.split(":", 6);
  const kind = rest.startsWith("user/") ? "user" : rest.startsWith("federated-user/") ? "federated-user" : "role";
  return { kind, names: [value], ...((service === "iam" || service === "sts") && number !== "" ? { account: number } : {}) };
}
