import { describe, expect, it } from "vitest";
import { indexResult } from "../result-index.ts";
import { sampleId } from "../testing/sample-inventory.ts";
import { sampleResult } from "../testing/sample-result.ts";
import { licencesOf, readLicence } from "./licence.ts";

describe("readLicence", () => {
  it.each([
    ["apache-2.0", { form: "id", text: "Apache-2.0" }],
    ["MIT License", { form: "id", text: "MIT" }],
    ["mit and gpl-3.0-or-later", { form: "expression", text: "MIT AND GPL-3.0-or-later" }],
    ["GPL-2.0-or-later WITH Classpath-exception-2.0", { form: "expression", text: "GPL-2.0-or-later WITH Classpath-exception-2.0" }],
    ["llama3.1", { form: "name", text: "llama3.1" }],
    ["ours and yours", { form: "name", text: "ours and yours" }],
    ["other", undefined],
    ["  ", undefined],
  ])("reads %j", (text, licence) => {
    expect(readLicence(text)).toEqual(licence);
  });
});

describe("licencesOf", () => {
  it("takes the attribute and the relation, each once", () => {
    const result = sampleResult();
    const licence = {
      ...result.inventory.assets[0],
      id: "l",
      kind: "licence" as const,
      name: "apache-2.0",
      identity: { key: "l" },
      attributes: {},
      digests: {},
      occurrences: [],
      scope: "production" as const,
      lifecycle: "declared" as const,
    };
    const model = sampleId("model", "fraud-model");
    const relations = [
      ...result.inventory.relations,
      { from: model, kind: "licensed_under" as const, to: "l", strength: "stated" as const, evidence: [] },
    ];
    const index = indexResult({ ...result, inventory: { ...result.inventory, assets: [...result.inventory.assets, licence], relations } });
    const asset = index.asset(model);
    expect(asset === undefined ? [] : licencesOf(asset, index)).toEqual([{ form: "id", text: "Apache-2.0" }]);
  });
});
