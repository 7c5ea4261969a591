import type { Json } from "@castellan/graph";

/** What a policy template of SAM allows, on the ARNs that its parameters make. */
interface PolicyTemplate {
  readonly actions: readonly string[];
  /** The one parameter that names the resource, and the ARNs with it; everything where there is none. */
  readonly parameter?: string;
  readonly arns?: (name: string) => readonly string[];
}

const bucket = { parameter: "BucketName", arns: (name: string) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] };
const table = {
  parameter: "TableName",
  arns: (name: string) => [`arn:aws:dynamodb:::table/${name}`, `arn:aws:dynamodb:::table/${name}/index/*`],
};
const key = { parameter: "KeyId", arns: (name: string) => [`arn:aws:kms:::key/${name}`] };
const named = (parameter: string, before: string, after = "") => ({ parameter, arns: (name: string) => [`${before}${name}${after}`] });

/**
 * Policy templates of AWS SAM that matter for who may read, write or run what
 * (docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html).
 */
const POLICY_TEMPLATES: { readonly [name: string]: PolicyTemplate } = {
  S3ReadPolicy: { actions: ["s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation", "s3:GetObjectVersion"], ...bucket },
  S3WritePolicy: { actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:PutLifecycleConfiguration"], ...bucket },
  S3CrudPolicy: {
    actions: ["s3:GetObject", "s3:ListBucket", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl", "s3:DeleteObject"],
    ...bucket,
  },
  S3FullAccessPolicy: {
    actions: [
      "s3:GetObject",
      "s3:GetObjectAcl",
      "s3:GetObjectVersion",
      "s3:PutObject",
      "s3:PutObjectAcl",
      "s3:DeleteObject",
      "s3:ListBucket",
    ],
    ...bucket,
  },
  DynamoDBReadPolicy: { actions: ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:Query", "dynamodb:BatchGetItem"], ...table },
  DynamoDBWritePolicy: { actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"], ...table },
  DynamoDBCrudPolicy: {
    actions: [
      "dynamodb:GetItem",
      "dynamodb:DeleteItem",
      "dynamodb:PutItem",
      "dynamodb:Scan",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:BatchGetItem",
    ],
    ...table,
  },
  LambdaInvokePolicy: { actions: ["lambda:InvokeFunction"], ...named("FunctionName", "arn:aws:lambda:::function:", "*") },
  StepFunctionsExecutionPolicy: { actions: ["states:StartExecution"], ...named("StateMachineName", "arn:aws:states:::stateMachine:") },
  SQSSendMessagePolicy: { actions: ["sqs:SendMessage"], ...named("QueueName", "arn:aws:sqs:::") },
  SNSPublishMessagePolicy: { actions: ["sns:Publish"], ...named("TopicName", "arn:aws:sns:::") },
  SSMParameterReadPolicy: {
    actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    ...named("ParameterName", "arn:aws:ssm:::parameter/"),
  },
  AWSSecretsManagerGetSecretValuePolicy: { actions: ["secretsmanager:GetSecretValue"], ...named("SecretArn", "") },
  KMSDecryptPolicy: { actions: ["kms:Decrypt"], ...key },
  KMSEncryptPolicy: { actions: ["kms:Encrypt", "kms:GenerateDataKey"], ...key },
  SageMakerCreateEndpointPolicy: {
    actions: ["sagemaker:CreateEndpoint"],
    ...named("EndpointName", "arn:aws:sagemaker:::endpoint/"),
  },
  RekognitionDetectOnlyPolicy: { actions: ["rekognition:DetectFaces", "rekognition:DetectLabels", "rekognition:DetectText"] },
  ComprehendBasicAccessPolicy: { actions: ["comprehend:BatchDetectKeyPhrases", "comprehend:DetectEntities", "comprehend:DetectSentiment"] },
};

/** The statement that a policy template stands for; undefined where the template is not known here, or lacks its parameter. */
export function templateStatement(name: string, parameters: Json | undefined): Json | undefined {
  const template = Object.hasOwn(POLICY_TEMPLATES, name) ? POLICY_TEMPLATES[name] : undefined;
  if (template === undefined) return undefined;
  const { parameter, arns, actions } = template;
  if (parameter === undefined || arns === undefined) return { Effect: "Allow", Action: actions, Resource: "*" };
  const given =
    typeof parameters === "object" && parameters !== null ? Object.entries(parameters).find(([each]) => each === parameter) : undefined;
  return typeof given?.[1] === "string" ? { Effect: "Allow", Action: actions, Resource: arns(given[1]) } : undefined;
}
