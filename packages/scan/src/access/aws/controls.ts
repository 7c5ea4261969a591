import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import { readPolicy } from "./policy.ts";
import type { GrantedStatement } from "./principals.ts";
import { rootOf } from "./resource-names.ts";

/*
 * Service and resource control policies of an organisation. Which of its accounts this configuration makes is seldom
 * written: what is attached to the root of the organisation, in the same root module, holds for certain; what is
 * attached to a unit or an account may hold.
 */

export interface ControlPolicy {
  readonly kind: "service" | "resource";
  readonly source: ResourceEntry;
  readonly statements: readonly GrantedStatement[];
  /** Text of what it is attached to. */
  readonly attachedTo: string;
  readonly certainFor: (root: string) => boolean;
}

const TYPES = ["aws_organizations_policy", "awscc_organizations_policy", "AWS::Organizations::Policy"];

export function controlPoliciesOf(resources: readonly ResourceEntry[]): readonly ControlPolicy[] {
  const attachments = resources.filter(({ type }) => type === "aws_organizations_policy_attachment");
  return resources.flatMap((source): readonly ControlPolicy[] => {
    if (!TYPES.includes(source.type) || source.external === true) return [];
    const [kind = "SERVICE_CONTROL_POLICY"] = settingAt(source.attributes, ["type", "Type"]);
    if (kind !== "SERVICE_CONTROL_POLICY" && kind !== "RESOURCE_CONTROL_POLICY") return [];
    const document = source.attributes["content"] ?? source.attributes["Content"];
    const statements = readPolicy(document).statements.map((statement) => ({ ...statement, source }));
    const targets = [
      ...settingAt(source.attributes, ["target_ids", "TargetIds"]).map(String),
      ...attachments
        .filter((attachment) => rootOf(attachment) === rootOf(source) && names(attachment, source))
        .flatMap((attachment) => settingAt(attachment.attributes, ["target_id"]).map(String)),
    ];
    if (targets.length === 0) return [];
    const whole = targets.some((target) => /^r-[a-z0-9]{4,32}$|\broots\b/.test(target));
    return [
      {
        kind: kind === "SERVICE_CONTROL_POLICY" ? "service" : "resource",
        source,
        statements,
        attachedTo: targets.slice(0, 3).join(", "),
        certainFor: (root) => whole && root === rootOf(source),
      },
    ];
  });
}

function names({ attributes, references = {} }: ResourceEntry, policy: ResourceEntry): boolean {
  return (
    (references["policy_id"] ?? []).includes(policy.address) ||
    settingAt(attributes, ["policy_id"]).some((value) => String(value) === `\${${policy.address}.id}`)
  );
}

const EVERYTHING = { effect: "Allow", actions: ["*"], resources: ["*"], conditions: [] } as const;

/**
 * A level of the organisation: its policies beside FullAWSAccess, which AWS attaches everywhere and which an
 * allow list takes away. Whether it was taken away is not written: an allow list only may restrict.
 */
export function levelOf(policy: ControlPolicy): readonly GrantedStatement[] {
  return [{ ...EVERYTHING, source: policy.source }, ...policy.statements.filter(({ effect }) => effect === "Deny")];
}
