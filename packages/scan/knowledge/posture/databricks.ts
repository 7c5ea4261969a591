import { is, isNot, unset } from "./conditions.ts";
import { row, terraform } from "./examples.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * What lies in a Databricks workspace: clusters, jobs, serving endpoints, tokens, grants. Written in Terraform
 * (`databricks_…`), in asset bundles and in the JSON that the API takes (`databricks.…`): all name settings alike.
 * Sources: docs.databricks.com/api, registry.terraform.io/providers/databricks/databricks.
 */

/** Groups that hold everybody of a workspace or of the account. */
export const EVERYBODY = ["users", "account users", "all users", "All Users", "All account users"] as const;
const COMPUTE = [
  "databricks_cluster",
  "databricks_job",
  "databricks_pipeline",
  "databricks_instance_pool",
  "databricks.clusters",
  "databricks.jobs",
  "databricks.pipelines",
];
const SERVING = ["databricks_model_serving", "databricks.model_serving_endpoints"];
const bundle = (text: string): string => `bundle: { name: churn }\nresources:\n${text}`;
const ENTITIES = ["config.served_entities", "config.served_models"];
/** Where the key of a provider stands; the first kind may name a secret. */
const KEYS = [
  "openai_config.openai_api_key",
  "openai_config.microsoft_entra_client_secret",
  "anthropic_config.anthropic_api_key",
  "cohere_config.cohere_api_key",
]
  .flatMap((path) => [path, `${path}_plaintext`])
  .map((path) => `external_model.${path}`);
/** It passes requests on to a provider of models. */
const EXTERNAL: Condition = { some: ENTITIES, where: { setting: "external_model", absent: false } };

export const DATABRICKS: readonly SettingRow[] = [
  row({
    id: "databricks-no-isolation",
    title: "A Databricks cluster has no isolation between its users (no-isolation shared, Unity Catalog off)",
    why: "Everybody on the cluster reads the memory, files and tokens of the others, and no right of Unity Catalog is asked for.",
    fix: 'Set data_security_mode = "SINGLE_USER" or "USER_ISOLATION".',
    base: [2, 2, 3, 2],
    controls: ["ADS-INFR-02"],
    because: { exposure: "whoever may attach to the cluster", data: "tokens and data of everybody on it" },
    says: "does not isolate its users and asks for no right of Unity Catalog",
    cases: [
      {
        types: COMPUTE,
        fails: is(
          "**.data_security_mode",
          "NONE",
          "NO_ISOLATION",
          "LEGACY_TABLE_ACL",
          "LEGACY_PASSTHROUGH",
          "LEGACY_SINGLE_USER",
          "LEGACY_SINGLE_USER_STANDARD",
        ),
      },
      {
        types: ["databricks_cluster_policy"],
        fails: {
          setting: "definition",
          matches: '"data_security_mode"\\s*:\\s*\\{[^}]*"(?:value|defaultValue)"\\s*:\\s*"(?:NONE|NO_ISOLATION|LEGACY_)',
        },
      },
      {
        types: ["databricks.clusters", "databricks_cluster"],
        // The library of table rights is another way to ask for rights.
        fails: is("spark_conf.spark.databricks.passthrough.enabled", true),
      },
    ],
    bad: bundle(
      "  jobs:\n    train:\n      job_clusters:\n        - job_cluster_key: main\n          new_cluster: { spark_version: 15.4.x-cpu-ml-scala2.12, data_security_mode: NONE }\n",
    ),
    good: bundle(
      "  jobs:\n    train:\n      job_clusters:\n        - job_cluster_key: main\n          new_cluster: { spark_version: 15.4.x-cpu-ml-scala2.12, data_security_mode: SINGLE_USER }\n",
    ),
  }),
  row({
    id: "databricks-init-script-writable",
    title: "A Databricks cluster runs an init script that its users can write",
    why: "The script runs as root on every node before anything else: whoever changes it has the data and tokens of all who use the cluster.",
    fix: "Keep init scripts in a Unity Catalog volume that few may write.",
    base: [3, 2, 3, 3],
    controls: ["ADS-INFR-02"],
    because: { exposure: "any user of the workspace", exploitability: "write one file, wait for a start", data: "root on every node" },
    says: "runs an init script from DBFS or a shared folder of the workspace, which its users can write",
    cases: [
      {
        types: COMPUTE,
        fails: {
          any: [
            { setting: "**.init_scripts.dbfs.destination", matches: "." },
            { setting: "**.init_scripts.workspace.destination", matches: "^/?(?:Workspace/)?(?:Shared|Users)/" },
          ],
        },
      },
    ],
    bad: terraform("databricks_cluster", 'init_scripts {\n  dbfs {\n    destination = "dbfs:/databricks/scripts/gpu.sh"\n  }\n}'),
    good: terraform("databricks_cluster", 'init_scripts {\n  volumes {\n    destination = "/Volumes/ml/admin/scripts/gpu.sh"\n  }\n}'),
  }),
  row({
    id: "databricks-library-writable",
    title: "A Databricks job or cluster installs a library from DBFS",
    why: "Every user of the workspace can write the root of DBFS, and so change code that runs with the rights of the job.",
    fix: "Install from a Unity Catalog volume, or from a package index at an exact version.",
    base: [2, 1, 3, 2],
    controls: ["ADS-SUPP-02"],
    says: "installs a library from DBFS, which its users can write",
    cases: [
      {
        types: COMPUTE,
        fails: {
          any: [
            { setting: "**.whl", matches: "^dbfs:/" },
            { setting: "**.jar", matches: "^dbfs:/" },
            { setting: "**.egg", matches: "^dbfs:/" },
          ],
        },
      },
    ],
    bad: terraform("databricks_cluster", 'library {\n  whl = "dbfs:/FileStore/wheels/features.whl"\n}'),
    good: terraform("databricks_cluster", 'library {\n  whl = "/Volumes/ml/admin/wheels/features.whl"\n}'),
  }),
  row({
    id: "databricks-token-no-expiry",
    title: "A Databricks personal access token without expiry",
    why: "A token that leaks in a notebook or a log works for ever, with all rights of its owner.",
    fix: "Set lifetime_seconds, or use OAuth of a service principal.",
    base: [2, 2, 2, 3],
    controls: ["ADS-INFR-06"],
    because: { exposure: "whoever finds the token" },
    says: "never expires",
    cases: [
      { types: ["databricks_token", "databricks_obo_token"], fails: { any: [unset("lifetime_seconds"), is("lifetime_seconds", 0)] } },
      {
        types: ["databricks_workspace_conf"],
        when: { setting: "custom_config.enableTokensConfig", is: true },
        fails: { any: [unset("custom_config.maxTokenLifetimeDays"), is("custom_config.maxTokenLifetimeDays", "0", "")] },
      },
    ],
    bad: terraform("databricks_token", 'comment = "ci"'),
    good: terraform("databricks_token", 'comment          = "ci"\nlifetime_seconds = 86400'),
  }),
  row({
    id: "databricks-serving-no-guardrails",
    title: "A Databricks serving endpoint passes requests to an outside model without AI gateway guardrails",
    why: "Personal data goes out, and unsafe answers come in, with nothing in between that looks.",
    fix: "Set ai_gateway { guardrails { input { pii { behavior } safety }, output { … } } }.",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-AGNT-10"],
    says: "has no guardrails before an outside model",
    cases: [{ types: SERVING, when: EXTERNAL, fails: unset("ai_gateway.guardrails") }],
    bad: bundle(
      "  model_serving_endpoints:\n    chat:\n      name: chat\n      config: { served_entities: [{ external_model: { name: gpt-4o, provider: openai } }] }\n",
    ),
    good: bundle(
      "  model_serving_endpoints:\n    chat:\n      name: chat\n      config: { served_entities: [{ external_model: { name: gpt-4o, provider: openai } }] }\n      ai_gateway: { guardrails: { input: { pii: { behavior: BLOCK }, safety: true } } }\n",
    ),
  }),
  row({
    id: "databricks-serving-no-log",
    title: "A Databricks serving endpoint keeps no inference table",
    why: "What was asked and answered cannot be told after an incident, nor whether the model drifts.",
    fix: "Set ai_gateway { inference_table_config { enabled = true } }.",
    base: [1, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    says: "keeps no table of requests and answers",
    cases: [
      {
        types: SERVING,
        fails: {
          all: [
            isNot("ai_gateway.inference_table_config.enabled", true),
            isNot("config.auto_capture_config.enabled", true),
            unset("config.auto_capture_config.catalog_name"),
          ],
        },
      },
    ],
    bad: terraform("databricks_model_serving", 'config {\n  served_entities {\n    entity_name = "ml.fraud.model"\n  }\n}'),
    good: terraform(
      "databricks_model_serving",
      'config {\n  served_entities {\n    entity_name = "ml.fraud.model"\n  }\n}\nai_gateway {\n  inference_table_config {\n    enabled = true\n  }\n}',
    ),
  }),
  row({
    id: "databricks-serving-no-limit",
    title: "A Databricks serving endpoint that passes requests to an outside model has no rate limit",
    why: "One stolen token, or one loop, spends without end and can copy what the model knows.",
    fix: "Set ai_gateway { rate_limits { … } }.",
    base: [2, 1, 1, 2],
    hygiene: true,
    controls: ["ADS-SERV-06"],
    says: "has no rate limit",
    cases: [{ types: SERVING, when: EXTERNAL, fails: unset("ai_gateway.rate_limits", "rate_limits") }],
    bad: bundle(
      "  model_serving_endpoints:\n    chat:\n      name: chat\n      config: { served_entities: [{ external_model: { name: gpt-4o, provider: openai } }] }\n",
    ),
    good: bundle(
      "  model_serving_endpoints:\n    chat:\n      name: chat\n      config: { served_entities: [{ external_model: { name: gpt-4o, provider: openai } }] }\n      ai_gateway: { rate_limits: [{ calls: 100, renewal_period: minute }] }\n",
    ),
  }),
  row({
    id: "databricks-serving-key-literal",
    title: "A Databricks serving endpoint holds the key of a provider in plain text",
    why: "Everybody who reads the file, the state or the endpoint's settings uses the provider at the owner's cost.",
    fix: "Name a secret: {{secrets/scope/key}}.",
    base: [2, 2, 2, 2],
    controls: ["ADS-SECR-01"],
    says: "holds the key of a provider in plain text",
    cases: [
      {
        types: SERVING,
        fails: {
          some: ENTITIES,
          where: {
            any: KEYS.map((path) => ({
              all: [
                { setting: path, absent: false },
                { setting: path, notMatches: "^\\{\\{\\s*secrets/|\\$\\{" },
              ],
            })),
          },
        },
      },
    ],
    bad: bundle(
      "  model_serving_endpoints:\n    chat:\n      name: chat\n      config: { served_entities: [{ external_model: { name: gpt-4o, provider: openai, openai_config: { openai_api_key: not-a-real-key } } }] }\n",
    ),
    good: bundle(
      '  model_serving_endpoints:\n    chat:\n      name: chat\n      config: { served_entities: [{ external_model: { name: gpt-4o, provider: openai, openai_config: { openai_api_key: "{{secrets/ml/openai}}" } } }] }\n',
    ),
  }),
  row({
    id: "databricks-serving-open",
    title: "Every user may query or manage a Databricks serving endpoint",
    why: "Whoever is in the workspace uses the model, at any cost, and with what it was trained on; who may manage it exchanges it.",
    fix: "Grant CAN_QUERY to the groups and service principals that need it.",
    base: [2, 2, 2, 1],
    controls: ["ADS-SERV-01"],
    says: "opens a serving endpoint to every user of the workspace",
    cases: [
      {
        types: ["databricks_permissions"],
        when: { setting: "serving_endpoint_id", absent: false },
        fails: {
          some: "access_control",
          where: { all: [is("group_name", ...EVERYBODY), is("permission_level", "CAN_QUERY", "CAN_MANAGE")] },
        },
      },
      {
        types: ["databricks.model_serving_endpoints"],
        fails: {
          some: "permissions",
          where: { all: [is("group_name", ...EVERYBODY), is("level", "CAN_QUERY", "CAN_MANAGE")] },
        },
      },
    ],
    bad: terraform(
      "databricks_permissions",
      'serving_endpoint_id = databricks_model_serving.fraud.serving_endpoint_id\naccess_control {\n  group_name       = "users"\n  permission_level = "CAN_QUERY"\n}',
    ),
    good: terraform(
      "databricks_permissions",
      'serving_endpoint_id = databricks_model_serving.fraud.serving_endpoint_id\naccess_control {\n  group_name       = "fraud-scoring"\n  permission_level = "CAN_QUERY"\n}',
    ),
  }),
  row({
    id: "databricks-run-rights-open",
    title: "Every user may change a Databricks job, model or cluster",
    why: "Whoever is in the workspace changes what trains or what is served, and runs code with the rights of its owner.",
    fix: "Grant CAN_MANAGE to its owners; others get CAN_VIEW.",
    base: [2, 2, 3, 2],
    controls: ["ADS-INFR-02"],
    says: "lets every user of the workspace change or restart it",
    cases: [
      {
        types: ["databricks_permissions"],
        when: {
          any: [
            "job_id",
            "cluster_id",
            "pipeline_id",
            "registered_model_id",
            "experiment_id",
            "notebook_path",
            "directory_path",
            "repo_id",
          ].map((setting) => ({ setting, absent: false })),
        },
        fails: {
          some: "access_control",
          where: {
            all: [
              is("group_name", ...EVERYBODY),
              is("permission_level", "CAN_MANAGE", "CAN_EDIT", "CAN_MANAGE_PRODUCTION_VERSIONS", "IS_OWNER"),
            ],
          },
        },
      },
      {
        types: ["databricks.jobs", "databricks.clusters", "databricks.pipelines", "databricks.models", "databricks.experiments"],
        fails: {
          some: "permissions",
          where: {
            all: [is("group_name", ...EVERYBODY), is("level", "CAN_MANAGE", "CAN_EDIT", "CAN_MANAGE_PRODUCTION_VERSIONS", "IS_OWNER")],
          },
        },
      },
    ],
    bad: terraform(
      "databricks_permissions",
      'job_id = databricks_job.train.id\naccess_control {\n  group_name       = "users"\n  permission_level = "CAN_MANAGE"\n}',
    ),
    good: terraform(
      "databricks_permissions",
      'job_id = databricks_job.train.id\naccess_control {\n  group_name       = "users"\n  permission_level = "CAN_VIEW"\n}',
    ),
  }),
  row({
    id: "databricks-location-wide-grant",
    title: "An external location of Databricks is granted to every user",
    why: "Whoever is in the workspace reads, or rewrites, training data as files, past the rights on its tables.",
    fix: "Grant tables and volumes to named groups; keep locations to administrators.",
    base: [2, 2, 3, 3],
    controls: ["ADS-INFR-02"],
    because: { exposure: "any user of the account", data: "training data as files" },
    says: "gives the files of an external location to every user",
    cases: [
      {
        types: ["databricks_grants"],
        when: { setting: ["external_location", "storage_credential"], absent: false },
        fails: { some: "grant", where: is("principal", ...EVERYBODY) },
      },
      {
        types: ["databricks_grant"],
        when: { setting: ["external_location", "storage_credential"], absent: false },
        fails: is("principal", ...EVERYBODY),
      },
    ],
    bad: terraform(
      "databricks_grants",
      'external_location = databricks_external_location.training.id\ngrant {\n  principal  = "account users"\n  privileges = ["READ_FILES", "WRITE_FILES"]\n}',
    ),
    good: terraform(
      "databricks_grants",
      'external_location = databricks_external_location.training.id\ngrant {\n  principal  = "data-platform"\n  privileges = ["READ_FILES"]\n}',
    ),
  }),
  row({
    id: "databricks-data-writable-by-all",
    title: "Every user may write a catalogue, schema, table, volume or model of Databricks",
    why: "Whoever is in the account changes what models are trained on, or the model itself.",
    fix: "Grant MODIFY, WRITE_VOLUME and ALL_PRIVILEGES to the job's service principal only.",
    base: [2, 2, 3, 2],
    controls: ["ADS-INFR-02"],
    because: { exposure: "any user of the account", data: "what models are trained on" },
    says: "may be written by every user",
    cases: [
      {
        types: ["databricks_grants"],
        when: { setting: ["catalog", "schema", "table", "volume", "model"], absent: false },
        fails: {
          some: "grant",
          where: {
            all: [
              is("principal", ...EVERYBODY),
              is("privileges", "ALL_PRIVILEGES", "ALL PRIVILEGES", "MODIFY", "WRITE_VOLUME", "WRITE VOLUME", "MANAGE"),
            ],
          },
        },
      },
      {
        types: ["databricks_grant"],
        when: { setting: ["catalog", "schema", "table", "volume", "model"], absent: false },
        fails: {
          all: [
            is("principal", ...EVERYBODY),
            is("privileges", "ALL_PRIVILEGES", "ALL PRIVILEGES", "MODIFY", "WRITE_VOLUME", "WRITE VOLUME", "MANAGE"),
          ],
        },
      },
      {
        types: ["databricks.schemas", "databricks.volumes", "databricks.registered_models"],
        fails: {
          some: "grants",
          where: { all: [is("principal", ...EVERYBODY), is("privileges", "ALL_PRIVILEGES", "MODIFY", "WRITE_VOLUME", "MANAGE")] },
        },
      },
    ],
    bad: terraform(
      "databricks_grants",
      'schema = "ml.training"\ngrant {\n  principal  = "account users"\n  privileges = ["MODIFY", "SELECT"]\n}',
    ),
    good: terraform("databricks_grants", 'schema = "ml.training"\ngrant {\n  principal  = "account users"\n  privileges = ["SELECT"]\n}'),
  }),
  row({
    id: "databricks-any-address",
    title: "The access list of a Databricks workspace lets every address in",
    why: "A list of allowed addresses that holds all of them is none: a stolen token works from anywhere.",
    fix: "Name the networks of the company.",
    base: [3, 1, 3, 2],
    controls: ["ADS-INFR-03"],
    says: "lets every address in",
    cases: [
      {
        types: ["databricks_ip_access_list"],
        when: { all: [is("list_type", "ALLOW"), isNot("enabled", false)] },
        fails: is("ip_addresses", "0.0.0.0/0", "0.0.0.0/1", "::/0"),
      },
    ],
    bad: terraform("databricks_ip_access_list", 'list_type    = "ALLOW"\nip_addresses = ["0.0.0.0/0"]'),
    good: terraform("databricks_ip_access_list", 'list_type    = "ALLOW"\nip_addresses = ["198.51.100.0/24"]'),
  }),
];
