import { createHash } from "node:crypto";
import { Script } from "node:vm";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleFindings } from "../testing/sample-findings.ts";
import { emptyResult, sampleContext, sampleResult } from "../testing/sample-result.ts";
import { pageData } from "./build-data.ts";
import { CLIENT_SCRIPT } from "./built-client.ts";
import { htmlReporter } from "./index.ts";
import { MAXIMUM_NODES, overviewLayout } from "./layout.ts";
import { STYLE } from "./style.ts";
import { bundleClient, clientModule } from "./testing/bundle-client.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const html = htmlReporter.render(sampleResult(), sampleContext());
const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

describe("the page", () => {
  it("asks nobody for anything", () => {
    expect(html).toContain(
      `default-src 'none'; script-src 'sha256-${hash(CLIENT_SCRIPT)}'; style-src 'sha256-${hash(STYLE)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/<(?:link|img|iframe|object|embed|base|form)\b|@import|url\((?!#)|\son\w+=|\sstyle=/i);
    expect(CLIENT_SCRIPT).not.toMatch(
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|eval|Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/,
    );
  });
  it("is one script, one style, one block of data", () => {
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html.match(/<style>/g)).toHaveLength(1);
  });
  it("lets no hostile text out of its place", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        const page = htmlReporter.render(
          result,
          sampleContext({ excerpt: () => [{ line: 1, text: "</script><script>alert(1)</script>" }] }),
        );
        expect(page.match(/<\/?script/g)).toHaveLength(4);
        expect(page.match(/<!--|<!\[CDATA/g)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
  it("keeps title and note escaped", () => {
    const page = htmlReporter.render(emptyResult(), sampleContext());
    expect(page).toContain("<title>scanned system: AI bill of materials and risks</title>");
    expect(htmlReporter.render({ ...emptyResult(), targets: ["<b>x</b>"] }, sampleContext())).toContain("<title>b&gt;: AI bill");
  });
  it("has no time in it when it must be reproducible", () => {
    expect(htmlReporter.render(sampleResult(), sampleContext({ reproducible: true }))).not.toContain("2026-11-22");
  });
});

describe("the script", () => {
  it("is what the sources say (else run testing/write-client.ts)", () => {
    expect(CLIENT_SCRIPT).toBe(bundleClient());
    expect(clientModule("a\n")).toContain('CLIENT_SCRIPT: string = "a\\n"');
  });
  it("is one program without imports or types, and small", () => {
    expect(() => new Script(CLIENT_SCRIPT)).not.toThrow();
    expect(CLIENT_SCRIPT).not.toMatch(/^(?:import|export|declare|interface|type) /m);
    expect(Buffer.byteLength(CLIENT_SCRIPT)).toBeLessThan(60_000);
  });
});

describe("pageData", () => {
  const excerpt = (_target: number, file: string, line: number): { line: number; text: string }[] => [{ line, text: `${file}\u202e` }];
  const data = pageData(sampleResult(), sampleContext({ excerpt }));
  it("carries findings with code, actions with their path, and verdicts of the checks", () => {
    expect(data.findings.find((finding) => finding.rule === "unsafe-load")?.excerpt).toEqual([[46, "src/fraud/merchant_text.py"]]);
    expect(data.findings.find((finding) => finding.rule === "secret-in-notebook")?.excerpt).toEqual([]);
    expect(data.actions[0]).toMatchObject({ rank: 1, urgent: true, path: 0, findings: [0] });
    expect(data.checks.map((check) => `${check.rule} ${check.verdict}`)).toEqual([
      "endpoint-without-authentication fail",
      "hub-model-not-pinned fail",
      "mcp-server-over-http not-applicable",
      "model-file-signature not-tested",
      "secret-in-notebook fail",
      "training-loop-without-gate fail",
      "unsafe-load fail",
      "untrusted-text-to-shell fail",
    ]);
  });
  it("tells in which direction data moves", () => {
    const of = (kind: string): number | undefined => data.relations.find((relation) => relation.kind === kind)?.moves;
    expect([of("produces"), of("trains_on"), of("authenticated_by")]).toEqual([1, -1, 0]);
  });
  it("marks what is new when there is something to compare with", () => {
    const known = new Set(
      sampleFindings()
        .slice(1)
        .map((finding) => finding.fingerprint),
    );
    expect(pageData(sampleResult(), sampleContext({ known })).findings.map((finding) => finding.fresh)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("overviewLayout", () => {
  it("places what is related, left to right as data moves", () => {
    const result = sampleResult();
    const x = new Map(overviewLayout(result).nodes.map(([at, left]) => [result.inventory.assets[at]?.name, left]));
    const line = ["partner-feed-b", "s3://bank-feeds", "transactions.csv", "fraud.train", "fraud-model", "POST /score"].map(
      (name) => x.get(name) ?? 0,
    );
    expect(line).toEqual([...line].sort((a, b) => a - b));
    expect(x.has("core-banking")).toBe(false);
  });
  it("keeps to its limit and keeps the main lineage", () => {
    const result = sampleResult();
    const [model] = result.inventory.assets.filter((asset) => asset.kind === "model");
    if (model === undefined) throw new Error("the sample has no model");
    const many = Array.from({ length: 1000 }, (_, at) => ({ ...model, id: `m${at}`, name: `m${at}` }));
    const relations = many.map((each) => ({
      from: each.id,
      kind: "derived_from" as const,
      to: model.id,
      strength: "stated" as const,
      evidence: [],
    }));
    const large = {
      ...result,
      inventory: {
        ...result.inventory,
        assets: [...result.inventory.assets, ...many],
        relations: [...result.inventory.relations, ...relations],
      },
    };
    const names = overviewLayout(large).nodes.map(([at]) => large.inventory.assets[at]?.name);
    expect(names).toHaveLength(MAXIMUM_NODES);
    expect(names).toContain("POST /score");
  });
  it("draws nothing where nothing is related", () => {
    expect(overviewLayout(emptyResult())).toEqual({ nodes: [], width: 0, height: 0 });
  });
});
