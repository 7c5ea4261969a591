import { describe, expect, it } from "vitest";
import { endOfMagic, statementStarts } from "./logical-lines.ts";

function starts(source: string): string[] {
  return statementStarts(source).map(({ start, end }) => source.slice(start, end));
}

describe("lines at which a statement can start", () => {
  it.each([
    ["a\nb", ["a", "b"]],
    ["f(\n1,\n)\nb", ["f(", "b"]],
    ["x = [\n{'a':\n1}]\ny", ["x = [", "y"]],
    ['s = """\na\n"""\nb', ['s = """', "b"]],
    ["s = 'it\\'s'\nb", ["s = 'it\\'s'", "b"]],
    ["s = 'open\nb", ["s = 'open", "b"]],
    ["# a ( b\nc", ["# a ( b", "c"]],
    ["a \\\n  b\nc", ["a \\", "c"]],
    ["!echo '(\nb", ["!echo '(", "b"]],
    ["%a \\\n  (\nb", ["%a \\", "b"]],
    ["}\nb", ["}", "b"]],
    ["", [""]],
  ])("%j", (source, expected) => {
    // The continued line of a magic is part of it.
    const found = starts(source).map((line) => line.split("\n")[0]);
    expect(found).toEqual(expected);
  });

  it("says where a magic ends", () => {
    expect(endOfMagic("!a \\\nb\nc", 0)).toBe(6);
    expect(endOfMagic("!a \\", 0)).toBe(4);
    expect(endOfMagic("!a", 0)).toBe(2);
  });
});
