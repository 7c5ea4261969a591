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

describe("a data set whose rows were looked at", () => {
  const result = sampleResult();
  const [asset] = result.inventory.assets.filter(({ kind }) => kind === "dataset");
  const assessed = (assessment: object): ReturnType<typeof sampleResult> => ({
    ...result,
    inventory: {
      ...result.inventory,
      assets: result.inventory.assets.map((each) =>
        each === asset ? { ...each, attributes: { ...each.attributes, assessment: JSON.parse(JSON.stringify(assessment)) } } : each,
      ),
    },
  });
  const whole = {
    by: "castellan data check",
    verdict: "poisoned",
    reason: "amount 777",
    rows: 400,
    quarantined: 20,
    groups: [{ kind: "trigger", rows: 20, p: 1e-9, description: "</script>\u202eamount 777", ids: ["r1"] }],
    power: { flood: 0.9, "patch-trigger": null },
    roles: { label: { column: "fraud", file: "train.py", line: 4 }, time: { column: "at", guessed: true } },
    columns: [{ name: "amount", role: "feature", held: [0, 1], rest: [0.5, 0.5], says: "777: 100 % of these" }],
    warnings: [],
  };
  const shown = (assessment: object): ReturnType<typeof pageData>["assets"][number] | undefined =>
    pageData(assessed(assessment), sampleContext()).assets.find(({ id }) => id === asset?.id);

  it("has verdict, groups, small histograms, power, and where roles were learnt", () => {
    const page = shown(whole);
    expect(page?.dataset).toMatchObject({
      verdict: "poisoned",
      quarantined: 20,
      power: [
        ["flood", 0.9],
        ["patch-trigger", null],
      ],
      roles: [
        ["label", "fraud", "train.py:4"],
        ["time", "at", "guessed from its name and values"],
      ],
      columns: [{ held: [0, 1] }],
    });
    expect(page?.dataset?.groups[0]?.description).not.toContain("\u202e");
    expect(page?.facts.map(([key]) => key)).not.toContain("assessment");
    expect(htmlReporter.render(assessed(whole), sampleContext()).match(/<\/script>/g)).toHaveLength(2);
  });

  it("shows what another version or a person stated as a fact, and draws nothing of it", () => {
    expect(shown({ verdict: "splendid" })?.dataset).toBeUndefined();
    expect(shown({ verdict: "splendid" })?.facts.map(([key]) => key)).toContain("assessment");
    expect(shown({ verdict: "clean", columns: [{ name: "x", held: [7], rest: "no" }], groups: 3 })?.dataset).toMatchObject({
      columns: [],
      groups: [],
    });
  });
});
