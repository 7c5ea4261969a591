import { describe, expect, it } from "vitest";
import { sampleResult } from "./testing/sample-result.ts";
import { unreadEntries } from "./unread.ts";

describe("unreadEntries", () => {
  it("tells what a reader could not finish from what was left out by rule", () => {
    const skipped = [
      { file: "a.ipynb", reason: "notebook: The notebook is not JSON", required: false },
      { file: "b", reason: "permission denied", required: true },
      { file: "node_modules", reason: "dependency folder", required: false },
      { file: "c.js", reason: "generated or minified code: not parsed", required: false },
    ];
    expect(unreadEntries(sampleResult({ coverage: { files: 1, bytes: 1, unresolved: [], skipped } })).map((entry) => entry.file)).toEqual([
      "a.ipynb",
      "b",
    ]);
  });
});
