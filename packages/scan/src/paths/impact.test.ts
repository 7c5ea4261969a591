import type { Asset, Relation } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { emptyResult } from "../report/testing/sample-result.ts";
import type { ScanResult } from "../result.ts";
import { ImpactDocument, impactOf, PathsDocument, pathsBetween } from "./impact.ts";
import { impactLines, pathLines } from "./lines.ts";

function asset(id: string, kind: Asset["kind"], name = id): Asset {
  return {
    id,
    kind,
    name,
    identity: { key: id },
    occurrences: [],
    lifecycle: "declared",
    scope: "production",
    attributes: {},
    digests: {},
  };
}

const relation = (from: string, kind: Relation["kind"], to: string): Relation => ({
  from,
  kind,
  to,
  strength: "stated",
  evidence: [{ file: "dvc.yaml", line: 3, technique: "configuration", confidence: "certain" }],
});

const RESULT: Pick<ScanResult, "inventory" | "paths"> = {
  inventory: {
    assets: [
      asset("feed", "storage"),
      asset("rows", "dataset"),
      asset("run", "training-run"),
      asset("model", "model"),
      asset("api", "endpoint"),
      asset("other", "dataset"),
    ],
    relations: [
      relation("rows", "stored_in", "feed"),
      relation("run", "trains_on", "rows"),
      relation("run", "produces", "model"),
      relation("api", "serves", "model"),
      // A circle ends.
      relation("rows", "derived_from", "model"),
    ],
    packages: [],
    resources: [],
  },
  paths: [
    {
      id: "p",
      title: "A partner can …",
      severity: "critical",
      steps: [
        { asset: "a partner", evidence: [] },
        { asset: "api", via: "is loaded by", evidence: [] },
      ],
      fixes: [{ relation: "a partner write feed", cuts: 2 }],
    },
  ],
};
const result: ScanResult = { ...emptyResult(), ...RESULT };

describe("impactOf", () => {
  it("tells what an asset is made of and what it touches, nearest first, and ends on circles", () => {
    const [impact] = impactOf("rows", result);
    expect(impact?.after.map(({ name, distance, via }) => `${distance} ${via} ${name}`)).toEqual([
      "1 trains run",
      "2 makes model",
      "3 answers at api",
    ]);
    expect(impact?.before.map(({ name, distance }) => `${distance} ${name}`)).toEqual(["1 model", "1 feed", "2 run"]);
    expect(ImpactDocument.safeParse({ schema: "castellan/impact/1", impacts: impactOf("rows", result) }).success).toBe(true);
  });

  it("says so where nothing is seen, and finds nothing under a name that nobody has", () => {
    expect(impactLines(impactOf("other", result)).join("\n")).toContain("nothing that was seen");
    expect(impactOf("none", result)).toEqual([]);
  });
});

describe("pathsBetween", () => {
  it("chooses by where a path begins and ends", () => {
    expect(pathsBetween(result, "partner", "API")).toHaveLength(1);
    expect(pathsBetween(result, "internet", undefined)).toEqual([]);
    expect(PathsDocument.safeParse({ schema: "castellan/paths/1", paths: result.paths }).success).toBe(true);
    expect(pathLines(result.paths, result)).toEqual([
      "critical  A partner can …",
      "  a partner",
      "  ─is loaded by→ api",
      "  cut  a partner write feed: closes all 2 ways that were followed",
    ]);
  });
});
