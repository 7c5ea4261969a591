import { describe, expect, it } from "vitest";
import type { DataCheckResult } from "../document.ts";
import { checkedOf } from "../page/testing/checked.ts";
import { generatedTable } from "../testing/generated.ts";
import { renderCheckMarkdown } from "./markdown.ts";
import { nextSteps } from "./next-steps.ts";
import { renderCheck } from "./terminal.ts";

const rows = Int32Array.from({ length: 12 }, (_, row) => row);
const found = (description: string): DataCheckResult =>
  checkedOf(generatedTable(200, 3), [{ kind: "trigger", description, where: {}, rows, p: 1e-9, attack: true }]).result;
const CALL = { file: "rows.csv", roles: { label: "label", text: ["note", "memo"] } };
const LOOK = { color: false, width: 80, all: false };

describe("the report of a check in the terminal", () => {
  it("says verdict, groups, what it can see, what to do and the exit code, within the width", () => {
    const text = renderCheck(found("x1 5 brings yes"), CALL, LOOK);
    expect(text).toMatch(/◆ POISONED {2}somebody has tampered with this data; 12 rows held back \(6 %\)/);
    expect(text).toMatch(/▪ x1 5 brings yes\n {4}a trigger · 12 rows: 0, 1, 2, 3, 4, … · chance in honest data 1e-9/);
    expect(text).toMatch(/labels flipped at random +███████░░░ +70 % +would mostly be seen/);
    expect(text).toMatch(/a patch that switches the label +– +not tried here/);
    expect(text).toMatch(/castellan data check rows\.csv --label label --text note --text memo --scores scores\.csv/);
    expect(text).toMatch(/exit 1: poisoned\n$/);
    for (const line of text.split("\n").filter((one) => !one.startsWith("      castellan")))
      expect(Array.from(line).length, line).toBeLessThanOrEqual(80);
  });

  it("masks and makes harmless what the data brought into a sentence", () => {
    const text = renderCheck(found("note write to anna.muster@firma.de\u001b[2J\u202e"), CALL, LOOK);
    expect(text).not.toMatch(/anna|\u001b|\u202e/);
  });
});

describe("the report of a check as Markdown", () => {
  it("lets no value become markup", () => {
    const text = renderCheckMarkdown(found("a | b <img src=x> [x](http://y) `c` @team\nd"), CALL);
    expect(text).toContain("a \\| b \\<img src=x\\> \\[x\\](http://y) \\`c\\`");
    expect(text).not.toContain("@team");
    expect(text.split("\n").filter((line) => line.startsWith("| a trigger"))).toHaveLength(1);
  });
});

describe("what to do next", () => {
  const steps = (result: Partial<DataCheckResult>): string => JSON.stringify(nextSteps({ ...found("x"), ...result }, CALL));

  it("names the id column that the rows are called by", () => {
    expect(steps({ roles: { label: ["label"], id: ["row key"] } })).toContain("--output rows.clean.csv --id 'row key'");
  });

  it("asks for what would let the check see more", () => {
    const clean: Partial<DataCheckResult> = { verdict: "inconclusive", groups: [], quarantine: { rows: 0, ids: [] }, roles: {}, power: {} };
    expect(steps(clean)).toMatch(/--label COLUMN.*--reference TRUSTED.*--source COLUMN.*--save rows\.csv\.sketch\.json/);
    expect(steps(clean)).not.toContain("data clean");
  });
});
