import { beforeAll, describe, expect, it } from "vitest";
import { WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { AccessDocument, accessDocument } from "../document.ts";
import { asked, lines } from "../testing/asked.ts";
import { azure } from "./provider.ts";

beforeAll(warmUp, WARM_UP_TIME);

const GROUP = 'resource "azurerm_resource_group" "g" {\n  name = "g"\n  location = "westeurope"\n}\n';
const storage = (more = ""): string =>
  `${GROUP}resource "azurerm_storage_account" "s" {\n  name = "bankrows"\n  resource_group_name = azurerm_resource_group.g.name\n${more}}\nresource "azurerm_storage_container" "c" {\n  name = "rows"\n  storage_account_id = azurerm_storage_account.s.id\n}\n`;
const assign = (role: string, scope: string, who = '"11111111-1111-1111-1111-111111111111"', more = "", name = "a"): string =>
  `resource "azurerm_role_assignment" "${name}" {\n  scope = ${scope}\n  role_definition_name = "${role}"\n  principal_id = ${who}\n${more}}\n`;
const KIM = '  principal_type = "User"\n';
const KIMS = "user 11111111-1111-1111-1111-111111111111";
const READER = "Storage Blob Data Reader";
const told = async (power: string, text: string, what = "azurerm_storage_container.c"): Promise<readonly string[]> =>
  lines(await asked(what, { "main.tf": text }))
    .filter((line) => line.startsWith(`${power} `))
    .map((line) => line.slice(power.length + 1));
const read = (text: string, what?: string): Promise<readonly string[]> => told("read", text, what);

describe("who may read a container: scopes and what holds off", () => {
  const lock = (level: string): string =>
    `resource "azurerm_management_lock" "l" {\n  name = "l"\n  scope = azurerm_storage_account.s.id\n  lock_level = "${level}"\n}\n`;
  const custom = (permissions: string): string =>
    `resource "azurerm_role_definition" "r" {\n  name = "own"\n  scope = "/subscriptions/1"\n  permissions {\n${permissions}\n  }\n}\nresource "azurerm_role_assignment" "a" {\n  scope = azurerm_storage_account.s.id\n  role_definition_id = azurerm_role_definition.r.role_definition_resource_id\n  principal_id = "11111111-1111-1111-1111-111111111111"\n}\n`;
  const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
  // The reference: learn.microsoft.com/azure/role-based-access-control/overview (scopes, deny before allow, not-actions within one role).
  it.each<[string, string, readonly string[]]>([
    ["on the container", storage() + assign(READER, "azurerm_storage_container.c.id", undefined, KIM), [`allowed direct ${KIMS}`]],
    ["on the account", storage() + assign(READER, "azurerm_storage_account.s.id", undefined, KIM), [`allowed direct ${KIMS}`]],
    ["on the resource group", storage() + assign(READER, "azurerm_resource_group.g.id", undefined, KIM), [`allowed direct ${KIMS}`]],
    ["on another resource group", `${storage()}${assign(READER, '"/subscriptions/1/resourceGroups/other"', undefined, KIM)}`, []],
    [
      "on the subscription",
      `${storage()}data "azurerm_subscription" "s" {}\n${assign(READER, "data.azurerm_subscription.s.id", undefined, KIM)}`,
      [`allowed direct ${KIMS}`],
    ],
    [
      "on a subscription by number",
      storage() + assign(READER, '"/subscriptions/00000000-0000-0000-0000-00000000000a"', undefined, KIM),
      [`conditional direct ${KIMS} [where it stands in subscription 00000000-0000-0000-0000-00000000000a]`],
    ],
    [
      "on a management group",
      storage() + assign(READER, '"/providers/Microsoft.Management/managementGroups/bank"', undefined, KIM),
      [`conditional direct ${KIMS} [where its subscription is in management group bank]`],
    ],
    [
      "by its whole id",
      storage() +
        assign(READER, '"/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/bankrows"', undefined, KIM),
      [`allowed direct ${KIMS}`],
    ],
    [
      "by the id of another",
      storage() + assign(READER, '"/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/others"', undefined, KIM),
      [],
    ],
    [
      "by an id below the account",
      `${storage()}${assign(READER, '"${azurerm_storage_account.s.id}/blobServices/default/containers/rows"', undefined, KIM)}`,
      [`allowed direct ${KIMS}`],
    ],
    [
      "by an id of another container",
      `${storage()}${assign(READER, '"${azurerm_storage_account.s.id}/blobServices/default/containers/other"', undefined, KIM)}`,
      [],
    ],
    [
      "on another resource",
      `${storage()}resource "azurerm_storage_account" "t" {\n  name = "other"\n}\n${assign(READER, "azurerm_storage_account.t.id", undefined, KIM)}`,
      [],
    ],
    [
      "on what is not known",
      `variable "s" {}\n${storage()}${assign(READER, "var.s", undefined, KIM)}`,
      [`unknown direct ${KIMS} [unknown: depends on the scope \${var.s}]`],
    ],
    [
      "a role over the account alone is no role over data",
      storage("  shared_access_key_enabled = false\n") + assign("Contributor", "azurerm_storage_account.s.id", undefined, KIM),
      [],
    ],
    ["but gives its keys", storage() + assign("Contributor", "azurerm_storage_account.s.id", undefined, KIM), [`allowed direct ${KIMS}`]],
    [
      "unless nobody knows whether keys are on",
      `variable "k" {}\n${storage("  shared_access_key_enabled = var.k\n")}${assign("Contributor", "azurerm_storage_account.s.id", undefined, KIM)}`,
      [`unknown direct ${KIMS} [unknown: whether shared keys are on (\${var.k})]`],
    ],
    ["reading of settings is not reading of data", storage() + assign("Reader", "azurerm_storage_account.s.id", undefined, KIM), []],
    [
      "a lock keeps keys back from who cannot take it away",
      storage() + lock("ReadOnly") + assign("Contributor", "azurerm_storage_account.s.id", undefined, KIM),
      [],
    ],
    [
      "and holds off an owner for a while",
      storage() + lock("ReadOnly") + assign("Owner", "azurerm_storage_account.s.id", undefined, KIM),
      [`conditional direct ${KIMS} [once the lock azurerm_management_lock.l (main.tf:13) is taken away]`],
    ],
    [
      "but no role over data",
      storage() + lock("ReadOnly") + assign(READER, "azurerm_storage_account.s.id", undefined, KIM),
      [`allowed direct ${KIMS}`],
    ],
    [
      "a lock against deleting keeps nothing back",
      storage() + lock("CanNotDelete") + assign("Contributor", "azurerm_storage_account.s.id", undefined, KIM),
      [`allowed direct ${KIMS}`],
    ],
    ["own role with a wildcard", storage() + custom(`    data_actions = ["Microsoft.Storage/*/blobs/read"]`), [`allowed direct ${KIMS}`]],
    [
      "own role that takes it back",
      storage() + custom(`    data_actions = ["Microsoft.Storage/*"]\n    not_data_actions = ["${BLOBS}/*"]`),
      [],
    ],
    ["own role for the other plane", storage() + custom(`    actions = ["${BLOBS}/read"]`), []],
    [
      "a role that is not known",
      storage() + assign("Brand New Reader", "azurerm_storage_account.s.id", undefined, KIM),
      [`unknown direct ${KIMS} [unknown: what the role Brand New Reader allows is not here]`],
    ],
    [
      "by its number",
      storage() +
        assign(READER, "azurerm_storage_account.s.id", undefined, KIM).replace(
          'role_definition_name = "Storage Blob Data Reader"',
          'role_definition_id = "/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"',
        ),
      [`allowed direct ${KIMS}`],
    ],
    [
      "what has to be activated",
      storage() +
        assign(READER, "azurerm_storage_account.s.id", undefined, KIM)
          .replace("azurerm_role_assignment", "azurerm_pim_eligible_role_assignment")
          .replace("role_definition_name = ", "role_definition_id = "),
      [`conditional direct ${KIMS} [once the role is activated]`],
    ],
    [
      "who may assign roles",
      storage() + assign("User Access Administrator", "azurerm_storage_account.s.id", undefined, KIM),
      [`conditional escalation ${KIMS} assigns itself a role 11111111-1111-1111-1111-111111111111 [after giving itself the right]`],
    ],
  ])("%s", async (_, text, expected) => expect(await read(text)).toEqual(expected));

  it.each<[string, string, readonly string[]]>([
    ["is not for this action", `!(ActionMatches{'${BLOBS}/write'})`, [`allowed direct ${KIMS}`]],
    [
      "fits the container",
      `((!(ActionMatches{'${BLOBS}/read'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'rows'))`,
      [`allowed direct ${KIMS}`],
    ],
    [
      "fits another",
      `((!(ActionMatches{'${BLOBS}/read'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'other'))`,
      [],
    ],
    [
      "asks for what is not known",
      `@Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Team] StringEquals 'ml'`,
      [`conditional direct ${KIMS} [only where Team of the principal StringEquals 'ml']`],
    ],
    ["is broken", "((", [`conditional direct ${KIMS} [depends on ((]`]],
  ])("a condition that %s", async (_, condition, expected) =>
    expect(
      await read(
        storage() +
          assign(READER, "azurerm_storage_account.s.id", undefined, `${KIM}  condition = "${condition}"\n  condition_version = "2.0"\n`),
      ),
    ).toEqual(expected),
  );
});

describe("who comes in without a role", () => {
  const open = (more = "", access = "blob"): string =>
    storage(more).replace('name = "rows"\n', `name = "rows"\n  container_access_type = "${access}"\n`);

  it("tells public containers, where the account allows them and lets anybody in", async () => {
    expect(await read(open())).toEqual(["allowed direct anyone anyone"]);
    expect(await read(open("", "private"))).toEqual([]);
    expect(await read(open("  allow_nested_items_to_be_public = false\n"))).toEqual([]);
    expect(await read(open("  public_network_access_enabled = false\n"))).toEqual([
      "conditional direct anyone anyone [only over a private endpoint]",
    ]);
    expect(await read(open('  network_rules {\n    default_action = "Deny"\n  }\n'))).toEqual([
      "conditional direct anyone anyone [only from networks that its rules let in]",
    ]);
    expect(await read(open(), "azurerm_storage_account.s")).toEqual(["conditional direct anyone anyone [only for rows]"]);
  });

  it("tells signatures with their end", async () => {
    const sas =
      'data "azurerm_storage_account_sas" "k" {\n  connection_string = azurerm_storage_account.s.primary_connection_string\n  start = "2026-01-01"\n  expiry = "2051-10-05"\n  permissions {\n    read = true\n    write = true\n    delete = false\n  }\n}\n';
    expect(lines(await asked("azurerm_storage_container.c", { "main.tf": storage() + sas }))).toEqual([
      "read conditional direct anyone whoever holds the signature [who was handed the signature, until 2051-10-05]",
      "write conditional direct anyone whoever holds the signature [who was handed the signature, until 2051-10-05]",
    ]);
  });

  it("tells registries that anybody may pull from", async () => {
    const registry = (more: string): string =>
      `resource "azurerm_container_registry" "r" {\n  name = "r"\n${more}}\n${assign("Contributor", "azurerm_container_registry.r.id", undefined, KIM)}`;
    expect(await read(registry("  anonymous_pull_enabled = true\n"), "azurerm_container_registry.r")).toEqual([
      "allowed direct anyone anyone",
      `allowed direct ${KIMS}`,
    ]);
    expect(lines(await asked("azurerm_container_registry.r", { "main.tf": registry("").replace('"Contributor"', '"AcrPull"') }))).toEqual([
      `read allowed direct ${KIMS}`,
    ]);
  });
});

describe("identities", () => {
  const identity =
    'resource "azurerm_user_assigned_identity" "i" {\n  name = "trainer"\n  resource_group_name = azurerm_resource_group.g.name\n}\n';
  const given =
    storage("  shared_access_key_enabled = false\n") +
    identity +
    assign(READER, "azurerm_storage_account.s.id", "azurerm_user_assigned_identity.i.principal_id");
  const machine =
    'resource "azurerm_linux_virtual_machine" "m" {\n  name = "m"\n  resource_group_name = azurerm_resource_group.g.name\n  identity {\n    type = "UserAssigned"\n    identity_ids = [azurerm_user_assigned_identity.i.id]\n  }\n}\n';

  it.each<[string, string, readonly string[]]>([
    ["runs as it", machine, ["allowed through workload azurerm_linux_virtual_machine.m runs as trainer"]],
    [
      "who runs commands on what runs as it",
      machine + assign("Virtual Machine Contributor", "azurerm_linux_virtual_machine.m.id", undefined, KIM, "v"),
      [
        `allowed through ${KIMS} runs a command on azurerm_linux_virtual_machine.m, which runs as trainer`,
        "allowed through workload azurerm_linux_virtual_machine.m runs as trainer",
      ],
    ],
    [
      "handing out alone starts nothing",
      assign("Managed Identity Operator", "azurerm_user_assigned_identity.i.id", undefined, KIM, "v"),
      [],
    ],
    [
      "handing out and starting",
      assign("Contributor", "azurerm_resource_group.g.id", undefined, KIM, "v"),
      [`allowed through ${KIMS} makes ML compute that runs as trainer`],
    ],
    [
      "federating",
      assign("Managed Identity Contributor", "azurerm_user_assigned_identity.i.id", undefined, KIM, "v"),
      [`allowed through ${KIMS} adds a federated credential to trainer`],
    ],
    [
      "GitHub",
      'resource "azurerm_federated_identity_credential" "f" {\n  name = "f"\n  parent_id = azurerm_user_assigned_identity.i.id\n  issuer = "https://token.actions.githubusercontent.com"\n  subject = "repo:bank/fraud:ref:refs/heads/main"\n}\n',
      ["allowed through federated identity GitHub Actions of repo:bank/fraud:ref:refs/heads/main signs in by federation as trainer"],
    ],
  ])("%s", async (_, text, expected) => expect((await read(given + text)).filter((line) => !line.includes(" direct "))).toEqual(expected));

  it("is the workload itself where the identity is its own", async () => {
    const text = `${storage()}resource "azurerm_machine_learning_workspace" "w" {\n  name = "w"\n  storage_account_id = azurerm_storage_account.s.id\n  identity {\n    type = "SystemAssigned"\n  }\n}\n${assign("Storage Blob Data Contributor", "azurerm_storage_account.s.id", "azurerm_machine_learning_workspace.w.identity[0].principal_id")}`;
    expect(await read(text)).toEqual(["allowed direct workload azurerm_machine_learning_workspace.w"]);
    const keys = `${text}${assign("Contributor", "azurerm_machine_learning_workspace.w.id", undefined, KIM, "k")}`;
    expect(await read(keys)).toEqual([
      `allowed direct ${KIMS} [with the keys that azurerm_machine_learning_workspace.w gives out]`,
      "allowed direct workload azurerm_machine_learning_workspace.w",
    ]);
  });

  it("tells who is in a group", async () => {
    const text = `${storage()}resource "azuread_group" "g" {\n  display_name = "scientists"\n}\nresource "azuread_user" "kim" {\n  display_name = "Kim"\n  user_principal_name = "kim@x.org"\n}\nresource "azuread_group_member" "m" {\n  group_object_id = azuread_group.g.object_id\n  member_object_id = azuread_user.kim.object_id\n}\n${assign(READER, "azurerm_storage_account.s.id", "azuread_group.g.object_id")}`;
    expect(await read(text)).toEqual(["allowed direct group scientists", "allowed through user Kim is in scientists"]);
  });

  it("follows a pod to an identity", async () => {
    const files = {
      "main.tf": `${given}resource "azurerm_federated_identity_credential" "f" {\n  name = "f"\n  parent_id = azurerm_user_assigned_identity.i.id\n  issuer = "https://oidc.example.org"\n  subject = "system:serviceaccount:apps:api"\n}\n`,
      "pod.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\n  namespace: apps\nspec:\n  template:\n    spec:\n      serviceAccountName: api\n      containers:\n        - name: c\n          image: example.org/a:1\n",
    };
    expect(lines(await asked("azurerm_storage_container.c", files))).toContainEqual(
      expect.stringMatching(/^read allowed through workload .{0,30}api runs as apps\/api of Kubernetes signs in by federation as trainer$/),
    );
  });
});

describe("AI on Azure", () => {
  it.each<[string, string, string, string]>([
    ["azurerm_cognitive_account", '  name = "x"\n  kind = "OpenAI"\n', "Cognitive Services OpenAI User", "read run"],
    ["azurerm_cognitive_account", '  name = "x"\n  kind = "OpenAI"\n', "Cognitive Services Contributor", "read write run change"],
    [
      "azurerm_cognitive_account",
      '  name = "x"\n  kind = "OpenAI"\n  local_auth_enabled = false\n',
      "Cognitive Services Contributor",
      "change",
    ],
    ["azurerm_cognitive_account", '  name = "x"\n  kind = "OpenAI"\n', "Search Index Data Reader", ""],
    ["azurerm_machine_learning_workspace", '  name = "x"\n', "AzureML Data Scientist", "read write run change"],
    ["azurerm_machine_learning_workspace", '  name = "x"\n', "AzureML Compute Operator", "change"],
    ["azurerm_search_service", '  name = "x"\n', "Search Index Data Contributor", "read write run"],
    ["azurerm_search_service", '  name = "x"\n  local_authentication_enabled = false\n', "Search Service Contributor", "change"],
    ["azurerm_container_registry", '  name = "x"\n', "AcrPush", "read write"],
    ["azurerm_key_vault", '  name = "x"\n  rbac_authorization_enabled = true\n', "Key Vault Secrets User", "read"],
    ["azurerm_key_vault", '  name = "x"\n', "Key Vault Secrets User", ""],
    ["azurerm_key_vault", '  name = "x"\n', "Key Vault Contributor", "read write change"],
    ["azurerm_cosmosdb_account", '  name = "x"\n', "DocumentDB Account Contributor", "read write change"],
    ["azurerm_kubernetes_cluster", '  name = "x"\n', "Azure Kubernetes Service Cluster Admin Role", "run change"],
  ])("judges %s %s for %s", async (type, body, role, powers) => {
    const { grants } = await asked(`${type}.x`, {
      "main.tf": `resource "${type}" "x" {\n${body}}\n${assign(role, `${type}.x.id`, undefined, KIM)}`,
    });
    expect(
      grants
        .filter(({ how }) => how === "direct")
        .map(({ power }) => power)
        .join(" "),
    ).toBe(powers);
  });

  it("reads access policies of a vault, and roles of Cosmos DB for data", async () => {
    const vault =
      'resource "azurerm_key_vault" "v" {\n  name = "v"\n}\nresource "azurerm_key_vault_access_policy" "p" {\n  key_vault_id = azurerm_key_vault.v.id\n  object_id = "22222222-1111-1111-1111-111111111111"\n  secret_permissions = ["Get", "List"]\n}\n';
    expect(await read(vault, "azurerm_key_vault.v")).toEqual(["allowed direct user 22222222-1111-1111-1111-111111111111"]);
    const cosmos =
      'resource "azurerm_cosmosdb_account" "x" {\n  name = "x"\n}\nresource "azurerm_cosmosdb_sql_role_assignment" "p" {\n  account_name = azurerm_cosmosdb_account.x.name\n  scope = azurerm_cosmosdb_account.x.id\n  role_definition_id = "${azurerm_cosmosdb_account.x.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001"\n  principal_id = "22222222-1111-1111-1111-111111111111"\n}\n';
    expect(lines(await asked("azurerm_cosmosdb_account.x", { "main.tf": cosmos }))).toEqual([
      "read allowed direct user 22222222-1111-1111-1111-111111111111",
    ]);
  });

  it("tells who may ask and who may change a deployed model, by roles on its account", async () => {
    const text = `resource "azurerm_cognitive_account" "x" {\n  name = "x"\n  kind = "OpenAI"\n}\nresource "azurerm_cognitive_deployment" "d" {\n  name = "chat"\n  cognitive_account_id = azurerm_cognitive_account.x.id\n  model {\n    format = "OpenAI"\n    name = "gpt-4o"\n  }\n}\n${assign("Cognitive Services OpenAI User", "azurerm_cognitive_account.x.id", undefined, KIM)}`;
    const answer = await asked("chat", { "main.tf": text });
    expect(answer.asset.kind).toBe("deployed-model");
    expect(new Set(answer.grants.map(({ power, principal }) => `${power} ${principal.name.slice(0, 4)}`))).toEqual(new Set(["run 1111"]));
    expect(AccessDocument.safeParse(accessDocument([answer])).error).toBeUndefined();
  });

  it("tells training from inference by what runs as an identity", async () => {
    const text = `${storage()}resource "azurerm_user_assigned_identity" "i" {\n  name = "trainer"\n}\nresource "azurerm_machine_learning_workspace" "w" {\n  name = "w"\n}\nresource "azurerm_machine_learning_compute_cluster" "k" {\n  name = "k"\n  machine_learning_workspace_id = azurerm_machine_learning_workspace.w.id\n  identity {\n    type = "UserAssigned"\n    identity_ids = [azurerm_user_assigned_identity.i.id]\n  }\n}\n${assign("Storage Blob Data Contributor", "azurerm_storage_account.s.id", "azurerm_user_assigned_identity.i.principal_id")}${assign("AzureML Data Scientist", "azurerm_machine_learning_workspace.w.id", undefined, KIM, "ds")}`;
    const answer = await asked("azurerm_storage_container.c", { "main.tf": text });
    expect(answer.grants.find(({ power, how }) => power === "write" && how === "direct")?.principal).toMatchObject({
      name: "trainer",
      purposes: ["training"],
    });
    expect(lines(answer)).toContain(
      `write allowed through ${KIMS} runs a job on azurerm_machine_learning_compute_cluster.k, which runs as trainer`,
    );
  });
});

describe("ARM, Bicep, azapi and Azure ML's files", () => {
  it("reads Bicep, with a scope, and without one", async () => {
    const text = (scope: string): string =>
      `resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'bankrows'\n  location: 'westeurope'\n}\nresource i 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: 'trainer'\n  location: 'westeurope'\n}\nresource a 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: guid('a')\n${scope}  properties: {\n    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')\n    principalId: i.properties.principalId\n    principalType: 'ServicePrincipal'\n  }\n}\n`;
    for (const scope of ["  scope: s\n", ""]) {
      const answer = await asked("bankrows", { "main.bicep": text(scope) });
      expect(answer.grants.map(({ power, effect, principal }) => `${power} ${effect} ${principal.kind} ${principal.name}`)).toEqual([
        "read allowed service-account trainer",
      ]);
    }
  });

  it("reads ARM, with deny assignments", async () => {
    const template = (deny: string): string =>
      JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.Storage/storageAccounts",
            apiVersion: "2023-01-01",
            name: "bankrows",
            location: "westeurope",
            properties: { allowSharedKeyAccess: false },
          },
          {
            type: "Microsoft.Authorization/roleAssignments",
            apiVersion: "2022-04-01",
            name: "a",
            properties: {
              roleDefinitionId:
                "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')]",
              principalId: "11111111-1111-1111-1111-111111111111",
              principalType: "User",
            },
          },
          ...(deny === ""
            ? []
            : [
                {
                  type: "Microsoft.Authorization/denyAssignments",
                  apiVersion: "2022-04-01",
                  name: "d",
                  properties: { permissions: [{ dataActions: ["*"] }], principals: [{ id: deny, type: "SystemDefined" }] },
                },
              ]),
        ],
      });
    expect(lines(await asked("bankrows", { "t.json": template("") }))).toEqual([`read allowed direct ${KIMS}`]);
    expect(lines(await asked("bankrows", { "t.json": template("00000000-0000-0000-0000-000000000000") }))).toEqual([]);
    expect(lines(await asked("bankrows", { "t.json": template("99999999-1111-1111-1111-111111111111") }))).toEqual([
      `read allowed direct ${KIMS}`,
    ]);
  });

  it("reads azapi as the resource that it is", async () => {
    const text = `resource "azapi_resource" "s" {\n  type = "Microsoft.Search/searchServices@2024-01-01"\n  name = "idx"\n  body = {\n    properties = {\n      disableLocalAuth = true\n    }\n  }\n}\n${assign("Search Index Data Reader", "azapi_resource.s.id", undefined, KIM)}`;
    expect(lines(await asked("azapi_resource.s", { "main.tf": text }))).toEqual([
      `read allowed direct ${KIMS}`,
      `run allowed direct ${KIMS}`,
    ]);
  });

  it("puts endpoints of Azure ML's files into the one workspace that there is", async () => {
    const files = {
      "endpoint.yml":
        "$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json\nname: fraud\nauth_mode: key\n",
      "main.tf": `resource "azurerm_machine_learning_workspace" "w" {\n  name = "w"\n}\n${assign("AzureML Data Scientist", "azurerm_machine_learning_workspace.w.id", undefined, KIM)}`,
    };
    expect(lines(await asked("fraud", files))).toEqual([`run allowed direct ${KIMS}`, `change allowed direct ${KIMS}`]);
    expect((await asked("fraud", { "endpoint.yml": files["endpoint.yml"] })).notSeen).toEqual([expect.stringContaining("which workspace")]);
  });
});

describe("hostile input", () => {
  it("leaves places of others alone", () =>
    expect(
      azure.judge([{ role: "itself", uri: "s3://x/y", means: { read: "read" } }], { assets: [], relations: [], resources: [] }),
    ).toEqual({ judged: [], grants: [], notSeen: [] }));

  it("never throws on what is no assignment, and ends on circles", () => {
    const at = { file: "main.tf", line: 1, root: "" };
    const values = [null, 7, [], {}, "${", "x".repeat(5_000), [[[null]]], { a: { b: [1] } }, "/subscriptions//providers//", "{"];
    const types = [
      "azurerm_role_assignment",
      "azurerm_role_definition",
      "azurerm_storage_container",
      "azurerm_key_vault",
      "azurerm_federated_identity_credential",
      "azurerm_management_lock",
      "Microsoft.Authorization/denyAssignments",
      "Microsoft.Authorization/roleAssignments",
      "azuread_group",
      "azapi_resource",
      "azurerm_cosmosdb_sql_role_assignment",
    ];
    const account = { ...at, address: "azurerm_storage_account.s", type: "azurerm_storage_account", attributes: { name: "s" } };
    const resources = [
      account,
      // Containers that stand in each other.
      {
        ...at,
        address: "azurerm_storage_container.a",
        type: "azurerm_storage_container",
        attributes: { name: "a" },
        references: { storage_account_id: ["azurerm_storage_container.b"] },
      },
      {
        ...at,
        address: "azurerm_storage_container.b",
        type: "azurerm_storage_container",
        attributes: { name: "b" },
        references: { storage_account_id: ["azurerm_storage_container.a"] },
      },
      ...values.flatMap((value, index) =>
        types.map((type) => ({
          ...at,
          address: `${type}.v${index}`,
          type,
          attributes: {
            scope: value,
            role_definition_name: value,
            principal_id: value,
            condition: value,
            permissions: value,
            name: value,
            type: value,
            body: value,
            subject: value,
            members: value,
            properties: value,
            access_policy: value,
          },
        })),
      ),
    ];
    for (const resource of [account, resources[1] ?? account]) {
      const { judged } = azure.judge([{ role: "itself", resource, means: { read: "read", write: "write", change: "change" } }], {
        assets: [],
        relations: [],
        resources,
      });
      expect(judged).toEqual([0]);
    }
  });
});
