import { describe, expect, it } from "vitest";
import { findInlineIgnores } from "./inline-ignores.ts";

describe("findInlineIgnores", () => {
  it.each([
    ["x = 1  # castellan-ignore: torch-load weights are ours", { line: 1, rule: "torch-load", reason: "weights are ours" }],
    [
      "// castellan-ignore: a.b-c checked by hand until=2027-01-31",
      { line: 1, rule: "a.b-c", reason: "checked by hand", until: "2027-01-31" },
    ],
    ["<!-- castellan-ignore: rule-x only docs -->", { line: 1, rule: "rule-x", reason: "only docs" }],
    ["/* castellan-ignore: rule-x until=2026-12-01 a test */", { line: 1, rule: "rule-x", reason: "a test", until: "2026-12-01" }],
    ["a\nb\r\n# castellan-ignore: rule-x third line\n", { line: 3, rule: "rule-x", reason: "third line" }],
  ])("%j", (text, expected) => expect(findInlineIgnores(text)).toEqual([expected]));

  it.each([
    "# castellan-ignore: rule-x",
    "# castellan-ignore:",
    "# castellan-ignore: rule-x until=2027-01-01",
    "# castellan-ignore rule-x reason",
  ])("%j says nothing: rule and reason are needed", (text) => expect(findInlineIgnores(text)).toEqual([]));

  it("knows the cell", () => {
    expect(findInlineIgnores("# castellan-ignore: r1 why", 4)).toEqual([{ line: 1, cell: 4, rule: "r1", reason: "why" }]);
  });

  it("takes linear time", () => {
    const start = performance.now();
    findInlineIgnores("castellan-ignore: a ".repeat(50_000) + "\n".repeat(50_000));

    expect(performance.now() - start).toBeLessThan(2000);
  });
});
