import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, type Policies, type Request } from "./decide.ts";
import { readPolicy, type Statement } from "./policy.ts";

function policy(...statements: readonly unknown[]): readonly Statement[] {
  return readPolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements })).statements;
}

const allow = (action: string, resource = "*", more: object = {}): object => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
const deny = (action: string, resource = "*", more: object = {}): object => ({
  Effect: "Deny",
  Action: action,
  Resource: resource,
  ...more,
});
const ask = (action: string, resource: string, policies: Partial<Policies>, context: Request["context"] = {}): string =>
  decide({ action: action.toLowerCase(), resource: [resource], context }, { identity: [], ...policies }).effect;

describe("decide", () => {
  it("denies what nobody allows, and what somebody denies", () => {
    expect(ask("s3:GetObject", "arn:aws:s3:::a/b", {})).toBe("deny");
    expect(ask("s3:GetObject", "arn:aws:s3:::a/b", { identity: policy(allow("s3:Get*")) })).toBe("allow");
    expect(ask("s3:GetObject", "arn:aws:s3:::a/b", { identity: policy(allow("s3:*"), deny("s3:GetObject")) })).toBe("deny");
    expect(ask("s3:GetObject", "arn:aws:s3:::a/b", { identity: policy(allow("s3:*"), deny("s3:GetObject", "arn:aws:s3:::z/*")) })).toBe(
      "allow",
    );
  });

  it("lets callers choose to be left out of a denial, where what is left out hangs on their own tag", () => {
    const policies = {
      identity: policy(allow("s3:*"), {
        Effect: "Deny",
        Action: "s3:*",
        NotResource: "arn:aws:s3:::data/${aws:PrincipalTag/team, 'none'}/*",
      }),
    };
    expect(ask("s3:GetObject", "arn:aws:s3:::data/kim/a", policies, { "aws:principaltag/team": "free" })).toBe("allow");
    expect(ask("s3:GetObject", "arn:aws:s3:::models/kim/a", policies, { "aws:principaltag/team": "free" })).toBe("deny");
    expect(ask("s3:GetObject", "arn:aws:s3:::data/kim/a", policies, { "aws:principaltag/team": { values: ["lee"] } })).toBe("deny");
  });

  it("gives a global key one value, however it is asked for", () => {
    const wants = (value: string): object =>
      allow("s3:*", "*", { Condition: { "ForAnyValue:Bool": { "aws:MultiFactorAuthPresent": value } } });
    const policies = { identity: policy(wants("true")), boundary: policy(wants("false")) };
    expect(ask("s3:GetObject", "arn:aws:s3:::a/b", policies, { "aws:multifactorauthpresent": "free" })).toBe("deny");
    const tags = (value: string): object => allow("s3:*", "*", { Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": value } } });
    const both = { identity: policy(tags("team")), boundary: policy(tags("cost")) };
    expect(ask("s3:PutObjectTagging", "arn:aws:s3:::a/b", both, { "aws:tagkeys": "free" })).toBe("allow");
  });

  it("reads NotAction and NotResource", () => {
    const identity = policy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" });
    expect(ask("iam:PassRole", "*", { identity })).toBe("deny");
    expect(ask("ssm:SendCommand", "*", { identity })).toBe("allow");
    const others = policy({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::secret/*" });
    expect(ask("s3:GetObject", "arn:aws:s3:::secret/x", { identity: others })).toBe("deny");
    expect(ask("s3:GetObject", "arn:aws:s3:::open/x", { identity: others })).toBe("allow");
  });

  it("keeps to boundaries, sessions and service control policies", () => {
    const identity = policy(allow("*"));
    expect(ask("s3:GetObject", "x", { identity, boundary: policy(allow("ec2:*")) })).toBe("deny");
    expect(ask("s3:GetObject", "x", { identity, session: policy(allow("s3:*")) })).toBe("allow");
    expect(ask("s3:GetObject", "x", { identity, control: [policy(allow("*")), policy(allow("ec2:*"))] })).toBe("deny");
  });

  it("asks both sides across accounts, one within", () => {
    const resource = policy(allow("s3:*"));
    expect(ask("s3:GetObject", "x", { resource })).toBe("allow");
    expect(ask("s3:GetObject", "x", { resource, crossAccount: true })).toBe("deny");
    expect(ask("s3:GetObject", "x", { identity: policy(allow("s3:*")), resource, crossAccount: true })).toBe("allow");
  });

  it("judges conditions for somebody who wants to get in", () => {
    const passed = (service: string): Request["context"] => ({ "iam:passedtoservice": { values: [service] } });
    const identity = policy(allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "glue.amazonaws.com" } } }));
    expect(ask("iam:PassRole", "r", { identity }, passed("glue.amazonaws.com"))).toBe("allow");
    expect(ask("iam:PassRole", "r", { identity }, passed("ec2.amazonaws.com"))).toBe("deny");
    const when = (operator: string, day: string): readonly Statement[] =>
      policy(allow("iam:*", "*", { Condition: { [operator]: { "aws:TokenIssueTime": [day] } } }));
    expect(ask("iam:x", "r", { identity: when("DateGreaterThan", "2020-01-01T00:00:01Z") })).toBe("allow");
    expect(ask("iam:x", "r", { identity: when("DateLessThan", "2020-01-01T00:00:01Z") })).toBe("deny");
    expect(
      ask("iam:x", "r", { identity: policy(allow("iam:*", "*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })) }),
    ).toBe("unknown");
    expect(
      ask("iam:x", "r", {
        identity: policy(allow("iam:*"), deny("iam:*", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } })),
      }),
    ).toBe("allow");
    expect(
      ask("iam:x", "r", {
        identity: policy(allow("iam:*"), deny("iam:*", "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } })),
      }),
    ).toBe("unknown");
    const tagged = policy(allow("ec2:*", "*", { Condition: { StringEquals: { "aws:RequestTag/team": "ml" } } }));
    expect(ask("ec2:RunInstances", "r", { identity: tagged })).toBe("allow");
  });

  it("agrees with a plain evaluator on random policies without conditions", () => {
    const word = fc.constantFrom("s3:a", "s3:b", "s3:*", "*", "ec2:a");
    const place = fc.constantFrom("x", "y", "*", "x*");
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Deny"),
      Action: fc.array(word, { minLength: 1, maxLength: 2 }),
      Resource: fc.array(place, { minLength: 1, maxLength: 2 }),
    });
    const list = fc.array(statement, { maxLength: 4 });
    const matches = (written: string, value: string): boolean =>
      written === "*" || written === value || (written.endsWith("*") && value.startsWith(written.slice(0, -1)));
    type Written = { readonly Effect: string; readonly Action: readonly string[]; readonly Resource: readonly string[] };
    const plain = (statements: readonly Written[], effect: string, action: string, resource: string): boolean =>
      statements.some(
        (each) => each.Effect === effect && each.Action.some((a) => matches(a, action)) && each.Resource.some((r) => matches(r, resource)),
      );
    fc.assert(
      fc.property(
        list,
        fc.option(list, { nil: undefined }),
        fc.constantFrom("s3:a", "s3:b", "ec2:a"),
        fc.constantFrom("x", "y", "xz"),
        (identity, boundary, action, resource) => {
          const denied = plain([...identity, ...(boundary ?? [])], "Deny", action, resource);
          const expected =
            !denied && plain(identity, "Allow", action, resource) && (boundary === undefined || plain(boundary, "Allow", action, resource));
          const said = ask(action, resource, {
            identity: policy(...identity),
            ...(boundary === undefined ? {} : { boundary: policy(...boundary) }),
          });
          expect(said).toBe(expected ? "allow" : "deny");
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("readPolicy", () => {
  it.each([["not json"], ["[]"], ['{"Statement":[{"Effect":"Maybe"}]}'], ['"text"']])("says that %s is open", (text) =>
    expect(readPolicy(text).open).toBe(true),
  );

  it("takes single values for lists, and lower case for actions", () => {
    const [first] = policy({
      Effect: "Allow",
      Action: "S3:GetObject",
      Resource: "arn:aws:s3:eu-west-1:123456789012:x",
      Principal: { AWS: "a" },
    });
    expect(first).toMatchObject({
      actions: ["s3:getobject"],
      resources: ["arn:aws:s3::000000000000:x"],
      principals: [{ type: "AWS", value: "a" }],
    });
  });
});
