import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment.ts";

const read = (text: string) => readEnvironment(text, false).map(({ name, value, line, sample }) => [name, value, line, sample]);

describe("readEnvironment", () => {
  it("reads quotes, export, comments and names without a value", () => {
    expect(read("# c\nA=1 # c\nexport B='x $A'\nC=\"a\\nb\"\nD\nE=\nF: yaml\nG=a#b\n")).toEqual([
      ["A", "1", 2, false],
      ["B", "x $A", 3, false],
      ["C", "a\nb", 4, false],
      ["D", undefined, 5, false],
      ["E", "", 6, false],
      ["F", "yaml", 7, false],
      ["G", "a#b", 8, false],
    ]);
  });

  it("reads values over several lines", () => {
    expect(read('KEY="-----BEGIN\nabc\n-----END"\nNEXT=1')).toEqual([
      ["KEY", "-----BEGIN\nabc\n-----END", 1, false],
      ["NEXT", "1", 4, false],
    ]);
  });

  it("puts in names set above and defaults", () => {
    expect(read("A=x\nB=${A}-$A\nC=${NOPE:-gpt-4o}\nD=${NOPE}")).toEqual([
      ["A", "x", 1, false],
      ["B", "x-x", 2, false],
      ["C", "gpt-4o", 3, true],
      ["D", "${NOPE}", 4, false],
    ]);
  });

  it("marks examples and survives quotes that never close and names that double", () => {
    expect(readEnvironment("A=1", true)[0]?.sample).toBe(true);
    expect(read('A="never\nB=2')).toEqual([
      ["A", '"never', 1, false],
      ["B", "2", 2, false],
    ]);
    expect(readEnvironment(`A=x\n${"A=$A$A\n".repeat(60)}`, false).at(-1)?.value?.length).toBeLessThan(1_000_000);
  });
});
