import fc from "fast-check";
import { expect, test } from "vitest";
import { pathPattern } from "./path-pattern.ts";

test.each([
  ["Chat*()", "ChatOpenAI()", true],
  ["Chat*()", "Chat()", true],
  ["Chat*()", "chat.Open()", false],
  ["Chat*()", "ChatA.b()", false],
  ["Chat*()", "ChatA", false],
  ["*Tool()", "SearchTool()", true],
  ["*Tool()", "a.SearchTool()", false],
  ["*.load_*()", "datasets.load_iris()", true],
  ["*.load_*()", "datasets.fetch_iris()", false],
  ["a*b*c", "abxbc", true],
  ["a*b*c", "ac", false],
  ["a*a", "a", false],
  ["*", "", true],
  ["x()", "x()", true],
  ["x()", "y()", false],
])("%s and %s: %s", (glob, text, expected) => expect(pathPattern(glob).test(text)).toBe(expected));

test("means what the regular expression of it means", () => {
  const part = fc.array(fc.constantFrom("a", "b", ".", "()", "*"), { maxLength: 6 }).map((parts) => parts.join(""));
  const text = fc.array(fc.constantFrom("a", "b", ".", "()"), { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(part, text, (glob, path) => {
      const expression = new RegExp(`^${glob.replace(/[.()]/g, "\\$&").replace(/\*/g, "\\w*")}$`);
      expect(pathPattern(glob).test(path)).toBe(expression.test(path));
    }),
    { seed: 1, numRuns: 3000 },
  );
});

test("a pattern of many stars does not take long over a long name", () => {
  // With backtracking this would take longer than the universe has been there.
  expect(pathPattern(`${"*a".repeat(60)}*!`).test(`${"a".repeat(100_000)}`)).toBe(false);
});
