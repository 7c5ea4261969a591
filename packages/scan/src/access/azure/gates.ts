import type { Json, ResourceEntry } from "@castellan/graph";
import type { AzureGate } from "../../../knowledge/access/azure-powers.ts";
import { isOpen, settingAt } from "../../rules/settings/setting.ts";

/*
 * What switches a way to data on and off. Defaults are those of the provider (azurerm) or of the API (ARM), as known in November 2026;
 * sources: registry.terraform.io/providers/hashicorp/azurerm and learn.microsoft.com/azure/templates.
 */

export type Gate = "open" | "closed" | { readonly depends: string };

interface GateRow {
  readonly types: RegExp;
  readonly paths: readonly string[];
  /** The setting says that it is on, or that it is off. */
  readonly says: "on" | "off";
  readonly byDefault: "open" | "closed";
}

const ROWS: { readonly [gate in Exclude<AzureGate, "access policies" | "vault roles">]: readonly GateRow[] } = {
  "shared keys": [
    { types: /^azurerm_storage_account$/, paths: ["shared_access_key_enabled"], says: "on", byDefault: "open" },
    { types: /^microsoft\.storage\/storageaccounts$/i, paths: ["properties.allowSharedKeyAccess"], says: "on", byDefault: "open" },
  ],
  "local keys": [
    {
      types: /^azurerm_(?:cognitive_account|ai_services)$/,
      paths: ["local_auth_enabled", "local_authentication_enabled"],
      says: "on",
      byDefault: "open",
    },
    { types: /^azurerm_search_service$/, paths: ["local_authentication_enabled"], says: "on", byDefault: "open" },
    { types: /^azurerm_cosmosdb_account$/, paths: ["local_authentication_enabled"], says: "on", byDefault: "open" },
    { types: /^azurerm_cosmosdb_account$/, paths: ["local_authentication_disabled"], says: "off", byDefault: "open" },
    {
      types: /^microsoft\.(?:cognitiveservices\/accounts|search\/searchservices|documentdb\/databaseaccounts)$/i,
      paths: ["properties.disableLocalAuth"],
      says: "off",
      byDefault: "open",
    },
  ],
  "admin user": [
    { types: /^azurerm_container_registry$/, paths: ["admin_enabled"], says: "on", byDefault: "closed" },
    { types: /^microsoft\.containerregistry\/registries$/i, paths: ["properties.adminUserEnabled"], says: "on", byDefault: "closed" },
  ],
};
const VAULT_ROLES = ["rbac_authorization_enabled", "enable_rbac_authorization", "properties.enableRbacAuthorization"];

/** Whether a way is open on a resource or what it stands in. */
export function gateOf(gate: AzureGate, chain: readonly ResourceEntry[]): Gate {
  if (gate === "vault roles" || gate === "access policies") {
    const vault = chain.find(({ type }) => /^(?:azurerm_key_vault|microsoft\.keyvault\/vaults)$/i.test(type));
    const set = vault === undefined ? undefined : settingAt(vault.attributes, VAULT_ROLES)[0];
    const roles = truth(set);
    // Without the setting a vault goes by its access policies.
    if (set === undefined)
      return vault === undefined ? { depends: "whether the vault goes by roles" } : gate === "access policies" ? "open" : "closed";
    if (roles === undefined) return { depends: `whether the vault goes by roles (${String(set).slice(0, 80)})` };
    return roles === (gate === "vault roles") ? "open" : "closed";
  }
  for (const { types, paths, says, byDefault } of ROWS[gate])
    for (const resource of chain) {
      if (!types.test(resource.type)) continue;
      const [set] = settingAt(resource.attributes, paths);
      if (set === undefined) {
        if (ROWS[gate].some((row) => row.types.test(resource.type) && settingAt(resource.attributes, row.paths).length > 0)) continue;
        return byDefault;
      }
      const on = truth(set);
      if (on === undefined) return { depends: `whether ${gate} are on (${String(set).slice(0, 80)})` };
      return on === (says === "on") ? "open" : "closed";
    }
  return { depends: `whether ${gate} are on: what it stands in is not here` };
}

function truth(value: Json | undefined): boolean | undefined {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return value === undefined || isOpen(value) ? undefined : undefined;
}
