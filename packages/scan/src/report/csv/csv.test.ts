import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arbitraryResult } from "../testing/arbitrary-result.ts";
import { sampleContext, sampleResult } from "../testing/sample-result.ts";
import { csvReporter } from "./index.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

/** RFC 4180 reader, for the tests only. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++);
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "," || character === "\r") {
      rows.at(-1)?.push(cell);
      cell = "";
      if (character === "\r") {
        rows.push([]);
        at++;
      }
    } else cell += character;
  }
  return rows.slice(0, -1);
}

describe("csv", () => {
  it("has a row for every asset and finding, and the same columns in each", () => {
    const result = sampleResult();
    const rows = read(csvReporter.render(result, sampleContext()));
    expect(rows).toHaveLength(1 + result.inventory.assets.length + result.findings.length);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    const finding = rows.find((row) => row.includes("unsafe-load"));
    expect(finding?.slice(10, 12)).toEqual(["src/fraud/merchant_text.py", "46"]);
    expect(finding).toContain("minilm-merchant-v3");
  });
  it("never makes a formula, whatever the project is called", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        for (const row of read(csvReporter.render(result, sampleContext()))) {
          expect(row).toHaveLength(25);
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
      { numRuns: 40 },
    );
  });
});
