import { ANYWHERE, is, isNot, unset } from "./conditions.ts";
import type { SettingRow } from "./schema.ts";

/*
 * Azure AI services, Machine Learning, AI Search, Databricks and the storage accounts behind them. Defaults from
 * learn.microsoft.com/azure/templates and the azurerm provider: public network access, local authentication and
 * shared keys are on where nothing is said.
 */

const SEARCH = ["azurerm_search_service", "Microsoft.Search/searchServices"];
const COGNITIVE = ["azurerm_cognitive_account", "azurerm_ai_services", "Microsoft.CognitiveServices/accounts"];
const WORKSPACE = ["azurerm_machine_learning_workspace", "azurerm_ai_foundry", "Microsoft.MachineLearningServices/workspaces"];
const DATABRICKS = ["azurerm_databricks_workspace", "Microsoft.Databricks/workspaces"];
const PUBLIC = ["public_network_access_enabled", "public_network_access", "properties.publicNetworkAccess"];

const arm = (type: string, properties: string, more = ""): string =>
  `{\n  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n  "contentVersion": "1.0.0.0",\n  "resources": [\n    { "type": "${type}", "apiVersion": "2023-05-01", "name": "ai", "location": "westeurope",${more} "properties": { ${properties} } }\n  ]\n}\n`;
const search = (settings: string): string =>
  `resource "azurerm_search_service" "rag" {\n  name                = "rag"\n  resource_group_name = "ai"\n  location            = "westeurope"\n  sku                 = "standard"\n${settings}}\n`;

export const AZURE: readonly SettingRow[] = [
  {
    id: "azure-ai-public-network",
    title: "An Azure AI service is reachable from every network",
    why: "A stolen key is enough to use the models, at any price and from anywhere, and to read what was uploaded.",
    fix: "Set public_network_access_enabled = false and use a private endpoint, or deny by default in network_acls.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-03"],
    because: { exposure: "the whole internet, with a key" },
    says: "is reachable from every network",
    cases: [
      {
        types: COGNITIVE,
        fails: {
          all: [isNot(PUBLIC, false, "Disabled"), isNot(["network_acls.default_action", "properties.networkAcls.defaultAction"], "Deny")],
        },
      },
    ],
    bad: [{ title: "not said", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"disableLocalAuth": true') } }],
    good: [
      {
        title: "switched off",
        files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"publicNetworkAccess": "Disabled"') },
      },
    ],
  },
  {
    id: "azure-ai-local-auth",
    title: "An Azure AI service accepts keys instead of identities",
    why: "Keys are shared, do not expire and name nobody; one in a repository is access for everybody who reads it.",
    fix: "Set local_auth_enabled = false (disableLocalAuth: true) and use managed identities.",
    base: [2, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    says: "accepts access keys (local authentication is on)",
    cases: [
      {
        types: ["azurerm_cognitive_account", "azurerm_ai_services"],
        fails: isNot(["local_auth_enabled", "local_authentication_enabled"], false),
      },
      { types: ["Microsoft.CognitiveServices/accounts"], fails: isNot("properties.disableLocalAuth", true) },
    ],
    bad: [{ title: "not said", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"publicNetworkAccess": "Disabled"') } }],
    good: [{ title: "switched off", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"disableLocalAuth": true') } }],
  },
  {
    id: "azure-ai-no-managed-identity",
    title: "An Azure AI service has no managed identity",
    why: "To reach storage or a vault it needs a key or connection string that somebody keeps somewhere.",
    fix: 'Add identity { type = "SystemAssigned" }.',
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-06"],
    hygiene: true,
    says: "has no managed identity",
    cases: [{ types: [...COGNITIVE, ...SEARCH], fails: { any: [unset("identity.type"), is("identity.type", "None")] } }],
    bad: [{ title: "none", files: { "main.tf": search("") } }],
    good: [{ title: "its own", files: { "main.tf": search('  identity {\n    type = "SystemAssigned"\n  }\n') } }],
  },
  {
    id: "azure-ai-outbound-open",
    title: "An Azure AI service may send data anywhere",
    why: "Features that fetch a URL or call a tool can be led to carry data to an attacker's host.",
    fix: "Set outbound_network_access_restricted = true and list the fqdns that it needs.",
    base: [2, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    says: "may reach any host (outbound access is not restricted)",
    cases: [
      { types: ["azurerm_cognitive_account", "azurerm_ai_services"], fails: isNot(["outbound_network_access_restricted"], true) },
      { types: ["Microsoft.CognitiveServices/accounts"], fails: isNot("properties.restrictOutboundNetworkAccess", true) },
    ],
    bad: [{ title: "not said", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"publicNetworkAccess": "Disabled"') } }],
    good: [
      { title: "restricted", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"restrictOutboundNetworkAccess": true') } },
    ],
  },
  {
    id: "azure-ai-unencrypted",
    title: "An Azure AI service is not encrypted with a key of one's own",
    why: "Fine-tuning data, uploads and stored conversations lie under a key that cannot be taken away.",
    fix: "Set customer_managed_key, or properties.encryption with a Key Vault key.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [
      {
        types: COGNITIVE,
        fails: {
          all: [
            unset("customer_managed_key", "properties.encryption.keyVaultProperties"),
            { not: { linkedFrom: ["azurerm_cognitive_account_customer_managed_key"], by: "cognitive_account_id" } },
          ],
        },
      },
    ],
    bad: [{ title: "no key", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"disableLocalAuth": true') } }],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "azurerm_cognitive_account" "openai" {\n  name = "openai"\n  kind = "OpenAI"\n}\nresource "azurerm_cognitive_account_customer_managed_key" "openai" {\n  cognitive_account_id = azurerm_cognitive_account.openai.id\n  key_vault_key_id     = azurerm_key_vault_key.ai.id\n}\n',
        },
      },
    ],
  },
  {
    id: "azure-search-public-network",
    title: "An Azure AI Search service is reachable from every network",
    why: "The index holds the documents that answers are made of; with a key anybody reads or rewrites them.",
    fix: "Set public_network_access_enabled = false and use a private endpoint.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-03"],
    says: "is reachable from every network",
    cases: [{ types: SEARCH, fails: isNot(PUBLIC, false, "Disabled") }],
    bad: [{ title: "not said", files: { "main.tf": search("") } }],
    good: [{ title: "switched off", files: { "main.tf": search("  public_network_access_enabled = false\n") } }],
  },
  {
    id: "azure-search-any-address",
    title: "An Azure AI Search service lets every address in",
    why: "A list of allowed addresses that holds all of them is none.",
    fix: "Name the networks that need it.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-03"],
    says: "allows every address",
    supersedes: ["azure-search-public-network"],
    cases: [
      {
        types: SEARCH,
        fails: is(["allowed_ips", "properties.networkRuleSet.ipRules.value", "properties.networkRuleSet.ipRules.ipAddress"], ...ANYWHERE),
      },
    ],
    bad: [{ title: "all", files: { "main.tf": search('  allowed_ips = ["0.0.0.0/0"]\n') } }],
    good: [{ title: "one network", files: { "main.tf": search('  allowed_ips = ["10.0.0.0/16"]\n') } }],
  },
  {
    id: "azure-search-local-auth",
    title: "An Azure AI Search service accepts keys instead of identities",
    why: "An admin key rewrites the index that answers are made of, and names nobody.",
    fix: "Set local_authentication_enabled = false (disableLocalAuth: true) and give roles.",
    base: [2, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    says: "accepts API keys",
    cases: [
      { types: ["azurerm_search_service"], fails: isNot("local_authentication_enabled", false) },
      { types: ["Microsoft.Search/searchServices"], fails: isNot("properties.disableLocalAuth", true) },
    ],
    bad: [{ title: "not said", files: { "main.tf": search("") } }],
    good: [{ title: "switched off", files: { "main.tf": search("  local_authentication_enabled = false\n") } }],
  },
  {
    id: "azure-search-replicas-index",
    title: "AI Search has fewer replicas than its service level for indexing needs",
    why: "With fewer than three replicas the provider promises nothing for indexing; answers go stale unseen.",
    fix: "Set replica_count = 3 or more.",
    base: [0, 1, 1, 2],
    controls: ["ADS-INFR-07"],
    hygiene: true,
    says: "has fewer than three replicas (service level of index updates)",
    cases: [{ types: SEARCH, fails: { not: { setting: ["replica_count", "properties.replicaCount"], above: 2 } } }],
    bad: [{ title: "two", files: { "main.tf": search("  replica_count = 2\n") } }],
    good: [{ title: "three", files: { "main.tf": search("  replica_count = 3\n") } }],
  },
  {
    id: "azure-search-replicas-query",
    title: "AI Search has fewer replicas than its service level for queries needs",
    why: "With one replica every update of the service stops the answers that need it.",
    fix: "Set replica_count = 2 or more.",
    base: [0, 1, 1, 2],
    controls: ["ADS-INFR-07"],
    hygiene: true,
    says: "has a single replica (service level of queries)",
    cases: [{ types: SEARCH, fails: { not: { setting: ["replica_count", "properties.replicaCount"], above: 1 } } }],
    bad: [{ title: "one", files: { "main.tf": search("  replica_count = 1\n") } }],
    good: [{ title: "two", files: { "main.tf": search("  replica_count = 2\n") } }],
  },
  {
    id: "azure-ml-public-network",
    title: "An Azure ML workspace is reachable from every network",
    why: "Notebooks, compute and the model registry can be used from anywhere with a stolen session.",
    fix: "Set public_network_access_enabled = false and use a private endpoint.",
    base: [3, 1, 3, 2],
    controls: ["ADS-INFR-03"],
    says: "is reachable from every network",
    cases: [{ types: WORKSPACE, fails: isNot(PUBLIC, false, "Disabled") }],
    bad: [{ title: "not said", files: { "main.json": arm("Microsoft.MachineLearningServices/workspaces", '"description": "x"') } }],
    good: [
      {
        title: "switched off",
        files: { "main.json": arm("Microsoft.MachineLearningServices/workspaces", '"publicNetworkAccess": "Disabled"') },
      },
    ],
  },
  {
    id: "azure-ml-no-private-endpoint",
    title: "An Azure ML workspace has no private endpoint",
    why: "Data, registry and endpoints of the workspace are used over public addresses.",
    fix: 'Add an outbound rule of type "PrivateEndpoint" to managedNetwork, or an azurerm_private_endpoint to the workspace.',
    base: [2, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    says: "has no private endpoint",
    cases: [
      {
        types: ["Microsoft.MachineLearningServices/workspaces"],
        fails: {
          all: [
            { not: { setting: "properties.managedNetwork.outboundRules", matches: '"type":"PrivateEndpoint"' } },
            {
              not: {
                linkedFrom: ["Microsoft.Network/privateEndpoints"],
                by: ["properties.privateLinkServiceConnections.properties.privateLinkServiceId"],
              },
            },
          ],
        },
      },
      {
        types: ["azurerm_machine_learning_workspace"],
        fails: {
          all: [
            { not: { linkedFrom: ["azurerm_private_endpoint"], by: "private_service_connection.private_connection_resource_id" } },
            {
              not: { linkedFrom: ["azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint"], by: "workspace_id" },
            },
          ],
        },
      },
    ],
    bad: [{ title: "none", files: { "main.json": arm("Microsoft.MachineLearningServices/workspaces", '"description": "x"') } }],
    good: [
      {
        title: "by an outbound rule",
        files: {
          "main.json": arm(
            "Microsoft.MachineLearningServices/workspaces",
            '"managedNetwork": { "outboundRules": { "a": { "type": "PrivateEndpoint" } } }',
          ),
        },
      },
    ],
  },
  {
    id: "azure-ml-storage-public",
    title: "The storage of an Azure ML workspace of high business impact is publicly reachable",
    why: "The workspace keeps its data, snapshots and models in this account; its own network settings do not protect them there.",
    fix: "Set public_network_access_enabled = false on the storage account of the workspace.",
    base: [3, 1, 3, 2],
    controls: ["ADS-INFR-03"],
    says: "of high business impact keeps its data in a storage account that every network reaches",
    cases: [
      {
        types: ["azurerm_machine_learning_workspace"],
        when: is("high_business_impact", true),
        fails: {
          refersTo: ["azurerm_storage_account"],
          at: "storage_account_id",
          where: {
            all: [isNot("public_network_access_enabled", false), isNot("network_rules.default_action", "Deny")],
          },
        },
      },
      {
        types: ["Microsoft.MachineLearningServices/workspaces"],
        when: is("properties.hbiWorkspace", true),
        fails: {
          refersTo: ["Microsoft.Storage/storageAccounts"],
          at: "properties.storageAccount",
          where: {
            all: [isNot("properties.publicNetworkAccess", "Disabled"), isNot("properties.networkAcls.defaultAction", "Deny")],
          },
        },
      },
    ],
    bad: [
      {
        title: "a public account",
        files: {
          "main.tf":
            'resource "azurerm_storage_account" "ml" {\n  name = "mldata"\n}\nresource "azurerm_machine_learning_workspace" "ml" {\n  name                 = "ml"\n  storage_account_id   = azurerm_storage_account.ml.id\n  high_business_impact = true\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a private account",
        files: {
          "main.tf":
            'resource "azurerm_storage_account" "ml" {\n  name                          = "mldata"\n  public_network_access_enabled = false\n}\nresource "azurerm_machine_learning_workspace" "ml" {\n  name                 = "ml"\n  storage_account_id   = azurerm_storage_account.ml.id\n  high_business_impact = true\n}\n',
        },
      },
    ],
  },
  {
    id: "azure-ml-compute-local-auth",
    title: "An Azure ML compute accepts local accounts",
    why: "SSH and local keys name nobody and outlive the people who got them.",
    fix: "Set local_auth_enabled = false; no public IP, no SSH.",
    base: [2, 2, 2, 1],
    controls: ["ADS-INFR-06"],
    says: "accepts local accounts (SSH)",
    cases: [
      {
        types: ["azurerm_machine_learning_compute_cluster", "azurerm_machine_learning_compute_instance"],
        fails: isNot("local_auth_enabled", false),
      },
      { types: ["Microsoft.MachineLearningServices/workspaces/computes"], fails: isNot("properties.disableLocalAuth", true) },
    ],
    bad: [
      {
        title: "not said",
        files: { "main.tf": 'resource "azurerm_machine_learning_compute_instance" "gpu" {\n  name = "gpu"\n}\n' },
      },
    ],
    good: [
      {
        title: "switched off",
        files: {
          "main.tf":
            'resource "azurerm_machine_learning_compute_instance" "gpu" {\n  name               = "gpu"\n  local_auth_enabled = false\n}\n',
        },
      },
    ],
  },
  {
    id: "databricks-root-unencrypted",
    title: "The root storage of a Databricks workspace is not encrypted with a key of one's own",
    why: "Results of notebooks, libraries and uploaded files lie on the root storage.",
    fix: "Set customer_managed_key_enabled and attach azurerm_databricks_workspace_root_dbfs_customer_managed_key.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "does not encrypt its root storage with a customer-managed key",
    cases: [
      {
        types: ["azurerm_databricks_workspace"],
        fails: {
          any: [
            isNot("customer_managed_key_enabled", true),
            { not: { linkedFrom: ["azurerm_databricks_workspace_root_dbfs_customer_managed_key"], by: "workspace_id" } },
          ],
        },
      },
      {
        types: ["Microsoft.Databricks/workspaces"],
        fails: {
          any: [
            isNot("properties.parameters.prepareEncryption.value", true),
            isNot("properties.parameters.encryption.value.keySource", "Microsoft.Keyvault"),
          ],
        },
      },
    ],
    bad: [
      {
        title: "no key",
        files: { "main.tf": 'resource "azurerm_databricks_workspace" "lake" {\n  name = "lake"\n  sku  = "premium"\n}\n' },
      },
    ],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "azurerm_databricks_workspace" "lake" {\n  name                         = "lake"\n  customer_managed_key_enabled = true\n}\nresource "azurerm_databricks_workspace_root_dbfs_customer_managed_key" "lake" {\n  workspace_id     = azurerm_databricks_workspace.lake.id\n  key_vault_key_id = "https://x"\n}\n',
        },
      },
    ],
  },
  {
    id: "databricks-public",
    title: "A Databricks workspace is reachable from every network",
    why: "Clusters with public addresses and a public front let a stolen token at all data of the workspace.",
    fix: "Set public_network_access_enabled = false and custom_parameters.no_public_ip = true.",
    base: [3, 1, 3, 2],
    controls: ["ADS-INFR-03"],
    says: "is reachable from every network",
    cases: [{ types: DATABRICKS, fails: isNot(PUBLIC, false, "Disabled") }],
    bad: [
      {
        title: "not said",
        files: { "main.tf": 'resource "azurerm_databricks_workspace" "lake" {\n  name = "lake"\n  sku  = "premium"\n}\n' },
      },
    ],
    good: [
      {
        title: "switched off",
        files: {
          "main.tf":
            'resource "azurerm_databricks_workspace" "lake" {\n  name                          = "lake"\n  public_network_access_enabled = false\n}\n',
        },
      },
    ],
  },
  {
    id: "azure-storage-shared-key",
    title: "An Azure storage account near AI accepts its shared key, without a policy for signatures",
    why: "An account signature gives everything in the account until it expires, cannot be revoked by itself and is seen in no list.",
    fix: "Set shared_access_key_enabled = false, or at least a sas_policy with a short expiration_period.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    because: { exposure: "whoever finds one signature, as in a public repository in 2023" },
    judged: "near-ai",
    says: "accepts shared keys and has no policy for the expiry of signatures",
    cases: [
      {
        types: ["azurerm_storage_account"],
        fails: { all: [isNot("shared_access_key_enabled", false), unset("sas_policy.expiration_period")] },
      },
      {
        types: ["Microsoft.Storage/storageAccounts"],
        fails: { all: [isNot("properties.allowSharedKeyAccess", false), unset("properties.sasPolicy.sasExpirationPeriod")] },
      },
    ],
    references: ["https://www.wiz.io/blog/38-terabytes-of-private-data-accidentally-exposed-by-microsoft-ai-researchers"],
    bad: [
      {
        title: "neither",
        files: {
          "main.tf": 'resource "azurerm_storage_account" "models" {\n  name = "models"\n}\n',
          "get.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
        },
      },
    ],
    good: [
      {
        title: "no shared key",
        files: {
          "main.tf":
            'resource "azurerm_storage_account" "models" {\n  name                      = "models"\n  shared_access_key_enabled = false\n}\n',
          "get.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
        },
      },
    ],
  },
  {
    id: "azure-storage-shared-account",
    title: "An Azure storage account holds a public container beside private ones",
    why: "One token of the account, made to share the public files, opens the private ones as well, as with 38 TB in 2023.",
    fix: "Keep what is published in an account of its own.",
    base: [3, 2, 3, 2],
    controls: ["ADS-INFR-02"],
    because: { exposure: "whoever gets a token made for the public files", data: "what the private containers hold" },
    judged: "near-ai",
    says: "holds a public container beside private ones",
    cases: [
      {
        types: ["azurerm_storage_account"],
        when: isNot("shared_access_key_enabled", false),
        fails: {
          all: [
            {
              linkedFrom: ["azurerm_storage_container"],
              by: ["storage_account_name", "storage_account_id"],
              where: is("container_access_type", "blob", "container"),
            },
            {
              linkedFrom: ["azurerm_storage_container"],
              by: ["storage_account_name", "storage_account_id"],
              where: isNot("container_access_type", "blob", "container"),
            },
          ],
        },
      },
    ],
    references: ["https://www.wiz.io/blog/38-terabytes-of-private-data-accidentally-exposed-by-microsoft-ai-researchers"],
    bad: [
      {
        title: "models beside backups",
        files: {
          "get.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
          "main.tf":
            'resource "azurerm_storage_account" "models" {\n  name = "models"\n}\nresource "azurerm_storage_container" "open" {\n  name                  = "open"\n  storage_account_name  = azurerm_storage_account.models.name\n  container_access_type = "blob"\n}\nresource "azurerm_storage_container" "backups" {\n  name                  = "backups"\n  storage_account_name  = azurerm_storage_account.models.name\n  container_access_type = "private"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "private only",
        files: {
          "get.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
          "main.tf":
            'resource "azurerm_storage_account" "models" {\n  name = "models"\n}\nresource "azurerm_storage_container" "backups" {\n  name                  = "backups"\n  storage_account_name  = azurerm_storage_account.models.name\n  container_access_type = "private"\n}\n',
        },
      },
    ],
  },
];
