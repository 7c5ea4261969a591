import type { Json } from "@castellan/graph";

const allow = (...actions: readonly string[]): Json => ({ Effect: "Allow", Action: actions, Resource: "*" });

/**
 * Policies that AWS manages and that people attach to AI workloads, by name: what in them matters for who may read,
 * write, run or become what (docs.aws.amazon.com/aws-managed-policy/latest/reference). Not their whole text.
 */
export const MANAGED_POLICIES: { readonly [name: string]: readonly Json[] } = {
  AdministratorAccess: [allow("*")],
  PowerUserAccess: [
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    allow("iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles", "organizations:DescribeOrganization"),
  ],
  IAMFullAccess: [allow("iam:*", "organizations:DescribeAccount")],
  ReadOnlyAccess: [
    allow(
      "s3:Get*",
      "s3:List*",
      "ec2:Describe*",
      "iam:Get*",
      "iam:List*",
      "lambda:Get*",
      "lambda:List*",
      "secretsmanager:List*",
      "ecr:Get*",
      "ecr:BatchGetImage",
      "sagemaker:Describe*",
      "sagemaker:List*",
      "bedrock:Get*",
      "bedrock:List*",
      "dynamodb:Get*",
      "dynamodb:Query",
      "dynamodb:Scan",
    ),
  ],
  SecurityAudit: [allow("iam:Get*", "iam:List*", "s3:GetBucket*", "s3:List*")],
  ViewOnlyAccess: [allow("s3:List*", "ec2:Describe*", "iam:List*")],
  AmazonS3FullAccess: [allow("s3:*", "s3-object-lambda:*")],
  AmazonS3ReadOnlyAccess: [allow("s3:Get*", "s3:List*", "s3:Describe*")],
  AmazonSageMakerFullAccess: [
    allow(
      "sagemaker:*",
      "ecr:*",
      "logs:*",
      "cloudwatch:*",
      "lambda:ListFunctions",
      "s3:CreateBucket",
      "s3:ListAllMyBuckets",
      "s3:GetBucketLocation",
    ),
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: ["arn:aws:s3:::*SageMaker*", "arn:aws:s3:::*Sagemaker*", "arn:aws:s3:::*sagemaker*", "arn:aws:s3:::*aws-glue*"],
    },
    {
      Effect: "Allow",
      Action: ["lambda:InvokeFunction"],
      Resource: ["arn:aws:lambda:*:*:function:*SageMaker*", "arn:aws:lambda:*:*:function:*sagemaker*"],
    },
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: "arn:aws:iam::*:role/*AmazonSageMaker*",
      Condition: { StringEquals: { "iam:PassedToService": ["glue.amazonaws.com", "robomaker.amazonaws.com", "states.amazonaws.com"] } },
    },
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: "arn:aws:iam::*:role/*",
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
  ],
  AmazonSageMakerReadOnly: [allow("sagemaker:Describe*", "sagemaker:List*", "sagemaker:Get*", "sagemaker:BatchGet*")],
  AmazonBedrockFullAccess: [
    allow("bedrock:*", "kms:DescribeKey", "iam:ListRoles", "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"),
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: "arn:aws:iam::*:role/*AmazonBedrock*",
      Condition: { StringEquals: { "iam:PassedToService": ["bedrock.amazonaws.com"] } },
    },
  ],
  AmazonBedrockReadOnly: [allow("bedrock:Get*", "bedrock:List*")],
  AmazonBedrockLimitedAccess: [
    allow("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:Get*", "bedrock:List*", "bedrock:CallWithBearerToken"),
  ],
  BedrockAgentCoreFullAccess: [
    allow("bedrock-agentcore:*"),
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: "arn:aws:iam::*:role/*BedrockAgentCore*",
      Condition: { StringEquals: { "iam:PassedToService": ["bedrock-agentcore.amazonaws.com"] } },
    },
  ],
  AmazonEC2FullAccess: [allow("ec2:*", "elasticloadbalancing:*", "cloudwatch:*", "autoscaling:*")],
  AmazonEC2ReadOnlyAccess: [allow("ec2:Describe*")],
  AmazonEC2ContainerRegistryFullAccess: [allow("ecr:*")],
  AmazonEC2ContainerRegistryPowerUser: [
    allow(
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "ecr:InitiateLayerUpload",
      "ecr:UploadLayerPart",
      "ecr:CompleteLayerUpload",
      "ecr:PutImage",
    ),
  ],
  AmazonEC2ContainerRegistryReadOnly: [
    allow(
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "ecr:Describe*",
      "ecr:List*",
    ),
  ],
  AmazonEC2ContainerRegistryPullOnly: [allow("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")],
  AmazonEKSWorkerNodePolicy: [allow("ec2:Describe*", "eks:DescribeCluster", "eks-auth:AssumeRoleForPodIdentity")],
  AmazonEKS_CNI_Policy: [
    allow("ec2:AssignPrivateIpAddresses", "ec2:AttachNetworkInterface", "ec2:CreateNetworkInterface", "ec2:Describe*"),
  ],
  AmazonEKSClusterPolicy: [allow("ec2:Describe*", "autoscaling:DescribeAutoScalingGroups")],
  AWSLambda_FullAccess: [
    allow("lambda:*", "logs:DescribeLogGroups"),
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: "*",
      Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    },
  ],
  AWSLambdaBasicExecutionRole: [allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")],
  AWSLambdaVPCAccessExecutionRole: [
    allow(
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DeleteNetworkInterface",
    ),
  ],
  AWSGlueServiceRole: [
    allow("glue:*", "s3:GetBucketLocation", "s3:ListBucket", "s3:ListAllMyBuckets", "ec2:Describe*", "iam:ListRolePolicies", "iam:GetRole"),
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: ["arn:aws:s3:::aws-glue-*/*", "arn:aws:s3:::*/*aws-glue-*/*"],
    },
  ],
  AmazonDynamoDBFullAccess: [allow("dynamodb:*")],
  AmazonDynamoDBReadOnlyAccess: [allow("dynamodb:Get*", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem")],
  SecretsManagerReadWrite: [allow("secretsmanager:*")],
  AmazonSSMManagedInstanceCore: [allow("ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*", "ssm:GetParameter")],
  AmazonSSMFullAccess: [allow("ssm:*", "ec2messages:*")],
  CloudWatchFullAccess: [allow("cloudwatch:*", "logs:*", "sns:*")],
  CloudWatchLogsFullAccess: [allow("logs:*")],
  CloudWatchAgentServerPolicy: [
    allow("cloudwatch:PutMetricData", "logs:PutLogEvents", "logs:CreateLogGroup", "logs:CreateLogStream", "ec2:DescribeTags"),
  ],
  AmazonECSTaskExecutionRolePolicy: [
    allow("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "logs:CreateLogStream", "logs:PutLogEvents"),
  ],
  AmazonOpenSearchServiceFullAccess: [allow("es:*")],
  AmazonKendraFullAccess: [allow("kendra:*")],
  AmazonRDSFullAccess: [allow("rds:*")],
  AWSStepFunctionsFullAccess: [
    allow("states:*"),
    {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: "*",
      Condition: { StringLike: { "iam:PassedToService": "states.amazonaws.com" } },
    },
  ],
  AWSCloudFormationFullAccess: [allow("cloudformation:*")],
};
