import { z } from "zod";
import { CollectError } from "../errors.ts";

export type AwsService =
  | "bedrock"
  | "bedrock-agent"
  | "bedrock-agentcore-control"
  | "cloudtrail"
  | "ec2"
  | "ecr"
  | "eks"
  | "glue"
  | "iam"
  | "kendra"
  | "kms"
  | "lambda"
  | "opensearch"
  | "opensearchserverless"
  | "organizations"
  | "rds"
  | "s3"
  | "sagemaker"
  | "sts";

/** Clients that the rows name; each is loaded when the first call needs it. */
const MODULES: { readonly [service in AwsService]: { readonly load: () => Promise<object>; readonly client: string } } = {
  bedrock: { load: () => import("@aws-sdk/client-bedrock"), client: "BedrockClient" },
  "bedrock-agent": { load: () => import("@aws-sdk/client-bedrock-agent"), client: "BedrockAgentClient" },
  "bedrock-agentcore-control": { load: () => import("@aws-sdk/client-bedrock-agentcore-control"), client: "BedrockAgentCoreControlClient" },
  cloudtrail: { load: () => import("@aws-sdk/client-cloudtrail"), client: "CloudTrailClient" },
  ec2: { load: () => import("@aws-sdk/client-ec2"), client: "EC2Client" },
  ecr: { load: () => import("@aws-sdk/client-ecr"), client: "ECRClient" },
  eks: { load: () => import("@aws-sdk/client-eks"), client: "EKSClient" },
  glue: { load: () => import("@aws-sdk/client-glue"), client: "GlueClient" },
  iam: { load: () => import("@aws-sdk/client-iam"), client: "IAMClient" },
  kendra: { load: () => import("@aws-sdk/client-kendra"), client: "KendraClient" },
  kms: { load: () => import("@aws-sdk/client-kms"), client: "KMSClient" },
  lambda: { load: () => import("@aws-sdk/client-lambda"), client: "LambdaClient" },
  opensearch: { load: () => import("@aws-sdk/client-opensearch"), client: "OpenSearchClient" },
  opensearchserverless: { load: () => import("@aws-sdk/client-opensearchserverless"), client: "OpenSearchServerlessClient" },
  organizations: { load: () => import("@aws-sdk/client-organizations"), client: "OrganizationsClient" },
  rds: { load: () => import("@aws-sdk/client-rds"), client: "RDSClient" },
  s3: { load: () => import("@aws-sdk/client-s3"), client: "S3Client" },
  sagemaker: { load: () => import("@aws-sdk/client-sagemaker"), client: "SageMakerClient" },
  sts: { load: () => import("@aws-sdk/client-sts"), client: "STSClient" },
};

const Constructor = z.custom<new (input: object) => object>((value) => typeof value === "function");
const Client = z.custom<{ send(command: object, options: object): Promise<unknown> }>(
  (value) => typeof value === "object" && value !== null && "send" in value && typeof value.send === "function",
);
const Credentials = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string().optional() });
export type AwsCredentials = z.infer<typeof Credentials>;

/** One call of one account. */
export interface AwsRequest {
  readonly service: AwsService;
  readonly operation: string;
  readonly region: string;
  readonly input: object;
  readonly credentials: AwsCredentials | undefined;
}

export type AwsSend = (request: AwsRequest) => Promise<unknown>;

/**
 * Calls AWS through its own clients: they sign, follow the region of a bucket, and slow down where the service asks for
 * it (adaptive retries). `timeout` is seconds without an answer. Only calls that read are in the rows.
 */
export function awsSend(options: {
  readonly profile?: string;
  readonly endpoint?: string;
  readonly timeout: number;
  readonly signal?: AbortSignal;
}): AwsSend {
  const clients = new Map<string, Promise<z.infer<typeof Client>>>();
  const own = ownCredentials(options.profile);
  return async ({ service, operation, region, input, credentials }) => {
    const module = await loaded(service);
    const key = `${service}|${region}|${credentials?.accessKeyId ?? ""}`;
    const client = clients.get(key) ?? create();
    clients.set(key, client);
    const Command = Constructor.parse(Reflect.get(module, `${operation}Command`));
    return (await client).send(new Command(input), options.signal === undefined ? {} : { abortSignal: options.signal });

    async function create(): Promise<z.infer<typeof Client>> {
      const made = new (Constructor.parse(Reflect.get(module, MODULES[service].client)))({
        region,
        credentials: credentials ?? (await own),
        retryMode: "adaptive",
        maxAttempts: 4,
        requestHandler: { requestTimeout: options.timeout * 1000, connectionTimeout: 10_000, throwOnRequestTimeout: true },
        ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
        ...(service === "s3" ? { followRegionRedirects: true, forcePathStyle: options.endpoint !== undefined } : {}),
      });
      return Client.parse(made);
    }
  };
}

async function loaded(service: AwsService): Promise<object> {
  try {
    return await MODULES[service].load();
  } catch (cause) {
    throw new CollectError("NO_CLIENT", `Collecting from AWS needs the client of ${service}: npm install @aws-sdk/client-${service}`, {
      cause,
    });
  }
}

/** A provider of the SDK's chain: environment, profile, single sign-on, process, container, instance. */
async function ownCredentials(profile: string | undefined): Promise<unknown> {
  try {
    const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
    return fromNodeProviderChain(profile === undefined ? {} : { profile });
  } catch (cause) {
    throw new CollectError("NO_CLIENT", "Collecting from AWS needs its credentials reader: npm install @aws-sdk/credential-providers", {
      cause,
    });
  }
}

/** Credentials out of the answer of AssumeRole. */
export function assumedCredentials(answer: unknown): AwsCredentials {
  const { Credentials: found } = z
    .object({ Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }) })
    .parse(answer);
  return { accessKeyId: found.AccessKeyId, secretAccessKey: found.SecretAccessKey, sessionToken: found.SessionToken };
}
