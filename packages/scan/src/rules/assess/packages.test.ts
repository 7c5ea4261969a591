import type { PackageEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { compareVersions, leastVersion, mostVersion } from "./packages.ts";

const entry = (requirement?: string, version?: string): PackageEntry => ({
  purl: "pkg:pypi/torch",
  name: "torch",
  scope: "runtime",
  file: "requirements.txt",
  ...(requirement === undefined ? {} : { requirement }),
  ...(version === undefined ? {} : { version }),
});

describe("versions of packages", () => {
  it.each([
    ["2.5.1", "2.6", -1],
    ["2.6", "2.6.0", 0],
    ["2.10", "2.9", 1],
    ["2.6.0+cpu", "2.6", 0],
    ["1.13", "2", -1],
  ])("%s and %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  });

  it("knows the bounds of a requirement", () => {
    expect([leastVersion(entry(">=2.1,<2.5")), mostVersion(entry(">=2.1,<2.5"))]).toEqual(["2.1", "2.5"]);
    expect([leastVersion(entry(undefined, "2.4.0")), mostVersion(entry(undefined, "2.4.0"))]).toEqual(["2.4.0", "2.4.0"]);
    expect([leastVersion(entry(">=2.1")), mostVersion(entry(">=2.1"))]).toEqual(["2.1", undefined]);
    expect([leastVersion(undefined), mostVersion(entry())]).toEqual([undefined, undefined]);
  });
});
