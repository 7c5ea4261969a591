import { is, isNot, unset } from "./conditions.ts";
import type { SettingRow } from "./schema.ts";

/*
 * Amazon SageMaker. Defaults from the API reference (docs.aws.amazon.com/sagemaker/latest/APIReference): direct
 * internet access, root access and IMDSv1 are on, network isolation is off where nothing is said.
 */

const NOTEBOOK = ["aws_sagemaker_notebook_instance", "awscc_sagemaker_notebook_instance", "AWS::SageMaker::NotebookInstance"];
const MODEL = ["aws_sagemaker_model", "awscc_sagemaker_model", "AWS::SageMaker::Model"];
const DOMAIN = ["aws_sagemaker_domain", "awscc_sagemaker_domain", "AWS::SageMaker::Domain"];
const ENDPOINT_CONFIG = ["aws_sagemaker_endpoint_configuration", "AWS::SageMaker::EndpointConfig"];
const JOB_DEFINITIONS = [
  "aws_sagemaker_data_quality_job_definition",
  "aws_sagemaker_monitoring_schedule",
  "awscc_sagemaker_data_quality_job_definition",
  "awscc_sagemaker_model_bias_job_definition",
  "awscc_sagemaker_model_explainability_job_definition",
  "awscc_sagemaker_model_quality_job_definition",
  "AWS::SageMaker::DataQualityJobDefinition",
  "AWS::SageMaker::ModelBiasJobDefinition",
  "AWS::SageMaker::ModelExplainabilityJobDefinition",
  "AWS::SageMaker::ModelQualityJobDefinition",
];

const notebook = (settings: string): string =>
  `resource "aws_sagemaker_notebook_instance" "research" {\n  name          = "research"\n  role_arn      = "arn:aws:iam::111122223333:role/research"\n  instance_type = "ml.t3.medium"\n${settings}}\n`;

export const SAGEMAKER: readonly SettingRow[] = [
  {
    id: "sagemaker-notebook-internet",
    title: "A SageMaker notebook has direct internet access",
    why: "Whoever runs code in the notebook can carry training data out past every network control, and what it downloads comes in unseen.",
    fix: 'Set direct_internet_access = "Disabled" with a subnet; reach packages and S3 through endpoints of the VPC.',
    base: [2, 2, 2, 1],
    controls: ["ADS-INFR-03"],
    because: { exposure: "everybody who may use the notebook", data: "what its role may read" },
    says: "reaches the internet directly",
    cases: [{ types: NOTEBOOK, fails: isNot(["direct_internet_access", "DirectInternetAccess"], "Disabled") }],
    references: [
      "SM01",
      "CKV_AWS_122 SageMakerInternetAccessDisabled",
      "prowler sagemaker_notebook_instance_without_direct_internet_access_configured",
      "AWS FSBP SageMaker.1",
    ],
    bad: [{ title: "as it is by default", files: { "main.tf": notebook("") } }],
    good: [
      {
        title: "switched off",
        files: { "main.tf": notebook('  subnet_id              = "subnet-1"\n  direct_internet_access = "Disabled"\n') },
      },
    ],
  },
  {
    id: "sagemaker-notebook-root",
    title: "Users of a SageMaker notebook are root",
    why: "Root switches off what watches the instance, changes its start-up scripts and reads what other users left there.",
    fix: 'Set root_access = "Disabled"; lifecycle scripts still run as root.',
    base: [2, 2, 2, 1],
    controls: ["ADS-INFR-02"],
    because: { exposure: "everybody who may use the notebook" },
    says: "gives its users root access",
    cases: [{ types: NOTEBOOK, fails: isNot(["root_access", "RootAccess"], "Disabled") }],
    references: [
      "SM02",
      "CKV_AWS_307 SagemakerNotebookRoot",
      "prowler sagemaker_notebook_instance_root_access_disabled",
      "AWS FSBP SageMaker.3",
    ],
    bad: [{ title: "as it is by default", files: { "main.tf": notebook("") } }],
    good: [{ title: "switched off", files: { "main.tf": notebook('  root_access = "Disabled"\n') } }],
  },
  {
    id: "sagemaker-notebook-imdsv1",
    title: "A SageMaker notebook answers metadata requests of version 1",
    why: "A single forged request out of the notebook reads the credentials of its role.",
    fix: 'Set instance_metadata_service_configuration { minimum_instance_metadata_service_version = "2" }.',
    base: [2, 2, 2, 1],
    controls: ["ADS-INFR-02"],
    says: "allows the instance metadata service of version 1",
    cases: [
      {
        types: NOTEBOOK,
        fails: isNot(
          [
            "instance_metadata_service_configuration.minimum_instance_metadata_service_version",
            "InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion",
          ],
          "2",
        ),
      },
    ],
    references: ["SM03", "CKV_AWS_371 SagemakerNotebookInstanceAllowsIMDSv2"],
    bad: [{ title: "not set", files: { "main.tf": notebook("") } }],
    good: [
      {
        title: "version 2",
        files: {
          "main.tf": notebook('  instance_metadata_service_configuration {\n    minimum_instance_metadata_service_version = "2"\n  }\n'),
        },
      },
    ],
  },
  {
    id: "sagemaker-notebook-no-vpc",
    title: "A SageMaker notebook is not in a network of one's own",
    why: "Without a subnet its traffic passes a network of the provider that nobody here filters or records.",
    fix: "Give it a subnet_id and security groups of a private subnet.",
    base: [2, 1, 2, 1],
    controls: ["ADS-INFR-03"],
    says: "is not placed in a subnet",
    cases: [{ types: NOTEBOOK, fails: unset("subnet_id", "SubnetId") }],
    references: [
      "SM04",
      "CKV_AWS_306 SagemakerNotebookInCustomVPC",
      "prowler sagemaker_notebook_instance_vpc_settings_configured",
      "AWS FSBP SageMaker.2",
    ],
    bad: [{ title: "no subnet", files: { "main.tf": notebook("") } }],
    good: [{ title: "a subnet", files: { "main.tf": notebook("  subnet_id = aws_subnet.private.id\n") } }],
  },
  {
    id: "sagemaker-notebook-unencrypted",
    title: "The volume of a SageMaker notebook is not encrypted with a key of one's own",
    why: "What lies on the volume can be read by whoever gets at it with the rights of the service; a key of one's own can be taken away.",
    fix: "Set kms_key_id to a customer-managed key.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: NOTEBOOK, fails: unset("kms_key_id", "KmsKeyId") }],
    references: [
      "SM05",
      "CKV_AWS_22 SagemakerNotebookEncryption",
      "CKV_AWS_187 SagemakerDomainEncryptedWithCMK, SagemakerNotebookEncryptedWithCMK",
      "prowler sagemaker_notebook_instance_encryption_enabled",
    ],
    bad: [{ title: "no key", files: { "main.tf": notebook("") } }],
    good: [{ title: "a key", files: { "main.tf": notebook("  kms_key_id = aws_kms_key.research.arn\n") } }],
  },
  {
    id: "sagemaker-model-network",
    title: "The containers of a SageMaker model may use the network",
    why: "A model file that runs code when it is loaded can call home, or carry away every request that it answers.",
    fix: "Set enable_network_isolation = true; the model is handed to the container by the service.",
    base: [2, 1, 3, 2],
    controls: ["ADS-INFR-03"],
    because: { exposure: "whoever made the model file or the image", data: "every request that it answers" },
    says: "lets its containers reach the network (no network isolation)",
    cases: [{ types: MODEL, fails: isNot(["enable_network_isolation", "EnableNetworkIsolation"], true) }],
    references: ["SM06", "CKV_AWS_370 SagemakerModelWithNetworkIsolation", "prowler sagemaker_models_network_isolation_enabled"],
    bad: [
      {
        title: "not isolated",
        files: {
          "main.tf":
            'resource "aws_sagemaker_model" "fraud" {\n  execution_role_arn = "arn:aws:iam::111122223333:role/serve"\n  primary_container {\n    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve@sha256:0000000000000000000000000000000000000000000000000000000000000000"\n  }\n}\n',
        },
      },
    ],
    good: [
      {
        title: "isolated",
        files: {
          "main.tf":
            'resource "aws_sagemaker_model" "fraud" {\n  execution_role_arn       = "arn:aws:iam::111122223333:role/serve"\n  enable_network_isolation = true\n}\n',
        },
      },
    ],
  },
  {
    id: "sagemaker-endpoint-unencrypted",
    title: "The storage of a SageMaker endpoint is not encrypted with a key of one's own",
    why: "The volume holds the model and captured requests.",
    fix: "Set kms_key_arn in the endpoint configuration.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: ENDPOINT_CONFIG, fails: unset("kms_key_arn", "KmsKeyId") }],
    references: ["SM07", "CKV_AWS_98 SagemakerEndpointConfigurationEncryption"],
    bad: [
      {
        title: "no key",
        files: {
          "template.yaml":
            "Resources:\n  Config:\n    Type: AWS::SageMaker::EndpointConfig\n    Properties:\n      ProductionVariants:\n        - ModelName: fraud\n          VariantName: all\n          InitialVariantWeight: 1\n",
        },
      },
    ],
    good: [
      {
        title: "a key",
        files: {
          "template.yaml":
            "Resources:\n  Config:\n    Type: AWS::SageMaker::EndpointConfig\n    Properties:\n      KmsKeyId: alias/endpoint\n      ProductionVariants:\n        - ModelName: fraud\n          VariantName: all\n          InitialVariantWeight: 1\n",
        },
      },
    ],
  },
  {
    id: "sagemaker-domain-unencrypted",
    title: "A SageMaker domain is not encrypted with a key of one's own",
    why: "The home folders of every user, with notebooks and copies of data, lie on the domain's file system.",
    fix: "Set kms_key_id (it cannot be changed later).",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: DOMAIN, fails: unset("kms_key_id", "KmsKeyId", "HomeEfsFileSystemKmsKeyId") }],
    references: ["CKV_AWS_187 SagemakerDomainEncryptedWithCMK"],
    bad: [
      {
        title: "no key",
        files: { "main.tf": 'resource "aws_sagemaker_domain" "studio" {\n  domain_name = "studio"\n  auth_mode   = "IAM"\n}\n' },
      },
    ],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "aws_sagemaker_domain" "studio" {\n  domain_name = "studio"\n  auth_mode   = "IAM"\n  kms_key_id  = aws_kms_key.studio.arn\n}\n',
        },
      },
    ],
  },
  {
    id: "sagemaker-domain-public",
    title: "The apps of a SageMaker domain use the internet directly",
    why: "What runs in a studio app reaches anything on the internet, with the data that its execution role may read.",
    fix: 'Set app_network_access_type = "VpcOnly" and give the VPC endpoints.',
    base: [2, 2, 2, 1],
    controls: ["ADS-INFR-03"],
    says: "lets its apps use the internet directly (PublicInternetOnly)",
    cases: [{ types: DOMAIN, fails: isNot(["app_network_access_type", "AppNetworkAccessType"], "VpcOnly") }],
    references: ["SM15"],
    bad: [
      {
        title: "as it is by default",
        files: { "main.tf": 'resource "aws_sagemaker_domain" "studio" {\n  domain_name = "studio"\n  auth_mode   = "IAM"\n}\n' },
      },
    ],
    good: [
      {
        title: "VPC only",
        files: {
          "main.tf":
            'resource "aws_sagemaker_domain" "studio" {\n  domain_name             = "studio"\n  auth_mode               = "IAM"\n  app_network_access_type = "VpcOnly"\n}\n',
        },
      },
    ],
  },
  {
    id: "sagemaker-job-traffic-unencrypted",
    title: "Traffic between the containers of a SageMaker job is not encrypted",
    why: "Training and monitoring jobs on several machines send data and gradients in the clear.",
    fix: "Set enable_inter_container_traffic_encryption = true.",
    base: [1, 1, 2, 1],
    controls: ["ADS-SECR-06"],
    says: "does not encrypt traffic between its containers",
    cases: [
      {
        types: JOB_DEFINITIONS,
        fails: isNot(
          [
            "network_config.enable_inter_container_traffic_encryption",
            "NetworkConfig.EnableInterContainerTrafficEncryption",
            "monitoring_schedule_config.monitoring_job_definition.network_config.enable_inter_container_traffic_encryption",
          ],
          true,
        ),
      },
    ],
    references: [
      "SM12",
      "CKV_AWS_369 SagemakerDataQualityJobDefinitionTrafficEncryption",
      "prowler sagemaker_training_jobs_intercontainer_encryption_enabled",
    ],
    bad: [
      {
        title: "not set",
        files: {
          "main.tf":
            'resource "aws_sagemaker_data_quality_job_definition" "drift" {\n  role_arn = "arn:aws:iam::111122223333:role/monitor"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "encrypted",
        files: {
          "main.tf":
            'resource "aws_sagemaker_data_quality_job_definition" "drift" {\n  role_arn = "arn:aws:iam::111122223333:role/monitor"\n  network_config {\n    enable_inter_container_traffic_encryption = true\n  }\n}\n',
        },
      },
    ],
  },
  {
    id: "sagemaker-job-volume-unencrypted",
    title: "The volume of a SageMaker job is not encrypted with a key of one's own",
    why: "The job copies its input, requests and answers of the model, onto this volume.",
    fix: "Set volume_kms_key_id in job_resources.cluster_config.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "does not encrypt its volume with a customer-managed key",
    cases: [
      {
        types: JOB_DEFINITIONS,
        fails: unset(
          "job_resources.cluster_config.volume_kms_key_id",
          "JobResources.ClusterConfig.VolumeKmsKeyId",
          "monitoring_schedule_config.monitoring_job_definition.job_resources.cluster_config.volume_kms_key_id",
        ),
      },
    ],
    references: [
      "SM12",
      "CKV_AWS_368 SagemakerDataQualityJobDefinitionVolumeEncryption",
      "prowler sagemaker_training_jobs_volume_and_output_encryption_enabled",
    ],
    bad: [
      {
        title: "no key",
        files: {
          "main.tf":
            'resource "aws_sagemaker_data_quality_job_definition" "drift" {\n  job_resources {\n    cluster_config {\n      instance_count = 1\n    }\n  }\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "aws_sagemaker_data_quality_job_definition" "drift" {\n  job_resources {\n    cluster_config {\n      instance_count    = 1\n      volume_kms_key_id = aws_kms_key.monitor.arn\n    }\n  }\n}\n',
        },
      },
    ],
  },
  {
    id: "sagemaker-endpoint-no-capture",
    title: "What a SageMaker endpoint answers is not captured",
    why: "Without captured requests nobody can tell drift, abuse or theft of the model afterwards.",
    fix: "Set data_capture_config with enable_capture = true and a bucket as well kept as the training data.",
    base: [1, 0, 1, 1],
    controls: ["ADS-INFR-04"],
    hygiene: true,
    says: "captures no requests (data capture is off)",
    cases: [{ types: ENDPOINT_CONFIG, fails: isNot(["data_capture_config.enable_capture", "DataCaptureConfig.EnableCapture"], true) }],
    references: ["SM20"],
    bad: [
      {
        title: "switched off",
        files: {
          "main.tf":
            'resource "aws_sagemaker_endpoint_configuration" "fraud" {\n  production_variants {\n    model_name = "fraud"\n  }\n}\n',
        },
      },
    ],
    good: [
      {
        title: "captured",
        files: {
          "main.tf":
            'resource "aws_sagemaker_endpoint_configuration" "fraud" {\n  data_capture_config {\n    enable_capture              = true\n    initial_sampling_percentage = 100\n    destination_s3_uri          = "s3://captured"\n  }\n}\n',
        },
      },
    ],
  },
  {
    id: "sagemaker-package-approved-at-once",
    title: "A SageMaker model package is approved by what creates it",
    why: "Nobody but its maker looked at the model before production may take it.",
    fix: 'Create packages as "PendingManualApproval" and approve them in another step by another role.',
    base: [1, 2, 3, 2],
    controls: ["ADS-MODL-05"],
    says: "is approved by its own declaration",
    cases: [
      {
        types: ["awscc_sagemaker_model_package", "AWS::SageMaker::ModelPackage"],
        fails: is(["model_approval_status", "ModelApprovalStatus"], "Approved"),
      },
    ],
    references: ["SM18"],
    bad: [
      {
        title: "approved",
        files: {
          "template.yaml":
            "Resources:\n  Package:\n    Type: AWS::SageMaker::ModelPackage\n    Properties:\n      ModelPackageGroupName: fraud\n      ModelApprovalStatus: Approved\n",
        },
      },
    ],
    good: [
      {
        title: "waits for approval",
        files: {
          "template.yaml":
            "Resources:\n  Package:\n    Type: AWS::SageMaker::ModelPackage\n    Properties:\n      ModelPackageGroupName: fraud\n      ModelApprovalStatus: PendingManualApproval\n",
        },
      },
    ],
  },
];
