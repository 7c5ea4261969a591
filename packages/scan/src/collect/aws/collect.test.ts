import { describe, expect, it } from "vitest";
import { schemaOf } from "../../engine/schemas.ts";
import { InventoryDocument } from "../document.ts";
import { memoryJournal } from "../journal.ts";
import type { AwsRequest } from "./clients.ts";
import { type AwsCollection, collectAws } from "./collect.ts";
import { actionsOf, awsCollectPolicy } from "./print-policy.ts";
import { actionOf, type CollectRow } from "./row.ts";
import { COLLECT_ROWS } from "./rows.ts";

const ACCOUNT = "111122223333";
const clock = (): Date => new Date("2026-11-23T02:00:00Z");

class Refused extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, status: number) {
    super(`${name}: arn:aws:iam::${ACCOUNT}:user/secret-name`);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
  }
}

type Answers = Readonly<Record<string, unknown>>;

/** A stand-in for the network: answers by `service operation`, an Error is thrown. */
function collection(answers: Answers, more: Partial<AwsCollection> = {}): AwsCollection & { readonly asked: AwsRequest[] } {
  const asked: AwsRequest[] = [];
  const all: Answers = {
    "sts GetCallerIdentity": { Account: ACCOUNT },
    "ec2 DescribeRegions": { Regions: [{ RegionName: "eu-west-1" }] },
    ...answers,
  };
  return {
    asked,
    clock,
    homeRegion: "us-east-1",
    regions: [],
    accounts: [],
    days: 7,
    concurrency: 4,
    send: async (request) => {
      asked.push(request);
      const found = all[`${request.service} ${request.operation}`];
      const answer: unknown = typeof found === "function" ? found(request) : found;
      if (answer instanceof Error) throw answer;
      return answer ?? {};
    },
    ...more,
  };
}

const rowsOf = (...types: readonly string[]): readonly CollectRow[] => COLLECT_ROWS.filter(({ type }) => types.includes(type));

describe("collectAws", () => {
  it("writes resources in the words of CloudFormation, and a document that fits its schema", async () => {
    const found = await collectAws(
      collection(
        {
          "sagemaker ListNotebookInstances": { NotebookInstances: [{ NotebookInstanceName: "research" }] },
          "sagemaker DescribeNotebookInstance": {
            $metadata: { requestId: "1" },
            NotebookInstanceArn: `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:notebook-instance/research`,
            NotebookInstanceName: "research",
            DirectInternetAccess: "Enabled",
            SecurityGroups: ["sg-1"],
            CreationTime: new Date("2026-01-01T00:00:00Z"),
          },
        },
        { rows: rowsOf("AWS::SageMaker::NotebookInstance") },
      ),
    );
    expect(found.resources).toEqual([
      {
        address: `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:notebook-instance/research`,
        type: "AWS::SageMaker::NotebookInstance",
        account: ACCOUNT,
        region: "eu-west-1",
        attributes: {
          NotebookInstanceArn: `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:notebook-instance/research`,
          NotebookInstanceName: "research",
          DirectInternetAccess: "Enabled",
          SecurityGroupIds: ["sg-1"],
        },
      },
    ]);
    expect(found.summary).toEqual({ resources: 1, calls: 4, unread: 0, complete: true });
    expect(InventoryDocument.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
    expect(schemaOf("inventory")).toMatchObject({ title: "castellan/inventory/1" });
  });

  it("records a refused list, and something stands for what it would have listed", async () => {
    const found = await collectAws(
      collection({ "sagemaker ListModels": new Refused("AccessDeniedException", 400) }, { rows: rowsOf("AWS::SageMaker::Model") }),
    );
    expect(found.resources).toMatchObject([{ type: "AWS::SageMaker::Model", unread: ["*"], attributes: {} }]);
    expect(found.calls).toContainEqual({
      account: ACCOUNT,
      region: "eu-west-1",
      service: "sagemaker",
      operation: "ListModels",
      outcome: "denied",
      error: "AccessDeniedException",
      type: "AWS::SageMaker::Model",
    });
    expect(found.summary).toMatchObject({ unread: 1, complete: false, resources: 0 });
    // Messages of services hold names and tokens.
    expect(JSON.stringify(found)).not.toContain("secret-name");
  });

  it("tells what is not set from what nobody could read, bucket by bucket", async () => {
    const denied = (request: AwsRequest): unknown =>
      "Bucket" in request.input && request.input.Bucket === "closed"
        ? new Refused("AccessDenied", 403)
        : new Refused("NoSuchBucketPolicy", 404);
    const found = await collectAws(
      collection(
        {
          "s3 ListBuckets": { Buckets: [{ Name: "open" }, { Name: "closed" }] },
          "s3 GetBucketLocation": { LocationConstraint: "eu-central-1" },
          "s3 GetBucketPolicy": denied,
          "s3 GetPublicAccessBlock": (request: AwsRequest) =>
            "Bucket" in request.input && request.input.Bucket === "closed"
              ? new Refused("AccessDenied", 403)
              : new Refused("NoSuchPublicAccessBlockConfiguration", 404),
          "s3 GetBucketAcl": { Grants: [{ Grantee: { URI: "http://acs.amazonaws.com/groups/global/AllUsers" }, Permission: "READ" }] },
        },
        { rows: rowsOf("AWS::S3::Bucket") },
      ),
    );
    const [closed, policy, open] = [
      found.resources.find(({ address }) => address === "arn:aws:s3:::closed"),
      found.resources.find(({ type }) => type === "AWS::S3::BucketPolicy"),
      found.resources.find(({ address }) => address === "arn:aws:s3:::open"),
    ];
    expect(closed?.unread).toEqual(["PublicAccessBlockConfiguration"]);
    expect(policy).toMatchObject({ attributes: { Bucket: "closed" }, unread: ["*"] });
    expect(open?.unread).toBeUndefined();
    expect(open?.attributes).toMatchObject({ BucketName: "open", AccessControl: "PublicRead" });
    expect(open?.region).toBe("eu-central-1");
    expect(found.resources).toHaveLength(3);
  });

  it.each([
    [
      "a page instead of an answer",
      Object.assign(new SyntaxError("Unexpected token <"), { $response: { statusCode: 404 } }),
      "unsupported",
    ],
    ["half a document", Object.assign(new SyntaxError("Unexpected end"), { $metadata: { httpStatusCode: 200 } }), "failed"],
    ["no answer", Object.assign(new Error("timeout"), { name: "TimeoutError" }), "failed"],
    ["no such host", Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }), "unsupported"],
    ["a text that is thrown", new Error("x"), "failed"],
  ])("survives %s", async (_, error, outcome) => {
    const found = await collectAws(collection({ "kendra ListIndices": error }, { rows: rowsOf("AWS::Kendra::Index") }));
    expect(found.calls.find(({ service }) => service === "kendra")?.outcome).toBe(outcome);
    expect(found.resources).toMatchObject([{ type: "AWS::Kendra::Index", unread: ["*"] }]);
  });

  it("reads every page, and stops where a list goes round", async () => {
    const pages: Answers = {
      "lambda ListFunctions": (request: AwsRequest) =>
        "Marker" in request.input
          ? { Functions: [{ FunctionName: "b", FunctionArn: "arn:aws:lambda:eu-west-1:1:function:b" }] }
          : { Functions: [{ FunctionName: "a", FunctionArn: "arn:aws:lambda:eu-west-1:1:function:a" }], NextMarker: "2" },
      "lambda GetPolicy": new Refused("ResourceNotFoundException", 404),
    };
    const found = await collectAws(collection(pages, { rows: rowsOf("AWS::Lambda::Function") }));
    expect(found.resources.map(({ address }) => address)).toEqual([
      "arn:aws:lambda:eu-west-1:1:function:a",
      "arn:aws:lambda:eu-west-1:1:function:b",
    ]);
    const round = await collectAws(
      collection({ "kms ListKeys": { Keys: [], NextMarker: "x", Truncated: true } }, { rows: rowsOf("AWS::KMS::Key") }),
    );
    expect(round.calls.find(({ operation }) => operation === "ListKeys")).toMatchObject({ outcome: "failed", error: "EndlessList" });
  });

  it("takes secrets out before anything is written or remembered", async () => {
    const journal = memoryJournal();
    const written: string[] = [];
    const found = await collectAws(
      collection(
        {
          "lambda ListFunctions": {
            Functions: [
              {
                FunctionName: "f",
                FunctionArn: "arn:aws:lambda:eu-west-1:1:function:f",
                Environment: { Variables: { DB_PASSWORD: "correct-horse-7", REGION: "eu-west-1", SETTING: `x=AKIA${"QZ7T4MXN2WKD6PLE"}` } },
              },
            ],
          },
          "lambda GetPolicy": new Refused("ResourceNotFoundException", 404),
        },
        {
          rows: rowsOf("AWS::Lambda::Function"),
          journal: {
            get: journal.get,
            put: (key, answer) => {
              written.push(JSON.stringify(answer));
              journal.put(key, answer);
            },
          },
        },
      ),
    );
    for (const text of [JSON.stringify(found), written.join("")]) {
      expect(text).not.toContain("correct-horse-7");
      expect(text).not.toContain("QZ7T4MXN2WKD6PLE");
      expect(text).toContain('"REGION":"eu-west-1"');
    }
  });

  it("does not make a call again that was answered before; one that failed it does", async () => {
    const journal = memoryJournal();
    const answers: Record<string, unknown> = {
      "s3 ListBuckets": { Buckets: [{ Name: "a" }] },
      "s3 GetBucketPolicy": new Refused("NoSuchBucketPolicy", 404),
      "s3 GetBucketAcl": new Refused("SlowDown", 503),
    };
    const rows = rowsOf("AWS::S3::Bucket");
    const first = await collectAws(collection(answers, { rows, journal }));
    expect(first.resources[0]?.unread).toEqual(["AccessControl"]);
    answers["s3 GetBucketAcl"] = { Grants: [] };
    const again = collection(answers, { rows, journal });
    const second = await collectAws(again);
    expect(again.asked.map(({ operation }) => operation)).toEqual(["GetBucketAcl"]);
    expect(second.resources[0]?.unread).toBeUndefined();
    expect(second.summary.complete).toBe(true);
    expect(second.calls.map(({ operation }) => operation)).toEqual(first.calls.map(({ operation }) => operation));
  });

  it("takes one role in each account of the organisation; an account that refuses is unknown", async () => {
    const options = collection(
      {
        "organizations ListAccounts": {
          Accounts: [
            { Id: ACCOUNT, Name: "main", Status: "ACTIVE" },
            { Id: "222222222222", Name: "lab", Status: "ACTIVE" },
            { Id: "333333333333", Name: "shut", Status: "ACTIVE" },
            { Id: "444444444444", Name: "gone", Status: "SUSPENDED" },
          ],
        },
        "sts AssumeRole": (request: AwsRequest) =>
          JSON.stringify(request.input).includes("333333333333")
            ? new Refused("AccessDenied", 403)
            : { Credentials: { AccessKeyId: "ASIA", SecretAccessKey: "s", SessionToken: "t" } },
        "sagemaker ListModels": { Models: [] },
      },
      { roleName: "Auditor", rows: rowsOf("AWS::SageMaker::Model"), regions: ["eu-west-1"] },
    );
    const found = await collectAws(options);
    expect(found.accounts.map(({ id, regions }) => [id, regions])).toEqual([
      [ACCOUNT, ["eu-west-1"]],
      ["222222222222", ["eu-west-1"]],
      ["333333333333", []],
    ]);
    expect(options.asked.filter(({ operation }) => operation === "ListModels").map(({ credentials }) => credentials?.accessKeyId)).toEqual([
      undefined,
      "ASIA",
    ]);
    expect(found.resources).toMatchObject([{ account: "333333333333", unread: ["*"] }]);
    expect(found.calls.filter(({ outcome }) => outcome !== "ok")).toMatchObject([{ operation: "AssumeRole", outcome: "denied" }]);
    expect(JSON.stringify(found)).not.toContain("ASIA");
  });

  it("says what to do where there are no credentials", async () => {
    await expect(collectAws(collection({ "sts GetCallerIdentity": new Refused("ExpiredToken", 403) }))).rejects.toMatchObject({
      code: "NO_CREDENTIALS",
      message: expect.stringContaining("--profile"),
    });
  });
});

describe("the printed policy", () => {
  /** Answers with one item to everything, so that every call of every row is made. */
  async function everyCall(): Promise<readonly AwsRequest[]> {
    const options = collection({}, { regions: ["eu-west-1"] });
    const asked: AwsRequest[] = [];
    const lists = new Map<string, object>();
    for (const row of COLLECT_ROWS) {
      const item = {
        Name: "n",
        name: "n",
        id: "i",
        type: "t",
        Path: "/",
        KeyId: "k",
        agentId: "a",
        knowledgeBaseId: "kb",
        dataSourceId: "d",
      };
      const list = row.each === undefined ? [item] : [{ [row.each]: [item] }];
      if (row.items !== undefined)
        lists.set(`${row.service} ${row.operation}`, { ...lists.get(`${row.service} ${row.operation}`), [row.items]: list });
      for (const detail of row.details ?? [])
        if (detail.members !== undefined && detail.at !== undefined)
          lists.set(`${row.service} ${detail.operation}`, { [detail.at]: [item] });
    }
    await collectAws({
      ...options,
      send: async (request) => {
        asked.push(request);
        return request.service === "sts" ? { Account: ACCOUNT } : (lists.get(`${request.service} ${request.operation}`) ?? {});
      },
    });
    return asked;
  }

  it("names exactly the actions of the calls that are made", async () => {
    const steps = new Map(
      COLLECT_ROWS.flatMap((row) =>
        [row, ...(row.details ?? []).flatMap((detail) => (detail.members === undefined ? [detail] : [detail, detail.members]))].map(
          (step) => [`${row.service} ${step.operation}`, actionOf(row.service, step)] as const,
        ),
      ),
    );
    const made = new Set(
      (await everyCall()).map(({ service, operation }) => steps.get(`${service} ${operation}`) ?? `${service}:${operation}`),
    );
    // Asked of regions that are given, not of the account; with no role there is nothing to assume.
    made.add("ec2:DescribeRegions");
    const policy: unknown = awsCollectPolicy(undefined);
    expect(policy).toMatchObject({ Statement: [{ Action: [...made].sort() }] });
  });

  it("holds nothing that writes and no content of objects", () => {
    for (const action of actionsOf()) {
      expect(action).toMatch(/^[a-z0-9-]+:(?:Get|List|Describe)[A-Za-z]+$/);
      expect(action).not.toMatch(/GetObject$|GetObjectVersion$|GetSecretValue|GetParameter|:\*/);
    }
    expect(JSON.stringify(awsCollectPolicy("Auditor"))).toContain("arn:aws:iam::*:role/Auditor");
  });
});
