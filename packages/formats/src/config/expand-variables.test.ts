import { describe, expect, it } from "vitest";
import { expandVariables } from "./expand-variables.ts";

const known = new Map([
  ["A", "1"],
  ["EMPTY", ""],
]);
const expand = (text: string) => expandVariables(text, (name) => known.get(name));

describe("expandVariables", () => {
  it.each([
    ["$A${A}", "11", true, false],
    ["${X:-d}", "d", true, true],
    ["${EMPTY:-d}", "d", true, true],
    ["${EMPTY-d}", "", true, false],
    ["${A:+y}${X:+y}", "y", true, false],
    ["$$A", "$A", true, false],
    ["\\$A", "$A", true, false],
    ["${X}", "${X}", false, false],
    ["${X:-${A}}", "1", true, true],
    ["${X:?must}", "${X:?must}", false, false],
  ])("%s", (text, value, complete, defaulted) => expect(expand(text)).toEqual({ value, complete, defaulted }));
});
