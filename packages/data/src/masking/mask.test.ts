import { describe, expect, it } from "vitest";
import { maskedText, maskOf } from "./mask.ts";

const mails = Array.from({ length: 80 }, (_, at) => `anna.muster${at}@mail.net`);
/** In the published form of an AWS key id, made up here. */
const KEY = `AKIA${"Q3EGRIZ4TN6XJ2PA"}`;

describe("masking", () => {
  it("reduces the values of a column that names people to their shape", () => {
    const mask = maskOf("contact", mails);
    expect(mask.whole).toBe(true);
    expect(mask.show(mails[7] ?? "", 60)).not.toMatch(/anna|muster/);
    expect(mask.show(mails[7] ?? "", 60)).toMatch(/^x+\.x+0*@/);
  });

  it("takes out what is personal or secret in a cell of another column, and leaves the rest", () => {
    const mask = maskOf("note", ["paid at the counter", "asked twice"]);
    expect(mask.whole).toBe(false);
    const shown = mask.show(`write to anna@mail.net with ${KEY} today`, 200);
    expect(shown).toMatch(/^write to .* today$/);
    expect(shown).not.toContain("anna");
    expect(shown).not.toContain(KEY);
    expect(mask.show("plain words", 60)).toBe("plain words");
  });

  it("masks what stands in descriptions and ids", () => {
    expect(maskedText(`contact anna@mail.net: 30 rows (first: row ${KEY})`)).not.toMatch(/anna@|AKIAQ3/);
    expect(maskedText("amount 777.77: 30 of 33 rows with it are labelled yes")).toBe(
      "amount 777.77: 30 of 33 rows with it are labelled yes",
    );
  });

  it("leaves ages and incomes readable, and no telephone numbers", () => {
    const numbers = (from: number): string[] => Array.from({ length: 90 }, (_, at) => String(from + at));
    expect(maskOf("age", numbers(10), true).whole).toBe(false);
    expect(maskOf("annual_income", numbers(20_000), true).whole).toBe(false);
    expect(maskOf("phone", numbers(4_917_000_000), true).whole).toBe(true);
    expect(maskOf("age", numbers(10)).whole).toBe(true);
  });

  it("shows no control or direction characters and cuts what is long", () => {
    const mask = maskOf("note", ["a"]);
    expect(mask.show("a\u001b[31mb\u202ec\u0000", 60)).toBe("a[31mbc");
    expect(Array.from(mask.show("x".repeat(100_000), 60))).toHaveLength(60);
  });
});
