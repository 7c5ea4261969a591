import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { ScanResult } from "../../result.ts";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleId } from "../testing/sample-inventory.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { spdxProblems } from "./conformance.ts";
import { spdxDocument } from "./document.ts";
import { spdxReporter } from "./index.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(new URL("./testing/built-spdx-3.0.1.schema.json", import.meta.url), "utf8")),
);

function problems(result: ScanResult): unknown[] {
  const document: unknown = JSON.parse(spdxReporter.render(result, sampleContext()));
  return [...(validate(document) ? [] : (validate.errors ?? []).slice(0, 3)), ...spdxProblems(document)];
}

describe("spdx", () => {
  const graph = spdxDocument(sampleResult(), sampleContext())["@graph"];
  const find = (kind: Parameters<typeof sampleId>[0], name: string): (typeof graph)[number] | undefined =>
    graph.find((node) => "spdxId" in node && node.spdxId.endsWith(`asset-${sampleId(kind, name)}`));

  it("is valid by the schema and the profiles, for the sample and for nothing", () => {
    expect(problems(sampleResult())).toEqual([]);
    expect(problems(emptyResult())).toEqual([]);
  });
  it("is valid for any inventory", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(problems(result)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
  it("fills the AI profile", () => {
    expect(find("model", "fraud-model")).toMatchObject({
      type: "ai_AIPackage",
      software_primaryPurpose: "model",
      software_packageVersion: "2.3.0",
      software_downloadLocation: "NOASSERTION",
      ai_typeOfModel: ["gradient-boosted trees"],
      ai_limitation: "not for credit decisions",
      ai_hyperparameter: [
        { type: "DictionaryEntry", key: "max_depth", value: "3" },
        { type: "DictionaryEntry", key: "n_estimators", value: "40" },
      ],
      ai_metric: [
        { type: "DictionaryEntry", key: "average_precision", value: "0.21" },
        { type: "DictionaryEntry", key: "roc_auc", value: "0.83" },
      ],
    });
    expect(find("agent", "fraud-analyst")).toMatchObject({
      type: "ai_AIPackage",
      software_primaryPurpose: "application",
      ai_autonomyType: "yes",
    });
  });
  it("fills the Dataset profile", () => {
    expect(find("dataset", "case_notes.jsonl")).toMatchObject({
      type: "dataset_DatasetPackage",
      dataset_datasetType: ["text"],
      dataset_confidentialityLevel: "amber",
      dataset_hasSensitivePersonalInformation: "yes",
    });
    expect(find("dataset", "transactions.csv")).toMatchObject({
      dataset_datasetType: ["structured"],
      dataset_hasSensitivePersonalInformation: "no",
      dataset_dataCollectionProcess: "fetched from s3://bank-feeds",
    });
  });
  it("says that a time is not known where it stands in for one", () => {
    expect(find("model", "fraud-model")).toMatchObject({
      releaseTime: "2026-11-22T07:00:00Z",
      comment: expect.stringContaining("the time of release is not known"),
    });
  });
  it("relates models to what they were trained on, through the run", () => {
    const model = `asset-${sampleId("model", "fraud-model")}`;
    const trained = graph.find(
      (node) => node.type === "Relationship" && node.relationshipType === "trainedOn" && node.from.endsWith(model),
    );
    expect(trained).toMatchObject({
      to: [sampleId("dataset", "features.csv"), sampleId("dataset", "transactions.csv")].sort().map((id) => expect.stringContaining(id)),
    });
  });
  it("keeps names that are no SPDX licence out of expressions", () => {
    const expressions = graph
      .filter((node) => node.type === "simplelicensing_LicenseExpression")
      .map((node) => node.simplelicensing_licenseExpression);
    expect(expressions).toEqual(["Apache-2.0"]);
    expect(graph.some((node) => node.type === "simplelicensing_SimpleLicensingText" && node.name === "not a licence")).toBe(true);
  });
  it("gives equal bytes for equal content", () => {
    expect(spdxReporter.render(sampleResult(), sampleContext())).toBe(spdxReporter.render(sampleResult(), sampleContext()));
  });
});

describe("spdxProblems", () => {
  const text = spdxReporter.render(sampleResult(), sampleContext());
  it.each([
    ["a package without supplier", (whole: string) => whole.replace(/\n *"suppliedBy".*/g, ""), /has 0 of suppliedBy/],
    ["a reference to nothing", (whole: string) => whole.replace(/#agent"/, '#nobody"'), /#nobody is referred to and not there/],
    [
      "a missing licence",
      (whole: string) => whole.replaceAll('"hasConcludedLicense"', '"other"'),
      /has 0 relationships hasConcludedLicense/,
    ],
  ])("finds %s", (_what, change, problem) => {
    const broken: unknown = JSON.parse(change(text));
    expect(spdxProblems(broken).join("\n")).toMatch(problem);
  });
});
