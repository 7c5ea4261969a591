import type { Json, ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import { type Policy, readPolicy } from "./policy.ts";
import type { GrantedStatement } from "./principals.ts";

/* Which policies stand on a resource, and what they say. */

interface PolicyKind {
  /** Types of the resource that it stands on. */
  readonly on: RegExp;
  readonly types: readonly string[];
  /** Settings that name the resource. */
  readonly of: readonly string[];
  readonly document: readonly string[];
}

const KINDS: readonly PolicyKind[] = [
  {
    on: /s3_bucket$|S3::Bucket$/,
    types: ["aws_s3_bucket_policy", "awscc_s3_bucket_policy", "AWS::S3::BucketPolicy"],
    of: ["bucket", "Bucket"],
    document: ["policy", "policy_document", "PolicyDocument"],
  },
  { on: /ecr_repository$|ECR::Repository$/, types: ["aws_ecr_repository_policy"], of: ["repository"], document: ["policy"] },
  { on: /kms_key$|KMS::Key$/, types: ["aws_kms_key_policy"], of: ["key_id"], document: ["policy"] },
  {
    on: /secretsmanager_secret$|SecretsManager::Secret$/,
    types: ["aws_secretsmanager_secret_policy", "AWS::SecretsManager::ResourcePolicy"],
    of: ["secret_arn", "SecretId"],
    document: ["policy", "ResourcePolicy"],
  },
  {
    on: /opensearch_domain$|elasticsearch_domain$/,
    types: ["aws_opensearch_domain_policy", "aws_elasticsearch_domain_policy"],
    of: ["domain_name"],
    document: ["access_policies"],
  },
  {
    on: /model_package_group$|ModelPackageGroup$/,
    types: ["aws_sagemaker_model_package_group_policy"],
    of: ["model_package_group_name"],
    document: ["resource_policy"],
  },
  { on: /dynamodb_table$|DynamoDB::Table$/, types: ["aws_dynamodb_resource_policy"], of: ["resource_arn"], document: ["policy"] },
  {
    on: /kinesis_stream$|Kinesis::Stream$/,
    types: ["aws_kinesis_resource_policy", "AWS::Kinesis::ResourcePolicy"],
    of: ["resource_arn", "ResourceARN"],
    document: ["policy", "ResourcePolicy"],
  },
];

/** Documents that stand within the resource itself. */
const WITHIN: readonly { readonly on: RegExp; readonly document: readonly string[] }[] = [
  { on: /s3_bucket$/, document: ["policy"] },
  { on: /kms_key$|KMS::Key$/, document: ["policy", "key_policy", "KeyPolicy"] },
  { on: /ecr_repository$|ECR::Repository$/, document: ["repository_policy_text", "RepositoryPolicyText"] },
  {
    on: /(?:opensearch|elasticsearch)_domain$|(?:OpenSearchService|Elasticsearch)::Domain$/,
    document: ["access_policies", "AccessPolicies"],
  },
  { on: /secretsmanager_secret$/, document: ["policy"] },
  { on: /dynamodb_table$|DynamoDB::Table$/, document: ["resource_policy.policy_document", "ResourcePolicy.PolicyDocument"] },
  { on: /ModelPackageGroup$/, document: ["ModelPackageGroupPolicy"] },
];

export interface PolicyOfResource {
  /** Undefined: none is declared. */
  readonly statements: readonly GrantedStatement[] | undefined;
  /** A part of one cannot be told. */
  readonly open: readonly ResourceEntry[];
}

/** Resources by what they name, within a root. */
export interface Naming {
  /** Resources of some types whose settings name or refer to a resource. */
  linked(to: ResourceEntry, types: readonly string[], by: readonly string[]): readonly ResourceEntry[];
}

/** The policy that stands on a resource, from wherever it is declared. */
export function policyOf(resource: ResourceEntry, naming: Naming): PolicyOfResource {
  const statements: GrantedStatement[] = [];
  const open: ResourceEntry[] = [];
  let found = false;
  const take = (policy: Policy, source: ResourceEntry): void => {
    found = true;
    if (policy.open) open.push(source);
    statements.push(...policy.statements.map((statement) => ({ ...statement, source })));
  };
  for (const { on, document } of WITHIN) {
    if (!on.test(resource.type)) continue;
    const written = documentAt(resource, document);
    if (written !== undefined) take(readPolicy(written), resource);
  }
  for (const { on, types, of, document } of KINDS) {
    if (!on.test(resource.type)) continue;
    for (const policy of naming.linked(resource, types, of)) take(readPolicy(documentAt(policy, document)), policy);
  }
  if (/lambda_function$|(?:Lambda|Serverless)::Function$/.test(resource.type))
    for (const permission of naming.linked(
      resource,
      ["aws_lambda_permission", "AWS::Lambda::Permission"],
      ["function_name", "FunctionName"],
    ))
      take(permissionPolicy(permission), permission);
  return { statements: found ? statements : undefined, open };
}

function documentAt({ attributes }: ResourceEntry, paths: readonly string[]): Json | undefined {
  for (const path of paths) {
    const whole = path.includes(".") ? settingAt(attributes, [path])[0] : attributes[path];
    if (whole !== undefined && whole !== null && whole !== "") return whole;
  }
  return undefined;
}

/** A permission of a function, as the statement that it is. */
function permissionPolicy({ attributes }: ResourceEntry): Policy {
  const text = (...names: readonly string[]): string | undefined => {
    const [value] = settingAt(attributes, names);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const principal = text("principal", "Principal") ?? "";
  const conditions: { [operator: string]: { [key: string]: Json } } = {};
  const add = (operator: string, key: string, value: string | undefined): void => {
    if (value !== undefined) conditions[operator] = { ...conditions[operator], [key]: value };
  };
  add("ArnLike", "AWS:SourceArn", text("source_arn", "SourceArn"));
  add("StringEquals", "AWS:SourceAccount", text("source_account", "SourceAccount"));
  add("StringEquals", "aws:PrincipalOrgID", text("principal_org_id", "PrincipalOrgID"));
  add("StringEquals", "lambda:FunctionUrlAuthType", text("function_url_auth_type", "FunctionUrlAuthType"));
  return readPolicy({
    Statement: [
      {
        Sid: text("statement_id", "Id") ?? "",
        Effect: "Allow",
        Action: text("action", "Action") ?? "lambda:InvokeFunction",
        Principal: /^[\w-]+(?:\.[\w-]+)*\.amazonaws\.com/.test(principal)
          ? { Service: principal }
          : principal === "*"
            ? "*"
            : { AWS: principal },
        Condition: conditions,
      },
    ],
  });
}

/** Whether a statement lets in everybody, as S3 judges it: no condition that fixes where they come from. */
export function isPublic({ effect, principals = [], conditions }: GrantedStatement): boolean {
  return effect === "Allow" && principals.some(({ type, value }) => type === "*" || value === "*") && !conditions.some(fixes);
}

/** docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
const FIXING = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpcsourceip",
  "aws:userid",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
]);

function fixes({ operator, key, values }: GrantedStatement["conditions"][number]): boolean {
  if (!FIXING.has(key) || /not|ifexists|null/i.test(operator)) return false;
  if (key === "aws:sourceip") return values.every((value) => !/\/[0-7]$/.test(value));
  return values.every((value) => !/^\*+$/.test(value));
}
