import { describe, expect, it } from "vitest";
import { replacementsOf } from "./patch.ts";

describe("replacementsOf", () => {
  it("reads a changed line between unchanged ones", () => {
    expect(replacementsOf({ file: "a", diff: "--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n" })).toEqual([
      { startLine: 2, endLine: 3, text: "TWO\n" },
    ]);
  });
  it("reads insertions, deletions and several hunks", () => {
    const diff = "--- a/a\n+++ b/a\n@@ -4,0 +5,2 @@\n+new\n+newer\n@@ -9,2 +11,1 @@\n-old\n kept\n";
    expect(replacementsOf({ file: "a", diff })).toEqual([
      { startLine: 5, endLine: 5, text: "new\nnewer\n" },
      { startLine: 9, endLine: 10, text: "" },
    ]);
  });
  it("makes nothing of text that is no diff", () => {
    expect(replacementsOf({ file: "a", diff: "-- hello\n+ there" })).toEqual([]);
  });
});
