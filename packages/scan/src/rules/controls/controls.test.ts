import { describe, expect, it } from "vitest";
import { rules } from "../registry.ts";
import { CONTROLS, frameworkReferences } from "./controls.ts";
import { FRAMEWORK_IDS, FRAMEWORKS } from "./frameworks.ts";

describe("control list", () => {
  it("names only ids that the frameworks have", () => {
    const unknown = [...CONTROLS.values()].flatMap(({ id, frameworks }) =>
      FRAMEWORK_IDS.flatMap((framework) =>
        (frameworks[framework] ?? [])
          .filter((reference) => FRAMEWORKS[framework].ids[reference] === undefined)
          .map((reference) => `${id} ${framework} ${reference}`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it("has ids of one form, each once, and a mapping for each", () => {
    expect(CONTROLS.size).toBeGreaterThanOrEqual(55);
    for (const control of CONTROLS.values()) {
      expect(control.id).toMatch(/^ADS-[A-Z]{4}-\d{2}$/);
      expect(Object.keys(control.frameworks).length).toBeGreaterThan(2);
    }
  });

  it("gives both years of the OWASP list", () => {
    expect(frameworkReferences(["ADS-AGNT-01"], "owasp-llm-2026").map(({ id }) => id)).toEqual(["LLM01:2026", "LLM03:2026"]);
    expect(frameworkReferences(["ADS-AGNT-01"], "owasp-llm-2025").map(({ id }) => id)).toEqual(["LLM01:2025", "LLM06:2025"]);
  });

  it("renumbers without loss: every 2025 id has one of 2026", () => {
    const aliases = FRAMEWORKS["owasp-llm-2025"].aliases ?? {};
    expect(Object.keys(aliases).sort()).toEqual(Object.keys(FRAMEWORKS["owasp-llm-2025"].ids).sort());
    expect(Object.values(aliases).sort()).toEqual(Object.keys(FRAMEWORKS["owasp-llm-2026"].ids).sort());
  });

  it("has every control that a rule names, and no rule without one", () => {
    const missing = rules.flatMap(({ card }) =>
      card.controls.length === 0
        ? [card.id]
        : card.controls.filter((control) => !CONTROLS.has(control)).map((control) => `${card.id} ${control}`),
    );
    expect(missing).toEqual([]);
  });

  it("maps rules to frameworks through controls alone", () => {
    for (const { card } of rules) for (const control of card.controls) expect(control).not.toMatch(/^(?:LLM|ASI|AML|CWE)/);
  });
});
