import { describe, expect, it } from "vitest";
import { VULNERABLE } from "./index.ts";
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

  it.each(VULNERABLE.map((row) => [`${row.product} ${row.advisory} ${row.fixed}`, row] as const))(
    "%s is a range with a source",
    (_, row) => {
      expect(versionIn(row.fixed)).toBe(row.fixed);
      if (row.from !== undefined) expect(compareVersions(row.from, row.fixed)).toBeLessThan(0);
      expect(row.source).toMatch(/^https:\/\//);
      expect((row.images ?? []).length + (row.packages ?? []).length).toBeGreaterThan(0);
    },
  );
});
