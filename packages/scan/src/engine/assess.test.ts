import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AssetAnalyzer } from "@castellan/graph";
import { expect, it, onTestFinished } from "vitest";
import { scan } from "./scan.ts";

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), "castellan-assess-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "data.csv"), `a,label\n${"1,x\n2,y\n".repeat(40)}`);
  writeFileSync(
    join(folder, "train.py"),
    `import pandas as pd
from sklearn.ensemble import RandomForestClassifier
data = pd.read_csv("data.csv")
model = RandomForestClassifier()
model.fit(data[["a"]], data["label"])
`,
  );
  return folder;
}

const rows = (verdict: string, analyze?: AssetAnalyzer["analyze"]): AssetAnalyzer => ({
  id: "rows",
  version: 1,
  accepts: ({ kind }) => kind === "dataset",
  analyze:
    analyze ??
    (async (asset, { pathOf }) => ({
      facts: {
        assessment: { verdict, rows: 80, quarantined: 9, groups: [], reason: "" },
        path: asset.occurrences.map(pathOf).filter((path) => path !== undefined),
      },
      unread: [],
    })),
});

it("puts what an analyser says on the asset, and rules judge it", async () => {
  const folder = project();
  const { inventory, findings, summary } = await scan({ targets: [folder], analyzers: [rows("poisoned")] });
  const data = inventory.assets.find(({ kind }) => kind === "dataset");
  expect(data?.attributes["path"]).toContain(join(folder, "data.csv"));
  expect(data?.attributes["columnRoles"]).toMatchObject({ label: { column: "label", file: "train.py", line: 5 } });
  expect(findings.find(({ rule }) => rule === "dataset-poisoned")).toMatchObject({ asset: data?.id, severity: "high" });
  expect(summary.complete).toBe(true);
});

it("says nothing without an analyser", async () => {
  const { findings, checks } = await scan({ targets: [project()] });
  expect(findings.filter(({ rule }) => rule.startsWith("dataset-p"))).toEqual([]);
  expect(checks.find(({ rule }) => rule === "dataset-poisoned")).toMatchObject({ applicable: 0 });
});

it("an analyser that fails, or leaves something unread, is in the coverage; the scan goes on", async () => {
  const folder = project();
  const failing = rows("clean", () => Promise.reject(new Error("no engine")));
  const first = await scan({ targets: [folder], analyzers: [failing] });
  expect(first.coverage.skipped).toContainEqual(expect.objectContaining({ reason: "rows failed: no engine", required: true }));
  expect(first.summary.complete).toBe(false);
  const half = rows("clean", async ({ occurrences: [occurrence] }) => ({
    facts: {},
    unread: occurrence === undefined ? [] : [{ occurrence, reason: "line 7 is longer than a line may be" }],
  }));
  const second = await scan({ targets: [folder], analyzers: [half] });
  expect(second.coverage.skipped.map(({ reason }) => reason)).toContain("line 7 is longer than a line may be");
});
