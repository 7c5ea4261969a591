import { describe, expect, it } from "vitest";
import { findPersonalData } from "../find.ts";
import { anchoredRules } from "./anchored.ts";
import { personalRules } from "./index.ts";
import { termRules } from "./terms.ts";

const types = (text: string, locale?: string): string[] =>
  findPersonalData(text, locale === undefined ? {} : { locales: [locale] }).map(({ type }) => type);
const numbers = personalRules.map((rule) => [`${rule.type}: ${rule.title}`, rule] as const);

describe("the catalogue", () => {
  it.each(numbers)("%s finds its good examples", (_, { type, locale, good }) => {
    for (const text of good) expect(types(text, locale), text).toContain(type);
  });

  it.each(numbers)("%s does not find its bad examples", (_, { type, locale, bad }) => {
    for (const text of bad) expect(types(text, locale), text).not.toContain(type);
  });

  it.each([...termRules, ...anchoredRules].map((rule) => [rule.type, rule] as const))("%s by words", (type, { good, bad }) => {
    for (const text of good) expect(types(text), text).toContain(type);
    for (const text of bad) expect(types(text), text).not.toContain(type);
  });

  it("has 40 kinds on by default and 100 over 30 countries in all", () => {
    const standard = new Set(
      [...personalRules.filter((rule) => rule.standard === true), ...termRules, ...anchoredRules].map(({ type }) => type),
    );
    const all = new Set([...personalRules, ...termRules, ...anchoredRules].map(({ type }) => type));
    expect(standard.size).toBeGreaterThanOrEqual(40);
    expect(all.size).toBeGreaterThanOrEqual(100);
    expect(new Set(personalRules.flatMap(({ locale = [] }) => locale)).size).toBeGreaterThanOrEqual(30);
  });

  it("has bounded patterns only", () => {
    for (const { pattern, type } of [...personalRules, ...anchoredRules])
      expect(pattern.replace(/\\./g, "").replace(/\[[^\]]*\]/g, ""), type).not.toMatch(/[*+]|\{\d+,\}/);
  });

  it.each(personalRules.map((rule) => [rule.title, rule] as const))(
    "%s: national rules are named after their country",
    (_, { type, locale }) => {
      if (locale !== undefined) expect(type.startsWith(`${locale}_`)).toBe(true);
    },
  );
});
