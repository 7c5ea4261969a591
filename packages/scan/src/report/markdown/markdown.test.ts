import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleActions, sampleFindings } from "../testing/sample-findings.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { COMMENT_MARKER, markdownReporter } from "./index.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

describe("markdown", () => {
  it("starts with the marker and the worst", () => {
    const text = markdownReporter.render(sampleResult(), sampleContext());
    expect(text.split("\n").slice(0, 2)).toEqual([COMMENT_MARKER, "### Castellan: 4 actions at or above high"]);
    expect(text).toContain("| ◆ critical | **A partner can rewrite the training data of the live fraud model**<br>`infra/s3.tf:38`");
    expect(text).toContain("<details><summary>2 actions more</summary>");
    expect(text).toContain("partner-feed-b → s3&#58;//bank-feeds → transactions.csv → fraud.train → fraud-model → POST /score ← internet");
  });
  it("tells what is new when there is something to compare with", () => {
    const [old, ...fresh] = sampleFindings();
    const known = new Set(old === undefined ? [] : [old.fingerprint]);
    const text = markdownReporter.render(sampleResult(), sampleContext({ known }));
    expect(text).toContain("### Castellan: 5 actions new in this pull request");
    expect(text).toContain("1 action that were there before");
    const all = new Set([old, ...fresh].map((finding) => finding?.fingerprint ?? ""));
    expect(markdownReporter.render(sampleResult(), sampleContext({ known: all }))).toContain("nothing new to fix");
  });
  it("says so when there is no AI", () => {
    expect(markdownReporter.render(emptyResult(), sampleContext())).toContain("no AI in 512 files");
  });
  it("pings nobody and closes nothing", () => {
    const findings = sampleFindings().map((finding) => ({
      ...finding,
      title: "<!-- x --> @everyone </details> | a\n# b [l](javascript:x)",
      owner: "@fraud-ml",
    }));
    const text = markdownReporter.render(sampleResult({ findings, actions: sampleActions(findings) }), sampleContext());
    expect(text).not.toContain("@");
    expect(text.match(/<!--/g)).toHaveLength(1);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text).not.toMatch(/^# b/m);
    expect(text).not.toContain("](javascript");
  });
  it("stays under the length that GitHub takes", () => {
    const [base] = sampleFindings();
    if (base === undefined) throw new Error("the sample has no findings");
    const findings = Array.from({ length: 2000 }, (_, at) => ({
      ...base,
      id: `f${at}`,
      severity: "medium" as const,
      title: `${"long ".repeat(60)}${at}`,
    }));
    const text = markdownReporter.render(sampleResult({ findings, actions: sampleActions(findings) }), sampleContext());
    expect(text.length).toBeLessThan(60_001);
    expect(text).toContain("more in the full report");
  });
  it("never throws and never lets HTML through", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        // Left to right, as CommonMark reads: a backtick behind a backslash opens no code.
        const outsideCode = markdownReporter.render(result, sampleContext({ all: true })).replace(/\\.|(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
        const tags = outsideCode.match(/<\/?[a-z!][^>]*>/gi) ?? [];
        expect(tags.filter((tag) => !/^<(?:\/?details|\/?summary|br|\/?sub)>$|^<!-- castellan:/.test(tag))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
