import { describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { Ff1 } from "./ff1.ts";

const key = Buffer.from("2B7E151628AED2A6ABF7158809CF4F3C", "hex");
const none = new Uint8Array();
const digitsOf = (text: string): number[] => [...text].map(Number);

describe("FF1", () => {
  it("gives what NIST's first sample says, and takes it back", () => {
    const cipher = new Ff1(key, 10);
    expect(cipher.encrypt(digitsOf("0123456789"), none).join("")).toBe("2433477484");
    expect(cipher.decrypt(digitsOf("2433477484"), none).join("")).toBe("0123456789");
  });

  it.each([
    [2, 9],
    [3, 5],
    [10, 3],
    [31, 2],
    [7, 3],
  ])("permutes all strings of radix %i and length %i", (radix, length) => {
    const cipher = new Ff1(key, radix, 1n);
    const size = radix ** length;
    const seen = new Set<string>();
    for (let value = 0; value < size; value++) {
      const digits = Array.from({ length }, (_, index) => Math.floor(value / radix ** index) % radix);
      const masked = cipher.encrypt(digits, Buffer.from("column"));
      expect(cipher.decrypt(masked, Buffer.from("column"))).toEqual(digits);
      seen.add(masked.join(" "));
    }
    expect(seen.size).toBe(size);
  });

  it.each([2, 10, 36, 256, 65_536])("goes there and back for lengths of every parity at radix %i", (radix) => {
    const cipher = new Ff1(Buffer.alloc(32, 7), radix);
    for (const length of [20, 21, 33, 64, 200]) {
      const digits = Array.from({ length }, (_, index) => (index * 7919 + length) % radix);
      for (const tweak of [none, Buffer.alloc(15, 1), Buffer.alloc(16, 2), Buffer.alloc(300, 3)]) {
        const masked = cipher.encrypt(digits, tweak);
        expect(masked).not.toEqual(digits);
        expect(masked.every((digit) => digit >= 0 && digit < radix)).toBe(true);
        expect(cipher.decrypt(masked, tweak)).toEqual(digits);
      }
    }
  });

  it("differs by key and by tweak", () => {
    const digits = digitsOf("4111111111111111");
    const all = [new Ff1(key, 10), new Ff1(Buffer.alloc(16), 10)].flatMap((cipher) =>
      ["a", "b"].map((tweak) => cipher.encrypt(digits, Buffer.from(tweak)).join("")),
    );
    expect(new Set(all).size).toBe(4);
  });

  it("refuses domains under a million, wrong keys, radices and digits", () => {
    expect(() => new Ff1(key, 10).encrypt(digitsOf("12345"), none)).toThrow(/FF1 takes 6 to/);
    expect(new Ff1(key, 10).encrypt(digitsOf("123456"), none)).toHaveLength(6);
    expect(() => new Ff1(key, 2).encrypt([0, 1, 0], none)).toThrow(ProtectError);
    expect(() => new Ff1(key.subarray(1), 10)).toThrow(/16, 24 or 32 bytes, not 15/);
    for (const radix of [0, 1, 65_537, 10.5, Number.NaN]) expect(() => new Ff1(key, radix)).toThrow(/radix/);
    for (const digit of [10, -1, 0.5, Number.NaN]) expect(() => new Ff1(key, 10).encrypt([1, 2, 3, 4, 5, 6, digit], none)).toThrow(/below/);
    expect(() => new Ff1(key, 10).encrypt(new Array<number>(5000).fill(1), none)).toThrow(ProtectError);
    expect(() => new Ff1(key, 10).encrypt(digitsOf("1234567"), new Uint8Array(70_000))).toThrow(/tweak/);
  });
});
