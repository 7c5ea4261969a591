import { inTemplate, inTerraform, noOwnKey, ownKeyRow, template, terraform, types } from "./aws-row.ts";
import { is, isNot, unset } from "./conditions.ts";
import type { SettingRow } from "./schema.ts";

/* Jobs, feature stores, monitoring, domains and images of Amazon SageMaker (docs.aws.amazon.com/sagemaker/latest/APIReference). */

const MODEL = types("AWS::SageMaker::Model", "aws_sagemaker_model");
const DOMAIN = types("AWS::SageMaker::Domain", "aws_sagemaker_domain");
const ENDPOINT = types("AWS::SageMaker::Endpoint", "aws_sagemaker_endpoint");
const ENDPOINT_CONFIG = types("AWS::SageMaker::EndpointConfig", "aws_sagemaker_endpoint_configuration");
const MONITORS = [
  ...types("AWS::SageMaker::DataQualityJobDefinition", "aws_sagemaker_data_quality_job_definition"),
  ...types("AWS::SageMaker::ModelBiasJobDefinition"),
  ...types("AWS::SageMaker::ModelExplainabilityJobDefinition"),
  ...types("AWS::SageMaker::ModelQualityJobDefinition"),
];
const SCHEDULES = types("AWS::SageMaker::MonitoringSchedule", "aws_sagemaker_monitoring_schedule");
/** Jobs that are declared as resources, or collected as such. */
const JOBS = [
  ...types("AWS::SageMaker::TrainingJob", "aws_sagemaker_training_job"),
  ...types("AWS::SageMaker::ProcessingJob", "aws_sagemaker_processing_job"),
  ...types("AWS::SageMaker::HyperParameterTuningJob", "aws_sagemaker_hyper_parameter_tuning_job"),
];
const IMAGES = ["primary_container.image", "container.image", "PrimaryContainer.Image", "Containers.Image", "containers.image"];
const RUN_TITLE = "not set";

const job = (...settings: readonly string[]): string =>
  template("AWS::SageMaker::ProcessingJob", "RoleArn: arn:aws:iam::111122223333:role/work", ...settings);
const model = (...settings: readonly string[]): string =>
  terraform("aws_sagemaker_model", 'execution_role_arn = "arn:aws:iam::111122223333:role/serve"', ...settings);
const container = (image: string): readonly string[] => ["primary_container {", `  image = "${image}"`, "}"];

export const SAGEMAKER_WORK: readonly SettingRow[] = [
  ownKeyRow({
    id: "sagemaker-job-output-unencrypted",
    what: "The output of a SageMaker data quality or monitoring job",
    holds: "Statistics and samples of what the model was asked lie",
    fix: "Set kms_key_id in the output configuration of the job.",
    types: MONITORS,
    keys: [
      "data_quality_job_output_config.kms_key_id",
      "DataQualityJobOutputConfig.KmsKeyId",
      "ModelBiasJobOutputConfig.KmsKeyId",
      "ModelExplainabilityJobOutputConfig.KmsKeyId",
      "ModelQualityJobOutputConfig.KmsKeyId",
      "model_bias_job_output_config.kms_key_id",
      "model_explainability_job_output_config.kms_key_id",
      "model_quality_job_output_config.kms_key_id",
    ],
    references: ["CKV_AWS_367 SagemakerDataQualityJobDefinitionEncryption"],
    bad: [
      inTerraform("no key", terraform("aws_sagemaker_data_quality_job_definition", 'name = "drift"')),
      inTemplate(
        "no key in CloudFormation",
        template("AWS::SageMaker::DataQualityJobDefinition", "RoleArn: arn:aws:iam::111122223333:role/x"),
      ),
    ],
    good: [
      inTerraform(
        "a key",
        terraform("aws_sagemaker_data_quality_job_definition", "data_quality_job_output_config {", "  kms_key_id = aws_kms_key.x.arn", "}"),
      ),
    ],
  }),
  ownKeyRow({
    id: "sagemaker-flow-unencrypted",
    what: "The output of a SageMaker flow definition (human review)",
    holds: "What people were shown and said lies",
    fix: "Set output_config { kms_key_id = … }.",
    types: types("AWS::SageMaker::FlowDefinition", "aws_sagemaker_flow_definition"),
    keys: ["output_config.kms_key_id", "OutputConfig.KmsKeyId"],
    references: ["CKV_AWS_372 SagemakerFlowDefinitionUsesKMS"],
    bad: [inTerraform("no key", terraform("aws_sagemaker_flow_definition", "output_config {", '  s3_output_path = "s3://reviews/"', "}"))],
    good: [inTerraform("a key", terraform("aws_sagemaker_flow_definition", "output_config {", "  kms_key_id = aws_kms_key.x.arn", "}"))],
  }),
  ownKeyRow({
    id: "sagemaker-feature-group-unencrypted",
    what: "The offline store of a SageMaker feature group",
    holds: "Features of people and things, as the model sees them, lie",
    fix: "Set offline_store_config { s3_storage_config { kms_key_id = … } }.",
    types: types("AWS::SageMaker::FeatureGroup", "aws_sagemaker_feature_group"),
    when: { not: unset("offline_store_config", "OfflineStoreConfig") },
    keys: ["offline_store_config.s3_storage_config.kms_key_id", "OfflineStoreConfig.S3StorageConfig.KmsKeyId"],
    references: ["prowler sagemaker_feature_group_offline_store_encrypted_with_cmk"],
    bad: [
      inTerraform(
        "no key",
        terraform(
          "aws_sagemaker_feature_group",
          "offline_store_config {",
          "  s3_storage_config {",
          '    s3_uri = "s3://features/"',
          "  }",
          "}",
        ),
      ),
    ],
    good: [
      inTerraform(
        "a key",
        terraform(
          "aws_sagemaker_feature_group",
          "offline_store_config {",
          "  s3_storage_config {",
          "    kms_key_id = aws_kms_key.x.arn",
          "  }",
          "}",
        ),
      ),
    ],
  }),
  {
    id: "sagemaker-job-network",
    title: "A SageMaker training or processing job has no network isolation",
    why: "Code of a package or a model in the job carries the training data out, or changes what is learned.",
    fix: "Set EnableNetworkIsolation to true; the data is handed to the job by the service.",
    base: [2, 1, 2, 1],
    controls: ["ADS-INFR-03"],
    says: "lets its code reach the network (no network isolation)",
    cases: [
      {
        types: JOBS,
        fails: isNot(
          [
            "enable_network_isolation",
            "EnableNetworkIsolation",
            "NetworkConfig.EnableNetworkIsolation",
            "network_config.enable_network_isolation",
            "TrainingJobDefinition.EnableNetworkIsolation",
          ],
          true,
        ),
      },
    ],
    references: ["SM12", "prowler sagemaker_training_jobs_network_isolation_enabled"],
    bad: [inTemplate(RUN_TITLE, job())],
    good: [inTemplate("isolated", job("NetworkConfig:", "  EnableNetworkIsolation: true"))],
  },
  {
    id: "sagemaker-job-no-vpc",
    title: "A SageMaker training or processing job does not run in a network of one's own (VPC)",
    why: "Training data comes to it over a network that nobody here filters or records.",
    fix: "Give it VpcConfig with private subnets and security groups.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    says: "runs outside a network of one's own",
    cases: [
      {
        types: JOBS,
        fails: unset("vpc_config", "VpcConfig", "NetworkConfig.VpcConfig", "network_config.vpc_config", "TrainingJobDefinition.VpcConfig"),
      },
    ],
    references: ["SM12", "prowler sagemaker_training_jobs_vpc_settings_configured"],
    bad: [inTemplate(RUN_TITLE, job())],
    good: [inTemplate("private", job("NetworkConfig:", "  VpcConfig:", "    Subnets: [subnet-1]", "    SecurityGroupIds: [sg-1]"))],
  },
  {
    id: "sagemaker-model-no-vpc",
    title: "A SageMaker model does not run in a network of one's own (VPC settings)",
    why: "What its containers call, and what calls them, passes a network that nobody here filters or records.",
    fix: "Set vpc_config with private subnets and security groups, or enable_network_isolation.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    says: "runs outside a network of one's own",
    cases: [
      {
        types: MODEL,
        when: isNot(["enable_network_isolation", "EnableNetworkIsolation"], true),
        fails: unset("vpc_config", "VpcConfig"),
      },
    ],
    references: ["SM04", "prowler sagemaker_models_vpc_settings_configured"],
    bad: [inTerraform("none", model())],
    good: [
      inTerraform("private", model("vpc_config {", '  subnets = ["subnet-1"]', '  security_group_ids = ["sg-1"]', "}")),
      inTerraform("isolated", model("enable_network_isolation = true")),
    ],
  },
  {
    id: "sagemaker-model-image-foreign",
    title: "A SageMaker model runs a container image of somebody else's registry, or by a tag that moves",
    why: "Whoever may push there runs code with the model, its role and every request.",
    fix: "Mirror the image into a repository of one's own in ECR and name it by digest (@sha256:…).",
    base: [2, 2, 3, 2],
    because: { exposure: "whoever may push to that registry", data: "the model, its role and every request" },
    controls: ["ADS-SUPP-03"],
    says: "runs an image that is not held fast (another registry, or a moving tag)",
    cases: [
      {
        types: MODEL,
        when: { setting: IMAGES, notMatches: "@sha256:" },
        fails: {
          any: [
            { setting: IMAGES, matches: "^(?:docker\\.io|public\\.ecr\\.aws|ghcr\\.io|quay\\.io|gcr\\.io|nvcr\\.io|registry\\.)" },
            { setting: IMAGES, matches: "^[\\w-]+(?:/[\\w.-]+)?(?::[\\w.-]+)?$" },
            { setting: IMAGES, matches: "\\.dkr\\.ecr\\.[^/]+/[^:@]+(?::latest)?$" },
            { setting: IMAGES, matches: "repository_url\\}(?::latest)?$" },
          ],
        },
      },
    ],
    references: ["SM09"],
    bad: [
      inTerraform("a public registry", model(...container("public.ecr.aws/acme/serve:1.0"))),
      inTerraform("latest", model(...container("111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve:latest"))),
      inTemplate(
        "without a tag",
        template("AWS::SageMaker::Model", "PrimaryContainer:", "  Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve"),
      ),
    ],
    good: [
      inTerraform(
        "a digest",
        model(
          ...container(
            "111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve@sha256:0000000000000000000000000000000000000000000000000000000000000000",
          ),
        ),
      ),
      inTerraform("a version in one's own registry", model(...container("111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve:1.4.2"))),
    ],
  },
  {
    id: "sagemaker-model-unregistered",
    title: "A SageMaker model is deployed that has no entry in the registry",
    why: "Nobody can tell who approved it, what it was trained on, or which version answers.",
    fix: "Deploy model_package_name of an approved package instead of a model_data_url.",
    base: [1, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-MODL-05"],
    says: "comes from a file and not from an approved package of the registry",
    cases: [
      {
        types: MODEL,
        when: {
          not: unset(
            "primary_container.model_data_url",
            "container.model_data_url",
            "PrimaryContainer.ModelDataUrl",
            "Containers.ModelDataUrl",
            "primary_container.model_data_source",
            "PrimaryContainer.ModelDataSource",
          ),
        },
        fails: unset(
          "primary_container.model_package_name",
          "container.model_package_name",
          "PrimaryContainer.ModelPackageName",
          "Containers.ModelPackageName",
        ),
      },
    ],
    references: ["SM19", "prowler sagemaker_models_registry_in_use"],
    bad: [inTerraform("a file", model("primary_container {", '  model_data_url = "s3://models/fraud.tar.gz"', "}"))],
    good: [
      inTerraform(
        "a package",
        model("primary_container {", '  model_package_name = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud/3"', "}"),
      ),
    ],
  },
  {
    id: "sagemaker-framework-image-old",
    title: "A SageMaker model or job runs an AWS deep-learning container (DLC) that gets no patches any more",
    why: "Holes published since then in the framework, the server and the system below stay open.",
    fix: "Take the image of a framework version that is still supported (aws.amazon.com/releasenotes/dlc-support-policy).",
    base: [2, 1, 3, 1],
    controls: ["ADS-INFR-05"],
    says: "runs a deep-learning container whose support has ended",
    cases: [
      {
        types: [...MODEL, ...JOBS],
        fails: {
          setting: [...IMAGES, "AlgorithmSpecification.TrainingImage", "AppSpecification.ImageUri"],
          matches:
            "763104351884\\.dkr\\.ecr\\.[^/]+/(?:(?:huggingface-)?pytorch-[a-z-]+:(?:0|1|2\\.[0-2])\\.|(?:huggingface-)?tensorflow-[a-z-]+:(?:1|2\\.\\d|2\\.1[0-3])\\.|mxnet-)",
        },
      },
    ],
    references: ["SM21", "https://aws.amazon.com/releasenotes/dlc-support-policy/"],
    bad: [inTerraform("PyTorch 1.8", model(...container("763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:1.8.1-gpu-py36")))],
    good: [
      inTerraform("PyTorch 2.6", model(...container("763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312"))),
    ],
  },
  {
    id: "sagemaker-endpoint-unmonitored",
    title: "No model monitor looks at a SageMaker endpoint",
    why: "Drift, poisoned feedback and abuse show in what comes in and goes out, and nobody looks.",
    fix: "Declare a data quality or model quality job for the endpoint with a monitoring schedule.",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    says: "is not watched by a monitor",
    cases: [
      {
        types: ENDPOINT,
        fails: {
          not: {
            any: [
              {
                linkedFrom: MONITORS,
                by: [
                  "data_quality_job_input.endpoint_input.endpoint_name",
                  "DataQualityJobInput.EndpointInput.EndpointName",
                  "ModelBiasJobInput.EndpointInput.EndpointName",
                  "ModelQualityJobInput.EndpointInput.EndpointName",
                  "ModelExplainabilityJobInput.EndpointInput.EndpointName",
                ],
              },
              {
                linkedFrom: SCHEDULES,
                by: [
                  "EndpointName",
                  "MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringInputs",
                  "monitoring_schedule_config.monitoring_job_definition.monitoring_inputs",
                ],
              },
            ],
          },
        },
      },
    ],
    references: ["SM24", "prowler sagemaker_models_monitor_enabled"],
    bad: [inTerraform("none", terraform("aws_sagemaker_endpoint", 'name = "fraud"', 'endpoint_config_name = "fraud"'))],
    good: [
      inTerraform(
        "data quality",
        'resource "aws_sagemaker_endpoint" "fraud" {\n  name = "fraud"\n}\nresource "aws_sagemaker_data_quality_job_definition" "fraud" {\n  data_quality_job_input {\n    endpoint_input {\n      endpoint_name = aws_sagemaker_endpoint.fraud.name\n    }\n  }\n}\n',
      ),
    ],
  },
  {
    id: "sagemaker-endpoint-one-machine",
    title: "A production variant of a SageMaker endpoint has one machine only",
    why: "One machine, or one zone, takes down what the model decides.",
    fix: "Set initial_instance_count to at least 2.",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    says: "runs on one machine",
    cases: [
      {
        types: ENDPOINT_CONFIG,
        fails: {
          some: ["production_variants", "ProductionVariants"],
          where: { setting: ["initial_instance_count", "InitialInstanceCount"], below: 2 },
        },
      },
    ],
    references: ["prowler sagemaker_endpoint_config_prod_variant_instances", "AWS FSBP SageMaker.4"],
    bad: [
      inTerraform("one", terraform("aws_sagemaker_endpoint_configuration", "production_variants {", "  initial_instance_count = 1", "}")),
    ],
    good: [
      inTerraform("two", terraform("aws_sagemaker_endpoint_configuration", "production_variants {", "  initial_instance_count = 2", "}")),
    ],
  },
  {
    id: "sagemaker-domain-no-single-sign-on",
    title: "A SageMaker domain does not sign people in by name (IAM Identity Center, SSO)",
    why: "With IAM anybody who may make a signed link opens the studio of another user.",
    fix: 'Set auth_mode = "SSO" and assign people to it.',
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-06"],
    says: "lets people in by links that IAM users make",
    cases: [{ types: DOMAIN, fails: is(["auth_mode", "AuthMode"], "IAM") }],
    references: ["prowler sagemaker_domain_sso_configured"],
    bad: [inTerraform("IAM", terraform("aws_sagemaker_domain", 'auth_mode = "IAM"'))],
    good: [inTerraform("SSO", terraform("aws_sagemaker_domain", 'auth_mode = "SSO"'))],
  },
  {
    id: "sagemaker-tracker-registers-models",
    title: "A SageMaker MLflow tracking server registers models by itself",
    why: "Whoever may log a run makes an entry in the model registry from which production takes its models.",
    fix: "Set automatic_model_registration = false and register in a step that somebody approves.",
    base: [1, 2, 2, 2],
    hygiene: true,
    controls: ["ADS-MODL-05"],
    says: "puts logged models into the registry by itself",
    cases: [
      {
        types: types("AWS::SageMaker::MlflowTrackingServer", "aws_sagemaker_mlflow_tracking_server"),
        fails: is(["automatic_model_registration", "AutomaticModelRegistration"], true),
      },
    ],
    references: ["SM18"],
    bad: [inTerraform("by itself", terraform("aws_sagemaker_mlflow_tracking_server", "automatic_model_registration = true"))],
    good: [inTerraform("by hand", terraform("aws_sagemaker_mlflow_tracking_server", "automatic_model_registration = false"))],
  },
  {
    id: "sagemaker-work-volume-unencrypted",
    title: "A SageMaker job or cluster does not encrypt its volumes with a key of one's own (CMK)",
    why: "The training data is copied onto these volumes.",
    fix: "Name VolumeKmsKeyId in the cluster configuration of the job.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    says: "does not encrypt its volumes with a customer-managed key",
    cases: [
      {
        types: JOBS,
        fails: noOwnKey(
          "ProcessingResources.ClusterConfig.VolumeKmsKeyId",
          "ResourceConfig.VolumeKmsKeyId",
          "resource_config.volume_kms_key_id",
          "processing_resources.cluster_config.volume_kms_key_id",
        ),
      },
    ],
    references: [
      "SM12",
      "prowler sagemaker_training_jobs_volume_and_output_encryption_enabled",
      "prowler sagemaker_processing_job_volume_encrypted_with_cmk",
    ],
    bad: [inTemplate("no key", job())],
    good: [inTemplate("a key", job("ProcessingResources:", "  ClusterConfig:", "    VolumeKmsKeyId: alias/work"))],
  },
];
