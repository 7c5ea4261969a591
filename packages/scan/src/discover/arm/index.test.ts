import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { armDiscoverer } from "./index.ts";

const run = (template: object) => discovered(projectOf({ "azuredeploy.json": JSON.stringify(template, undefined, 1) }), armDiscoverer);

describe("armDiscoverer", () => {
  it("reads accounts and deployments with parameters and variables put in", () => {
    const result = run({
      parameters: { model: { defaultValue: "gpt-4o" }, name: { defaultValue: "Acme" } },
      variables: { account: "[concat(toLower(parameters('name')), '-openai')]" },
      resources: [
        {
          type: "Microsoft.CognitiveServices/accounts",
          apiVersion: "2023-05-01",
          name: "[variables('account')]",
          kind: "OpenAI",
          resources: [
            { type: "deployments", apiVersion: "2023-05-01", name: "chat", properties: { model: { name: "[parameters('model')]" } } },
          ],
        },
        { type: "Microsoft.Search/searchServices", apiVersion: "2023", name: "s" },
      ],
    });
    expect(result.resources.map(({ address }) => address)).toEqual([
      "Microsoft.CognitiveServices/accounts/acme-openai",
      "Microsoft.CognitiveServices/accounts/deployments/acme-openai/chat",
      "Microsoft.Search/searchServices/s",
    ]);
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "deployed-model chat -deploys-> model gpt-4o",
        "deployed-model chat -served_by-> ai-service azure-openai",
        "model gpt-4o -served_by-> ai-service azure-openai",
      ]),
    );
  });

  it("leaves what Bicep wrote to the Bicep file beside it, and names a deployment though its account is not known", () => {
    const template = {
      metadata: { _generator: { name: "bicep" } },
      parameters: { model: { defaultValue: "gpt-4o" } },
      resources: [
        {
          type: "Microsoft.CognitiveServices/accounts/deployments",
          apiVersion: "2023-05-01",
          name: "[format('{0}/{1}', format('ai-{0}', uniqueString(resourceGroup().id)), parameters('model'))]",
          properties: { model: { name: "[parameters('model')]" } },
        },
      ],
    };
    expect(run(template).names()).toContain("deployed-model gpt-4o");
    const beside = projectOf({ "main.json": JSON.stringify(template), "main.bicep": "param model string = 'gpt-4o'\n" });
    expect(discovered(beside, armDiscoverer).names()).toEqual([]);
  });

  it("makes a deployment of every round of a copy loop", () => {
    const result = run({
      parameters: {
        models: {
          defaultValue: [
            { name: "chat", model: { name: "gpt-4o" } },
            { name: "embed", model: { name: "ada" } },
          ],
        },
      },
      variables: { more: ["o1", "o3"] },
      resources: [
        { type: "Microsoft.CognitiveServices/accounts", apiVersion: "1", name: "a", kind: "OpenAI" },
        {
          type: "Microsoft.CognitiveServices/accounts/deployments",
          apiVersion: "1",
          name: "[concat('a/', parameters('models')[copyIndex()].name)]",
          copy: { name: "d", count: "[length(parameters('models'))]" },
          properties: { model: "[parameters('models')[copyIndex()].model]" },
        },
        {
          type: "Microsoft.CognitiveServices/accounts/deployments",
          apiVersion: "1",
          name: "[format('a/{0}', variables('more')[copyIndex('e')])]",
          copy: { name: "e", count: 2 },
          properties: { model: { name: "[variables('more')[sub(copyIndex(), 0)]]" } },
        },
        { type: "A/b", apiVersion: "1", name: "[variables('more')[", copy: { count: "[parameters('unknown')]" } },
      ],
    });
    expect(result.edges().filter((edge) => edge.includes("-deploys->"))).toEqual([
      "deployed-model chat -deploys-> model gpt-4o",
      "deployed-model embed -deploys-> model ada",
    ]);
    expect(result.names()).toEqual(expect.arrayContaining(["deployed-model o1", "deployed-model o3"]));
  });

  it("comes to an end where variables name each other", () => {
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`v${index + 1}`, `[concat(variables('v${index}'), variables('v${index}'))]`]),
    );
    expect(() =>
      run({
        variables: { v0: "[variables('v0')]", ...variables },
        resources: [{ type: "A/b", apiVersion: "1", name: "[variables('v60')]", p: "[concat('a'" }],
      }),
    ).not.toThrow();
  });

  it("sees no template in other JSON", () => {
    expect(run({ resources: ["x", { type: "a" }], name: 1 }).resources).toEqual([]);
  });
});
