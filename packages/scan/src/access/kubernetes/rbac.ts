/*
 * Role-based access control of Kubernetes, as its authorizer decides (kubernetes/kubernetes, pkg/registry/rbac/validation
 * and pkg/apis/rbac/v1/evaluation_helpers.go; "Using RBAC Authorization", kubernetes.io/docs/reference/access-authn-authz/rbac,
 * the helpers read 2026-11-23), in three values: a text that only a deployment knows may or may not be what is asked for.
 */

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values: readonly string[];
}

export interface Role {
  readonly kind: "Role" | "ClusterRole";
  readonly name: string;
  readonly namespace?: string;
  readonly rules: readonly PolicyRule[];
  readonly labels?: { readonly [key: string]: string };
  /** Selectors of an aggregation rule: each a list of requirements, all of which must hold. */
  readonly gathers?: readonly (readonly Requirement[])[];
}

export interface Subject {
  readonly kind: "User" | "Group" | "ServiceAccount";
  readonly name: string;
  readonly namespace?: string;
}

export interface Binding {
  readonly kind: "RoleBinding" | "ClusterRoleBinding";
  readonly name: string;
  readonly namespace?: string;
  readonly role: { readonly kind: "Role" | "ClusterRole"; readonly name: string };
  readonly subjects: readonly Subject[];
}

export interface ClusterUser {
  readonly name?: string;
  readonly groups: readonly string[];
}

/** A resource is asked for in a namespace, or in the cluster as a whole; a path by its URL. */
export type ClusterRequest =
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource?: string;
      readonly name?: string;
      readonly namespace?: string;
    }
  | { readonly verb: string; readonly url: string };

export type Truth = "yes" | "no" | "unknown";

/** A rule that a user holds: in a namespace, or everywhere. */
export interface HeldRule<B extends Binding = Binding, R extends Role = Role> {
  readonly rule: PolicyRule;
  readonly namespace?: string;
  readonly binding: B;
  readonly role: R;
  /** "unknown": whether the binding is the user's, or of this role, depends on what was not read. */
  readonly held: "yes" | "unknown";
}

/** Only a deployment knows the text: a value of a chart, a variable. */
export function isOpenText(text: string): boolean {
  return text.includes("{{") || text.includes("${");
}

/** Whether two texts name the same; an open text is itself, and may be any other. */
export function same(a: string, b: string): Truth {
  return a === b ? "yes" : isOpenText(a) || isOpenText(b) ? "unknown" : "no";
}

export function every(...truths: readonly Truth[]): Truth {
  return truths.includes("no") ? "no" : truths.includes("unknown") ? "unknown" : "yes";
}

export function some(truths: readonly Truth[]): Truth {
  return truths.includes("yes") ? "yes" : truths.includes("unknown") ? "unknown" : "no";
}

const anyOf = (list: readonly string[], value: string): Truth => some(list.map((each) => (each === "*" ? "yes" : same(each, value))));

/** Whether a rule lets a request through. */
export function ruleAllows(rule: PolicyRule, request: ClusterRequest): Truth {
  const verb = anyOf(rule.verbs, request.verb);
  if (verb === "no") return "no";
  if ("url" in request) return every(verb, some(rule.urls.map((url) => urlMatches(url, request.url))));
  const { group, resource, subresource = "", name = "" } = request;
  const names = rule.names.length === 0 ? "yes" : some(rule.names.map((each) => same(each, name)));
  return every(verb, anyOf(rule.groups, group), some(rule.resources.map((each) => resourceMatches(each, resource, subresource))), names);
}

function resourceMatches(written: string, resource: string, subresource: string): Truth {
  if (written === "*") return "yes";
  const whole = subresource === "" ? resource : `${resource}/${subresource}`;
  const exact = same(written, whole);
  return subresource !== "" && written === `*/${subresource}` ? "yes" : exact;
}

function urlMatches(written: string, url: string): Truth {
  if (written === "*" || written === url) return "yes";
  if (isOpenText(written)) return "unknown";
  return written.endsWith("*") && url.startsWith(written.replace(/\*{1,1000}$/, "")) ? "yes" : "no";
}

/** Whether a subject of a binding is the user. */
export function subjectIs(subject: Subject, user: ClusterUser, bindingNamespace: string | undefined): Truth {
  if (subject.kind === "Group") return some(user.groups.map((group) => same(subject.name, group)));
  if (user.name === undefined) return "no";
  if (subject.kind === "User") return same(subject.name, user.name);
  const namespace = subject.namespace === undefined || subject.namespace === "" ? bindingNamespace : subject.namespace;
  const account = accountOf(user.name);
  if (namespace === undefined || namespace === "" || account === undefined) return "no";
  return every(same(namespace, account.namespace), same(subject.name, account.name));
}

const ACCOUNT = "system:serviceaccount:";

/** The name that a service account has as a user. */
export function accountUser(namespace: string, name: string): string {
  return `${ACCOUNT}${namespace}:${name}`;
}

/** The account behind a user's name; names of accounts have no colon. */
function accountOf(user: string): { readonly namespace: string; readonly name: string } | undefined {
  if (!user.startsWith(ACCOUNT)) return undefined;
  const rest = user.slice(ACCOUNT.length);
  const colon = rest.lastIndexOf(":");
  return colon < 0 ? undefined : { namespace: rest.slice(0, colon), name: rest.slice(colon + 1) };
}

/** A service account with the groups that it is in by itself. */
export function accountAsUser(namespace: string, name: string): ClusterUser {
  return {
    name: accountUser(namespace, name),
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
  };
}

/** Rules of a role with those that it gathers: what a controller writes into it replaces its own. */
export function rulesOf<R extends Role>(role: R, roles: readonly R[]): readonly PolicyRule[] {
  if (role.gathers === undefined) return role.rules;
  const rules: PolicyRule[] = [];
  const seen = new Set<R>([role]);
  const open: R[] = [role];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each.gathers === undefined) {
      rules.push(...each.rules);
      continue;
    }
    for (const other of roles) {
      if (other.kind !== "ClusterRole" || seen.has(other) || !each.gathers.some((selector) => selects(selector, other.labels ?? {})))
        continue;
      seen.add(other);
      open.push(other);
    }
  }
  return rules;
}

function selects(requirements: readonly Requirement[], labels: { readonly [key: string]: string }): boolean {
  return requirements.every(({ key, operator, values }) => {
    const has = Object.hasOwn(labels, key);
    const among = has && values.includes(labels[key] ?? "");
    return operator === "In" ? among : operator === "NotIn" ? !among : operator === "Exists" ? has : !has;
  });
}

/** Every rule that a user holds, by each binding that is theirs. */
export function heldRules<B extends Binding, R extends Role>(
  user: ClusterUser,
  bindings: readonly B[],
  rolesFor: (binding: B) => readonly { readonly role: R; readonly rules: readonly PolicyRule[]; readonly is: "yes" | "unknown" }[],
): readonly HeldRule<B, R>[] {
  return bindings.flatMap((binding) => {
    const bound = some(binding.subjects.map((subject) => subjectIs(subject, user, binding.namespace)));
    if (bound === "no") return [];
    return rolesFor(binding).flatMap(({ role, rules, is }) =>
      rules.map(
        (rule): HeldRule<B, R> => ({
          rule,
          binding,
          role,
          held: bound === "yes" && is === "yes" ? "yes" : "unknown",
          ...(binding.kind === "ClusterRoleBinding" ? {} : { namespace: binding.namespace ?? "" }),
        }),
      ),
    );
  });
}

/** Roles that a binding may mean: by kind, name and namespace. */
export function rolesMeant<R extends Role>(
  binding: Binding,
  roles: readonly R[],
): readonly { readonly role: R; readonly is: "yes" | "unknown" }[] {
  const { kind, name } = binding.role;
  if (binding.kind === "ClusterRoleBinding" && kind === "Role") return [];
  return roles.flatMap((role) => {
    if (role.kind !== kind) return [];
    const is = every(same(role.name, name), kind === "Role" ? same(role.namespace ?? "", binding.namespace ?? "") : "yes");
    return is === "no" ? [] : [{ role, is }];
  });
}

/** Whether rules let a request through, and which. */
export function allowedBy<H extends HeldRule>(
  held: readonly H[],
  request: ClusterRequest,
): { readonly is: Truth; readonly by: readonly H[] } {
  const sure: H[] = [];
  const open: H[] = [];
  for (const each of held) {
    const allows = ruleAllows(each.rule, request);
    if (allows === "no") continue;
    const place =
      each.namespace === undefined
        ? "yes"
        : "url" in request || request.namespace === undefined
          ? "no"
          : same(each.namespace, request.namespace);
    const is = every(allows, place, each.held);
    if (is === "yes") sure.push(each);
    else if (is === "unknown") open.push(each);
  }
  return sure.length > 0 ? { is: "yes", by: sure } : { is: open.length > 0 ? "unknown" : "no", by: open };
}
