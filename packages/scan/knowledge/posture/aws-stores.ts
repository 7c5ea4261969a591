import { inTerraform, nearAi, terraform, types } from "./aws-row.ts";
import { is, isNot, unset } from "./conditions.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * Stores that applications of AI keep conversations, caches, vectors and features in, and how their functions are kept. Judged
 * where the same target holds AI; most of it is hygiene.
 */

const DATABASE = types("AWS::RDS::DBInstance", "aws_db_instance");
const DATABASE_CLUSTER = types("AWS::RDS::DBCluster", "aws_rds_cluster");
const CACHE = types("AWS::ElastiCache::ReplicationGroup", "aws_elasticache_replication_group");
const TABLE = types("AWS::DynamoDB::Table", "aws_dynamodb_table");
const DOCUMENTS = types("AWS::DocDB::DBCluster", "aws_docdb_cluster");
const WAREHOUSE = types("AWS::Redshift::Cluster", "aws_redshift_cluster");
const FUNCTION = [...types("AWS::Lambda::Function", "aws_lambda_function"), "AWS::Serverless::Function"];
const VOLUME = types("AWS::EC2::Volume", "aws_ebs_volume");
const CLUSTER = types("AWS::EKS::Cluster", "aws_eks_cluster");

interface Hygiene {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly says: string;
  readonly control: string;
  readonly types: string[];
  readonly when?: Condition;
  readonly fails: Condition;
  readonly references: string[];
  /** Settings of the Terraform resource that fail and that pass. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
  readonly base?: SettingRow["base"];
  readonly urgent?: boolean;
}

const row = ({ control, types: list, when, fails, bad, good, base, urgent, ...rest }: Hygiene): SettingRow => ({
  ...rest,
  base: base ?? [1, 1, 1, 1],
  ...(urgent === true ? {} : { hygiene: true }),
  judged: "near-ai",
  controls: [control],
  cases: [{ types: list, ...(when === undefined ? {} : { when }), fails }],
  bad: [nearAi(inTerraform("as it should not be", terraform(list[0] ?? "", ...bad)))],
  good: [nearAi(inTerraform("as it should be", terraform(list[0] ?? "", ...good)))],
});

export const AI_STORES: readonly SettingRow[] = [
  row({
    id: "database-no-iam-authentication",
    title: "A data base near AI lets people in by passwords only (no IAM database authentication)",
    why: "A password in a notebook or a prompt opens the store of documents and embeddings for as long as nobody changes it.",
    fix: "Set iam_database_authentication_enabled = true.",
    says: "knows passwords only",
    control: "ADS-INFR-06",
    types: DATABASE,
    when: { setting: ["engine", "Engine"], matches: "^(?:mysql|postgres|mariadb)$" },
    fails: isNot(["iam_database_authentication_enabled", "EnableIAMDatabaseAuthentication"], true),
    references: ["CKV_AWS_161 RDSIAMAuthentication"],
    bad: ['engine = "postgres"'],
    good: ['engine = "postgres"', "iam_database_authentication_enabled = true"],
  }),
  row({
    id: "database-cluster-no-iam-authentication",
    title: "A data base cluster near AI lets people in by passwords only (no IAM database authentication)",
    why: "A password in a notebook or a prompt opens the store of documents and embeddings for as long as nobody changes it.",
    fix: "Set iam_database_authentication_enabled = true.",
    says: "knows passwords only",
    control: "ADS-INFR-06",
    types: DATABASE_CLUSTER,
    fails: isNot(["iam_database_authentication_enabled", "EnableIAMDatabaseAuthentication"], true),
    references: ["CKV_AWS_162 RDSClusterIAMAuthentication"],
    bad: ['engine = "aurora-postgresql"'],
    good: ["iam_database_authentication_enabled = true"],
  }),
  row({
    id: "database-cluster-not-encrypted",
    title: "A data base cluster (Aurora) near AI is not encrypted at rest",
    why: "Documents, embeddings and features lie in the clear on disks and in snapshots.",
    fix: "Set storage_encrypted = true.",
    says: "is not encrypted at rest",
    control: "ADS-INFR-01",
    types: DATABASE_CLUSTER,
    when: unset("snapshot_identifier", "SnapshotIdentifier", "SourceDBClusterIdentifier"),
    fails: { all: [isNot(["storage_encrypted", "StorageEncrypted"], true), isNot("engine_mode", "serverless")] },
    references: ["CKV_AWS_96 AuroraEncryption"],
    bad: ['engine = "aurora-postgresql"'],
    good: ["storage_encrypted = true"],
    base: [1, 1, 2, 1],
  }),
  row({
    id: "database-no-backup",
    title: "A data base near AI keeps no backups",
    why: "Poisoned or deleted documents cannot be brought back.",
    fix: "Set backup_retention_period to at least 7.",
    says: "keeps no backups",
    control: "ADS-INFR-07",
    types: [...DATABASE, ...DATABASE_CLUSTER],
    fails: is(["backup_retention_period", "BackupRetentionPeriod"], 0),
    references: ["CKV_AWS_133 DBInstanceBackupRetentionPeriod"],
    bad: ["backup_retention_period = 0"],
    good: ["backup_retention_period = 7"],
  }),
  row({
    id: "cache-not-encrypted",
    title: "A cache (ElastiCache) near AI is not encrypted at rest",
    why: "Conversations, cached answers and vectors lie in the clear in its backups.",
    fix: "Set at_rest_encryption_enabled = true.",
    says: "is not encrypted at rest",
    control: "ADS-INFR-01",
    types: CACHE,
    fails: isNot(["at_rest_encryption_enabled", "AtRestEncryptionEnabled"], true),
    references: ["CKV_AWS_29 ElasticacheReplicationGroupEncryptionAtRest"],
    bad: ['description = "answers"'],
    good: ["at_rest_encryption_enabled = true"],
  }),
  row({
    id: "cache-plain",
    title: "A cache (ElastiCache) near AI is not encrypted in transit",
    why: "Conversations, cached answers and vectors pass the network in the clear.",
    fix: "Set transit_encryption_enabled = true.",
    says: "does not encrypt what passes the network",
    control: "ADS-SECR-06",
    types: CACHE,
    fails: isNot(["transit_encryption_enabled", "TransitEncryptionEnabled"], true),
    references: ["CKV_AWS_30 ElasticacheReplicationGroupEncryptionAtTransit"],
    bad: ['description = "answers"'],
    good: ["transit_encryption_enabled = true"],
    base: [1, 1, 2, 1],
  }),
  row({
    id: "cache-no-token",
    title: "A cache (ElastiCache) near AI asks for no token (auth token)",
    why: "Whoever reaches its port reads conversations and puts other answers into it.",
    fix: "Set transit_encryption_enabled = true with an auth_token, or user_group_ids.",
    says: "asks nobody for a token",
    control: "ADS-SERV-02",
    types: CACHE,
    fails: {
      any: [
        isNot(["transit_encryption_enabled", "TransitEncryptionEnabled"], true),
        unset("auth_token", "AuthToken", "user_group_ids", "UserGroupIds"),
      ],
    },
    references: ["CKV_AWS_31 ElasticacheReplicationGroupEncryptionAtTransitAuthToken"],
    bad: ["transit_encryption_enabled = true"],
    good: ["transit_encryption_enabled = true", "auth_token = var.token"],
    base: [2, 2, 2, 1],
    urgent: true,
  }),
  row({
    id: "table-no-own-key",
    title: "A DynamoDB table near AI is not encrypted with a key of one's own (customer-managed KMS key, CMK)",
    why: "Conversations and what agents remember lie under a key of the provider.",
    fix: "Set server_side_encryption { enabled = true, kms_key_arn = … }.",
    says: "is not encrypted with a customer-managed key",
    control: "ADS-INFR-01",
    types: TABLE,
    fails: {
      any: [
        isNot(["server_side_encryption.enabled", "SSESpecification.SSEEnabled"], true),
        unset("server_side_encryption.kms_key_arn", "SSESpecification.KMSMasterKeyId"),
      ],
    },
    references: ["CKV_AWS_119 DynamoDBTablesEncrypted"],
    bad: ['name = "sessions"'],
    good: ["server_side_encryption {", "  enabled = true", "  kms_key_arn = aws_kms_key.x.arn", "}"],
  }),
  row({
    id: "documents-not-encrypted",
    title: "A document store (DocumentDB) near AI is not encrypted at rest",
    why: "Documents and their vectors lie in the clear on disks and in snapshots.",
    fix: "Set storage_encrypted = true.",
    says: "is not encrypted at rest",
    control: "ADS-INFR-01",
    types: DOCUMENTS,
    fails: isNot(["storage_encrypted", "StorageEncrypted"], true),
    references: ["CKV_AWS_74 DocDBEncryption"],
    bad: ['cluster_identifier = "docs"'],
    good: ["storage_encrypted = true"],
    base: [1, 1, 2, 1],
  }),
  row({
    id: "warehouse-public",
    title: "A data warehouse (Redshift) near AI is publicly accessible",
    why: "The tables that models learn from answer on the internet: one password stands before them.",
    fix: "Set publicly_accessible = false.",
    says: "is publicly accessible",
    control: "ADS-INFR-03",
    types: WAREHOUSE,
    fails: is(["publicly_accessible", "PubliclyAccessible"], true),
    references: ["CKV_AWS_87 RedshitClusterPubliclyAvailable, RedshiftClusterPubliclyAccessible"],
    bad: ["publicly_accessible = true"],
    good: ["publicly_accessible = false"],
    base: [3, 2, 3, 1],
    urgent: true,
  }),
  row({
    id: "warehouse-not-encrypted",
    title: "A data warehouse (Redshift) near AI is not encrypted at rest",
    why: "The tables that models learn from lie in the clear on disks and in snapshots.",
    fix: "Set encrypted = true.",
    says: "is not encrypted at rest",
    control: "ADS-INFR-01",
    types: WAREHOUSE,
    fails: isNot(["encrypted", "Encrypted"], true),
    references: ["CKV_AWS_64 RedshiftClusterEncryption"],
    bad: ['cluster_identifier = "features"'],
    good: ["encrypted = true"],
    base: [1, 1, 2, 1],
  }),
  row({
    id: "volume-not-encrypted",
    title: "A volume (EBS) near AI is not encrypted at rest",
    why: "Training data, checkpoints and caches lie in the clear.",
    fix: "Set encrypted = true.",
    says: "is not encrypted at rest",
    control: "ADS-INFR-01",
    types: VOLUME,
    fails: isNot(["encrypted", "Encrypted"], true),
    references: ["CKV_AWS_3 EBSEncryption"],
    bad: ["size = 100"],
    good: ["encrypted = true"],
  }),
  row({
    id: "function-no-vpc",
    title: "A Lambda function near AI does not run in a network of one's own (VPC)",
    why: "What a tool of an agent fetches and sends passes no network that anybody here filters or records.",
    fix: "Set vpc_config with private subnets, where the function handles private data.",
    says: "runs outside a network of one's own",
    control: "ADS-INFR-03",
    types: FUNCTION,
    fails: unset("vpc_config", "VpcConfig"),
    references: ["CKV_AWS_117 LambdaInVPC"],
    bad: ['function_name = "tool"'],
    good: ["vpc_config {", '  subnet_ids = ["subnet-1"]', "}"],
    base: [1, 0, 1, 1],
  }),
  row({
    id: "function-unsigned",
    title: "A Lambda function near AI takes unsigned code (no code signing)",
    why: "Whoever may update the function puts other code behind an agent's tool.",
    fix: "Set code_signing_config_arn.",
    says: "takes unsigned code",
    control: "ADS-SUPP-03",
    types: FUNCTION,
    fails: unset("code_signing_config_arn", "CodeSigningConfigArn"),
    references: ["CKV_AWS_272 LambdaCodeSigningConfigured"],
    bad: ['function_name = "tool"'],
    good: ["code_signing_config_arn = aws_lambda_code_signing_config.x.arn"],
    base: [1, 0, 1, 1],
  }),
  row({
    id: "eks-endpoint-public",
    title: "The API of an EKS cluster near AI has a public endpoint",
    why: "A leaked token is of use from outside the network.",
    fix: "Set endpoint_public_access = false and endpoint_private_access = true.",
    says: "has a public endpoint",
    control: "ADS-INFR-03",
    types: CLUSTER,
    fails: isNot(
      ["vpc_config.endpoint_public_access", "ResourcesVpcConfig.EndpointPublicAccess", "resources_vpc_config.endpoint_public_access"],
      false,
    ),
    references: ["CKV_AWS_39 EKSPublicAccess"],
    bad: ['name = "gpu"'],
    good: ["vpc_config {", "  endpoint_public_access = false", "}"],
    base: [1, 1, 2, 1],
  }),
];
