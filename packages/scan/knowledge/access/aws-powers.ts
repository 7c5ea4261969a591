import type { Power } from "../../src/access/grant.ts";

/*
 * What actions make a power over a resource of AWS, and how its ARN is written. Source: service authorization reference
 * (docs.aws.amazon.com/service-authorization/latest/reference).
 */

export interface PowerRow {
  readonly types: readonly string[];
  /** One of these is enough, for each power. */
  readonly powers: { readonly [power in Power]?: readonly string[] };
  /** ARN after the account: `endpoint/{name}`; `{name}` for S3, whose ARNs have no account. Without it actions take `*`. */
  readonly arn?: string;
  /** Service of the ARN. */
  readonly service: string;
  /** Settings that hold the name. */
  readonly name: readonly string[];
  /** Actions on what is within it: `/*` after its ARN. */
  readonly inside?: readonly string[];
}

const types = (terraform: string, cloudFormation?: string): readonly string[] => [
  `aws_${terraform}`,
  `awscc_${terraform}`,
  ...(cloudFormation === undefined ? [] : [`AWS::${cloudFormation}`]),
];

export const POWER_ROWS: readonly PowerRow[] = [
  {
    types: types("s3_bucket", "S3::Bucket"),
    service: "s3",
    arn: "{name}",
    name: ["bucket", "bucket_name", "BucketName"],
    inside: [
      "s3:getobject",
      "s3:getobjectversion",
      "s3:putobject",
      "s3:deleteobject",
      "s3:deleteobjectversion",
      "s3:restoreobject",
      "s3:putobjectacl",
    ],
    powers: {
      read: ["s3:GetObject", "s3:GetObjectVersion"],
      write: ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      change: [
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketAcl",
        "s3:PutObjectAcl",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutReplicationConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:DeleteBucket",
      ],
    },
  },
  {
    types: types("sagemaker_endpoint", "SageMaker::Endpoint"),
    service: "sagemaker",
    arn: "endpoint/{name}",
    name: ["name", "endpoint_name", "EndpointName"],
    powers: {
      run: ["sagemaker:InvokeEndpoint", "sagemaker:InvokeEndpointAsync", "sagemaker:InvokeEndpointWithResponseStream"],
      change: ["sagemaker:UpdateEndpoint", "sagemaker:UpdateEndpointWeightsAndCapacities", "sagemaker:DeleteEndpoint"],
    },
  },
  {
    types: types("sagemaker_endpoint_configuration", "SageMaker::EndpointConfig"),
    service: "sagemaker",
    arn: "endpoint-config/{name}",
    name: ["name", "EndpointConfigName"],
    powers: { change: ["sagemaker:CreateEndpointConfig", "sagemaker:DeleteEndpointConfig"] },
  },
  {
    types: types("sagemaker_model", "SageMaker::Model"),
    service: "sagemaker",
    arn: "model/{name}",
    name: ["name", "ModelName"],
    powers: {
      run: ["sagemaker:CreateTransformJob"],
      change: ["sagemaker:CreateModel", "sagemaker:DeleteModel"],
    },
  },
  {
    types: types("sagemaker_model_package_group", "SageMaker::ModelPackageGroup"),
    service: "sagemaker",
    arn: "model-package-group/{name}",
    name: ["model_package_group_name", "ModelPackageGroupName"],
    powers: {
      read: ["sagemaker:DescribeModelPackageGroup"],
      write: ["sagemaker:CreateModelPackage"],
      change: ["sagemaker:PutModelPackageGroupPolicy", "sagemaker:DeleteModelPackageGroup"],
    },
  },
  {
    types: types("sagemaker_model_package", "SageMaker::ModelPackage"),
    service: "sagemaker",
    arn: "model-package/{name}/1",
    name: ["ModelPackageGroupName", "ModelPackageName"],
    powers: { read: ["sagemaker:DescribeModelPackage"], change: ["sagemaker:UpdateModelPackage", "sagemaker:DeleteModelPackage"] },
  },
  {
    types: types("sagemaker_notebook_instance", "SageMaker::NotebookInstance"),
    service: "sagemaker",
    arn: "notebook-instance/{name}",
    name: ["name", "NotebookInstanceName"],
    powers: {
      run: ["sagemaker:CreatePresignedNotebookInstanceUrl", "sagemaker:StartNotebookInstance"],
      change: ["sagemaker:UpdateNotebookInstance", "sagemaker:DeleteNotebookInstance"],
    },
  },
  {
    types: types("sagemaker_domain", "SageMaker::Domain"),
    service: "sagemaker",
    arn: "domain/{name}",
    name: ["id"],
    powers: { run: ["sagemaker:CreatePresignedDomainUrl"], change: ["sagemaker:UpdateDomain", "sagemaker:CreateUserProfile"] },
  },
  {
    types: types("sagemaker_pipeline", "SageMaker::Pipeline"),
    service: "sagemaker",
    arn: "pipeline/{name}",
    name: ["pipeline_name", "PipelineName"],
    powers: { run: ["sagemaker:StartPipelineExecution"], change: ["sagemaker:UpdatePipeline", "sagemaker:DeletePipeline"] },
  },
  {
    types: types("sagemaker_feature_group", "SageMaker::FeatureGroup"),
    service: "sagemaker",
    arn: "feature-group/{name}",
    name: ["feature_group_name", "FeatureGroupName"],
    powers: {
      read: ["sagemaker:GetRecord", "sagemaker:BatchGetRecord"],
      write: ["sagemaker:PutRecord", "sagemaker:DeleteRecord"],
      change: ["sagemaker:UpdateFeatureGroup", "sagemaker:DeleteFeatureGroup"],
    },
  },
  {
    types: types("bedrockagent_agent", "Bedrock::Agent"),
    service: "bedrock",
    arn: "agent/{name}",
    name: ["agent_id"],
    powers: {
      run: ["bedrock:InvokeAgent"],
      change: [
        "bedrock:UpdateAgent",
        "bedrock:UpdateAgentActionGroup",
        "bedrock:CreateAgentActionGroup",
        "bedrock:UpdateAgentAlias",
        "bedrock:DeleteAgent",
      ],
    },
  },
  {
    types: types("bedrockagent_knowledge_base", "Bedrock::KnowledgeBase"),
    service: "bedrock",
    arn: "knowledge-base/{name}",
    name: ["knowledge_base_id"],
    powers: {
      read: ["bedrock:Retrieve", "bedrock:RetrieveAndGenerate"],
      write: ["bedrock:IngestKnowledgeBaseDocuments", "bedrock:DeleteKnowledgeBaseDocuments", "bedrock:StartIngestionJob"],
      change: ["bedrock:UpdateKnowledgeBase", "bedrock:UpdateDataSource", "bedrock:CreateDataSource", "bedrock:DeleteKnowledgeBase"],
    },
  },
  {
    types: [...types("bedrock_custom_model"), ...types("bedrock_provisioned_model_throughput")],
    service: "bedrock",
    arn: "custom-model/{name}",
    name: ["custom_model_name"],
    powers: { run: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], change: ["bedrock:DeleteCustomModel"] },
  },
  {
    types: types("bedrock_guardrail", "Bedrock::Guardrail"),
    service: "bedrock",
    arn: "guardrail/{name}",
    name: ["guardrail_id"],
    powers: { run: ["bedrock:ApplyGuardrail"], change: ["bedrock:UpdateGuardrail", "bedrock:DeleteGuardrail"] },
  },
  {
    types: types("ecr_repository", "ECR::Repository"),
    service: "ecr",
    arn: "repository/{name}",
    name: ["name", "repository_name", "RepositoryName"],
    powers: {
      read: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      write: ["ecr:PutImage", "ecr:BatchDeleteImage"],
      change: ["ecr:SetRepositoryPolicy", "ecr:DeleteRepositoryPolicy", "ecr:PutImageTagMutability", "ecr:DeleteRepository"],
    },
  },
  {
    types: [...types("lambda_function", "Lambda::Function"), "AWS::Serverless::Function"],
    service: "lambda",
    arn: "function:{name}",
    name: ["function_name", "FunctionName"],
    powers: {
      run: ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"],
      change: [
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:PublishLayerVersion",
        "lambda:AddPermission",
        "lambda:DeleteFunction",
      ],
    },
  },
  {
    types: [...types("opensearch_domain", "OpenSearchService::Domain"), ...types("elasticsearch_domain", "Elasticsearch::Domain")],
    service: "es",
    arn: "domain/{name}",
    name: ["domain_name", "DomainName"],
    inside: ["es:eshttpget", "es:eshttppost", "es:eshttpput", "es:eshttpdelete"],
    powers: {
      read: ["es:ESHttpGet", "es:ESHttpPost"],
      write: ["es:ESHttpPut", "es:ESHttpPost", "es:ESHttpDelete"],
      change: ["es:UpdateDomainConfig", "es:DeleteDomain"],
    },
  },
  {
    types: types("opensearchserverless_collection", "OpenSearchServerless::Collection"),
    service: "aoss",
    arn: "collection/{name}",
    name: ["id"],
    powers: {
      read: ["aoss:APIAccessAll"],
      write: ["aoss:APIAccessAll"],
      change: [
        "aoss:UpdateAccessPolicy",
        "aoss:CreateAccessPolicy",
        "aoss:UpdateCollection",
        "aoss:UpdateSecurityPolicy",
        "aoss:DeleteCollection",
      ],
    },
  },
  {
    types: types("s3vectors_index", "S3Vectors::Index"),
    service: "s3vectors",
    arn: "bucket/{name}",
    name: ["vector_bucket_name", "VectorBucketName"],
    inside: ["s3vectors:queryvectors", "s3vectors:getvectors", "s3vectors:putvectors", "s3vectors:deletevectors", "s3vectors:deleteindex"],
    powers: {
      read: ["s3vectors:QueryVectors", "s3vectors:GetVectors"],
      write: ["s3vectors:PutVectors", "s3vectors:DeleteVectors"],
      change: ["s3vectors:DeleteIndex"],
    },
  },
  {
    types: types("kendra_index", "Kendra::Index"),
    service: "kendra",
    arn: "index/{name}",
    name: ["id"],
    powers: {
      read: ["kendra:Query", "kendra:Retrieve"],
      write: ["kendra:BatchPutDocument", "kendra:BatchDeleteDocument"],
      change: ["kendra:UpdateIndex", "kendra:UpdateDataSource", "kendra:DeleteIndex"],
    },
  },
  {
    types: types("dynamodb_table", "DynamoDB::Table"),
    service: "dynamodb",
    arn: "table/{name}",
    name: ["name", "table_name", "TableName"],
    powers: {
      read: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem", "dynamodb:ExportTableToPointInTime"],
      write: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
      change: ["dynamodb:UpdateTable", "dynamodb:PutResourcePolicy", "dynamodb:DeleteTable"],
    },
  },
  {
    types: types("kinesis_stream", "Kinesis::Stream"),
    service: "kinesis",
    arn: "stream/{name}",
    name: ["name", "Name"],
    powers: {
      read: ["kinesis:GetRecords"],
      write: ["kinesis:PutRecord", "kinesis:PutRecords"],
      change: ["kinesis:DeleteStream", "kinesis:PutResourcePolicy"],
    },
  },
  {
    types: types("glue_catalog_table", "Glue::Table"),
    service: "glue",
    arn: "table/{name}",
    name: ["name"],
    powers: { read: ["glue:GetTable"], change: ["glue:UpdateTable", "glue:DeleteTable"] },
  },
  {
    types: types("secretsmanager_secret", "SecretsManager::Secret"),
    service: "secretsmanager",
    arn: "secret:{name}",
    name: ["name", "Name"],
    powers: {
      read: ["secretsmanager:GetSecretValue"],
      write: ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"],
      change: ["secretsmanager:PutResourcePolicy", "secretsmanager:DeleteSecret"],
    },
  },
  {
    types: types("ecs_service", "ECS::Service"),
    service: "ecs",
    arn: "service/{name}",
    name: ["name", "ServiceName"],
    powers: { run: ["ecs:ExecuteCommand"], change: ["ecs:UpdateService", "ecs:DeleteService"] },
  },
  {
    types: types("ecs_task_definition", "ECS::TaskDefinition"),
    service: "ecs",
    arn: "task-definition/{name}:1",
    name: ["family", "Family"],
    powers: { run: ["ecs:RunTask", "ecs:StartTask"], change: ["ecs:RegisterTaskDefinition"] },
  },
  {
    types: types("sfn_state_machine", "StepFunctions::StateMachine"),
    service: "states",
    arn: "stateMachine:{name}",
    name: ["name", "StateMachineName"],
    powers: { run: ["states:StartExecution"], change: ["states:UpdateStateMachine", "states:DeleteStateMachine"] },
  },
];
