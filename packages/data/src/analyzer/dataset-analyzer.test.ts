import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Asset, Attributes } from "@castellan/graph";
import { describe, expect, it, onTestFinished } from "vitest";
import { Random } from "../statistics/random.ts";
import { datasetAnalyzer } from "./dataset-analyzer.ts";

const analyzer = datasetAnalyzer("0.0.0");
const clock = (): Date => new Date(0);

function asset(file: string, attributes: Attributes = {}, more: Partial<Asset> = {}): Asset {
  return {
    id: "1",
    kind: "dataset",
    name: file,
    identity: { key: file },
    lifecycle: "committed",
    scope: "production",
    attributes,
    digests: {},
    occurrences: [{ file, technique: "bytes", confidence: "certain" }],
    ...more,
  };
}

/** Two classes that two numbers tell apart; the label's name says nothing. */
function table(rows: number, flipped = 0): string {
  const random = new Random(3);
  const lines = Array.from({ length: rows }, (_, row) => {
    const positive = random.unit() < 0.5;
    const centre = positive ? 2 : -2;
    const label = row < flipped ? !positive : positive;
    return `${(centre + random.normal()).toFixed(4)},${(centre + random.normal()).toFixed(4)},${label ? "good" : "bad"}`;
  });
  return `a,b,quality_of_thing\n${lines.join("\n")}\n`;
}

function written(text: string, name = "rows.csv"): string {
  const folder = mkdtempSync(join(tmpdir(), "castellan-analyzer-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const roles = { columnRoles: { label: { column: "quality_of_thing", file: "train.py", line: 9 } } };

describe("the analyser of data sets", () => {
  it("takes tables in production alone", () => {
    expect(analyzer.accepts(asset("a/rows.csv.gz"))).toBe(true);
    expect(analyzer.accepts(asset("rows.csv", {}, { scope: "test" }))).toBe(false);
    expect(analyzer.accepts(asset("rows.csv", {}, { kind: "model" }))).toBe(false);
    expect(analyzer.accepts(asset("rows.bin"))).toBe(false);
  });

  it("judges the rows by the label of the training code, and says where it learnt it", async () => {
    const path = written(table(600));
    const { facts, unread } = await analyzer.analyze(asset("rows.csv", roles), { pathOf: () => path, clock });
    expect(unread).toEqual([]);
    expect(facts["assessment"]).toMatchObject({
      rows: 600,
      roles: { label: { column: "quality_of_thing", file: "train.py", line: 9 } },
    });
    expect(facts["assessment"]).not.toMatchObject({ verdict: "poisoned" });
  });

  it("says nothing of what is not on this machine, nor of a handful of rows", async () => {
    expect(await analyzer.analyze(asset("rows.csv"), { pathOf: () => undefined, clock })).toEqual({ facts: {}, unread: [] });
    const path = written(table(10));
    expect(await analyzer.analyze(asset("rows.csv", roles), { pathOf: () => path, clock })).toEqual({ facts: {}, unread: [] });
  });

  it("what cannot be read is unread, by its own path in the project", async () => {
    const path = written("\0\0\0not a table", "rows.parquet");
    const { facts, unread } = await analyzer.analyze(asset("data/rows.parquet"), { pathOf: () => path, clock });
    expect(facts).toEqual({});
    expect(unread).toHaveLength(1);
    expect(unread[0]?.reason).toContain("data/rows.parquet");
    expect(unread[0]?.reason).not.toContain(tmpdir());
  });
});
