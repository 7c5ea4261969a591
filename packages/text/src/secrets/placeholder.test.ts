import { describe, expect, it } from "vitest";
import { drawToken, seededRandom } from "../testing/draw.ts";
import { isWeakWord, placeholderReason } from "./placeholder.ts";

describe("placeholderReason", () => {
  it.each([
    ["${SECRET}", "template"],
    ["{{ secret }}", "template"],
    ["<your-key>", "template"],
    ["%(key)s", "template"],
    ["$SECRET", "template"],
    ["IOSFODNN7EXAMPLE", "placeholder-word"],
    ["your_api_key", "fill-in"],
    ["changeme", "fill-in"],
    ["REPLACE_ME_42", "fill-in"],
    ["abcXXXXXXXXX", "masked"],
    ["000000000000", "masked"],
    ["############", "masked"],
    ["12345678-ABCD-ABCD-ABCD-1234567890AB", "patterned"],
    ["2YotnFZFEjr1zCsicMWpAA", "published"],
  ])("%s: %s", (value, reason) => {
    expect(placeholderReason(value)).toBe(reason);
  });

  it("knows weak passwords only when strict", () => {
    expect(placeholderReason("p0stgr3s", true)).toBe("weak-word");
    expect(placeholderReason("p0stgr3s")).toBeUndefined();
    expect(isWeakWord("admin123!")).toBe(true);
    expect(isWeakWord("hX7#kd92Lm")).toBe(false);
  });

  it("keeps nearly every random token", () => {
    const random = seededRandom(1);
    const kept = Array.from({ length: 2000 }, () => drawToken("{A:40}", random)).filter(
      (token) => placeholderReason(token, true) === undefined,
    );
    expect(kept.length).toBeGreaterThan(1990);
  });
});
