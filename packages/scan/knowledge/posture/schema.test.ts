import { describe, expect, it } from "vitest";
import { SETTING_ROWS } from "./index.ts";
import { SettingRow } from "./schema.ts";

describe("rows of posture knowledge", () => {
  it.each(SETTING_ROWS.map((row) => [row.id, row] as const))("%s is well formed", (_, row) => {
    expect(SettingRow.parse(row)).toEqual(row);
  });

  it("has no id twice", () => {
    const ids = SETTING_ROWS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [{ setting: "a b", is: 1 }],
    [{ setting: "a", is: [] }],
    [{ setting: "a", matches: "x", is: 1 }],
    [{ all: [] }],
    [{ linkedFrom: ["t"] }],
  ])("refuses the condition %j", (fails) => {
    const [row] = SETTING_ROWS;
    expect(SettingRow.safeParse({ ...row, cases: [{ types: ["t"], fails }] }).success).toBe(false);
  });
});
