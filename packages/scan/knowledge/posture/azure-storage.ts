import { is, isNot, unset } from "./conditions.ts";
import { arm, NEAR_AI, row, terraform } from "./examples.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * Storage accounts that hold training data and models: judged where the same target holds AI. Defaults from
 * learn.microsoft.com/azure/templates/microsoft.storage: shared keys and public networks are on where nothing is said;
 * anonymous reading of blobs is allowed by the azurerm provider and not by the API.
 */

const ACCOUNT = "azurerm_storage_account";
const ARM_ACCOUNT = "Microsoft.Storage/storageAccounts";
const ACCOUNTS = [ACCOUNT, ARM_ACCOUNT];
const CONTAINERS = `${ARM_ACCOUNT}/blobServices/containers`;
const OPEN = { terraform: is("container_access_type", "blob", "container"), arm: is("properties.publicAccess", "Blob", "Container") };
/** File shares hold no blobs. */
const BLOBS: Condition = isNot(["account_kind", "kind"], "FileStorage");
const PRIVATE: Condition = isNot(["public_network_access_enabled", "properties.publicNetworkAccess"], false, "Disabled");

export const AZURE_STORAGE: readonly SettingRow[] = [
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
    references: [
      "CKV2_AZURE_41",
      "CKV2_AZURE_40",
      "https://www.wiz.io/blog/38-terabytes-of-private-data-accidentally-exposed-by-microsoft-ai-researchers",
    ],
    bad: [
      {
        title: "neither",
        files: {
          "main.tf": 'resource "azurerm_storage_account" "models" {\n  name = "models"\n}\n',
          ...NEAR_AI,
        },
      },
    ],
    good: [
      {
        title: "no shared key",
        files: {
          "main.tf":
            'resource "azurerm_storage_account" "models" {\n  name                      = "models"\n  shared_access_key_enabled = false\n}\n',
          ...NEAR_AI,
        },
      },
    ],
  },
  row({
    id: "azure-storage-key-access",
    title: "An Azure storage account near AI accepts its shared key",
    why: "The key gives everything in the account, names nobody and signs tokens that no list shows.",
    fix: "Set shared_access_key_enabled = false (allowSharedKeyAccess: false) and give roles on containers.",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-06"],
    references: ["CKV2_AZURE_40", "prowler storage_account_key_access_disabled"],
    judged: "near-ai",
    says: "accepts its shared key",
    cases: [
      {
        types: [ACCOUNT],
        when: { setting: "sas_policy.expiration_period", absent: false },
        fails: isNot("shared_access_key_enabled", false),
      },
      {
        types: [ARM_ACCOUNT],
        when: { setting: "properties.sasPolicy.sasExpirationPeriod", absent: false },
        fails: isNot("properties.allowSharedKeyAccess", false),
      },
    ],
    bad: terraform(ACCOUNT, 'sas_policy {\n  expiration_period = "00.01:00:00"\n}', "models"),
    good: terraform(ACCOUNT, "shared_access_key_enabled = false", "models"),
  }),
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
              where: OPEN.terraform,
            },
            {
              linkedFrom: ["azurerm_storage_container"],
              by: ["storage_account_name", "storage_account_id"],
              where: { all: [{ not: OPEN.terraform }, isNot("name", "$logs")] },
            },
          ],
        },
      },
      {
        types: [ARM_ACCOUNT],
        when: isNot("properties.allowSharedKeyAccess", false),
        fails: {
          all: [
            { linkedFrom: [CONTAINERS], by: "parent", where: OPEN.arm },
            { linkedFrom: [CONTAINERS], by: "parent", where: { not: OPEN.arm } },
          ],
        },
      },
    ],
    references: ["https://www.wiz.io/blog/38-terabytes-of-private-data-accidentally-exposed-by-microsoft-ai-researchers"],
    bad: [
      {
        title: "models beside backups",
        files: {
          ...NEAR_AI,
          "main.tf":
            'resource "azurerm_storage_account" "models" {\n  name = "models"\n}\nresource "azurerm_storage_container" "open" {\n  name                  = "open"\n  storage_account_name  = azurerm_storage_account.models.name\n  container_access_type = "blob"\n}\nresource "azurerm_storage_container" "backups" {\n  name                  = "backups"\n  storage_account_name  = azurerm_storage_account.models.name\n  container_access_type = "private"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "private only",
        files: {
          ...NEAR_AI,
          "main.tf":
            'resource "azurerm_storage_account" "models" {\n  name = "models"\n}\nresource "azurerm_storage_container" "backups" {\n  name                  = "backups"\n  storage_account_name  = azurerm_storage_account.models.name\n  container_access_type = "private"\n}\n',
        },
      },
    ],
  },
  row({
    id: "azure-storage-container-public",
    title: "An Azure storage container near AI is readable by everybody (public access level is not private)",
    why: "Data sets and models in it can be taken without a name or a key, and nobody sees who did.",
    fix: 'Set container_access_type = "private" (publicAccess: None).',
    base: [3, 3, 2, 2],
    controls: ["ADS-INFR-02"],
    references: ["CKV_AZURE_34", "prowler storage_blob_public_access_level_is_disabled"],
    judged: "near-ai",
    says: "can be read by everybody",
    cases: [
      // What a static site serves is meant for everybody.
      { types: ["azurerm_storage_container"], when: isNot("name", "$web"), fails: OPEN.terraform },
      { types: [CONTAINERS], when: isNot("name", "$web"), fails: OPEN.arm },
    ],
    bad: terraform("azurerm_storage_container", 'container_access_type = "blob"', "datasets"),
    good: terraform("azurerm_storage_container", 'container_access_type = "private"', "datasets"),
  }),
  row({
    id: "azure-storage-anonymous-allowed",
    title: "An Azure storage account near AI allows anonymous access to blobs",
    why: "One wrong setting of one container is enough to publish training data or models.",
    fix: "Set allow_nested_items_to_be_public = false (allowBlobPublicAccess: false).",
    base: [2, 1, 2, 2],
    controls: ["ADS-INFR-02"],
    references: ["CKV_AZURE_190", "CKV2_AZURE_47", "prowler storage_blob_public_access_level_is_disabled"],
    judged: "near-ai",
    says: "allows containers that everybody may read",
    cases: [
      { types: [ACCOUNT], fails: isNot(["allow_nested_items_to_be_public", "allow_blob_public_access"], false) },
      { types: [ARM_ACCOUNT], fails: is("properties.allowBlobPublicAccess", true) },
    ],
    bad: terraform(ACCOUNT, "allow_nested_items_to_be_public = true", "models"),
    good: terraform(ACCOUNT, "allow_nested_items_to_be_public = false", "models"),
  }),
  row({
    id: "azure-storage-public-network",
    title: "An Azure storage account near AI has public network access enabled",
    why: "A leaked key or token works from anywhere, not only from the networks of those who train and serve.",
    fix: 'Set public_network_access_enabled = false, or network_rules with default_action = "Deny".',
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_59", "prowler storage_account_public_network_access_disabled"],
    judged: "near-ai",
    says: "is reachable from every network",
    cases: [
      {
        types: [ACCOUNT],
        when: {
          all: [
            isNot("network_rules.default_action", "Deny"),
            {
              not: { linkedFrom: ["azurerm_storage_account_network_rules"], by: "storage_account_id", where: is("default_action", "Deny") },
            },
          ],
        },
        fails: isNot("public_network_access_enabled", false),
      },
      {
        types: [ARM_ACCOUNT],
        when: isNot("properties.networkAcls.defaultAction", "Deny"),
        fails: isNot("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter"),
      },
    ],
    bad: terraform(ACCOUNT, "public_network_access_enabled = true", "models"),
    good: terraform(ACCOUNT, "public_network_access_enabled = false", "models"),
  }),
  row({
    id: "azure-storage-default-allow",
    title: "The network rules of an Azure storage account near AI allow by default",
    why: "Rules that name some networks and let all others in keep nobody out.",
    fix: 'Set default_action = "Deny" (networkAcls.defaultAction) and name the networks that need it.',
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_35", "CKV_AZURE_59", "prowler storage_default_network_access_rule_is_denied"],
    judged: "near-ai",
    says: "lets in every network that its rules do not name",
    supersedes: ["azure-storage-public-network"],
    cases: [
      {
        types: [ACCOUNT],
        when: { all: [PRIVATE, { setting: "network_rules", absent: false }] },
        fails: isNot("network_rules.default_action", "Deny"),
      },
      { types: ["azurerm_storage_account_network_rules"], fails: isNot("default_action", "Deny") },
      { types: [ARM_ACCOUNT], when: PRIVATE, fails: isNot("properties.networkAcls.defaultAction", "Deny") },
    ],
    bad: terraform(ACCOUNT, 'network_rules {\n  default_action = "Allow"\n}', "models"),
    good: terraform(ACCOUNT, 'network_rules {\n  default_action = "Deny"\n}', "models"),
  }),
  row({
    id: "azure-storage-no-trusted-services",
    title: "Trusted Microsoft services cannot reach an Azure storage account near AI",
    why: "Backup, monitoring and Azure ML are kept out, which is how rules come to be opened for all in a hurry.",
    fix: 'Add "AzureServices" to bypass.',
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    references: ["CKV_AZURE_36", "prowler storage_ensure_azure_services_are_trusted_to_access_is_enabled"],
    judged: "near-ai",
    says: "keeps trusted services out (bypass does not name AzureServices)",
    cases: [
      {
        types: [ACCOUNT],
        when: { all: [is("network_rules.default_action", "Deny"), { setting: "network_rules.bypass", absent: false }] },
        fails: { not: is("network_rules.bypass", "AzureServices") },
      },
      {
        types: ["azurerm_storage_account_network_rules"],
        when: { all: [is("default_action", "Deny"), { setting: "bypass", absent: false }] },
        fails: { not: is("bypass", "AzureServices") },
      },
      {
        types: [ARM_ACCOUNT],
        when: is("properties.networkAcls.defaultAction", "Deny"),
        fails: { not: { setting: "properties.networkAcls.bypass", matches: "AzureServices" } },
      },
    ],
    bad: terraform(ACCOUNT, 'network_rules {\n  default_action = "Deny"\n  bypass         = ["None"]\n}', "models"),
    good: terraform(ACCOUNT, 'network_rules {\n  default_action = "Deny"\n  bypass         = ["AzureServices"]\n}', "models"),
  }),
  row({
    id: "azure-storage-insecure-transport",
    title: "An Azure storage account near AI accepts plain HTTP",
    why: "Tokens, data and models can be read and exchanged on the way.",
    fix: "Set https_traffic_only_enabled = true (supportsHttpsTrafficOnly).",
    base: [2, 1, 2, 2],
    controls: ["ADS-SECR-06"],
    references: ["CKV_AZURE_3", "prowler storage_secure_transfer_required_is_enabled"],
    judged: "near-ai",
    says: "accepts plain HTTP",
    cases: [
      {
        types: ACCOUNTS,
        fails: {
          any: [
            is(["https_traffic_only_enabled", "enable_https_traffic_only", "properties.supportsHttpsTrafficOnly"], false),
            // It is the default of the API since version 2019-04-01.
            { all: [unset("properties.supportsHttpsTrafficOnly"), { setting: "apiVersion", matches: "^201(?:[0-8]|9-0[1-3])" }] },
          ],
        },
      },
    ],
    bad: terraform(ACCOUNT, "https_traffic_only_enabled = false", "models"),
    good: terraform(ACCOUNT, "https_traffic_only_enabled = true", "models"),
  }),
  row({
    id: "azure-storage-old-tls",
    title: "An Azure storage account near AI accepts old versions of TLS",
    why: "Connections can be talked down to versions whose protection is broken.",
    fix: 'Set min_tls_version = "TLS1_2" (minimumTlsVersion).',
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-SECR-06"],
    references: ["CKV_AZURE_44", "prowler storage_ensure_minimum_tls_version_12"],
    judged: "near-ai",
    says: "accepts versions of TLS before 1.2",
    cases: [
      { types: [ACCOUNT], fails: is("min_tls_version", "TLS1_0", "TLS1_1") },
      { types: [ARM_ACCOUNT], fails: isNot("properties.minimumTlsVersion", "TLS1_2", "TLS1_3") },
    ],
    bad: arm(ARM_ACCOUNT, '"minimumTlsVersion": "TLS1_0"'),
    good: arm(ARM_ACCOUNT, '"minimumTlsVersion": "TLS1_2"'),
  }),
  row({
    id: "azure-storage-unencrypted",
    title: "An Azure storage account near AI is not encrypted with a customer-managed key",
    why: "Training data and models lie under a key that cannot be taken away.",
    fix: "Set customer_managed_key, or properties.encryption with a Key Vault key.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV2_AZURE_1", "prowler storage_ensure_encryption_with_customer_managed_keys"],
    judged: "near-ai",
    says: "is not encrypted with a customer-managed key",
    cases: [
      {
        types: ACCOUNTS,
        fails: {
          all: [
            unset("customer_managed_key", "properties.encryption.keyvaultproperties"),
            isNot("properties.encryption.keySource", "Microsoft.Keyvault"),
            { not: { linkedFrom: ["azurerm_storage_account_customer_managed_key"], by: "storage_account_id" } },
          ],
        },
      },
    ],
    bad: terraform(ACCOUNT, "", "models"),
    good:
      terraform(ACCOUNT, "", "models") +
      terraform("azurerm_storage_account_customer_managed_key", "storage_account_id = azurerm_storage_account.models.id", "models"),
  }),
  row({
    id: "azure-storage-no-private-endpoint",
    title: "An Azure storage account near AI without private endpoint",
    why: "Training data and models travel over the public address of the account.",
    fix: "Add a private endpoint to the account.",
    base: [2, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["CKV2_AZURE_33", "prowler storage_ensure_private_endpoints_in_storage_accounts"],
    judged: "near-ai",
    says: "has no private endpoint",
    cases: [
      {
        types: [ACCOUNT],
        fails: { not: { linkedFrom: ["azurerm_private_endpoint"], by: "private_service_connection.private_connection_resource_id" } },
      },
      {
        types: [ARM_ACCOUNT],
        fails: {
          not: {
            linkedFrom: ["Microsoft.Network/privateEndpoints"],
            by: ["properties.privateLinkServiceConnections.properties.privateLinkServiceId", "properties.privateLinkServiceConnections"],
          },
        },
      },
    ],
    bad: terraform(ACCOUNT, "", "models"),
    good:
      terraform(ACCOUNT, "", "models") +
      terraform(
        "azurerm_private_endpoint",
        "private_service_connection {\n  private_connection_resource_id = azurerm_storage_account.models.id\n}",
      ),
  }),
  row({
    id: "azure-storage-no-soft-delete",
    title: "An Azure storage account near AI keeps nothing that is deleted (no soft delete)",
    why: "Training data that is deleted or overwritten, by mistake or by an attacker, cannot be brought back.",
    fix: "Set blob_properties { delete_retention_policy { days = 7 } } and versioning_enabled = true.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-DATA-10"],
    references: ["CKV2_AZURE_38", "prowler storage_ensure_soft_delete_is_enabled"],
    judged: "near-ai",
    says: "keeps nothing of what is deleted or overwritten",
    cases: [
      { types: [ACCOUNT], when: BLOBS, fails: unset("blob_properties.delete_retention_policy") },
      {
        types: [ARM_ACCOUNT],
        when: BLOBS,
        fails: {
          not: { linkedFrom: [`${ARM_ACCOUNT}/blobServices`], by: "parent", where: is("properties.deleteRetentionPolicy.enabled", true) },
        },
      },
    ],
    bad: terraform(ACCOUNT, "", "models"),
    good: terraform(ACCOUNT, "blob_properties {\n  delete_retention_policy {\n    days = 30\n  }\n}", "models"),
  }),
  row({
    id: "azure-storage-not-replicated",
    title: "An Azure storage account near AI is kept in one region only",
    why: "Training data and models are gone for as long as the region is.",
    fix: 'Set account_replication_type = "GRS" (or GZRS).',
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    references: ["CKV_AZURE_206", "prowler storage_account_geo_redundant_enabled"],
    judged: "near-ai",
    says: "is kept in one region only",
    cases: [
      { types: [ACCOUNT], fails: isNot("account_replication_type", "GRS", "RAGRS", "GZRS", "RAGZRS") },
      { types: [ARM_ACCOUNT], fails: isNot("sku.name", "Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS") },
    ],
    bad: terraform(ACCOUNT, 'account_replication_type = "LRS"', "models"),
    good: terraform(ACCOUNT, 'account_replication_type = "GZRS"', "models"),
  }),
  row({
    id: "azure-storage-local-users",
    title: "An Azure storage account near AI accepts local users",
    why: "Local users have passwords or keys of the account's own, outside of every directory.",
    fix: "Set local_user_enabled = false (isLocalUserEnabled).",
    base: [2, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-06"],
    references: ["CKV_AZURE_244"],
    judged: "near-ai",
    says: "accepts local users (SFTP)",
    cases: [
      {
        types: [ACCOUNT],
        fails: { any: [is("local_user_enabled", true), { all: [is("is_hns_enabled", true), unset("local_user_enabled")] }] },
      },
      { types: [ARM_ACCOUNT], fails: is("properties.isLocalUserEnabled", true) },
    ],
    bad: terraform(ACCOUNT, "local_user_enabled = true", "models"),
    good: terraform(ACCOUNT, "local_user_enabled = false", "models"),
  }),
  row({
    id: "azure-storage-no-read-log",
    title: "Reading of an Azure storage account near AI is not logged",
    why: "Who took the training data or the model cannot be told afterwards.",
    fix: "Add a diagnostic setting with StorageRead, StorageWrite and StorageDelete for blobs and queues.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["CKV_AZURE_33", "prowler storage_blob_service_logging_enabled"],
    judged: "near-ai",
    says: "keeps no log of who reads",
    cases: [
      {
        types: [ACCOUNT],
        when: isNot("account_kind", "BlobStorage", "BlockBlobStorage", "FileStorage"),
        fails: {
          all: [
            {
              not: {
                all: [
                  is("queue_properties.logging.read", true),
                  is("queue_properties.logging.write", true),
                  is("queue_properties.logging.delete", true),
                ],
              },
            },
            { not: { linkedFrom: ["azurerm_monitor_diagnostic_setting"], by: "target_resource_id" } },
            { not: { linkedFrom: ["azurerm_log_analytics_storage_insights"], by: "storage_account_id" } },
          ],
        },
      },
      {
        types: [`${ARM_ACCOUNT}/queueServices/providers/diagnosticsettings`],
        fails: {
          not: {
            all: ["StorageRead", "StorageWrite", "StorageDelete"].map((category) => ({
              some: ["properties.logs"],
              where: { all: [is("category", category), is("enabled", true)] },
            })),
          },
        },
      },
    ],
    bad: terraform(ACCOUNT, "", "models"),
    good:
      terraform(ACCOUNT, "", "models") +
      terraform("azurerm_monitor_diagnostic_setting", 'target_resource_id = "${azurerm_storage_account.models.id}/blobServices/default"'),
  }),
];
