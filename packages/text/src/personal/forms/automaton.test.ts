import { describe, expect, it } from "vitest";
import { seededRandom } from "../../testing/draw.ts";
import { withUnits } from "../../units.ts";
import { personalRules } from "../catalogue/index.ts";
import type { PersonalRule } from "../rule.ts";
import { createFormAutomaton } from "./automaton.ts";

const rule = (pattern: string, more: Partial<PersonalRule> = {}): PersonalRule => ({
  type: "X",
  title: "x",
  class: "identifier",
  pattern,
  digits: 1,
  validator: "none",
  score: 0.5,
  context: [],
  source: "",
  good: [],
  bad: [],
  ...more,
});
const isAddress = ({ type }: PersonalRule): boolean => type === "IP_ADDRESS" || type === "MAC_ADDRESS";

function met(rules: readonly PersonalRule[], text: string): number[] {
  const found: number[] = [];
  withUnits(text, (units) => createFormAutomaton(rules, isAddress).scan(units, 0, text.length, (one) => found.push(one)));
  return found.sort((a, b) => a - b);
}

describe("createFormAutomaton", () => {
  const rules = [
    rule("\\d{3}-?\\d{2}"),
    rule("[A-Z]{2}\\d{1,3}(?:x|ext\\.?)?"),
    rule("(?:19|20)\\d{2}|\\(\\d\\)"),
    rule("[Xx*]{2}[ -]\\d", { ignoreCase: true }),
  ];

  it.each([
    ["123-45", [0]],
    ["12345", [0]],
    ["a12345", []],
    ["123456", []],
    ["12345.6", []],
    ["12345. ", [0]],
    ["AB12ext.", [1]],
    ["AB12 ext", [1]],
    ["ab12", []],
    ["2024", [2]],
    ["(3)", [2]],
    ["** 7", [3]],
    ["", []],
  ])("%j may hold %j", (text, expected) => {
    expect(met(rules, text)).toEqual(expected);
  });

  it.each(["\\d+", "a*", "[^a]", "(a)", "(?=a)", "\\w", "\\d{2,}", "a)"])("refuses %s", (pattern) => {
    expect(() => createFormAutomaton([rule(pattern)], isAddress)).toThrow(RangeError);
  });

  it("leaves out no rule of the catalogue whose regular expression matches", () => {
    const random = seededRandom(4);
    const characters = "0123456789012345678901234567890123456789ABXZabex  .-/:()+<*,_#";
    const automaton = createFormAutomaton(personalRules, isAddress);
    const expressions = personalRules.map((one) => {
      const [before, behind] = isAddress(one)
        ? ["(?<![A-Za-z0-9_.:])", "(?![A-Za-z0-9_]|[.:-][A-Za-z0-9])"]
        : ["(?<![A-Za-z0-9_+]|\\d[.,:\\/-]|[A-Fa-f0-9]-)", "(?![A-Za-z0-9_]|[.,:\\/-]\\d|-[A-Za-z])"];
      return new RegExp(`${before}(?:${one.pattern})${behind}`, one.ignoreCase === true ? "i" : "");
    });
    const texts = [
      ...personalRules.flatMap(({ good, bad }) => [...good, ...bad]),
      ...Array.from({ length: 1500 }, () =>
        Array.from({ length: 8 + Math.floor(random() * 24) }, () => characters.charAt(Math.floor(random() * characters.length))).join(""),
      ),
    ];
    let matches = 0;
    for (const text of texts) {
      const found = new Set<number>();
      withUnits(text, (units) => automaton.scan(units, 0, text.length, (one) => found.add(one)));
      expressions.forEach((expression, i) => {
        if (!expression.test(text)) return;
        matches++;
        expect(found.has(i), `${text} ${expression.source}`).toBe(true);
      });
    }
    expect(matches).toBeGreaterThan(500);
  });

  it("forgets states rather than growing without end", () => {
    const random = seededRandom(6);
    const text = Array.from({ length: 60_000 }, () => "0123 .-/ABab"[Math.floor(random() * 12)]).join("");
    const automaton = createFormAutomaton(personalRules, isAddress);
    const read = (): number[] => {
      const found: number[] = [];
      withUnits(text, (units) => automaton.scan(units, 0, text.length, (one) => found.push(one)));
      return found;
    };
    expect(read()).toEqual(read());
    expect(new Set(read()).size).toBeGreaterThan(10);
  });
});
