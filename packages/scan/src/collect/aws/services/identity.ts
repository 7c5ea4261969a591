import type { Attributes, Json } from "@castellan/graph";
import { listAt, valueAt } from "../answer.ts";
import type { CollectRow } from "../row.ts";
import { parsed } from "./storage.ts";

/* IAM in one call, read page by page once; organisations with what they forbid. */

const base = {
  service: "iam",
  scope: "account",
  operation: "GetAccountAuthorizationDetails",
  input: { Filter: ["User", "Role", "Group", "LocalManagedPolicy"] },
  arn: "Arn",
} as const;

const policies = (list: Json | undefined): Json =>
  listAt(list).map((policy) => ({
    PolicyName: valueAt(policy, "PolicyName") ?? "",
    PolicyDocument: parsed(valueAt(policy, "PolicyDocument") ?? null),
  }));
const attached = (list: Json | undefined): Json => listAt(list).map((policy) => valueAt(policy, "PolicyArn") ?? "");

/** What users, roles and groups have in common. */
function principal(inline: string): (attributes: Attributes) => Attributes {
  return ({ [inline]: own, AttachedManagedPolicies: managed, PermissionsBoundary: boundary, ...rest }) => ({
    ...rest,
    Policies: policies(own),
    ManagedPolicyArns: attached(managed),
    ...(boundary === undefined ? {} : { PermissionsBoundary: valueAt(boundary, "PermissionsBoundaryArn") ?? null }),
  });
}

export const IDENTITY_ROWS: readonly CollectRow[] = [
  {
    ...base,
    type: "AWS::IAM::Role",
    items: "RoleDetailList",
    shape: ({ AssumeRolePolicyDocument: trust, InstanceProfileList: _, RoleLastUsed: __, ...rest }) => ({
      ...principal("RolePolicyList")(rest),
      AssumeRolePolicyDocument: parsed(trust ?? null),
    }),
    // Roles of AWS itself: nobody here can change them.
    keep: ({ Path }) => !String(Path).startsWith("/aws-service-role/"),
  },
  { ...base, type: "AWS::IAM::User", items: "UserDetailList", rename: { Groups: "GroupList" }, shape: principal("UserPolicyList") },
  { ...base, type: "AWS::IAM::Group", items: "GroupDetailList", shape: principal("GroupPolicyList") },
  {
    ...base,
    type: "AWS::IAM::ManagedPolicy",
    items: "Policies",
    rename: { ManagedPolicyName: "PolicyName" },
    shape: ({ PolicyVersionList: versions, ...rest }) => ({
      // The name ends the ARN, where the answer leaves it out.
      ManagedPolicyName: String(rest["Arn"]).split("/").at(-1) ?? "",
      ...rest,
      PolicyDocument: parsed(
        valueAt(
          listAt(versions).find((version) => valueAt(version, "IsDefaultVersion") === true),
          "Document",
        ) ?? null,
      ),
    }),
  },
  ...(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const).map(
    (filter): CollectRow => ({
      type: "AWS::Organizations::Policy",
      service: "organizations",
      scope: "account",
      operation: "ListPolicies",
      input: { Filter: filter },
      items: "Policies",
      absent: ["AWSOrganizationsNotInUseException"],
      arn: "Arn",
      details: [
        { operation: "DescribePolicy", input: { PolicyId: "Id" }, at: "Policy.Content", into: "Content", shape: parsed },
        { operation: "ListTargetsForPolicy", input: { PolicyId: "Id" }, at: "Targets", into: "Targets" },
      ],
      shape: ({ Targets: targets, ...rest }) => ({
        ...rest,
        ...(targets === undefined ? {} : { TargetIds: listAt(targets).map((target) => valueAt(target, "TargetId") ?? "") }),
      }),
    }),
  ),
];
