import type { ResourceLink, ResourceMeaning } from "./schema.ts";

/* Terraform types of AWS (registry.terraform.io/providers/hashicorp/aws, …/awscc). */

const bucket: ResourceMeaning = { kind: "storage", names: ["bucket", "bucket_name"], attributes: ["acl", "force_destroy"] };
const role: ResourceMeaning = {
  kind: "identity",
  names: ["name", "role_name", "name_prefix"],
  attributes: ["assume_role_policy", "assume_role_policy_document"],
};
const agent: ResourceMeaning = {
  kind: "agent",
  names: ["agent_name"],
  service: "bedrock",
  models: [{ path: "foundation_model", provider: "bedrock" }],
  prompts: ["instruction"],
  tools: { path: "action_groups", name: "action_group_name" },
  relations: [
    { path: "agent_resource_role_arn", kind: "runs_as" },
    { path: "guardrail_configuration.guardrail_identifier", kind: "protected_by" },
    { path: "knowledge_bases.knowledge_base_id", kind: "retrieves_from" },
    { path: "action_groups.action_group_executor.lambda", kind: "calls" },
    { path: "agent_collaborators.agent_descriptor.alias_arn", kind: "invokes_agent" },
    { path: "foundation_model", kind: "uses_model" },
  ],
  attributes: ["idle_session_ttl_in_seconds", "customer_encryption_key_arn", "agent_collaboration", "auto_prepare", "memory_configuration"],
};
const knowledgeBase: ResourceMeaning = {
  kind: "knowledge-base",
  names: ["name"],
  service: "bedrock",
  models: [
    {
      path: "knowledge_base_configuration.vector_knowledge_base_configuration.embedding_model_arn",
      provider: "bedrock",
      kind: "embeds_with",
    },
  ],
  relations: [
    { path: "role_arn", kind: "runs_as" },
    { path: "storage_configuration", kind: "stored_in" },
    { path: "knowledge_base_configuration.kendra_knowledge_base_configuration.kendra_index_arn", kind: "retrieves_from" },
  ],
};
const dataSource: ResourceMeaning = {
  kind: "data-source",
  names: ["name"],
  relations: [
    { path: "knowledge_base_id", kind: "reads", reverse: true },
    { path: "data_source_configuration", kind: "stored_in" },
    { path: "configuration.s3_configuration.bucket_name", kind: "stored_in" },
    { path: "index_id", kind: "reads", reverse: true },
  ],
};
const guardrail: ResourceMeaning = {
  kind: "guardrail",
  names: ["name"],
  attributes: [
    "blocked_input_messaging",
    "content_policy_config",
    "sensitive_information_policy_config",
    "topic_policy_config",
    "contextual_grounding_policy_config",
  ],
};
const managedPrompt: ResourceMeaning = {
  kind: "prompt",
  names: ["name"],
  models: [
    { path: "variant.model_id", provider: "bedrock" },
    { path: "variants.model_id", provider: "bedrock" },
  ],
};
const lambda: ResourceMeaning = {
  kind: "compute",
  names: ["function_name"],
  environment: ["environment.variables"],
  images: ["image_uri"],
  relations: [
    { path: "role", kind: "runs_as" },
    { path: "environment.variables", kind: "calls" },
    { path: "environment.variables", kind: "reads" },
  ],
  attributes: ["runtime", "handler"],
};
const profile: ResourceMeaning = {
  kind: "deployed-model",
  names: ["name", "inference_profile_name"],
  service: "bedrock",
  models: [{ path: "model_source.copy_from", provider: "bedrock", kind: "deploys" }],
};
const monitoringJob: ResourceMeaning = {
  kind: "evaluation-run",
  names: ["name"],
  service: "sagemaker",
  relations: [{ path: "role_arn", kind: "runs_as" }],
  attributes: ["network_config"],
};

export const TERRAFORM_AWS: { readonly [type: string]: ResourceMeaning } = {
  "data.aws_sagemaker_prebuilt_ecr_image": { kind: "container-image", names: ["repository_name"] },
  aws_sagemaker_model: {
    kind: "model",
    deployedBy: ["primary_container.model_package_name", "container.model_package_name"],
    names: ["name"],
    models: [
      { path: "primary_container.environment.HF_MODEL_ID", provider: "hub", kind: "derived_from" },
      { path: "primary_container.model_package_name", provider: "sagemaker", kind: "derived_from" },
      { path: "container.model_package_name", provider: "sagemaker", kind: "derived_from" },
    ],
    images: ["primary_container.image", "container.image"],
    relations: [
      { path: "execution_role_arn", kind: "runs_as" },
      { path: "primary_container.model_data_url", kind: "stored_in" },
      { path: "container.model_data_url", kind: "stored_in" },
      { path: "primary_container.model_data_source", kind: "stored_in" },
      { path: "primary_container.image", kind: "uses_image" },
      { path: "container.image", kind: "uses_image" },
    ],
    environment: ["primary_container.environment"],
    attributes: ["enable_network_isolation"],
  },
  aws_sagemaker_endpoint: {
    kind: "endpoint",
    names: ["name"],
    service: "sagemaker",
    relations: [{ path: "endpoint_config_name", kind: "uses_config" }],
  },
  aws_sagemaker_endpoint_configuration: {
    kind: "endpoint-config",
    names: ["name"],
    service: "sagemaker",
    relations: [
      { path: "production_variants.model_name", kind: "deploys" },
      { path: "shadow_production_variants.model_name", kind: "deploys" },
      { path: "data_capture_config.destination_s3_uri", kind: "writes_to" },
    ],
    attributes: ["kms_key_arn"],
  },
  aws_sagemaker_notebook_instance: {
    kind: "compute",
    names: ["name"],
    service: "sagemaker",
    relations: [{ path: "role_arn", kind: "runs_as" }],
    attributes: ["instance_type", "direct_internet_access", "root_access", "kms_key_id", "subnet_id"],
  },
  aws_sagemaker_domain: {
    kind: "compute",
    names: ["domain_name"],
    service: "sagemaker",
    relations: [{ path: "default_user_settings.execution_role", kind: "runs_as" }],
    attributes: ["auth_mode", "app_network_access_type", "kms_key_id"],
  },
  aws_sagemaker_app: { kind: "application", names: ["app_name"], service: "sagemaker" },
  aws_sagemaker_feature_group: {
    kind: "feature-store",
    names: ["feature_group_name"],
    service: "sagemaker",
    relations: [
      { path: "role_arn", kind: "runs_as" },
      { path: "offline_store_config.s3_storage_config.s3_uri", kind: "stored_in" },
    ],
  },
  aws_sagemaker_pipeline: {
    kind: "pipeline",
    names: ["pipeline_name", "pipeline_display_name"],
    service: "sagemaker",
    relations: [{ path: "role_arn", kind: "runs_as" }],
  },
  aws_sagemaker_model_package_group: { kind: "model-registry", names: ["model_package_group_name"], service: "sagemaker" },
  aws_sagemaker_mlflow_tracking_server: {
    kind: "experiment-tracker",
    names: ["tracking_server_name"],
    service: "sagemaker",
    relations: [
      { path: "artifact_store_uri", kind: "stored_in" },
      { path: "role_arn", kind: "runs_as" },
    ],
  },
  aws_sagemaker_data_quality_job_definition: monitoringJob,
  aws_sagemaker_monitoring_schedule: monitoringJob,
  aws_bedrockagent_agent: agent,
  awscc_bedrock_agent: agent,
  aws_bedrockagent_agent_action_group: {
    kind: "tool",
    names: ["action_group_name"],
    relations: [
      { path: "agent_id", kind: "uses_tool", reverse: true },
      { path: "action_group_executor.lambda", kind: "calls" },
    ],
    attributes: ["parent_action_group_signature"],
  },
  aws_bedrockagent_agent_alias: {
    kind: "endpoint",
    names: ["agent_alias_name"],
    service: "bedrock",
    relations: [{ path: "agent_id", kind: "exposes" }],
  },
  awscc_bedrock_agent_alias: {
    kind: "endpoint",
    names: ["agent_alias_name"],
    service: "bedrock",
    relations: [{ path: "agent_id", kind: "exposes" }],
  },
  aws_bedrockagent_knowledge_base: knowledgeBase,
  awscc_bedrock_knowledge_base: knowledgeBase,
  aws_bedrockagent_data_source: dataSource,
  awscc_bedrock_data_source: dataSource,
  aws_bedrockagent_prompt: managedPrompt,
  awscc_bedrock_prompt: managedPrompt,
  aws_bedrockagent_flow: {
    kind: "pipeline",
    names: ["name"],
    service: "bedrock",
    relations: [{ path: "execution_role_arn", kind: "runs_as" }],
  },
  aws_bedrock_guardrail: guardrail,
  awscc_bedrock_guardrail: guardrail,
  aws_bedrock_inference_profile: profile,
  awscc_bedrock_application_inference_profile: profile,
  aws_bedrock_custom_model: {
    kind: "model",
    names: ["custom_model_name"],
    service: "bedrock",
    models: [{ path: "base_model_identifier", provider: "bedrock", kind: "derived_from" }],
    relations: [
      { path: "role_arn", kind: "runs_as" },
      { path: "training_data_config.s3_uri", kind: "trains_on" },
      { path: "validation_data_config.validator.s3_uri", kind: "validates_on" },
      { path: "output_data_config.s3_uri", kind: "stored_in" },
    ],
  },
  aws_bedrock_provisioned_model_throughput: {
    kind: "deployed-model",
    names: ["provisioned_model_name"],
    service: "bedrock",
    models: [{ path: "model_arn", provider: "bedrock", kind: "deploys" }],
  },
  "data.aws_bedrock_foundation_model": { kind: "model", names: ["model_id"], service: "bedrock" },
  awscc_bedrock_data_automation_project: { kind: "pipeline", names: ["project_name"], service: "bedrock" },
  awscc_bedrock_blueprint: { kind: "model-config", names: ["blueprint_name"], service: "bedrock" },
  aws_bedrockagentcore_agent_runtime: {
    kind: "agent",
    names: ["agent_runtime_name"],
    service: "bedrock",
    images: ["agent_runtime_artifact.container_configuration.container_uri"],
    environment: ["environment_variables"],
    relations: [{ path: "role_arn", kind: "runs_as" }],
  },
  aws_bedrockagentcore_agent_runtime_endpoint: {
    kind: "endpoint",
    names: ["name"],
    relations: [{ path: "agent_runtime_id", kind: "exposes" }],
  },
  aws_bedrockagentcore_gateway: {
    kind: "mcp-server",
    names: ["name"],
    service: "bedrock",
    relations: [{ path: "role_arn", kind: "runs_as" }],
    attributes: ["authorizer_type", "protocol_type"],
  },
  aws_bedrockagentcore_gateway_target: {
    kind: "tool",
    names: ["name"],
    relations: [
      { path: "gateway_identifier", kind: "exposes_tool", reverse: true },
      { path: "target_configuration", kind: "calls" },
    ],
  },
  aws_bedrockagentcore_memory: { kind: "memory", names: ["name"], service: "bedrock", attributes: ["event_expiry_duration"] },
  aws_bedrockagentcore_browser: {
    kind: "tool",
    names: ["name"],
    service: "bedrock",
    relations: [{ path: "execution_role_arn", kind: "runs_as" }],
  },
  aws_bedrockagentcore_code_interpreter: {
    kind: "tool",
    names: ["name"],
    service: "bedrock",
    relations: [{ path: "execution_role_arn", kind: "runs_as" }],
  },
  aws_kendra_index: { kind: "knowledge-base", names: ["name"], service: "kendra", relations: [{ path: "role_arn", kind: "runs_as" }] },
  awscc_kendra_index: { kind: "knowledge-base", names: ["name"], service: "kendra", relations: [{ path: "role_arn", kind: "runs_as" }] },
  aws_kendra_data_source: dataSource,
  awscc_kendra_data_source: {
    ...dataSource,
    relations: [
      { path: "index_id", kind: "reads", reverse: true },
      { path: "data_source_configuration", kind: "stored_in" },
    ],
  },
  aws_opensearchserverless_collection: {
    kind: "vector-store",
    names: ["name"],
    when: { path: "type", values: ["VECTORSEARCH"] },
    attributes: ["type", "standby_replicas"],
  },
  awscc_opensearchserverless_collection: {
    kind: "vector-store",
    names: ["name"],
    when: { path: "type", values: ["VECTORSEARCH"] },
    attributes: ["type", "standby_replicas"],
  },
  opensearch_index: {
    kind: "vector-store",
    names: ["name"],
    when: { path: "index_knn", values: ["TRUE"] },
    attributes: ["index_knn", "index_knn_algo_param_ef_search"],
  },
  aws_s3vectors_vector_bucket: { kind: "vector-store", names: ["vector_bucket_name"] },
  aws_s3vectors_index: {
    kind: "vector-store",
    names: ["index_name"],
    relations: [{ path: "vector_bucket_name", kind: "stored_in" }],
    attributes: ["dimension", "distance_metric"],
  },
  aws_lexv2models_bot: { kind: "agent", names: ["name"], service: "lex", relations: [{ path: "role_arn", kind: "runs_as" }] },
  aws_qbusiness_application: { kind: "application", names: ["display_name"], service: "amazon-q" },
  aws_comprehend_document_classifier: {
    kind: "model",
    names: ["name"],
    service: "comprehend",
    relations: [
      { path: "input_data_config.s3_uri", kind: "trains_on" },
      { path: "data_access_role_arn", kind: "runs_as" },
    ],
  },
  aws_comprehend_entity_recognizer: {
    kind: "model",
    names: ["name"],
    service: "comprehend",
    relations: [{ path: "data_access_role_arn", kind: "runs_as" }],
  },
  aws_lambda_function: lambda,
  aws_ecs_task_definition: { kind: "application", names: ["family"], relations: [{ path: "task_role_arn", kind: "runs_as" }] },
  aws_s3_bucket: bucket,
  awscc_s3_bucket: bucket,
  aws_iam_role: role,
  awscc_iam_role: role,
  aws_iam_user: { kind: "identity", names: ["name"] },
  aws_ecr_repository: { kind: "container-image", names: ["name"], attributes: ["image_tag_mutability"] },
  aws_secretsmanager_secret: { kind: "secret-ref", names: ["name", "name_prefix"] },
  aws_opensearch_domain: { kind: "storage", names: ["domain_name"] },
  aws_dynamodb_table: { kind: "storage", names: ["name"] },
  aws_rds_cluster: { kind: "storage", names: ["cluster_identifier", "cluster_identifier_prefix"], attributes: ["engine", "database_name"] },
  aws_db_instance: { kind: "storage", names: ["identifier"], attributes: ["engine", "publicly_accessible"] },
};

export const TERRAFORM_AWS_LINKS: { readonly [type: string]: ResourceLink } = {
  aws_bedrockagent_agent_knowledge_base_association: { from: "agent_id", kind: "retrieves_from", to: "knowledge_base_id" },
  aws_bedrockagent_agent_collaborator: { from: "agent_id", kind: "hands_off_to", to: "agent_descriptor.alias_arn" },
  aws_iam_role_policy: { from: "role", kind: "can_access", to: "policy" },
  aws_iam_user_policy: { from: "user", kind: "can_access", to: "policy" },
  aws_iam_role_policy_attachment: { from: "role", kind: "can_access", to: "policy_arn" },
  aws_opensearchserverless_access_policy: { from: "policy", kind: "can_access", to: "policy" },
};
