import { describe, expect, it } from "vitest";
import { decodeBech32, encodeBech32 } from "./bech32.ts";

describe("Bech32", () => {
  it("writes and reads bytes of every length", () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 37 + length) & 255));
      expect(decodeBech32(encodeBech32("age", bytes))).toEqual({ prefix: "age", bytes });
    }
  });

  it("takes the valid strings of BIP 173 whose words are whole bytes", () => {
    expect(decodeBech32("A12UEL5L")).toEqual({ prefix: "a", bytes: Buffer.alloc(0) });
    expect(decodeBech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")?.bytes.length).toBe(20);
  });

  it("refuses what is changed by one letter, of mixed case, cut off or no Bech32", () => {
    const text = encodeBech32("age", Buffer.alloc(32, 7));
    for (let at = 4; at < text.length; at++) {
      const other = text[at] === "q" ? "p" : "q";
      expect(decodeBech32(text.slice(0, at) + other + text.slice(at + 1))).toBeUndefined();
      expect(decodeBech32(text.slice(0, at))).toBeUndefined();
    }
    for (const bad of ["", "1", "age1", "age", `Age${text.slice(3)}`, `${text} `, "\u00e41qqqqqqqq", "age1b"])
      expect(decodeBech32(bad)).toBeUndefined();
  });

  it("refuses padding that is not zero", () => {
    // 33 words carry 165 bits: 20 bytes and five bits too many.
    expect(decodeBech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lqmqqqxw")).toBeUndefined();
  });
});
