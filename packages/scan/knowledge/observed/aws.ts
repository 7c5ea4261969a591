import type { SettingPair, TypePair } from "./pair.ts";

/* Types: registry.terraform.io/providers/hashicorp/aws, docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference. */

const at = (says: string, observed: string, ...terraform: readonly string[]): SettingPair => ({ says, observed, terraform });
const role = (observed: string, ...terraform: readonly string[]): SettingPair => ({ says: "the role", observed, terraform, as: "name" });
const key = (observed: string, ...terraform: readonly string[]): SettingPair => ({ says: "the key", observed, terraform, as: "name" });

const PUBLIC_ACCESS = [
  ["BlockPublicAcls", "block_public_acls"],
  ["BlockPublicPolicy", "block_public_policy"],
  ["IgnorePublicAcls", "ignore_public_acls"],
  ["RestrictPublicBuckets", "restrict_public_buckets"],
] as const;

export const AWS_PAIRS: readonly TypePair[] = [
  {
    observed: "AWS::S3::Bucket",
    name: "BucketName",
    terraform: { aws_s3_bucket: "bucket", awscc_s3_bucket: "bucket_name" },
    settings: [
      ...PUBLIC_ACCESS.map(
        ([observed, path]): SettingPair => ({
          says: `public access (${observed})`,
          observed: `PublicAccessBlockConfiguration.${observed}`,
          companion: { types: ["aws_s3_bucket_public_access_block"], by: "bucket", path },
          fallback: false,
        }),
      ),
      {
        says: "versioning",
        observed: "VersioningConfiguration.Status",
        companion: { types: ["aws_s3_bucket_versioning"], by: "bucket", path: "versioning_configuration.status" },
      },
      {
        says: "encryption",
        observed: "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm",
        companion: {
          types: ["aws_s3_bucket_server_side_encryption_configuration"],
          by: "bucket",
          path: "rule.apply_server_side_encryption_by_default.sse_algorithm",
        },
      },
      {
        says: "the log bucket",
        observed: "LoggingConfiguration.DestinationBucketName",
        companion: { types: ["aws_s3_bucket_logging"], by: "bucket", path: "target_bucket" },
        as: "name",
      },
      {
        says: "the policy",
        observed: "PolicyDocument",
        observedIn: { type: "AWS::S3::BucketPolicy", by: "Bucket", path: "PolicyDocument" },
        companion: { types: ["aws_s3_bucket_policy", "AWS::S3::BucketPolicy"], by: "bucket", path: "policy" },
        as: "policy",
      },
    ],
  },
  {
    observed: "AWS::IAM::Role",
    name: "RoleName",
    terraform: { aws_iam_role: "name", awscc_iam_role: "role_name" },
    settings: [
      { says: "who may take it", observed: "AssumeRolePolicyDocument", terraform: ["assume_role_policy"], as: "policy" },
      {
        says: "attached policies",
        observed: "ManagedPolicyArns",
        terraform: ["managed_policy_arns"],
        companion: { types: ["aws_iam_role_policy_attachment", "aws_iam_policy_attachment"], by: "role", path: "policy_arn" },
        as: "extra",
      },
      {
        says: "inline policies",
        observed: "Policies.PolicyName",
        terraform: ["inline_policy.name"],
        companion: { types: ["aws_iam_role_policy"], by: "role", path: "name" },
        as: "extra",
      },
      { says: "the boundary", observed: "PermissionsBoundary", terraform: ["permissions_boundary"], as: "name" },
    ],
  },
  {
    observed: "AWS::IAM::User",
    name: "UserName",
    terraform: { aws_iam_user: "name" },
    settings: [
      {
        says: "attached policies",
        observed: "ManagedPolicyArns",
        terraform: [],
        companion: { types: ["aws_iam_user_policy_attachment"], by: "user", path: "policy_arn" },
        as: "extra",
      },
    ],
  },
  {
    observed: "AWS::IAM::ManagedPolicy",
    name: "ManagedPolicyName",
    terraform: { aws_iam_policy: "name" },
    settings: [{ says: "what it allows", observed: "PolicyDocument", terraform: ["policy"], as: "policy" }],
  },
  {
    observed: "AWS::KMS::Key",
    name: "Description",
    terraform: { aws_kms_key: "description" },
    settings: [
      at("rotation", "EnableKeyRotation", "enable_key_rotation"),
      { says: "the policy", observed: "KeyPolicy", terraform: ["policy"], as: "policy" },
    ],
  },
  {
    observed: "AWS::ECR::Repository",
    name: "RepositoryName",
    terraform: { aws_ecr_repository: "name", awscc_ecr_repository: "repository_name" },
    settings: [
      { ...at("whether tags can be moved", "ImageTagMutability", "image_tag_mutability"), fallback: "MUTABLE" },
      at("scanning", "ImageScanningConfiguration.ScanOnPush", "image_scanning_configuration.scan_on_push"),
      {
        says: "the policy",
        observed: "RepositoryPolicyText",
        companion: { types: ["aws_ecr_repository_policy"], by: "repository", path: "policy" },
        as: "policy",
      },
    ],
  },
  {
    observed: "AWS::SageMaker::NotebookInstance",
    name: "NotebookInstanceName",
    terraform: { aws_sagemaker_notebook_instance: "name", awscc_sagemaker_notebook_instance: "notebook_instance_name" },
    ai: true,
    settings: [
      { ...at("direct internet access", "DirectInternetAccess", "direct_internet_access"), fallback: "Enabled" },
      { ...at("root access", "RootAccess", "root_access"), fallback: "Enabled" },
      at(
        "the metadata version",
        "InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion",
        "instance_metadata_service_configuration.minimum_instance_metadata_service_version",
      ),
      at("the subnet", "SubnetId", "subnet_id"),
      key("KmsKeyId", "kms_key_id"),
      role("RoleArn", "role_arn"),
      { ...at("start-up scripts", "LifecycleConfigName", "lifecycle_config_name"), as: "name" },
    ],
  },
  {
    observed: "AWS::SageMaker::Model",
    name: "ModelName",
    terraform: { aws_sagemaker_model: "name", awscc_sagemaker_model: "model_name" },
    ai: true,
    settings: [
      { ...at("network isolation", "EnableNetworkIsolation", "enable_network_isolation"), fallback: false },
      role("ExecutionRoleArn", "execution_role_arn"),
      at("the image", "PrimaryContainer.Image", "primary_container.image"),
      at("where the model file stands", "PrimaryContainer.ModelDataUrl", "primary_container.model_data_url"),
    ],
  },
  {
    observed: "AWS::SageMaker::EndpointConfig",
    name: "EndpointConfigName",
    terraform: { aws_sagemaker_endpoint_configuration: "name" },
    ai: true,
    settings: [
      key("KmsKeyId", "kms_key_arn"),
      { ...at("the model", "ProductionVariants.ModelName", "production_variants.model_name"), as: "name" },
      at("data capture", "DataCaptureConfig.EnableCapture", "data_capture_config.enable_capture"),
      at("where requests are kept", "DataCaptureConfig.DestinationS3Uri", "data_capture_config.destination_s3_uri"),
    ],
  },
  {
    observed: "AWS::SageMaker::Endpoint",
    name: "EndpointName",
    terraform: { aws_sagemaker_endpoint: "name" },
    ai: true,
    settings: [{ ...at("its configuration", "EndpointConfigName", "endpoint_config_name"), as: "name" }],
  },
  {
    observed: "AWS::SageMaker::Domain",
    name: "DomainName",
    terraform: { aws_sagemaker_domain: "domain_name", awscc_sagemaker_domain: "domain_name" },
    ai: true,
    settings: [
      { ...at("network access", "AppNetworkAccessType", "app_network_access_type"), fallback: "PublicInternetOnly" },
      at("sign-in", "AuthMode", "auth_mode"),
      key("KmsKeyId", "kms_key_id"),
      role("DefaultUserSettings.ExecutionRole", "default_user_settings.execution_role"),
    ],
  },
  {
    observed: "AWS::SageMaker::FeatureGroup",
    name: "FeatureGroupName",
    terraform: { aws_sagemaker_feature_group: "feature_group_name" },
    ai: true,
    settings: [role("RoleArn", "role_arn")],
  },
  {
    observed: "AWS::SageMaker::Pipeline",
    name: "PipelineName",
    terraform: { aws_sagemaker_pipeline: "pipeline_name" },
    ai: true,
    settings: [role("RoleArn", "role_arn")],
  },
  {
    observed: "AWS::SageMaker::ModelPackageGroup",
    name: "ModelPackageGroupName",
    terraform: { aws_sagemaker_model_package_group: "model_package_group_name" },
    ai: true,
    settings: [],
  },
  { observed: "AWS::SageMaker::Cluster", name: "ClusterName", terraform: {}, ai: true, settings: [] },
  {
    observed: "AWS::SageMaker::MonitoringSchedule",
    name: "MonitoringScheduleName",
    terraform: { aws_sagemaker_monitoring_schedule: "name" },
    ai: true,
    settings: [],
  },
  {
    observed: "AWS::SageMaker::NotebookInstanceLifecycleConfig",
    name: "NotebookInstanceLifecycleConfigName",
    terraform: { aws_sagemaker_notebook_instance_lifecycle_configuration: "name" },
    ai: true,
    settings: [],
  },
  {
    observed: "AWS::Bedrock::Agent",
    name: "AgentName",
    terraform: { aws_bedrockagent_agent: "agent_name", awscc_bedrock_agent: "agent_name" },
    ai: true,
    settings: [
      at("the model", "FoundationModel", "foundation_model"),
      role("AgentResourceRoleArn", "agent_resource_role_arn"),
      {
        ...at("the guardrail", "GuardrailConfiguration.GuardrailIdentifier", "guardrail_configuration.guardrail_identifier"),
        as: "name",
      },
      key("CustomerEncryptionKeyArn", "customer_encryption_key_arn"),
    ],
  },
  {
    observed: "AWS::Bedrock::Guardrail",
    name: "Name",
    terraform: { aws_bedrock_guardrail: "name", awscc_bedrock_guardrail: "name" },
    ai: true,
    settings: [
      at("its filters", "ContentPolicyConfig.FiltersConfig.Type", "content_policy_config.filters_config.type"),
      at(
        "how strongly it filters what comes in",
        "ContentPolicyConfig.FiltersConfig.InputStrength",
        "content_policy_config.filters_config.input_strength",
      ),
      at(
        "how strongly it filters what goes out",
        "ContentPolicyConfig.FiltersConfig.OutputStrength",
        "content_policy_config.filters_config.output_strength",
      ),
    ],
  },
  {
    observed: "AWS::Bedrock::KnowledgeBase",
    name: "Name",
    terraform: { aws_bedrockagent_knowledge_base: "name" },
    ai: true,
    settings: [role("RoleArn", "role_arn")],
  },
  { observed: "AWS::Bedrock::DataSource", name: "Name", terraform: { aws_bedrockagent_data_source: "name" }, ai: true, settings: [] },
  {
    observed: "AWS::Bedrock::CustomModel",
    name: "CustomModelName",
    terraform: { aws_bedrock_custom_model: "custom_model_name" },
    ai: true,
    settings: [],
  },
  { observed: "AWS::Bedrock::ImportedModel", name: "ImportedModelName", terraform: {}, ai: true, settings: [] },
  {
    observed: "AWS::Bedrock::ProvisionedModelThroughput",
    name: "ProvisionedModelName",
    terraform: { aws_bedrock_provisioned_model_throughput: "provisioned_model_name" },
    ai: true,
    settings: [],
  },
  {
    observed: "AWS::BedrockAgentCore::Gateway",
    name: "Name",
    terraform: { aws_bedrockagentcore_gateway: "name" },
    ai: true,
    settings: [at("who may call it", "AuthorizerType", "authorizer_type"), role("RoleArn", "role_arn")],
  },
  {
    observed: "AWS::BedrockAgentCore::Runtime",
    name: "AgentRuntimeName",
    terraform: { aws_bedrockagentcore_agent_runtime: "agent_runtime_name" },
    ai: true,
    settings: [role("RoleArn", "role_arn")],
  },
  {
    observed: "AWS::Kendra::Index",
    name: "Name",
    terraform: { aws_kendra_index: "name" },
    ai: true,
    settings: [role("RoleArn", "role_arn"), at("who sees what", "UserContextPolicy", "user_context_policy")],
  },
  {
    observed: "AWS::OpenSearchServerless::Collection",
    name: "Name",
    terraform: { aws_opensearchserverless_collection: "name" },
    ai: true,
    settings: [],
  },
  {
    observed: "AWS::OpenSearchServerless::SecurityPolicy",
    name: "Name",
    terraform: { aws_opensearchserverless_security_policy: "name" },
    settings: [{ says: "what it allows", observed: "Policy", terraform: ["policy"], as: "policy" }],
  },
  {
    observed: "AWS::OpenSearchServerless::AccessPolicy",
    name: "Name",
    terraform: { aws_opensearchserverless_access_policy: "name" },
    settings: [{ says: "what it allows", observed: "Policy", terraform: ["policy"], as: "policy" }],
  },
  {
    observed: "AWS::OpenSearchService::Domain",
    name: "DomainName",
    terraform: { aws_opensearch_domain: "domain_name", aws_elasticsearch_domain: "domain_name" },
    settings: [
      at("encryption at rest", "EncryptionAtRestOptions.Enabled", "encrypt_at_rest.enabled"),
      at("encryption between nodes", "NodeToNodeEncryptionOptions.Enabled", "node_to_node_encryption.enabled"),
      at("encryption in transit", "DomainEndpointOptions.EnforceHTTPS", "domain_endpoint_options.enforce_https"),
      at("fine-grained access", "AdvancedSecurityOptions.Enabled", "advanced_security_options.enabled"),
      { says: "the policy", observed: "AccessPolicies", terraform: ["access_policies"], as: "policy" },
    ],
  },
  {
    observed: "AWS::Lambda::Function",
    name: "FunctionName",
    terraform: { aws_lambda_function: "function_name" },
    settings: [
      role("Role", "role"),
      {
        says: "who may call its address",
        observed: "AuthType",
        observedIn: { type: "AWS::Lambda::Url", by: "TargetFunctionArn", path: "AuthType" },
        companion: { types: ["aws_lambda_function_url"], by: "function_name", path: "authorization_type" },
        fallback: "no address",
      },
    ],
  },
  {
    observed: "AWS::EKS::Cluster",
    name: "Name",
    terraform: { aws_eks_cluster: "name" },
    settings: [
      { ...at("the public address", "ResourcesVpcConfig.EndpointPublicAccess", "vpc_config.endpoint_public_access"), fallback: true },
      at("who reaches the public address", "ResourcesVpcConfig.PublicAccessCidrs", "vpc_config.public_access_cidrs"),
      role("RoleArn", "role_arn"),
    ],
  },
  {
    observed: "AWS::EKS::Nodegroup",
    name: "NodegroupName",
    terraform: { aws_eks_node_group: "node_group_name" },
    settings: [role("NodeRole", "node_role_arn")],
  },
  {
    observed: "AWS::CloudTrail::Trail",
    name: "TrailName",
    terraform: { aws_cloudtrail: "name" },
    settings: [
      { ...at("whether it records", "IsLogging", "enable_logging"), fallback: true },
      at("all regions", "IsMultiRegionTrail", "is_multi_region_trail"),
      at("validation of its files", "EnableLogFileValidation", "enable_log_file_validation"),
    ],
  },
  {
    observed: "AWS::EC2::SecurityGroup",
    name: "GroupName",
    terraform: { aws_security_group: "name" },
    settings: [
      {
        says: "who may come in",
        observed: "SecurityGroupIngress.CidrIp",
        terraform: ["ingress.cidr_blocks"],
        companion: {
          types: ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
          by: "security_group_id",
          path: "cidr_blocks",
        },
        as: "extra",
      },
    ],
  },
  {
    observed: "AWS::RDS::DBInstance",
    name: "DBInstanceIdentifier",
    terraform: { aws_db_instance: "identifier" },
    settings: [
      { ...at("public access", "PubliclyAccessible", "publicly_accessible"), fallback: false },
      at("encryption", "StorageEncrypted", "storage_encrypted"),
    ],
  },
  { observed: "AWS::Glue::Database", name: "DatabaseInput.Name", terraform: { aws_glue_catalog_database: "name" }, settings: [] },
  { observed: "AWS::Glue::Job", name: "Name", terraform: { aws_glue_job: "name" }, settings: [role("Role", "role_arn")] },
];
