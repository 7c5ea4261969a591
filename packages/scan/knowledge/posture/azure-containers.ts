import { is, isNot, unset } from "./conditions.ts";
import { row, type ShortRow, terraform } from "./examples.ts";
import type { SettingRow } from "./schema.ts";

/* Container groups that serve models, and Data Explorer that holds logs and features: judged where the same target holds AI. */

const near = (short: Omit<ShortRow, "judged">): SettingRow => row({ ...short, judged: "near-ai" });
const GROUP = "azurerm_container_group";
const ARM_GROUP = "Microsoft.ContainerInstance/containerGroups";
const KUSTO = "azurerm_kusto_cluster";
const ARM_KUSTO = "Microsoft.Kusto/clusters";
const group = (settings: string): string => terraform(GROUP, settings, "serving");
const kusto = (settings: string): string => terraform(KUSTO, settings, "telemetry");

export const AZURE_CONTAINERS: readonly SettingRow[] = [
  near({
    id: "container-group-public",
    title: "An Azure container group near AI has a public address",
    why: "Model servers ask nobody for a name by themselves: whoever finds the address uses them.",
    fix: 'Set ip_address_type = "Private" with subnet_ids.',
    base: [3, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_245"],
    says: "has a public address",
    cases: [
      { types: [GROUP], fails: isNot("ip_address_type", "Private", "None") },
      { types: [ARM_GROUP], fails: is("properties.ipAddress.type", "Public") },
    ],
    bad: group('ip_address_type = "Public"'),
    good: group('ip_address_type = "Private"'),
  }),
  near({
    id: "container-group-no-network",
    title: "An Azure container group near AI is not deployed into a virtual network",
    why: "What a model server may reach cannot be narrowed.",
    fix: "Set subnet_ids.",
    base: [2, 1, 1, 2],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_98"],
    says: "is not in a virtual network",
    cases: [
      { types: [GROUP, ARM_GROUP], fails: unset("subnet_ids", "network_profile_id", "properties.subnetIds", "properties.networkProfile") },
    ],
    bad: group('ip_address_type = "Private"'),
    good: group('subnet_ids = ["/subscriptions/s/subnets/ml"]'),
  }),
  near({
    id: "container-group-no-identity",
    title: "An Azure container group near AI has no managed identity",
    why: "To reach storage or a vault it needs a key that somebody keeps somewhere.",
    fix: 'Add identity { type = "SystemAssigned" }.',
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-06"],
    references: ["CKV2_AZURE_28"],
    says: "has no managed identity",
    cases: [{ types: [GROUP, ARM_GROUP], fails: unset("identity.type") }],
    bad: group('ip_address_type = "Private"'),
    good: group('identity {\n  type = "SystemAssigned"\n}'),
  }),
  near({
    id: "kusto-disks-unencrypted",
    title: "Disks of an Azure Data Explorer cluster near AI are not encrypted",
    why: "Logs of prompts and features lie in the clear on its disks.",
    fix: "Set disk_encryption_enabled = true (enableDiskEncryption).",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV_AZURE_74"],
    says: "does not encrypt its disks",
    cases: [
      {
        types: [KUSTO, ARM_KUSTO],
        fails: isNot(["disk_encryption_enabled", "enable_disk_encryption", "properties.enableDiskEncryption"], true),
      },
    ],
    bad: kusto("double_encryption_enabled = true"),
    good: kusto("disk_encryption_enabled = true"),
  }),
  near({
    id: "kusto-no-double-encryption",
    title: "An Azure Data Explorer cluster near AI has no double encryption",
    why: "One broken key opens logs of prompts and features.",
    fix: "Set double_encryption_enabled = true (enableDoubleEncryption).",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV_AZURE_75"],
    says: "has no double encryption",
    cases: [
      {
        types: [KUSTO, ARM_KUSTO],
        fails: isNot(["double_encryption_enabled", "enable_double_encryption", "properties.enableDoubleEncryption"], true),
      },
    ],
    bad: kusto("disk_encryption_enabled = true"),
    good: kusto("double_encryption_enabled = true"),
  }),
  near({
    id: "kusto-unencrypted",
    title: "An Azure Data Explorer cluster near AI is not encrypted with a customer-managed key",
    why: "Logs of prompts and features lie under a key that cannot be taken away.",
    fix: "Add azurerm_kusto_cluster_customer_managed_key.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    references: ["CKV2_AZURE_11"],
    says: "is not encrypted with a customer-managed key",
    cases: [
      { types: [KUSTO], fails: { not: { linkedFrom: ["azurerm_kusto_cluster_customer_managed_key"], by: "cluster_id" } } },
      { types: [ARM_KUSTO], fails: unset("properties.keyVaultProperties") },
    ],
    bad: kusto("disk_encryption_enabled = true"),
    good:
      kusto("disk_encryption_enabled = true") +
      terraform("azurerm_kusto_cluster_customer_managed_key", "cluster_id = azurerm_kusto_cluster.telemetry.id"),
  }),
  near({
    id: "kusto-no-identity",
    title: "An Azure Data Explorer cluster near AI has no managed identity",
    why: "To reach storage or a vault it needs a key that somebody keeps somewhere.",
    fix: 'Add identity { type = "SystemAssigned" }.',
    base: [1, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-06"],
    references: ["CKV_AZURE_181"],
    says: "has no managed identity",
    cases: [{ types: [KUSTO, ARM_KUSTO], fails: unset("identity.type") }],
    bad: kusto("disk_encryption_enabled = true"),
    good: kusto('identity {\n  type = "SystemAssigned"\n}'),
  }),
  near({
    id: "kusto-no-service-level",
    title: "An Azure Data Explorer cluster near AI is of a tier for development, without a service level",
    why: "Nobody promises that the log of prompts is there.",
    fix: "Choose a sku that is not Dev(No SLA).",
    base: [0, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-INFR-07"],
    references: ["CKV_AZURE_180"],
    says: "is of a tier without a service level",
    cases: [{ types: [KUSTO, ARM_KUSTO], fails: { setting: "sku.name", matches: "^Dev\\(No SLA\\)" } }],
    bad: kusto('sku {\n  name = "Dev(No SLA)_Standard_D11_v2"\n}'),
    good: kusto('sku {\n  name = "Standard_D13_v2"\n}'),
  }),
];
