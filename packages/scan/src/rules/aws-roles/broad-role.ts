import type { ResourceEntry } from "@castellan/graph";
import { isAdministrator } from "../../access/aws/escalation.ts";
import { readPolicy } from "../../access/aws/policy.ts";
import type { Principal } from "../../access/aws/principals.ts";
import { factors } from "../card.ts";
import { judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
import { allow, domain, notebook, role, templateExample, terraformExample } from "./examples.ts";
import { ANY, atResource, called, granting, type RoleUser, roleUsers } from "./role-users.ts";

const SAGEMAKER = new Set(["notebook", "studio", "model", "pipeline", "job", "cluster"]);

/** What a role may do to everything, with the statement's place; undefined where it is held to what it needs. */
function breadthOf(principal: Principal): { readonly says: string; readonly source: ResourceEntry } | undefined {
  const { resource, identity, trust } = principal;
  const [first] = identity;
  if (isAdministrator(principal)) return { says: "everything in the account", source: first?.source ?? resource };
  // A policy written into the role where the provider knows none, or into its trust, was meant as one.
  const misplaced = [...readPolicy(resource.attributes["policy"]).statements, ...trust.statements];
  if (misplaced.some(({ effect, actions = [] }) => effect === "Allow" && actions.includes("*")))
    return { says: "every action (*)", source: resource };
  const [writes] = granting(principal, "s3:putobject", `arn:aws:s3:::${ANY}/${ANY}`);
  const [reads] = granting(principal, "s3:getobject", `arn:aws:s3:::${ANY}/${ANY}`);
  if (reads !== undefined && writes !== undefined) return { says: "reading and writing every bucket (s3 on *)", source: writes.source };
  return undefined;
}

const TEMPLATE = (action: string): string =>
  `Resources:\n  Work:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Service: sagemaker.amazonaws.com }\n            Action: sts:AssumeRole\n      Policies:\n        - PolicyName: work\n          PolicyDocument:\n            Statement:\n              - Effect: Allow\n                Action: "${action}"\n                Resource: "*"\n  Notebook:\n    Type: AWS::SageMaker::NotebookInstance\n    Properties:\n      InstanceType: ml.t3.medium\n      RoleArn: !GetAtt Work.Arn\n`;

/** SageMaker workloads whose role may do everything, or read and write every bucket. */
export const sagemakerRoleBroad: Rule = {
  card: {
    id: "sagemaker-role-broad",
    title: "The IAM role of a SageMaker notebook or workload is overly permissive (s3:* or * on *)",
    appliesTo: ["resource", "identity"],
    why: "A package, a model file or a person in the notebook has all that the role has: every data set, every model, often the account.",
    fix: "Name the buckets, keys and repositories that the work needs.",
    base: factors(2, 2, 3, 3),
    controls: ["ADS-INFR-02"],
    references: ["SM14", "CKV2_AWS_68 SageMakerIAMPolicyOverlyPermissiveToAllTraffic"],
    bad: [
      terraformExample("every bucket", role("work", "sagemaker", allow("s3:*", "*")), notebook("work")),
      templateExample("everything, in CloudFormation", TEMPLATE("*")),
    ],
    good: [
      terraformExample("one bucket", role("work", "sagemaker", allow("s3:*", "arn:aws:s3:::rows/*")), notebook("work")),
      templateExample("one action, in CloudFormation", TEMPLATE("s3:ListAllMyBuckets")),
    ],
  },
  because: { exposure: "whoever or whatever runs in the workload" },
  check: (inventory) =>
    judgeEach(
      roleUsers(inventory).filter(({ kind }) => SAGEMAKER.has(kind)),
      ({ user, role }: RoleUser) => {
        const breadth = breadthOf(role);
        if (breadth === undefined) return role.unread.length > 0 ? "unknown" : "passed";
        return atResource(
          "sagemaker-role-broad",
          user,
          {
            message: `The role of ${called(user)}, ${called(role.resource)}, allows ${breadth.says}.`,
            headline: `What runs in ${called(user)} has ${breadth.says}`,
            excerpt: `${user.address} ${role.resource.address} ${breadth.says}`,
          },
          [role.resource, breadth.source],
        );
      },
      "a policy whose text is not here",
    ),
};

const NETWORK = ["app_network_access_type", "AppNetworkAccessType"];

/** A studio on the internet whose people read every bucket. */
export const studioReadsAndLeaves: Rule = {
  card: {
    id: "studio-reads-and-leaves",
    title: "A SageMaker domain on the internet (PublicInternetOnly) reads every bucket with its default execution role",
    appliesTo: ["resource"],
    why: "Whoever has the studio, or a package in it, reads any data set and carries it out: no network stands in between.",
    fix: 'Set app_network_access_type = "VpcOnly" and name the buckets in the default execution role.',
    base: factors(2, 3, 3, 2),
    controls: ["ADS-INFR-03", "ADS-INFR-02"],
    references: ["SM15"],
    bad: [terraformExample("both", role("work", "sagemaker", allow("s3:GetObject", "*")), domain("work", "PublicInternetOnly"))],
    good: [
      terraformExample("VPC only", role("work", "sagemaker", allow("s3:GetObject", "*")), domain("work", "VpcOnly")),
      terraformExample(
        "one bucket",
        role("work", "sagemaker", allow("s3:GetObject", "arn:aws:s3:::rows/*")),
        domain("work", "PublicInternetOnly"),
      ),
    ],
  },
  because: { exposure: "everybody who may use the studio", exploitability: "read, then send", data: "every bucket of the account" },
  check: (inventory) =>
    judgeEach(
      roleUsers(inventory).filter(({ kind, user }) => kind === "studio" && /domain$/i.test(user.type)),
      ({ user, role }) => {
        const [network = "PublicInternetOnly"] = settingAt(user.attributes, NETWORK);
        if (network === "VpcOnly") return "passed";
        const [reads] = granting(role, "s3:getobject", `arn:aws:s3:::${ANY}/${ANY}`);
        if (reads === undefined) return role.unread.length > 0 ? "unknown" : "passed";
        return atResource(
          "studio-reads-and-leaves",
          user,
          {
            message: `${called(user)} uses the internet directly, and its default role ${called(role.resource)} reads every bucket.`,
            headline: `Whoever has the studio ${called(user)} can carry any bucket out`,
            excerpt: `${user.address} ${role.resource.address}`,
          },
          [role.resource, reads.source],
        );
      },
      "a policy whose text is not here",
    ),
};
