import type { ResourceEntry } from "@castellan/graph";
import { atResource, called } from "../aws-roles/role-users.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { holds } from "../settings/condition.ts";
import { ResourceIndex } from "../settings/resource-index.ts";
import { settingAt } from "../settings/setting.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";
import { BUCKETS, type BucketUse, bucketUses } from "./bucket-uses.ts";
import { CAPTURE, FOREIGN, VERSIONED } from "./kept-examples.ts";

/** What keeps a bucket: each is there, is not, or only a deployment knows. */
interface Keeping {
  readonly versioned: boolean | "unknown";
  readonly blocked: boolean | "unknown";
  readonly ownKey: boolean | "unknown";
}

function keepingOf(index: ResourceIndex, bucket: ResourceEntry): Keeping {
  const subject = { attributes: bucket.attributes, resource: bucket, index };
  return {
    versioned: holds(
      {
        any: [
          { setting: ["versioning.enabled"], is: true },
          { setting: ["VersioningConfiguration.Status", "versioning_configuration.status"], is: "Enabled" },
          { setting: ["object_lock_enabled", "ObjectLockEnabled"], is: true },
          {
            linkedFrom: ["aws_s3_bucket_versioning"],
            by: "bucket",
            where: { setting: "versioning_configuration.status", is: "Enabled" },
          },
        ],
      },
      subject,
    ),
    blocked: holds(
      {
        any: [
          { setting: "PublicAccessBlockConfiguration.RestrictPublicBuckets", is: true },
          { setting: "public_access_block_configuration.restrict_public_buckets", is: true },
          { linkedFrom: ["aws_s3_bucket_public_access_block"], by: "bucket", where: { setting: "restrict_public_buckets", is: true } },
        ],
      },
      subject,
    ),
    ownKey: holds(
      {
        any: [
          {
            setting: "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
            is: ["aws:kms", "aws:kms:dsse"],
          },
          {
            setting: "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm",
            is: ["aws:kms", "aws:kms:dsse"],
          },
          {
            linkedFrom: ["aws_s3_bucket_server_side_encryption_configuration"],
            by: "bucket",
            where: { setting: "rule.apply_server_side_encryption_by_default.sse_algorithm", is: ["aws:kms", "aws:kms:dsse"] },
          },
        ],
      },
      subject,
    ),
  };
}

const LEARNT: ReadonlySet<BucketUse> = new Set(["training data", "models", "documents"]);

/** Buckets without versions: what was poisoned or deleted cannot be brought back. */
export const bucketUnversioned: Rule = {
  card: {
    id: "bucket-unversioned",
    title: "A bucket near AI has no versioning: poisoned training data cannot be rolled back (S3 versioning, Object Lock)",
    appliesTo: ["resource", "storage"],
    why: "Once planted rows, a replaced model or a deleted file are noticed, the state before them is gone.",
    fix: 'Set versioning to "Enabled", with Object Lock for what models learn from.',
    base: factors(1, 1, 1, 1),
    controls: ["ADS-DATA-03"],
    references: ["S302", "CKV_AWS_21 S3BucketVersioning, S3Versioning"],
    ...VERSIONED,
  },
  hygiene: true,
  because: { data: "what lies in the bucket" },
  check: (inventory) => {
    const near = targetsWithAi(inventory);
    const index = new ResourceIndex(inventory.resources);
    const uses = new Map(bucketUses(inventory).flatMap(({ bucket, use }) => (LEARNT.has(use) ? [[bucket, use] as const] : [])));
    return judgeEach(
      index.ofTypes(BUCKETS).filter(({ target = 0, external }) => external !== true && near.has(target)),
      (bucket) => {
        const { versioned } = keepingOf(index, bucket);
        if (versioned !== false) return versioned === true ? "passed" : "unknown";
        const use = uses.get(bucket);
        return atResource("bucket-unversioned", bucket, {
          message: `${called(bucket)}${use === undefined ? "" : `, which holds ${use},`} keeps no versions.`,
          headline: `What is changed in ${called(bucket)} cannot be brought back`,
          excerpt: `${bucket.address} versioning`,
          confidence: "certain",
          ...(use === undefined ? {} : { adjust: [{ factor: "data" as const, value: 3 as const, reason: `holds ${use}` }] }),
        });
      },
      "a value that only a deployment knows",
    );
  },
};

/** Captured requests that are kept worse than the data that the model learned from. */
export const captureBucketWeak: Rule = {
  card: {
    id: "sagemaker-capture-bucket-weak",
    title: "The bucket of captured requests (data capture) is kept worse than the training data",
    appliesTo: ["resource", "storage"],
    why: "What people send to the model is as confidential as what it learned from, and lies here without the same locks.",
    fix: "Give the capture bucket the public access block and the key of the training data, or capture into the same bucket.",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-INFR-01"],
    references: ["SM20"],
    ...CAPTURE,
  },
  because: { data: "what is sent to the model" },
  check: (inventory) => {
    const index = new ResourceIndex(inventory.resources);
    const uses = bucketUses(inventory);
    const sources = uses.filter(({ use }) => use === "training data" || use === "models");
    return judgeEach(
      uses.filter(({ use }) => use === "captured requests"),
      ({ bucket, by }) => {
        const kept = keepingOf(index, bucket);
        const better = sources.find(({ bucket: source }) => {
          const other = keepingOf(index, source);
          return (
            source !== bucket && ((other.blocked === true && kept.blocked === false) || (other.ownKey === true && kept.ownKey === false))
          );
        });
        if (better === undefined) return sources.length === 0 ? "not-applicable" : "passed";
        return atResource(
          "sagemaker-capture-bucket-weak",
          bucket,
          {
            message: `${called(bucket)} takes the captured requests of ${plain(by, 50)}, without the locks of ${called(better.bucket)}, which holds ${better.use}.`,
            headline: `Captured requests lie in ${called(bucket)} with fewer locks than the data`,
            excerpt: `${bucket.address} ${better.bucket.address}`,
          },
          [better.bucket],
        );
      },
    );
  },
};

const MODEL_SITES: readonly { readonly types: readonly string[]; readonly at: string }[] = [
  { types: ["aws_sagemaker_model"], at: "primary_container.model_data_url" },
  { types: ["aws_sagemaker_model"], at: "container.model_data_url" },
  { types: ["AWS::SageMaker::Model", "AWS::SageMaker::ModelPackage"], at: "**.ModelDataUrl" },
  { types: ["aws_bedrock_custom_model"], at: "training_data_config.s3_uri" },
  { types: ["AWS::Bedrock::CustomModelImport", "AWS::Bedrock::ModelImportJob"], at: "ModelDataSource.S3DataSource.S3Uri" },
];
/** Buckets of AWS itself, from which its own models are handed out. */
const OF_AWS = /^(?:jumpstart-(?:cache|private-cache)-prod-|sagemaker-sample-files|sagemaker-(?:us|eu|ap|ca|sa|me|af)-|amazon-|aws-)/;

/** Models and training data that come from a bucket that is not declared here. */
export const modelForeignBucket: Rule = {
  card: {
    id: "model-foreign-bucket",
    title: "A custom or imported model comes from a bucket that is not one's own",
    appliesTo: ["resource", "model"],
    why: "Whoever owns the bucket, or takes its name once it is given up, hands out another model under the same address.",
    fix: "Copy the model into a bucket that is declared here, check it, and deploy it from there.",
    base: factors(2, 1, 3, 2),
    controls: ["ADS-MODL-06"],
    references: ["BR20"],
    ...FOREIGN,
  },
  because: { exposure: "whoever owns the bucket", data: "what the model answers, and code where it is loaded" },
  check: (inventory) => {
    const index = new ResourceIndex(inventory.resources);
    const own = declaredNames(inventory);
    return judgeEach(
      MODEL_SITES.flatMap(({ types, at }) =>
        index.ofTypes(types).flatMap((resource) => settingAt(resource.attributes, at).map((value) => ({ resource, uri: String(value) }))),
      ),
      ({ resource, uri }) => {
        const name = /^(?:s3:\/\/|https:\/\/)([a-z0-9][\w.-]+?)(?:\.s3[\w.-]*\.amazonaws\.com)?(?:\/|$)/.exec(uri)?.[1];
        if (name === undefined || OF_AWS.test(name)) return "not-applicable";
        // Where no bucket of the configuration has a name to compare, nothing is known of whose it is.
        if (own.names.size === 0) return "unknown";
        if (own.names.has(name)) return "passed";
        return atResource("model-foreign-bucket", resource, {
          message: `${called(resource)} takes its data from the bucket ${plain(name, 63)}, which is not declared here.`,
          headline: `Whoever owns the bucket ${plain(name, 40)} decides what ${called(resource)} answers`,
          excerpt: `${resource.address} ${name}`,
          confidence: "possible",
        });
      },
      "no bucket of one's own is declared with a name",
    );
  },
};

function declaredNames({ resources }: Inventory): { readonly names: ReadonlySet<string> } {
  return {
    names: new Set(
      resources
        .filter(({ type }) => BUCKETS.includes(type) || type === "data.aws_s3_bucket" || type === "aws_s3_bucket")
        .flatMap(({ attributes }) => settingAt(attributes, ["bucket", "bucket_name", "BucketName"]).map(String))
        .filter((name) => !name.includes("${")),
    ),
  };
}
