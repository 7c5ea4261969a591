import type { AssetKind, ResourceEntry } from "@castellan/graph";
import { nodeOf } from "../../paths/hop.ts";
import type { Inventory } from "../rule.ts";
import { ResourceIndex } from "../settings/resource-index.ts";
import { settingAt } from "../settings/setting.ts";

/** What AI does with a bucket. */
export type BucketUse = "training data" | "models" | "documents" | "answers" | "captured requests" | "invocation logs" | "start-up scripts";

export interface UsedBucket {
  readonly bucket: ResourceEntry;
  readonly use: BucketUse;
  /** What uses it, in words: an address, or the name of an asset. */
  readonly by: string;
  readonly user?: ResourceEntry;
}

export const BUCKETS = ["aws_s3_bucket", "awscc_s3_bucket", "AWS::S3::Bucket"];

interface Site {
  readonly types: readonly string[];
  readonly at: readonly string[];
  readonly use: BucketUse;
}

const SITES: readonly Site[] = [
  {
    use: "training data",
    types: ["aws_bedrock_custom_model", "aws_comprehend_document_classifier", "aws_comprehend_entity_recognizer"],
    at: [
      "training_data_config.s3_uri",
      "input_data_config.s3_uri",
      "input_data_config.documents.s3_uri",
      "input_data_config.annotations.s3_uri",
    ],
  },
  {
    use: "training data",
    types: [
      "AWS::Comprehend::DocumentClassifier",
      "AWS::SageMaker::TrainingJob",
      "AWS::SageMaker::ProcessingJob",
      "AWS::SageMaker::FeatureGroup",
      "aws_sagemaker_feature_group",
      "awscc_sagemaker_feature_group",
      "aws_sagemaker_training_job",
    ],
    at: [
      "InputDataConfig.S3Uri",
      "InputDataConfig.DataSource.S3DataSource.S3Uri",
      "ProcessingInputs.S3Input.S3Uri",
      "input_data_config.data_source.s3_data_source.s3_uri",
      "OfflineStoreConfig.S3StorageConfig.S3Uri",
      "offline_store_config.s3_storage_config.s3_uri",
    ],
  },
  {
    use: "models",
    types: ["aws_sagemaker_model", "awscc_sagemaker_model", "AWS::SageMaker::Model", "AWS::SageMaker::ModelPackage"],
    at: [
      "primary_container.model_data_url",
      "container.model_data_url",
      "primary_container.model_data_source",
      "container.model_data_source",
      "PrimaryContainer.ModelDataUrl",
      "Containers.ModelDataUrl",
      "PrimaryContainer.ModelDataSource",
      "InferenceSpecification.Containers.ModelDataUrl",
    ],
  },
  {
    use: "documents",
    types: [
      "aws_bedrockagent_data_source",
      "awscc_bedrock_data_source",
      "AWS::Bedrock::DataSource",
      "aws_kendra_data_source",
      "awscc_kendra_data_source",
      "AWS::Kendra::DataSource",
    ],
    at: [
      "data_source_configuration.s3_configuration.bucket_arn",
      "DataSourceConfiguration.S3Configuration.BucketArn",
      "configuration.s3_configuration.bucket_name",
      "data_source_configuration.s3_configuration.bucket_name",
      "DataSourceConfiguration.S3Configuration.BucketName",
    ],
  },
  {
    use: "answers",
    types: ["aws_sagemaker_endpoint_configuration", "AWS::SageMaker::EndpointConfig"],
    at: ["async_inference_config.output_config.s3_output_path", "AsyncInferenceConfig.OutputConfig.S3OutputPath"],
  },
  {
    use: "captured requests",
    types: ["aws_sagemaker_endpoint_configuration", "AWS::SageMaker::EndpointConfig"],
    at: ["data_capture_config.destination_s3_uri", "DataCaptureConfig.DestinationS3Uri"],
  },
  {
    use: "invocation logs",
    types: ["aws_bedrock_model_invocation_logging_configuration"],
    at: ["logging_config.s3_config.bucket_name", "logging_config.cloudwatch_config.large_data_delivery_s3_config.bucket_name"],
  },
  {
    use: "start-up scripts",
    types: ["awscc_sagemaker_cluster", "AWS::SageMaker::Cluster"],
    at: ["instance_groups.life_cycle_config.source_s3_uri", "InstanceGroups.LifeCycleConfig.SourceS3Uri"],
  },
];

/** Kinds of assets that lie in a bucket, and what that makes of it. */
const HELD: { readonly [kind in AssetKind]?: BucketUse } = {
  dataset: "training data",
  "feature-store": "training data",
  model: "models",
  "model-file": "models",
  adapter: "models",
  "data-source": "documents",
  "knowledge-base": "documents",
};

const known = new WeakMap<Inventory, readonly UsedBucket[]>();

/** Buckets that AI learns from, answers from or starts from, as configuration and lineage tell; one entry for each use. */
export function bucketUses(inventory: Inventory): readonly UsedBucket[] {
  let uses = known.get(inventory);
  if (uses === undefined) {
    uses = readUses(inventory);
    known.set(inventory, uses);
  }
  return uses;
}

function readUses(inventory: Inventory): readonly UsedBucket[] {
  const index = new ResourceIndex(inventory.resources);
  const buckets = index.ofTypes(BUCKETS).filter(({ external }) => external !== true);
  if (buckets.length === 0) return [];
  const found = new Map<string, UsedBucket>();
  const add = (entry: UsedBucket): void => {
    const key = `${entry.bucket.target ?? 0}|${entry.bucket.file}|${entry.bucket.address}|${entry.use}`;
    if (!found.has(key)) found.set(key, entry);
  };
  for (const { types, at, use } of SITES)
    for (const user of index.ofTypes(types)) for (const bucket of bucketsAt(index, user, at)) add({ bucket, use, by: user.address, user });
  for (const bucket of buckets)
    for (const { kind, from } of inventory.to(nodeOf(inventory, bucket), "stored_in", "reads", "trains_on")) {
      const holder = inventory.asset(from);
      const use = kind === "trains_on" ? "training data" : holder === undefined ? undefined : HELD[holder.kind];
      if (use !== undefined && holder !== undefined && holder.scope === "production") add({ bucket, use, by: holder.name });
    }
  return [...found.values()];
}

/** Buckets that settings refer to, or name as `s3://name/…` or `arn:aws:s3:::name`. */
function bucketsAt(index: ResourceIndex, user: ResourceEntry, at: readonly string[]): readonly ResourceEntry[] {
  const names = new Set(at.flatMap((path) => settingAt(user.attributes, path)).flatMap((value) => bucketName(String(value))));
  const named = index
    .ofTypes(BUCKETS)
    .filter(
      (bucket) =>
        bucket.external !== true &&
        bucket.target === user.target &&
        settingAt(bucket.attributes, ["bucket", "bucket_name", "BucketName"]).some((name) => names.has(String(name))),
    );
  return [...new Set([...index.refersTo(user, BUCKETS, at), ...named])].filter(({ external }) => external !== true);
}

function bucketName(value: string): readonly string[] {
  const name = /^(?:s3:\/\/|https?:\/\/s3[^/]*\/|arn:[\w-]+:s3:::)?([\w.${}-]+)/.exec(value)?.[1];
  return name === undefined || name.startsWith("$") ? [] : [name];
}
