import { describe, expect, it } from "vitest";
import { provenanceFormOf, readProvenance, writeProvenance } from "./convert.ts";
import type { Lineage } from "./lineage.ts";

const LINEAGE: Lineage = {
  things: [
    {
      id: "https://example.com/clean",
      name: "clean transactions",
      kind: "dataset",
      description: "rows behind the gate",
      uri: "https://example.com/clean",
      licence: "CC-BY-4.0",
      issued: "2026-11-01",
      derivedFrom: ["https://example.com/raw"],
      generatedBy: "run:cleaning",
      attributedTo: ["org:bank"],
    },
    {
      id: "https://example.com/clean#part-0",
      name: "part-0.parquet",
      kind: "file",
      format: "application/x-parquet",
      uri: "part-0.parquet",
      digests: { sha256: "ab".repeat(32) },
      derivedFrom: ["https://example.com/clean"],
      attributedTo: [],
    },
    { id: "https://example.com/raw", name: "https://example.com/raw", kind: "dataset", derivedFrom: [], attributedTo: [] },
  ],
  runs: [{ id: "run:cleaning", name: "cleaning", started: "2026-10-31T10:00:00Z", used: ["https://example.com/raw"], by: ["org:bank"] }],
  agents: [{ id: "org:bank", name: "A bank", kind: "organisation" }],
  left: [],
};

describe("provenance", () => {
  it("comes back from PROV-JSON as it was", () => {
    const document = writeProvenance(LINEAGE, "prov");
    expect(provenanceFormOf(document)).toBe("prov");
    expect(readProvenance(JSON.parse(JSON.stringify(document)))).toEqual(LINEAGE);
  });

  it("comes back from Croissant 1.1 as it was", () => {
    const document = writeProvenance(LINEAGE, "croissant", "https://example.com/clean");
    expect(document).toMatchObject({ conformsTo: "http://mlcommons.org/croissant/1.1", distribution: [{ sha256: "ab".repeat(32) }] });
    expect(readProvenance(JSON.parse(JSON.stringify(document)))).toEqual(LINEAGE);
  });

  it("keeps of D&TA records what they can say", () => {
    const document = writeProvenance(LINEAGE, "dta");
    expect(document).toEqual({
      source: {
        standards_version_used: "1.0.0",
        dataset_title_name: "clean transactions",
        unique_metadata_identifier: "https://example.com/clean",
        metadata_location: "https://example.com/clean",
        dataset_issuer: "A bank",
        description_of_the_dataset: "rows behind the gate",
      },
      provenance: { source_metadata_for_dataset: ["https://example.com/raw"], dataset_issue_date: "2026-11-01", method: "cleaning" },
      use: { license_to_use: "CC-BY-4.0" },
    });
    const back = readProvenance({ ...document, use: { license_to_use: "CC-BY-4.0", intended_data_use: "fraud" } });
    expect(back.things[0]).toMatchObject({ name: "clean transactions", derivedFrom: ["https://example.com/raw"], licence: "CC-BY-4.0" });
    expect(back.left).toEqual(["intended_data_use"]);
  });

  it("reads Croissant with mentions by address and digests that are none", () => {
    const read = readProvenance({
      "@context": {},
      "@type": "sc:Dataset",
      name: "d",
      "prov:wasDerivedFrom": "https://example.com/raw",
      creator: { "@type": "Organization", name: "A lab" },
      distribution: [{ "@type": "cr:FileObject", "@id": "repo", sha256: "https://github.com/mlcommons/croissant/issues/80" }],
      recordSet: { "@id": "default", annotation: { equivalentProperty: "prov:wasDerivedFrom" } },
    });
    expect(read.things.map(({ id }) => id)).toEqual(["d", "d#repo", "https://example.com/raw"]);
    expect(read.agents).toEqual([{ id: "A lab", name: "A lab", kind: "organisation" }]);
    expect(read.left).toEqual([
      "d#repo: sha256 is no digest (https://github.com/mlcommons/croissant/issues/80)",
      "provenance of single fields of default",
    ]);
  });

  it("names records of PROV that it has no place for", () => {
    expect(readProvenance({ entity: { "ex:a": {} }, wasInformedBy: {} }).left).toEqual(["wasInformedBy"]);
  });

  it.each([
    null,
    [],
    "text",
    {},
    { "@type": "sc:Person", "@context": {} },
    { entity: 7 },
    { entity: { a: 7 } },
    { source: {}, provenance: {} },
  ])("refuses what is none of them: %j", (document) => {
    expect(() => readProvenance(document)).toThrow(expect.objectContaining({ code: "FORMAT_INVALID" }));
  });

  it("says which data sets there are where one is asked for that is not", () => {
    expect(() => writeProvenance(LINEAGE, "croissant", "other")).toThrow(/There is no other/);
    expect(() => writeProvenance({ ...LINEAGE, things: [] }, "dta")).toThrow(/no data set/);
  });
});
