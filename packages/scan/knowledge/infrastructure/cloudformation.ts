import type { ResourceLink, ResourceMeaning } from "./schema.ts";

/* CloudFormation and SAM types (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference). */

export const CLOUDFORMATION: { readonly [type: string]: ResourceMeaning } = {
  "AWS::SageMaker::Model": {
    kind: "model",
    deployedBy: ["PrimaryContainer.ModelPackageName", "Containers.ModelPackageName"],
    names: ["ModelName"],
    models: [{ path: "PrimaryContainer.Environment.HF_MODEL_ID", provider: "hub", kind: "derived_from" }],
    images: ["PrimaryContainer.Image", "Containers.Image"],
    environment: ["PrimaryContainer.Environment"],
    relations: [
      { path: "ExecutionRoleArn", kind: "runs_as" },
      { path: "PrimaryContainer.ModelDataUrl", kind: "stored_in" },
      { path: "Containers.ModelDataUrl", kind: "stored_in" },
    ],
    attributes: ["EnableNetworkIsolation"],
  },
  "AWS::SageMaker::Endpoint": {
    kind: "endpoint",
    names: ["EndpointName"],
    service: "sagemaker",
    relations: [{ path: "EndpointConfigName", kind: "uses_config" }],
  },
  "AWS::SageMaker::EndpointConfig": {
    kind: "endpoint-config",
    names: ["EndpointConfigName"],
    service: "sagemaker",
    relations: [
      { path: "ProductionVariants.ModelName", kind: "deploys" },
      { path: "DataCaptureConfig.DestinationS3Uri", kind: "writes_to" },
    ],
    attributes: ["KmsKeyId"],
  },
  "AWS::SageMaker::NotebookInstance": {
    kind: "compute",
    names: ["NotebookInstanceName"],
    service: "sagemaker",
    relations: [{ path: "RoleArn", kind: "runs_as" }],
    attributes: ["InstanceType", "DirectInternetAccess", "RootAccess", "KmsKeyId"],
  },
  "AWS::SageMaker::Domain": {
    kind: "compute",
    names: ["DomainName"],
    service: "sagemaker",
    relations: [{ path: "DefaultUserSettings.ExecutionRole", kind: "runs_as" }],
    attributes: ["AuthMode", "AppNetworkAccessType"],
  },
  "AWS::SageMaker::FeatureGroup": {
    kind: "feature-store",
    names: ["FeatureGroupName"],
    service: "sagemaker",
    relations: [
      { path: "RoleArn", kind: "runs_as" },
      { path: "OfflineStoreConfig.S3StorageConfig.S3Uri", kind: "stored_in" },
    ],
  },
  "AWS::SageMaker::Pipeline": {
    kind: "pipeline",
    names: ["PipelineName"],
    service: "sagemaker",
    relations: [{ path: "RoleArn", kind: "runs_as" }],
  },
  "AWS::SageMaker::ModelPackageGroup": { kind: "model-registry", names: ["ModelPackageGroupName"], service: "sagemaker" },
  "AWS::SageMaker::DataQualityJobDefinition": {
    kind: "evaluation-run",
    names: ["JobDefinitionName"],
    service: "sagemaker",
    relations: [{ path: "RoleArn", kind: "runs_as" }],
  },
  "AWS::SageMaker::MonitoringSchedule": { kind: "evaluation-run", names: ["MonitoringScheduleName"], service: "sagemaker" },
  "AWS::Bedrock::Agent": {
    kind: "agent",
    names: ["AgentName"],
    service: "bedrock",
    models: [{ path: "FoundationModel", provider: "bedrock" }],
    prompts: ["Instruction"],
    tools: { path: "ActionGroups", name: "ActionGroupName" },
    relations: [
      { path: "AgentResourceRoleArn", kind: "runs_as" },
      { path: "GuardrailConfiguration.GuardrailIdentifier", kind: "protected_by" },
      { path: "KnowledgeBases.KnowledgeBaseId", kind: "retrieves_from" },
      { path: "ActionGroups.ActionGroupExecutor.Lambda", kind: "calls" },
      { path: "AgentCollaborators.AgentDescriptor.AliasArn", kind: "hands_off_to" },
    ],
    attributes: ["IdleSessionTTLInSeconds", "CustomerEncryptionKeyArn"],
  },
  "AWS::Bedrock::AgentAlias": {
    kind: "endpoint",
    names: ["AgentAliasName"],
    service: "bedrock",
    relations: [{ path: "AgentId", kind: "exposes" }],
  },
  "AWS::Bedrock::KnowledgeBase": {
    kind: "knowledge-base",
    names: ["Name"],
    service: "bedrock",
    models: [
      { path: "KnowledgeBaseConfiguration.VectorKnowledgeBaseConfiguration.EmbeddingModelArn", provider: "bedrock", kind: "embeds_with" },
    ],
    relations: [
      { path: "RoleArn", kind: "runs_as" },
      { path: "StorageConfiguration", kind: "stored_in" },
    ],
  },
  "AWS::Bedrock::DataSource": {
    kind: "data-source",
    names: ["Name"],
    relations: [
      { path: "KnowledgeBaseId", kind: "reads", reverse: true },
      { path: "DataSourceConfiguration", kind: "stored_in" },
    ],
  },
  "AWS::Bedrock::Guardrail": { kind: "guardrail", names: ["Name"] },
  "AWS::Bedrock::Prompt": { kind: "prompt", names: ["Name"], models: [{ path: "Variants.ModelId", provider: "bedrock" }] },
  "AWS::Bedrock::Flow": {
    kind: "pipeline",
    names: ["Name"],
    service: "bedrock",
    relations: [{ path: "ExecutionRoleArn", kind: "runs_as" }],
  },
  "AWS::Bedrock::ApplicationInferenceProfile": {
    kind: "deployed-model",
    names: ["InferenceProfileName"],
    service: "bedrock",
    models: [{ path: "ModelSource.CopyFrom", provider: "bedrock", kind: "deploys" }],
  },
  "AWS::BedrockAgentCore::Runtime": {
    kind: "agent",
    names: ["AgentRuntimeName"],
    service: "bedrock",
    images: ["AgentRuntimeArtifact.ContainerConfiguration.ContainerUri"],
    environment: ["EnvironmentVariables"],
    relations: [{ path: "RoleArn", kind: "runs_as" }],
  },
  "AWS::BedrockAgentCore::Gateway": {
    kind: "mcp-server",
    names: ["Name"],
    service: "bedrock",
    relations: [{ path: "RoleArn", kind: "runs_as" }],
    attributes: ["AuthorizerType", "ProtocolType"],
  },
  "AWS::BedrockAgentCore::Memory": { kind: "memory", names: ["Name"], service: "bedrock" },
  "AWS::Kendra::Index": { kind: "knowledge-base", names: ["Name"], service: "kendra", relations: [{ path: "RoleArn", kind: "runs_as" }] },
  "AWS::OpenSearchServerless::Collection": {
    kind: "vector-store",
    names: ["Name"],
    when: { path: "Type", values: ["VECTORSEARCH"] },
    attributes: ["Type"],
  },
  "AWS::S3Vectors::Index": { kind: "vector-store", names: ["IndexName"] },
  "AWS::Lex::Bot": { kind: "agent", names: ["Name"], service: "lex", relations: [{ path: "RoleArn", kind: "runs_as" }] },
  "AWS::QBusiness::Application": { kind: "application", names: ["DisplayName"], service: "amazon-q" },
  "AWS::Lambda::Function": {
    kind: "compute",
    names: ["FunctionName"],
    environment: ["Environment.Variables"],
    images: ["Code.ImageUri"],
    relations: [
      { path: "Role", kind: "runs_as" },
      { path: "Environment.Variables", kind: "calls" },
    ],
    attributes: ["Runtime", "Handler"],
  },
  "AWS::Serverless::Function": {
    kind: "compute",
    names: ["FunctionName"],
    environment: ["Environment.Variables"],
    images: ["ImageUri"],
    relations: [
      { path: "Role", kind: "runs_as" },
      { path: "Environment.Variables", kind: "calls" },
    ],
    attributes: ["Runtime", "Handler"],
  },
  "AWS::S3::Bucket": { kind: "storage", names: ["BucketName"] },
  "AWS::IAM::Role": { kind: "identity", names: ["RoleName"], relations: [{ path: "Policies", kind: "can_access" }] },
  "AWS::ECR::Repository": { kind: "container-image", names: ["RepositoryName"] },
  "AWS::SecretsManager::Secret": { kind: "secret-ref", names: ["Name"] },
  "AWS::DynamoDB::Table": { kind: "storage", names: ["TableName"] },
};

export const CLOUDFORMATION_LINKS: { readonly [type: string]: ResourceLink } = {
  "AWS::IAM::Policy": { from: "Roles", kind: "can_access", to: "PolicyDocument" },
  "AWS::IAM::ManagedPolicy": { from: "Roles", kind: "can_access", to: "PolicyDocument" },
};
