import type { ResourceEntry } from "@castellan/graph";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { resourceIndexOf } from "../settings/resource-index.ts";
import { settingAt } from "../settings/setting.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "azure-app-role-broad";

/** Roles that change everything in their scope, or hand on rights; by name and id (learn.microsoft.com/azure/role-based-access-control/built-in-roles). */
const ROLES: readonly (readonly [name: string, id: string])[] = [
  ["Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"],
  ["Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"],
  ["User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"],
  ["Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"],
];

const ASSIGNMENT = /^(?:azurerm_role_assignment|microsoft\.authorization\/roleassignments)$/i;
/** What runs a program, and takes requests, files or prompts from others. Clusters and pipelines manage resources by trade. */
const APP =
  /^(?:azurerm_(?:container_app|container_app_job|container_group|(?:linux|windows)_(?:web_app|function_app|virtual_machine|virtual_machine_scale_set)|function_app_flex_consumption|spring_cloud_app|machine_learning_(?:compute_instance|compute_cluster|inference_cluster)|synapse_spark_pool|cognitive_account|ai_services|ai_foundry|ai_foundry_project|search_service|bot_service_azure_bot|logic_app_standard)|microsoft\.(?:app\/(?:containerapps|jobs)|containerinstance\/containergroups|web\/sites|compute\/virtualmachines|compute\/virtualmachinescalesets|machinelearningservices\/workspaces\/(?:computes|onlineendpoints)|cognitiveservices\/accounts|search\/searchservices))$/i;
const IDENTITY = /^(?:azurerm_user_assigned_identity|microsoft\.managedidentity\/userassignedidentities)$/i;

const app = (scope: string, role = "Contributor"): string =>
  `resource "azurerm_cognitive_account" "chat" {\n  name = "chat"\n  kind = "OpenAI"\n}\nresource "azurerm_resource_group" "ml" {\n  name = "ml"\n}\nresource "azurerm_container_app" "agent" {\n  name = "agent"\n  identity { type = "SystemAssigned" }\n}\nresource "azurerm_role_assignment" "agent" {\n  scope                = ${scope}\n  role_definition_name = "${role}"\n  principal_id         = azurerm_container_app.agent.identity[0].principal_id\n}\n`;

/** Identities of apps that may change a whole subscription or resource group. */
export const azureAppRoleBroad: Rule = {
  card: {
    id: ID,
    title: "The identity of an app near AI may change a whole subscription or resource group (Owner, Contributor)",
    appliesTo: ["resource", "identity"],
    why: "A prompt, a flow or a file that takes over the app takes its token, and with it the storage keys, models and machines of all others.",
    fix: "Give the identity a role for the data it works on (Storage Blob Data Reader, Cognitive Services OpenAI User), at the resource.",
    base: factors(2, 3, 3, 3),
    controls: ["ADS-INFR-02"],
    bad: [
      { title: "a subscription", files: { "main.tf": app('"/subscriptions/00000000-0000-0000-0000-000000000001"') } },
      { title: "a resource group", files: { "main.tf": app("azurerm_resource_group.ml.id", "Owner") } },
    ],
    good: [
      { title: "one service", files: { "main.tf": app("azurerm_cognitive_account.chat.id") } },
      { title: "a role for the work", files: { "main.tf": app("azurerm_resource_group.ml.id", "Cognitive Services OpenAI User") } },
    ],
  },
  because: { exposure: "whatever runs in the app", exploitability: "one request for a token", data: "everything in the scope" },
  check: (inventory) => {
    const near = targetsWithAi(inventory);
    const index = resourceIndexOf(inventory.resources);
    const used = new Set(
      inventory.resources
        .filter(({ type }) => APP.test(type))
        .flatMap((resource) =>
          Object.entries(resource.references ?? {}).flatMap(([path, addresses]) =>
            /^identity\b/i.test(path) ? addresses.flatMap((address) => index.at(resource, address) ?? []) : [],
          ),
        ),
    );
    return judgeEach(
      inventory.resources.filter(({ type, external, target = 0 }) => near.has(target) && external !== true && ASSIGNMENT.test(type)),
      (assignment) => {
        const who = [...(assignment.references?.["principal_id"] ?? []), ...(assignment.references?.["properties.principalId"] ?? [])]
          .flatMap((address) => index.at(assignment, address) ?? [])
          .find((resource) => APP.test(resource.type) || (IDENTITY.test(resource.type) && used.has(resource)));
        const role = roleOf(assignment);
        if (who === undefined || role === undefined) return "not-applicable";
        const scope = breadthOf(assignment);
        if (scope === undefined) return "passed";
        return fromFile(
          ID,
          { target: assignment.target ?? 0, path: assignment.file, scope: scopeOf(assignment.file) },
          { line: assignment.line, resource: assignment.address },
          {
            message: `${plain(who.address, 60)} is ${role} of a whole ${scope}.`,
            headline: `What takes over ${plain(who.address, 40)} is ${role} of the ${scope}`,
            confidence: "certain",
            excerpt: `${assignment.address} ${role} ${scope}`,
            ...(scope === "subscription" ? {} : { adjust: [{ factor: "blast", value: 2, reason: "one resource group" }] }),
            more: [
              {
                target: who.target ?? 0,
                file: who.file,
                line: who.line,
                resource: who.address,
                technique: "configuration",
                confidence: "certain",
              },
            ],
          },
        );
      },
    );
  },
};

function roleOf({ attributes }: ResourceEntry): string | undefined {
  const said = settingAt(attributes, ["role_definition_name", "role_definition_id", "properties.roleDefinitionId"]).map(String);
  return ROLES.find(([name, id]) => said.some((text) => text === name || text.toLowerCase().includes(id)))?.[0];
}

/** How wide an assignment holds; undefined at a single resource, and where it cannot be told. */
function breadthOf({ type, attributes, references }: ResourceEntry): "subscription" | "resource group" | undefined {
  const scope = settingAt(attributes, "scope").map(String)[0];
  // A template assigns where it is deployed: a resource group, unless it says otherwise.
  if (/^microsoft/i.test(type) && scope === undefined) return (references?.["scope"] ?? []).length > 0 ? undefined : "resource group";
  if (scope === undefined) return undefined;
  if (/^\/subscriptions\/[^/]+\/?$|^\$\{data\.azurerm_subscription\.[\w-]+\.id\}$|^\$\{subscription\(\)(?:\.id)?\}$/i.test(scope))
    return "subscription";
  if (/^\/providers\/Microsoft\.Management\/managementGroups\/|^\$\{(?:data\.)?azurerm_management_group\./i.test(scope))
    return "subscription";
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/?$|^\$\{(?:data\.)?azurerm_resource_group\.[\w-]+(?:\[[^\]]*\])?\.id\}$|^\$\{resourceGroup\(\)(?:\.id)?\}$/i.test(
    scope,
  )
    ? "resource group"
    : undefined;
}
