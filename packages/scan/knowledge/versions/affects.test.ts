import { describe, expect, it } from "vitest";
import { affects, mendedIn, namesPackage } from "./affects.ts";
import type { VulnerableRange } from "./schema.ts";

const row = (range: Partial<VulnerableRange>): VulnerableRange => ({
  product: "X",
  packages: ["pypi:x", "npm:@a/x"],
  advisory: "CVE-2025-1234",
  what: "runs code",
  severity: "high",
  source: "https://example.org",
  seen: "2026-11-23",
  ...range,
});

describe("rows of vulnerable versions", () => {
  it.each([
    [{ fixed: "2.0" }, "1.9.9", true],
    [{ fixed: "2.0" }, "2.0", false],
    [{ from: "1.0", fixed: "2.0" }, "0.9", false],
    [{ lastAffected: "2.0" }, "2.0", true],
    [{ lastAffected: "2.0" }, "2.0.1", false],
  ] as const)("%j affects %s: %s", (range, version, is) => expect(affects(row(range), version)).toBe(is));

  it("knows its packages and where all holes are mended", () => {
    expect(namesPackage(row({ fixed: "1.0" }), "@a/x")).toBe(true);
    expect(namesPackage(row({ fixed: "1.0" }), "pypi:x")).toBe(false);
    expect(mendedIn([row({ fixed: "1.10" }), row({ fixed: "1.9" })])).toBe("1.10 or later");
    expect(mendedIn([row({ fixed: "1.10" }), row({ lastAffected: "1.12" })])).toBe("a version after 1.12");
  });
});
