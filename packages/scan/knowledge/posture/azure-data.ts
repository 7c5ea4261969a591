import { is, isNot, unset } from "./conditions.ts";
import { row, type ShortRow, terraform } from "./examples.ts";
import type { SettingRow } from "./schema.ts";

/* Synapse and Data Factory, where training data is made: judged where the same target holds AI. */

const WORKSPACE = "azurerm_synapse_workspace";
const ARM = "Microsoft.Synapse/workspaces";
const POOL = "azurerm_synapse_sql_pool";
const ARM_POOL = `${ARM}/sqlPools`;
const FACTORY = "azurerm_data_factory";
const ARM_FACTORY = "Microsoft.DataFactory/factories";
const near = (short: Omit<ShortRow, "judged">): SettingRow => row({ ...short, judged: "near-ai" });
const synapse = (settings: string): string => terraform(WORKSPACE, settings, "lake");
const pool = (settings: string): string => terraform(POOL, settings, "warehouse");
const factory = (settings: string): string => terraform(FACTORY, settings, "feeds");

export const AZURE_DATA: readonly SettingRow[] = [
  near({
    id: "synapse-firewall-all",
    title: "A Synapse workspace near AI has IP firewall rules attached",
    why: "Each rule opens the data that models are made of to addresses of the internet; 0.0.0.0 opens it to all of Azure.",
    fix: "Remove the firewall rules and use managed private endpoints.",
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV2_AZURE_19"],
    says: "lets in addresses of the internet (firewall rules)",
    cases: [
      { types: [WORKSPACE], fails: { linkedFrom: ["azurerm_synapse_firewall_rule"], by: "synapse_workspace_id" } },
      {
        types: [ARM],
        fails: {
          any: [
            { linkedFrom: [`${ARM}/firewallRules`], by: "parent" },
            { setting: "dependsOn", matches: "(?i)workspaces/firewallRules" },
          ],
        },
      },
    ],
    bad:
      synapse("managed_virtual_network_enabled = true") +
      terraform("azurerm_synapse_firewall_rule", "synapse_workspace_id = azurerm_synapse_workspace.lake.id"),
    good: synapse("managed_virtual_network_enabled = true"),
  }),
  near({
    id: "synapse-no-managed-network",
    title: "A Synapse workspace near AI is not in a managed virtual network",
    why: "Spark jobs over training data share the provider's network with everybody else's.",
    fix: "Set managed_virtual_network_enabled = true (managedVirtualNetwork: default).",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_58"],
    says: "is not in a managed virtual network",
    cases: [
      { types: [WORKSPACE], fails: isNot("managed_virtual_network_enabled", true) },
      { types: [ARM], fails: unset("properties.managedVirtualNetwork") },
    ],
    bad: synapse('sql_administrator_login = "admin"'),
    good: synapse("managed_virtual_network_enabled = true"),
  }),
  near({
    id: "synapse-exfiltration-open",
    title: "A Synapse workspace near AI has no data exfiltration protection",
    why: "Whoever runs a notebook there may copy training data to a tenant of their own.",
    fix: "Set data_exfiltration_protection_enabled = true (preventDataExfiltration).",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_157"],
    says: "does not keep data from going to other tenants",
    cases: [
      { types: [WORKSPACE], fails: isNot("data_exfiltration_protection_enabled", true) },
      {
        types: [ARM],
        fails: isNot(
          ["properties.dataExfiltrationProtectionEnabled", "properties.managedVirtualNetworkSettings.preventDataExfiltration"],
          true,
        ),
      },
    ],
    bad: synapse("managed_virtual_network_enabled = true"),
    good: synapse("managed_virtual_network_enabled      = true\ndata_exfiltration_protection_enabled = true"),
  }),
  near({
    id: "synapse-password-in-configuration",
    title: "The administrator password of a Synapse workspace near AI stands in the configuration",
    why: "Everybody who reads the configuration or its state is administrator of the data.",
    fix: "Use azuread_authentication_only = true, or let the password come from a vault.",
    base: [2, 1, 3, 2],
    controls: ["ADS-SECR-01"],
    references: ["CKV_AZURE_239"],
    says: "gets its administrator password from the configuration",
    cases: [
      { types: [WORKSPACE], fails: { setting: "sql_administrator_login_password", absent: false } },
      { types: [ARM], fails: { setting: "properties.sqlAdministratorLoginPassword", absent: false } },
    ],
    bad: synapse('sql_administrator_login_password = "example-only"'),
    good: synapse("azuread_authentication_only = true"),
  }),
  near({
    id: "synapse-unencrypted",
    title: "A Synapse workspace near AI is not encrypted with a customer-managed key",
    why: "Training data lies under a key that cannot be taken away.",
    fix: "Set customer_managed_key { key_name = … }.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV_AZURE_240"],
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: [WORKSPACE, ARM], fails: unset("customer_managed_key.key_name", "properties.encryption.cmk") }],
    bad: synapse("managed_virtual_network_enabled = true"),
    good: synapse('customer_managed_key {\n  key_name = "lake"\n}'),
  }),
  near({
    id: "synapse-no-audit",
    title: "A Synapse workspace near AI keeps no extended audit log",
    why: "Who read or changed training data cannot be told afterwards.",
    fix: "Add azurerm_synapse_workspace_extended_auditing_policy.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["CKV2_AZURE_53"],
    says: "keeps no extended audit log",
    cases: [
      {
        types: [WORKSPACE],
        fails: { not: { linkedFrom: ["azurerm_synapse_workspace_extended_auditing_policy"], by: "synapse_workspace_id" } },
      },
      {
        types: [ARM],
        fails: {
          not: {
            linkedFrom: [`${ARM}/extendedAuditingPolicies`, `${ARM}/extendedAuditingSettings`, `${ARM}/auditingSettings`],
            by: ["parent", "dependsOn"],
            where: isNot("properties.state", "Disabled"),
          },
        },
      },
    ],
    bad: synapse("managed_virtual_network_enabled = true"),
    good:
      synapse("managed_virtual_network_enabled = true") +
      terraform("azurerm_synapse_workspace_extended_auditing_policy", "synapse_workspace_id = azurerm_synapse_workspace.lake.id"),
  }),
  near({
    id: "synapse-no-vulnerability-scan",
    title: "A vulnerability assessment of Synapse near AI is not enabled",
    why: "Wrong rights and settings of the databases stay unseen.",
    fix: "Set recurring_scans { enabled = true }.",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-05"],
    references: ["CKV2_AZURE_46"],
    says: "does not scan regularly",
    cases: [
      {
        types: ["azurerm_synapse_workspace_vulnerability_assessment", `${ARM}/vulnerabilityAssessments`],
        fails: isNot(["recurring_scans.enabled", "properties.recurringScans.isEnabled"], true),
      },
    ],
    bad: terraform("azurerm_synapse_workspace_vulnerability_assessment", "recurring_scans {\n  enabled = false\n}"),
    good: terraform("azurerm_synapse_workspace_vulnerability_assessment", "recurring_scans {\n  enabled = true\n}"),
  }),
  near({
    id: "synapse-pool-unencrypted",
    title: "A Synapse SQL pool near AI is not encrypted",
    why: "Training data lies in the clear on the disks of the warehouse.",
    fix: "Set data_encrypted = true.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    references: ["CKV_AZURE_241"],
    says: "is not encrypted",
    cases: [{ types: [POOL], fails: isNot("data_encrypted", true) }],
    bad: pool('sku_name = "DW100c"'),
    good: pool("data_encrypted = true"),
  }),
  near({
    id: "synapse-pool-no-alerts",
    title: "A Synapse SQL pool near AI has no security alert policy",
    why: "Nobody hears of strange queries over the data that models are made of.",
    fix: 'Add azurerm_synapse_sql_pool_security_alert_policy with policy_state = "Enabled".',
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["CKV2_AZURE_51"],
    says: "has no security alert policy",
    cases: [
      {
        types: [POOL],
        fails: {
          not: { linkedFrom: ["azurerm_synapse_sql_pool_security_alert_policy"], by: "sql_pool_id", where: is("policy_state", "Enabled") },
        },
      },
      {
        types: [ARM_POOL],
        fails: {
          not: {
            linkedFrom: [`${ARM_POOL}/securityAlertPolicies`, "Microsoft.Sql/servers/securityAlertPolicies"],
            by: ["parent", "dependsOn"],
            where: isNot("properties.state", "Disabled"),
          },
        },
      },
    ],
    bad: pool("data_encrypted = true"),
    good:
      pool("data_encrypted = true") +
      terraform(
        "azurerm_synapse_sql_pool_security_alert_policy",
        'sql_pool_id  = azurerm_synapse_sql_pool.warehouse.id\npolicy_state = "Enabled"',
      ),
  }),
  near({
    id: "synapse-pool-no-scan",
    title: "A security alert policy of a Synapse SQL pool near AI has no vulnerability assessment attached",
    why: "Wrong rights and settings of the warehouse stay unseen.",
    fix: "Add azurerm_synapse_sql_pool_vulnerability_assessment with recurring_scans { enabled = true }.",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-05"],
    references: ["CKV2_AZURE_52"],
    says: "has no vulnerability assessment attached",
    cases: [
      {
        types: ["azurerm_synapse_sql_pool_security_alert_policy"],
        fails: {
          not: {
            linkedFrom: ["azurerm_synapse_sql_pool_vulnerability_assessment"],
            by: "sql_pool_security_alert_policy_id",
            where: is("recurring_scans.enabled", true),
          },
        },
      },
    ],
    bad: terraform("azurerm_synapse_sql_pool_security_alert_policy", 'policy_state = "Enabled"'),
    good:
      terraform("azurerm_synapse_sql_pool_security_alert_policy", 'policy_state = "Enabled"') +
      terraform(
        "azurerm_synapse_sql_pool_vulnerability_assessment",
        "sql_pool_security_alert_policy_id = azurerm_synapse_sql_pool_security_alert_policy.ai.id\nrecurring_scans {\n  enabled = true\n}",
      ),
  }),
  near({
    id: "synapse-pool-no-log",
    title: "Log monitoring of a Synapse SQL pool near AI is off",
    why: "Queries that copy the data of models leave no trace.",
    fix: "Add azurerm_synapse_sql_pool_extended_auditing_policy with log_monitoring_enabled = true.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["CKV2_AZURE_54"],
    says: "keeps no log of its queries",
    cases: [
      {
        types: [POOL],
        fails: {
          not: {
            linkedFrom: ["azurerm_synapse_sql_pool_extended_auditing_policy"],
            by: "sql_pool_id",
            where: isNot("log_monitoring_enabled", false),
          },
        },
      },
      {
        types: [ARM_POOL],
        fails: {
          not: {
            linkedFrom: [`${ARM_POOL}/auditingSettings`, `${ARM_POOL}/extendedAuditingSettings`],
            by: ["parent", "dependsOn"],
            where: isNot("properties.state", "Disabled"),
          },
        },
      },
    ],
    bad: pool("data_encrypted = true"),
    good:
      pool("data_encrypted = true") +
      terraform("azurerm_synapse_sql_pool_extended_auditing_policy", "sql_pool_id = azurerm_synapse_sql_pool.warehouse.id"),
  }),
  near({
    id: "synapse-spark-shared-hosts",
    title: "A Synapse Spark pool near AI has no isolated compute",
    why: "Jobs over training data share physical machines with other customers.",
    fix: "Set compute_isolation_enabled = true (isComputeIsolationEnabled).",
    base: [0, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-SERV-08"],
    references: ["CKV_AZURE_242"],
    says: "shares its machines with other customers",
    cases: [
      {
        types: ["azurerm_synapse_spark_pool", `${ARM}/bigDataPools`],
        fails: isNot(["compute_isolation_enabled", "properties.isComputeIsolationEnabled"], true),
      },
    ],
    bad: terraform("azurerm_synapse_spark_pool", 'node_size = "Small"'),
    good: terraform("azurerm_synapse_spark_pool", "compute_isolation_enabled = true"),
  }),
  near({
    id: "data-factory-public-network",
    title: "An Azure Data Factory near AI has public network access enabled",
    why: "Pipelines that make training data, and the credentials of their sources, can be worked from anywhere with a stolen session.",
    fix: "Set public_network_enabled = false (publicNetworkAccess: Disabled).",
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_104"],
    says: "is reachable from every network",
    cases: [
      { types: [FACTORY, ARM_FACTORY], fails: isNot(["public_network_enabled", "properties.publicNetworkAccess"], false, "Disabled") },
    ],
    bad: factory('location = "westeurope"'),
    good: factory("public_network_enabled = false"),
  }),
  near({
    id: "data-factory-no-git",
    title: "An Azure Data Factory near AI is not under source control (no Git repository)",
    why: "A step that changes training data can be altered without review and without trace.",
    fix: "Set github_configuration or vsts_configuration.",
    base: [1, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-DATA-01"],
    references: ["CKV_AZURE_103"],
    says: "is not under source control",
    cases: [
      {
        types: [FACTORY],
        fails: { all: [unset("github_configuration.repository_name"), unset("vsts_configuration.repository_name")] },
      },
      { types: [ARM_FACTORY], fails: unset("properties.repoConfiguration") },
    ],
    bad: factory("public_network_enabled = false"),
    good: factory('github_configuration {\n  repository_name = "feeds"\n}'),
  }),
  near({
    id: "data-factory-unencrypted",
    title: "An Azure Data Factory near AI is not encrypted with a customer-managed key",
    why: "Connection settings and results of steps lie under a key that cannot be taken away.",
    fix: "Set customer_managed_key_id, or link a key vault (azurerm_data_factory_linked_service_key_vault).",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV2_AZURE_15"],
    says: "is not encrypted with a customer-managed key",
    cases: [
      {
        types: [FACTORY],
        fails: {
          all: [
            unset("customer_managed_key_id"),
            { not: { linkedFrom: ["azurerm_data_factory_linked_service_key_vault"], by: ["data_factory_id", "data_factory_name"] } },
          ],
        },
      },
      { types: [ARM_FACTORY], fails: unset("properties.encryption.keyName") },
    ],
    bad: factory("public_network_enabled = false"),
    good: factory('customer_managed_key_id = "https://vault.example/k"'),
  }),
];
