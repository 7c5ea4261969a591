import type { Power } from "../../src/access/grant.ts";

/*
 * What permissions make a power over a resource of Google Cloud, and how a binding names it. Facts as known in November 2026 (names of permissions checked against the role tables; the pages were not opened again), to be found at:
 * docs.cloud.google.com/iam/docs/permissions-reference, registry.terraform.io/providers/hashicorp/google.
 */

export interface GooglePowerRow {
  readonly types: readonly string[];
  /** One of these is enough, for each power. */
  readonly powers: { readonly [power in Power]?: readonly string[] };
  /** Settings of the resource that hold its name. */
  readonly name: readonly string[];
  /** Settings of its `_iam_` resources that name it. */
  readonly namedBy: readonly string[];
  /** Settings that name what it stands in, besides the project. */
  readonly parent?: readonly string[];
}

const ml = (what: string, ...actions: readonly string[]): readonly string[] => actions.map((action) => `aiplatform.${what}.${action}`);

export const GOOGLE_POWERS: readonly GooglePowerRow[] = [
  {
    types: ["google_storage_bucket"],
    name: ["name"],
    namedBy: ["bucket"],
    powers: {
      read: ["storage.objects.get"],
      write: ["storage.objects.create", "storage.objects.update", "storage.objects.delete"],
      change: ["storage.buckets.setIamPolicy", "storage.buckets.update", "storage.buckets.delete", "storage.objects.setIamPolicy"],
    },
  },
  {
    types: ["google_storage_bucket_object", "google_storage_managed_folder"],
    name: ["name"],
    namedBy: ["managed_folder", "object"],
    parent: ["bucket"],
    powers: {
      read: ["storage.objects.get"],
      write: ["storage.objects.create", "storage.objects.update", "storage.objects.delete"],
      change: ["storage.buckets.setIamPolicy", "storage.objects.setIamPolicy"],
    },
  },
  {
    types: ["google_bigquery_dataset"],
    name: ["dataset_id"],
    namedBy: ["dataset_id"],
    powers: {
      read: ["bigquery.tables.getData"],
      write: ["bigquery.tables.updateData", "bigquery.tables.delete"],
      change: ["bigquery.datasets.setIamPolicy", "bigquery.datasets.update", "bigquery.datasets.delete", "bigquery.tables.update"],
    },
  },
  {
    types: ["google_bigquery_table"],
    name: ["table_id"],
    namedBy: ["table_id"],
    parent: ["dataset_id"],
    powers: {
      read: ["bigquery.tables.getData"],
      write: ["bigquery.tables.updateData", "bigquery.tables.delete"],
      change: ["bigquery.tables.setIamPolicy", "bigquery.tables.update"],
    },
  },
  {
    types: ["google_vertex_ai_endpoint", "google_vertex_ai_endpoint_with_model_garden_deployment"],
    name: ["name", "display_name"],
    namedBy: ["endpoint"],
    powers: {
      run: ml("endpoints", "predict", "explain"),
      change: ml("endpoints", "deploy", "undeploy", "update", "delete", "setIamPolicy"),
    },
  },
  {
    types: ["google_vertex_ai_index"],
    name: ["name", "display_name"],
    namedBy: ["index"],
    powers: { write: ml("indexes", "update", "delete"), change: ml("indexes", "update", "delete") },
  },
  {
    types: ["google_vertex_ai_index_endpoint", "google_vertex_ai_index_endpoint_deployed_index"],
    name: ["name", "display_name"],
    namedBy: ["index_endpoint"],
    powers: { run: ml("indexEndpoints", "queryVectors"), change: ml("indexEndpoints", "deploy", "undeploy", "update", "delete") },
  },
  {
    types: ["google_vertex_ai_dataset"],
    name: ["name", "display_name"],
    namedBy: ["dataset"],
    powers: {
      read: ml("datasets", "export"),
      write: ml("datasets", "import", "delete"),
      change: ml("datasets", "update", "delete"),
    },
  },
  {
    types: ["google_vertex_ai_featurestore"],
    name: ["name"],
    namedBy: ["featurestore"],
    powers: {
      read: [
        ...ml("featurestores", "readFeatures", "batchReadFeatureValues", "exportFeatures"),
        ...ml("entityTypes", "readFeatureValues", "exportFeatureValues"),
      ],
      write: [...ml("featurestores", "writeFeatures", "importFeatures"), ...ml("entityTypes", "writeFeatureValues", "importFeatureValues")],
      change: ml("featurestores", "update", "delete", "setIamPolicy"),
    },
  },
  {
    types: ["google_vertex_ai_featurestore_entitytype"],
    name: ["name"],
    namedBy: ["entitytype"],
    parent: ["featurestore"],
    powers: {
      read: ml("entityTypes", "readFeatureValues", "streamingReadFeatureValues", "exportFeatureValues"),
      write: ml("entityTypes", "writeFeatureValues", "importFeatureValues", "deleteFeatureValues"),
      change: ml("entityTypes", "update", "delete", "setIamPolicy"),
    },
  },
  {
    types: ["google_vertex_ai_feature_online_store", "google_vertex_ai_feature_online_store_featureview"],
    name: ["name"],
    namedBy: ["feature_online_store", "feature_view"],
    parent: ["feature_online_store"],
    powers: {
      read: ml("featureViews", "fetchFeatureValues", "searchNearestEntities"),
      write: ml("featureViews", "directWrite", "sync"),
      change: [...ml("featureOnlineStores", "update", "delete", "setIamPolicy"), ...ml("featureViews", "update", "setIamPolicy")],
    },
  },
  {
    types: ["google_vertex_ai_feature_group"],
    name: ["name"],
    namedBy: ["feature_group"],
    powers: { change: ml("featureGroups", "update", "delete", "setIamPolicy") },
  },
  {
    types: ["google_vertex_ai_reasoning_engine"],
    name: ["name", "display_name"],
    namedBy: ["reasoning_engine"],
    powers: { run: ml("reasoningEngines", "query"), change: ml("reasoningEngines", "update", "delete", "setIamPolicy") },
  },
  {
    types: ["google_ml_engine_model"],
    name: ["name"],
    namedBy: ["model"],
    powers: {
      run: ["ml.models.predict", "ml.versions.predict"],
      change: ["ml.models.update", "ml.models.delete", "ml.versions.create", "ml.models.setIamPolicy"],
    },
  },
  {
    types: ["google_notebooks_instance", "google_workbench_instance", "google_notebooks_runtime"],
    name: ["name"],
    namedBy: ["instance_name", "runtime_name", "name"],
    powers: {
      run: ["notebooks.instances.use", "notebooks.instances.start"],
      change: [
        "notebooks.instances.update",
        "notebooks.instances.setIamPolicy",
        "compute.instances.setMetadata",
        "compute.instances.osAdminLogin",
      ],
    },
  },
  {
    types: ["google_colab_runtime_template"],
    name: ["name", "display_name"],
    namedBy: ["runtime_template"],
    powers: { run: ml("notebookRuntimeTemplates", "apply"), change: ml("notebookRuntimeTemplates", "update", "delete", "setIamPolicy") },
  },
  {
    types: ["google_discovery_engine_data_store"],
    name: ["data_store_id", "display_name"],
    namedBy: ["data_store_id"],
    powers: {
      read: ["discoveryengine.documents.get", "discoveryengine.servingConfigs.search"],
      write: [
        "discoveryengine.documents.import",
        "discoveryengine.documents.create",
        "discoveryengine.documents.update",
        "discoveryengine.documents.purge",
      ],
      run: ["discoveryengine.servingConfigs.search", "discoveryengine.servingConfigs.answer"],
      change: ["discoveryengine.dataStores.update", "discoveryengine.dataStores.delete", "discoveryengine.dataStores.setIamPolicy"],
    },
  },
  {
    types: ["google_discovery_engine_search_engine", "google_discovery_engine_chat_engine"],
    name: ["engine_id", "display_name"],
    namedBy: ["engine_id"],
    powers: {
      run: ["discoveryengine.servingConfigs.search", "discoveryengine.servingConfigs.answer"],
      change: ["discoveryengine.engines.update", "discoveryengine.engines.delete", "discoveryengine.engines.setIamPolicy"],
    },
  },
  {
    types: ["google_artifact_registry_repository"],
    name: ["repository_id"],
    namedBy: ["repository"],
    powers: {
      read: ["artifactregistry.repositories.downloadArtifacts"],
      write: ["artifactregistry.repositories.uploadArtifacts", "artifactregistry.repositories.deleteArtifacts"],
      change: [
        "artifactregistry.repositories.setIamPolicy",
        "artifactregistry.repositories.update",
        "artifactregistry.repositories.delete",
      ],
    },
  },
  {
    types: ["google_secret_manager_secret"],
    name: ["secret_id"],
    namedBy: ["secret_id"],
    powers: {
      read: ["secretmanager.versions.access"],
      write: ["secretmanager.versions.add", "secretmanager.versions.destroy", "secretmanager.secrets.delete"],
      change: ["secretmanager.secrets.setIamPolicy", "secretmanager.secrets.update"],
    },
  },
  {
    types: ["google_secret_manager_secret_version"],
    name: ["name"],
    namedBy: ["secret_id"],
    parent: ["secret"],
    powers: { read: ["secretmanager.versions.access"], write: ["secretmanager.versions.add", "secretmanager.versions.destroy"] },
  },
  {
    types: ["google_cloud_run_service", "google_cloud_run_v2_service"],
    name: ["name"],
    namedBy: ["service", "name"],
    powers: { run: ["run.routes.invoke"], change: ["run.services.update", "run.services.delete", "run.services.setIamPolicy"] },
  },
  {
    types: ["google_cloud_run_v2_job"],
    name: ["name"],
    namedBy: ["name"],
    powers: { run: ["run.jobs.run", "run.jobs.runWithOverrides"], change: ["run.jobs.update", "run.jobs.delete", "run.jobs.setIamPolicy"] },
  },
  {
    types: ["google_cloudfunctions_function", "google_cloudfunctions2_function"],
    name: ["name"],
    namedBy: ["cloud_function"],
    powers: {
      run: ["cloudfunctions.functions.invoke", "run.routes.invoke"],
      change: ["cloudfunctions.functions.update", "cloudfunctions.functions.sourceCodeSet", "cloudfunctions.functions.setIamPolicy"],
    },
  },
  {
    types: ["google_compute_instance", "google_compute_instance_template"],
    name: ["name"],
    namedBy: ["instance_name"],
    powers: {
      run: ["compute.instances.osLogin", "compute.instances.osAdminLogin", "compute.instances.setMetadata"],
      change: [
        "compute.instances.setMetadata",
        "compute.instances.osAdminLogin",
        "compute.instances.setServiceAccount",
        "compute.instances.setIamPolicy",
      ],
    },
  },
  {
    types: ["google_container_cluster"],
    name: ["name"],
    namedBy: ["cluster"],
    powers: {
      run: ["container.pods.exec", "container.pods.create"],
      change: ["container.clusters.update", "container.deployments.update", "container.pods.create"],
    },
  },
];

/** A way by which somebody who may do something with a service account, or with what runs as it, comes to act as it. */
export interface GoogleMove {
  readonly via: string;
  /** All of these on the account. */
  readonly onAccount: readonly string[];
  /** One of these groups, all of its permissions, in the project. */
  readonly inProject?: readonly string[];
}

/** Source: docs.cloud.google.com/iam/docs/service-account-impersonation, Rhino Security Labs, GCP-IAM-Privilege-Escalation (2020). */
export const GOOGLE_MOVES: readonly GoogleMove[] = [
  { via: "takes an access token of", onAccount: ["iam.serviceAccounts.getAccessToken"] },
  { via: "makes a key of", onAccount: ["iam.serviceAccountKeys.create"] },
  { via: "signs a token as", onAccount: ["iam.serviceAccounts.signJwt"] },
  { via: "signs what it likes as", onAccount: ["iam.serviceAccounts.signBlob"] },
  { via: "has a token made by way of", onAccount: ["iam.serviceAccounts.implicitDelegation"] },
  { via: "lets itself act as", onAccount: ["iam.serviceAccounts.setIamPolicy"] },
  { via: "runs a training job as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["aiplatform.customJobs.create"] },
  { via: "runs a pipeline as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["aiplatform.pipelineJobs.create"] },
  { via: "opens a notebook that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["notebooks.instances.create"] },
  { via: "starts a machine that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["compute.instances.create"] },
  { via: "puts up a service that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["run.services.create"] },
  { via: "runs a job that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["run.jobs.create"] },
  { via: "puts up a function that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["cloudfunctions.functions.create"] },
  { via: "starts a build that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["cloudbuild.builds.create"] },
  { via: "starts a Dataproc cluster that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["dataproc.clusters.create"] },
  { via: "starts a Dataflow job that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["dataflow.jobs.create"] },
  { via: "schedules a call as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["cloudscheduler.jobs.create"] },
  { via: "starts a workflow that runs as", onAccount: ["iam.serviceAccounts.actAs"], inProject: ["workflows.workflows.create"] },
];

/** Taking over what runs as an account already: type of the workload, permissions on it. */
export const GOOGLE_TAKEOVERS: readonly {
  readonly types: readonly string[];
  readonly permissions: readonly string[];
  readonly via: string;
  readonly actAs?: boolean;
}[] = [
  {
    types: ["google_compute_instance", "google_notebooks_instance", "google_workbench_instance"],
    permissions: ["compute.instances.setMetadata", "compute.instances.osAdminLogin", "compute.instances.osLogin"],
    via: "logs in to",
    actAs: true,
  },
  {
    types: ["google_notebooks_instance", "google_workbench_instance"],
    permissions: ["notebooks.instances.use"],
    via: "opens",
    actAs: true,
  },
  {
    types: ["google_cloud_run_v2_service", "google_cloud_run_v2_job"],
    permissions: ["run.services.sshRoot", "run.jobs.sshRoot"],
    via: "opens a shell in",
  },
  { types: ["google_cloud_run_v2_job"], permissions: ["run.jobs.runWithOverrides"], via: "runs its own command in" },
  {
    types: ["google_container_cluster", "google_container_node_pool"],
    permissions: ["container.pods.exec", "container.pods.create"],
    via: "runs a pod in",
  },
];

/** Rights to hand out any right in a project, above it, or in a role that one holds. */
export const GOOGLE_ESCALATIONS: readonly { readonly permission: string; readonly via: string }[] = [
  { permission: "resourcemanager.projects.setIamPolicy", via: "grants itself a role in the project" },
  { permission: "resourcemanager.folders.setIamPolicy", via: "grants itself a role in the folder" },
  { permission: "resourcemanager.organizations.setIamPolicy", via: "grants itself a role in the organisation" },
];

/** Writing a role that one holds oneself. */
export const GOOGLE_ROLE_UPDATE = "iam.roles.update";

/** Services of which the table lists every predefined role, also those with none of the permissions: one that is missing is newer. */
export const GOOGLE_LISTED_SERVICES: ReadonlySet<string> = new Set(
  "aiplatform artifactregistry bigquery cloudfunctions compute container discoveryengine iam ml notebooks run secretmanager storage".split(
    " ",
  ),
);

/** Every permission that is asked for: what the table of roles holds. */
export const GOOGLE_ASKED: readonly string[] = [
  ...new Set([
    ...GOOGLE_POWERS.flatMap(({ powers }) => Object.values(powers).flat()),
    ...GOOGLE_MOVES.flatMap(({ onAccount, inProject = [] }) => [...onAccount, ...inProject]),
    ...GOOGLE_TAKEOVERS.flatMap(({ permissions }) => permissions),
    ...GOOGLE_ESCALATIONS.map(({ permission }) => permission),
    GOOGLE_ROLE_UPDATE,
  ]),
].sort();
