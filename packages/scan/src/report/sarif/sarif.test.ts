import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleFindings } from "../testing/sample-findings.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { sarifLog, sarifReporter } from "./index.ts";
import { sarifSchema } from "./schema.ts";
import type { Result } from "./types.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const [run] = sarifLog(sampleResult(), sampleContext()).runs;
const of = (rule: string): Result | undefined => run?.results.find((result) => result.ruleId === rule);

function read(text: string): unknown {
  return JSON.parse(text);
}

describe("sarif", () => {
  it("keeps to the standard, for the sample, for nothing, and for any result", () => {
    for (const result of [sampleResult(), emptyResult()])
      expect(sarifSchema.safeParse(read(sarifReporter.render(result, sampleContext()))).error).toBeUndefined();
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(sarifSchema.safeParse(read(sarifReporter.render(result, sampleContext()))).error).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
  it("lets every index point at what it names", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        const [one] = sarifLog(result, sampleContext()).runs;
        for (const each of one?.results ?? []) {
          expect(one?.tool.driver.rules?.[each.ruleIndex]?.id).toBe(each.ruleId);
          for (const taxon of each.taxa ?? [])
            expect(one?.taxonomies?.[taxon.toolComponent.index]?.taxa?.[taxon.index ?? -1]?.id).toBe(taxon.id);
        }
      }),
      { numRuns: 40 },
    );
  });
  it("has a rule for every check, with help and security severity", () => {
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map((rule) => rule.id)).toContain("mcp-server-over-http");
    const load = rules.find((rule) => rule.id === "unsafe-load");
    expect(load?.help?.text).toContain("Fix: Set weights_only=True");
    expect(load?.properties).toMatchObject({ "security-severity": "8.0", tags: ["security", "ai", "external/cwe/cwe-502"] });
  });
  it("names the frameworks and the controls that were touched", () => {
    expect(run?.taxonomies?.map((taxonomy) => taxonomy.name)).toEqual([
      "cwe",
      "mitre-atlas",
      "nist-ai-rmf",
      "owasp-agentic-2026",
      "owasp-llm-2025",
      "owasp-llm-2026",
    ]);
    expect(of("unsafe-load")?.taxa?.map((taxon) => taxon.id)).toEqual(["CWE-502", "AML.T0010", "LLM04:2026"]);
  });
  it("tells the chain as code flows: the path, and the evidence", () => {
    const flows = of("training-loop-without-gate")?.codeFlows ?? [];
    expect(flows).toHaveLength(2);
    expect(flows[0]?.threadFlows[0]?.locations.map((step) => step.location.message?.text)).toEqual([
      "partner-b-writer",
      "can access s3://bank-feeds",
      "fetched from transactions.csv",
      "trains on fraud-model",
      "serves POST /score",
    ]);
    expect(flows[1]?.threadFlows[0]?.locations[1]?.location.physicalLocation).toEqual({
      artifactLocation: { uri: "dvc.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 12, endLine: undefined },
    });
  });
  it("turns patches into fixes", () => {
    expect(of("unsafe-load")?.fixes?.[0]?.artifactChanges[0]).toMatchObject({
      artifactLocation: { uri: "src/fraud/merchant_text.py" },
      replacements: [
        {
          deletedRegion: { startLine: 46, startColumn: 1, endLine: 47, endColumn: 1 },
          insertedContent: { text: '    state = torch.load(path, map_location="cpu", weights_only=True)\n' },
        },
      ],
    });
  });
  it("keeps suppressions, baseline state and what is only possible apart", () => {
    expect(of("hub-model-not-pinned")).toMatchObject({
      suppressions: [{ kind: "external", justification: "baseline: accepted until the next release (until 2026-12-31)" }],
      baselineState: "unchanged",
    });
    expect(of("unsafe-load")?.baselineState).toBe("new");
    const findings = sampleFindings().filter((finding) => finding.suppressed === undefined);
    const [plain] = sarifLog(sampleResult({ findings }), sampleContext()).runs;
    expect(plain?.results.every((result) => result.baselineState === undefined)).toBe(true);
    const [compared] = sarifLog(sampleResult({ findings }), sampleContext({ known: new Set([findings[0]?.fingerprint ?? ""]) })).runs;
    expect(compared?.results.map((result) => result.baselineState).slice(0, 2)).toEqual(["unchanged", "new"]);
    expect(run?.results.find((result) => result.kind === "review")?.level).toBe("none");
  });
  it("writes cells as logical places, never as lines of the file", () => {
    const [location] = of("secret-in-notebook")?.locations ?? [];
    expect(location?.physicalLocation?.region).toBeUndefined();
    expect(location?.logicalLocations?.[0]).toEqual({ name: "cell 7", fullyQualifiedName: "cell 7 line 2", kind: "member" });
  });
  it("escapes what would be a placeholder or a link", () => {
    const findings = sampleFindings()
      .slice(0, 1)
      .map((finding) => ({ ...finding, message: "f{0} [x](http://evil) [1]" }));
    const [one] = sarifLog(sampleResult({ findings }), sampleContext()).runs;
    expect(one?.results[0]?.message.text).toMatch(/^f\{\{0\}\} \\\[x\]\(http:\/\/evil\) \[1\]/);
  });
  it("says what was not seen, and leaves the time out when asked", () => {
    expect(run?.invocations[0]).toMatchObject({ executionSuccessful: false, startTimeUtc: "2026-11-22T07:00:00Z" });
    expect(run?.invocations[0]?.toolExecutionNotifications?.map((note) => note.level)).toEqual(["warning", "note"]);
    expect(sarifReporter.render(sampleResult(), sampleContext({ reproducible: true }))).not.toContain("startTimeUtc");
  });
});
