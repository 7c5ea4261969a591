import { is, isNot } from "./conditions.ts";
import { arm, row, terraform } from "./examples.ts";
import type { SettingRow } from "./schema.ts";

/*
 * Azure Machine Learning and Foundry hubs: workspaces, compute, datastores, endpoints. The files of its command line
 * (`$schema: …/managedOnlineEndpoint.schema.json`) are resources of types `azureml.…`.
 */

const ML = "Microsoft.MachineLearningServices/workspaces";
const WORKSPACE = ["azurerm_machine_learning_workspace", "azurerm_ai_foundry", ML];
const PUBLIC = ["public_network_access_enabled", "public_network_access", "properties.publicNetworkAccess"];
const INSTANCE = "azurerm_machine_learning_compute_instance";
const CLUSTER = "azurerm_machine_learning_compute_cluster";

export const AZURE_ML: readonly SettingRow[] = [
  {
    id: "azure-ml-public-network",
    title: "An Azure ML workspace is reachable from every network",
    why: "Notebooks, compute and the model registry can be used from anywhere with a stolen session.",
    fix: "Set public_network_access_enabled = false and use a private endpoint.",
    base: [3, 1, 3, 2],
    references: ["CKV_AZURE_144", "CKV2_AZURE_49"],
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
    references: ["CKV_AZURE_243"],
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
    references: ["CKV2_AZURE_50"],
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
    references: ["CKV_AZURE_142"],
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
  row({
    id: "azure-ml-compute-ssh",
    title: "An Azure ML compute opens SSH to the internet",
    why: "A machine that reads training data and holds the identity of the workspace can be tried from everywhere.",
    fix: "Remove the ssh settings (sshPublicAccess and remoteLoginPortPublicAccess: Disabled) and use the studio's terminal.",
    base: [3, 1, 3, 1],
    controls: ["ADS-INFR-03"],
    says: "opens SSH to every network",
    cases: [
      {
        types: [INSTANCE],
        when: isNot("node_public_ip_enabled", false),
        fails: { setting: "ssh", absent: false },
      },
      {
        types: [CLUSTER],
        when: isNot("node_public_ip_enabled", false),
        fails: is("ssh_public_access_enabled", true),
      },
      {
        types: [`${ML}/computes`],
        when: isNot("properties.properties.enableNodePublicIp", false),
        fails: is(["properties.properties.sshSettings.sshPublicAccess", "properties.properties.remoteLoginPortPublicAccess"], "Enabled"),
      },
      {
        types: ["azureml.compute"],
        when: isNot("enable_node_public_ip", false),
        fails: is(["ssh_public_access_enabled", "ssh_settings.ssh_public_access_enabled"], true),
      },
    ],
    bad: terraform(INSTANCE, 'ssh {\n  public_key = "ssh-rsa AAAA"\n}', "gpu"),
    good: terraform(INSTANCE, "node_public_ip_enabled = false", "gpu"),
  }),
  row({
    id: "azure-ml-compute-public-address",
    title: "An Azure ML compute has a public address",
    why: "Nodes that read training data stand on the internet with their own address.",
    fix: "Set node_public_ip_enabled = false (enableNodePublicIp: false) and put the compute into a subnet.",
    base: [3, 1, 2, 1],
    controls: ["ADS-INFR-03"],
    says: "gives its nodes public addresses",
    cases: [
      { types: [INSTANCE, CLUSTER], fails: isNot("node_public_ip_enabled", false) },
      {
        types: [`${ML}/computes`],
        when: { setting: "properties.computeType", matches: "(?i)^(amlcompute|computeinstance)$" },
        fails: isNot("properties.properties.enableNodePublicIp", false),
      },
      {
        types: ["azureml.compute"],
        when: { setting: "type", matches: "(?i)^(amlcompute|computeinstance)$" },
        fails: isNot("enable_node_public_ip", false),
      },
    ],
    bad: terraform(CLUSTER, 'vm_size = "Standard_NC6s_v3"', "gpu"),
    good: terraform(CLUSTER, "node_public_ip_enabled = false", "gpu"),
  }),
  row({
    id: "azure-ml-compute-root",
    title: "Users of an Azure ML compute instance are root",
    why: "Root on the machine reads the tokens of its managed identity and of everybody who works on it.",
    fix: "Set enableRootAccess: false.",
    base: [1, 2, 2, 1],
    controls: ["ADS-INFR-02"],
    says: "gives its users root",
    cases: [
      { types: [`${ML}/computes`], fails: is("properties.properties.enableRootAccess", true) },
      { types: ["azureml.compute"], fails: is("enable_root_access", true) },
    ],
    bad: arm(`${ML}/computes`, '"computeType": "ComputeInstance", "properties": { "enableRootAccess": true }'),
    good: arm(`${ML}/computes`, '"computeType": "ComputeInstance", "properties": { "enableRootAccess": false }'),
  }),
  row({
    id: "azure-ml-compute-always-on",
    title: "An Azure ML compute cluster never scales to zero",
    why: "Idle nodes with data on their disks and an identity of their own stay up for whoever gets at them, and cost.",
    fix: "Set scale_settings { min_node_count = 0 }.",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    references: ["CKV_AZURE_150"],
    says: "keeps nodes when it has no work (minimum above zero)",
    cases: [
      { types: [CLUSTER], fails: { not: is("scale_settings.min_node_count", 0) } },
      { types: [`${ML}/computes`], fails: { setting: "properties.properties.scaleSettings.minNodeCount", above: 0 } },
      { types: ["azureml.compute"], fails: { setting: "min_instances", above: 0 } },
    ],
    bad: terraform(CLUSTER, "scale_settings {\n  min_node_count = 2\n}", "gpu"),
    good: terraform(CLUSTER, "scale_settings {\n  min_node_count = 0\n}", "gpu"),
  }),
  row({
    id: "azure-ml-datastore-credential",
    title: "An Azure ML datastore keeps an account key or signature",
    why: "Everybody in the workspace reads and writes the training data with one secret that names nobody and does not end with their job.",
    fix: "Use the identity of users and compute (service_data_auth_identity, credentialsType None) instead of account_key or sas_token.",
    base: [2, 2, 2, 3],
    controls: ["ADS-INFR-06"],
    because: { exposure: "everybody in the workspace", blast: "the data of all runs" },
    says: "keeps a credential (account key, signature or client secret) instead of asking for an identity",
    cases: [
      {
        types: ["azurerm_machine_learning_datastore_blobstorage", "azurerm_machine_learning_datastore_fileshare"],
        fails: { setting: ["account_key", "shared_access_signature"], absent: false },
      },
      { types: ["azurerm_machine_learning_datastore_datalake_gen2"], fails: { setting: "client_secret", absent: false } },
      {
        types: [`${ML}/datastores`],
        fails: is("properties.credentials.credentialsType", "AccountKey", "Sas", "ServicePrincipal"),
      },
      {
        types: ["azureml.datastore"],
        fails: { setting: ["credentials.account_key", "credentials.sas_token", "credentials.client_secret"], absent: false },
      },
    ],
    bad: arm(`${ML}/datastores`, '"datastoreType": "AzureBlob", "credentials": { "credentialsType": "AccountKey" }'),
    good: arm(`${ML}/datastores`, '"datastoreType": "AzureBlob", "credentials": { "credentialsType": "None" }'),
  }),
  row({
    id: "azure-ml-endpoint-key-public",
    title: "An Azure ML online endpoint takes a key from every network",
    why: "One key that does not expire and names nobody opens the model to whoever finds it, from anywhere.",
    fix: "Set auth_mode: aad_token (authMode: AADToken) and public_network_access: disabled.",
    base: [3, 2, 2, 3],
    controls: ["ADS-SERV-01"],
    because: { exposure: "the whole internet, with a key", blast: "a live model" },
    says: "answers every network that has its key",
    cases: [
      {
        types: [`${ML}/onlineEndpoints`],
        fails: { all: [is("properties.authMode", "Key"), isNot("properties.publicNetworkAccess", "Disabled")] },
      },
      {
        types: ["azureml.onlineEndpoint"],
        fails: { all: [isNot("auth_mode", "aad_token", "aml_token", "AADToken", "AMLToken"), isNot("public_network_access", "disabled")] },
      },
    ],
    bad: arm(`${ML}/onlineEndpoints`, '"authMode": "Key"'),
    good: arm(`${ML}/onlineEndpoints`, '"authMode": "AADToken", "publicNetworkAccess": "Disabled"'),
  }),
  row({
    id: "azure-ml-deployment-egress",
    title: "An Azure ML deployment may send data anywhere",
    why: "Code of a model, or what its packages bring along, can carry requests and answers to any host.",
    fix: "Set egress_public_network_access: disabled, or give the workspace a managed network that allows only approved outbound.",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    says: "may reach any host",
    cases: [
      { types: [`${ML}/onlineEndpoints/deployments`], fails: is("properties.egressPublicNetworkAccess", "Enabled") },
      { types: ["azureml.onlineDeployment"], fails: is("egress_public_network_access", "enabled") },
      {
        types: [ML, "azurerm_machine_learning_workspace"],
        when: { setting: ["properties.managedNetwork.isolationMode", "managed_network.isolation_mode"], absent: false },
        fails: isNot(["properties.managedNetwork.isolationMode", "managed_network.isolation_mode"], "AllowOnlyApprovedOutbound"),
      },
    ],
    bad: arm(ML, '"publicNetworkAccess": "Disabled", "managedNetwork": { "isolationMode": "AllowInternetOutbound" }'),
    good: arm(ML, '"publicNetworkAccess": "Disabled", "managedNetwork": { "isolationMode": "AllowOnlyApprovedOutbound" }'),
  }),
];
