import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { bicepDiscoverer } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), bicepDiscoverer);

const MAIN =
  "param chatModel string\nvar deployments = [\n  { name: 'chat', model: { name: chatModel } }\n]\nmodule ai 'core/ai.bicep' = {\n  params: { kind: 'OpenAI', deployments: deployments }\n}\nmodule reader 'core/ai.bicep' = {\n  params: { kind: 'FormRecognizer' }\n}\nmodule app 'core/app.bicep' = {\n  params: { model: chatModel }\n}\nmodule role 'core/role.bicep' = {\n  params: { principalId: app.outputs.principal, id: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd' }\n}\n";
const FILES = {
  "infra/main.bicep": MAIN,
  "infra/main.parameters.json": '{"parameters": {"chatModel": {"value": "${MODEL=gpt-4o}"}}}',
  "infra/core/ai.bicep":
    "param kind string\nparam deployments array = []\nresource account 'Microsoft.CognitiveServices/accounts@2023' = {\n  name: uniqueString('x')\n  kind: kind\n}\nresource d 'Microsoft.CognitiveServices/accounts/deployments@2023' = [for x in deployments: {\n  parent: account\n  name: x.name\n  properties: { model: x.model }\n}]\n",
  "infra/core/app.bicep":
    "param model string\nresource me 'Microsoft.ManagedIdentity/userAssignedIdentities@2023' = { name: 'me' }\nresource app 'Microsoft.App/containerApps@2023' = {\n  name: 'web'\n  identity: { userAssignedIdentities: { '${me.id}': {} } }\n  properties: { template: { containers: [ { image: 'web:1', env: [ { name: 'AZURE_OPENAI_CHAT_MODEL', value: model } ] } ] } }\n}\noutput principal string = me.properties.principalId\n",
  "infra/core/role.bicep":
    "param principalId string\nparam id string\nresource r 'Microsoft.Authorization/roleAssignments@2022' = {\n  name: guid(principalId)\n  properties: { principalId: principalId, roleDefinitionId: resourceId('Microsoft.Authorization/roleDefinitions', id) }\n}\n",
};

describe("bicepDiscoverer", () => {
  const result = run(FILES);

  it("follows parameter files, modules, loops and outputs", () => {
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "deployed-model chat -deploys-> model gpt-4o",
        "deployed-model chat -served_by-> ai-service azure-openai",
        "model gpt-4o -served_by-> ai-service azure-openai",
        "compute web -uses_model-> model gpt-4o",
        "compute web -uses_image-> container-image web:1",
        "identity me -can_access-> ai-service azure-openai",
      ]),
    );
    expect(result.edges().filter((edge) => edge.includes("document-intelligence"))).toEqual([]);
  });

  it("loads the content of files that a template names", () => {
    const found = run({
      ...FILES,
      "infra/main.bicep":
        "var ai = loadYamlContent('./ai.yaml')\nvar one = loadJsonContent('models.json', 'chat[0]')\nmodule a 'core/ai.bicep' = {\n  params: { kind: 'OpenAI', deployments: concat(ai.deployments, [ one ], contains(ai, 'more') ? ai.more : []) }\n}\n",
      "infra/ai.yaml": "deployments:\n  - name: embed\n    model: { format: OpenAI, name: text-embedding-3-small }\n",
      "infra/models.json": '{"chat": [{"name": "chat", "model": {"name": "gpt-4.1"}}]}',
    });

    expect(found.edges()).toEqual(
      expect.arrayContaining([
        "deployed-model embed -deploys-> model text-embedding-3-small",
        "deployed-model chat -deploys-> model gpt-4.1",
      ]),
    );
  });

  it("uses type and name as the address, and modules where the name is open", () => {
    expect(result.resources.map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        "Microsoft.App/containerApps/web",
        "Microsoft.CognitiveServices/accounts/ai.account",
        "Microsoft.CognitiveServices/accounts/reader.account",
      ]),
    );
  });

  it("reads arrays and objects of parameter files, conditions of loops, and loops over modules", () => {
    const result = run({
      "main.bicep":
        "param list array\nparam chat string\nresource a 'Microsoft.CognitiveServices/accounts@1' = { name: 'a', kind: 'OpenAI' }\nresource d 'Microsoft.CognitiveServices/accounts/deployments@1' = [for x in list: if (x.on) { parent: a, name: x.name, properties: { model: { name: x.model } } }]\nmodule m 'one.bicep' = [for x in items({ p: 'o3', q: 'o4-mini' }): { params: { name: x.key, model: x.value } }]\n",
      "main.parameters.json": JSON.stringify({
        parameters: {
          list: {
            value: [
              { name: "first", model: "gpt-4o", on: true },
              { name: "second", model: "gpt-4", on: false },
            ],
          },
        },
      }),
      "one.bicep":
        "param name string\nparam model string\nresource a 'Microsoft.CognitiveServices/accounts@1' = { name: 'b', kind: 'OpenAI'\n  @batchSize(1)\n  resource d 'deployments' = { name: name, properties: { model: { name: model } } }\n}\n",
    });
    expect(result.edges().filter((edge) => edge.includes("-deploys->"))).toEqual([
      "deployed-model first -deploys-> model gpt-4o",
      "deployed-model p -deploys-> model o3",
      "deployed-model q -deploys-> model o4-mini",
    ]);
  });

  it("takes values of .bicepparam files, and modules of the registry for what they make", () => {
    const result = run({
      "main.bicep":
        "param models array\nparam chat string\nmodule ai 'br/public:avm/res/cognitive-services/account:0.7.2' = { params: { name: 'ai', kind: 'OpenAI', deployments: models } }\nmodule s 'br:mcr.microsoft.com/bicep/avm/res/search/search-service:1' = { params: { name: 's' } }\nmodule other 'br/public:avm/res/network/vnet:1' = { params: {} }\n",
      "prod.bicepparam":
        "using './main.bicep'\nparam models = [ { name: 'chat', model: { name: readEnvironmentVariable('M', 'gpt-4.1') } } ]\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining(["deployed-model chat -deploys-> model gpt-4.1", "deployed-model chat -served_by-> ai-service azure-openai"]),
    );
    expect(result.unresolved.map(({ what }) => what)).toEqual(["module br/public:avm/res/network/vnet:1"]);
  });

  it("says which modules it could not read, and ends on circles", () => {
    expect(run({ "a.bicep": "module x 'br/public:avm/y:1' = {\n  name: 'n'\n}\n" }).unresolved).toHaveLength(1);
    expect(() =>
      run({
        "a.bicep": "var a = b\nvar b = a\nmodule m 'b.bicep' = { params: { p: a } }\n",
        "b.bicep": "param p string\nmodule m 'a.bicep' = { params: { q: p } }\n",
      }),
    ).not.toThrow();
  });

  it("follows an existing identity to the module that makes it, and its role to the service", () => {
    const result = run({
      "main.bicep": `
param identityName string = ''
var token = uniqueString(resourceGroup().id)
var apiIdentityName = 'id-api-\${token}'
resource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = { name: 'ai', kind: 'OpenAI' }
module apiIdentity 'identity.bicep' = { params: { name: apiIdentityName } }
module api 'app.bicep' = { params: { identityName: apiIdentityName } }
module role 'role.bicep' = { params: { principalId: api.outputs.identityPrincipalId, roleDefinitionId: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd' } }
`,
      "identity.bicep":
        "param name string\nresource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: name }\n",
      "app.bicep": `
param identityName string = ''
resource userIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = if (!empty(identityName)) { name: identityName }
resource app 'Microsoft.App/containerApps@2023-05-01' = {
  name: 'api'
  identity: {
    type: !empty(identityName) ? 'UserAssigned' : 'None'
    userAssignedIdentities: !empty(identityName) ? { '\${userIdentity.id}': {} } : null
  }
}
output identityPrincipalId string = empty(identityName) ? app.identity.principalId : userIdentity.properties.principalId
`,
      "role.bicep": `
param principalId string
param roleDefinitionId string
resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(principalId, roleDefinitionId)
  properties: { principalId: principalId, roleDefinitionId: resourceId('Microsoft.Authorization/roleDefinitions', roleDefinitionId) }
}
`,
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining(["compute api -runs_as-> identity identity", "identity identity -can_access-> ai-service azure-openai"]),
    );
  });
});
