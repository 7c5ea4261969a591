import { describe, expect, it } from "vitest";
import { momentsOf } from "./moments.ts";

const of = (...texts: readonly string[]) =>
  momentsOf({ kind: "string", name: "at", codes: Int32Array.from(texts, (_, row) => row), dictionary: texts });

describe("momentsOf", () => {
  it("reads moments with and without a zone", () => {
    const found = of("2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01 01:00:00+01:00", "2026-01-01T01:00:00.000+0100", "2026-01-01 00:00");
    expect([...(found?.values ?? [])]).toEqual(Array.from({ length: 5 }, () => Date.UTC(2026, 0, 1) / 1000));
  });

  it("leaves what is no moment alone, and single bad values missing", () => {
    expect(of("yesterday", "2026-01-01")).toBeUndefined();
    expect(momentsOf(undefined)).toBeUndefined();
    const days = Array.from({ length: 19 }, (_, day) => `2026-01-${String(day + 1).padStart(2, "0")}`);
    expect(of(...days, "2026-13-45")?.values.at(-1)).toBeNaN();
    const numbers = { kind: "number", name: "t", values: Float64Array.of(1) } as const;
    expect(momentsOf(numbers)).toBe(numbers);
  });
});
