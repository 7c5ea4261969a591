import type { Json } from "@castellan/graph";
import { mapOf } from "../../../rules/settings/setting.ts";
import { listAt, valueAt } from "../answer.ts";
import type { CollectRow } from "../row.ts";

/* S3, KMS and ECR. */

const bucket = { Bucket: "Name" } as const;

export const STORAGE_ROWS: readonly CollectRow[] = [
  {
    type: "AWS::S3::Bucket",
    service: "s3",
    scope: "account",
    operation: "ListBuckets",
    action: "s3:ListAllMyBuckets",
    items: "Buckets",
    arn: "arn:aws:s3:::{Name}",
    rename: { BucketName: "Name" },
    details: [
      { operation: "GetBucketLocation", input: bucket, at: "LocationConstraint", into: "LocationConstraint" },
      {
        operation: "GetPublicAccessBlock",
        action: "s3:GetBucketPublicAccessBlock",
        input: bucket,
        at: "PublicAccessBlockConfiguration",
        into: "PublicAccessBlockConfiguration",
        absent: ["NoSuchPublicAccessBlockConfiguration"],
      },
      {
        operation: "GetBucketPolicy",
        input: bucket,
        at: "Policy",
        into: "PolicyDocument",
        absent: ["NoSuchBucketPolicy"],
        makes: { type: "AWS::S3::BucketPolicy", owner: "Bucket" },
        shape: parsed,
      },
      {
        operation: "GetBucketEncryption",
        action: "s3:GetEncryptionConfiguration",
        input: bucket,
        at: "ServerSideEncryptionConfiguration.Rules",
        into: "BucketEncryption",
        absent: ["ServerSideEncryptionConfigurationNotFoundError"],
        shape: (rules) => ({
          ServerSideEncryptionConfiguration: listAt(rules).map((rule) => {
            const { ApplyServerSideEncryptionByDefault: byDefault, ...rest } = mapOf(rule) ?? {};
            return { ...rest, ...(byDefault === undefined ? {} : { ServerSideEncryptionByDefault: byDefault }) };
          }),
        }),
      },
      {
        operation: "GetBucketVersioning",
        input: bucket,
        into: "VersioningConfiguration",
        shape: (answer) => ({ Status: valueAt(answer, "Status") ?? "Suspended" }),
      },
      {
        operation: "GetBucketLogging",
        input: bucket,
        at: "LoggingEnabled",
        into: "LoggingConfiguration",
        shape: (answer) => ({
          DestinationBucketName: valueAt(answer, "TargetBucket") ?? null,
          LogFilePrefix: valueAt(answer, "TargetPrefix") ?? null,
        }),
      },
      { operation: "GetBucketAcl", input: bucket, into: "AccessControl", shape: cannedAcl },
      {
        operation: "GetBucketOwnershipControls",
        input: bucket,
        at: "OwnershipControls",
        into: "OwnershipControls",
        absent: ["OwnershipControlsNotFoundError"],
      },
      {
        operation: "GetObjectLockConfiguration",
        action: "s3:GetBucketObjectLockConfiguration",
        input: bucket,
        at: "ObjectLockConfiguration",
        into: "ObjectLockConfiguration",
        absent: ["ObjectLockConfigurationNotFoundError", "ObjectLockConfigurationNotFound"],
      },
      { operation: "GetBucketTagging", input: bucket, at: "TagSet", into: "Tags", absent: ["NoSuchTagSet"] },
      {
        operation: "GetBucketNotificationConfiguration",
        action: "s3:GetBucketNotification",
        input: bucket,
        into: "NotificationConfiguration",
      },
    ],
    shape: ({ ObjectLockConfiguration: lock, ...rest }) => ({
      ...rest,
      ...(lock === undefined ? {} : { ObjectLockConfiguration: lock, ObjectLockEnabled: valueAt(lock, "ObjectLockEnabled") === "Enabled" }),
    }),
  },
  {
    type: "AWS::KMS::Key",
    service: "kms",
    scope: "region",
    operation: "ListKeys",
    items: "Keys",
    arn: "KeyArn",
    details: [
      { operation: "DescribeKey", input: { KeyId: "KeyId" }, at: "KeyMetadata", tells: ["KeyManager", "Enabled", "KeyUsage"] },
      { operation: "GetKeyPolicy", input: { KeyId: "KeyId", PolicyName: "=default" }, at: "Policy", into: "KeyPolicy", shape: parsed },
      {
        operation: "GetKeyRotationStatus",
        input: { KeyId: "KeyId" },
        at: "KeyRotationEnabled",
        into: "EnableKeyRotation",
        absent: ["UnsupportedOperationException"],
      },
    ],
    keep: ({ KeyManager }) => KeyManager !== "AWS",
  },
  {
    type: "AWS::ECR::Repository",
    service: "ecr",
    scope: "region",
    operation: "DescribeRepositories",
    items: "repositories",
    camel: true,
    arn: "repositoryArn",
    details: [
      {
        operation: "GetRepositoryPolicy",
        input: { repositoryName: "repositoryName" },
        at: "policyText",
        into: "RepositoryPolicyText",
        absent: ["RepositoryPolicyNotFoundException"],
        shape: parsed,
      },
    ],
  },
];

/** A policy that comes as text. */
export function parsed(text: Json): Json {
  if (typeof text !== "string") return text;
  try {
    const written = text.startsWith("%7B") ? decodeURIComponent(text) : text;
    const json: Json = JSON.parse(written);
    return json;
  } catch {
    return text;
  }
}

const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const ANY_ACCOUNT = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

/** Grants as the canned list that says the same to outsiders (docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html). */
export function cannedAcl(answer: Json): Json {
  const grants = listAt(valueAt(answer, "Grants"));
  const rights = (group: string): readonly string[] =>
    grants.filter((grant) => valueAt(grant, "Grantee.URI") === group).map((grant) => String(valueAt(grant, "Permission")));
  const everybody = rights(ALL_USERS);
  if (everybody.some((right) => right === "WRITE" || right === "FULL_CONTROL" || right === "WRITE_ACP")) return "PublicReadWrite";
  if (everybody.length > 0) return "PublicRead";
  return rights(ANY_ACCOUNT).length > 0 ? "AuthenticatedRead" : "Private";
}
