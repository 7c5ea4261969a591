import { describe, expect, it } from "vitest";
import { readBicep } from "./index.ts";

describe("readBicep", () => {
  it("reads declarations", () => {
    const { declarations, errors } = readBicep(
      [
        "targetScope = 'subscription'",
        "@description('it''s')",
        "@allowed([",
        "  'a'",
        "])",
        "param name string = 'x'",
        "param list array",
        "var full = '${name}-${toLower(name)}'",
        "resource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = if (name != '') {",
        "  name: full",
        "  kind: 'OpenAI'",
        "  properties: { a: [ 1",
        " 2 ] }",
        "}",
        "resource old 'Microsoft.Storage/storageAccounts@2022-09-01' existing = { name: 'y' }",
        "resource many 'A/b@1' = [for (item, index) in list: {",
        "  parent: account",
        "  name: item.name",
        "  sku: contains(item, 'sku') ? item.sku : { name: 'S' }",
        "}]",
        "module m 'core/m.bicep' = {",
        "  params: { x: account.id }",
        "}",
        "output id string = account.properties.endpoint",
        "type t = { a: string }",
        "func f(a string) string => a",
      ].join("\n"),
    );
    expect(errors).toEqual([]);
    expect(declarations.map(({ kind, name, line }) => [kind, name, line])).toEqual([
      ["param", "name", 6],
      ["param", "list", 7],
      ["var", "full", 8],
      ["resource", "account", 9],
      ["resource", "old", 15],
      ["resource", "many", 16],
      ["module", "m", 21],
      ["output", "id", 24],
    ]);
    expect(declarations[3]).toMatchObject({
      conditional: true,
      existing: false,
      endLine: 14,
      type: "Microsoft.CognitiveServices/accounts@2023-05-01",
    });
    expect(declarations[4]).toMatchObject({ existing: true });
    expect(declarations[5]?.value).toMatchObject({ kind: "for", value: "item", key: "index" });
  });

  it("reads nested resources, methods and safe access", () => {
    const { declarations, errors } = readBicep(
      "resource a 'X/y@1' = {\n  name: 'n'\n  resource child 'z' = {\n    name: 'c'\n  }\n}\nvar k = a.listKeys().key1\nvar s = a.?b!.c[0]\nvar l = map(x, y => y.z)\n",
    );
    expect(errors).toEqual([]);
    expect(declarations[1]?.value).toMatchObject({ kind: "reference" });
  });

  it("goes on after errors and refuses depth", () => {
    const { declarations, errors } = readBicep("var a = ]\nparam b string = 'c'\n");
    expect(errors).toHaveLength(1);
    expect(declarations.map(({ name }) => name)).toEqual(["b"]);
    expect(() => readBicep(`var a = ${"[".repeat(5000)}`)).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
  });
});
