import fc from "fast-check";
import { expect, test } from "vitest";
import { assetId, findingFingerprint, normaliseExcerpt, stableId } from "./fingerprint.ts";

test("an id is 32 hex digits and depends on the borders between parts", () => {
  expect(stableId("a", "b")).toMatch(/^[0-9a-f]{32}$/);
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
      expect(stableId(...a) === stableId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { seed: 1 },
  );
  expect(stableId("ab", "c")).not.toBe(stableId("a", "bc"));
});

test("ids are the same on every machine and in every version", () => {
  expect(assetId("model", "hosted:openai:gpt-4o")).toBe(stableId("asset", "model", "hosted:openai:gpt-4o"));
  expect(stableId("asset", "model", "x")).toBe("9b44881414edb662d4bbde897418e6d4");
});

test.each([
  ["white space", 'load( "x" )\n', '  load(\t"x"  )'],
  ["quoting", "load('x')", 'load("x")'],
  ["back ticks", "load(`x`)", 'load("x")'],
  ["a line that is broken", "load(\n  x,\n  y\n)", "load( x, y )"],
])("%s does not make another finding", (_title, one, other) => {
  expect(findingFingerprint("RULE", "asset", one, 0)).toBe(findingFingerprint("RULE", "asset", other, 0));
});

test.each([
  ["rule", ["OTHER", "asset", "x", 0]],
  ["asset", ["RULE", "other", "x", 0]],
  ["code", ["RULE", "asset", "y", 0]],
  ["place among equals", ["RULE", "asset", "x", 1]],
] as const)("another %s makes another finding", (_title, [rule, asset, excerpt, ordinal]) => {
  expect(findingFingerprint(rule, asset, excerpt, ordinal)).not.toBe(findingFingerprint("RULE", "asset", "x", 0));
});

test("normalising twice is normalising once", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(normaliseExcerpt(normaliseExcerpt(text))).toBe(normaliseExcerpt(text));
    }),
    { seed: 2 },
  );
});
