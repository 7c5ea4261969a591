import { describe, expect, it } from "vitest";
import { FRAMEWORK_IDS, FRAMEWORKS as TITLES } from "../rules/controls/frameworks.ts";
import { controlPage, controlReferences, controlTitle, frameworkOf } from "./frameworks.ts";

describe("frameworkOf", () => {
  it.each([
    ["LLM01:2026", "owasp-llm-2026"],
    ["LLM01:2025", "owasp-llm-2025"],
    ["LLM04", "owasp-llm-2025"],
    ["ASI02", "owasp-agentic-2026"],
    ["ML02:2023", "owasp-ml-2023"],
    ["AML.T0010.001", "mitre-atlas"],
    ["AML.M0013", "mitre-atlas"],
    ["CWE-502", "cwe"],
    ["CWE-0", "castellan"],
    ["MAP 4.1", "nist-ai-rmf"],
    ["A.7.5", "iso-42001"],
    ["ISO 42001 A.6.2.4", "iso-42001"],
    ["EU AI Act Art. 15(4)", "eu-ai-act"],
    ["AI Act 10", "eu-ai-act"],
    ["GDPR Art. 32(1)(b)", "gdpr"],
    ["SD-1", "ncsc-2023"],
    ["BP-5", "csi-2025"],
    ["ADS-DATA-03", "castellan"],
  ])("puts %s into %s", (control, framework) => {
    expect(frameworkOf(control).id).toBe(framework);
  });
  it("finds the framework of every id that the control list maps to", () => {
    const wrong = FRAMEWORK_IDS.flatMap((framework) => Object.keys(TITLES[framework].ids).filter((id) => frameworkOf(id).id !== framework));
    expect(wrong).toEqual([]);
  });
  it("goes from Castellan's controls to the frameworks, each id once", () => {
    const ids = controlReferences(["ADS-AGNT-01", "ADS-AGNT-09", "CWE-502", " "]).map((reference) => reference.id);
    expect(ids.slice(0, 3)).toEqual(["ADS-AGNT-01", "ADS-AGNT-09", "CWE-502"]);
    expect(ids).toEqual(
      expect.arrayContaining(["LLM01:2026", "LLM01:2025", "ASI05", "AML.T0050", "MEASURE 2.7", "Art. 14", "A.9.2", "CWE-78"]),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(controlTitle("LLM01:2026")).toBe("Prompt Injection");
    expect(controlTitle("somebody's own")).toBe("");
  });
  it("knows the pages of single controls", () => {
    expect(controlPage("CWE-502")).toBe("https://cwe.mitre.org/data/definitions/502.html");
    expect(controlPage("AML.M0013")).toBe("https://atlas.mitre.org/mitigations/AML.M0013");
    expect(controlPage("LLM01:2026")).toBeUndefined();
  });
});
