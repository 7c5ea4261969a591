import { describe, expect, it } from "vitest";
import { ALPHABETS, FormatMask, type FormatOptions } from "./format-preserving.ts";
import { luhnDigit } from "./luhn.ts";

const key = Buffer.alloc(32, 5);
const tweak = Buffer.from("cards");
const maskOf = (options: Partial<FormatOptions>): FormatMask =>
  new FormatMask(key, tweak, { alphabet: ALPHABETS.digits, luhn: "ignore", keepFirst: 0, keepLast: 0, ...options });
const valid = (text: string): boolean => {
  const digits = [...text.replaceAll(/\D/g, "")].map(Number);
  return luhnDigit(digits.slice(0, -1)) === digits.at(-1);
};
const card = (seed: number): string => {
  const body = Array.from({ length: 15 }, (_, index) => (seed * 31 + index * index * 7) % 10);
  return [...body, luhnDigit(body)].join("").replace(/(\d{4})(?=\d)/g, "$1 ");
};

describe("masking in form", () => {
  it("knows check digits", () => {
    expect(luhnDigit([..."7992739871"].map(Number))).toBe(3);
  });

  it("keeps groups and separators, and goes back", () => {
    const mask = maskOf({});
    const masked = mask.mask("+49 (030) 1234-5678");
    expect(masked).toMatch(/^\+\d\d \(\d{3}\) \d{4}-\d{4}$/);
    expect(masked).not.toBe("+49 (030) 1234-5678");
    expect(mask.unmask(masked)).toBe("+49 (030) 1234-5678");
  });

  it.each(["keep", "break"] as const)("with luhn %s, valid numbers stay or stop being so, always", (luhn) => {
    for (const keepFirst of [0, 6]) {
      const mask = maskOf({ luhn, keepFirst });
      for (let seed = 0; seed < 50; seed++) {
        const masked = mask.mask(card(seed));
        expect(valid(masked)).toBe(luhn === "keep");
        expect(masked.replaceAll(" ", "").slice(0, keepFirst)).toBe(card(seed).replaceAll(" ", "").slice(0, keepFirst));
        expect(mask.unmask(masked)).toBe(card(seed));
      }
    }
  });

  it("keeps both ends readable and lets them change the middle", () => {
    const mask = maskOf({ keepFirst: 6, keepLast: 4 });
    const [one, other] = [mask.mask("4111111111111111"), mask.mask("4222221111111111")];
    expect(one).toMatch(/^411111\d{6}1111$/);
    expect(one.slice(6, 12)).not.toBe(other.slice(6, 12));
  });

  it("masks other alphabets, of several code units too", () => {
    const plate = maskOf({ alphabet: ALPHABETS["upper-alphanumeric"] });
    expect(plate.unmask(plate.mask("B-XY 1234"))).toBe("B-XY 1234");
    const faces = maskOf({ alphabet: "😀😁😂🤣😃😄😅😆😉😊" });
    expect(faces.unmask(faces.mask("😀😁😂🤣😃😄"))).toBe("😀😁😂🤣😃😄");
  });

  it("refuses mixed alphabets, short and invalid values, and never quotes them", () => {
    const refusals: readonly (readonly [FormatMask, string, RegExp])[] = [
      [maskOf({}), "1234AB5678", /character 5 is no separator/],
      [maskOf({}), "１２３４５６７", /character 1/],
      [maskOf({}), "12-345", /FF1 takes 6/],
      [maskOf({}), "---", /too few/],
      [maskOf({}), "", /too few/],
      [maskOf({ keepFirst: 6, keepLast: 4 }), "1234567890", /too few/],
      [maskOf({ luhn: "keep" }), "4111111111111112", /check digit/],
    ];
    for (const [mask, value, why] of refusals) {
      expect(() => mask.mask(value)).toThrow(why);
      if (value.length > 3)
        try {
          mask.mask(value);
        } catch (error) {
          expect(String(error)).not.toContain(value);
        }
    }
    expect(() => maskOf({ luhn: "keep" }).unmask("4111111111111112")).toThrow(/was changed/);
  });

  it("refuses options that cannot hold", () => {
    expect(() => maskOf({ alphabet: "aa" })).toThrow(/each once/);
    expect(() => maskOf({ alphabet: ALPHABETS.lower, luhn: "keep" })).toThrow(/digits only/);
    expect(() => maskOf({ luhn: "keep", keepLast: 4 })).toThrow(/choose one/);
    expect(() => maskOf({ keepFirst: -1 })).toThrow(/whole number/);
  });
});
