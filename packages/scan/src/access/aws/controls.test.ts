import { beforeAll, describe, expect, it } from "vitest";
import { WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { asked, lines } from "../testing/asked.ts";
import { controlLevelsOf } from "./controls.ts";

beforeAll(warmUp, WARM_UP_TIME);

const ACCOUNT = "111122223333";
const MANAGEMENT = "999900001111";
const version = (...statements: readonly object[]): object => ({ Version: "2012-10-17", Statement: statements });
const everything = version({ Effect: "Allow", Action: "*", Resource: "*" });
const noWrites = version({ Effect: "Deny", Action: "s3:Put*", Resource: "*" });

function control(name: string, content: object | string | undefined, targets: readonly string[], kind = "SERVICE"): object {
  const owner = name.includes("FullAWSAccess") ? "aws" : MANAGEMENT;
  return {
    account: MANAGEMENT,
    region: "global",
    address: `arn:aws:organizations::${owner}:policy/o-abcdefghij/${kind.toLowerCase()}_control_policy/${name}`,
    type: "AWS::Organizations::Policy",
    attributes: {
      Type: `${kind}_CONTROL_POLICY`,
      Name: name,
      TargetIds: targets,
      ...(content === undefined ? {} : { Content: content }),
    },
    ...(content === undefined ? { unread: ["Content"] } : {}),
  };
}

/** A bucket and a role that writes to it, in one account, under policies of an organisation. */
async function told(controls: readonly object[], account = ACCOUNT): Promise<readonly string[]> {
  const here = { account, region: "global" };
  const resources = [
    { ...here, address: "arn:aws:s3:::rows", type: "AWS::S3::Bucket", attributes: { BucketName: "rows" } },
    {
      ...here,
      address: `arn:aws:iam::${account}:role/writer`,
      type: "AWS::IAM::Role",
      attributes: {
        RoleName: "writer",
        Arn: `arn:aws:iam::${account}:role/writer`,
        AssumeRolePolicyDocument: version({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }),
        Policies: [
          { PolicyName: "w", PolicyDocument: version({ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::rows/*" }) },
        ],
      },
    },
    ...controls,
  ];
  const document = {
    schema: "castellan/inventory/1",
    provider: "aws",
    accounts: [],
    resources,
    calls: [],
    summary: { resources: 0, calls: 0, unread: 0, complete: true },
  };
  return lines(await asked("arn:aws:s3:::rows", { "inventory.json": JSON.stringify(document, null, 1) }));
}

const WRITES = "write allowed direct role writer";

describe("control policies of a collected organisation", () => {
  it.each([
    ["none", [], [WRITES]],
    ["a denial at the root", [control("p-1", noWrites, ["r-ab12"])], []],
    ["a denial of the account", [control("p-1", noWrites, [ACCOUNT])], []],
    ["a denial of another account", [control("p-1", noWrites, ["444455556666"])], [WRITES]],
    ["a denial that is attached to nothing", [control("p-1", noWrites, [])], [WRITES]],
    ["AWS's own at the root", [control("p-FullAWSAccess", everything, ["r-ab12", ACCOUNT])], [WRITES]],
    ["an allow list in place of AWS's own", [control("p-1", version({ Effect: "Allow", Action: "ec2:*", Resource: "*" }), [ACCOUNT])], []],
    [
      "an allow list beside AWS's own",
      [
        control("p-1", version({ Effect: "Allow", Action: "ec2:*", Resource: "*" }), [ACCOUNT]),
        control("p-FullAWSAccess", everything, [ACCOUNT]),
      ],
      [WRITES],
    ],
    [
      "a denial of resources",
      [
        control("p-2", version({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }), ["r-ab12"], "RESOURCE"),
        control("p-RCPFullAWSAccess", version({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }), ["r-ab12"], "RESOURCE"),
      ],
      [],
    ],
    [
      "a policy of tags",
      [{ ...control("p-3", noWrites, ["r-ab12"], "TAG"), attributes: { Type: "TAG_POLICY", TargetIds: ["r-ab12"], Content: noWrites } }],
      [WRITES],
    ],
    ["a policy whose text was denied", [control("p-1", undefined, ["r-ab12"])], [WRITES]],
    ["a policy that is no JSON", [control("p-1", "{ Deny", ["r-ab12"])], [WRITES]],
  ] as const)("%s", async (_, controls, expected) => {
    expect(await told(controls)).toEqual(expected);
  });

  it("names what is attached to a unit as what may hold", async () => {
    expect(
      await told([control("p-1", noWrites, ["ou-ab12-11111111"]), control("p-FullAWSAccess", everything, ["ou-ab12-22222222"])]),
    ).toEqual([
      `write conditional direct role writer [unless arn:aws:organizations::${MANAGEMENT}:policy/o-abcdefghij/service_control_policy/p-1 holds here (attached to ou-ab12-11111111)]`,
    ]);
  });

  it("does not bind the management account", async () => {
    expect(await told([control("p-1", noWrites, ["r-ab12"])], MANAGEMENT)).toEqual([WRITES]);
  });

  it("takes lists that were denied for nothing", () => {
    const place = { file: "i.json", line: 1, attributes: {}, observed: { account: ACCOUNT, region: "global" } };
    expect(controlLevelsOf([{ ...place, address: "arn:aws:organizations:::Policy/*", type: "AWS::Organizations::Policy" }])).toEqual([]);
  });
});
