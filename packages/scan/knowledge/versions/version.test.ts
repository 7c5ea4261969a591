import { describe, expect, it } from "vitest";
import { VULNERABLE, VulnerableRange } from "./index.ts";
import { compareVersions, versionIn } from "./version.ts";

describe("versions", () => {
  it.each([
    ["1.16.1", "1.16.2", -1],
    ["v1.16.1-ubuntu20.04", "1.16.1-1", 0],
    ["1.17", "1.17.0", 0],
    ["0.10.2", "0.9.9", 1],
    ["2.6.0rc1", "2.6.0", -1],
    ["25.07-py3", "25.07", 0],
  ])("compares %s with %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
    expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign);
  });

  it.each(["latest", "main", "${TAG}", "", "sha256:1.2"])("takes %j for no version", (text) => expect(versionIn(text)).toBeUndefined());

  it.each(
    VULNERABLE.map((row) => [`${row.product} ${row.advisory} ${row.from ?? ""} ${row.fixed ?? row.lastAffected ?? ""}`, row] as const),
  )("%s is a range with a dated source", (_, row) => {
    expect(VulnerableRange.parse(row)).toEqual(row);
    const end = row.fixed ?? row.lastAffected ?? "";
    expect(versionIn(end)).toBe(end);
    if (row.from !== undefined) expect(compareVersions(row.from, end)).toBeLessThan(row.fixed === undefined ? 1 : 0);
    expect(row.source).toMatch(/^https:\/\//);
    expect((row.images ?? []).length + (row.packages ?? []).length).toBeGreaterThan(0);
  });

  it("has no row twice, and names the products that people run", () => {
    const keys = VULNERABLE.map((row) => `${row.product} ${row.advisory} ${row.from ?? ""}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(VULNERABLE.map(({ product }) => product)).size).toBeGreaterThanOrEqual(30);
  });
});
