import type { AccessEvent } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { ACCESS_LOG_ROWS } from "../../knowledge/access-log/index.ts";
import { TACTICS } from "../../knowledge/access-log/row.ts";
import { namesOutside, RowIndex, rowHolds } from "./row-match.ts";

const OWN = "111122223333";
const index = new RowIndex(ACCESS_LOG_ROWS);

function rowsOf(
  action: string,
  more: Partial<AccessEvent> = {},
  known: { newNetwork?: boolean; newResource?: boolean } = {},
): readonly string[] {
  const event: AccessEvent = {
    format: "cloudtrail",
    time: 0,
    principal: `arn:aws:iam::${OWN}:user/ana`,
    principalKind: "user",
    action,
    resources: [],
    outcome: "success",
    record: 1,
    ...more,
  };
  const familiarity = {
    ownAccount: (account: string) => account === OWN,
    newNetwork: known.newNetwork ?? false,
    newResource: known.newResource ?? false,
  };
  return index
    .of(action)
    .filter((row) => rowHolds(row, event, familiarity))
    .map(({ id }) => id)
    .sort();
}

const trust = (principal: Json, more: object = {}): Json => ({
  policyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more }] }),
});

describe("rows", () => {
  it("have one id each, a weight of 1 to 6, a tactic, and actions of a service", () => {
    expect(new Set(ACCESS_LOG_ROWS.map(({ id }) => id)).size).toBe(ACCESS_LOG_ROWS.length);
    for (const { weight, tactic, actions, title, why, next } of ACCESS_LOG_ROWS) {
      expect(weight).toBeGreaterThanOrEqual(1);
      expect(weight).toBeLessThanOrEqual(6);
      expect(TACTICS).toContain(tactic);
      for (const action of actions) expect(action).toMatch(/^(?:\*|[a-z0-9-]+:.+)$/);
      for (const text of [title, why, next]) expect(text.length).toBeGreaterThan(10);
    }
  });
  it.each<[string, Partial<AccessEvent>, readonly string[]]>([
    ["iam:CreateAccessKey", { parameters: { userName: "ben" } }, ["credential-for-another", "credential-for-itself"]],
    ["iam:CreateAccessKey", { parameters: { userName: "ana" } }, ["credential-for-itself"]],
    ["iam:CreateAccessKey", {}, ["credential-for-itself"]],
    [
      "iam:AttachUserPolicy",
      { parameters: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" } },
      ["administrator-made", "rights-added"],
    ],
    ["iam:AttachUserPolicy", { parameters: { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } }, ["rights-added"]],
    [
      "iam:PutRolePolicy",
      { parameters: { policyDocument: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' } },
      ["administrator-made", "rights-added"],
    ],
    [
      "iam:PutRolePolicy",
      { parameters: { policyDocument: '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}' } },
      ["rights-added"],
    ],
    ["iam:UpdateAssumeRolePolicy", { parameters: trust({ AWS: "arn:aws:iam::999988887777:root" }) }, ["trust-changed", "trust-opened"]],
    ["iam:UpdateAssumeRolePolicy", { parameters: trust({ AWS: `arn:aws:iam::${OWN}:root` }) }, ["trust-changed"]],
    ["iam:UpdateAssumeRolePolicy", { parameters: trust("*") }, ["trust-changed", "trust-opened"]],
    [
      "iam:UpdateAssumeRolePolicy",
      { parameters: trust("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }) },
      ["trust-changed"],
    ],
    ["iam:UpdateAssumeRolePolicy", { parameters: trust({ Service: "lambda.amazonaws.com" }) }, ["trust-changed"]],
    [
      "s3:PutBucketPolicy",
      { parameters: { bucketPolicy: { Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*" }] } } },
      ["shared"],
    ],
    [
      "s3:PutBucketPolicy",
      { parameters: { bucketPolicy: { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }] } } },
      ["shared", "shared-outside"],
    ],
    ["s3:PutBucketPublicAccessBlock", { parameters: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } }, []],
    [
      "s3:PutBucketPublicAccessBlock",
      { parameters: { PublicAccessBlockConfiguration: { BlockPublicAcls: false } } },
      ["public-access-block-loosened"],
    ],
    [
      "ec2:ModifyImageAttribute",
      { parameters: { launchPermission: { add: { items: [{ group: "all" }] } } } },
      ["shared", "shared-outside"],
    ],
    ["ec2:RunInstances", { parameters: { instanceType: "p4d.24xlarge" }, outcome: "denied" }, ["expensive-machines"]],
    ["ec2:RunInstances", { parameters: { instanceType: "t3.micro" } }, []],
    [
      "ec2:AuthorizeSecurityGroupIngress",
      { parameters: { ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }] } } },
      ["port-opened"],
    ],
    ["signin:ConsoleLogin", { parameters: { mfaUsed: "No" } }, ["console-without-second-factor"]],
    ["signin:ConsoleLogin", { parameters: { mfaUsed: "Yes" } }, []],
    ["logs:PutRetentionPolicy", { resources: ["logs:logGroupName/aws-cloudtrail-logs"] }, ["audit-log-emptied"]],
    ["postgresql:SELECT", { userAgent: "pg_dump" }, ["database-dump-tool"]],
    ["postgresql:COPY TO PROGRAM", {}, ["database-program"]],
    ["kubernetes:create pods/exec", { session: "as admin" }, ["cluster-impersonation", "remote-shell"]],
    ["s3:GetObject", { resources: ["arn:aws:s3:::b/live/model.safetensors"] }, []],
    ["s3:ListObjects", {}, []],
  ])("%s %j", (action, more, wanted) => {
    expect(rowsOf(action, more)).toEqual(wanted);
  });
  it("ask what is known of the principal", () => {
    const weights = { resources: ["arn:aws:s3:::b/live/model.safetensors"] };
    expect(rowsOf("s3:GetObject", weights, { newResource: true })).toEqual(["weights-read"]);
    expect(rowsOf("ec2:DescribeInstances", { session: "i-0abc" }, { newNetwork: true })).toEqual(["machine-credential-outside"]);
    expect(rowsOf("ec2:DescribeInstances", { session: "i-0abc" })).toEqual([]);
  });
});

describe("namesOutside", () => {
  it("takes numbers of twelve digits for accounts only where they stand alone or in an ARN", () => {
    const own = (account: string): boolean => account === OWN;
    expect(namesOutside({ key: "backup-202601021504.tar", bucketName: "x" }, own)).toBe(false);
    expect(namesOutside({ userIds: ["999988887777"] }, own)).toBe(true);
    expect(namesOutside({ userIds: [OWN] }, own)).toBe(false);
    expect(namesOutside(undefined, own)).toBe(false);
  });
  it("bears requests of a hundred thousand texts, and nesting without end", () => {
    let deep: Json = "999988887777";
    for (let at = 0; at < 1_000; at++) deep = [deep];
    expect(namesOutside(deep, () => false)).toBe(false);
    expect(namesOutside({ list: Array.from({ length: 100_000 }, () => "x") }, () => false)).toBe(false);
  });
});
