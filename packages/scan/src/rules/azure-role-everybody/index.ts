import type { ResourceEntry } from "@castellan/graph";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "azure-role-everybody";

/** Roles that use, change or hand on AI and its data; by name, and by the id that ARM and Bicep write (learn.microsoft.com/azure/role-based-access-control/built-in-roles). */
const ROLES: readonly (readonly [name: string, id: string])[] = [
  ["Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"],
  ["Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"],
  ["User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"],
  ["Cognitive Services Contributor", "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68"],
  ["Cognitive Services OpenAI Contributor", "a001fd3d-188f-4b5d-821b-7da978bf7442"],
  ["Cognitive Services OpenAI User", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"],
  ["Cognitive Services User", "a97b65f3-24c7-4388-baec-2e87135dc908"],
  ["Azure AI Developer", "64702f94-c441-49e6-a78b-ef80e0188fee"],
  ["AzureML Data Scientist", "f6c7c914-8db3-469d-8ca1-694a8f32e121"],
  ["Search Index Data Contributor", "8ebe5a00-799e-43f5-93ac-243d3dce84a7"],
  ["Search Service Contributor", "7ca78c08-252a-4471-8644-bb5ff32d4ba0"],
  ["Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"],
  ["Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"],
  ["Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"],
];

/** A group whose name says that everybody is in it. */
const EVERYBODY =
  /^(?:sg[-_ ]|grp[-_ ]|aad[-_ ])?(?:all|every)[-_ ]?(?:users?|employees?|staff|company|people|members?|one|body|guests?)(?:[-_ ].*)?$/i;
/** Rules of a dynamic group that hold for every user. */
const EVERY_USER = /^\(?\s*user\.(?:objectId\s+-ne\s+null|accountEnabled\s+-eq\s+true|userType\s+-(?:eq|ne)\s+"\w+")\s*\)?$/i;

const tf = (group: string): string =>
  `resource "azurerm_cognitive_account" "chat" {\n  name = "chat"\n  kind = "OpenAI"\n}\n${group}resource "azurerm_role_assignment" "chat" {\n  scope                = azurerm_cognitive_account.chat.id\n  role_definition_name = "Cognitive Services OpenAI Contributor"\n  principal_id         = data.azuread_group.users.object_id\n}\n`;

/** A role over AI or its data that is given to a group of everybody. */
export const azureRoleEverybody: Rule = {
  card: {
    id: ID,
    title: "A role over an Azure AI service is given to a group of all users",
    appliesTo: ["resource", "identity"],
    why: "Every account of the company, guests and stolen ones too, may use, retrain or take the models and their data.",
    fix: "Give the role to the group or managed identity that does the work.",
    base: factors(2, 3, 2, 3),
    controls: ["ADS-INFR-02"],
    bad: [
      { title: "a group by that name", files: { "main.tf": tf('data "azuread_group" "users" {\n  display_name = "All Users"\n}\n') } },
      {
        title: "a group whose rule holds for all",
        files: {
          "main.tf": tf(
            'resource "azuread_group" "users" {\n  display_name = "assistants"\n  types        = ["DynamicMembership"]\n  dynamic_membership {\n    enabled = true\n    rule    = "user.objectId -ne null"\n  }\n}\n',
          ).replace("data.azuread_group", "azuread_group"),
        },
      },
    ],
    good: [
      { title: "a group of some", files: { "main.tf": tf('data "azuread_group" "users" {\n  display_name = "fraud-analysts"\n}\n') } },
    ],
  },
  because: { exposure: "every account of the company", exploitability: "the role is theirs already" },
  check: (inventory) => {
    const near = targetsWithAi(inventory);
    const groups = new Map(
      inventory.resources.filter(({ type }) => type === "azuread_group").map((group) => [`${placeOf(group)}|${group.address}`, group]),
    );
    return judgeEach(
      inventory.resources.filter(
        ({ type, external, target = 0 }) =>
          near.has(target) && external !== true && /^(?:azurerm_role_assignment|Microsoft\.Authorization\/roleAssignments)$/i.test(type),
      ),
      (assignment) => {
        const role = roleOf(assignment);
        if (role === undefined) return "not-applicable";
        const named = (assignment.references?.["principal_id"] ?? []).flatMap(
          (address) => groups.get(`${placeOf(assignment)}|${address}`) ?? [],
        );
        const group = named.find(isEverybody);
        if (group === undefined) return "passed";
        const name = plain(String(settingAt(group.attributes, "display_name")[0] ?? group.address), 40);
        return fromFile(
          ID,
          { target: assignment.target ?? 0, path: assignment.file, scope: scopeOf(assignment.file) },
          { line: assignment.line, resource: assignment.address },
          {
            message: `${plain(assignment.address, 60)} gives "${role}" to the group "${name}", which holds everybody.`,
            headline: `Everybody in the company is ${role}`,
            confidence: "likely",
            excerpt: `${assignment.address} ${role}`,
            more: [
              {
                target: group.target ?? 0,
                file: group.file,
                line: group.line,
                resource: group.address,
                technique: "configuration",
                confidence: "likely",
              },
            ],
          },
        );
      },
    );
  },
};

function placeOf({ target = 0, root, file }: ResourceEntry): string {
  return `${target}|${root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
}

function roleOf({ attributes }: ResourceEntry): string | undefined {
  const said = settingAt(attributes, ["role_definition_name", "role_definition_id", "properties.roleDefinitionId"]).map(String);
  return ROLES.find(([name, id]) => said.some((text) => text === name || text.toLowerCase().includes(id)))?.[0];
}

function isEverybody({ attributes }: ResourceEntry): boolean {
  return (
    settingAt(attributes, "display_name").some((name) => EVERYBODY.test(String(name).trim())) ||
    settingAt(attributes, "dynamic_membership.rule").some((rule) => EVERY_USER.test(String(rule).trim()))
  );
}
