import { choicesFor } from "./choices.ts";
import type { Statement } from "./policy.ts";
import { type Caller, type Closeness, namedBy } from "./principal-match.ts";
import { type Asked, actionFits, applies } from "./statements.ts";

/** Somebody asks to do something to something. */
export interface Request extends Asked {
  /** Who asks, for resource policies and trust. Without it principals are not looked at: policies speak of whoever asks. */
  readonly caller?: Caller;
}

/** The policies that decide, by their kind. What is not given does not restrict. */
export interface Policies {
  readonly identity: readonly Statement[];
  /** Of the resource. */
  readonly resource?: readonly Statement[];
  readonly boundary?: readonly Statement[];
  readonly session?: readonly Statement[];
  /** Service control policies of the caller's account, a list for every level of the organisation: each must allow. */
  readonly control?: readonly (readonly Statement[])[];
  /** Resource control policies of the resource's account, likewise. */
  readonly resourceControl?: readonly (readonly Statement[])[];
  /** Of the VPC endpoint that the request comes through. */
  readonly endpoint?: readonly Statement[];
  /** The resource stands in another account: both sides must allow. */
  readonly crossAccount?: boolean;
  /** A key, a trust: without a word of its own policy nobody is let in, whatever identities say. */
  readonly resourceMustAllow?: boolean;
}

export interface Decision {
  readonly effect: "allow" | "deny" | "unknown";
  /** Statements that made it so. */
  readonly by: readonly Statement[];
  /** Denials that may stop it. */
  readonly unless?: readonly Statement[];
}

/**
 * Whether a request is allowed: an explicit deny, then control policies, then the resource's policy, then identity,
 * boundary and session
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html).
 * Conditions are judged for somebody who wants the request to pass: what they may choose, they choose.
 */
export function decide(request: Request, given: Policies): Decision {
  const decision = decideOnce(request, given);
  if (decision.effect === "deny") return decision;
  const choices = choicesFor(speaking(request, given), request.context, request.resource);
  if (choices === undefined) return decision;
  // One choice has to do for all conditions together.
  let most: Decision = { effect: "deny", by: [] };
  for (const context of choices) {
    const { effect } = decideOnce({ ...request, context }, given);
    if (effect === decision.effect) return decision;
    if (effect === "unknown") most = decision.effect === "allow" ? { ...decision, effect } : decision;
  }
  return most;
}

/** Statements that may speak of the action. */
function speaking(
  request: Request,
  { identity, resource, boundary, session, control = [], resourceControl = [], endpoint }: Policies,
): readonly Statement[] {
  return [identity, resource, boundary, session, endpoint, ...control, ...resourceControl].flatMap((list) =>
    list === undefined ? [] : list.filter((statement) => actionFits(statement, request.action)),
  );
}

function decideOnce(request: Request, given: Policies): Decision {
  // Services and those who do not say who they are have no policies of their own, and no account that binds them.
  const { resource: ofResource, resourceControl = [], endpoint } = given;
  const policies: Policies = hasAccount(request)
    ? given
    : { identity: [], resource: ofResource ?? [], resourceControl, ...(endpoint === undefined ? {} : { endpoint }) };
  const { boundary, session, control = [] } = policies;
  const stopping: Statement[] = [];
  for (const list of [policies.identity, policies.resource, boundary, session, endpoint, ...control, ...resourceControl]) {
    if (list === undefined) continue;
    for (const statement of list) {
      if (statement.effect !== "Deny") continue;
      const applied = appliesTo(statement, request);
      if (applied === "yes") return { effect: "deny", by: [statement] };
      if (applied === "perhaps") stopping.push(statement);
    }
  }
  const gates = [...resourceControl, ...control, ...(endpoint === undefined ? [] : [endpoint])].map((list) => allowed(list, request).any);
  const result = least([granted(request, policies), ...gates]);
  if (result.effect === "allow" && stopping.length > 0) return { effect: "unknown", by: result.by, unless: stopping };
  return stopping.length > 0 && result.effect === "unknown" ? { ...result, unless: stopping } : result;
}

function hasAccount({ caller }: Request): boolean {
  return caller === undefined || !STRANGERS.has(caller.kind);
}

const STRANGERS: ReadonlySet<Caller["kind"]> = new Set(["service", "anonymous", "federated"]);

/** What identity and resource give together, within boundary and session. */
function granted(request: Request, { identity, resource, boundary, session, crossAccount, resourceMustAllow }: Policies): Decision {
  const limits = [boundary, session].flatMap((list) => (list === undefined ? [] : [allowed(list, request).any]));
  const own = least([allowed(identity, request).any, ...limits]);
  if (resource === undefined) return resourceMustAllow === true || crossAccount === true ? NONE : own;
  const { direct, role, any } = allowed(resource, request);
  // Nobody's own account speaks for a service, or for those who do not say who they are.
  if (!hasAccount(request)) return direct;
  if (crossAccount === true) return least([own, any]);
  return best([direct, least([role, ...limits]), resourceMustAllow === true ? least([any, own]) : own]);
}

const NONE: Decision = { effect: "deny", by: [] };
const ORDER = ["deny", "unknown", "allow"] as const;

/** The least of them, with the statements of all that had to allow. */
function least(decisions: readonly Decision[]): Decision {
  const worst = decisions.reduce((a, b) => (ORDER.indexOf(b.effect) < ORDER.indexOf(a.effect) ? b : a));
  return worst.effect === "deny" ? worst : { effect: worst.effect, by: decisions.flatMap(({ by }) => by) };
}

function best(decisions: readonly Decision[]): Decision {
  return decisions.reduce((a, b) => (ORDER.indexOf(b.effect) > ORDER.indexOf(a.effect) ? b : a));
}

/** What a list allows, by how closely it names the caller. */
interface Allowances {
  readonly direct: Decision;
  readonly role: Decision;
  readonly any: Decision;
}

function allowed(statements: readonly Statement[], request: Request): Allowances {
  const certain: { readonly statement: Statement; readonly how: Closeness }[] = [];
  const possible: { readonly statement: Statement; readonly how: Closeness }[] = [];
  for (const statement of statements) {
    if (statement.effect !== "Allow") continue;
    const how = request.caller === undefined ? "direct" : namedBy(statement, request.caller);
    if (how === "none" || how === "perhaps") continue;
    const applied = applies(statement, request);
    if (applied === "yes") certain.push({ statement, how });
    else if (applied === "perhaps") possible.push({ statement, how });
  }
  const of = (wanted: readonly Closeness[]): Decision => {
    const [sure, maybe] = [certain, possible].map((list) =>
      list.filter(({ how }) => wanted.includes(how)).map(({ statement }) => statement),
    );
    if (sure !== undefined && sure.length > 0) return { effect: "allow", by: sure };
    return maybe !== undefined && maybe.length > 0 ? { effect: "unknown", by: maybe } : NONE;
  };
  return { direct: of(["direct"]), role: of(["direct", "role"]), any: of(["direct", "role", "account"]) };
}

function appliesTo(statement: Statement, request: Request): "yes" | "perhaps" | "no" {
  const how = request.caller === undefined ? "direct" : namedBy(statement, request.caller);
  if (how === "none") return "no";
  const applied = applies(statement, request);
  return how === "perhaps" && applied === "yes" ? "perhaps" : applied;
}
