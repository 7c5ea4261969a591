import type { ResourceLink, ResourceMeaning } from "./schema.ts";

/* Terraform types of Azure, Google Cloud, Databricks and vector-store vendors (registry.terraform.io). */

const azureMlCompute: ResourceMeaning = {
  kind: "compute",
  names: ["name"],
  service: "azure-ml",
  attributes: ["vm_size", "virtual_machine_size", "local_auth_enabled", "node_public_ip_enabled", "authorization_type"],
  relations: [{ path: "machine_learning_workspace_id", kind: "depends_on" }],
};
const azureMlDatastore: ResourceMeaning = {
  kind: "data-source",
  names: ["name"],
  relations: [
    { path: "storage_container_id", kind: "stored_in" },
    { path: "workspace_id", kind: "reads", reverse: true },
  ],
};
const vertexNotebook: ResourceMeaning = {
  kind: "compute",
  names: ["name"],
  service: "vertex-ai",
  relations: [
    { path: "service_account", kind: "runs_as" },
    { path: "gce_setup.service_accounts.email", kind: "runs_as" },
  ],
  attributes: ["machine_type", "no_public_ip", "no_proxy_access", "gce_setup"],
};
const featureStore: ResourceMeaning = { kind: "feature-store", names: ["name"], service: "vertex-ai" };
const run: ResourceMeaning = {
  kind: "application",
  names: ["name"],
  images: ["template.containers.image", "template.spec.containers.image"],
  environment: ["template.containers.env", "template.spec.containers.env"],
  relations: [{ path: "template.service_account", kind: "runs_as" }],
};

export const TERRAFORM_CLOUDS: { readonly [type: string]: ResourceMeaning } = {
  azurerm_cognitive_account: {
    kind: "ai-service",
    names: ["kind"],
    attributes: ["kind", "public_network_access_enabled", "local_auth_enabled", "custom_subdomain_name"],
  },
  azurerm_ai_services: {
    kind: "ai-service",
    names: [],
    service: "azure-ai-foundry",
    attributes: ["public_network_access", "local_authentication_enabled"],
  },
  azurerm_ai_foundry: { kind: "ai-service", names: [], service: "azure-ai-foundry", attributes: ["public_network_access"] },
  azurerm_ai_foundry_project: { kind: "application", names: ["name"], service: "azure-ai-foundry" },
  azurerm_cognitive_deployment: {
    kind: "deployed-model",
    names: ["name"],
    models: [{ path: "model.name", provider: "azure-openai", kind: "deploys" }],
    relations: [
      { path: "cognitive_account_id", kind: "depends_on" },
      { path: "rai_policy_name", kind: "protected_by" },
    ],
    attributes: ["model", "sku", "scale", "rai_policy_name", "version_upgrade_option"],
  },
  azurerm_cognitive_account_rai_policy: { kind: "guardrail", names: ["name"] },
  azurerm_search_service: {
    kind: "vector-store",
    names: ["name"],
    service: "azure-ai-search",
    attributes: [
      "sku",
      "public_network_access_enabled",
      "local_authentication_enabled",
      "semantic_search_sku",
      "replica_count",
      "allowed_ips",
    ],
  },
  azurerm_machine_learning_workspace: {
    kind: "ai-service",
    names: [],
    service: "azure-ml",
    relations: [{ path: "storage_account_id", kind: "stored_in" }],
    attributes: ["public_network_access_enabled", "high_business_impact"],
  },
  azurerm_machine_learning_compute_instance: azureMlCompute,
  azurerm_machine_learning_compute_cluster: azureMlCompute,
  azurerm_machine_learning_inference_cluster: azureMlCompute,
  azurerm_machine_learning_synapse_spark: azureMlCompute,
  azurerm_machine_learning_datastore_blobstorage: azureMlDatastore,
  azurerm_machine_learning_datastore_datalake_gen2: azureMlDatastore,
  azurerm_machine_learning_datastore_fileshare: azureMlDatastore,
  azurerm_bot_service_azure_bot: { kind: "agent", names: ["name"] },
  azurerm_databricks_workspace: {
    kind: "ai-service",
    names: [],
    service: "databricks",
    attributes: ["public_network_access_enabled", "customer_managed_key_enabled"],
  },
  azurerm_storage_account: { kind: "storage", names: ["name"], attributes: ["shared_access_key_enabled", "public_network_access_enabled"] },
  azurerm_storage_container: { kind: "storage", names: ["name"], attributes: ["container_access_type"] },
  azurerm_user_assigned_identity: { kind: "identity", names: ["name"] },
  azurerm_key_vault_secret: { kind: "secret-ref", names: ["name"] },
  azurerm_container_app: {
    kind: "application",
    names: ["name"],
    images: ["template.container.image"],
    environment: ["template.container.env"],
    relations: [{ path: "identity.identity_ids", kind: "runs_as" }],
  },
  azurerm_linux_function_app: { kind: "application", names: ["name"], environment: ["app_settings"] },
  azurerm_linux_web_app: { kind: "application", names: ["name"], environment: ["app_settings"] },

  google_vertex_ai_endpoint: {
    kind: "endpoint",
    names: ["display_name", "name"],
    service: "vertex-ai",
    attributes: ["network", "region", "location"],
  },
  google_vertex_ai_endpoint_with_model_garden_deployment: {
    kind: "endpoint",
    names: ["endpoint_config.endpoint_display_name"],
    service: "vertex-ai",
    models: [
      { path: "hugging_face_model_id", provider: "hub", kind: "serves" },
      { path: "publisher_model_name", provider: "vertex-ai", kind: "serves" },
    ],
  },
  google_vertex_ai_index: {
    kind: "vector-store",
    names: ["display_name"],
    service: "vertex-ai",
    relations: [{ path: "metadata.contents_delta_uri", kind: "stored_in" }],
  },
  google_vertex_ai_index_endpoint: {
    kind: "endpoint",
    names: ["display_name"],
    service: "vertex-ai",
    attributes: ["public_endpoint_enabled", "network"],
  },
  google_vertex_ai_dataset: { kind: "dataset", names: ["display_name"], service: "vertex-ai" },
  google_vertex_ai_tensorboard: { kind: "experiment-tracker", names: ["display_name"], service: "vertex-ai" },
  google_vertex_ai_metadata_store: { kind: "experiment-tracker", names: ["name"], service: "vertex-ai" },
  google_vertex_ai_featurestore: featureStore,
  google_vertex_ai_feature_online_store: featureStore,
  google_vertex_ai_feature_group: featureStore,
  google_vertex_ai_reasoning_engine: { kind: "agent", names: ["display_name"], service: "vertex-ai" },
  google_vertex_ai_rag_engine_config: { kind: "retriever", names: ["name"], service: "vertex-ai" },
  google_notebooks_instance: vertexNotebook,
  google_notebooks_runtime: vertexNotebook,
  google_workbench_instance: vertexNotebook,
  google_colab_runtime_template: vertexNotebook,
  google_discovery_engine_data_store: { kind: "knowledge-base", names: ["display_name", "data_store_id"], service: "vertex-ai-search" },
  google_discovery_engine_search_engine: {
    kind: "retriever",
    names: ["display_name", "engine_id"],
    service: "vertex-ai-search",
    relations: [{ path: "data_store_ids", kind: "retrieves_from" }],
  },
  google_discovery_engine_chat_engine: {
    kind: "agent",
    names: ["display_name", "engine_id"],
    service: "vertex-ai-search",
    relations: [{ path: "data_store_ids", kind: "retrieves_from" }],
  },
  google_dialogflow_cx_agent: { kind: "agent", names: ["display_name"], service: "dialogflow" },
  google_dialogflow_agent: { kind: "agent", names: ["display_name"], service: "dialogflow" },
  google_ml_engine_model: { kind: "model", names: ["name"], service: "vertex-ai" },
  google_storage_bucket: { kind: "storage", names: ["name"], attributes: ["uniform_bucket_level_access", "public_access_prevention"] },
  google_service_account: { kind: "identity", names: ["account_id"] },
  google_secret_manager_secret: { kind: "secret-ref", names: ["secret_id"] },
  google_cloud_run_v2_service: run,
  google_cloud_run_service: run,
  google_cloud_run_v2_job: run,
  google_cloudfunctions2_function: {
    kind: "application",
    names: ["name"],
    environment: ["service_config.environment_variables"],
    relations: [{ path: "service_config.service_account_email", kind: "runs_as" }],
  },
  google_cloudfunctions_function: {
    kind: "application",
    names: ["name"],
    environment: ["environment_variables"],
    relations: [{ path: "service_account_email", kind: "runs_as" }],
  },

  databricks_model_serving: {
    kind: "endpoint",
    names: ["name"],
    service: "databricks",
    models: [
      { path: "config.served_entities.entity_name", provider: "databricks", kind: "serves" },
      { path: "config.served_models.model_name", provider: "databricks", kind: "serves" },
      { path: "config.served_entities.external_model.name", kind: "serves" },
    ],
  },
  databricks_vector_search_endpoint: { kind: "endpoint", names: ["name"], service: "databricks" },
  databricks_vector_search_index: {
    kind: "vector-store",
    names: ["name"],
    service: "databricks",
    models: [
      { path: "delta_sync_index_spec.embedding_source_columns.embedding_model_endpoint_name", provider: "databricks", kind: "embeds_with" },
    ],
    relations: [{ path: "endpoint_name", kind: "served_by" }],
  },
  databricks_mlflow_model: { kind: "model", names: ["name"], service: "databricks" },
  databricks_registered_model: { kind: "model", names: ["name"], service: "databricks" },
  databricks_mlflow_experiment: {
    kind: "experiment-tracker",
    names: ["name"],
    service: "databricks",
    relations: [{ path: "artifact_location", kind: "stored_in" }],
  },
  databricks_job: { kind: "pipeline", names: ["name"], service: "databricks" },
  databricks_notebook: { kind: "notebook", names: ["path"], service: "databricks" },
  databricks_cluster: {
    kind: "compute",
    names: ["cluster_name"],
    service: "databricks",
    attributes: ["data_security_mode", "spark_version"],
  },
  pinecone_index: {
    kind: "vector-store",
    names: ["name"],
    service: "pinecone",
    models: [{ path: "embed.model", provider: "pinecone", kind: "embeds_with" }],
    attributes: ["dimension", "metric"],
  },
  pinecone_collection: { kind: "vector-store", names: ["name"], service: "pinecone" },
  "qdrant-cloud_accounts_cluster": { kind: "vector-store", names: ["name"], service: "qdrant" },
  weaviate_cluster: { kind: "vector-store", names: ["name"], service: "weaviate" },
  zillizcloud_cluster: { kind: "vector-store", names: ["cluster_name"], service: "zilliz" },
  snowflake_cortex_search_service: { kind: "retriever", names: ["name"], service: "snowflake" },
  huggingface_endpoint: {
    kind: "endpoint",
    names: ["name"],
    service: "huggingface",
    models: [{ path: "model.repository", provider: "hub", kind: "serves" }],
  },
  openai_project: { kind: "ai-service", names: [], service: "openai" },
  openai_assistant: {
    kind: "agent",
    names: ["name"],
    service: "openai",
    models: [{ path: "model", provider: "openai" }],
    prompts: ["instructions"],
  },
};

export const TERRAFORM_CLOUD_LINKS: { readonly [type: string]: ResourceLink } = {
  google_vertex_ai_index_endpoint_deployed_index: { from: "index_endpoint", kind: "serves", to: "index" },
  google_storage_bucket_iam_member: { from: "member", kind: "can_access", to: "bucket" },
  azurerm_role_assignment: { from: "principal_id", kind: "can_access", to: "role_definition_name" },
};
