import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { azureAppRoleBroad } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const run = async (files: { readonly [path: string]: string }) =>
  (await judged({ files }, [azureAppRoleBroad])).findings.map(({ severity, location }) => `${severity} ${location.resource ?? ""}`);
const AI = 'resource "azurerm_cognitive_account" "c" {\n  name = "c"\n  kind = "OpenAI"\n}\n';
const shared = (user: string): string =>
  `${AI}resource "azurerm_user_assigned_identity" "i" {\n  name = "i"\n}\n${user}resource "azurerm_role_assignment" "r" {\n  scope                = data.azurerm_subscription.current.id\n  role_definition_name = "Owner"\n  principal_id         = azurerm_user_assigned_identity.i.principal_id\n}\n`;

describe("azure-app-role-broad", () => {
  it("follows an identity of its own to the app that uses it", async () => {
    const app =
      'resource "azurerm_linux_function_app" "f" {\n  identity {\n    type         = "UserAssigned"\n    identity_ids = [azurerm_user_assigned_identity.i.id]\n  }\n}\n';
    expect(await run({ "a.tf": shared(app) })).toEqual(["high azurerm_role_assignment.r"]);
    // Who uses it is not here: a pipeline that deploys may be.
    expect(await run({ "a.tf": shared("") })).toEqual([]);
  });

  it("reads Bicep, whose assignments hold where they are deployed", async () => {
    const bicep = (scope: string): string =>
      `resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {\n  name: 'ai'\n  kind: 'OpenAI'\n}\nresource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'agent'\n  identity: { type: 'SystemAssigned' }\n}\nresource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: guid('r')\n${scope}  properties: {\n    principalId: app.identity.principalId\n    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')\n  }\n}\n`;
    expect(await run({ "a.bicep": bicep("") })).toHaveLength(1);
    expect(await run({ "a.bicep": bicep("  scope: ai\n") })).toEqual([]);
  });

  it("is quiet about people, clusters, projects without AI and odd values", async () => {
    const assignment = (who: string, scope = '"/subscriptions/x"'): string =>
      `resource "azurerm_role_assignment" "r" {\n  scope                = ${scope}\n  role_definition_name = "Contributor"\n  principal_id         = ${who}\n}\n`;
    expect(await run({ "a.tf": AI + assignment("data.azuread_group.admins.object_id") })).toEqual([]);
    const cluster = 'resource "azurerm_kubernetes_cluster" "k" {\n  identity { type = "SystemAssigned" }\n}\n';
    expect(await run({ "a.tf": AI + cluster + assignment("azurerm_kubernetes_cluster.k.identity[0].principal_id") })).toEqual([]);
    const app = 'resource "azurerm_container_app" "a" {\n  identity { type = "SystemAssigned" }\n}\n';
    expect(await run({ "a.tf": app + assignment("azurerm_container_app.a.identity[0].principal_id") })).toEqual([]);
    expect(await run({ "a.tf": AI + app + assignment("azurerm_container_app.a.identity[0].principal_id", "[1, null]") })).toEqual([]);
  });
});
