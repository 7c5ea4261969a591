import { inTemplate, inTerraform, nearAi, ownKeyRow, template, terraform, types } from "./aws-row.ts";
import { is, isNot, unset } from "./conditions.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * What AI data lies in and on in AWS: buckets, file systems, data bases, snapshots, registries, and the trail that tells who
 * touched them. Judged where the same target holds AI.
 */

const BUCKET = ["aws_s3_bucket"];
const TEMPLATE_BUCKET = ["awscc_s3_bucket", "AWS::S3::Bucket"];
const BLOCK = ["aws_s3_bucket_public_access_block"];
const REPOSITORY = types("AWS::ECR::Repository", "aws_ecr_repository");
const FILE_SYSTEM = types("AWS::EFS::FileSystem", "aws_efs_file_system");
const TRAIL = types("AWS::CloudTrail::Trail", "aws_cloudtrail");
const DATABASE = types("AWS::RDS::DBInstance", "aws_db_instance", "aws_rds_cluster_instance");

const blocked = (name: string, pascal: string): Condition =>
  is([name, `PublicAccessBlockConfiguration.${pascal}`, `public_access_block_configuration.${name}`], true);
const bucketWith = (linked: string): string => `${terraform("aws_s3_bucket", 'bucket = "rows"')}${linked}`;
const block = (value: boolean): string =>
  terraform(
    "aws_s3_bucket_public_access_block",
    "bucket = aws_s3_bucket.example.id",
    ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((name) => `${name} = ${value}`),
  );

/** An opening of a port to addresses, in the three forms of Terraform and in CloudFormation. */
const opens = (port: number, addresses: string): Condition => ({
  all: [
    {
      any: [
        {
          all: [
            { setting: ["from_port", "FromPort"], below: port + 1 },
            { setting: ["to_port", "ToPort"], above: port - 1 },
          ],
        },
        is(["protocol", "ip_protocol", "IpProtocol"], "-1", "all"),
      ],
    },
    {
      any: [
        { setting: ["cidr_blocks", "cidr_ipv4", "CidrIp"], matches: addresses },
        { setting: ["ipv6_cidr_blocks", "cidr_ipv6", "CidrIpv6"], matches: addresses },
      ],
    },
  ],
});
const RULE_TYPES = ["aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress"];
const openPort = (port: number, addresses: string): SettingRow["cases"] => [
  {
    types: types("AWS::EC2::SecurityGroup", "aws_security_group", "aws_default_security_group"),
    fails: { some: ["ingress", "SecurityGroupIngress", "security_group_ingress"], where: opens(port, addresses) },
  },
  { types: ["aws_security_group_rule"], when: is("type", "ingress"), fails: opens(port, addresses) },
  { types: RULE_TYPES, fails: opens(port, addresses) },
];
const INTERNET = "^(?:0\\.0\\.0\\.0/0|::/0)$";
const WIDE = "^(?:10\\.0\\.0\\.0/8|172\\.16\\.0\\.0/12|192\\.168\\.0\\.0/16)$";
const group = (port: number, address: string): string =>
  terraform(
    "aws_security_group",
    "ingress {",
    `  from_port = ${port}`,
    `  to_port = ${port}`,
    '  protocol = "tcp"',
    `  cidr_blocks = ["${address}"]`,
    "}",
  );

export const AI_STORAGE: readonly SettingRow[] = [
  {
    id: "bucket-no-public-block",
    title: "An S3 bucket near AI has no public access block",
    why: "One policy or access list written in haste, and data sets or models are public.",
    fix: "Add aws_s3_bucket_public_access_block with all four settings true.",
    base: [1, 1, 2, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-03"],
    says: "has no public access block",
    cases: [
      {
        types: BUCKET,
        fails: {
          not: {
            linkedFrom: BLOCK,
            by: "bucket",
            where: { all: [is("block_public_acls", true), is("block_public_policy", true)] },
          },
        },
      },
      {
        types: TEMPLATE_BUCKET,
        fails: {
          not: {
            all: [
              blocked("block_public_acls", "BlockPublicAcls"),
              blocked("block_public_policy", "BlockPublicPolicy"),
              blocked("ignore_public_acls", "IgnorePublicAcls"),
              blocked("restrict_public_buckets", "RestrictPublicBuckets"),
            ],
          },
        },
      },
    ],
    references: [
      "S301",
      "CKV2_AWS_6 S3BucketHasPublicAccessBlock",
      "CKV_AWS_53 S3BlockPublicACLs",
      "CKV_AWS_54 S3BlockPublicPolicy",
      "CKV_AWS_55 S3IgnorePublicACLs",
      "CKV_AWS_56 S3RestrictPublicBuckets",
      "prowler s3_bucket_level_public_access_block",
    ],
    bad: [
      nearAi(inTerraform("none", bucketWith(""))),
      nearAi(inTemplate("none in CloudFormation", template("AWS::S3::Bucket", "BucketName: rows"))),
    ],
    good: [nearAi(inTerraform("blocked", bucketWith(block(true))))],
  },
  {
    id: "public-block-partial",
    title: "A public access block of S3 leaves a way open (block public ACLs, block public policy, ignore, restrict)",
    why: "What is left off is the way by which a bucket becomes public.",
    fix: "Set all four settings to true.",
    base: [2, 1, 2, 1],
    judged: "near-ai",
    controls: ["ADS-INFR-03"],
    says: "leaves a way open to make buckets public",
    cases: [
      {
        types: [...BLOCK, "aws_s3_account_public_access_block"],
        fails: {
          any: [
            isNot("block_public_acls", true),
            isNot("block_public_policy", true),
            isNot("ignore_public_acls", true),
            isNot("restrict_public_buckets", true),
          ],
        },
      },
    ],
    references: [
      "S301",
      "CKV_AWS_53 S3BlockPublicACLs",
      "CKV_AWS_54 S3BlockPublicPolicy",
      "CKV_AWS_55 S3IgnorePublicACLs",
      "CKV_AWS_56 S3RestrictPublicBuckets",
    ],
    bad: [nearAi(inTerraform("off", bucketWith(block(false))))],
    good: [nearAi(inTerraform("on", bucketWith(block(true))))],
  },
  {
    id: "bucket-no-own-key",
    title: "An S3 bucket near AI is not encrypted with KMS by default (customer-managed key)",
    why: "Data sets and models lie under a key of the provider that nobody here can take away.",
    fix: 'Add aws_s3_bucket_server_side_encryption_configuration with sse_algorithm = "aws:kms" and a key.',
    base: [1, 1, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-01"],
    says: "is not encrypted with KMS by default",
    cases: [
      {
        types: BUCKET,
        fails: {
          not: {
            any: [
              is(
                "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
                "aws:kms",
                "aws:kms:dsse",
              ),
              {
                linkedFrom: ["aws_s3_bucket_server_side_encryption_configuration"],
                by: "bucket",
                where: is("rule.apply_server_side_encryption_by_default.sse_algorithm", "aws:kms", "aws:kms:dsse"),
              },
            ],
          },
        },
      },
      {
        types: TEMPLATE_BUCKET,
        fails: isNot(
          [
            "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm",
            "bucket_encryption.server_side_encryption_configuration.server_side_encryption_by_default.sse_algorithm",
          ],
          "aws:kms",
          "aws:kms:dsse",
        ),
      },
    ],
    references: ["CKV_AWS_145 S3KMSEncryptedByDefault"],
    bad: [nearAi(inTerraform("none", bucketWith("")))],
    good: [
      nearAi(
        inTerraform(
          "KMS",
          bucketWith(
            terraform(
              "aws_s3_bucket_server_side_encryption_configuration",
              "bucket = aws_s3_bucket.example.id",
              "rule {",
              "  apply_server_side_encryption_by_default {",
              '    sse_algorithm = "aws:kms"',
              "  }",
              "}",
            ),
          ),
        ),
      ),
    ],
  },
  {
    id: "bucket-no-access-log",
    title: "Access to an S3 bucket near AI is not logged",
    why: "Who took a data set, or put a file among the models, cannot be told afterwards.",
    fix: "Set access logging of the bucket, or data events of S3 in a trail.",
    base: [1, 0, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-04"],
    says: "logs no access",
    cases: [
      {
        types: BUCKET,
        fails: { all: [unset("logging.target_bucket"), { not: { linkedFrom: ["aws_s3_bucket_logging"], by: "bucket" } }] },
      },
      { types: TEMPLATE_BUCKET, fails: unset("LoggingConfiguration", "logging_configuration") },
    ],
    references: ["S305", "CKV_AWS_18 S3BucketLogging, S3AccessLogs"],
    bad: [nearAi(inTerraform("none", bucketWith("")))],
    good: [
      nearAi(
        inTerraform(
          "logged",
          bucketWith(terraform("aws_s3_bucket_logging", "bucket = aws_s3_bucket.example.id", 'target_bucket = "logs"')),
        ),
      ),
    ],
  },
  {
    id: "file-system-port-open",
    title: "The port of a shared file system (NFS, EFS 2049) is open to the internet",
    why: "Anybody mounts the volume with training data, checkpoints and home folders: NFS asks for no password.",
    fix: "Let in the security group of the machines that mount it, and set a file system policy.",
    base: [3, 3, 3, 2],
    because: { exposure: "anybody on the internet", exploitability: "one mount", data: "the whole volume" },
    judged: "near-ai",
    controls: ["ADS-SERV-03"],
    says: "opens the port of shared file systems (2049) to the internet",
    cases: openPort(2049, INTERNET),
    references: ["S306"],
    bad: [nearAi(inTerraform("everybody", group(2049, "0.0.0.0/0")))],
    good: [nearAi(inTerraform("a subnet", group(2049, "10.1.2.0/24")))],
  },
  {
    id: "file-system-port-wide",
    title: "The port of a shared file system (NFS, EFS 2049) is open to every private address",
    why: "Any workload of the network, another tenant's too, mounts the volume with training data and checkpoints, as in the SAP AI Core break-in of 2024.",
    fix: "Let in the security group of the machines that mount it, and set a file system policy.",
    base: [2, 3, 3, 2],
    because: { exposure: "any workload of the network", exploitability: "one mount", data: "the whole volume" },
    judged: "near-ai",
    controls: ["ADS-SERV-03"],
    says: "opens the port of shared file systems (2049) to every private address",
    cases: openPort(2049, WIDE),
    references: ["S306", "https://www.wiz.io/blog/sapwned-sap-ai-vulnerabilities-ai-security"],
    bad: [nearAi(inTerraform("a whole range", group(2049, "10.0.0.0/8")))],
    good: [nearAi(inTerraform("a subnet", group(2049, "10.1.2.0/24")))],
  },
  {
    id: "shell-port-open",
    title: "The port of a shell or desktop (SSH 22, RDP 3389) near AI is open to the internet",
    why: "Machines that train and serve are tried out from everywhere, and one weak key gives their role and data.",
    fix: "Take the rule away and use Session Manager.",
    base: [3, 1, 3, 1],
    because: { exposure: "anybody on the internet" },
    judged: "near-ai",
    controls: ["ADS-SERV-03"],
    says: "opens a shell or desktop port to the internet",
    cases: [...openPort(22, INTERNET), ...openPort(3389, INTERNET)],
    references: ["CKV_AWS_24 SecurityGroupUnrestrictedIngress22", "CKV_AWS_25 SecurityGroupUnrestrictedIngress3389"],
    bad: [nearAi(inTerraform("SSH", group(22, "0.0.0.0/0")))],
    good: [nearAi(inTerraform("the office", group(22, "198.51.100.7/32")))],
  },
  {
    id: "ai-port-open",
    title: "A port of a notebook, model server or vector store is open to the internet",
    why: "Jupyter, Ray, Ollama, MLflow, Qdrant, Milvus and their like ask for no password unless told to.",
    fix: "Let in the security group or the addresses that need it.",
    base: [3, 2, 3, 1],
    because: { exposure: "anybody on the internet" },
    judged: "near-ai",
    controls: ["ADS-SERV-03"],
    says: "opens a port of notebooks, model servers or vector stores to the internet",
    cases: [8888, 8265, 10001, 11434, 5000, 6333, 19530, 9200, 6379, 8081].flatMap((port) => openPort(port, INTERNET)),
    bad: [nearAi(inTerraform("Jupyter", group(8888, "0.0.0.0/0")))],
    good: [nearAi(inTerraform("a website", group(443, "0.0.0.0/0")))],
  },
  {
    id: "efs-no-policy",
    title: "A file system (EFS) near AI has no policy",
    why: "Whoever reaches its port mounts it as root without being asked.",
    fix: "Add aws_efs_file_system_policy that asks for IAM and TLS.",
    base: [1, 2, 2, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-SERV-02"],
    says: "has no file system policy",
    cases: [
      {
        types: FILE_SYSTEM,
        fails: {
          all: [
            unset("FileSystemPolicy", "file_system_policy"),
            { not: { linkedFrom: ["aws_efs_file_system_policy"], by: "file_system_id" } },
          ],
        },
      },
    ],
    references: ["S306"],
    bad: [nearAi(inTerraform("none", terraform("aws_efs_file_system", "encrypted = true")))],
    good: [
      nearAi(
        inTerraform(
          "a policy",
          `${terraform("aws_efs_file_system", "encrypted = true")}${terraform("aws_efs_file_system_policy", "file_system_id = aws_efs_file_system.example.id")}`,
        ),
      ),
    ],
  },
  {
    id: "efs-not-encrypted",
    title: "A file system (EFS) near AI is not encrypted at rest",
    why: "Checkpoints, data sets and home folders lie in the clear.",
    fix: "Set encrypted = true (only when it is made).",
    base: [1, 1, 2, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-01"],
    says: "is not encrypted at rest",
    cases: [{ types: FILE_SYSTEM, fails: isNot(["encrypted", "Encrypted"], true) }],
    references: ["CKV_AWS_42 EFSEncryptionEnabled"],
    bad: [nearAi(inTerraform("not set", terraform("aws_efs_file_system", 'creation_token = "home"')))],
    good: [nearAi(inTerraform("encrypted", terraform("aws_efs_file_system", "encrypted = true")))],
  },
  {
    id: "database-public",
    title: "A data base (RDS, pgvector) near AI is publicly accessible",
    why: "The store of documents, embeddings or features answers on the internet: one password stands before it.",
    fix: "Set publicly_accessible = false.",
    base: [3, 2, 3, 2],
    because: { exposure: "anybody on the internet", exploitability: "a password" },
    judged: "near-ai",
    controls: ["ADS-INFR-03"],
    says: "is publicly accessible",
    cases: [{ types: DATABASE, fails: is(["publicly_accessible", "PubliclyAccessible"], true) }],
    references: ["S310", "CKV_AWS_17 RDSPubliclyAccessible"],
    bad: [nearAi(inTerraform("public", terraform("aws_db_instance", 'engine = "postgres"', "publicly_accessible = true")))],
    good: [nearAi(inTerraform("as it is by default", terraform("aws_db_instance", 'engine = "postgres"')))],
  },
  {
    id: "database-not-encrypted",
    title: "A data base (RDS) near AI is not encrypted at rest",
    why: "Documents, embeddings and features lie in the clear on disks and in snapshots.",
    fix: "Set storage_encrypted = true.",
    base: [1, 1, 2, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-01"],
    says: "is not encrypted at rest",
    cases: [
      {
        types: types("AWS::RDS::DBInstance", "aws_db_instance"),
        when: {
          all: [
            { setting: ["engine", "Engine"], notMatches: "^aurora" },
            unset("DBClusterIdentifier"),
            unset("snapshot_identifier", "SourceDBInstanceIdentifier", "replicate_source_db"),
          ],
        },
        fails: isNot(["storage_encrypted", "StorageEncrypted"], true),
      },
    ],
    references: ["CKV_AWS_16 RDSEncryption"],
    bad: [nearAi(inTerraform("not set", terraform("aws_db_instance", 'engine = "postgres"')))],
    good: [nearAi(inTerraform("encrypted", terraform("aws_db_instance", "storage_encrypted = true")))],
  },
  {
    id: "snapshot-shared",
    title: "A snapshot of a data base, volume or image near AI is shared outside the account",
    why: "A copy of the vector store, the file system or the model leaves with the snapshot, whole and unseen.",
    fix: "Share with named accounts of one's own only, and encrypt snapshots with a key of one's own.",
    base: [3, 3, 3, 1],
    because: { exposure: "the accounts that it is shared with", exploitability: "one copy", data: "the whole store" },
    judged: "near-ai",
    controls: ["ADS-INFR-03"],
    says: "shares a snapshot outside the account",
    cases: [
      { types: ["aws_db_snapshot", "aws_db_cluster_snapshot", "aws_db_snapshot_copy"], fails: is("shared_accounts", "all") },
      {
        types: ["aws_ami_launch_permission"],
        fails: { any: [is("group", "all"), { setting: "account_id", matches: "^\\d+$" }, { not: unset("organization_arn") }] },
      },
      { types: ["aws_snapshot_create_volume_permission"], fails: { setting: "account_id", matches: "^\\d{12}$|^all$" } },
      { types: ["aws_ssm_document"], fails: is("permissions.account_ids", "all") },
    ],
    references: ["S311", "CKV_AWS_302 DBSnapshotsArePrivate", "CKV_AWS_205 AMILaunchIsShared"],
    bad: [
      nearAi(inTerraform("everybody", terraform("aws_db_snapshot", 'db_snapshot_identifier = "vectors"', 'shared_accounts = ["all"]'))),
      nearAi(inTerraform("another account", terraform("aws_snapshot_create_volume_permission", 'account_id = "444455556666"'))),
    ],
    good: [
      nearAi(inTerraform("shared with nobody", terraform("aws_db_snapshot", 'db_snapshot_identifier = "vectors"'))),
      nearAi(
        inTerraform("one's own", terraform("aws_snapshot_create_volume_permission", "account_id = data.aws_caller_identity.me.account_id")),
      ),
    ],
  },
  {
    id: "trail-off",
    title: "CloudTrail logging is stopped",
    why: "Nothing tells who touched data, models and endpoints: what an intruder does first.",
    fix: "Set enable_logging = true.",
    base: [1, 2, 3, 2],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-04"],
    says: "records nothing (logging is off)",
    cases: [{ types: TRAIL, fails: is(["enable_logging", "IsLogging", "is_logging"], false) }],
    references: ["S312", "CKV_AWS_251 CloudtrailEnableLogging"],
    bad: [nearAi(inTerraform("stopped", terraform("aws_cloudtrail", "enable_logging = false")))],
    good: [nearAi(inTerraform("as it is by default", terraform("aws_cloudtrail", 'name = "all"')))],
  },
  {
    id: "trail-no-data-events",
    title: "A trail near AI records no data events (who read which object or invoked which model)",
    why: "Reads of training data and model files, and calls of agents, leave no trace in management events.",
    fix: "Add event_selector or advanced_event_selector for S3 objects, Lambda and Bedrock.",
    base: [1, 0, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-04"],
    says: "records no data events",
    cases: [
      {
        types: TRAIL,
        fails: unset("event_selector.data_resource", "advanced_event_selector", "EventSelectors.DataResources", "AdvancedEventSelectors"),
      },
    ],
    references: ["S305", "S312"],
    bad: [nearAi(inTerraform("none", terraform("aws_cloudtrail", 'name = "all"')))],
    good: [
      nearAi(
        inTerraform(
          "objects",
          terraform("aws_cloudtrail", "event_selector {", "  data_resource {", '    type = "AWS::S3::Object"', "  }", "}"),
        ),
      ),
    ],
  },
  {
    id: "registry-not-scanned",
    title: "Images of a repository near AI are not scanned when they are pushed (ECR scan on push)",
    why: "Published holes in frameworks and servers go unseen into production.",
    fix: "Set image_scanning_configuration { scan_on_push = true }, or enhanced scanning for the registry.",
    base: [1, 1, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-05"],
    says: "does not scan images when they are pushed",
    cases: [
      {
        types: REPOSITORY,
        fails: isNot(["image_scanning_configuration.scan_on_push", "ImageScanningConfiguration.ScanOnPush"], true),
      },
    ],
    references: ["CKV_AWS_163 ECRImageScanning"],
    bad: [nearAi(inTerraform("not set", terraform("aws_ecr_repository", 'name = "serve"')))],
    good: [nearAi(inTerraform("scanned", terraform("aws_ecr_repository", "image_scanning_configuration {", "  scan_on_push = true", "}")))],
  },
  {
    id: "registry-no-own-key",
    title: "An image repository near AI is not encrypted using KMS",
    why: "Images, often with the model inside, lie under a key of the provider.",
    fix: 'Set encryption_configuration { encryption_type = "KMS" }.',
    base: [1, 0, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-01"],
    says: "is not encrypted using KMS",
    cases: [
      {
        types: REPOSITORY,
        fails: isNot(["encryption_configuration.encryption_type", "EncryptionConfiguration.EncryptionType"], "KMS", "KMS_DSSE"),
      },
    ],
    references: ["CKV_AWS_136 ECRRepositoryEncrypted"],
    bad: [nearAi(inTerraform("not set", terraform("aws_ecr_repository", 'name = "serve"')))],
    good: [nearAi(inTerraform("KMS", terraform("aws_ecr_repository", "encryption_configuration {", '  encryption_type = "KMS"', "}")))],
  },
  {
    id: "kms-key-no-rotation",
    title: "A KMS key near AI is not rotated",
    why: "What was taken once under the key can be read with it for ever.",
    fix: "Set enable_key_rotation = true.",
    base: [0, 0, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-01"],
    says: "is not rotated",
    cases: [
      {
        types: types("AWS::KMS::Key", "aws_kms_key"),
        when: isNot(
          ["customer_master_key_spec", "KeySpec", "key_spec"],
          "RSA_2048",
          "RSA_3072",
          "RSA_4096",
          "HMAC_256",
          "ECC_NIST_P256",
          "ECC_NIST_P384",
          "ECC_NIST_P521",
          "ECC_SECG_P256K1",
          "HMAC_224",
          "HMAC_384",
          "HMAC_512",
          "SM2",
        ),
        fails: isNot(["enable_key_rotation", "EnableKeyRotation"], true),
      },
    ],
    references: ["CKV_AWS_7 KMSRotation"],
    bad: [nearAi(inTerraform("not set", terraform("aws_kms_key", 'description = "rows"')))],
    good: [nearAi(inTerraform("rotated", terraform("aws_kms_key", "enable_key_rotation = true")))],
  },
  ownKeyRow({
    id: "volume-unencrypted",
    what: "A volume (EBS) near AI",
    holds: "Training data, checkpoints and caches lie in the clear or",
    fix: "Set encrypted = true and kms_key_id.",
    judged: "near-ai",
    types: types("AWS::EC2::Volume", "aws_ebs_volume"),
    keys: ["kms_key_id", "KmsKeyId"],
    references: ["CKV_AWS_189 EBSVolumeEncryptedWithCMK"],
    bad: [nearAi(inTerraform("no key", terraform("aws_ebs_volume", "size = 100")))],
    good: [nearAi(inTerraform("a key", terraform("aws_ebs_volume", "kms_key_id = aws_kms_key.x.arn")))],
  }),
];
