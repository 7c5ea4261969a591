import { is, isNot, unset } from "./conditions.ts";
import { row, terraform } from "./examples.ts";
import type { Condition, SettingRow } from "./schema.ts";

/* Vertex AI, its notebooks and accelerators. Defaults from cloud.google.com/vertex-ai/docs and the google provider. */

const INSTANCE = ["google_notebooks_instance"];
const RUNTIME = ["google_notebooks_runtime"];
const WORKBENCH = ["google_workbench_instance"];
const KEYED = [
  "google_vertex_ai_dataset",
  "google_vertex_ai_endpoint",
  "google_vertex_ai_featurestore",
  "google_vertex_ai_metadata_store",
  "google_vertex_ai_tensorboard",
  "google_vertex_ai_index",
  "google_vertex_ai_index_endpoint",
  "google_vertex_ai_feature_online_store",
];

const instance = (settings: string): string =>
  `resource "google_notebooks_instance" "research" {\n  name         = "research"\n  location     = "europe-west1-b"\n  machine_type = "n1-standard-4"\n${settings}}\n`;

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"] as const;
/** What of Vertex AI and its notebooks can be granted on its own. */
const GRANTED = [
  "google_vertex_ai_endpoint",
  "google_vertex_ai_featurestore",
  "google_vertex_ai_featurestore_entitytype",
  "google_vertex_ai_feature_group",
  "google_vertex_ai_feature_online_store",
  "google_vertex_ai_feature_online_store_featureview",
  "google_vertex_ai_reasoning_engine",
  "google_notebooks_instance",
  "google_notebooks_runtime",
  "google_workbench_instance",
  "google_colab_runtime_template",
  "google_ml_engine_model",
];
const GRANTS = GRANTED.flatMap((type) => [`${type}_iam_member`, `${type}_iam_binding`]);
const POLICIES = GRANTED.map((type) => `${type}_iam_policy`);

/** The account that Compute Engine gives to what names none. */
const byDefault = (setting: string | readonly string[]): Condition => ({
  setting,
  matches: "(?:^|\\d)-compute@developer\\.gserviceaccount\\.com|google_compute_default_service_account",
});

/** A registry named by host that is none of Google Cloud's. */
const foreign = (setting: string): Condition => ({
  all: [
    { setting, matches: "^[\\w-]+[.:][\\w.:-]*/|^[\\w-]+/[\\w.-]+(?::[\\w.-]+)?$" },
    { not: { setting, matches: "^(?:[a-z]+\\.)?gcr\\.io/|^[\\w-]+-docker\\.pkg\\.dev/" } },
  ],
});

export const GCP_VERTEX: readonly SettingRow[] = [
  {
    id: "vertex-unencrypted",
    title: "A Vertex AI resource is not encrypted with a key of one's own",
    why: "Features, metrics and artefacts lie under a key that cannot be taken away.",
    fix: "Set encryption_spec { kms_key_name = … }.",
    base: [1, 1, 2, 1],
    references: ["CKV_GCP_92", "CKV_GCP_96", "CKV2_GCP_24", "CKV2_GCP_25", "CKV2_GCP_26"],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: KEYED, fails: unset("encryption_spec.kms_key_name") }],
    bad: [
      {
        title: "no key",
        files: {
          "main.tf": 'resource "google_vertex_ai_featurestore" "features" {\n  name   = "features"\n  region = "europe-west1"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "google_vertex_ai_featurestore" "features" {\n  name = "features"\n  encryption_spec {\n    kms_key_name = google_kms_crypto_key.ai.id\n  }\n}\n',
        },
      },
    ],
  },
  {
    id: "vertex-notebook-unencrypted",
    title: "The disks of a Vertex AI notebook are not encrypted with a key of one's own",
    why: "Notebooks and copies of data lie on the disks.",
    fix: 'Set disk_encryption = "CMEK" with a kms_key on every disk.',
    base: [1, 1, 2, 1],
    references: ["CKV2_GCP_21", "CKV2_GCP_27", "CKV2_GCP_35"],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "does not encrypt its disks with a customer-managed key",
    cases: [
      { types: RUNTIME, fails: unset("virtual_machine.virtual_machine_config.encryption_config.kms_key") },
      {
        types: WORKBENCH,
        fails: {
          any: [
            { all: [isNot("gce_setup.boot_disk.disk_encryption", "CMEK"), unset("gce_setup.boot_disk.kms_key")] },
            { some: "gce_setup.data_disks", where: { all: [isNot("disk_encryption", "CMEK"), unset("kms_key")] } },
          ],
        },
      },
      { types: INSTANCE, fails: { any: [isNot("disk_encryption", "CMEK"), unset("kms_key")] } },
    ],
    bad: [{ title: "no key", files: { "main.tf": instance("") } }],
    good: [{ title: "a key", files: { "main.tf": instance('  disk_encryption = "CMEK"\n  kms_key         = "projects/p/keys/k"\n') } }],
  },
  {
    id: "vertex-notebook-no-vtpm",
    title: "A Vertex AI notebook has no virtual trusted module (shielded VM)",
    why: "Without measured boot a changed boot chain of the machine that reads training data is not noticed.",
    fix: "Set shielded_instance_config { enable_vtpm = true }.",
    base: [1, 1, 2, 1],
    references: ["CKV_GCP_126"],
    controls: ["ADS-INFR-02"],
    says: "is not a shielded machine: its virtual trusted platform module is off",
    cases: [
      { types: INSTANCE, fails: is("shielded_instance_config.enable_vtpm", false) },
      { types: WORKBENCH, fails: is("gce_setup.shielded_instance_config.enable_vtpm", false) },
      { types: RUNTIME, fails: is("virtual_machine.virtual_machine_config.shielded_instance_config.enable_vtpm", false) },
    ],
    bad: [{ title: "switched off", files: { "main.tf": instance("  shielded_instance_config {\n    enable_vtpm = false\n  }\n") } }],
    good: [{ title: "on", files: { "main.tf": instance("  shielded_instance_config {\n    enable_vtpm = true\n  }\n") } }],
  },
  {
    id: "vertex-notebook-no-integrity",
    title: "The integrity of a Vertex AI notebook is not monitored (shielded VM)",
    why: "Nobody hears when the machine that reads training data boots something else than before.",
    fix: "Set shielded_instance_config { enable_integrity_monitoring = true }.",
    base: [1, 1, 2, 1],
    references: ["CKV_GCP_127"],
    controls: ["ADS-INFR-02"],
    says: "does not monitor its boot integrity",
    cases: [
      { types: INSTANCE, fails: is("shielded_instance_config.enable_integrity_monitoring", false) },
      { types: WORKBENCH, fails: is("gce_setup.shielded_instance_config.enable_integrity_monitoring", false) },
      { types: RUNTIME, fails: is("virtual_machine.virtual_machine_config.shielded_instance_config.enable_integrity_monitoring", false) },
    ],
    bad: [
      {
        title: "switched off",
        files: { "main.tf": instance("  shielded_instance_config {\n    enable_integrity_monitoring = false\n  }\n") },
      },
    ],
    good: [{ title: "on", files: { "main.tf": instance("  shielded_instance_config {\n    enable_integrity_monitoring = true\n  }\n") } }],
  },
  {
    id: "vertex-notebook-public",
    title: "A Vertex AI notebook has a public address",
    why: "The machine that reads training data can be knocked at from the whole internet.",
    fix: "Set no_public_ip = true (disable_public_ip in a Workbench instance).",
    base: [3, 1, 2, 1],
    references: ["CKV_GCP_89", "CKV2_GCP_28", "CKV2_GCP_36"],
    controls: ["ADS-INFR-03"],
    says: "has a public address",
    cases: [
      { types: INSTANCE, fails: isNot("no_public_ip", true) },
      { types: WORKBENCH, fails: isNot("gce_setup.disable_public_ip", true) },
      { types: RUNTIME, fails: isNot("virtual_machine.virtual_machine_config.internal_ip_only", true) },
    ],
    bad: [{ title: "not said", files: { "main.tf": instance("") } }],
    good: [{ title: "none", files: { "main.tf": instance("  no_public_ip = true\n") } }],
  },
  {
    id: "vertex-endpoint-public",
    title: "A Vertex AI endpoint is not in a private network",
    why: "Whoever has a token reaches the model from anywhere; nothing in between filters or counts.",
    fix: "Set network (private service access) or private_service_connect_config.",
    base: [2, 1, 2, 2],
    references: ["CKV2_GCP_33", "CKV2_GCP_34"],
    controls: ["ADS-INFR-03"],
    says: "is not in a private network",
    cases: [
      {
        types: ["google_vertex_ai_endpoint"],
        fails: {
          all: [unset("network"), isNot("private_service_connect_config.enable_private_service_connect", true)],
        },
      },
      {
        types: ["google_vertex_ai_index_endpoint"],
        fails: is("public_endpoint_enabled", true),
      },
    ],
    bad: [
      {
        title: "no network",
        files: {
          "main.tf":
            'resource "google_vertex_ai_endpoint" "fraud" {\n  name         = "fraud"\n  display_name = "fraud"\n  location     = "europe-west1"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a network",
        files: {
          "main.tf":
            'resource "google_vertex_ai_endpoint" "fraud" {\n  name         = "fraud"\n  display_name = "fraud"\n  location     = "europe-west1"\n  network      = "projects/1/global/networks/ml"\n}\n',
        },
      },
    ],
  },
  row({
    id: "vertex-notebook-default-account",
    title: "A Vertex AI notebook runs as the default compute service account",
    why: "That account is Editor of the whole project unless somebody took it away: whoever runs code in the notebook owns the data, models and machines of the project.",
    fix: "Give it a service_account of its own with the roles that the work needs.",
    base: [2, 3, 3, 3],
    controls: ["ADS-INFR-02"],
    because: {
      exposure: "whoever runs code in the notebook",
      data: "everything that an Editor of the project reaches",
      blast: "the project",
    },
    says: "runs as the default compute service account",
    cases: [
      { types: INSTANCE, fails: { any: [unset("service_account"), byDefault("service_account")] } },
      {
        types: WORKBENCH,
        fails: { any: [unset("gce_setup.service_accounts.email"), byDefault("gce_setup.service_accounts.email")] },
      },
      { types: ["google_notebooks_runtime"], fails: byDefault("access_config.runtime_owner") },
      { types: ["google_colab_notebook_execution"], fails: byDefault("service_account") },
      {
        types: ["google_vertex_ai_reasoning_engine", "google_vertex_ai_deployment_resource_pool"],
        fails: byDefault(["spec.service_account", "service_account"]),
      },
    ],
    bad: terraform("google_notebooks_instance", "no_public_ip = true"),
    good: terraform("google_notebooks_instance", "service_account = google_service_account.research.email"),
  }),
  row({
    id: "vertex-notebook-root",
    title: "Users of a Vertex AI notebook are root, or may reach its terminal and download files",
    why: "Root on the machine changes what watches it and takes the tokens of its service account.",
    fix: 'Set the metadata notebook-disable-root = "true" (notebook-disable-downloads, notebook-disable-terminal where the data asks for it).',
    base: [1, 2, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-02"],
    says: "gives its users root (notebook-disable-root is false)",
    cases: [
      { types: INSTANCE, fails: is("metadata.notebook-disable-root", "false") },
      { types: WORKBENCH, fails: is("gce_setup.metadata.notebook-disable-root", "false") },
      { types: RUNTIME, fails: is("virtual_machine.virtual_machine_config.metadata.notebook-disable-root", "false") },
    ],
    bad: terraform("google_notebooks_instance", 'metadata = {\n  notebook-disable-root = "false"\n}'),
    good: terraform("google_notebooks_instance", 'metadata = {\n  notebook-disable-root = "true"\n}'),
  }),
  row({
    id: "vertex-notebook-proxy-open",
    title: "A Vertex AI notebook can be opened by everybody who may use its service account",
    why: "Whoever may act as the account opens the notebook of a colleague, with their data and tokens in it.",
    fix: "Set instance_owners (SINGLE_USER) to the one who works there.",
    base: [1, 2, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-02"],
    says: "names no owner: everybody who may use its service account opens it",
    cases: [{ types: [...INSTANCE, ...WORKBENCH], fails: unset("instance_owners") }],
    bad: terraform("google_workbench_instance", 'location = "europe-west1-b"'),
    good: terraform("google_workbench_instance", 'instance_owners = ["dana@example.com"]'),
  }),
  row({
    id: "vertex-open-to-everybody",
    title: "A Vertex AI resource is granted to allUsers or allAuthenticatedUsers",
    why: "Everybody with an account of Google, or nobody's, calls the model, reads the features or opens the notebook.",
    fix: "Name the service accounts and groups that need it.",
    base: [3, 3, 3, 2],
    controls: ["ADS-SERV-01"],
    because: { exposure: "everybody", exploitability: "one request" },
    says: "grants it to everybody (allUsers or allAuthenticatedUsers)",
    cases: [
      { types: GRANTS, fails: is(["member", "members"], ...EVERYBODY) },
      {
        types: POLICIES,
        fails: {
          any: [
            { refersTo: ["google_iam_policy"], at: "policy_data", where: is("binding.members", ...EVERYBODY) },
            { setting: "policy_data", matches: "allUsers|allAuthenticatedUsers" },
          ],
        },
      },
    ],
    bad: terraform("google_vertex_ai_endpoint_iam_member", 'role   = "roles/aiplatform.user"\nmember = "allAuthenticatedUsers"'),
    good: terraform("google_vertex_ai_endpoint_iam_member", 'role   = "roles/aiplatform.user"\nmember = "group:fraud@example.com"'),
  }),
  row({
    id: "vertex-image-foreign",
    title: "A Vertex AI workload runs a container image of a foreign registry",
    why: "Whoever may push there runs code beside the training data, with the service account of the workload.",
    fix: "Copy the image to Artifact Registry and name it by digest.",
    base: [2, 2, 3, 2],
    controls: ["ADS-SUPP-03"],
    because: { exposure: "whoever may push to that registry" },
    says: "runs an image of a registry outside of Google Cloud",
    cases: [
      { types: INSTANCE, fails: foreign("container_image.repository") },
      { types: WORKBENCH, fails: foreign("gce_setup.container_image.repository") },
      { types: RUNTIME, fails: foreign("virtual_machine.virtual_machine_config.container_images.repository") },
      { types: ["google_vertex_ai_endpoint_with_model_garden_deployment"], fails: foreign("model_config.container_spec.image_uri") },
    ],
    bad: terraform("google_notebooks_instance", 'container_image {\n  repository = "docker.io/acme/lab"\n}'),
    good: terraform("google_notebooks_instance", 'container_image {\n  repository = "gcr.io/deeplearning-platform-release/base-cpu"\n}'),
  }),
  row({
    id: "vertex-endpoint-no-log",
    title: "A Vertex AI endpoint keeps no log of requests and answers",
    why: "What was asked and answered cannot be told after an incident, nor whether the model drifts.",
    fix: "Set predict_request_response_logging_config { enabled = true } with a data set that few may read.",
    base: [1, 1, 1, 2],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    says: "keeps no log of requests and answers",
    cases: [{ types: ["google_vertex_ai_endpoint"], fails: isNot("predict_request_response_logging_config.enabled", true) }],
    bad: terraform("google_vertex_ai_endpoint", 'network = "projects/1/global/networks/ml"'),
    good: terraform("google_vertex_ai_endpoint", "predict_request_response_logging_config {\n  enabled = true\n}"),
  }),
  row({
    id: "vertex-log-wide",
    title: "Requests and answers of a Vertex AI endpoint are logged to a data set that many may read",
    why: "What customers asked, and what the model said of them, is open to everybody of a domain or of the project.",
    fix: "Keep the log in a BigQuery data set of its own with named readers.",
    base: [2, 2, 2, 2],
    controls: ["ADS-DATA-07"],
    says: "logs requests and answers to a data set that many may read",
    cases: [
      {
        types: ["google_vertex_ai_endpoint"],
        when: is("predict_request_response_logging_config.enabled", true),
        fails: {
          refersTo: ["google_bigquery_dataset"],
          at: "predict_request_response_logging_config.bigquery_destination.output_uri",
          where: {
            any: [
              {
                some: "access",
                where: { any: [is("special_group", "projectReaders", ...EVERYBODY), { setting: "domain", absent: false }] },
              },
              {
                linkedFrom: ["google_bigquery_dataset_iam_member", "google_bigquery_dataset_iam_binding"],
                by: "dataset_id",
                where: { setting: ["member", "members"], matches: "^domain:|^all(?:Authenticated)?Users$" },
              },
            ],
          },
        },
      },
    ],
    bad:
      terraform(
        "google_bigquery_dataset",
        'dataset_id = "answers"\naccess {\n  role   = "READER"\n  domain = "example.com"\n}',
        "answers",
      ) +
      terraform(
        "google_vertex_ai_endpoint",
        'predict_request_response_logging_config {\n  enabled = true\n  bigquery_destination {\n    output_uri = "bq://ml.${google_bigquery_dataset.answers.dataset_id}"\n  }\n}',
      ),
    good:
      terraform(
        "google_bigquery_dataset",
        'dataset_id = "answers"\naccess {\n  role          = "OWNER"\n  user_by_email = "dana@example.com"\n}',
        "answers",
      ) +
      terraform(
        "google_vertex_ai_endpoint",
        'predict_request_response_logging_config {\n  enabled = true\n  bigquery_destination {\n    output_uri = "bq://ml.${google_bigquery_dataset.answers.dataset_id}"\n  }\n}',
      ),
  }),
  row({
    id: "tpu-public",
    title: "A TPU virtual machine has a public address (TPU is not private)",
    why: "The machine that trains can be knocked at from the whole internet.",
    fix: "Set network_config { enable_external_ips = false }.",
    base: [3, 1, 2, 1],
    controls: ["ADS-INFR-03"],
    references: ["CKV2_GCP_32"],
    says: "has a public address",
    cases: [{ types: ["google_tpu_v2_vm"], fails: isNot("network_config.enable_external_ips", false) }],
    bad: terraform("google_tpu_v2_vm", "network_config {\n  enable_external_ips = true\n}"),
    good: terraform("google_tpu_v2_vm", "network_config {\n  enable_external_ips = false\n}"),
  }),
  row({
    id: "tpu-default-account",
    title: "A TPU virtual machine runs as the default compute service account",
    why: "That account is Editor of the whole project unless somebody took it away.",
    fix: "Set service_account { email = … } to an account of its own.",
    base: [2, 2, 3, 3],
    controls: ["ADS-INFR-02"],
    says: "runs as the default compute service account",
    cases: [
      { types: ["google_tpu_v2_vm"], fails: { any: [unset("service_account.email"), byDefault("service_account.email")] } },
      {
        types: ["google_tpu_v2_queued_resource"],
        fails: {
          any: [unset("tpu.node_spec.node.service_account.email"), byDefault("tpu.node_spec.node.service_account.email")],
        },
      },
    ],
    bad: terraform("google_tpu_v2_vm", 'runtime_version = "tpu-vm-tf-2.13.0"'),
    good: terraform("google_tpu_v2_vm", "service_account {\n  email = google_service_account.train.email\n}"),
  }),
];
