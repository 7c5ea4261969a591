import type { AccessEvent } from "@castellan/formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../access/aws/decide.ts";
import { readPolicy } from "../../access/aws/policy.ts";
import { reducePolicy } from "./reduce-policy.ts";
import { rightsOf, UsedRights } from "./used-rights.ts";

const event = (action: string, resources: readonly string[], more: Partial<AccessEvent> = {}): AccessEvent => ({
  format: "cloudtrail",
  time: Date.UTC(2026, 0, 5),
  principal: "arn:aws:iam::111122223333:role/trainer",
  principalKind: "role",
  action,
  resources,
  resourcesListed: true,
  outcome: "success",
  record: 1,
  ...more,
});

function usedOf(...events: readonly AccessEvent[]): UsedRights {
  const used = new UsedRights();
  for (const each of events) used.observe(each);
  return used;
}

const TRAINER = "arn:aws:iam::111122223333:role/trainer";

function reduced(policy: object, ...events: readonly AccessEvent[]) {
  const used = usedOf(...events);
  return reducePolicy(readPolicy(JSON.parse(JSON.stringify(policy))).statements, {
    rights: used.of(TRAINER),
    names: (resource) => [resource],
    shows: (action, on) => used.shows(action, on),
  });
}

describe("rightsOf", () => {
  it("calls events as policies do, with what a copy, a version and a passed role need besides", () => {
    expect(rightsOf(event("s3:ListObjects", ["arn:aws:s3:::b/x/y"]))).toEqual([{ action: "s3:listbucket", resource: "arn:aws:s3:::b" }]);
    expect(
      rightsOf(
        event("s3:CopyObject", ["arn:aws:s3:::b/x"], { parameters: { "x-amz-copy-source": "/a/y?versionId=1", "x-amz-acl": "private" } }),
      ),
    ).toEqual([
      { action: "s3:putobject", resource: "arn:aws:s3:::b/x" },
      { action: "s3:putobjectacl", resource: "arn:aws:s3:::b/x" },
      { action: "s3:getobject", resource: "arn:aws:s3:::a/y" },
    ]);
    expect(rightsOf(event("s3:GetObject", ["arn:aws:s3:::b/x"], { parameters: { versionId: "1" } })).map(({ action }) => action)).toEqual([
      "s3:getobject",
      "s3:getobjectversion",
    ]);
    expect(rightsOf(event("monitoring:PutMetricData", []))).toEqual([{ action: "cloudwatch:putmetricdata", resource: "*" }]);
  });
  it("does not take what only parameters name for the resource", () => {
    const job = event("sagemaker:CreateTrainingJob", [TRAINER], { resourcesListed: false, parameters: { roleArn: TRAINER } });
    expect(rightsOf(job)).toEqual([
      { action: "sagemaker:createtrainingjob", resource: "*" },
      { action: "iam:passrole", resource: "arn:aws:iam::000000000000:role/trainer" },
    ]);
  });
});

describe("reducePolicy", () => {
  const WIDE = {
    Statement: [
      { Effect: "Allow", Action: ["s3:*", "ec2:Describe*", "iam:*"], Resource: "*" },
      { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
    ],
  };
  it("keeps what was used, on folders, and what denies", () => {
    const events = Array.from({ length: 9 }, (_, at) => event("s3:GetObject", [`arn:aws:s3:::data/train/part-${at}`]));
    const { statements, cut, proved, unexplained } = reduced(
      WIDE,
      ...events,
      event("ec2:DescribeInstances", [], { resourcesListed: false }),
    );
    expect(statements.filter(({ actions }) => actions?.includes("s3:getobject") === true).map(({ resources }) => resources)).toEqual([
      ["arn:aws:s3:::data/train/*"],
    ]);
    expect(statements.at(-1)).toMatchObject({ effect: "Deny", actions: ["s3:deletebucket"] });
    expect(cut.map(({ action }) => action)).toEqual(["s3:*", "ec2:describe*", "iam:*"]);
    expect(cut.find(({ action }) => action === "iam:*")?.became).toEqual([]);
    expect([proved, unexplained]).toEqual([10, []]);
  });
  it("does not call unused what the logs would not show", () => {
    const { unknown, statements } = reduced(WIDE, event("ec2:DescribeInstances", []));
    expect(unknown).toEqual(expect.arrayContaining(["s3:getobject", "s3:putobject"]));
    const allows = (action: string): string =>
      decide({ action, resource: ["arn:aws:s3:::b/x"], context: {} }, { identity: statements }).effect;
    expect([allows("s3:getobject"), allows("s3:putbucketpolicy"), allows("iam:createuser")]).toEqual(["allow", "deny", "deny"]);
  });
  it("says which data events a bucket shows: reads apart from writes", () => {
    const used = usedOf(event("s3:GetObject", ["arn:aws:s3:::data/x"]));
    expect(used.shows("s3:getobject", ["arn:aws:s3:::data/*"])).toBe(true);
    expect(used.shows("s3:putobject", ["arn:aws:s3:::data/*"])).toBe(false);
    expect(used.shows("s3:getobject", ["arn:aws:s3:::other/*"])).toBe(false);
    expect(used.shows("iam:createuser", ["*"])).toBe(true);
  });
  it("leaves what is allowed by exception alone, and says what the policies do not explain", () => {
    const exception = { Statement: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }] };
    expect(reduced(exception, event("s3:GetObject", ["arn:aws:s3:::b/x"]))).toMatchObject({ cut: [], proved: 1 });
    const narrow = { Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }] };
    expect(reduced(narrow, event("s3:GetObject", ["arn:aws:s3:::other/x"])).unexplained).toHaveLength(1);
  });
  it("does not count refused requests as used", () => {
    const used = usedOf(event("s3:GetObject", ["arn:aws:s3:::b/x"], { outcome: "denied" }));
    expect([used.of(TRAINER), used.deniedOf(TRAINER)]).toEqual([[], 1]);
  });
  it("never takes a used right away and never adds one, for any policy and any log", () => {
    const action = fc.constantFrom(
      "s3:*",
      "s3:Get*",
      "s3:GetObject",
      "s3:PutObject",
      "ec2:*",
      "iam:PassRole",
      "dynamodb:*",
      "*",
      "sqs:SendMessage",
    );
    const resource = fc.constantFrom(
      "*",
      "arn:aws:s3:::a/*",
      "arn:aws:s3:::a/x/*",
      "arn:aws:s3:::b",
      "arn:aws:s3:::?/x*",
      "arn:aws:dynamodb:eu-west-1:111122223333:table/t*",
    );
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Allow", "Deny"),
      Action: fc.array(action, { minLength: 1, maxLength: 3 }),
      Resource: fc.array(resource, { minLength: 1, maxLength: 3 }),
      Condition: fc.constantFrom({}, { Bool: { "aws:SecureTransport": "true" } }, { StringEquals: { "aws:PrincipalTag/team": "x" } }),
    });
    const call = fc
      .tuple(
        fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:ListObjects", "ec2:RunInstances", "dynamodb:GetItem", "sqs:SendMessage"),
        fc.constantFrom("arn:aws:s3:::a/x/1", "arn:aws:s3:::a/y/2", "arn:aws:s3:::b", "arn:aws:dynamodb:eu-west-1:111122223333:table/t1"),
        fc.boolean(),
      )
      .map(([name, on, resourcesListed]) => event(name, [on], { resourcesListed }));
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 4 }), fc.array(call, { maxLength: 12 }), (list, events) => {
        const granted = readPolicy(JSON.parse(JSON.stringify({ Statement: list }))).statements;
        const { statements } = reduced({ Statement: list }, ...events);
        const effect = (of: typeof granted, name: string, on: string) =>
          decide({ action: name, resource: [on], context: {} }, { identity: of }).effect;
        for (const right of usedOf(...events).of(TRAINER))
          expect(effect(statements, right.action, right.resource)).toBe(effect(granted, right.action, right.resource));
        for (const name of ["s3:getobject", "s3:putbucketpolicy", "iam:createuser", "ec2:runinstances", "dynamodb:scan"])
          for (const on of ["arn:aws:s3:::a/x/9", "arn:aws:s3:::c/q", "arn:aws:dynamodb::000000000000:table/t9"])
            if (effect(granted, name, on) === "deny") expect(effect(statements, name, on)).toBe("deny");
      }),
      { seed: 1, numRuns: 400 },
    );
  });
});
