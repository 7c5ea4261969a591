import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimatedBits, isPeriodic, naturalness, patternedShare, shannonEntropy } from "./randomness.ts";
import { seededRandom } from "./testing/draw.ts";

describe("shannonEntropy", () => {
  it("is 0 for one character and 4 for sixteen different ones", () => {
    expect(shannonEntropy("")).toBe(0);
    expect(shannonEntropy("aaaa")).toBe(0);
    expect(shannonEntropy("0123456789abcdef")).toBeCloseTo(4);
  });

  it("lies between 0 and log2 of the length", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const bits = shannonEntropy(text);
        expect(bits).toBeGreaterThanOrEqual(-1e-9);
        expect(bits).toBeLessThanOrEqual(Math.log2(text.length) + 1e-9);
      }),
    );
  });
});

describe("naturalness", () => {
  it("tells words from random letters", () => {
    const random = seededRandom(7);
    const noise = Array.from({ length: 400 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("");
    expect(naturalness("your_service_account_credentials").share).toBeGreaterThan(0.8);
    expect(naturalness(noise).share).toBeLessThan(0.5);
    expect(naturalness("12-34")).toEqual({ share: 0, pairs: 0 });
  });
});

describe("patternedShare and isPeriodic", () => {
  it("see runs, counting and repetition", () => {
    expect(patternedShare("12345678")).toBe(1);
    expect(patternedShare("xxxxxxxx")).toBe(1);
    expect(patternedShare("fedcba98")).toBeGreaterThan(0.7);
    expect(patternedShare("q7Zt9kLp")).toBe(0);
    expect(isPeriodic("deadbeefdeadbeefdeadbeef")).toBe(true);
    expect(isPeriodic("q7Zt9kLpW2m4X8")).toBe(false);
  });
});

describe("estimatedBits", () => {
  it("never exceeds the width of the alphabet", () => {
    expect(estimatedBits("0".repeat(40))).toBe(0);
    expect(estimatedBits("1234567890")).toBeLessThanOrEqual(10 * Math.log2(10) + 1e-9);
    expect(estimatedBits("9f86d081884c7d659a2feaa0c55ad015")).toBeGreaterThan(80);
  });
});
