import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import { readPolicy } from "./policy.ts";
import type { GrantedStatement } from "./principals.ts";
import { rootOf } from "./resource-names.ts";

/*
 * Service and resource control policies of an organisation. Which of its accounts a configuration makes is seldom
 * written: what is attached to the root of the organisation, in the same root module, holds for certain; what is
 * attached to a unit or an account may hold. Collected inventories know the accounts.
 */

/** What one level of the organisation says: the policies that are attached there. */
export interface ControlLevel {
  readonly kind: "service" | "resource";
  /** Policies of the organisation's own; what AWS attaches everywhere is not named. */
  readonly sources: readonly ResourceEntry[];
  /** With what the level allows, FullAWSAccess included. */
  readonly statements: readonly GrantedStatement[];
  /** Text of what it is attached to. */
  readonly attachedTo: string;
  /** Whether it binds the account in which a resource stands. */
  readonly reaches: (resource: ResourceEntry) => "yes" | "no" | "perhaps";
}

const TYPES = ["aws_organizations_policy", "awscc_organizations_policy", "AWS::Organizations::Policy"];
const ROOT = /^r-[a-z0-9]{4,32}$/;
const ACCOUNT = /^\d{12}$/;

/** Levels of declared and collected organisations. */
export function controlLevelsOf(resources: readonly ResourceEntry[]): readonly ControlLevel[] {
  const policies = resources.filter(({ type, external, address }) => TYPES.includes(type) && external !== true && !address.endsWith("/*"));
  return [...declaredLevels(policies, resources), ...collectedLevels(policies)];
}

function declaredLevels(policies: readonly ResourceEntry[], resources: readonly ResourceEntry[]): readonly ControlLevel[] {
  const attachments = resources.filter(({ type }) => type === "aws_organizations_policy_attachment");
  return policies.flatMap((source): readonly ControlLevel[] => {
    const kind = kindOf(source);
    if (source.observed !== undefined || kind === undefined) return [];
    const targets = [
      ...targetsOf(source),
      ...attachments
        .filter((attachment) => rootOf(attachment) === rootOf(source) && names(attachment, source))
        .flatMap((attachment) => settingAt(attachment.attributes, ["target_id"]).map(String)),
    ];
    if (targets.length === 0) return [];
    const whole = targets.some((target) => ROOT.test(target) || /\broots\b/.test(target));
    return [
      {
        kind,
        sources: [source],
        // Beside FullAWSAccess, which AWS attaches everywhere. Whether it was taken away is not written: an allow list only may restrict.
        statements: [{ ...EVERYTHING, source }, ...statementsOf(source).filter(({ effect }) => effect === "Deny")],
        attachedTo: targets.slice(0, 3).join(", "),
        reaches: (resource) => (whole && rootOf(resource) === rootOf(source) ? "yes" : "perhaps"),
      },
    ];
  });
}

/** A collector lists every policy with its targets: what is attached to one target is all that it has, allow lists included. */
function collectedLevels(policies: readonly ResourceEntry[]): readonly ControlLevel[] {
  const levels = new Map<string, { readonly kind: ControlLevel["kind"]; readonly target: string; readonly list: ResourceEntry[] }>();
  for (const policy of policies) {
    const kind = kindOf(policy);
    if (policy.observed === undefined || kind === undefined) continue;
    for (const target of targetsOf(policy)) {
      const key = `${rootOf(policy)}|${kind}|${target}`;
      const level = levels.get(key);
      if (level === undefined) levels.set(key, { kind, target, list: [policy] });
      else level.list.push(policy);
    }
  }
  return [...levels.values()].flatMap(({ kind, target, list }): readonly ControlLevel[] => {
    const [source] = list;
    if (source === undefined) return [];
    const own = list.filter(({ address }) => !/:organizations::aws:policy\//.test(address));
    // A policy whose text was not read may allow anything.
    const open = list.some((policy) => documentOf(policy) === undefined || readPolicy(documentOf(policy)).open);
    const statements = [...(open ? [{ ...EVERYTHING, source }] : []), ...list.flatMap(statementsOf)];
    const management = own.map(({ address }) => /:organizations::(\d{12}):policy\//.exec(address)?.[1]).find((id) => id !== undefined);
    return own.length === 0
      ? []
      : [{ kind, sources: own, statements, attachedTo: target, reaches: (resource) => reachOf(target, management, resource) }];
  });
}

/** Control policies never bind the management account (docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html). */
function reachOf(target: string, management: string | undefined, { observed }: ResourceEntry): "yes" | "no" | "perhaps" {
  const account = observed?.account;
  if (account === undefined || !ACCOUNT.test(account)) return "perhaps";
  if (account === management) return "no";
  if (ACCOUNT.test(target)) return target === account ? "yes" : "no";
  return ROOT.test(target) ? "yes" : "perhaps";
}

function kindOf({ attributes }: ResourceEntry): ControlLevel["kind"] | undefined {
  const [kind = "SERVICE_CONTROL_POLICY"] = settingAt(attributes, ["type", "Type"]);
  return kind === "SERVICE_CONTROL_POLICY" ? "service" : kind === "RESOURCE_CONTROL_POLICY" ? "resource" : undefined;
}

function targetsOf({ attributes }: ResourceEntry): readonly string[] {
  return settingAt(attributes, ["target_ids", "TargetIds"]).map(String);
}

function documentOf({ attributes }: ResourceEntry): ResourceEntry["attributes"][string] | undefined {
  return attributes["content"] ?? attributes["Content"];
}

function statementsOf(source: ResourceEntry): readonly GrantedStatement[] {
  return readPolicy(documentOf(source)).statements.map((statement) => ({ ...statement, source }));
}

function names({ attributes, references = {} }: ResourceEntry, policy: ResourceEntry): boolean {
  return (
    (references["policy_id"] ?? []).includes(policy.address) ||
    settingAt(attributes, ["policy_id"]).some((value) => String(value) === `\${${policy.address}.id}`)
  );
}

const EVERYTHING = { effect: "Allow", actions: ["*"], resources: ["*"], conditions: [] } as const;
