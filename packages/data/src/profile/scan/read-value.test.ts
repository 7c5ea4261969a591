import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMoment, readNumber } from "./read-value.ts";

function read(text: string): number {
  const bytes = Buffer.from(`x${text}y`);
  return readNumber(bytes, 1, bytes.length - 1);
}

describe("readNumber", () => {
  it("reads every number as the language does", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(read(String(value).replace("Infinity", "inf"))).toBe(value === 0 ? 0 : value);
      }),
    );
    for (const text of [
      "1.5",
      "-0.1",
      "+12",
      ".5",
      "5.",
      "1e3",
      "-2.5E-3",
      "123456789012345678901",
      "0.1000000000000000055511151231257827",
    ])
      expect(read(text)).toBe(Number(text));
  });

  it.each(["", "-", ".", "1,5", "1.2.3", "abc", "12 kg", "0x10", "1e", "--1", "1_000"])("takes %j for no number", (text) =>
    expect(read(text)).toBeNaN(),
  );

  it("knows infinities and white space around", () => {
    expect([read("-inf"), read("Infinity"), read(" 7 ")]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 7]);
  });
});

describe("readMoment", () => {
  const day = Date.UTC(2026, 1, 3) / 1000;
  it.each([
    ["2026-02-03", "iso", day],
    ["2026-02-03 01:02:03", "iso", day + 3723],
    ["2026-02-03T01:02Z", "iso", day + 3720],
    ["2026-02-03T02:00:00.5+02:00", "iso", day + 0.5],
    ["2026-02-03T00:00:00-0130", "iso", day + 5400],
    ["3.2.2026", "day-month-year", day],
    ["02/03/2026", "month-day-year", day],
    ["2/3/2026 1:02", "month-day-year", day + 3720],
    ["2026/2/3", "year-month-day", day],
    ["03-Feb-2026", "day-name-year", day],
  ] as const)("reads %s", (text, form, seconds) => expect(readMoment(text, form)).toBe(seconds));

  it.each([
    ["2026-13-03", "iso"],
    ["soon", "iso"],
    ["31/12/2026", "month-day-year"],
    ["2026-02-03T25:00", "iso"],
  ] as const)("takes %s for none", (text, form) => expect(readMoment(text, form)).toBeNaN());
});
