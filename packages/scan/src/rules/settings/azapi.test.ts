import type { ResourceEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { asArm } from "./azapi.ts";

const azapi = (attributes: ResourceEntry["attributes"], more: Partial<ResourceEntry> = {}): ResourceEntry => ({
  address: "azapi_resource.chat",
  type: "azapi_resource",
  file: "main.tf",
  line: 1,
  attributes,
  ...more,
});

describe("asArm", () => {
  it("gives a body that is an object as ARM writes it, under its own address", () => {
    const found = asArm(
      azapi(
        {
          type: "Microsoft.CognitiveServices/accounts@2024-10-01",
          name: "chat",
          identity: [{ type: "SystemAssigned" }],
          body: { kind: "OpenAI", properties: { disableLocalAuth: true } },
        },
        { lines: { type: 2, "body.properties": 5 }, references: { parent_id: ["azurerm_resource_group.ai"], "body.kind": [] } },
      ),
    );
    expect(found).toMatchObject({
      address: "azapi_resource.chat",
      type: "Microsoft.CognitiveServices/accounts",
      attributes: { kind: "OpenAI", name: "chat", identity: [{ type: "SystemAssigned" }], properties: { disableLocalAuth: true } },
      lines: { type: 2, properties: 5 },
      references: { parent: ["azurerm_resource_group.ai"], kind: [] },
    });
  });

  it("reads a body that is text, and keeps what is known without one that is not JSON", () => {
    const type = "Microsoft.Search/searchServices@2023-11-01";
    expect(asArm(azapi({ type, body: '{"properties":{"disableLocalAuth":true}}' }))?.attributes).toEqual({
      properties: { disableLocalAuth: true },
    });
    for (const body of ["{", "[1]", `{"a":"${"x".repeat(200_001)}"}`, 3, null])
      expect(asArm(azapi({ type, name: "rag", body }))?.attributes).toEqual({ name: "rag" });
  });

  it("makes nothing of other resources, or of one without a type", () => {
    expect(asArm({ ...azapi({}), type: "azurerm_search_service" })).toBeUndefined();
    expect(asArm(azapi({ type: 3 }))).toBeUndefined();
  });
});
