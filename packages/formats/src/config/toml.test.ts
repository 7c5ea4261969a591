import { describe, expect, it } from "vitest";
import { at, entry, text } from "./node.ts";
import { readToml } from "./toml.ts";

const SAMPLE = `# c
title = "x"
[tool.poetry]
name = """
two
lines"""
deps = [
  "a",
  "b", # c
]
[tool.other]
name = 'y'
inline = { one = 1, "two.x" = [ { deep = true } ] }
[[package]]
name = "p1"
[[package]]
name = "p2"
  [package.sub]
  k = 1979-05-27T07:32:00Z
a.b.c = 5
`;

describe("readToml", () => {
  const [document] = readToml(SAMPLE).documents;

  it("knows the lines of keys, of the right table", () => {
    expect(entry(at(document, "tool", "poetry"), "name")?.line).toBe(4);
    expect(entry(at(document, "tool", "other"), "name")?.line).toBe(12);
    expect(at(document, "tool", "poetry", "deps", 1)).toMatchObject({ value: "b", line: 9 });
    expect(at(document, "tool", "other", "inline", "two.x", 0, "deep")).toMatchObject({ value: true, line: 13 });
  });

  it("tells elements of an array of tables apart", () => {
    expect(at(document, "package", 0, "name")).toMatchObject({ value: "p1", line: 15 });
    expect(at(document, "package", 1, "name")).toMatchObject({ value: "p2", line: 17 });
    expect(entry(at(document, "package", 1, "sub"), "k")?.line).toBe(19);
    expect(at(document, "package", 1, "sub", "a", "b", "c")).toMatchObject({ value: 5, line: 20 });
    expect(text(at(document, "package", 1, "sub", "k"))).toContain("1979-05-27");
  });

  it("says where it is malformed", () => {
    expect(() => readToml("a = 1\nb = = 2\n")).toThrow(expect.objectContaining({ code: "MALFORMED" }));
    expect(() => readToml("a = [1 }\n")).toThrow(expect.objectContaining({ code: "MALFORMED" }));
    expect(() => readToml(`a = ${"[".repeat(5000)}`)).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
  });
});
