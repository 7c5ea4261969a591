import { inTemplate, inTerraform, noOwnKey, ownKeyRow, template, terraform, types } from "./aws-row.ts";
import { is, isNot, unset } from "./conditions.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * Where embeddings and documents for retrieval lie in AWS: OpenSearch (Elasticsearch before), OpenSearch Serverless, Kendra
 * (docs.aws.amazon.com/opensearch-service, …/kendra).
 */

const ELASTIC = [...types("AWS::Elasticsearch::Domain", "aws_elasticsearch_domain"), "AWS::Elasticsearch::Domain"];
const DOMAIN = [...new Set([...types("AWS::OpenSearchService::Domain", "aws_opensearch_domain"), ...ELASTIC])];
const TERRAFORM_DOMAIN = DOMAIN.filter((type) => type.startsWith("aws_"));
const TEMPLATE_DOMAIN = DOMAIN.filter((type) => !type.startsWith("aws_"));
const SERVERLESS_POLICY = types("AWS::OpenSearchServerless::SecurityPolicy", "aws_opensearchserverless_security_policy");

const logged = (kind: string): Condition => ({
  any: [
    {
      some: "log_publishing_options",
      where: { all: [is("log_type", kind), isNot("enabled", false), { not: unset("cloudwatch_log_group_arn") }] },
    },
    is(`LogPublishingOptions.${kind}.Enabled`, true),
    is(`log_publishing_options.${kind.toLowerCase()}.enabled`, true),
  ],
});

const domain = (...settings: readonly string[]): string => terraform("aws_opensearch_domain", 'domain_name = "vectors"', ...settings);
const networkPolicy = (anyone: boolean): string =>
  terraform(
    "aws_opensearchserverless_security_policy",
    'name = "vectors"',
    'type = "network"',
    `policy = jsonencode([{ Rules = [{ ResourceType = "collection", Resource = ["collection/vectors"] }], AllowFromPublic = ${anyone} }])`,
  );
const encryptionPolicy = (key: string): string =>
  terraform(
    "aws_opensearchserverless_security_policy",
    'name = "vectors"',
    'type = "encryption"',
    `policy = jsonencode({ Rules = [{ ResourceType = "collection", Resource = ["collection/vectors"] }], ${key} })`,
  );
const accessPolicy = (principal: string): string =>
  terraform(
    "aws_opensearchserverless_access_policy",
    'name = "vectors"',
    'type = "data"',
    `policy = jsonencode([{ Rules = [{ ResourceType = "index", Resource = ["index/vectors/*"], Permission = ["aoss:*"] }], Principal = ["${principal}"] }])`,
  );

export const SEARCH: readonly SettingRow[] = [
  {
    id: "opensearch-not-encrypted",
    title: "An OpenSearch or Elasticsearch domain is not encrypted at rest",
    why: "Documents and embeddings, from which texts can be won back, lie in the clear on disks and in snapshots.",
    fix: "Set encrypt_at_rest { enabled = true }.",
    base: [1, 2, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    says: "is not encrypted at rest",
    cases: [
      {
        types: DOMAIN,
        fails: isNot(["encrypt_at_rest.enabled", "EncryptionAtRestOptions.Enabled", "encryption_at_rest_options.enabled"], true),
      },
    ],
    references: ["BR21", "CKV_AWS_5 ElasticsearchEncryption", "prowler opensearch_service_domains_encryption_at_rest_enabled"],
    bad: [
      inTerraform("not set", domain()),
      inTemplate("switched off", template("AWS::OpenSearchService::Domain", "EncryptionAtRestOptions:", "  Enabled: false")),
    ],
    good: [inTerraform("switched on", domain("encrypt_at_rest {", "  enabled = true", "}"))],
  },
  ownKeyRow({
    id: "opensearch-unencrypted",
    what: "An OpenSearch or Elasticsearch domain",
    holds: "Documents and embeddings lie",
    fix: "Set encrypt_at_rest { enabled = true, kms_key_id = … }.",
    types: DOMAIN,
    keys: ["encrypt_at_rest.kms_key_id", "EncryptionAtRestOptions.KmsKeyId", "encryption_at_rest_options.kms_key_id"],
    references: ["CKV_AWS_247 ElasticsearchEncryptionWithCMK"],
    bad: [inTerraform("no key", domain("encrypt_at_rest {", "  enabled = true", "}"))],
    good: [inTerraform("a key", domain("encrypt_at_rest {", "  enabled = true", "  kms_key_id = aws_kms_key.search.arn", "}"))],
  }),
  {
    id: "opensearch-node-traffic-unencrypted",
    title: "Traffic between the nodes of an OpenSearch or Elasticsearch domain is not encrypted",
    why: "Documents and embeddings pass between the machines in the clear.",
    fix: "Set node_to_node_encryption { enabled = true }.",
    base: [1, 1, 2, 1],
    controls: ["ADS-SECR-06"],
    says: "does not encrypt traffic between its nodes",
    cases: [
      {
        types: TERRAFORM_DOMAIN,
        when: { setting: "cluster_config.instance_count", above: 1 },
        fails: isNot("node_to_node_encryption.enabled", true),
      },
      {
        types: TEMPLATE_DOMAIN,
        fails: isNot(["NodeToNodeEncryptionOptions.Enabled", "node_to_node_encryption_options.enabled"], true),
      },
    ],
    references: [
      "BR21",
      "CKV_AWS_6 ElasticsearchNodeToNodeEncryption",
      "prowler opensearch_service_domains_node_to_node_encryption_enabled",
    ],
    bad: [inTerraform("two nodes", domain("cluster_config {", "  instance_count = 2", "}"))],
    good: [
      inTerraform(
        "encrypted",
        domain("cluster_config {", "  instance_count = 2", "}", "node_to_node_encryption {", "  enabled = true", "}"),
      ),
      inTerraform("one node", domain("cluster_config {", "  instance_count = 1", "}")),
    ],
  },
  {
    id: "opensearch-plain-http",
    title: "An OpenSearch or Elasticsearch domain does not enforce HTTPS",
    why: "Documents, queries and passwords pass the network in the clear.",
    fix: "Set domain_endpoint_options { enforce_https = true }.",
    base: [2, 2, 2, 1],
    controls: ["ADS-SECR-06"],
    says: "answers over plain HTTP",
    cases: [
      {
        types: TERRAFORM_DOMAIN,
        when: { not: unset("domain_endpoint_options") },
        fails: isNot("domain_endpoint_options.enforce_https", true),
      },
      {
        types: TEMPLATE_DOMAIN,
        fails: isNot(["DomainEndpointOptions.EnforceHTTPS", "domain_endpoint_options.enforce_https"], true),
      },
    ],
    references: ["BR21", "CKV_AWS_83 ElasticsearchDomainEnforceHTTPS", "prowler opensearch_service_domains_https_communications_enforced"],
    bad: [inTerraform("switched off", domain("domain_endpoint_options {", "  enforce_https = false", "}"))],
    good: [inTerraform("enforced", domain("domain_endpoint_options {", "  enforce_https = true", "}"))],
  },
  {
    id: "opensearch-old-tls",
    title: "An OpenSearch or Elasticsearch domain accepts old versions of TLS",
    why: "Clients may be brought down to TLS 1.0, whose holes are published.",
    fix: 'Set tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10".',
    base: [2, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-SECR-06"],
    says: "accepts versions of TLS before 1.2",
    cases: [
      {
        types: DOMAIN,
        fails: isNot(
          ["domain_endpoint_options.tls_security_policy", "DomainEndpointOptions.TLSSecurityPolicy"],
          "Policy-Min-TLS-1-2-2019-07",
          "Policy-Min-TLS-1-2-PFS-2023-10",
          "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
        ),
      },
    ],
    references: ["BR21", "CKV_AWS_228 ElasticsearchTLSPolicy"],
    bad: [inTerraform("as it is by default", domain())],
    good: [inTerraform("1.2", domain("domain_endpoint_options {", '  tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"', "}"))],
  },
  {
    id: "opensearch-no-vpc",
    title: "An OpenSearch or Elasticsearch domain has a public endpoint (not inside a VPC)",
    why: "Its address answers on the internet; only the access policy stands before the documents and embeddings.",
    fix: "Set vpc_options with private subnets and a security group.",
    base: [3, 1, 2, 1],
    because: { exposure: "anybody on the internet, held off by the access policy alone" },
    controls: ["ADS-INFR-03"],
    says: "answers at a public endpoint (no VPC)",
    cases: [{ types: DOMAIN, fails: unset("vpc_options", "VPCOptions") }],
    references: ["BR21", "CKV_AWS_137 ElasticsearchInVPC", "prowler opensearch_service_domains_not_publicly_accessible"],
    bad: [inTerraform("no network", domain())],
    good: [inTerraform("private", domain("vpc_options {", '  subnet_ids = ["subnet-1"]', "}"))],
  },
  {
    id: "opensearch-default-security-group",
    title: "An OpenSearch or Elasticsearch domain in a VPC uses the default security group",
    why: "Whatever else stands in the network and has no group of its own reaches the domain.",
    fix: "Name security_group_ids that let in only those who ask.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    says: "names no security group",
    cases: [
      {
        types: DOMAIN,
        fails: unset("vpc_options.security_group_ids", "VPCOptions.SecurityGroupIds"),
      },
    ],
    references: ["CKV_AWS_248 ElasticsearchDefaultSG"],
    bad: [inTerraform("none", domain("vpc_options {", '  subnet_ids = ["subnet-1"]', "}"))],
    good: [inTerraform("one", domain("vpc_options {", '  subnet_ids = ["subnet-1"]', '  security_group_ids = ["sg-1"]', "}"))],
  },
  {
    id: "opensearch-no-fine-grained-access",
    title: "An OpenSearch or Elasticsearch domain has no fine-grained access control",
    why: "Whoever reaches the domain reads and changes every index, those of other tenants of a retrieval service too.",
    fix: "Set advanced_security_options { enabled = true } with a master user or a master role.",
    base: [2, 2, 2, 1],
    controls: ["ADS-SERV-02"],
    says: "has no fine-grained access control",
    cases: [
      {
        types: DOMAIN,
        fails: {
          all: [
            isNot(
              ["advanced_security_options.enabled", "AdvancedSecurityOptions.Enabled", "AdvancedSecurityOptions.AdvancedSecurityEnabled"],
              true,
            ),
            isNot(
              ["advanced_security_options.internal_user_database_enabled", "AdvancedSecurityOptions.InternalUserDatabaseEnabled"],
              true,
            ),
          ],
        },
      },
    ],
    references: [
      "BR21",
      "CKV2_AWS_52 OpenSearchDomainHasFineGrainedControl",
      "prowler opensearch_service_domains_access_control_enabled",
      "prowler opensearch_service_domains_internal_user_database_enabled",
    ],
    bad: [inTerraform("none", domain())],
    good: [inTerraform("enabled", domain("advanced_security_options {", "  enabled = true", "}"))],
  },
  {
    id: "opensearch-no-audit-log",
    title: "An OpenSearch or Elasticsearch domain keeps no audit log",
    why: "Who read or changed which index cannot be told afterwards.",
    fix: 'Publish the log of type "AUDIT_LOGS" to a log group.',
    base: [1, 0, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    says: "keeps no audit log",
    cases: [{ types: DOMAIN, fails: { not: logged("AUDIT_LOGS") } }],
    references: ["CKV_AWS_317 ElasticsearchDomainAuditLogging", "prowler opensearch_service_domains_audit_logging_enabled"],
    bad: [inTerraform("none", domain())],
    good: [
      inTerraform(
        "audit",
        domain("log_publishing_options {", '  log_type = "AUDIT_LOGS"', "  cloudwatch_log_group_arn = aws_cloudwatch_log_group.x.arn", "}"),
      ),
    ],
  },
  {
    id: "opensearch-no-log",
    title: "An OpenSearch or Elasticsearch domain publishes no logs",
    why: "Neither failures nor searches can be looked into afterwards.",
    fix: "Set log_publishing_options with a log group.",
    base: [1, 0, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    says: "publishes no logs",
    cases: [
      {
        types: DOMAIN,
        fails: {
          not: {
            any: [
              { some: "log_publishing_options", where: { all: [{ not: unset("cloudwatch_log_group_arn") }, isNot("enabled", false)] } },
              ...["AUDIT_LOGS", "SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS", "ES_APPLICATION_LOGS"].map((kind): Condition => logged(kind)),
            ],
          },
        },
      },
    ],
    references: ["CKV_AWS_84 ElasticsearchDomainLogging", "prowler opensearch_service_domains_cloudwatch_logging_enabled"],
    bad: [inTerraform("none", domain())],
    good: [
      inTerraform(
        "slow searches",
        domain(
          "log_publishing_options {",
          '  log_type = "SEARCH_SLOW_LOGS"',
          "  cloudwatch_log_group_arn = aws_cloudwatch_log_group.x.arn",
          "}",
        ),
      ),
    ],
  },
  {
    id: "opensearch-no-dedicated-master",
    title: "An OpenSearch or Elasticsearch domain has no dedicated master node",
    why: "Heavy searches take down what holds the cluster together, and retrieval with it.",
    fix: "Set cluster_config { dedicated_master_enabled = true, dedicated_master_count = 3, zone_awareness_enabled = true }.",
    base: [0, 0, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    says: "has no dedicated master nodes",
    cases: [
      {
        types: DOMAIN,
        fails: isNot(
          [
            "cluster_config.dedicated_master_enabled",
            "ElasticsearchClusterConfig.DedicatedMasterEnabled",
            "ClusterConfig.DedicatedMasterEnabled",
          ],
          true,
        ),
      },
    ],
    references: ["CKV2_AWS_59 ElasticSearchDedicatedMasterEnabled"],
    bad: [inTerraform("none", domain())],
    good: [inTerraform("one", domain("cluster_config {", "  dedicated_master_enabled = true", "}"))],
  },
  {
    id: "opensearch-not-fault-tolerant",
    title: "An OpenSearch or Elasticsearch domain has fewer than three dedicated master nodes in several zones (HA)",
    why: "One machine or one zone takes the domain down, and retrieval with it.",
    fix: "Set dedicated_master_count = 3 and zone_awareness_enabled = true.",
    base: [0, 0, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    says: "does not outlive the loss of a machine or a zone",
    cases: [
      {
        types: DOMAIN,
        fails: {
          not: {
            all: [
              {
                setting: [
                  "cluster_config.dedicated_master_count",
                  "ElasticsearchClusterConfig.DedicatedMasterCount",
                  "ClusterConfig.DedicatedMasterCount",
                ],
                above: 2,
              },
              is(
                [
                  "cluster_config.zone_awareness_enabled",
                  "ElasticsearchClusterConfig.ZoneAwarenessEnabled",
                  "ClusterConfig.ZoneAwarenessEnabled",
                ],
                true,
              ),
            ],
          },
        },
      },
    ],
    references: ["CKV_AWS_318 ElasticsearchDomainHA", "prowler opensearch_service_domains_fault_tolerant_master_nodes"],
    bad: [inTerraform("one", domain("cluster_config {", "  dedicated_master_count = 1", "}"))],
    good: [
      inTerraform(
        "three in several zones",
        domain("cluster_config {", "  dedicated_master_count = 3", "  zone_awareness_enabled = true", "}"),
      ),
    ],
  },
  {
    id: "opensearch-serverless-public",
    title: "An OpenSearch Serverless collection is reachable from the internet (AllowFromPublic)",
    why: "The vector store answers on the internet; only its data access policy stands before the documents.",
    fix: "Name SourceVPCEs or SourceServices (bedrock.amazonaws.com) in the network policy and set AllowFromPublic to false.",
    base: [3, 2, 2, 2],
    because: { exposure: "anybody on the internet who comes by a key", data: "documents and embeddings" },
    controls: ["ADS-INFR-03"],
    says: "lets anybody on the internet reach the collection (AllowFromPublic)",
    cases: [{ types: SERVERLESS_POLICY, fails: { setting: ["policy", "Policy"], matches: '(?i)"?AllowFromPublic\\\\?"?\\s*:\\s*"?true' } }],
    references: ["BR16"],
    bad: [
      inTerraform("public", networkPolicy(true)),
      inTemplate(
        "public in CloudFormation",
        template(
          "AWS::OpenSearchServerless::SecurityPolicy",
          "Name: vectors",
          "Type: network",
          `Policy: '[{"Rules":[{"ResourceType":"collection","Resource":["collection/vectors"]}],"AllowFromPublic":true}]'`,
        ),
      ),
    ],
    good: [inTerraform("private", networkPolicy(false))],
  },
  {
    id: "opensearch-serverless-any-principal",
    title: "A data access policy of OpenSearch Serverless names everybody or the whole account",
    why: "Whoever is anybody in the account reads and rewrites every document that answers are made of.",
    fix: "Name the roles that index and those that search, each with the permissions it needs.",
    base: [2, 3, 2, 2],
    because: { exposure: "every principal of the account", exploitability: "one request" },
    controls: ["ADS-SERV-02"],
    says: "gives the index to everybody in the account",
    cases: [
      {
        types: types("AWS::OpenSearchServerless::AccessPolicy", "aws_opensearchserverless_access_policy"),
        fails: { setting: ["policy", "Policy"], matches: '(?i)"Principal"\\s*:\\s*\\[?[^\\]]*(?:"\\*"|:root")' },
      },
    ],
    references: ["BR17"],
    bad: [inTerraform("the account", accessPolicy("arn:aws:iam::111122223333:root"))],
    good: [inTerraform("a role", accessPolicy("arn:aws:iam::111122223333:role/ingest"))],
  },
  {
    id: "opensearch-serverless-unencrypted",
    title: "An OpenSearch Serverless collection is not encrypted with a key of one's own (customer-managed KMS key, CMK)",
    why: "Documents and embeddings lie under a key of the provider that nobody here can take away.",
    fix: "Name KmsARN in the encryption policy instead of AWSOwnedKey.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    says: "encrypts with a key of the provider (AWSOwnedKey)",
    cases: [{ types: SERVERLESS_POLICY, fails: { setting: ["policy", "Policy"], matches: '(?i)"?AWSOwnedKey\\\\?"?\\s*:\\s*"?true' } }],
    bad: [inTerraform("the provider's", encryptionPolicy("AWSOwnedKey = true"))],
    good: [inTerraform("one's own", encryptionPolicy('AWSOwnedKey = false, KmsARN = "arn:aws:kms:eu-west-1:111122223333:key/x"'))],
  },
  ownKeyRow({
    id: "kendra-index-unencrypted",
    what: "A Kendra index",
    holds: "The documents of the whole company lie",
    fix: "Set server_side_encryption_configuration { kms_key_id = … }.",
    types: types("AWS::Kendra::Index", "aws_kendra_index"),
    keys: ["server_side_encryption_configuration.kms_key_id", "ServerSideEncryptionConfiguration.KmsKeyId"],
    references: ["CKV_AWS_262 KendraIndexSSEUsesCMK"],
    bad: [inTerraform("no key", terraform("aws_kendra_index", 'name = "handbook"'))],
    good: [
      inTerraform(
        "a key",
        terraform("aws_kendra_index", "server_side_encryption_configuration {", "  kms_key_id = aws_kms_key.search.arn", "}"),
      ),
    ],
  }),
  {
    id: "kendra-index-no-user-context",
    title: "A Kendra index does not look at who asks",
    why: "Everybody who may ask the index finds every document in it, whoever may read the document at its source.",
    fix: 'Set user_context_policy = "USER_TOKEN" with user_token_configurations, or filter by attributes with every query.',
    base: [2, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-SERV-02"],
    says: "does not filter documents by who asks",
    cases: [
      {
        types: types("AWS::Kendra::Index", "aws_kendra_index"),
        fails: isNot(["user_context_policy", "UserContextPolicy"], "USER_TOKEN"),
      },
    ],
    bad: [inTerraform("as it is by default", terraform("aws_kendra_index", 'name = "handbook"'))],
    good: [inTerraform("tokens", terraform("aws_kendra_index", 'user_context_policy = "USER_TOKEN"'))],
  },
  {
    id: "s3-vectors-unencrypted",
    title: "An S3 vector bucket is not encrypted with a key of one's own (customer-managed KMS key, CMK)",
    why: "Embeddings, from which texts can be won back, lie under a key of the provider.",
    fix: 'Set encryption_configuration with sse_type = "aws:kms" and kms_key_arn.',
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    says: "is not encrypted with a customer-managed key",
    cases: [
      {
        types: types("AWS::S3Vectors::VectorBucket", "aws_s3vectors_vector_bucket"),
        fails: noOwnKey("encryption_configuration.kms_key_arn", "EncryptionConfiguration.KmsKeyArn"),
      },
    ],
    bad: [inTerraform("no key", terraform("aws_s3vectors_vector_bucket", 'vector_bucket_name = "vectors"'))],
    good: [
      inTerraform(
        "a key",
        terraform("aws_s3vectors_vector_bucket", "encryption_configuration {", "  kms_key_arn = aws_kms_key.v.arn", "}"),
      ),
    ],
  },
];
