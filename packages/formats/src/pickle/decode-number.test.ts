import { describe, expect, test } from "vitest";
import { bigintOf, parseFloatText, parseInteger, parseMemoKey } from "./decode-number.ts";

describe("integers as text", () => {
  test.each([
    ["0", 0n],
    ["-12", -12n],
    ["+5", 5n],
    [" 7 ", 7n],
    ["0x1F", 31n],
    ["0o17", 15n],
    ["0b101", 5n],
    ["1_000", 1000n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
    ["000", 0n],
  ])("%s", (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  test("C's strtol reads a leading zero as octal, Python refuses it", () => {
    expect(parseInteger("017", true)).toBe(15n);
    expect(parseInteger("017")).toBeUndefined();
    expect(parseInteger("019", true)).toBeUndefined();
  });

  test.each(["", "x", "1.5", "1__0", "_1", "1_", "0x", "--1", "1 2", "9".repeat(5000), "１"])("%j is none", (text) => {
    expect(parseInteger(text)).toBeUndefined();
  });
});

test.each([
  ["0", 0],
  ["42", 42],
  ["-1", -1],
  ["1_0", 10],
  [" 3", 3],
])("a memo key %s", (text, key) => {
  expect(parseMemoKey(text)).toBe(key);
});

test.each(["", "x", "0x1", "1.0", "1__0", "9".repeat(5000)])("%j is no memo key", (text) => {
  expect(parseMemoKey(text)).toBeNaN();
});

test.each([
  ["1.5", 1.5],
  ["-.5e-3", -0.0005],
  ["1.", 1],
  ["inf", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["nan", Number.NaN],
])("a float %s", (text, value) => {
  expect(parseFloatText(text)).toBe(value);
});

test.each(["", ".", "1e", "0x1p3", "1_0.0", " 1.0", "infinite"])("%j is no float", (text) => {
  expect(parseFloatText(text)).toBeUndefined();
});

test.each([
  ["", 0n],
  ["ff", -1n],
  ["ff00", 255n],
  ["0080", -32768n],
  ["6cfc9c46f9206aa85019", 0x1950a86a20f9469cfc6cn],
])("two's complement %s", (hex, value) => {
  expect(bigintOf(Buffer.from(hex, "hex"))).toBe(value);
});
