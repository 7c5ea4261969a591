import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { judgeFile } from "./judge-fairness.ts";
import { renderFairnessHtml, renderFairnessMarkdown } from "./page.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-fairness-page-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = "<img src=x onerror=alert(1)>";
const file = join(folder, "loans.csv");
const line = (row: number): string => {
  const group = row % 2 === 0 ? "plain" : HOSTILE;
  return `${group},${row % 2 === 0 ? 1 : 2}${row % 7},${(row * 37) % 100 < (row % 2 === 0 ? 70 : 25) ? "yes" : "no"},${row % 3 === 0 ? "yes" : "no"}`;
};
writeFileSync(file, `group,proxy,granted,said\n${Array.from({ length: 600 }, (_, row) => line(row)).join("\n")}\n`);
const { result } = await judgeFile(file, {
  label: "granted",
  groups: ["group"],
  prediction: "said",
  score: undefined,
  threshold: undefined,
  favourable: "yes",
  id: undefined,
  seed: 1,
  version: "0.0.0",
});

describe("the page of a judgement of fairness", () => {
  const html = renderFairnessHtml(result);

  it("shows verdict, rates with intervals, what is a finding, and stand-ins", () => {
    expect(html).toMatch(/<span class="verdict critical">◆ disparity/);
    expect(html).toMatch(/<span class="critical">◆ 2\.\d+ <span class="soft">/);
    expect(html).toContain("Columns that stand in for a group");
    expect(html).toMatch(/proxy<\/td>[\s\S]*● stands in/);
  });

  it("lets no group become markup", () => {
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(renderFairnessMarkdown(result)).toContain("\\<img src=x onerror=alert(1)\\>");
  });

  it("writes the same bytes again", () => {
    expect(renderFairnessHtml(result)).toBe(html);
    expect(renderFairnessMarkdown(result)).toMatch(/^# ◆ disparity: loans\.csv/);
  });
});
