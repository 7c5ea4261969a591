import { describe, expect, it } from "vitest";
import type { Column, Table } from "../table/table.ts";
import { detectDrift } from "./detect-drift.ts";
import type { DataDriftResult } from "./document.ts";
import { renderDriftHtml, renderDriftMarkdown } from "./page.ts";
import { renderDrift } from "./report.ts";
import { sideOfTable } from "./side.ts";

const HOSTILE = "</script><img src=x onerror=alert(1)>";

function table(shift: number, value: string): Table {
  const numbers: Column = {
    kind: "number",
    name: HOSTILE,
    values: Float64Array.from({ length: 400 }, (_, row) => ((row * 37) % 100) + shift),
  };
  const steady: Column = { kind: "number", name: "steady", values: Float64Array.from({ length: 400 }, (_, row) => (row * 53) % 90) };
  const strings: Column = {
    kind: "string",
    name: "city",
    codes: Int32Array.from({ length: 400 }, (_, row) => row % 4),
    dictionary: ["a", "b", "c", value],
  };
  return { rows: 400, columns: [numbers, steady, strings] };
}

function result(shift: number, value: string): DataDriftResult {
  return {
    schema: "castellan/data-drift/1",
    tool: { name: "castellan", version: "0.0.0" },
    reference: { file: "before.csv", kind: "table", rows: 400, columns: 3 },
    new: { file: "now.csv", kind: "table", rows: 400, columns: 3 },
    complete: true,
    ...detectDrift(sideOfTable(table(0, "d")), sideOfTable(table(shift, value)), { seed: 1, times: 40 }),
  };
}

describe("the page of a comparison", () => {
  const moved = renderDriftHtml(result(80, "anna.muster@firma.de"));

  it("shows verdict, moved columns with both distributions, and folds the others", () => {
    expect(moved).toMatch(/<span class="verdict critical">◆ severe drift/);
    expect(moved.match(/class="heldbar"/g)?.length).toBe(3);
    expect(moved).toMatch(/1 columns did not move/);
    expect(moved).toContain("All columns together");
  });

  it("lets no name of a column become markup and shows no personal data", () => {
    expect(moved).not.toMatch(/<script|<img|anna/);
    expect(moved).toContain("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    expect(moved).toContain("default-src 'none'");
  });

  it("says plainly that nothing moved", () => {
    const still = renderDriftHtml(result(0, "d"));
    expect(still).toMatch(/verdict ok">○ no drift/);
    expect(still).toContain("None of 3 columns moved");
    expect(still).not.toContain("Columns that moved");
  });

  it("writes a table for a pull request, and the same numbers in the terminal", () => {
    const text = renderDriftMarkdown(result(80, "x|y"));
    expect(text).toMatch(/^# ◆ severe drift: now\.csv against before\.csv/);
    expect(text).toContain("\\</script\\>\\<img src=x onerror=alert(1)\\>");
    expect(renderDrift(result(80, "d"), { color: false, width: 80, all: false })).toMatch(/SEVERE DRIFT[\s\S]*W 2\.\d+ /);
  });
});
