import type { Power } from "../../src/access/grant.ts";

/*
 * What actions make a power over a resource of Azure, and what switches a way off. Facts as known in November 2026 (names of permissions checked against the role tables; the pages were not opened again), to be found at:
 * learn.microsoft.com/azure/role-based-access-control/resource-provider-operations, …/permissions/ of each service,
 * registry.terraform.io/providers/hashicorp/azurerm.
 */

/**
 * What has to be so for a way to lead anywhere: shared keys of a storage account are on; keys of an AI service, search or
 * database are on; the registry has its administrator; the vault goes by access policies, or by roles.
 */
export type AzureGate = "shared keys" | "local keys" | "admin user" | "access policies" | "vault roles";

export interface AzureWay {
  readonly action: string;
  readonly plane: "control" | "data";
  readonly gate?: AzureGate;
}

export interface AzurePowerRow {
  readonly types: readonly string[];
  /** One of these is enough, for each power. */
  readonly powers: { readonly [power in Power]?: readonly AzureWay[] };
}

const control = (provider: string, ...actions: readonly string[]): readonly AzureWay[] =>
  actions.map((action) => ({ action: `Microsoft.${provider}/${action}`, plane: "control" }));
const data = (provider: string, ...actions: readonly string[]): readonly AzureWay[] =>
  actions.map((action) => ({ action: `Microsoft.${provider}/${action}`, plane: "data" }));
const gated = (gate: AzureGate, ways: readonly AzureWay[]): readonly AzureWay[] => ways.map((way) => ({ ...way, gate }));

/** Whoever may assign roles on a thing says who may use it. */
const ASSIGN = control("Authorization", "roleAssignments/write");
const BLOBS = "storageAccounts/blobServices/containers/blobs";
const FILES = "storageAccounts/fileServices/fileShares/files";
const STORAGE_KEYS = gated("shared keys", control("Storage", "storageAccounts/listKeys/action", "storageAccounts/listAccountSas/action"));
const OPENAI = "accounts/OpenAI/deployments";
const ASK_OPENAI = data(
  "CognitiveServices",
  `${OPENAI}/chat/completions/action`,
  `${OPENAI}/completions/action`,
  `${OPENAI}/embeddings/action`,
  "accounts/OpenAI/responses/write",
);
const AI_KEYS = gated("local keys", control("CognitiveServices", "accounts/listKeys/action"));
const ITEMS = "databaseAccounts/sqlDatabases/containers/items";
const ML = "MachineLearningServices";

const row = (types: readonly string[], powers: AzurePowerRow["powers"]): AzurePowerRow => ({
  types,
  powers: { ...powers, change: [...(powers.change ?? []), ...ASSIGN] },
});

export const AZURE_POWERS: readonly AzurePowerRow[] = [
  row(["azurerm_storage_account", "Microsoft.Storage/storageAccounts"], {
    read: [...data("Storage", `${BLOBS}/read`, `${FILES}/read`), ...STORAGE_KEYS],
    write: [...data("Storage", `${BLOBS}/write`, `${BLOBS}/add/action`, `${BLOBS}/delete`, `${FILES}/write`), ...STORAGE_KEYS],
    change: control("Storage", "storageAccounts/write", "storageAccounts/delete", "storageAccounts/blobServices/containers/write"),
  }),
  row(
    [
      "azurerm_storage_container",
      "azurerm_storage_blob",
      "azurerm_storage_data_lake_gen2_filesystem",
      "Microsoft.Storage/storageAccounts/blobServices/containers",
    ],
    {
      read: [...data("Storage", `${BLOBS}/read`), ...STORAGE_KEYS],
      write: [...data("Storage", `${BLOBS}/write`, `${BLOBS}/add/action`, `${BLOBS}/delete`), ...STORAGE_KEYS],
      change: control(
        "Storage",
        "storageAccounts/write",
        "storageAccounts/blobServices/containers/write",
        "storageAccounts/blobServices/containers/delete",
      ),
    },
  ),
  row(["azurerm_storage_share", "Microsoft.Storage/storageAccounts/fileServices/shares"], {
    read: [...data("Storage", `${FILES}/read`), ...STORAGE_KEYS],
    write: [...data("Storage", `${FILES}/write`, `${FILES}/delete`), ...STORAGE_KEYS],
    change: control("Storage", "storageAccounts/write", "storageAccounts/fileServices/shares/write"),
  }),
  row(["azurerm_cognitive_account", "azurerm_ai_services", "Microsoft.CognitiveServices/accounts"], {
    run: [...ASK_OPENAI, ...data("CognitiveServices", "accounts/MaaS/chat/completions/action"), ...AI_KEYS],
    read: [...data("CognitiveServices", "accounts/OpenAI/files/read", "accounts/OpenAI/stored-completions/read"), ...AI_KEYS],
    write: [...data("CognitiveServices", "accounts/OpenAI/files/import/action", "accounts/OpenAI/fine-tunes/write"), ...AI_KEYS],
    change: control(
      "CognitiveServices",
      "accounts/write",
      "accounts/delete",
      "accounts/deployments/write",
      "accounts/deployments/delete",
      "accounts/raiPolicies/write",
    ),
  }),
  row(["azurerm_cognitive_deployment", "Microsoft.CognitiveServices/accounts/deployments"], {
    run: [...ASK_OPENAI, ...data("CognitiveServices", "accounts/MaaS/chat/completions/action"), ...AI_KEYS],
    change: control(
      "CognitiveServices",
      "accounts/deployments/write",
      "accounts/deployments/delete",
      "accounts/write",
      "accounts/raiPolicies/write",
    ),
  }),
  row(["azurerm_ai_foundry", "azurerm_ai_foundry_project", "azurerm_machine_learning_workspace", `Microsoft.${ML}/workspaces`], {
    read: control(
      ML,
      "workspaces/datastores/listSecrets/action",
      "workspaces/listKeys/action",
      "workspaces/connections/listsecrets/action",
    ),
    write: control(ML, "workspaces/data/versions/write", "workspaces/models/versions/write"),
    run: control(ML, "workspaces/jobs/write", "workspaces/onlineEndpoints/score/action"),
    change: control(
      ML,
      "workspaces/write",
      "workspaces/delete",
      "workspaces/datastores/write",
      "workspaces/environments/versions/write",
      "workspaces/computes/write",
      "workspaces/onlineEndpoints/write",
    ),
  }),
  row(
    [
      "azureml.onlineEndpoint",
      "azureml.onlineDeployment",
      "azureml.batchEndpoint",
      "azureml.batchDeployment",
      `Microsoft.${ML}/workspaces/onlineEndpoints`,
      `Microsoft.${ML}/workspaces/onlineEndpoints/deployments`,
      `Microsoft.${ML}/workspaces/batchEndpoints`,
      `Microsoft.${ML}/workspaces/batchEndpoints/deployments`,
      `Microsoft.${ML}/workspaces/serverlessEndpoints`,
    ],
    {
      run: control(
        ML,
        "workspaces/onlineEndpoints/score/action",
        "workspaces/onlineEndpoints/listKeys/action",
        "workspaces/onlineEndpoints/token/action",
      ),
      change: control(
        ML,
        "workspaces/onlineEndpoints/write",
        "workspaces/onlineEndpoints/deployments/write",
        "workspaces/onlineEndpoints/delete",
      ),
    },
  ),
  row(
    [
      "azurerm_machine_learning_datastore_blobstorage",
      "azurerm_machine_learning_datastore_datalake_gen2",
      "azurerm_machine_learning_datastore_fileshare",
      "azureml.datastore",
      `Microsoft.${ML}/workspaces/datastores`,
    ],
    {
      read: control(ML, "workspaces/datastores/listSecrets/action"),
      change: control(ML, "workspaces/datastores/write", "workspaces/datastores/delete"),
    },
  ),
  row(["azurerm_machine_learning_registry", `Microsoft.${ML}/registries`], {
    read: control(ML, "registries/assets/read"),
    write: control(ML, "registries/assets/write"),
    change: control(ML, "registries/write", "registries/delete"),
  }),
  row(
    [
      "azurerm_machine_learning_compute_instance",
      "azurerm_machine_learning_compute_cluster",
      "azurerm_machine_learning_inference_cluster",
      "azureml.compute",
      `Microsoft.${ML}/workspaces/computes`,
    ],
    {
      run: control(ML, "workspaces/jobs/write", "workspaces/computes/applicationaccess/action"),
      change: control(ML, "workspaces/computes/write", "workspaces/computes/delete"),
    },
  ),
  row(["azurerm_search_service", "Microsoft.Search/searchServices"], {
    read: [
      ...data("Search", "searchServices/indexes/documents/read"),
      ...gated("local keys", control("Search", "searchServices/listQueryKeys/action", "searchServices/listAdminKeys/action")),
    ],
    write: [
      ...data("Search", "searchServices/indexes/documents/write", "searchServices/indexes/documents/delete"),
      ...gated("local keys", control("Search", "searchServices/listAdminKeys/action")),
    ],
    run: [
      ...data("Search", "searchServices/indexes/documents/read"),
      ...gated("local keys", control("Search", "searchServices/listQueryKeys/action", "searchServices/listAdminKeys/action")),
    ],
    change: [
      ...control("Search", "searchServices/write", "searchServices/delete", "searchServices/indexes/write"),
      ...gated("local keys", control("Search", "searchServices/listAdminKeys/action")),
    ],
  }),
  row(["azurerm_container_registry", "Microsoft.ContainerRegistry/registries"], {
    read: [
      ...control("ContainerRegistry", "registries/pull/read"),
      ...data("ContainerRegistry", "registries/repositories/content/read"),
      ...gated("admin user", control("ContainerRegistry", "registries/listCredentials/action")),
    ],
    write: [
      ...control("ContainerRegistry", "registries/push/write", "registries/importImage/action", "registries/artifacts/delete"),
      ...data("ContainerRegistry", "registries/repositories/content/write"),
      ...gated("admin user", control("ContainerRegistry", "registries/listCredentials/action")),
    ],
    change: control("ContainerRegistry", "registries/write", "registries/delete", "registries/tasks/write", "registries/tokens/write"),
  }),
  row(
    [
      "azurerm_key_vault",
      "azurerm_key_vault_secret",
      "azurerm_key_vault_key",
      "Microsoft.KeyVault/vaults",
      "Microsoft.KeyVault/vaults/secrets",
    ],
    {
      read: [
        ...gated("vault roles", data("KeyVault", "vaults/secrets/getSecret/action")),
        ...gated("access policies", control("KeyVault", "vaults/accessPolicies/write", "vaults/write")),
      ],
      write: [
        ...gated("vault roles", data("KeyVault", "vaults/secrets/setSecret/action")),
        ...gated("access policies", control("KeyVault", "vaults/accessPolicies/write", "vaults/write")),
      ],
      change: control("KeyVault", "vaults/write", "vaults/delete", "vaults/accessPolicies/write"),
    },
  ),
  row(
    [
      "azurerm_cosmosdb_account",
      "azurerm_cosmosdb_sql_database",
      "azurerm_cosmosdb_sql_container",
      "Microsoft.DocumentDB/databaseAccounts",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
    ],
    {
      read: [
        ...data("DocumentDB", `${ITEMS}/read`),
        ...gated(
          "local keys",
          control(
            "DocumentDB",
            "databaseAccounts/readonlykeys/action",
            "databaseAccounts/listKeys/action",
            "databaseAccounts/listConnectionStrings/action",
          ),
        ),
      ],
      write: [
        ...data("DocumentDB", `${ITEMS}/create`, `${ITEMS}/replace`, `${ITEMS}/upsert`, `${ITEMS}/delete`),
        ...gated("local keys", control("DocumentDB", "databaseAccounts/listKeys/action", "databaseAccounts/listConnectionStrings/action")),
      ],
      change: control("DocumentDB", "databaseAccounts/write", "databaseAccounts/delete", "databaseAccounts/sqlRoleAssignments/write"),
    },
  ),
  row(
    [
      "azurerm_linux_web_app",
      "azurerm_windows_web_app",
      "azurerm_linux_function_app",
      "azurerm_windows_function_app",
      "Microsoft.Web/sites",
    ],
    {
      change: control("Web", "sites/write", "sites/publish/action", "sites/config/list/action"),
    },
  ),
  row(["azurerm_container_app", "azurerm_container_app_job", "Microsoft.App/containerApps", "Microsoft.App/jobs"], {
    change: control("App", "containerApps/write", "containerApps/exec/action", "jobs/write"),
  }),
  row(
    ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine", "Microsoft.Compute/virtualMachines"],
    {
      run: [
        ...control("Compute", "virtualMachines/runCommand/action"),
        ...data("Compute", "virtualMachines/login/action", "virtualMachines/loginAsAdmin/action"),
      ],
      change: control("Compute", "virtualMachines/write", "virtualMachines/extensions/write", "virtualMachines/runCommand/action"),
    },
  ),
  row(["azurerm_kubernetes_cluster", "Microsoft.ContainerService/managedClusters"], {
    run: [
      ...control("ContainerService", "managedClusters/runCommand/action"),
      ...data("ContainerService", "managedClusters/pods/exec/action", "managedClusters/pods/write"),
    ],
    change: [
      ...control("ContainerService", "managedClusters/write", "managedClusters/listClusterAdminCredential/action"),
      ...data("ContainerService", "managedClusters/apps/deployments/write"),
    ],
  }),
  row(["azurerm_databricks_workspace", "Microsoft.Databricks/workspaces"], {
    change: control("Databricks", "workspaces/write", "workspaces/delete"),
  }),
];

/** Resources whose keys open another: a workspace gives out those of its storage. */
export const AZURE_KEYS_BY: readonly { readonly types: readonly string[]; readonly names: readonly string[]; readonly way: AzureWay }[] = [
  {
    types: ["azurerm_machine_learning_workspace", "azurerm_ai_foundry", `Microsoft.${ML}/workspaces`],
    names: ["storage_account_id", "properties.storageAccount"],
    way: { action: `Microsoft.${ML}/workspaces/listKeys/action`, plane: "control", gate: "shared keys" },
  },
];

/** Ways to start something that runs as a user-assigned identity, for somebody who may hand it out. */
export const AZURE_ASSIGN = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
export const AZURE_STARTS: readonly { readonly action: string; readonly via: string }[] = [
  { action: `Microsoft.${ML}/workspaces/computes/write`, via: "makes ML compute that runs as" },
  { action: "Microsoft.Compute/virtualMachines/write", via: "makes a machine that runs as" },
  { action: "Microsoft.App/containerApps/write", via: "makes a container app that runs as" },
  { action: "Microsoft.Web/sites/write", via: "makes a web app that runs as" },
  { action: "Microsoft.ContainerInstance/containerGroups/write", via: "makes a container group that runs as" },
  { action: "Microsoft.Resources/deploymentScripts/write", via: "runs a deployment script as" },
];
export const AZURE_FEDERATE = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write";

/** Taking over what runs as an identity already. */
export const AZURE_TAKEOVERS: readonly { readonly types: readonly string[]; readonly ways: readonly AzureWay[]; readonly via: string }[] = [
  {
    types: [
      "azurerm_linux_virtual_machine",
      "azurerm_windows_virtual_machine",
      "azurerm_virtual_machine",
      "Microsoft.Compute/virtualMachines",
    ],
    ways: [
      ...control("Compute", "virtualMachines/runCommand/action", "virtualMachines/extensions/write"),
      ...data("Compute", "virtualMachines/loginAsAdmin/action"),
    ],
    via: "runs a command on",
  },
  {
    types: [
      "azurerm_linux_web_app",
      "azurerm_windows_web_app",
      "azurerm_linux_function_app",
      "azurerm_windows_function_app",
      "Microsoft.Web/sites",
    ],
    ways: control("Web", "sites/write", "sites/publish/action"),
    via: "changes the code of",
  },
  {
    types: ["azurerm_container_app", "azurerm_container_app_job", "Microsoft.App/containerApps", "Microsoft.App/jobs"],
    ways: control("App", "containerApps/write", "containerApps/exec/action", "jobs/write"),
    via: "changes what runs in",
  },
  {
    types: [
      "azurerm_machine_learning_compute_instance",
      "azurerm_machine_learning_compute_cluster",
      "azureml.compute",
      `Microsoft.${ML}/workspaces/computes`,
    ],
    ways: control(ML, "workspaces/jobs/write"),
    via: "runs a job on",
  },
  {
    types: [`Microsoft.${ML}/workspaces/onlineEndpoints`, "azureml.onlineEndpoint"],
    ways: control(ML, "workspaces/onlineEndpoints/deployments/write"),
    via: "puts its own code behind",
  },
  {
    types: ["azurerm_kubernetes_cluster", "Microsoft.ContainerService/managedClusters"],
    ways: [
      ...control("ContainerService", "managedClusters/listClusterAdminCredential/action", "managedClusters/runCommand/action"),
      ...data("ContainerService", "managedClusters/pods/write"),
    ],
    via: "runs a pod in",
  },
  {
    types: ["azurerm_data_factory", "Microsoft.DataFactory/factories"],
    ways: control("DataFactory", "factories/pipelines/write"),
    via: "changes a pipeline of",
  },
  {
    types: ["azurerm_automation_account", "Microsoft.Automation/automationAccounts"],
    ways: control("Automation", "automationAccounts/runbooks/write"),
    via: "changes a runbook of",
  },
];

/** Rights to hand out any right, or to widen a role. */
export const AZURE_ESCALATIONS: readonly { readonly action: string; readonly via: string }[] = [
  { action: "Microsoft.Authorization/roleAssignments/write", via: "assigns itself a role" },
  { action: "Microsoft.Authorization/roleDefinitions/write", via: "widens a role that it has" },
];
export const AZURE_UNLOCK = "Microsoft.Authorization/locks/delete";

/** Every action that is asked for: what the table of roles keeps of each role. */
export const AZURE_ASKED: readonly AzureWay[] = [
  ...AZURE_POWERS.flatMap(({ powers }) => Object.values(powers).flat()),
  ...AZURE_KEYS_BY.map(({ way }) => way),
  ...AZURE_TAKEOVERS.flatMap(({ ways }) => ways),
  ...[
    AZURE_ASSIGN,
    AZURE_FEDERATE,
    AZURE_UNLOCK,
    ...AZURE_STARTS.map(({ action }) => action),
    ...AZURE_ESCALATIONS.map(({ action }) => action),
  ].map((action): AzureWay => ({ action, plane: "control" })),
];
