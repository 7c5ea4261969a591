import { AWS_ESCALATIONS, type Escalation, type EscalationNeed } from "../../../knowledge/access/aws-escalations.ts";
import { type Decision, decide } from "./decide.ts";
import { fits } from "./pattern.ts";
import { OWN_ACCOUNT } from "./policy.ts";
import { closeness } from "./principal-match.ts";
import type { GrantedStatement, Principal } from "./principals.ts";
import type { ContextValue, RequestContext } from "./request-context.ts";

/** A way by which a principal comes to rights that it was not given. */
export interface EscalationFound {
  readonly principal: Principal;
  readonly id: string;
  readonly how: string;
  readonly certain: boolean;
  /** Statements that grant it. */
  readonly by: readonly GrantedStatement[];
  /** The principal that it becomes, where one is named. */
  readonly becomes?: Principal;
}

/** A name that nobody uses: only a pattern that reaches any name fits it. */
const ANY_NAME = "\u{10ffff}";
const role = (name: string): string => `arn:aws:iam::${OWN_ACCOUNT}:role/${name}`;

/** Whether it may do everything already. */
export function isAdministrator(principal: Principal): boolean {
  return ["iam:attachrolepolicy", "iam:createuser", "s3:deletebucket", "ec2:terminateinstances", "organizations:leaveorganization"].every(
    (action) => ask(principal, action, [ANY_NAME]).effect === "allow",
  );
}

const known = new WeakMap<readonly Principal[], readonly EscalationFound[]>();

/** How each principal could come to more, by what it may do itself and through roles that it may become; found once for a list of them. */
export function escalationsOf(principals: readonly Principal[]): readonly EscalationFound[] {
  let found = known.get(principals);
  if (found === undefined) {
    found = byRoot(principals).flatMap(escalationsIn);
    known.set(principals, found);
  }
  return found;
}

/** Principals of one root, in their order: those of others have nothing to do with them. */
function byRoot(principals: readonly Principal[]): readonly (readonly Principal[])[] {
  const roots = new Map<string, Principal[]>();
  for (const principal of principals) {
    const { target = 0, root, file } = principal.resource;
    const key = `${target}|${root ?? file}`;
    const list = roots.get(key);
    if (list === undefined) roots.set(key, [principal]);
    else list.push(principal);
  }
  return [...roots.values()];
}

function escalationsIn(principals: readonly Principal[]): readonly EscalationFound[] {
  const administrators = new Set(principals.filter(isAdministrator));
  const found: EscalationFound[] = [];
  for (const principal of principals) {
    if (principal.kind === "group" || administrators.has(principal)) continue;
    for (const method of AWS_ESCALATIONS) {
      const way = attempt(principal, method, principals);
      if (way !== undefined) found.push(way);
    }
  }
  // Who may become one that escalates or rules, escalates: to a fixpoint.
  const strong = new Set<Principal>([...administrators, ...found.filter(({ certain }) => certain).map(({ principal }) => principal)]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const principal of principals) {
      if (principal.kind === "group" || strong.has(principal)) continue;
      const way = becoming(principal, principals, strong);
      if (way === undefined) continue;
      found.push(way);
      if (way.certain) {
        strong.add(principal);
        grown = true;
      } else if (found.filter((each) => each.principal === principal && each.id === way.id).length > 1) found.pop();
    }
  }
  return found;
}

function attempt(principal: Principal, method: Escalation, principals: readonly Principal[]): EscalationFound | undefined {
  if (method.kinds !== undefined && !method.kinds.some((kind) => kind === principal.kind)) return undefined;
  const parts = method.needs.map((need) => fulfilled(principal, need, method, principals));
  if (parts.some(({ effect }) => effect === "deny")) return undefined;
  return {
    principal,
    id: method.id,
    how: method.how,
    certain: parts.every(({ effect }) => effect === "allow"),
    by: placedOnly(parts.flatMap(({ by }) => by)),
  };
}

function fulfilled(principal: Principal, need: EscalationNeed, method: Escalation, principals: readonly Principal[]): Decision {
  const passedTo: ContextValue = method.service === undefined ? "absent" : { values: [method.service] };
  const context: RequestContext = { "iam:passedtoservice": passedTo, ...identityContext(principal) };
  let best: Decision = { effect: "deny", by: [] };
  for (const action of need.actions) {
    // Most may not do it to anything: nobody has to look what there is.
    if (!mayAtAll(principal, action.toLowerCase())) continue;
    for (const resource of targets(principal, need, method, principals)) {
      const decision = ask(principal, action.toLowerCase(), resource, context);
      if (decision.effect === "allow") return decision;
      if (decision.effect === "unknown") best = decision;
    }
  }
  return best;
}

/** Whether some statement allows an action, on whatever it may be. */
export function mayAtAll({ identity }: Principal, action: string): boolean {
  return identity.some(
    ({ effect, actions, notActions }) =>
      effect === "Allow" &&
      (actions === undefined
        ? notActions?.some((pattern) => fits(pattern, action)) === false
        : actions.some((pattern) => fits(pattern, action))),
  );
}

/** The resources, each by its names, on which one permission is enough. */
function targets(
  principal: Principal,
  need: EscalationNeed,
  method: Escalation,
  principals: readonly Principal[],
): readonly (readonly string[])[] {
  const others = (kind: Principal["kind"]): readonly Principal[] => principals.filter((each) => each.kind === kind && each !== principal);
  const name = (kind: string): readonly string[] => [`arn:aws:iam::${OWN_ACCOUNT}:${kind}/${ANY_NAME}`];
  switch (need.on) {
    case "attached-policy":
      return [
        ...principal.ownPolicies.map((policy) => [
          `\${${policy.address}.arn}`,
          `arn:aws:iam::${OWN_ACCOUNT}:policy/${String(policy.attributes["name"] ?? policy.attributes["ManagedPolicyName"] ?? policy.address.split(".").at(-1))}`,
        ]),
        name("policy"),
      ];
    case "another-user":
      return [...others("user").map(({ arns }) => arns), name("user")];
    case "itself":
      return [principal.arns];
    case "own-group":
    case "any-group":
      return [...others("group").map(({ arns }) => arns), name("group")];
    case "any-role":
      return [...principals.filter((each) => each.kind === "role").map(({ arns }) => arns), name("role")];
    case "service-role":
      return [
        ...others("role")
          .filter(({ trust }) => trust.statements.some((statement) => trusts(statement.principals, method.service ?? "")))
          .map(({ arns }) => arns),
        [role(ANY_NAME)],
      ];
    case "any":
      return [[ANY_NAME]];
  }
}

function trusts(principals: readonly { readonly type: string; readonly value: string }[] | undefined, service: string): boolean {
  return (
    principals?.some(({ type, value }) => type === "Service" && (value === service || value.startsWith(`${service.split(".")[0]}.`))) ===
    true
  );
}

/** Roles that it may take on, of which one is strong. */
function becoming(principal: Principal, principals: readonly Principal[], strong: ReadonlySet<Principal>): EscalationFound | undefined {
  for (const target of principals) {
    if (target.kind !== "role" || target === principal || !strong.has(target)) continue;
    const trust = trustOf(target, principal);
    if (trust === "no") continue;
    const own = ask(principal, "sts:assumerole", target.arns);
    // A trust that names the principal itself needs no permission of it in the same account.
    const effect = trust === "itself" ? "allow" : own.effect;
    if (effect === "deny") continue;
    return {
      principal,
      id: "assume-role",
      how: `becomes ${target.resource.address}`,
      certain: effect === "allow" && trust !== "perhaps",
      by: placedOnly(own.by),
      becomes: target,
    };
  }
  return undefined;
}

function trustOf(target: Principal, by: Principal): "itself" | "account" | "perhaps" | "no" {
  let best: "account" | "perhaps" | "no" = "no";
  for (const { effect, principals = [] } of target.trust.statements) {
    if (effect !== "Allow") continue;
    for (const pattern of principals) {
      const near = closeness(pattern, { kind: "role", names: by.arns });
      if (near === "direct" || near === "role") return "itself";
      if (pattern.type !== "AWS") continue;
      if (/:root$|^\d{12}$/.test(pattern.value)) best = "account";
      else if ((pattern.value === "" || pattern.value.includes("${")) && best === "no") best = "perhaps";
    }
  }
  return best;
}

function ask(
  principal: Principal,
  action: string,
  resource: readonly string[],
  context: RequestContext = identityContext(principal),
): Decision {
  return decide(
    { action, resource, context },
    { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
  );
}

function identityContext({ kind, name, arns }: Principal): RequestContext {
  return {
    "aws:principaltype": { values: [kind === "user" ? "User" : "AssumedRole"] },
    "aws:principalarn": { values: [arns.at(-1) ?? ""] },
    ...(kind === "user" ? { "aws:username": { values: [name] } } : {}),
  };
}

function placedOnly(statements: Decision["by"]): readonly GrantedStatement[] {
  return statements.filter((statement): statement is GrantedStatement => "source" in statement);
}
