import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand, StopLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { AuthorizeSecurityGroupIngressCommand, CreateSecurityGroupCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { CreateClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import { CreateDatabaseCommand, GlueClient } from "@aws-sdk/client-glue";
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateFunctionCommand, CreateFunctionUrlConfigCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateDomainCommand as CreateSearchDomainCommand, OpenSearchClient } from "@aws-sdk/client-opensearch";
import { CreateDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateDomainCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateModelPackageGroupCommand,
  CreateNotebookInstanceCommand,
  CreatePipelineCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/*
 * Makes the estate by the services' own calls, as `terraform apply` would have made it, then changes some of it by hand.
 * Written beside the Terraform files, not from what Castellan reads in them.
 */

export const FIRST = "123456789012";
export const SECOND = "222222222222";
export const REGION = "eu-west-1";
export const OTHER_REGION = "us-east-1";

/** What somebody changed by hand after the apply: address in code → part of what must be said. */
export const DRIFTS: readonly (readonly [address: string, says: string])[] = [
  ["module.lab.aws_sagemaker_notebook_instance.this", "direct internet access"],
  ["aws_sagemaker_model.credit", "network isolation"],
  ["aws_s3_bucket.zone", "public access"],
  ["aws_s3_bucket.feeds", "the policy"],
  ["aws_ecr_repository.train", "whether tags can be moved"],
  ["aws_kms_key.models", "rotation"],
  ["aws_iam_role.worker", "attached policies"],
  ["aws_cloudtrail.audit", "whether it records"],
  ["aws_lambda_function.lookup", "who may call its address"],
  ["aws_security_group.serving", "who may come in"],
  ["aws_bedrockagent_agent.cases", "the guardrail"],
  ["aws_sagemaker_notebook_instance.replica", "root access"],
];

/** AI that was made by hand. */
export const UNDECLARED = ["playground", "shadow-model", "shadow-agent", "replica-shadow"];

const trust = (service: string, extra: readonly object[] = []): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: `${service}.amazonaws.com` }, Action: "sts:AssumeRole" }, ...extra],
  });

interface Options {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

export async function seed(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  await seedFirst({ endpoint, region: REGION, credentials });
  const { Credentials } = await new STSClient({ endpoint, region: REGION, credentials }).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${SECOND}:role/CastellanReadOnly`, RoleSessionName: "seed" }),
  );
  if (Credentials?.AccessKeyId === undefined || Credentials.SecretAccessKey === undefined) throw new Error("moto gives no credentials");
  await seedSecond({
    endpoint,
    region: OTHER_REGION,
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      ...(Credentials.SessionToken === undefined ? {} : { sessionToken: Credentials.SessionToken }),
    },
  });
}

async function seedFirst(options: Options): Promise<void> {
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  for (const zone of ["raw", "clean", "features", "models", "logs", "feeds"]) {
    const Bucket = `bank-${zone}`;
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    if (zone === "logs" || zone === "feeds") continue;
    // By hand: the block of one bucket was taken off.
    const closed = zone !== "raw";
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: closed,
          BlockPublicPolicy: closed,
          IgnorePublicAcls: closed,
          RestrictPublicBuckets: closed,
        },
      }),
    );
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  }
  const policy = (principal: string): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "s3:PutObject", Resource: "arn:aws:s3:::bank-feeds/*" }],
    });
  // By hand: a partner's account instead of the own role.
  await s3.send(new PutBucketPolicyCommand({ Bucket: "bank-feeds", Policy: policy("arn:aws:iam::999988887777:root") }));

  const kms = new KMSClient(options);
  const data = await kms.send(new CreateKeyCommand({ Description: "training data" }));
  await kms.send(new EnableKeyRotationCommand({ KeyId: data.KeyMetadata?.KeyId ?? "" }));
  // By hand: rotation was never switched on.
  await kms.send(new CreateKeyCommand({ Description: "model artefacts" }));

  const ecr = new ECRClient(options);
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: "fraud/serve",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
    }),
  );
  await ecr.send(new CreateRepositoryCommand({ repositoryName: "fraud/train", imageTagMutability: "MUTABLE" }));

  const iam = new IAMClient(options);
  for (const [name, service] of [
    ["trainer", "sagemaker"],
    ["server", "sagemaker"],
    ["research", "sagemaker"],
    ["ingest", "lambda"],
    ["case-agent", "bedrock"],
  ] as const)
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust(service) }));
  const readClean = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "read-clean",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::bank-clean/*" }],
      }),
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: "trainer", PolicyArn: readClean.Policy?.Arn ?? "" }));
  // By hand: "for a moment".
  const everything = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "everything",
      PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: "research", PolicyArn: everything.Policy?.Arn ?? "" }));
  await iam.send(new CreateUserCommand({ UserName: "analyst" }));

  await seedSageMaker(new SageMakerClient(options));
  await seedPlatform(options);
}

async function seedSageMaker(sagemaker: SageMakerClient): Promise<void> {
  const role = (name: string): string => `arn:aws:iam::${FIRST}:role/${name}`;
  for (const [name, internet] of [
    ["research", "Disabled"],
    // By hand.
    ["fraud-lab", "Enabled"],
    ["playground", "Enabled"],
  ] as const)
    await sagemaker.send(
      new CreateNotebookInstanceCommand({
        NotebookInstanceName: name,
        InstanceType: "ml.t3.medium",
        RoleArn: role("research"),
        DirectInternetAccess: internet,
        RootAccess: "Disabled",
        SubnetId: "subnet-12345678",
      }),
    );
  for (const [name, version, isolated] of [
    ["fraud-v3", "fraud/v3", true],
    ["credit-v1", "credit/v1", false],
    ["shadow-model", "shadow", false],
  ] as const)
    await sagemaker.send(
      new CreateModelCommand({
        ModelName: name,
        ExecutionRoleArn: role("server"),
        EnableNetworkIsolation: isolated,
        PrimaryContainer: {
          Image: `${FIRST}.dkr.ecr.${REGION}.amazonaws.com/fraud/serve:3`,
          ModelDataUrl: `s3://bank-models/${version}/model.tar.gz`,
          Environment: name === "shadow-model" ? { DATABASE_PASSWORD: "Tr0ub4dor-and-3-horses", LOG_LEVEL: "info" } : {},
        },
      }),
    );
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: "fraud",
      KmsKeyId: `arn:aws:kms:${REGION}:${FIRST}:key/11111111-2222-3333-4444-555555555555`,
      ProductionVariants: [{ VariantName: "all", ModelName: "fraud-v3", InitialInstanceCount: 1, InstanceType: "ml.m5.large" }],
    }),
  );
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: "fraud", EndpointConfigName: "fraud" }));
  await sagemaker.send(
    new CreateDomainCommand({
      DomainName: "studio",
      AuthMode: "IAM",
      AppNetworkAccessType: "VpcOnly",
      VpcId: "vpc-12345678",
      SubnetIds: ["subnet-12345678"],
      DefaultUserSettings: { ExecutionRole: role("research") },
    }),
  );
  await sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: "fraud" }));
  await sagemaker.send(
    new CreatePipelineCommand({
      PipelineName: "retrain",
      PipelineDisplayName: "retrain",
      ClientRequestToken: "retrain-0000000000000000000000000000",
      RoleArn: role("trainer"),
      PipelineDefinition: '{"Version":"2020-12-01","Steps":[]}',
    }),
  );
}

async function seedPlatform(options: Options): Promise<void> {
  const lambda = new LambdaClient(options);
  for (const name of ["ingest", "lookup"])
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: `arn:aws:iam::${FIRST}:role/ingest`,
        Handler: "index.handler",
        Runtime: "python3.12",
        Code: { ZipFile: Buffer.from("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", "base64") },
      }),
    );
  // By hand: an address for anybody.
  await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: "lookup", AuthType: "NONE" }));
  await new EKSClient(options).send(
    new CreateClusterCommand({
      name: "serving",
      roleArn: `arn:aws:iam::${FIRST}:role/server`,
      resourcesVpcConfig: { subnetIds: ["subnet-12345678"], endpointPublicAccess: false, endpointPrivateAccess: true },
    }),
  );
  const trail = new CloudTrailClient(options);
  await trail.send(
    new CreateTrailCommand({ Name: "audit", S3BucketName: "bank-logs", IsMultiRegionTrail: true, EnableLogFileValidation: true }),
  );
  await trail.send(new StartLoggingCommand({ Name: "audit" }));
  // By hand.
  await trail.send(new StopLoggingCommand({ Name: "audit" }));
  const ec2 = new EC2Client(options);
  const group = await ec2.send(new CreateSecurityGroupCommand({ GroupName: "serving", Description: "the model servers" }));
  for (const range of ["10.0.0.0/8", "0.0.0.0/0"])
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: group.GroupId ?? "",
        IpPermissions: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: range }] }],
      }),
    );
  await new RDSClient(options).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: "vectors",
      DBInstanceClass: "db.t3.medium",
      Engine: "postgres",
      AllocatedStorage: 20,
      MasterUsername: "vectors",
      MasterUserPassword: "not-a-secret-1",
      PubliclyAccessible: false,
      StorageEncrypted: true,
    }),
  );
  await new OpenSearchClient(options).send(
    new CreateSearchDomainCommand({
      DomainName: "documents",
      EncryptionAtRestOptions: { Enabled: true },
      DomainEndpointOptions: { EnforceHTTPS: true },
    }),
  );
  await new GlueClient(options).send(new CreateDatabaseCommand({ DatabaseInput: { Name: "lake" } }));
}

async function seedSecond(options: Options): Promise<void> {
  await new S3Client({ ...options, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: "bank-mirror" }));
  await new IAMClient(options).send(new CreateRoleCommand({ RoleName: "replica-server", AssumeRolePolicyDocument: trust("sagemaker") }));
  const sagemaker = new SageMakerClient(options);
  const RoleArn = `arn:aws:iam::${SECOND}:role/replica-server`;
  for (const name of ["fraud-replica", "replica-shadow"])
    await sagemaker.send(
      new CreateModelCommand({
        ModelName: name,
        ExecutionRoleArn: RoleArn,
        EnableNetworkIsolation: true,
        PrimaryContainer: { Image: `${SECOND}.dkr.ecr.${OTHER_REGION}.amazonaws.com/serve:1` },
      }),
    );
  await sagemaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: "replica-lab",
      InstanceType: "ml.t3.medium",
      RoleArn,
      DirectInternetAccess: "Disabled",
      // By hand.
      RootAccess: "Enabled",
    }),
  );
}
