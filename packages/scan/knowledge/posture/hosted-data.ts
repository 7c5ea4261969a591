import { ANYWHERE, is, isNot, unset } from "./conditions.ts";
import { row, type ShortRow, terraform } from "./examples.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * Databases that hold vectors, conversations and features: Cosmos DB, PostgreSQL and Redis in Azure, Cloud SQL and AlloyDB in
 * Google Cloud, and those of other providers that Terraform sets up. Judged where the same target holds AI.
 */

const COSMOS = "azurerm_cosmosdb_account";
const ARM_COSMOS = "Microsoft.DocumentDB/databaseAccounts";
const SQL = "google_sql_database_instance";
const near = (short: Omit<ShortRow, "judged">): SettingRow => row({ ...short, judged: "near-ai" });
const cosmos = (settings: string): string => terraform(COSMOS, settings, "chats");
const sql = (settings: string): string => terraform(SQL, settings, "vectors");

/** From the first address, or to the last; the first alone stands for all of Azure. */
const everyAddress = (from: string, to: string): Condition => ({
  any: [is(to, "255.255.255.255"), { all: [is(from, "0.0.0.0"), { setting: to, absent: false }, isNot(to, "0.0.0.0")] }],
});

export const HOSTED_DATA: readonly SettingRow[] = [
  near({
    id: "cosmos-public-network",
    title: "An Azure Cosmos DB account near AI has public network access enabled",
    why: "Conversations and vectors can be read from anywhere with a leaked key.",
    fix: "Set public_network_access_enabled = false, or ip_range_filter and virtual_network_rule.",
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: [
      "CKV_AZURE_99",
      "CKV_AZURE_101",
      "prowler cosmosdb_account_firewall_use_selected_networks",
      "prowler cosmosdb_account_public_network_access_disabled",
    ],
    says: "is reachable from every network",
    cases: [
      {
        types: [COSMOS],
        when: {
          all: [unset("ip_range_filter"), { any: [unset("virtual_network_rule"), isNot("is_virtual_network_filter_enabled", true)] }],
        },
        fails: isNot("public_network_access_enabled", false),
      },
      {
        types: [ARM_COSMOS],
        when: {
          all: [
            unset("properties.ipRules", "properties.ipRangeFilter"),
            { any: [unset("properties.virtualNetworkRules"), isNot("properties.isVirtualNetworkFilterEnabled", true)] },
          ],
        },
        fails: isNot("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter"),
      },
    ],
    bad: cosmos('kind = "GlobalDocumentDB"'),
    good: cosmos("public_network_access_enabled = false"),
  }),
  near({
    id: "cosmos-keys",
    title: "An Azure Cosmos DB account near AI accepts keys (local authentication is on)",
    why: "A key reads and writes every conversation, does not expire and names nobody.",
    fix: "Set local_authentication_disabled = true (disableLocalAuth) and give data roles.",
    base: [2, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    references: ["CKV_AZURE_140", "prowler cosmosdb_account_use_aad_and_rbac"],
    says: "accepts keys",
    cases: [
      {
        types: [COSMOS],
        when: { any: [is("kind", "GlobalDocumentDB"), unset("kind")] },
        fails: isNot(["local_authentication_disabled"], true),
      },
      {
        types: [ARM_COSMOS],
        when: { any: [is("kind", "GlobalDocumentDB"), unset("kind")] },
        fails: isNot("properties.disableLocalAuth", true),
      },
    ],
    bad: cosmos('kind = "GlobalDocumentDB"'),
    good: cosmos("local_authentication_disabled = true"),
  }),
  near({
    id: "cosmos-key-changes-settings",
    title: "Keys of an Azure Cosmos DB account near AI may change its settings",
    why: "A key that was made to write data also makes containers and changes throughput, past every role.",
    fix: "Set access_key_metadata_writes_enabled = false (disableKeyBasedMetadataWriteAccess).",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-02"],
    references: ["CKV_AZURE_132"],
    says: "lets its keys change its settings",
    cases: [
      { types: [COSMOS], when: isNot("local_authentication_disabled", true), fails: isNot("access_key_metadata_writes_enabled", false) },
      {
        types: [ARM_COSMOS],
        when: isNot("properties.disableLocalAuth", true),
        fails: isNot("properties.disableKeyBasedMetadataWriteAccess", true),
      },
    ],
    bad: cosmos('kind = "GlobalDocumentDB"'),
    good: cosmos("access_key_metadata_writes_enabled = false"),
  }),
  near({
    id: "cosmos-unencrypted",
    title: "An Azure Cosmos DB account near AI is not encrypted with a customer-managed key",
    why: "Conversations and vectors lie under a key that cannot be taken away.",
    fix: "Set key_vault_key_id (keyVaultKeyUri).",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV_AZURE_100"],
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: [COSMOS, ARM_COSMOS], fails: unset("key_vault_key_id", "properties.keyVaultKeyUri") }],
    bad: cosmos('kind = "GlobalDocumentDB"'),
    good: cosmos('key_vault_key_id = "https://vault.example/k"'),
  }),
  near({
    id: "azure-database-any-address",
    title: "A firewall rule of an Azure database near AI lets every address in",
    why: "Vectors and conversations can be tried from the whole internet, or from every machine that anybody has in Azure.",
    fix: "Name the addresses, or use a private endpoint.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV2_AZURE_26"],
    says: "lets every address in",
    cases: [
      {
        types: [
          "azurerm_postgresql_flexible_server_firewall_rule",
          "azurerm_postgresql_firewall_rule",
          "azurerm_mysql_flexible_server_firewall_rule",
          "azurerm_mssql_firewall_rule",
          "azurerm_redis_firewall_rule",
          "azurerm_cosmosdb_postgresql_firewall_rule",
        ],
        fails: { any: [everyAddress("start_ip_address", "end_ip_address"), everyAddress("start_ip", "end_ip")] },
      },
      {
        types: [
          "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
          "Microsoft.Sql/servers/firewallRules",
          "Microsoft.Cache/redis/firewallRules",
        ],
        fails: {
          any: [
            everyAddress("properties.startIpAddress", "properties.endIpAddress"),
            everyAddress("properties.startIP", "properties.endIP"),
          ],
        },
      },
    ],
    bad: terraform(
      "azurerm_postgresql_flexible_server_firewall_rule",
      'start_ip_address = "0.0.0.0"\nend_ip_address   = "255.255.255.255"',
    ),
    good: terraform(
      "azurerm_postgresql_flexible_server_firewall_rule",
      'start_ip_address = "198.51.100.7"\nend_ip_address   = "198.51.100.7"',
    ),
  }),
  near({
    id: "azure-database-all-of-azure",
    title: "A firewall rule of an Azure database near AI lets all of Azure in",
    why: "The rule 0.0.0.0 lets in every machine in Azure, of any customer.",
    fix: "Use a private endpoint or virtual network rules.",
    base: [3, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["CKV2_AZURE_26"],
    says: "lets every machine in Azure in, of any customer",
    cases: [
      {
        types: [
          "azurerm_postgresql_flexible_server_firewall_rule",
          "azurerm_mssql_firewall_rule",
          "azurerm_mysql_flexible_server_firewall_rule",
        ],
        fails: { all: [is("start_ip_address", "0.0.0.0"), is("end_ip_address", "0.0.0.0")] },
      },
      {
        types: ["Microsoft.DBforPostgreSQL/flexibleServers/firewallRules", "Microsoft.Sql/servers/firewallRules"],
        fails: { all: [is("properties.startIpAddress", "0.0.0.0"), is("properties.endIpAddress", "0.0.0.0")] },
      },
    ],
    bad: terraform("azurerm_postgresql_flexible_server_firewall_rule", 'start_ip_address = "0.0.0.0"\nend_ip_address   = "0.0.0.0"'),
    good: terraform(
      "azurerm_postgresql_flexible_server_firewall_rule",
      'start_ip_address = "198.51.100.7"\nend_ip_address   = "198.51.100.7"',
    ),
  }),
  near({
    id: "cloud-sql-any-address",
    title: "A Cloud SQL or AlloyDB instance near AI is open to the world",
    why: "Vectors and conversations can be tried from the whole internet.",
    fix: "Remove 0.0.0.0/0 from authorized_networks and use private addresses.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV_GCP_11", "prowler cloudsql_instance_public_access"],
    says: "lets every address in",
    cases: [
      { types: [SQL], fails: { setting: "settings.ip_configuration.authorized_networks.value", matches: "/0$" } },
      {
        types: ["google_alloydb_instance"],
        fails: { setting: "network_config.authorized_external_networks.cidr_range", matches: "/0$" },
      },
    ],
    bad: sql('settings {\n  ip_configuration {\n    authorized_networks {\n      value = "0.0.0.0/0"\n    }\n  }\n}'),
    good: sql('settings {\n  ip_configuration {\n    authorized_networks {\n      value = "198.51.100.0/24"\n    }\n  }\n}'),
  }),
  near({
    id: "cloud-sql-plain",
    title: "A Cloud SQL instance near AI takes connections without TLS",
    why: "Passwords and vectors can be read on the way.",
    fix: 'Set ip_configuration { ssl_mode = "ENCRYPTED_ONLY" } or TRUSTED_CLIENT_CERTIFICATE_REQUIRED.',
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-SECR-06"],
    references: ["prowler cloudsql_instance_ssl_connections"],
    says: "takes connections without TLS",
    cases: [
      {
        types: [SQL],
        fails: {
          all: [
            isNot("settings.ip_configuration.ssl_mode", "ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"),
            isNot("settings.ip_configuration.require_ssl", true),
          ],
        },
      },
    ],
    bad: sql('database_version = "POSTGRES_16"'),
    good: sql('settings {\n  ip_configuration {\n    ssl_mode = "ENCRYPTED_ONLY"\n  }\n}'),
  }),
  near({
    id: "hosted-database-any-address",
    title: "A hosted database near AI lets every address in (MongoDB Atlas, Elastic Cloud, Snowflake, Redis Cloud)",
    why: "Vectors, conversations and training rows can be tried from the whole internet with a leaked password.",
    fix: "Name the addresses, or use a private link.",
    base: [3, 2, 2, 2],
    controls: ["ADS-INFR-03"],
    says: "lets every address in",
    cases: [
      { types: ["mongodbatlas_project_ip_access_list"], fails: is(["cidr_block", "ip_address"], ...ANYWHERE) },
      { types: ["ec_deployment_traffic_filter"], when: isNot("type", "vpce"), fails: is("rule.source", ...ANYWHERE) },
      { types: ["snowflake_network_policy"], fails: is("allowed_ip_list", ...ANYWHERE) },
      { types: ["rediscloud_subscription"], fails: is("allowlist.cidrs", ...ANYWHERE) },
    ],
    bad: terraform("mongodbatlas_project_ip_access_list", 'cidr_block = "0.0.0.0/0"'),
    good: terraform("mongodbatlas_project_ip_access_list", 'cidr_block = "198.51.100.0/24"'),
  }),
];
