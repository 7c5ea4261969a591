import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDiff } from "../testing/apply-diff.ts";
import { applyEdits, type Edit } from "./edit.ts";
import { unifiedDiff } from "./unified-diff.ts";

const argument = (line: number, endLine = line): Edit => ({
  kind: "argument",
  file: "a.py",
  line,
  endLine,
  callee: "load",
  name: "weights_only",
  value: "True",
});

describe("edits", () => {
  it.each([
    ["x = torch.load(path)\n", "x = torch.load(path, weights_only=True)\n"],
    ["x = torch.load()\n", "x = torch.load(weights_only=True)\n"],
    ["x = torch.load(path, weights_only=False)\n", "x = torch.load(path, weights_only=True)\n"],
    ["x = torch.load(join(a, ')'), map_location='cpu').y\n", "x = torch.load(join(a, ')'), map_location='cpu', weights_only=True).y\n"],
  ])("set an argument in %j", (before, after) => {
    expect(applyEdits(before, [argument(1)])).toBe(after);
  });

  it("set an argument in a call of several lines, with a comma at its end", () => {
    expect(applyEdits("a = 1\nx = torch.load(\n    path,\n)\n", [argument(2, 4)])).toBe(
      "a = 1\nx = torch.load(\n    path, weights_only=True\n)\n",
    );
  });

  it("leave alone what does not fit", () => {
    expect(applyEdits("x = 1\n", [argument(1)])).toBeUndefined();
    expect(applyEdits("x = torch.load(path\n", [argument(1)])).toBeUndefined();
    expect(applyEdits("x = 1\n", [{ kind: "text", file: "a", line: 9, endLine: 9, from: "x", to: "y" }])).toBeUndefined();
  });

  it("from the last line to the first", () => {
    expect(
      applyEdits("a\nb\n", [
        { kind: "text", file: "f", line: 1, endLine: 1, from: "a", to: "x" },
        { kind: "text", file: "f", line: 2, endLine: 2, from: "b", to: "y" },
      ]),
    ).toBe("x\ny\n");
  });
});

describe("unified diff", () => {
  it("has the lines around a change", () => {
    expect(unifiedDiff("a.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n")).toBe(
      "--- a/a.py\n+++ b/a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n",
    );
  });

  it("applies to what it was made from", () => {
    const text = fc.array(fc.constantFrom("a", "b", "", "c d"), { minLength: 1, maxLength: 12 }).map((lines) => `${lines.join("\n")}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applyDiff(before, unifiedDiff("a", before, after))).toBe(after);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
