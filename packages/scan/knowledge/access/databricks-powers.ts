import type { Power } from "../../src/access/grant.ts";

/*
 * What privileges of Databricks are worth. Sources: docs.databricks.com "Unity Catalog privileges and securable objects" and
 * "Access control lists" (permission levels of jobs, clusters, serving endpoints, models, experiments, pipelines, vector
 * search), and the resources of the Terraform provider databricks/databricks, as known in November 2026; of these, the pages on ownership and on managing privileges were read on 2026-11-23.
 */

export type Securable =
  | "metastore"
  | "catalog"
  | "schema"
  | "table"
  | "volume"
  | "model"
  | "function"
  | "external_location"
  | "storage_credential";

/** Types of resources → what they are, and in which settings their name stands. */
export const SECURABLES: Readonly<Record<string, { readonly is: Securable; readonly name: readonly string[] }>> = {
  databricks_metastore: { is: "metastore", name: ["name"] },
  databricks_catalog: { is: "catalog", name: ["name"] },
  databricks_schema: { is: "schema", name: ["catalog_name", "name"] },
  databricks_table: { is: "table", name: ["catalog_name", "schema_name", "name"] },
  databricks_sql_table: { is: "table", name: ["catalog_name", "schema_name", "name"] },
  databricks_online_table: { is: "table", name: ["name"] },
  databricks_vector_search_index: { is: "table", name: ["name"] },
  databricks_volume: { is: "volume", name: ["catalog_name", "schema_name", "name"] },
  databricks_registered_model: { is: "model", name: ["catalog_name", "schema_name", "name"] },
  databricks_external_location: { is: "external_location", name: ["name"] },
  databricks_storage_credential: { is: "storage_credential", name: ["name"] },
  "databricks.schemas": { is: "schema", name: ["catalog_name", "name"] },
  "databricks.volumes": { is: "volume", name: ["catalog_name", "schema_name", "name"] },
  "databricks.registered_models": { is: "model", name: ["catalog_name", "schema_name", "name"] },
};

/** Settings of `databricks_grants` that name a securable. */
export const GRANTED_ON: Readonly<Record<string, Securable>> = {
  metastore: "metastore",
  catalog: "catalog",
  schema: "schema",
  table: "table",
  view: "table",
  volume: "volume",
  model: "model",
  function: "function",
  external_location: "external_location",
  storage_credential: "storage_credential",
};

/** Any of these gives the power; ALL PRIVILEGES holds all of them but MANAGE. */
export const PRIVILEGES: Readonly<Record<Securable, { readonly [power in Power]?: readonly string[] }>> = {
  metastore: { change: ["MANAGE"] },
  catalog: { read: ["SELECT"], write: ["MODIFY"], change: ["MANAGE"] },
  schema: { read: ["SELECT"], write: ["MODIFY"], change: ["MANAGE"] },
  table: { read: ["SELECT"], write: ["MODIFY"], change: ["MANAGE"] },
  volume: { read: ["READ_VOLUME"], write: ["WRITE_VOLUME"], change: ["MANAGE"] },
  model: { read: ["EXECUTE"], write: ["CREATE_MODEL_VERSION", "MANAGE"], run: ["EXECUTE"], change: ["CREATE_MODEL_VERSION", "MANAGE"] },
  function: { run: ["EXECUTE"], change: ["MANAGE"] },
  external_location: { read: ["READ_FILES"], write: ["WRITE_FILES"], change: ["MANAGE"] },
  storage_credential: { read: ["READ_FILES"], write: ["WRITE_FILES"], change: ["MANAGE"] },
};

/** Levels of `databricks_permissions`, by the setting that names the object. */
export interface Levels {
  /** Setting of databricks_permissions. */
  readonly setting: readonly string[];
  readonly types: readonly string[];
  readonly powers: { readonly [power in Power]?: readonly string[] };
}

export const LEVELS: readonly Levels[] = [
  {
    setting: ["serving_endpoint_id"],
    types: ["databricks_model_serving", "databricks_model_serving_provisioned_throughput", "databricks.model_serving_endpoints"],
    powers: { run: ["CAN_QUERY", "CAN_MANAGE"], change: ["CAN_MANAGE"] },
  },
  {
    setting: ["registered_model_id"],
    types: ["databricks_mlflow_model", "databricks.models"],
    powers: {
      read: ["CAN_READ", "CAN_EDIT", "CAN_MANAGE_STAGING_VERSIONS", "CAN_MANAGE_PRODUCTION_VERSIONS", "CAN_MANAGE"],
      write: ["CAN_EDIT", "CAN_MANAGE_STAGING_VERSIONS", "CAN_MANAGE_PRODUCTION_VERSIONS", "CAN_MANAGE"],
      change: ["CAN_MANAGE_PRODUCTION_VERSIONS", "CAN_MANAGE"],
    },
  },
  {
    setting: ["experiment_id"],
    types: ["databricks_mlflow_experiment", "databricks.experiments"],
    powers: { read: ["CAN_READ", "CAN_EDIT", "CAN_MANAGE"], write: ["CAN_EDIT", "CAN_MANAGE"], change: ["CAN_MANAGE"] },
  },
  {
    setting: ["job_id"],
    types: ["databricks_job", "databricks.jobs"],
    powers: { run: ["CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"], change: ["CAN_MANAGE", "IS_OWNER"] },
  },
  {
    setting: ["pipeline_id"],
    types: ["databricks_pipeline", "databricks.pipelines"],
    powers: { run: ["CAN_RUN", "CAN_MANAGE", "IS_OWNER"], change: ["CAN_MANAGE", "IS_OWNER"] },
  },
  {
    setting: ["cluster_id"],
    types: ["databricks_cluster", "databricks.clusters"],
    powers: { run: ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"], change: ["CAN_MANAGE"] },
  },
  {
    setting: ["vector_search_endpoint_id"],
    types: ["databricks_vector_search_endpoint"],
    powers: { run: ["CAN_USE", "CAN_MANAGE"], change: ["CAN_MANAGE"] },
  },
  {
    setting: ["sql_endpoint_id"],
    types: ["databricks_sql_endpoint"],
    powers: { run: ["CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"], change: ["CAN_MANAGE", "IS_OWNER"] },
  },
  {
    setting: ["app_name"],
    types: ["databricks_app", "databricks.apps"],
    powers: { run: ["CAN_USE", "CAN_MANAGE"], change: ["CAN_MANAGE"] },
  },
];
