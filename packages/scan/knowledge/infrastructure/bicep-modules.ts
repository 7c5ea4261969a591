/** What a module of the public Bicep registry makes (azure.github.io/Azure-Verified-Modules). */
export interface BicepModuleMeaning {
  readonly type: string;
  /** Parameter that lists model deployments. */
  readonly deployments?: string;
  /** Parameter → where its value stands in the resource. */
  readonly fields?: { readonly [parameter: string]: string };
}

const ACCOUNT: BicepModuleMeaning = {
  type: "Microsoft.CognitiveServices/accounts",
  deployments: "deployments",
  fields: {
    publicNetworkAccess: "properties.publicNetworkAccess",
    disableLocalAuth: "properties.disableLocalAuth",
    networkAcls: "properties.networkAcls",
  },
};

export const BICEP_MODULES: { readonly [path: string]: BicepModuleMeaning } = {
  "avm/res/cognitive-services/account": ACCOUNT,
  "ai/cognitiveservices": ACCOUNT,
  "avm/res/search/search-service": {
    type: "Microsoft.Search/searchServices",
    fields: { publicNetworkAccess: "properties.publicNetworkAccess", disableLocalAuth: "properties.disableLocalAuth" },
  },
  "avm/res/machine-learning-services/workspace": {
    type: "Microsoft.MachineLearningServices/workspaces",
    fields: { publicNetworkAccess: "properties.publicNetworkAccess" },
  },
  "avm/res/databricks/workspace": { type: "Microsoft.Databricks/workspaces" },
  "avm/res/bot-service/bot-service": { type: "Microsoft.BotService/botServices" },
  "avm/res/storage/storage-account": {
    type: "Microsoft.Storage/storageAccounts",
    fields: { allowSharedKeyAccess: "properties.allowSharedKeyAccess", allowBlobPublicAccess: "properties.allowBlobPublicAccess" },
  },
  "avm/res/managed-identity/user-assigned-identity": { type: "Microsoft.ManagedIdentity/userAssignedIdentities" },
  "avm/res/app/container-app": { type: "Microsoft.App/containerApps", fields: { containers: "properties.template.containers" } },
  "avm/res/web/site": { type: "Microsoft.Web/sites", fields: { siteConfig: "properties.siteConfig" } },
  "avm/res/document-db/database-account": { type: "Microsoft.DocumentDB/databaseAccounts" },
  "avm/res/db-for-postgre-sql/flexible-server": { type: "Microsoft.DBforPostgreSQL/flexibleServers" },
};
