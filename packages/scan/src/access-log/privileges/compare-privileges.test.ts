import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scan } from "../../engine/scan.ts";
import type { ScanResult } from "../../result.ts";
import { checkPrivileges, type PrivilegesCheck } from "./check-privileges.ts";
import { privilegeLines } from "./lines.ts";

const TERRAFORM = `
resource "aws_s3_bucket" "data" { bucket = "train-data" }
resource "aws_iam_role" "trainer" {
  name               = "trainer"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role" "quarterly" {
  name               = "quarterly"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "trainer" {
  role = aws_iam_role.trainer.name
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["s3:*"], Resource = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"] },
    { Effect = "Allow", Action = ["iam:*", "sagemaker:Create*"], Resource = "*" },
  ] })
}
`;

let folder = "";
let result: ScanResult;
let check: PrivilegesCheck;

function logged(eventSource: string, eventName: string, more: object): object {
  return {
    eventTime: "2026-01-05T10:00:00Z",
    eventSource,
    eventName,
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::111122223333:assumed-role/trainer/s",
      sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/trainer" } },
    },
    ...more,
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "castellan-privileges-"));
  writeFileSync(join(folder, "main.tf"), TERRAFORM);
  result = await scan({ targets: [folder] });
  const log = join(folder, "trail.json");
  const records = [
    ...Array.from({ length: 9 }, (_, at) =>
      logged("s3.amazonaws.com", "GetObject", { requestParameters: { bucketName: "train-data", key: `train/part-${at}` } }),
    ),
    logged("sagemaker.amazonaws.com", "CreateTrainingJob", {
      requestParameters: { trainingJobName: "j", roleArn: "arn:aws:iam::111122223333:role/trainer" },
    }),
    logged("ec2.amazonaws.com", "DescribeInstances", {}),
    logged("kms.amazonaws.com", "Decrypt", { userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/nobody-declared" } }),
  ];
  writeFileSync(log, `${JSON.stringify({ Records: records }).slice(0, -2)},{"eventName":"cut`);
  check = await checkPrivileges([log], result);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("checkPrivileges", () => {
  it("joins the role of the log with the role of the configuration, and its references with names", () => {
    const trainer = check.principals.find(({ principal }) => principal === "trainer");
    expect(trainer).toMatchObject({
      address: "aws_iam_role.trainer",
      file: "main.tf",
      observedAs: "arn:aws:iam::111122223333:role/trainer",
      proved: 11,
    });
    expect(trainer?.unexplained).toEqual([{ action: "ec2:describeinstances", resource: "*" }]);
    expect(trainer?.cut.map(({ action }) => action)).toEqual(["s3:*", "iam:*", "sagemaker:create*"]);
    expect(JSON.stringify(trainer?.policy)).toContain('"Action":["sagemaker:createtrainingjob"],"Resource":["*"]');
    expect(JSON.stringify(trainer?.policy)).toContain("arn:aws:iam::111122223333:role/trainer");
  });
  it("says which powers are gone", () => {
    expect(check.principals.find(({ principal }) => principal === "trainer")?.lostPowers).toContain("attaches a policy to a role");
  });
  it("says nothing of a role that does not appear, and names who is not declared", () => {
    expect(check.principals.find(({ principal }) => principal === "quarterly")).toMatchObject({ cut: [], proved: 0 });
    expect(check.undeclared).toEqual(["arn:aws:iam::111122223333:user/nobody-declared"]);
  });
  it("tells people the window, the proof, and that the log was cut", () => {
    const text = privilegeLines(check, false).join("\n");
    expect(text).toContain("1 days of logs (2026-01-05T10:00:00.000Z to 2026-01-05T10:00:00.000Z)");
    expect(text).toContain("proof 11 used rights stay allowed");
    expect(text).toContain("Not seen at all, so nothing is said of them: quarterly");
    expect(text).toContain("1 logs could not be read to the end");
    expect(check.logs[0]?.problems).toEqual([
      { kind: "truncated", record: 13, message: "the log ends in the middle of a record", count: 1 },
    ]);
  });
});
