import { describe, expect, it } from "vitest";
import { comparePython } from "./pep440.ts";
import { compareSemantic } from "./semver.ts";

/** Every pair of a list in ascending order. */
function pairs(list: readonly string[]): readonly (readonly [string, string])[] {
  return list.flatMap((low, index) => list.slice(index + 1).map((high): readonly [string, string] => [low, high]));
}

describe("versions of Python", () => {
  // PEP 440, "Summary of permitted suffixes and relative ordering" and the examples of its sections.
  const published = [
    ["1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1"],
    ["0.9", "0.9.1", "0.9.2", "0.9.10", "0.9.11", "1.0", "1.0.1", "1.1", "2.0", "2.0.1"],
    ["2012.4", "2012.7", "2012.10", "2013.1", "2013.6"],
    ["1.1.dev1", "1.1a1", "1.1rc1", "1.1", "1.1.post1"],
    ["2013.10", "2014.04", "1!1.0", "1!1.1", "1!2.0"],
    ["1.0+abc", "1.0+abc.1", "1.0+1", "1.0+1.abc"],
  ];
  it.each(published.flatMap(pairs))("%s < %s", (low, high) => {
    expect(comparePython(low, high)).toBeLessThan(0);
    expect(comparePython(high, low)).toBeGreaterThan(0);
  });

  // PEP 440, "Normalization".
  it.each([
    ["1.1RC1", "1.1rc1"],
    ["00", "0"],
    ["09000", "9000"],
    ["1.0+foo0100", "1.0+foo0100"],
    ["1.1.a1", "1.1a1"],
    ["1.1-a1", "1.1a1"],
    ["1.1a.1", "1.1a1"],
    ["1.1alpha1", "1.1a1"],
    ["1.1beta2", "1.1b2"],
    ["1.1c3", "1.1rc3"],
    ["1.1preview3", "1.1rc3"],
    ["1.2a", "1.2a0"],
    ["1.2.post-2", "1.2.post2"],
    ["1.2-post2", "1.2.post2"],
    ["1.0-r4", "1.0.post4"],
    ["1.2.post", "1.2.post0"],
    ["1.0-1", "1.0.post1"],
    ["1.2-dev2", "1.2.dev2"],
    ["1.2.dev", "1.2.dev0"],
    ["v1.0", "1.0"],
    ["1.0+ubuntu-1", "1.0+ubuntu.1"],
    ["1.0", "1.0.0"],
    [" 1.0 ", "1.0"],
  ])("%s is %s", (a, b) => expect(comparePython(a, b)).toBe(0));

  it.each(["", "latest", "1.0-", "1..0", "2004d", "1.0+", "x".repeat(10_000), `1${".1".repeat(5000)}`])("%.20s is none", (text) => {
    expect(comparePython(text, "1.0")).toBeUndefined();
  });
});

describe("semantic versions", () => {
  // semver.org 2.0.0, section 11.
  it.each([
    ...pairs(["1.0.0", "2.0.0", "2.1.0", "2.1.1"]),
    ...pairs(["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0"]),
    ["0.0.0-20200101000000-abcdefabcdef", "0.0.1"] as const,
  ])("%s < %s", (low, high) => {
    expect(compareSemantic(low, high)).toBeLessThan(0);
    expect(compareSemantic(high, low)).toBeGreaterThan(0);
  });

  it.each([
    ["1.0.0+build.1", "1.0.0"],
    ["v1.2.3", "1.2.3"],
    ["1.2", "1.2.0"],
    ["2.0.0+incompatible", "2.0.0"],
  ])("%s is %s", (a, b) => expect(compareSemantic(a, b)).toBe(0));

  it.each(["", "latest", "^1.0.0", "1.2.3.4", "1.x", "1".repeat(1000)])("%.20s is none", (text) => {
    expect(compareSemantic(text, "1.0.0")).toBeUndefined();
  });
});
