import type { Json, ResourceEntry } from "@castellan/graph";
import { MANAGED_POLICIES } from "../../../knowledge/access/aws-managed-policies.ts";
import { mapOf, settingAt } from "../../rules/settings/setting.ts";
import { arnPattern, OWN_ACCOUNT, type Policy, readPolicy, type Statement } from "./policy.ts";
import { hasServerlessRole, serverlessPolicies, serverlessTrust } from "./serverless-roles.ts";

/** A user, role or group that configuration declares, with the policies that speak of it. */
export interface Principal {
  readonly kind: "user" | "role" | "group";
  readonly resource: ResourceEntry;
  readonly name: string;
  /** How it may be written in a policy. */
  readonly arns: readonly string[];
  /** What it may do, its groups' included. */
  readonly identity: readonly GrantedStatement[];
  readonly boundary?: readonly Statement[];
  /** Who may become it. */
  readonly trust: Policy;
  /** Policies of one's own that are attached: whoever changes one changes what it may do. */
  readonly ownPolicies: readonly ResourceEntry[];
  readonly groups: readonly string[];
  /** Attached policies whose text is not here. */
  readonly unread: readonly string[];
}

/** A statement with the resource that declares it. */
export interface GrantedStatement extends Statement {
  readonly source: ResourceEntry;
}

const USERS = ["aws_iam_user", "awscc_iam_user", "AWS::IAM::User"];
const ROLES = ["aws_iam_role", "awscc_iam_role", "AWS::IAM::Role"];
const GROUPS = ["aws_iam_group", "awscc_iam_group", "AWS::IAM::Group"];
const POLICIES = ["aws_iam_policy", "awscc_iam_managed_policy", "AWS::IAM::ManagedPolicy"];
/** Policies that name whom they are for. */
const GRANTS = [
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_iam_group_policy",
  "awscc_iam_role_policy",
  "awscc_iam_user_policy",
  "awscc_iam_group_policy",
  "AWS::IAM::Policy",
  "AWS::IAM::RolePolicy",
  "AWS::IAM::UserPolicy",
  "AWS::IAM::GroupPolicy",
];
const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
];
const MEMBERSHIPS = ["aws_iam_group_membership", "aws_iam_user_group_membership", "AWS::IAM::UserToGroupAddition"];

const DOCUMENT = ["policy", "policy_document", "PolicyDocument"];
const FOR: { readonly [kind in Principal["kind"]]: readonly string[] } = {
  user: ["user", "users", "user_name", "UserName", "Users"],
  role: ["role", "roles", "role_name", "RoleName", "Roles"],
  group: ["group", "groups", "group_name", "GroupName", "Groups"],
};

const known = new WeakMap<readonly ResourceEntry[], readonly Principal[]>();

/** Users, roles and groups of declared resources; read once for a list of them. Names hold within a root. */
export function principalsOf(resources: readonly ResourceEntry[]): readonly Principal[] {
  let principals = known.get(resources);
  if (principals === undefined) {
    principals = readPrincipals(resources);
    known.set(resources, principals);
  }
  return principals;
}

function readPrincipals(resources: readonly ResourceEntry[]): readonly Principal[] {
  const roots = new Map<string, ResourceEntry[]>();
  for (const resource of resources) {
    if (!(/iam/i.test(resource.type) || hasServerlessRole(resource)) || resource.external === true) continue;
    const key = `${resource.target ?? 0}|${resource.root ?? resource.file}`;
    const list = roots.get(key);
    if (list === undefined) roots.set(key, [resource]);
    else list.push(resource);
  }
  return [...roots.values()].flatMap((list) => new Root(list).principals());
}

class Root {
  readonly #byType = new Map<string, ResourceEntry[]>();
  /** Grants, attachments, policies and memberships by whom they name, for every kind of principal. */
  readonly #naming = new Map<string, ResourceEntry[]>();
  readonly #policies = new Map<string, ResourceEntry>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      push(this.#byType, resource.type, resource);
      for (const kind of ["user", "role", "group"] as const)
        for (const name of namesAt(resource, FOR[kind])) push(this.#naming, `${kind}|${name}`, resource);
    }
    for (const policy of this.#of(POLICIES))
      for (const name of [
        `\${${policy.address}.arn}`,
        `\${${policy.address}}`,
        `\${${policy.address}.id}`,
        `arn:aws:iam::${OWN_ACCOUNT}:policy${pathOf(policy)}${nameOf(policy)}`,
      ])
        this.#policies.set(name, policy);
  }

  #of(types: readonly string[]): readonly ResourceEntry[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Resources of some types that name a principal. */
  #namingIt(types: readonly string[], kind: Principal["kind"], resource: ResourceEntry): readonly ResourceEntry[] {
    const found = [nameOf(resource), `\${${resource.address}}`].flatMap((name) => this.#naming.get(`${kind}|${name}`) ?? []);
    return [...new Set(found)].filter(({ type }) => types.includes(type));
  }

  principals(): readonly Principal[] {
    const groups = this.#of(GROUPS).map((resource) => this.#principal("group", resource, []));
    const users = this.#of(USERS).map((resource) => this.#principal("user", resource, this.#groupsOf(resource, groups)));
    const roles = this.#of(ROLES).map((resource) => this.#principal("role", resource, []));
    return [...users, ...roles, ...this.#of(["AWS::Serverless::Function"]).map((resource) => this.#ofFunction(resource)), ...groups];
  }

  /** The role that SAM makes for a function, known by the function: there stands what it may do. */
  #ofFunction(resource: ResourceEntry): Principal {
    const name = `${resource.address}Role`;
    const { documents, attached, unread } = serverlessPolicies(resource);
    const named = attached.map((value) => ({ value, policy: this.#policyNamed(resource, ["Policies"], value) }));
    const limit = settingAt(resource.attributes, "PermissionsBoundary")[0];
    const boundary = limit === undefined ? undefined : this.#policyNamed(resource, ["PermissionsBoundary"], String(limit));
    return {
      kind: "role",
      resource,
      name,
      arns: [`\${${name}.Arn}`, `arn:aws:iam::${OWN_ACCOUNT}:role/${name}`],
      identity: [
        ...documents.flatMap((document) => placed(document, resource)),
        ...named.flatMap(({ policy }) => (policy === undefined ? [] : placed(policy, policy.source ?? resource))),
      ],
      ...(boundary === undefined ? {} : { boundary: boundary.statements }),
      trust: serverlessTrust(resource),
      ownPolicies: named.flatMap(({ policy }) => policy?.source ?? []),
      groups: [],
      unread: [...unread, ...named.flatMap(({ value, policy }) => (policy === undefined ? [value] : []))],
    };
  }

  #principal(kind: Principal["kind"], resource: ResourceEntry, groups: readonly Principal[]): Principal {
    const name = nameOf(resource);
    const attached = this.#attached(kind, resource);
    const boundary = settingAt(resource.attributes, ["permissions_boundary", "PermissionsBoundary"])[0];
    const limit =
      boundary === undefined ? undefined : this.#policyNamed(resource, ["permissions_boundary", "PermissionsBoundary"], String(boundary));
    const own = [...inline(resource), ...this.#granted(kind, resource), ...attached.statements];
    return {
      kind,
      resource,
      name,
      arns: [`\${${resource.address}.arn}`, `\${${resource.address}.Arn}`, `arn:aws:iam::${OWN_ACCOUNT}:${kind}${pathOf(resource)}${name}`],
      identity: [...own, ...groups.flatMap(({ identity }) => identity)],
      ...(limit === undefined ? {} : { boundary: limit.statements }),
      trust: readPolicy(whole(resource, ["assume_role_policy", "assume_role_policy_document", "AssumeRolePolicyDocument"])),
      ownPolicies: [...attached.policies, ...groups.flatMap(({ ownPolicies }) => ownPolicies)],
      groups: groups.map(({ name }) => name),
      unread: [...attached.unread, ...groups.flatMap(({ unread }) => unread)],
    };
  }

  /** Policies that stand by themselves and name it. */
  #granted(kind: Principal["kind"], resource: ResourceEntry): readonly GrantedStatement[] {
    return this.#namingIt(GRANTS, kind, resource).flatMap((grant) => placed(readPolicy(whole(grant, DOCUMENT)), grant));
  }

  #attached(
    kind: Principal["kind"],
    resource: ResourceEntry,
  ): { readonly statements: readonly GrantedStatement[]; readonly policies: readonly ResourceEntry[]; readonly unread: readonly string[] } {
    const statements: GrantedStatement[] = [];
    const policies: ResourceEntry[] = [];
    const unread: string[] = [];
    const take = (from: ResourceEntry, paths: readonly string[]): void => {
      for (const value of settingAt(from.attributes, paths)) {
        const found = this.#policyNamed(from, paths, String(value));
        if (found === undefined) unread.push(String(value));
        else {
          statements.push(...placed(found, found.source ?? from));
          if (found.source !== undefined) policies.push(found.source);
        }
      }
    };
    for (const attachment of this.#namingIt(ATTACHMENTS, kind, resource)) take(attachment, ["policy_arn", "policy_arns"]);
    take(resource, ["managed_policy_arns", "ManagedPolicyArns"]);
    for (const policy of this.#namingIt(POLICIES, kind, resource)) {
      statements.push(...placed(readPolicy(whole(policy, DOCUMENT)), policy));
      policies.push(policy);
    }
    return { statements, policies, unread };
  }

  /** A policy of this root, or one that AWS manages. */
  #policyNamed(from: ResourceEntry, paths: readonly string[], written: string): (Policy & { readonly source?: ResourceEntry }) | undefined {
    // As CDK writes every ARN, so that a template goes to any partition.
    const value = written.replace("${AWS::Partition}", "aws");
    const referred = value.includes("${") ? referredAt(from, paths) : [];
    const declared =
      this.#policies.get(/^arn:/.test(value) ? arnPattern(value) : value) ??
      referred.map((address) => this.#policies.get(`\${${address}}`)).find((policy) => policy !== undefined);
    if (declared !== undefined) return { ...readPolicy(whole(declared, DOCUMENT)), source: declared };
    const managed = MANAGED_POLICIES[/:policy\/(?:[\w-]+\/)*([\w-]+)$/.exec(value)?.[1] ?? ""];
    return managed === undefined || !/^arn:[^:]*:iam::aws:/.test(value) ? undefined : readPolicy({ Statement: managed });
  }

  #groupsOf(user: ResourceEntry, groups: readonly Principal[]): readonly Principal[] {
    const memberships = this.#namingIt(MEMBERSHIPS, "user", user);
    return groups.filter(
      ({ resource }) =>
        names(user, ["groups", "Groups"], resource) || memberships.some((membership) => names(membership, FOR.group, resource)),
    );
  }
}

function nameOf({ attributes, address }: ResourceEntry): string {
  const [name] = settingAt(attributes, [
    "name",
    "role_name",
    "user_name",
    "group_name",
    "managed_policy_name",
    "RoleName",
    "UserName",
    "GroupName",
    "ManagedPolicyName",
  ]);
  return typeof name === "string" && name !== "" ? name : (address.split(".").at(-1) ?? address);
}

function pathOf({ attributes }: ResourceEntry): string {
  const [path] = settingAt(attributes, ["path", "Path"]);
  return typeof path === "string" && path.startsWith("/") ? path : "/";
}

/** A setting as it stands, a list or an object with it. */
function whole({ attributes }: ResourceEntry, names: readonly string[]): Json | undefined {
  return names.map((name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined)).find((value) => value !== undefined);
}

/** Policies that stand within the principal. */
function inline(resource: ResourceEntry): readonly GrantedStatement[] {
  return ["inline_policy", "policies", "Policies"].flatMap((name) => {
    const list = whole(resource, [name]);
    return (Array.isArray(list) ? list : []).flatMap((item: Json) => {
      const map = mapOf(item);
      const document = map?.["policy"] ?? map?.["policy_document"] ?? map?.["PolicyDocument"];
      return placed(readPolicy(document), resource);
    });
  });
}

function placed({ statements }: Policy, source: ResourceEntry): readonly GrantedStatement[] {
  return statements.map((statement) => ({ ...statement, source }));
}

function names(from: ResourceEntry, paths: readonly string[], to: ResourceEntry): boolean {
  const said = namesAt(from, paths);
  return said.includes(nameOf(to)) || said.includes(`\${${to.address}}`);
}

/** What some settings name: as written, and the resources that they refer to as `${address}`. */
function namesAt(from: ResourceEntry, paths: readonly string[]): readonly string[] {
  return [...settingAt(from.attributes, paths).map(String), ...referredAt(from, paths).map((address) => `\${${address}}`)];
}

function referredAt({ references = {} }: ResourceEntry, paths: readonly string[]): readonly string[] {
  return Object.entries(references).flatMap(([key, addresses]) =>
    paths.some((path) => key === path || key.startsWith(`${path}.`)) ? addresses : [],
  );
}

function push<K>(map: Map<K, ResourceEntry[]>, key: K, resource: ResourceEntry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}
