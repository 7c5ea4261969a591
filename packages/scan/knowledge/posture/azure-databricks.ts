import { is, isNot, unset } from "./conditions.ts";
import { row, terraform } from "./examples.ts";
import type { SettingRow } from "./schema.ts";

/* Databricks workspaces as Azure declares them. What lies inside of a workspace: databricks.ts. */

const DATABRICKS = ["azurerm_databricks_workspace", "Microsoft.Databricks/workspaces"];
const PUBLIC = ["public_network_access_enabled", "properties.publicNetworkAccess"];

export const AZURE_DATABRICKS: readonly SettingRow[] = [
  {
    id: "databricks-root-unencrypted",
    title: "The root storage of a Databricks workspace is not encrypted with a key of one's own",
    why: "Results of notebooks, libraries and uploaded files lie on the root storage.",
    fix: "Set customer_managed_key_enabled and attach azurerm_databricks_workspace_root_dbfs_customer_managed_key.",
    base: [1, 1, 2, 1],
    references: ["CKV2_AZURE_48", "prowler databricks_workspace_cmk_encryption_enabled"],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "does not encrypt its root storage with a customer-managed key",
    cases: [
      {
        types: ["azurerm_databricks_workspace"],
        // Only this tier can have one.
        when: is("sku", "premium"),
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
    references: ["CKV_AZURE_158", "prowler databricks_workspace_public_network_access_disabled"],
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
  row({
    id: "databricks-node-public-address",
    title: "Clusters of a Databricks workspace have public addresses",
    why: "Every node that reads training data stands on the internet with its own address.",
    fix: "Set custom_parameters { no_public_ip = true } (enableNoPublicIp).",
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["prowler databricks_workspace_no_public_ip_enabled"],
    says: "gives its clusters public addresses (secure cluster connectivity is off)",
    cases: [{ types: DATABRICKS, fails: is(["custom_parameters.no_public_ip", "properties.parameters.enableNoPublicIp.value"], false) }],
    bad: terraform("azurerm_databricks_workspace", "custom_parameters {\n  no_public_ip = false\n}", "lake"),
    good: terraform("azurerm_databricks_workspace", "custom_parameters {\n  no_public_ip = true\n}", "lake"),
  }),
  row({
    id: "databricks-no-own-network",
    title: "A Databricks workspace is not in a network of one's own (no VNet injection)",
    why: "Ways out of the clusters cannot be narrowed: whoever runs code there can carry data to any host.",
    fix: "Set custom_parameters { virtual_network_id, public_subnet_name, private_subnet_name }.",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["prowler databricks_workspace_vnet_injection_enabled"],
    says: "is not in a virtual network of its own",
    cases: [
      { types: DATABRICKS, fails: unset("custom_parameters.virtual_network_id", "properties.parameters.customVirtualNetworkId.value") },
    ],
    bad: terraform("azurerm_databricks_workspace", "public_network_access_enabled = false", "lake"),
    good: terraform("azurerm_databricks_workspace", 'custom_parameters {\n  virtual_network_id = "/subscriptions/s/x"\n}', "lake"),
  }),
  row({
    id: "databricks-managed-services-unencrypted",
    title: "Notebooks and secrets of a Databricks workspace are not encrypted with a key of one's own",
    why: "Source of notebooks, results and secrets lie in the control plane of the provider under a key that cannot be taken away.",
    fix: "Set managed_services_cmk_key_vault_key_id, and managed_disk_cmk_key_vault_key_id for disks.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["prowler databricks_workspace_cmk_encryption_enabled"],
    says: "does not encrypt its notebooks and secrets with a customer-managed key",
    cases: [
      { types: ["azurerm_databricks_workspace"], when: is("sku", "premium"), fails: unset("managed_services_cmk_key_vault_key_id") },
      {
        types: ["Microsoft.Databricks/workspaces"],
        when: is("sku.name", "premium"),
        fails: isNot("properties.encryption.entities.managedServices.keySource", "Microsoft.Keyvault"),
      },
    ],
    bad: terraform("azurerm_databricks_workspace", 'sku = "premium"', "lake"),
    good: terraform(
      "azurerm_databricks_workspace",
      'sku                                   = "premium"\nmanaged_services_cmk_key_vault_key_id = "https://x"',
      "lake",
    ),
  }),
];
