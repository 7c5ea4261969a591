import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { azureRoleEverybody } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const found = async (group: string, role: string): Promise<number> => {
  const text = `resource "azurerm_cognitive_account" "chat" {\n  name = "chat"\n  kind = "OpenAI"\n}\ndata "azuread_group" "g" {\n  display_name = "${group}"\n}\nresource "azurerm_role_assignment" "r" {\n  scope        = azurerm_cognitive_account.chat.id\n  ${role}\n  principal_id = data.azuread_group.g.object_id\n}\n`;
  return (await judged({ files: { "main.tf": text } }, [azureRoleEverybody])).findings.length;
};

describe("azure-role-everybody", () => {
  it.each(["All Users", "all-users", "Everyone", "sg-all-employees", "All Staff EMEA"])("takes %s for everybody", async (name) => {
    expect(await found(name, 'role_definition_name = "Cognitive Services OpenAI User"')).toBe(1);
  });

  it.each(["All Data Scientists", "fraud-users", "Callers", "everyday-jobs", "small-users"])(
    "does not take %s for everybody",
    async (name) => {
      expect(await found(name, 'role_definition_name = "Owner"')).toBe(0);
    },
  );

  it("knows a role by its id, and leaves others alone", async () => {
    const id = "/providers/Microsoft.Authorization/roleDefinitions/64702F94-C441-49E6-A78B-EF80E0188FEE";
    expect(await found("All Users", `role_definition_id = "${id}"`)).toBe(1);
    expect(await found("All Users", 'role_definition_name = "Reader"')).toBe(0);
  });
});
