import type { ResourceEntry } from "@castellan/graph";
import { asArm } from "../../rules/settings/azapi.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import { POD_WORKLOADS } from "../pods.ts";
import { rootOf } from "../roots.ts";

/* Where in Azure something stands: resource in resource, in a resource group, in a subscription; and what scopes name. */

export type Scope =
  | { readonly is: "resource"; readonly resource: ResourceEntry; readonly below?: string }
  /** An id in full, in lower case. */
  | { readonly is: "id"; readonly id: string }
  | { readonly is: "resource group"; readonly name: string }
  /** The group or subscription that a template is put into. */
  | { readonly is: "deployment" }
  | { readonly is: "subscription"; readonly id: string }
  | { readonly is: "management group"; readonly name: string }
  | { readonly is: "root" }
  | { readonly is: "open"; readonly text: string };

/** Whether a scope reaches a resource; else what it hangs on. */
export type Reach = "yes" | "no" | { readonly effect: "conditional" | "unknown"; readonly says: string };

const GROUPS = /^(?:azurerm_resource_group|Microsoft\.Resources\/resourceGroups)$/i;
const SUBSCRIPTIONS = /^(?:azurerm_subscriptions?|azurerm_client_config)$/;
const MANAGEMENT = /^(?:azurerm_management_group|Microsoft\.Management\/managementGroups)$/i;

/** Settings by which a child names what it stands in. */
const PARENTS: readonly string[] = [
  "parent",
  "storage_container_name",
  "storage_container_id",
  "storage_account_id",
  "storage_account_name",
  "cognitive_account_id",
  "workspace_id",
  "machine_learning_workspace_id",
  "ai_services_hub_id",
  "key_vault_id",
  "search_service_id",
  "container_registry_name",
  "database_name",
  "account_name",
  "cosmosdb_account_name",
];
const CHILDREN =
  /^azurerm_(?:storage_(?:container|blob|share|queue|table|data_lake_gen2_filesystem)|cognitive_(?:deployment|account_\w+)|machine_learning_(?:compute_\w+|inference_cluster|datastore_\w+|synapse_spark)|key_vault_(?:secret|key|certificate)|cosmosdb_sql_\w+|cosmosdb_mongo_\w+|search_shared_private_link_service)$/;
const ML_FILES = /^azureml\./;
const ML_WORKSPACES = /^(?:azurerm_machine_learning_workspace|Microsoft\.MachineLearningServices\/workspaces)$/i;

/** Where everything stands; built once for an answer. */
export class Scopes {
  readonly #byAddress = new Map<string, ResourceEntry>();
  readonly #byName = new Map<string, ResourceEntry[]>();
  readonly #groups = new Map<string, number>();
  readonly #workspaces = new Map<number, ResourceEntry[]>();

  /** `resources`: azapi as ARM. */
  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      const root = rootOf(resource);
      this.#byAddress.set(`${root}|${resource.address}`, resource);
      const name = nameOf(resource);
      if (name !== undefined) {
        const key = `${root}|${resource.type.toLowerCase()}|${name.toLowerCase()}`;
        const list = this.#byName.get(key);
        if (list === undefined) this.#byName.set(key, [resource]);
        else list.push(resource);
      }
      if (GROUPS.test(resource.type)) this.#groups.set(root, (this.#groups.get(root) ?? 0) + 1);
      if (ML_WORKSPACES.test(resource.type) && resource.external !== true) {
        const target = resource.target ?? 0;
        this.#workspaces.set(target, [...(this.#workspaces.get(target) ?? []), resource]);
      }
    }
  }

  at(address: string, root: string): ResourceEntry | undefined {
    const found = this.#byAddress.get(`${root}|${address}`);
    return found === undefined ? undefined : this.declared(found);
  }

  /** What is looked up is the resource of that name that is made here, where there is one. */
  declared(resource: ResourceEntry): ResourceEntry {
    if (resource.external !== true) return resource;
    const name = nameOf(resource);
    const same =
      name === undefined ? [] : (this.#byName.get(`${rootOf(resource)}|${resource.type.toLowerCase()}|${name.toLowerCase()}`) ?? []);
    return same.find(({ external }) => external !== true) ?? same[0] ?? resource;
  }

  /** A resource and what it stands in, nearest first. */
  chainOf(resource: ResourceEntry): readonly ResourceEntry[] {
    const chain = [resource];
    for (let depth = 0; depth < 6; depth++) {
      const last = chain.at(-1);
      const above = last === undefined ? undefined : this.#above(last);
      if (above === undefined || chain.includes(above)) break;
      chain.push(above);
    }
    return chain;
  }

  #above(resource: ResourceEntry): ResourceEntry | undefined {
    const root = rootOf(resource);
    if (ML_FILES.test(resource.type)) {
      const all = this.#workspaces.get(resource.target ?? 0) ?? [];
      return all.length === 1 ? all[0] : undefined;
    }
    const arm = /^microsoft\./i.test(resource.type);
    if (!arm && !CHILDREN.test(resource.type)) return undefined;
    for (const path of PARENTS)
      for (const address of resource.references?.[path] ?? []) {
        const found = this.at(address, root);
        if (found !== undefined && !GROUPS.test(found.type) && /^(?:azurerm_|microsoft\.)/i.test(found.type)) return found;
      }
    if (arm) {
      // "account/default/models" stands in "account".
      const depth = resource.type.split("/").length - 2;
      const name = resource.address.startsWith(`${resource.type}/`) ? resource.address.slice(resource.type.length + 1) : "";
      for (let up = depth; up > 0; up--) {
        const type = resource.type
          .split("/")
          .slice(0, 1 + up)
          .join("/");
        const found = this.#byAddress.get(`${root}|${type}/${name.split("/").slice(0, up).join("/")}`);
        if (found !== undefined && found !== resource) return found;
      }
      return undefined;
    }
    for (const path of PARENTS)
      for (const name of settingAt(resource.attributes, path).map(String))
        for (const type of PARENT_TYPES) {
          const found = this.#byName.get(`${root}|${type}|${name.toLowerCase()}`)?.[0];
          if (
            found !== undefined &&
            found !== resource &&
            (path === "parent" ||
              path.startsWith(type.slice("azurerm_".length).split("_")[0] ?? "") ||
              /account|workspace|vault/.test(path))
          )
            return found;
        }
    return undefined;
  }

  /** The resource group of a resource: by address where it is declared, else its name as written. */
  groupOf(resource: ResourceEntry): string | undefined {
    const root = rootOf(resource);
    for (const path of ["resource_group_name", "parent"])
      for (const address of resource.references?.[path] ?? []) {
        const found = this.at(address, root);
        if (found !== undefined && GROUPS.test(found.type)) return nameOf(found)?.toLowerCase() ?? `@${found.address}`;
      }
    const [name] = settingAt(resource.attributes, "resource_group_name");
    return typeof name === "string" ? name.toLowerCase() : undefined;
  }

  /** What the scope of an assignment names. */
  scopeOf(assignment: ResourceEntry, paths: readonly string[]): Scope {
    const root = rootOf(assignment);
    const [written] = settingAt(assignment.attributes, paths).map(String);
    const referred = paths.flatMap((path) => assignment.references?.[path] ?? []).flatMap((address) => this.at(address, root) ?? []);
    const resource = referred.find(
      ({ type }) => /^(?:azurerm_|microsoft\.)/i.test(type) && !GROUPS.test(type) && !SUBSCRIPTIONS.test(type) && !MANAGEMENT.test(type),
    );
    if (resource !== undefined) {
      const below = /\}(\/[^}]{1,500})$/.exec(written ?? "")?.[1];
      return { is: "resource", resource, ...(below === undefined ? {} : { below: below.toLowerCase() }) };
    }
    const text = written ?? "";
    if (/\/providers\/microsoft\.(?!management)/i.test(text)) return { is: "id", id: text.toLowerCase() };
    const group = referred.find(({ type }) => GROUPS.test(type));
    if (group !== undefined) return { is: "resource group", name: nameOf(group)?.toLowerCase() ?? `@${group.address}` };
    const named = /\/resourceGroups\/([^/]{1,200})$/i.exec(text)?.[1];
    if (named !== undefined) return { is: "resource group", name: named.toLowerCase() };
    const management = referred.find(({ type }) => MANAGEMENT.test(type));
    if (management !== undefined) return { is: "management group", name: nameOf(management) ?? management.address };
    const above = /managementGroups\/([^/]{1,200})$/i.exec(text)?.[1];
    if (above !== undefined) return { is: "management group", name: above };
    const subscription = referred.find(({ type }) => SUBSCRIPTIONS.test(type));
    if (subscription !== undefined || /^\/subscriptions\/[^/]{1,200}$|^\$\{?subscription\(\)/i.test(text)) {
      const [id] =
        subscription === undefined
          ? [text.replace(/^\/subscriptions\//i, "")]
          : settingAt(subscription.attributes, "subscription_id").map(String);
      return { is: "subscription", id: id === undefined || id.includes("${") ? "" : id.toLowerCase() };
    }
    if (text === "/") return { is: "root" };
    if (/^microsoft\./i.test(assignment.type) && (text === "" || /resourceGroup\(/i.test(text))) return { is: "deployment" };
    return { is: "open", text: text === "" ? "a scope that is not written" : text };
  }

  /** Whether what is given at a scope holds for a resource, and all that is in it. */
  reaches(scope: Scope, from: ResourceEntry, resource: ResourceEntry): Reach {
    const near = rootOf(from) === rootOf(resource);
    const chain = this.chainOf(resource);
    switch (scope.is) {
      case "resource":
        if (scope.below !== undefined) {
          const names = chain.map((each) => nameOf(each)?.toLowerCase());
          return chain.includes(scope.resource) &&
            chain[0] !== scope.resource &&
            scope.below.split("/").some((part) => part !== "" && names.includes(part))
            ? "yes"
            : partOf(scope.below, chain, scope.resource);
        }
        return chain.includes(scope.resource) ? "yes" : "no";
      case "id":
        return this.#byId(scope.id, chain);
      case "root":
        return near ? "yes" : "no";
      case "subscription":
        if (!near) return "no";
        return scope.id === "" ? "yes" : { effect: "conditional", says: `where it stands in subscription ${scope.id}` };
      case "management group":
        return near ? { effect: "conditional", says: `where its subscription is in management group ${scope.name}` } : "no";
      case "deployment":
        if (!near) return "no";
        return (this.#groups.get(rootOf(resource)) ?? 0) < 2
          ? "yes"
          : { effect: "conditional", says: "where it stands in the resource group that the template is put into" };
      case "resource group": {
        if (!near) return "no";
        const own = chain.map((each) => this.groupOf(each)).find((group) => group !== undefined);
        if (own === scope.name) return "yes";
        if (own === undefined)
          return /^microsoft\.|^azureml\./i.test(resource.type)
            ? { effect: "conditional", says: `where it stands in resource group ${scope.name}` }
            : "no";
        return own.includes("${") || scope.name.includes("${")
          ? { effect: "unknown", says: `unknown: whether resource group ${own} is ${scope.name}` }
          : "no";
      }
      case "open":
        return near ? { effect: "unknown", says: `unknown: depends on the scope ${scope.text.slice(0, 120)}` } : "no";
    }
  }

  /** `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/rows` by the last name in it. */
  #byId(id: string, chain: readonly ResourceEntry[]): Reach {
    const parts = id.slice(id.lastIndexOf("/providers/") + "/providers/".length).split("/");
    const types = parts.filter((_, at) => at === 0 || at % 2 === 1);
    const names = parts.filter((_, at) => at > 0 && at % 2 === 0);
    const last = names.at(-1);
    if (last === undefined) return "no";
    const armType = types.join("/");
    for (const each of chain) {
      const name = nameOf(each)?.toLowerCase();
      if (name === undefined || !sameType(each.type, armType)) continue;
      if (name === last) return "yes";
      if (last.includes("${") && !name.includes("${")) return { effect: "unknown", says: `unknown: depends on the scope ${last}` };
    }
    return "no";
  }
}

const PARENT_TYPES = [
  "azurerm_storage_container",
  "azurerm_storage_account",
  "azurerm_cognitive_account",
  "azurerm_machine_learning_workspace",
  "azurerm_key_vault",
  "azurerm_cosmosdb_sql_database",
  "azurerm_cosmosdb_account",
  "azurerm_container_registry",
];

/** A container that a scope names below an account reaches a part of the account. */
function partOf(below: string, chain: readonly ResourceEntry[], resource: ResourceEntry): Reach {
  const part = /\/containers\/([^/]{1,100})/.exec(below)?.[1] ?? below.split("/").at(-1) ?? below;
  return chain[0] === resource ? { effect: "conditional", says: `only for ${part}` } : "no";
}

function sameType(type: string, armType: string): boolean {
  const folded = type.toLowerCase();
  return folded === armType || (TERRAFORM[folded] ?? "") === armType;
}

const TERRAFORM: { readonly [type: string]: string } = {
  azurerm_storage_account: "microsoft.storage/storageaccounts",
  azurerm_storage_container: "microsoft.storage/storageaccounts/blobservices/containers",
  azurerm_cognitive_account: "microsoft.cognitiveservices/accounts",
  azurerm_ai_services: "microsoft.cognitiveservices/accounts",
  azurerm_machine_learning_workspace: "microsoft.machinelearningservices/workspaces",
  azurerm_search_service: "microsoft.search/searchservices",
  azurerm_container_registry: "microsoft.containerregistry/registries",
  azurerm_key_vault: "microsoft.keyvault/vaults",
  azurerm_cosmosdb_account: "microsoft.documentdb/databaseaccounts",
  azurerm_kubernetes_cluster: "microsoft.containerservice/managedclusters",
};

/** Name of a resource; that of ARM without those of what it stands in. */
export function nameOf({ attributes }: ResourceEntry): string | undefined {
  const [name] = settingAt(attributes, "name");
  if (typeof name !== "string" || name === "") return undefined;
  return name.includes("${") ? name : (name.split("/").at(-1) ?? name);
}

/** Resources of Azure and of Microsoft Entra, azapi as ARM. */
export function azureOnly(resources: readonly ResourceEntry[]): readonly ResourceEntry[] {
  return resources.flatMap((resource) => {
    const arm = asArm(resource);
    if (arm !== undefined) return [arm];
    return /^(?:azurerm_|azuread_|microsoft\.|azureml\.)/i.test(resource.type) || POD_WORKLOADS.test(resource.type) ? [resource] : [];
  });
}
