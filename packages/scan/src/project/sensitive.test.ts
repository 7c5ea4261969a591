import { describe, expect, it } from "vitest";
import { coverInJson, findSensitive } from "./sensitive.ts";

const TOKEN = `ghp_${"R7kQ2mX9vB4nL6tJ8wZ3cF5hD1sG0pYaEuWi"}`;

describe("findSensitive", () => {
  it("tells where a secret stands and never what it is", () => {
    const { matches } = findSensitive(`first\nTOKEN = "${TOKEN}"\n`);

    expect(matches).toMatchObject([{ kind: "secret", line: 2, endLine: 2, masked: "ghp_…" }]);
    expect(JSON.stringify(matches)).not.toContain(TOKEN.slice(6));
  });

  it("covers it without moving anything", () => {
    const text = `a = "${TOKEN}"\nb = 1\n`;
    const { covered } = findSensitive(text);

    expect(covered).toHaveLength(text.length);
    expect(covered).not.toContain(TOKEN.slice(6));
    expect(covered.split("\n").map((line) => line.length)).toEqual(text.split("\n").map((line) => line.length));
    expect(covered).toMatch(/^a = "ghp_\u2022+"\nb = 1\n$/);
  });

  it("leaves text without secrets alone", () => {
    expect(findSensitive("x = 1\n")).toEqual({ matches: [], covered: "x = 1\n", values: [] });
  });
});

describe("coverInJson", () => {
  it("finds values in their escaped form", () => {
    const value = 'a"b\nc';

    expect(coverInJson(JSON.stringify({ source: [`x = ${value}`] }), [value])).toBe('{"source":["x = \u2022\u2022\u2022\u2022\u2022"]}');
  });
});
