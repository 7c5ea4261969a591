import type { Action, Finding } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import type { FileFacts, InlineIgnore } from "../../project/facts.ts";
import { createProject } from "../../project/project.ts";
import { ProjectSettings } from "../../project/settings.ts";
import { countSuppressed, openActions, suppress } from "./apply.ts";

const FACTS: FileFacts = { sha256: "", bytes: 0, sensitive: [], ignores: [], problems: [] };

function projectWith(ignores: readonly InlineIgnore[]) {
  return createProject(
    [{ index: 0, name: ".", key: "x" }],
    [{ target: 0, path: "a.py", bytes: 0, scope: "production", lifecycle: "committed", facts: { ...FACTS, ignores } }],
  );
}

function finding(id: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: "rule-x",
    title: "X",
    severity: "high",
    reasons: [],
    confidence: "certain",
    location: { file: "a.py", line },
    message: "",
    evidence: [],
    remediation: "fix",
    controls: [],
    fingerprint: id,
    scope: "production",
    factors: { exposure: 3, exploitability: 3, data: 3, blast: 3 },
    ...more,
  };
}

function run(findings: readonly Finding[], ignores: readonly InlineIgnore[], settings = {}, inline = true) {
  return suppress(findings, [], projectWith(ignores), {
    renames: new Map(),
    settings: ProjectSettings.parse(settings),
    inline,
    today: "2026-11-22",
  });
}

describe("suppress", () => {
  it("takes an ignore on the same line, the line above, and above a block of them", () => {
    const ignores = [
      { line: 3, rule: "rule-x", reason: "same" },
      { line: 6, rule: "rule-x", reason: "above" },
      { line: 10, rule: "rule-y", reason: "block" },
      { line: 11, rule: "rule-x", reason: "block" },
    ];
    const { findings } = run([finding("a", 3), finding("b", 7), finding("c", 12), finding("d", 20)], ignores);

    expect(findings.map(({ suppressed }) => suppressed?.reason)).toEqual(["same", "above", "block", undefined]);
  });

  it("needs the rule, the cell and a day that has not passed", () => {
    const ignores = [
      { line: 1, rule: "rule-y", reason: "other rule" },
      { line: 2, cell: 3, rule: "rule-x", reason: "other cell" },
      { line: 4, rule: "rule-x", reason: "late", until: "2026-11-21" },
    ];
    const { findings, stale } = run([finding("a", 1), finding("b", 2), finding("c", 4)], ignores);

    expect(findings.every(({ suppressed }) => suppressed === undefined)).toBe(true);
    expect(stale).toEqual([
      "a.py:1 castellan-ignore rule-y suppresses nothing",
      "a.py:cell 3:2 castellan-ignore rule-x suppresses nothing",
      "a.py:4 castellan-ignore rule-x ran out on 2026-11-21",
    ]);
  });

  it("takes settings with a path, and lists those that suppress nothing", () => {
    const { findings, stale } = run([finding("a", 1)], [], {
      ignore: [
        { rule: "rule-*", path: "*.py", reason: "ours" },
        { rule: "other", reason: "x" },
      ],
    });

    expect(findings[0]?.suppressed).toEqual({ by: "configuration", reason: "ours" });
    expect(stale).toEqual(["castellan.yaml ignore other suppresses nothing"]);
  });

  it("leaves inline ignores out when the target's configuration is not honoured", () => {
    expect(run([finding("a", 1)], [{ line: 1, rule: "rule-x", reason: "r" }], {}, false).findings[0]?.suppressed).toBeUndefined();
  });
});

describe("openActions", () => {
  const action = (rank: number, findings: readonly string[]): Action => ({
    rank,
    severity: "critical",
    title: `T${rank} (${findings.length} places)`,
    reasons: [],
    fix: "",
    findings,
    scope: "production",
    confidence: "certain",
    location: { file: "a.py" },
  });

  it("drops what is empty and tells the rest by its worst finding", () => {
    const findings = [
      finding("a", 1, { suppressed: { by: "inline", reason: "" } }),
      finding("b", 2, { severity: "low" }),
      finding("c", 3, { severity: "medium" }),
      finding("d", 4, { suppressed: { by: "inline", reason: "" } }),
    ];

    expect(openActions([action(1, ["a", "b"]), action(2, ["d"]), action(3, ["c"])], findings)).toMatchObject([
      { rank: 1, severity: "critical", title: "T3 (1 places)", findings: ["c"] },
      { rank: 2, severity: "low", title: "T1", findings: ["b"] },
    ]);
  });
});

it("counts what is suppressed in the checks", () => {
  const check = { rule: "rule-x", applicable: 2, passed: 0, failed: 2, unknown: 0, suppressed: 0 };

  expect(countSuppressed([check], [finding("a", 1, { suppressed: { by: "inline", reason: "" } }), finding("b", 1)])).toEqual([
    { ...check, suppressed: 1 },
  ]);
});
