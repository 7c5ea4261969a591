import type { ResourceEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { ResourceIndex } from "./resource-index.ts";

const resource = (type: string, address: string, more: Partial<ResourceEntry> = {}): ResourceEntry => ({
  address,
  type,
  file: "main.tf",
  line: 1,
  attributes: {},
  ...more,
});
const addresses = (found: readonly ResourceEntry[]): readonly string[] => found.map(({ address }) => address);

const ACCOUNT = "Microsoft.Storage/storageAccounts";
const SERVICES = `${ACCOUNT}/blobServices`;
const CONTAINERS = `${SERVICES}/containers`;

describe("ResourceIndex", () => {
  it("takes types of ARM as the same in upper and lower case, and those of Terraform not", () => {
    const index = new ResourceIndex([resource("microsoft.search/searchservices", "a"), resource("Azurerm_search_service", "b")]);
    expect(addresses(index.ofTypes(["Microsoft.Search/searchServices"]))).toEqual(["a"]);
    expect(index.ofTypes(["azurerm_search_service"])).toEqual([]);
  });

  it("finds an azapi resource by the type in it", () => {
    const index = new ResourceIndex([
      resource("azapi_resource", "azapi_resource.x", { attributes: { type: "Microsoft.Search/searchServices@2023-11-01" } }),
    ]);
    expect(addresses(index.ofTypes(["Microsoft.Search/searchServices"]))).toEqual(["azapi_resource.x"]);
  });

  it("finds what stands in a resource by its name in ARM", () => {
    const account = resource(ACCOUNT, `${ACCOUNT}/ml`);
    const index = new ResourceIndex([
      account,
      resource(CONTAINERS, `${CONTAINERS}/ml/default/models`),
      resource(CONTAINERS, `${CONTAINERS}/mlother/default/backups`),
    ]);
    expect(addresses(index.linkedFrom(account, [CONTAINERS], "parent"))).toEqual([`${CONTAINERS}/ml/default/models`]);
  });

  it("finds what stands in a resource by parents of Bicep, one above the other, and ends in a circle", () => {
    const account = resource(ACCOUNT, `${ACCOUNT}/account`);
    const index = new ResourceIndex([
      account,
      resource(SERVICES, `${SERVICES}/default`, { references: { parent: [account.address] } }),
      resource(CONTAINERS, `${CONTAINERS}/models`, { references: { parent: [`${SERVICES}/default`] } }),
      resource(CONTAINERS, `${CONTAINERS}/circle`, { references: { parent: [`${CONTAINERS}/circle`] } }),
    ]);
    expect(addresses(index.linkedFrom(account, [CONTAINERS], "parent"))).toEqual([`${CONTAINERS}/models`]);
  });

  it("links by name only where the reader knows no reference", () => {
    const first = resource("azurerm_data_factory", "azurerm_data_factory.a", { attributes: { name: "same" } });
    const second = resource("azurerm_data_factory", "azurerm_data_factory.b", { attributes: { name: "same" } });
    const vault = "azurerm_data_factory_linked_service_key_vault";
    const index = new ResourceIndex([
      first,
      second,
      resource(vault, `${vault}.k`, { attributes: { data_factory_name: "same" }, references: { data_factory_name: [first.address] } }),
    ]);
    expect(index.linkedFrom(first, [vault], "data_factory_name")).toHaveLength(1);
    expect(index.linkedFrom(second, [vault], "data_factory_name")).toEqual([]);
    const byName = new ResourceIndex([second, resource(vault, `${vault}.k`, { attributes: { data_factory_name: "same" } })]);
    expect(byName.linkedFrom(second, [vault], "data_factory_name")).toHaveLength(1);
  });

  it("does not link across root modules", () => {
    const account = resource("azurerm_cognitive_account", "azurerm_cognitive_account.a", { root: "one" });
    const endpoint = resource("azurerm_private_endpoint", "azurerm_private_endpoint.p", {
      root: "two",
      references: { at: [account.address] },
    });
    expect(new ResourceIndex([account, endpoint]).linkedFrom(account, ["azurerm_private_endpoint"], "at")).toEqual([]);
  });
});
