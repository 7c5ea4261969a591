import { describe, expect, it } from "vitest";
import { applied } from "./binary.ts";
import { FUNCTIONS } from "./functions.ts";

describe("functions of Terraform", () => {
  it.each([
    ["format", ["%s-%02d%%%q", "a", 3, "x"], 'a-03%"x"'],
    ["join", ["-", ["a", 1]], "a-1"],
    ["merge", [{ a: 1 }, { a: 2, b: 3 }], { a: 2, b: 3 }],
    ["lookup", [{ a: 1 }, "b", 9], 9],
    ["flatten", [[[1], [[2]]]], [1, 2]],
    ["coalesce", [null, "", "x"], "x"],
    ["element", [["a", "b"], 3], "b"],
    ["zipmap", [["a"], [1]], { a: 1 }],
    ["replace", ["a.b", ".", "-"], "a-b"],
    ["substr", ["abcdef", 1, 2], "bc"],
    ["contains", [["a"], "b"], false],
    ["length", [{ a: 1 }], 1],
    ["keys", [{ b: 1, a: 2 }], ["a", "b"]],
    ["jsondecode", ['{"a":[1]}'], { a: [1] }],
    ["one", [[5]], 5],
    ["trimprefix", ["xa", "x"], "a"],
    ["toset", [["a", "a"]], ["a"]],
  ] as const)("%s", (name, values, result) => expect(FUNCTIONS[name]?.(values)).toEqual(result));

  it.each([
    ["format", ["%x", 1]],
    ["join", ["-", "x"]],
    ["jsondecode", ["{"]],
    ["contains", [["${x}"], "a"]],
    ["length", ["${x}"]],
    ["range", [1e9]],
  ] as const)("%s leaves open what it cannot know", (name, values) => {
    expect(FUNCTIONS[name]?.(values)).toBeUndefined();
  });

  it("compares only what is known, but knows that a name is not null", () => {
    expect(applied("==", "${a.b}", null)).toBe(false);
    expect(applied("!=", "${a.b}", null)).toBe(true);
    expect(applied("==", "${a.b}", "x")).toBeUndefined();
    expect(applied("&&", false, "${x}")).toBe(false);
    expect(applied("/", 1, 0)).toBeUndefined();
  });
});
