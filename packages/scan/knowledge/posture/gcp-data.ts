import { is, isNot, unset } from "./conditions.ts";
import { row, type ShortRow, terraform } from "./examples.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * What AI in Google Cloud stands on: buckets, BigQuery, registries, machines; and Dialogflow, Document AI and API keys, which
 * are AI themselves. Defaults from registry.terraform.io/providers/hashicorp/google.
 */

const BUCKET = ["google_storage_bucket"];
const EVERYBODY = ["allUsers", "allAuthenticatedUsers"] as const;
const near = (short: Omit<ShortRow, "judged">): SettingRow => row({ ...short, judged: "near-ai" });
const bucket = (settings: string): string => terraform("google_storage_bucket", settings, "training");

/** Grants of a type to everybody, whichever way they are written. */
const grants = (...types: readonly string[]): SettingRow["cases"] => [
  {
    types: types.flatMap((type) => [`${type}_iam_member`, `${type}_iam_binding`]),
    fails: is(["member", "members"], ...EVERYBODY),
  },
  {
    types: types.map((type) => `${type}_iam_policy`),
    fails: {
      any: [
        { refersTo: ["google_iam_policy"], at: "policy_data", where: is("binding.members", ...EVERYBODY) },
        { setting: "policy_data", matches: "allUsers|allAuthenticatedUsers" },
      ],
    },
  },
];

const GEMINI: Condition = { setting: "restrictions.api_targets.service", matches: "generativelanguage|aiplatform" };

export const GCP_DATA: readonly SettingRow[] = [
  near({
    id: "gcs-public",
    title: "A Cloud Storage bucket near AI is granted to allUsers or allAuthenticatedUsers (publicly accessible)",
    why: "Training data and models in it can be taken, or with a writing role exchanged, by everybody.",
    fix: 'Name the service accounts and groups that need it, and set public_access_prevention = "enforced".',
    base: [3, 3, 3, 2],
    controls: ["ADS-INFR-02"],
    because: { exposure: "everybody", exploitability: "one request" },
    references: ["CKV_GCP_28", "prowler cloudstorage_bucket_public_access"],
    says: "opens a bucket to everybody (allUsers or allAuthenticatedUsers)",
    cases: [
      ...grants("google_storage_bucket"),
      {
        types: [
          "google_storage_bucket_access_control",
          "google_storage_default_object_access_control",
          "google_storage_object_access_control",
        ],
        fails: is("entity", ...EVERYBODY),
      },
      {
        types: ["google_storage_bucket_acl", "google_storage_default_object_acl"],
        fails: is("predefined_acl", "publicRead", "publicReadWrite"),
      },
    ],
    bad: terraform("google_storage_bucket_iam_member", 'role   = "roles/storage.objectViewer"\nmember = "allUsers"'),
    good: terraform("google_storage_bucket_iam_member", 'role   = "roles/storage.objectViewer"\nmember = "group:ml@example.com"'),
  }),
  near({
    id: "gcs-object-lists",
    title: "Uniform bucket-level access is off in a Cloud Storage bucket near AI",
    why: "Single objects can be opened to others by their own lists, which no policy of the bucket shows.",
    fix: "Set uniform_bucket_level_access = true.",
    base: [2, 1, 2, 2],
    controls: ["ADS-INFR-02"],
    references: ["CKV_GCP_29", "prowler cloudstorage_bucket_uniform_bucket_level_access"],
    says: "lets single objects have access lists of their own",
    cases: [{ types: BUCKET, fails: isNot(["uniform_bucket_level_access", "bucket_policy_only"], true) }],
    bad: bucket('location = "EU"'),
    good: bucket("uniform_bucket_level_access = true"),
  }),
  near({
    id: "gcs-public-not-prevented",
    title: "Public access prevention is not enforced on a Cloud Storage bucket near AI",
    why: "One wrong grant is enough to publish training data or models.",
    fix: 'Set public_access_prevention = "enforced".',
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-02"],
    references: ["CKV_GCP_114"],
    says: "does not enforce that nobody can publish it",
    cases: [{ types: BUCKET, fails: isNot("public_access_prevention", "enforced") }],
    bad: bucket('location = "EU"'),
    good: bucket('public_access_prevention = "enforced"'),
  }),
  near({
    id: "gcs-no-versions",
    title: "A Cloud Storage bucket near AI keeps no versions",
    why: "Training data that is poisoned or deleted cannot be brought back.",
    fix: "Set versioning { enabled = true }.",
    base: [1, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-DATA-10"],
    references: ["CKV_GCP_78", "prowler cloudstorage_bucket_versioning_enabled"],
    says: "keeps no versions of its objects",
    cases: [{ types: BUCKET, fails: isNot("versioning.enabled", true) }],
    bad: bucket('location = "EU"'),
    good: bucket("versioning {\n  enabled = true\n}"),
  }),
  near({
    id: "gcs-no-access-log",
    title: "A Cloud Storage bucket near AI does not log access",
    why: "Who took the training data or the model cannot be told afterwards.",
    fix: "Set logging { log_bucket = … }, or data access audit logs for storage.googleapis.com.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["CKV_GCP_62", "prowler cloudstorage_bucket_logging_enabled"],
    says: "keeps no log of who reads",
    cases: [
      {
        types: BUCKET,
        fails: {
          all: [unset("logging.log_bucket"), { not: { linkedFrom: ["google_project_iam_audit_config"], by: "service" } }],
        },
      },
    ],
    bad: bucket('location = "EU"'),
    good: bucket('logging {\n  log_bucket = "access-logs"\n}'),
  }),
  near({
    id: "bigquery-public",
    title: "A BigQuery data set or table near AI is publicly accessible",
    why: "Features, logs of requests and training rows can be read by everybody.",
    fix: "Name groups and service accounts; grant nothing to allAuthenticatedUsers.",
    base: [3, 3, 3, 2],
    controls: ["ADS-INFR-02"],
    because: { exposure: "everybody with an account of Google", exploitability: "one query" },
    references: ["CKV_GCP_15", "CKV_GCP_100", "prowler bigquery_dataset_public_access"],
    says: "can be read by everybody",
    cases: [
      ...grants("google_bigquery_table", "google_bigquery_dataset"),
      {
        types: ["google_bigquery_dataset"],
        fails: {
          some: "access",
          where: {
            any: [
              is(["special_group", "iam_member"], ...EVERYBODY),
              {
                all: [
                  { setting: "role", absent: false },
                  unset("user_by_email", "group_by_email", "domain", "special_group", "iam_member", "view", "routine", "dataset"),
                ],
              },
            ],
          },
        },
      },
      { types: ["google_bigquery_dataset_access"], fails: is(["special_group", "iam_member"], ...EVERYBODY) },
    ],
    bad: terraform("google_bigquery_dataset", 'access {\n  role          = "READER"\n  special_group = "allAuthenticatedUsers"\n}'),
    good: terraform("google_bigquery_dataset", 'access {\n  role          = "READER"\n  special_group = "projectReaders"\n}'),
  }),
  near({
    id: "bigquery-unencrypted",
    title: "A BigQuery data set or table near AI is not encrypted with a customer-managed key",
    why: "Training data lies under a key that cannot be taken away.",
    fix: "Set default_encryption_configuration (encryption_configuration of a table) { kms_key_name = … }.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV_GCP_80", "CKV_GCP_81", "prowler bigquery_dataset_cmk_encryption", "prowler bigquery_table_cmk_encryption"],
    says: "is not encrypted with a customer-managed key",
    cases: [
      { types: ["google_bigquery_dataset"], fails: unset("default_encryption_configuration.kms_key_name") },
      { types: ["google_bigquery_table"], fails: unset("encryption_configuration.kms_key_name") },
    ],
    bad: terraform("google_bigquery_table", "deletion_protection = true"),
    good: terraform("google_bigquery_table", 'encryption_configuration {\n  kms_key_name = "projects/p/keys/k"\n}'),
  }),
  near({
    id: "bigquery-table-deletable",
    title: "A BigQuery table near AI has no deletion protection",
    why: "One run of Terraform can take the training data away.",
    fix: "Set deletion_protection = true.",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-DATA-10"],
    references: ["CKV_GCP_121"],
    says: "has no deletion protection",
    // The provider protects where nothing is said.
    cases: [{ types: ["google_bigquery_table"], fails: is("deletion_protection", false) }],
    bad: terraform("google_bigquery_table", "deletion_protection = false"),
    good: terraform("google_bigquery_table", "deletion_protection = true"),
  }),
  near({
    id: "artifact-registry-public",
    title: "An Artifact Registry repository near AI is publicly accessible",
    why: "Everybody takes, or with a writing role exchanges, the images that models run in.",
    fix: "Name the service accounts that pull and push.",
    base: [3, 3, 2, 2],
    controls: ["ADS-INFR-02"],
    references: ["CKV_GCP_101"],
    says: "opens a repository of images to everybody",
    cases: grants("google_artifact_registry_repository"),
    bad: terraform("google_artifact_registry_repository_iam_member", 'role   = "roles/artifactregistry.reader"\nmember = "allUsers"'),
    good: terraform(
      "google_artifact_registry_repository_iam_member",
      'role   = "roles/artifactregistry.reader"\nmember = "group:ml@example.com"',
    ),
  }),
  near({
    id: "artifact-registry-unencrypted",
    title: "An Artifact Registry repository near AI is not encrypted with a customer-managed key",
    why: "Images with models lie under a key that cannot be taken away.",
    fix: "Set kms_key_name.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV_GCP_84"],
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: ["google_artifact_registry_repository"], fails: unset("kms_key_name") }],
    bad: terraform("google_artifact_registry_repository", 'format = "DOCKER"'),
    good: terraform("google_artifact_registry_repository", 'kms_key_name = "projects/p/keys/k"'),
  }),
  near({
    id: "artifact-registry-mutable-tags",
    title: "Tags of an Artifact Registry repository near AI can be moved",
    why: "The image of a model is exchanged under the same tag, and nothing tells the two apart.",
    fix: "Set docker_config { immutable_tags = true }.",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-SUPP-03"],
    says: "lets tags of images be moved",
    cases: [
      { types: ["google_artifact_registry_repository"], when: is("format", "DOCKER"), fails: isNot("docker_config.immutable_tags", true) },
    ],
    bad: terraform("google_artifact_registry_repository", 'format = "DOCKER"'),
    good: terraform("google_artifact_registry_repository", 'format = "DOCKER"\ndocker_config {\n  immutable_tags = true\n}'),
  }),
  near({
    id: "gcp-act-as-project",
    title: "Somebody may act as every service account of a project with AI (Service Account User or Token Creator on the project)",
    why: "Among the accounts is the default one, Editor of the project unless somebody took it away.",
    fix: "Give the role on the one account that is needed (google_service_account_iam_member).",
    base: [1, 2, 3, 3],
    controls: ["ADS-INFR-02"],
    references: ["CKV_GCP_41"],
    says: "lets somebody act as every service account of the project",
    cases: [
      {
        types: ["google_project_iam_member", "google_project_iam_binding"],
        fails: is("role", "roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator"),
      },
    ],
    bad: terraform("google_project_iam_member", 'role   = "roles/iam.serviceAccountUser"\nmember = "group:ml@example.com"'),
    good: terraform("google_service_account_iam_member", 'role   = "roles/iam.serviceAccountUser"\nmember = "group:ml@example.com"'),
  }),
  near({
    id: "gce-default-account-full",
    title: "A machine near AI runs as the default compute service account with access to all APIs",
    why: "That account is Editor of the whole project unless somebody took it away: what takes the machine over has the project.",
    fix: "Set service_account { email = … } to an account of its own.",
    base: [2, 2, 3, 3],
    controls: ["ADS-INFR-02"],
    references: ["CKV_GCP_31", "prowler compute_instance_default_service_account_in_use_with_full_api_access"],
    says: "runs as the default compute service account with access to all APIs",
    cases: [
      {
        types: ["google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"],
        when: { not: { setting: "name", matches: "^gke-" } },
        fails: {
          all: [
            { setting: "service_account.scopes", matches: "(?:^|/)cloud-platform$" },
            {
              any: [
                unset("service_account.email"),
                { setting: "service_account.email", matches: "\\d-compute@developer|google_compute_default_service_account" },
              ],
            },
          ],
        },
      },
    ],
    bad: terraform("google_compute_instance", 'service_account {\n  scopes = ["cloud-platform"]\n}'),
    good: terraform(
      "google_compute_instance",
      'service_account {\n  email  = google_service_account.serve.email\n  scopes = ["cloud-platform"]\n}',
    ),
  }),
  row({
    id: "dialogflow-no-log",
    title: "Logging is off for a Dialogflow agent or webhook",
    why: "What the agent was asked, and what it did, cannot be told after an incident.",
    fix: "Set enable_logging = true (enable_stackdriver_logging).",
    base: [1, 1, 1, 2],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["CKV2_GCP_29", "CKV2_GCP_30", "CKV2_GCP_31"],
    says: "keeps no log",
    cases: [
      { types: ["google_dialogflow_agent"], fails: isNot("enable_logging", true) },
      {
        types: ["google_dialogflow_cx_agent", "google_dialogflow_cx_webhook"],
        fails: {
          all: [isNot("enable_stackdriver_logging", true), isNot("advanced_settings.logging_settings.enable_stackdriver_logging", true)],
        },
      },
    ],
    bad: terraform("google_dialogflow_cx_agent", 'location = "global"'),
    good: terraform("google_dialogflow_cx_agent", "enable_stackdriver_logging = true"),
  }),
  row({
    id: "dialogflow-webhook-http",
    title: "A webhook of a Dialogflow agent goes over plain HTTP or without a check of certificates",
    why: "What users tell the agent can be read, and the answer exchanged, on the way.",
    fix: "Use an https:// address.",
    base: [2, 2, 2, 2],
    controls: ["ADS-SECR-06"],
    says: "goes over plain HTTP",
    cases: [
      {
        types: ["google_dialogflow_cx_webhook", "google_dialogflow_fulfillment"],
        fails: { setting: ["generic_web_service.uri"], matches: "^http://" },
      },
    ],
    bad: terraform(
      "google_dialogflow_cx_webhook",
      'enable_stackdriver_logging = true\ngeneric_web_service {\n  uri = "http://hooks.example.com"\n}',
    ),
    good: terraform(
      "google_dialogflow_cx_webhook",
      'enable_stackdriver_logging = true\ngeneric_web_service {\n  uri = "https://hooks.example.com"\n}',
    ),
  }),
  row({
    id: "document-ai-unencrypted",
    title: "A Document AI processor or warehouse is not encrypted with a customer-managed key",
    why: "Documents and what was read out of them lie under a key that cannot be taken away.",
    fix: "Set kms_key_name (kms_key of a warehouse location).",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV2_GCP_22", "CKV2_GCP_23"],
    says: "is not encrypted with a customer-managed key",
    cases: [
      { types: ["google_document_ai_processor"], fails: unset("kms_key_name") },
      { types: ["google_document_ai_warehouse_location"], fails: unset("kms_key") },
    ],
    bad: terraform("google_document_ai_processor", 'type = "OCR_PROCESSOR"'),
    good: terraform("google_document_ai_processor", 'kms_key_name = "projects/p/keys/k"'),
  }),
  near({
    id: "api-key-every-service",
    title: "An API key beside AI opens every API of the project (no api_targets)",
    why: "A key that was made for maps in a page runs models at the owner's cost as soon as Gemini is enabled in the project.",
    fix: "Set restrictions { api_targets { service = … } }.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    references: ["prowler apikeys_api_restrictions_configured"],
    because: { exposure: "whoever finds the key" },
    says: "opens every API of the project, models among them",
    cases: [{ types: ["google_apikeys_key"], fails: unset("restrictions.api_targets.service") }],
    bad: terraform("google_apikeys_key", 'display_name = "app"'),
    good: terraform("google_apikeys_key", 'restrictions {\n  api_targets {\n    service = "maps-backend.googleapis.com"\n  }\n}'),
  }),
  row({
    id: "gemini-key-unrestricted",
    title: "An API key for Gemini is not restricted",
    why: "Whoever finds the key, in a page or an app, runs models at the owner's cost from anywhere.",
    fix: "Set restrictions { api_targets { service = … } } and server_key_restrictions { allowed_ips }, or use service accounts.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    references: ["prowler apikeys_api_restricted_with_gemini_api"],
    because: { exposure: "whoever finds the key" },
    says: "works from every address (a key that nothing restricts)",
    cases: [
      {
        types: ["google_apikeys_key"],
        when: GEMINI,
        fails: {
          all: [
            unset("restrictions.server_key_restrictions.allowed_ips"),
            unset("restrictions.browser_key_restrictions.allowed_referrers"),
            unset("restrictions.android_key_restrictions.allowed_applications"),
            unset("restrictions.ios_key_restrictions.allowed_bundle_ids"),
          ],
        },
      },
    ],
    bad: terraform("google_apikeys_key", 'restrictions {\n  api_targets {\n    service = "generativelanguage.googleapis.com"\n  }\n}'),
    good: terraform(
      "google_apikeys_key",
      'restrictions {\n  api_targets {\n    service = "generativelanguage.googleapis.com"\n  }\n  server_key_restrictions {\n    allowed_ips = ["198.51.100.7"]\n  }\n}',
    ),
  }),
];
