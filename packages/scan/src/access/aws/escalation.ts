import { AWS_ESCALATIONS, type Escalation, type EscalationNeed } from "../../../knowledge/access/aws-escalations.ts";
import { type Decision, decide } from "./decide.ts";
import { NameIndex } from "./name-index.ts";
import { isEverything } from "./pattern.ts";
import { OWN_ACCOUNT } from "./policy.ts";
import { closeness } from "./principal-match.ts";
import type { GrantedStatement, Principal } from "./principals.ts";
import type { ContextValue, RequestContext } from "./request-context.ts";
import { actionFits } from "./statements.ts";

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

const administrators = new WeakMap<Principal, boolean>();

/** Whether it may do everything already; found once for a principal. */
export function isAdministrator(principal: Principal): boolean {
  let known = administrators.get(principal);
  if (known === undefined) {
    known = [
      "iam:attachrolepolicy",
      "iam:createuser",
      "s3:deletebucket",
      "ec2:terminateinstances",
      "organizations:leaveorganization",
    ].every((action) => mayAtAll(principal, action) && ask(principal, action, [ANY_NAME]).effect === "allow");
    administrators.set(principal, known);
  }
  return known;
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
  const others = new Others(principals);
  const administrators = new Set(principals.filter(isAdministrator));
  const found: EscalationFound[] = [];
  for (const principal of principals) {
    if (principal.kind === "group" || administrators.has(principal)) continue;
    for (const method of AWS_ESCALATIONS) {
      const way = attempt(principal, method, others);
      if (way !== undefined) found.push(way);
    }
  }
  // Who may become one that escalates or rules, escalates: to a fixpoint.
  const strong = new Set<Principal>([...administrators, ...found.filter(({ certain }) => certain).map(({ principal }) => principal)]);
  const perhaps = new Set<Principal>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const principal of principals) {
      if (principal.kind === "group" || strong.has(principal)) continue;
      const way = becoming(principal, others, strong);
      if (way === undefined || (!way.certain && perhaps.has(principal))) continue;
      found.push(way);
      if (way.certain) {
        strong.add(principal);
        grown = true;
      } else perhaps.add(principal);
    }
  }
  return found;
}

function attempt(principal: Principal, method: Escalation, others: Others): EscalationFound | undefined {
  if (method.kinds !== undefined && !method.kinds.some((kind) => kind === principal.kind)) return undefined;
  const parts = method.needs.map((need) => fulfilled(principal, need, method, others));
  if (parts.some(({ effect }) => effect === "deny")) return undefined;
  return {
    principal,
    id: method.id,
    how: method.how,
    certain: parts.every(({ effect }) => effect === "allow"),
    by: placedOnly(parts.flatMap(({ by }) => by)),
  };
}

function fulfilled(principal: Principal, need: EscalationNeed, method: Escalation, others: Others): Decision {
  const passedTo: ContextValue = method.service === undefined ? "absent" : { values: [method.service] };
  const context: RequestContext = { "iam:passedtoservice": passedTo, ...identityContext(principal) };
  let best: Decision = { effect: "deny", by: [] };
  for (const written of need.actions) {
    const action = written.toLowerCase();
    // Most may not do it to anything: nobody has to look what there is.
    if (!mayAtAll(principal, action)) continue;
    for (const resource of targets(principal, need, method, action, others)) {
      const decision = ask(principal, action, resource, context);
      if (decision.effect === "allow") return decision;
      if (decision.effect === "unknown") best = decision;
    }
  }
  return best;
}

/** Whether some statement allows an action, on whatever it may be. */
export function mayAtAll({ identity }: Principal, action: string): boolean {
  return identity.some((statement) => statement.effect === "Allow" && actionFits(statement, action));
}

/** The resources, each by its names, on which one permission is enough: whatever it is called, then those that policies reach. */
function targets(
  principal: Principal,
  need: EscalationNeed,
  method: Escalation,
  action: string,
  others: Others,
): readonly (readonly string[])[] {
  const name = (kind: string): readonly string[] => [`arn:aws:iam::${OWN_ACCOUNT}:${kind}/${ANY_NAME}`];
  const reached = (kind: Principal["kind"], itself: boolean): readonly (readonly string[])[] =>
    others.reachedBy(principal, action, kind).flatMap((each) => (each === principal && !itself ? [] : [each.arns]));
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
      return [name("user"), ...reached("user", false)];
    case "itself":
      return [principal.arns];
    case "own-group":
    case "any-group":
      return [name("group"), ...reached("group", false)];
    case "any-role":
      return [name("role"), ...reached("role", true)];
    case "service-role":
      return [
        name("role"),
        ...others
          .reachedBy(principal, action, "role")
          .flatMap((each) => (each !== principal && others.serves(each, method.service ?? "") ? [each.arns] : [])),
      ];
    case "any":
      return [[ANY_NAME]];
  }
}

/** Principals of a root, looked up by what policies and trusts name. */
class Others {
  readonly #byKind: ReadonlyMap<Principal["kind"], { readonly list: readonly Principal[]; readonly index: NameIndex<Principal> }>;
  readonly #order: ReadonlyMap<Principal, number>;
  readonly #services = new Map<string, ReadonlySet<Principal>>();
  /** Roles by the principals that their trust names. */
  readonly #trusting = new Map<string, Principal[]>();
  /** Roles that trust an account, everybody, or whom only a deployment knows. */
  readonly #wide: ReadonlySet<Principal>;

  constructor(principals: readonly Principal[]) {
    this.#order = new Map(principals.map((principal, at) => [principal, at]));
    this.#byKind = new Map(
      (["user", "role", "group"] as const).map((kind) => {
        const list = principals.filter((each) => each.kind === kind);
        return [kind, { list, index: new NameIndex(list, ({ arns }) => arns) }];
      }),
    );
    const wide = new Set<Principal>();
    for (const role of this.#byKind.get("role")?.list ?? []) {
      for (const value of namedIn(role)) {
        const list = this.#trusting.get(value);
        if (list === undefined) this.#trusting.set(value, [role]);
        else list.push(role);
      }
      if (namedIn(role).some((value) => value === "*" || value === "" || value.includes("${") || /:root$|^\d{12}$/.test(value)))
        wide.add(role);
    }
    this.#wide = wide;
  }

  /** Those that the statements of a principal reach with an action by more than a pattern for everything. */
  reachedBy({ identity }: Principal, action: string, kind: Principal["kind"]): readonly Principal[] {
    const { list, index } = this.#byKind.get(kind) ?? { list: [], index: undefined };
    const found = new Set<Principal>();
    for (const statement of identity) {
      const { effect, resources } = statement;
      // All but some: whoever is not left out is reached as any name is.
      if (effect !== "Allow" || resources === undefined || !actionFits(statement, action)) continue;
      for (const pattern of resources) if (!isEverything(pattern)) for (const each of index?.reachedBy(pattern) ?? []) found.add(each);
    }
    return found.size === list.length ? list : [...found].sort((a, b) => this.#at(a) - this.#at(b));
  }

  serves(role: Principal, service: string): boolean {
    let roles = this.#services.get(service);
    if (roles === undefined) {
      const list = this.#byKind.get("role")?.list ?? [];
      roles = new Set(list.filter(({ trust }) => trust.statements.some(({ principals }) => trusts(principals, service))));
      this.#services.set(service, roles);
    }
    return roles.has(role);
  }

  /** Roles that a principal may be able to assume, in their order. */
  assumableBy(principal: Principal): readonly Principal[] {
    const named = principal.arns.flatMap((arn) => this.#trusting.get(arn) ?? []);
    const own = reachesAny(principal, ASSUME)
      ? this.#wide
      : this.reachedBy(principal, ASSUME, "role").filter((role) => this.#wide.has(role));
    return [...new Set([...named, ...(this.#trusting.get("*") ?? []), ...own])].sort((a, b) => this.#at(a) - this.#at(b));
  }

  #at(principal: Principal): number {
    return this.#order.get(principal) ?? 0;
  }
}

const ASSUME = "sts:assumerole";

/** Whether some statement allows an action on everything, or on all but some. */
function reachesAny({ identity }: Principal, action: string): boolean {
  return identity.some(
    (statement) =>
      statement.effect === "Allow" &&
      actionFits(statement, action) &&
      (statement.resources === undefined || statement.resources.some(isEverything)),
  );
}

function namedIn({ trust }: Principal): readonly string[] {
  return trust.statements.flatMap(({ effect, principals = [] }) =>
    effect === "Allow" ? principals.flatMap(({ type, value }) => (type === "AWS" || type === "*" ? [type === "*" ? "*" : value] : [])) : [],
  );
}

function trusts(principals: readonly { readonly type: string; readonly value: string }[] | undefined, service: string): boolean {
  return (
    principals?.some(({ type, value }) => type === "Service" && (value === service || value.startsWith(`${service.split(".")[0]}.`))) ===
    true
  );
}

/** Roles that it may take on, of which one is strong. */
function becoming(principal: Principal, others: Others, strong: ReadonlySet<Principal>): EscalationFound | undefined {
  for (const target of others.assumableBy(principal)) {
    if (target === principal || !strong.has(target)) continue;
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
