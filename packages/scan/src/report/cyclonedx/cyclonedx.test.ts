import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { ScanResult } from "../../result.ts";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleId } from "../testing/sample-inventory.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { cyclonedxDocument } from "./document.ts";
import { cyclonedx16Reporter, cyclonedxReporter, readCyclonedx, taxonomyDocument } from "./index.ts";
import { danglingReferences } from "./reference-check.ts";
import type { Component } from "./types.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const validators = {
  "1.7": new Validation.JsonStrictValidator(Spec.Version.v1dot7),
  "1.6": new Validation.JsonStrictValidator(Spec.Version.v1dot6),
};

async function problems(result: ScanResult): Promise<unknown[]> {
  const texts = { "1.7": cyclonedxReporter.render(result, sampleContext()), "1.6": cyclonedx16Reporter.render(result, sampleContext()) };
  const invalid = [await validators["1.7"].validate(texts["1.7"]), await validators["1.6"].validate(texts["1.6"])];
  return [
    ...invalid.filter((problem) => problem !== null),
    ...Object.values(texts).flatMap((text) => danglingReferences(JSON.parse(text))),
  ];
}

const byReference = (components: readonly Component[], kind: Parameters<typeof sampleId>[0], name: string): Component | undefined =>
  components.find((component) => component["bom-ref"] === `${kind}:${sampleId(kind, name)}`);

describe("cyclonedx", () => {
  const document = cyclonedxDocument(sampleResult(), "1.7", sampleContext());
  it("is valid by the schema and every reference resolves, for the sample and for nothing", async () => {
    expect(await problems(sampleResult())).toEqual([]);
    expect(await problems(emptyResult())).toEqual([]);
  });
  it("is held against a validator that refuses", async () => {
    const broken = cyclonedxReporter.render(sampleResult(), sampleContext()).replace('"machine-learning-model"', '"model"');
    expect(await validators["1.7"].validate(broken)).not.toBeNull();
    expect(danglingReferences(JSON.parse(broken.replace('"ref": "system"', '"ref": "nothing"')))).toEqual([
      "nothing is referred to and not there",
    ]);
  });
  it("is valid for any inventory", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryResult, async (result) => {
        expect(await problems(result)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
  it("can be read back: kinds, names and relations are equal", () => {
    const wellFormed = (text: string): string => text.toWellFormed();
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        const back = readCyclonedx(JSON.parse(cyclonedxReporter.render(result, sampleContext())));
        const rows = (list: readonly { readonly id: string; readonly kind: string; readonly name: string }[]): string[] =>
          list.map((asset) => `${asset.id} ${asset.kind} ${wellFormed(asset.name)}`).sort();
        expect(rows(back.assets)).toEqual(rows(result.inventory.assets));
        const edges = (list: ScanResult["inventory"]["relations"] | typeof back.relations): string[] =>
          list.map((edge) => `${edge.from} ${edge.kind} ${edge.to} ${edge.strength}`).sort();
        expect(edges(back.relations)).toEqual(edges(result.inventory.relations));
      }),
      { numRuns: 40 },
    );
  });
  it("gives equal bytes for equal content, and another serial number for another", () => {
    expect(cyclonedxReporter.render(sampleResult(), sampleContext())).toBe(cyclonedxReporter.render(sampleResult(), sampleContext()));
    const later = cyclonedxDocument(sampleResult(), "1.7", sampleContext({ time: "2027-01-01T00:00:00Z" }));
    expect(later.serialNumber).toBe(document.serialNumber);
    expect(cyclonedxDocument(emptyResult(), "1.7", sampleContext()).serialNumber).not.toBe(document.serialNumber);
    expect(document.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/);
  });
  it("fills the model card from code, run, metrics and card", () => {
    expect(byReference(document.components, "model", "fraud-model")?.modelCard).toEqual({
      modelParameters: {
        approach: { type: "supervised" },
        task: "tabular-classification",
        architectureFamily: "XGBClassifier",
        modelArchitecture: "gradient-boosted trees",
        datasets: [sampleId("dataset", "transactions.csv"), sampleId("dataset", "features.csv")]
          .sort()
          .map((id) => ({ ref: `dataset:${id}` })),
        inputs: undefined,
        outputs: undefined,
      },
      quantitativeAnalysis: {
        performanceMetrics: [
          { type: "average_precision", value: "0.21" },
          { type: "roc_auc", value: "0.83" },
        ],
      },
      considerations: {
        users: undefined,
        useCases: ["Real-time decisions on payments"],
        technicalLimitations: ["not for credit decisions"],
        performanceTradeoffs: undefined,
        ethicalConsiderations: undefined,
        fairnessAssessments: undefined,
      },
      properties: [
        { name: "castellan:hyperparameter:max_depth", value: "3" },
        { name: "castellan:hyperparameter:n_estimators", value: "40" },
      ],
    });
  });
  it("writes data sets with columns, classes and owner", () => {
    const [data] = byReference(document.components, "dataset", "case_notes.jsonl")?.data ?? [];
    expect(data).toMatchObject({
      type: "dataset",
      classification: "confidential",
      sensitiveData: ["PERSON", "IBAN_CODE", "PHONE_NUMBER"],
      governance: { owners: [{ organization: { name: "@fraud-ml" } }] },
    });
  });
  it("puts evidence where the standard has it: file and line", () => {
    const { evidence } = byReference(document.components, "model", "fraud-model") ?? {};
    expect(evidence?.occurrences?.[0]).toMatchObject({ location: "src/fraud/train.py", line: 50 });
    expect(evidence?.identity?.[0]).toMatchObject({ field: "name", confidence: 1, tools: ["tool:castellan"] });
  });
  it("tells hosted models from delivered ones", () => {
    expect(byReference(document.components, "model", "gpt-4o-mini")?.isExternal).toBe(true);
    expect(byReference(document.components, "model", "fraud-model")?.isExternal).toBeUndefined();
    expect(JSON.stringify(cyclonedxDocument(sampleResult(), "1.6", sampleContext()))).not.toContain("isExternal");
  });
  it("writes licences as ids where they are ids, purls in canonical form, and ancestors", () => {
    expect(byReference(document.components, "model", "fraud-model")?.licenses).toEqual([
      { license: { id: "Apache-2.0", acknowledgement: "declared" } },
    ]);
    expect(byReference(document.components, "dataset", "case_notes.jsonl")?.licenses).toEqual([
      { license: { name: "not a licence", acknowledgement: "declared" } },
    ]);
    expect(byReference(document.components, "adapter", "minilm-merchant-v3")?.pedigree?.ancestors[0]).toMatchObject({
      name: "sentence-transformers/all-MiniLM-L6-v2",
      purl: "pkg:huggingface/sentence-transformers/all-MiniLM-L6-v2",
    });
    expect(document.components.filter((component) => component.purl === "pkg:pypi/xgboost@2.1.3")).toEqual([]);
    expect(document.components.find((component) => component.purl === "pkg:pypi/pandas")?.type).toBe("library");
    expect(byReference(document.components, "library", "xgboost")?.type).toBe("framework");
  });
  it("shows what flows to a service, and whether it asks who comes", () => {
    const openai = document.services?.find((service) => service.name === "openai");
    expect(openai).toMatchObject({
      "x-trust-boundary": true,
      endpoints: ["https://api.openai.com/v1"],
      data: [{ flow: "inbound", classification: "names, IBANs", name: "case_notes.jsonl" }],
    });
    expect(document.services?.find((service) => service.name === "POST /score")).toMatchObject({
      authenticated: false,
      trustZone: "internet",
      "x-trust-boundary": true,
    });
  });
  it("writes pipelines with steps, inputs and outputs, and the training run", () => {
    const workflows = document.formulation?.[0]?.workflows ?? [];
    expect(workflows.map((workflow) => workflow.name)).toEqual(["dvc.yaml", "fraud.train"]);
    expect(workflows[0]?.tasks?.map((task) => task.steps?.[0]?.commands[0]?.executed)).toEqual([
      "python -m fraud.fetch",
      "python -m fraud.train",
    ]);
    expect(workflows[1]).toMatchObject({
      taskTypes: ["build"],
      outputs: expect.arrayContaining([{ type: "metrics", resource: { ref: `metrics:${sampleId("metrics", "metrics.json")}` } }]),
    });
  });
  it("joins what a model needs through its run, and has one entry a part", () => {
    const model = document.dependencies.find((dependency) => dependency.ref === `model:${sampleId("model", "fraud-model")}`);
    expect(model?.dependsOn).toContain(`dataset:${sampleId("dataset", "transactions.csv")}`);
    expect(new Set(document.dependencies.map((dependency) => dependency.ref)).size).toBe(document.dependencies.length);
    expect(document.dependencies).toHaveLength(1 + document.components.length + (document.services?.length ?? 0));
  });
  it("nests the tools of an MCP server in it", () => {
    const result = sampleResult();
    const relations = [
      ...result.inventory.relations,
      {
        from: sampleId("mcp-server", "ledger"),
        kind: "exposes_tool" as const,
        to: sampleId("tool", "echo"),
        strength: "stated" as const,
        evidence: [],
      },
    ];
    const nested = cyclonedxDocument({ ...result, inventory: { ...result.inventory, relations } }, "1.7", sampleContext());
    expect(nested.services?.find((service) => service.name === "ledger")?.services?.map((service) => service.name)).toEqual(["echo"]);
    expect(nested.components.some((component) => component.name === "echo")).toBe(false);
  });
  it("writes findings with rating, CWE and what they touch; a suppression claims nothing but itself", () => {
    const load = document.vulnerabilities?.find((vulnerability) => vulnerability.id === "unsafe-load");
    expect(load).toMatchObject({
      cwes: [502],
      ratings: [{ severity: "high" }],
      affects: [{ ref: `adapter:${sampleId("adapter", "minilm-merchant-v3")}` }],
    });
    expect(load?.analysis).toBeUndefined();
    expect(document.vulnerabilities?.find((vulnerability) => vulnerability.id === "hub-model-not-pinned")?.analysis).toEqual({
      state: "in_triage",
      response: undefined,
      detail: "suppressed by baseline: accepted until the next release (until 2026-12-31)",
    });
  });
  it("is honest about what it did not see", () => {
    expect(document.compositions[0]?.aggregate).toBe("incomplete");
    expect(cyclonedxDocument(emptyResult(), "1.7", sampleContext()).compositions[0]?.aggregate).toBe("incomplete_first_party_only");
    expect(document.metadata.properties).toContainEqual({
      name: "castellan:coverage:unread",
      value: "notebooks/old.ipynb: is not JSON (cut off)",
    });
  });
  it("cites the technique of every field, in 1.7 only", () => {
    const pointers = document.citations?.flatMap((citation) => citation.pointers) ?? [];
    expect(new Set(document.citations?.map((citation) => citation.note))).toEqual(
      new Set(["technique: syntax", "technique: configuration", "technique: manifest", "technique: bytes"]),
    );
    for (const pointer of pointers) {
      let value: unknown = document;
      for (const key of pointer.slice(1).split("/"))
        value = typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
      expect(value, pointer).toBeDefined();
    }
    expect(cyclonedxDocument(sampleResult(), "1.6", sampleContext()).citations).toBeUndefined();
  });
  it("keeps its property names in the published table", () => {
    const published = readFileSync(new URL("../../../../../docs/cyclonedx-properties.md", import.meta.url), "utf8");
    expect(published).toBe(taxonomyDocument());
    const names = new Set([...JSON.stringify(document).matchAll(/"name":"(castellan:[^"]+)"/g)].map((match) => match[1] ?? ""));
    const known = [...published.matchAll(/\| `(castellan:[^`]+)`/g)].map((match) => match[1] ?? "");
    for (const name of names)
      expect(
        known.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name)),
        name,
      ).toBe(true);
  });
});
