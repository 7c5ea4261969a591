import type { ResourceLink, ResourceMeaning } from "./schema.ts";

/* ARM and Bicep types (learn.microsoft.com/azure/templates), without the API version. */

export const ARM: { readonly [type: string]: ResourceMeaning } = {
  "Microsoft.CognitiveServices/accounts": {
    kind: "ai-service",
    names: ["kind"],
    attributes: ["kind", "properties.publicNetworkAccess", "properties.disableLocalAuth", "properties.networkAcls"],
  },
  "Microsoft.CognitiveServices/accounts/deployments": {
    kind: "deployed-model",
    names: ["name"],
    models: [{ path: "properties.model.name", provider: "azure-openai", kind: "deploys" }],
    relations: [
      { path: "parent", kind: "served_by" },
      { path: "dependsOn", kind: "served_by" },
    ],
    attributes: ["properties.model", "properties.raiPolicyName", "sku"],
  },
  "Microsoft.CognitiveServices/accounts/projects": {
    kind: "application",
    names: ["name"],
    service: "azure-ai-foundry",
  },
  "Microsoft.CognitiveServices/accounts/raiPolicies": { kind: "guardrail", names: ["name"] },
  "Microsoft.Search/searchServices": {
    kind: "vector-store",
    names: ["name"],
    service: "azure-ai-search",
    attributes: [
      "sku",
      "properties.publicNetworkAccess",
      "properties.disableLocalAuth",
      "properties.semanticSearch",
      "properties.replicaCount",
    ],
  },
  "Microsoft.MachineLearningServices/workspaces": {
    kind: "ai-service",
    names: [],
    service: "azure-ml",
    relations: [{ path: "properties.storageAccount", kind: "stored_in" }],
    attributes: ["kind", "properties.publicNetworkAccess", "properties.hbiWorkspace"],
  },
  "Microsoft.MachineLearningServices/workspaces/computes": { kind: "compute", names: ["name"], service: "azure-ml" },
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints": {
    kind: "endpoint",
    names: ["name"],
    service: "azure-ml",
    attributes: ["properties.authMode", "properties.publicNetworkAccess"],
  },
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments": {
    kind: "deployed-model",
    names: ["name"],
    relations: [{ path: "parent", kind: "deploys", reverse: true }],
    models: [{ path: "properties.model", provider: "azure-ml", kind: "deploys" }],
  },
  "Microsoft.MachineLearningServices/workspaces/serverlessEndpoints": {
    kind: "endpoint",
    names: ["name"],
    service: "azure-ml",
    models: [{ path: "properties.modelSettings.modelId", provider: "azure-ml", kind: "serves" }],
  },
  "Microsoft.MachineLearningServices/workspaces/datastores": { kind: "data-source", names: ["name"] },
  "Microsoft.Databricks/workspaces": {
    kind: "ai-service",
    names: [],
    service: "databricks",
    attributes: ["properties.publicNetworkAccess"],
  },
  "Microsoft.BotService/botServices": { kind: "agent", names: ["name"] },
  "Microsoft.Storage/storageAccounts": {
    kind: "storage",
    names: ["name"],
    attributes: ["properties.allowSharedKeyAccess", "properties.allowBlobPublicAccess"],
  },
  "Microsoft.ManagedIdentity/userAssignedIdentities": { kind: "identity", names: ["name"] },
  "Microsoft.App/containerApps": {
    kind: "compute",
    names: ["name"],
    images: ["properties.template.containers.image"],
    environment: ["properties.template.containers.env"],
    relations: [{ path: "identity", kind: "runs_as" }],
  },
  "Microsoft.Web/sites": { kind: "compute", names: ["name"], environment: ["properties.siteConfig.appSettings"] },
  "Microsoft.DBforPostgreSQL/flexibleServers": { kind: "storage", names: ["name"] },
  "Microsoft.DocumentDB/databaseAccounts": { kind: "storage", names: ["name"] },
};

export const ARM_LINKS: { readonly [type: string]: ResourceLink } = {
  "Microsoft.Authorization/roleAssignments": { from: "properties.principalId", kind: "can_access", to: "properties.roleDefinitionId" },
};
