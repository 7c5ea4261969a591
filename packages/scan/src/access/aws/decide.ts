import { conditionsOutcome, type RequestContext } from "./condition.ts";
import { fits, isEverything, overlap } from "./pattern.ts";
import type { PrincipalPattern, Statement } from "./policy.ts";

/** Somebody asks to do something to something. */
export interface Request {
  /** Lower case: `s3:getobject`. */
  readonly action: string;
  /** The ARNs by which the resource may be written; a statement that fits one of them fits it. */
  readonly resource: readonly string[];
  /** The ARNs of who asks, for resource policies and trust. */
  readonly principal?: readonly string[];
  readonly context: RequestContext;
}

/** The policies that decide, by their kind. What is not given does not restrict. */
export interface Policies {
  readonly identity: readonly Statement[];
  /** Of the resource. */
  readonly resource?: readonly Statement[];
  readonly boundary?: readonly Statement[];
  readonly session?: readonly Statement[];
  /** Service control policies, a list for every level of the organisation: each must allow. */
  readonly control?: readonly (readonly Statement[])[];
  /** The resource stands in another account: both sides must allow. */
  readonly crossAccount?: boolean;
}

export interface Decision {
  readonly effect: "allow" | "deny" | "unknown";
  /** Statements that made it so. */
  readonly by: readonly Statement[];
}

/**
 * Whether a request is allowed: an explicit deny, then service control policies, then the resource's policy, then
 * boundary, session and identity
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html).
 * Conditions are judged for somebody who wants the request to pass: what they may choose, they choose.
 */
export function decide(request: Request, policies: Policies): Decision {
  const all = [
    ...policies.identity,
    ...(policies.resource ?? []),
    ...(policies.boundary ?? []),
    ...(policies.session ?? []),
    ...(policies.control ?? []).flat(),
  ];
  const denied = applying("Deny", all, request);
  if (denied.certain.length > 0) return { effect: "deny", by: denied.certain };
  const sides = [policies.boundary, policies.session, ...(policies.control ?? [])].flatMap((statements) =>
    statements === undefined ? [] : [allowed(statements, request)],
  );
  const identity = allowed(policies.identity, request);
  const resource = policies.resource === undefined ? undefined : allowed(policies.resource, request);
  const granting =
    policies.crossAccount === true
      ? least([identity, resource ?? identity])
      : best([identity, ...(resource === undefined ? [] : [resource])]);
  const result = least([granting, ...sides]);
  if (result.effect === "allow" && denied.possible.length > 0) return { effect: "unknown", by: denied.possible };
  return result;
}

const ORDER = ["deny", "unknown", "allow"] as const;

function least(decisions: readonly Decision[]): Decision {
  return decisions.reduce((a, b) => (ORDER.indexOf(b.effect) < ORDER.indexOf(a.effect) ? b : a));
}

function best(decisions: readonly Decision[]): Decision {
  return decisions.reduce((a, b) => (ORDER.indexOf(b.effect) > ORDER.indexOf(a.effect) ? b : a));
}

function allowed(statements: readonly Statement[], request: Request): Decision {
  const { certain, possible } = applying("Allow", statements, request);
  if (certain.length > 0) return { effect: "allow", by: certain };
  return possible.length > 0 ? { effect: "unknown", by: possible } : { effect: "deny", by: [] };
}

/** Statements of an effect that apply, for certain or perhaps. */
function applying(
  effect: Statement["effect"],
  statements: readonly Statement[],
  request: Request,
): { readonly certain: readonly Statement[]; readonly possible: readonly Statement[] } {
  const certain: Statement[] = [];
  const possible: Statement[] = [];
  for (const statement of statements) {
    if (statement.effect !== effect || !actionFits(statement, request.action) || !resourceFits(statement, request.resource, effect))
      continue;
    if (!principalFits(statement, request.principal)) continue;
    const outcome = conditionsOutcome(statement.conditions, request.context);
    // Who wants to be let in fulfils what they can, and avoids what would stop them.
    if (outcome === "true" || (outcome === "choice" && effect === "Allow")) certain.push(statement);
    else if (outcome === "unknown") possible.push(statement);
  }
  return { certain, possible };
}

function actionFits({ actions, notActions }: Statement, action: string): boolean {
  if (actions !== undefined) return actions.some((pattern) => fits(pattern, action));
  return notActions !== undefined && !notActions.some((pattern) => fits(pattern, action));
}

/** A policy without resources is one of a resource or of trust: it speaks of its own. */
function resourceFits({ resources, notResources }: Statement, names: readonly string[], effect: Statement["effect"]): boolean {
  if (resources !== undefined)
    return effect === "Allow"
      ? resources.some((pattern) => names.some((name) => overlap(pattern, name)))
      : // A denial that reaches a part of what is asked for leaves the rest.
        resources.some((pattern) => names.some((name) => covers(pattern, name)));
  if (notResources === undefined) return true;
  return !notResources.some((pattern) => names.some((name) => covers(pattern, name)));
}

/** Every text of the narrow pattern fits the wide one; a star in the narrow one may only meet a star. */
function covers(wide: string, narrow: string): boolean {
  return isEverything(wide) || fits(wide, narrow);
}

function principalFits({ principals, notPrincipals }: Statement, names: readonly string[] | undefined): boolean {
  if (names === undefined || (principals === undefined && notPrincipals === undefined)) return true;
  if (principals !== undefined) return principals.some((pattern) => names.some((name) => namesPrincipal(pattern, name)));
  return !(notPrincipals ?? []).some((pattern) => names.some((name) => namesPrincipal(pattern, name)));
}

/** `*`, an account, a role: an account stands for everybody in it whom their own policies allow it. */
export function namesPrincipal({ type, value }: PrincipalPattern, name: string): boolean {
  if (type === "*" || value === "*") return true;
  if (type !== "AWS") return type === "Service" && value === name;
  if (value === name) return true;
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  return account !== undefined && /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(name)?.[1] === account;
}
