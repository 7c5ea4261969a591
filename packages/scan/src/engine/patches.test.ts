import { expect, it } from "vitest";
import { combinePatches } from "./patches.ts";

const hunk = (line: number, from: string, to: string): string => `--- a/x.py\n+++ b/x.py\n@@ -${line},1 +${line},1 @@\n-${from}\n+${to}\n`;

it("joins the diffs of one file in the order of their lines", () => {
  expect(
    combinePatches([
      { file: "x.py", diff: hunk(9, "b", "B") },
      { file: "a.py", diff: hunk(1, "q", "Q") },
      { file: "x.py", diff: hunk(3, "a", "A") },
    ]),
  ).toBe("--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-q\n+Q\n--- a/x.py\n+++ b/x.py\n@@ -3,1 +3,1 @@\n-a\n+A\n@@ -9,1 +9,1 @@\n-b\n+B\n");
});

it("leaves an overlapping change for the next time, and says an equal one once", () => {
  const patch = combinePatches([
    { file: "x.py", diff: hunk(3, "a", "A") },
    { file: "x.py", diff: hunk(3, "a", "B") },
    { file: "x.py", diff: hunk(3, "a", "A") },
  ]);

  expect(patch.match(/@@ -/g)).toHaveLength(1);
});

it("moves the new lines by what came before", () => {
  const longer = "--- a/x.py\n+++ b/x.py\n@@ -1,1 +1,3 @@\n-a\n+a\n+b\n+c\n";

  expect(
    combinePatches([
      { file: "x.py", diff: longer },
      { file: "x.py", diff: hunk(5, "x", "y") },
    ]),
  ).toContain("@@ -5,1 +7,1 @@");
});
