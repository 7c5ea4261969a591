import { AWS_ESCALATIONS } from "../../../knowledge/access/aws-escalations.ts";
import type { AccessPrincipal } from "../grant.ts";
import { decide } from "./decide.ts";
import { conditionsOf } from "./describe.ts";
import { mayAtAll } from "./escalation.ts";
import { OWN_ACCOUNT, type Statement } from "./policy.ts";
import { callerNamed, closeness } from "./principal-match.ts";
import type { GrantedStatement, Principal } from "./principals.ts";
import { arnsFor, powerRowOf, rootOf } from "./resource-names.ts";
import type { AwsWorld } from "./world.ts";

/** One move by which somebody comes to act as a role. */
export interface Becoming {
  /** A principal that is declared, or somebody else. */
  readonly who: Principal | AccessPrincipal;
  readonly via: string;
  readonly by: readonly Statement[];
  readonly certain: boolean;
  readonly conditions: readonly string[];
}

/** Who may come to act as a role: by its trust, by what runs with it, by passing it to a service. */
export function whoBecomes(role: Principal, world: AwsWorld): readonly Becoming[] {
  const trust = world.ownForms(role.trust.statements.map((statement): GrantedStatement => ({ ...statement, source: role.resource })));
  const found: Becoming[] = world.carriers
    .of(role.resource)
    .map(({ principal, via }) => ({ who: principal, via, by: [], certain: true, conditions: [] }));
  found.push(...byTrust(role, trust, world), ...outside(trust, world), ...byPassing(role, world), ...byTakingOver(role, world));
  return found;
}

const ASSUME = "sts:assumerole";

function byTrust(role: Principal, trust: readonly GrantedStatement[], world: AwsWorld): readonly Becoming[] {
  const names = trust.some(
    ({ effect, principals, notPrincipals }) =>
      effect === "Allow" && (notPrincipals !== undefined || principals?.some(({ type }) => type === "AWS" || type === "*") === true),
  );
  if (!names) return [];
  return world.principals.flatMap((principal): readonly Becoming[] => {
    if (principal === role) return [];
    const local = rootOf(principal.resource) === rootOf(role.resource);
    const caller = {
      kind: principal.kind === "user" ? "user" : "role",
      names: local ? principal.arns : principal.arns.slice(-1),
      account: OWN_ACCOUNT,
    } as const;
    const near = trust.some(
      ({ effect, principals = [] }) => effect === "Allow" && principals.some((pattern) => closeness(pattern, caller) !== "none"),
    );
    // Trust in the account is no word about those of another configuration.
    if (!near || (!local && !trust.some(({ principals = [] }) => principals.some((pattern) => closeness(pattern, caller) === "role"))))
      return [];
    const context = world.contextOf(principal);
    const decision = decide(
      { action: ASSUME, resource: local ? role.arns : role.arns.slice(-1), caller, context: { ...context, "sts:externalid": "free" } },
      {
        identity: principal.identity,
        ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }),
        resource: trust,
        resourceMustAllow: true,
      },
    );
    if (decision.effect === "deny") return [];
    return [
      {
        who: principal,
        via: "assumes",
        by: decision.by,
        certain: decision.effect === "allow",
        conditions: [...decision.by, ...(decision.unless ?? [])].flatMap((statement) => conditionsOf(statement, context)),
      },
    ];
  });
}

/** Whom the trust names that is not declared here. */
function outside(trust: readonly GrantedStatement[], world: AwsWorld): readonly Becoming[] {
  const found: Becoming[] = [];
  for (const statement of trust) {
    if (statement.effect !== "Allow") continue;
    const denied = trust.filter(({ effect, principals = [] }) => effect === "Deny" && principals.some(({ value }) => value === "*"));
    const conditions = [statement, ...denied].flatMap((each) => conditionsOf(each, {}));
    for (const { type, value } of statement.principals ?? []) {
      if (type === "Service") continue;
      if (type === "Federated")
        found.push({
          who: federated(value, statement),
          via: "assumes by web identity",
          by: [statement],
          certain: true,
          conditions: conditions.filter((each) => !/:(?:sub|aud)\b/.test(each)),
        });
      else if (value === "*" || type === "*")
        found.push({
          who: { kind: "anyone", name: "any AWS account" },
          via: "assumes",
          by: [statement],
          certain: conditions.length === 0,
          conditions,
        });
      else if (
        !value.includes(OWN_ACCOUNT) &&
        !/^\$\{(?!var\.|local\.)/.test(value) &&
        world.principals.every((each) => closeness({ type, value }, { kind: "role", names: each.arns }) === "none")
      )
        found.push({
          who: { kind: "outside account", name: value },
          via: "assumes",
          by: [statement],
          certain: callerNamed(value).account !== undefined && conditions.length === 0,
          conditions,
        });
    }
  }
  return found;
}

const GITHUB = /token\.actions\.githubusercontent\.com/;

function federated(provider: string, { conditions }: Statement): AccessPrincipal {
  const subjects = conditions.filter(({ key }) => key.endsWith(":sub")).flatMap(({ values }) => values);
  const whom = subjects.length === 0 ? "" : ` ${subjects.slice(0, 3).join(", ")}`;
  if (GITHUB.test(provider) || conditions.some(({ key }) => GITHUB.test(key)))
    return { kind: "federated identity", name: `GitHub Actions of${whom === "" ? " any repository" : whom}` };
  return { kind: "federated identity", name: `${provider}${whom}` };
}

/** Who may start something with the role: to pass it, and to start what takes it. */
function byPassing(role: Principal, world: AwsWorld): readonly Becoming[] {
  const services = role.trust.statements.flatMap(({ effect, principals = [] }) =>
    effect === "Allow" ? principals.filter(({ type }) => type === "Service").map(({ value }) => value) : [],
  );
  const methods = AWS_ESCALATIONS.filter(
    ({ service }) => service !== undefined && services.some((value) => value === service || value.startsWith(`${service.split(".")[0]}.`)),
  );
  if (methods.length === 0) return [];
  return world.principals.flatMap((principal): readonly Becoming[] => {
    if (principal === role || rootOf(principal.resource) !== rootOf(role.resource) || !mayAtAll(principal, "iam:passrole")) return [];
    for (const { service = "", how, needs, kinds } of methods) {
      if (kinds !== undefined && !kinds.some((kind) => kind === principal.kind)) continue;
      const context = { ...world.contextOf(principal), "iam:passedtoservice": { values: [service] } };
      const decisions = needs.map((need) => {
        const resource = need.on === "service-role" ? role.arns : ["\u{10ffff}"];
        const asked = need.actions.map((action) =>
          decide(
            { action: action.toLowerCase(), resource, context },
            { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
          ),
        );
        return asked.find(({ effect }) => effect === "allow") ?? asked.find(({ effect }) => effect === "unknown");
      });
      if (decisions.some((decision) => decision === undefined)) continue;
      const by = decisions.flatMap((decision) => decision?.by ?? []);
      return [
        {
          who: principal,
          via: `${how.replace(" with a role that may do more", "")} that runs as`,
          by,
          certain: decisions.every((decision) => decision?.effect === "allow"),
          conditions: by.flatMap((statement) => conditionsOf(statement, context)),
        },
      ];
    }
    return [];
  });
}

/** Workloads that run what somebody puts into them, with the role that they carry. */
const TAKEN_OVER: readonly { readonly type: RegExp; readonly action: string; readonly via: string }[] = [
  { type: /lambda_function$|(?:Lambda|Serverless)::Function$/, action: "lambda:UpdateFunctionCode", via: "changes the code of" },
  {
    type: /sagemaker_notebook_instance$|SageMaker::NotebookInstance$/,
    action: "sagemaker:CreatePresignedNotebookInstanceUrl",
    via: "opens",
  },
];

function byTakingOver(role: Principal, world: AwsWorld): readonly Becoming[] {
  return world.carriers.of(role.resource).flatMap(({ resource }): readonly Becoming[] => {
    const way = TAKEN_OVER.find(({ type }) => type.test(resource.type));
    const row = powerRowOf(resource.type);
    if (way === undefined || row === undefined) return [];
    const action = way.action.toLowerCase();
    const arns = arnsFor(resource, row, action, true);
    return world.principals.flatMap((principal): readonly Becoming[] => {
      if (principal === role || rootOf(principal.resource) !== rootOf(resource) || !mayAtAll(principal, action)) return [];
      const context = world.contextOf(principal);
      const decision = decide(
        { action, resource: arns, context },
        { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
      );
      if (decision.effect === "deny") return [];
      return [
        {
          who: principal,
          via: `${way.via} ${resource.address}, which runs as`,
          by: decision.by,
          certain: decision.effect === "allow",
          conditions: [...decision.by, ...(decision.unless ?? [])].flatMap((statement) => conditionsOf(statement, context)),
        },
      ];
    });
  });
}
