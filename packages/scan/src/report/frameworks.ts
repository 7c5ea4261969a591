import { CONTROLS } from "../rules/controls/controls.ts";
import { FRAMEWORK_IDS, FRAMEWORKS as TITLES } from "../rules/controls/frameworks.ts";

/*
 * Which published framework a control id belongs to, by its form. Ids and names are facts; no framework
 * text is copied here. What no form matches is a control of Castellan's own list.
 */

export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly organization: string;
  readonly address: string;
  readonly form: RegExp;
  /** Address of one control; `undefined` where the framework has no page a control. */
  page?(control: string): string | undefined;
}

export const FRAMEWORKS: readonly Framework[] = [
  {
    id: "owasp-llm-2026",
    name: "OWASP Top 10 for LLM Applications",
    version: "2026",
    organization: "OWASP Foundation",
    address: "https://genai.owasp.org/llm-top-10/",
    form: /^LLM\d{2}:2026$/,
  },
  {
    id: "owasp-llm-2025",
    name: "OWASP Top 10 for LLM Applications",
    version: "2025",
    organization: "OWASP Foundation",
    address: "https://genai.owasp.org/llm-top-10/",
    form: /^LLM\d{2}(?::2025)?$/,
  },
  {
    id: "owasp-agentic-2026",
    name: "OWASP Top 10 for Agentic Applications",
    version: "2026",
    organization: "OWASP Foundation",
    address: "https://genai.owasp.org/",
    form: /^ASI\d{2}(?::2026)?$/,
  },
  {
    id: "owasp-ml-2023",
    name: "OWASP Machine Learning Security Top 10",
    version: "2023 draft",
    organization: "OWASP Foundation",
    address: "https://owasp.org/www-project-machine-learning-security-top-10/",
    form: /^ML\d{2}(?::2023)?$/,
  },
  {
    id: "mitre-atlas",
    name: "MITRE ATLAS",
    version: "5.6.0",
    organization: "MITRE",
    address: "https://atlas.mitre.org/",
    form: /^AML\.(?:T|TA|M)\d{4}(?:\.\d{3})?$/,
    page: (control) =>
      `https://atlas.mitre.org/${control.startsWith("AML.M") ? "mitigations" : control.startsWith("AML.TA") ? "tactics" : "techniques"}/${control}`,
  },
  {
    id: "cwe",
    name: "Common Weakness Enumeration",
    version: "4",
    organization: "MITRE",
    address: "https://cwe.mitre.org/",
    form: /^CWE-[1-9]\d{0,5}$/,
    page: (control) => `https://cwe.mitre.org/data/definitions/${control.slice(4)}.html`,
  },
  {
    id: "nist-ai-rmf",
    name: "NIST AI Risk Management Framework",
    version: "1.0",
    organization: "NIST",
    address: "https://airc.nist.gov/airmf-resources/airmf/",
    form: /^(?:GOVERN|MAP|MEASURE|MANAGE) \d+\.\d+$/,
  },
  {
    id: "iso-42001",
    name: "ISO/IEC 42001 Annex A",
    version: "2023",
    organization: "ISO/IEC",
    address: "https://www.iso.org/standard/42001",
    form: /^(?:ISO(?:\/IEC)? ?42001[: ]+)?A\.\d+(?:\.\d+){1,2}$/,
  },
  {
    id: "eu-ai-act",
    name: "EU AI Act",
    version: "2024/1689",
    organization: "European Union",
    address: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    form: /^Art\. \d+(?:\(\d+\))*(?:\([a-z]\))?$|^(?:EU )?AI[ -]Act(?:[: ]+Art(?:icle|\.)?)? ?\d+(?:\(\d+\))*(?:\([a-z]\))?$|^AIA[- ]\d+(?:\(\d+\))*$/i,
  },
  {
    id: "gdpr",
    name: "General Data Protection Regulation",
    version: "2016/679",
    organization: "European Union",
    address: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    form: /^GDPR(?:[: ]+Art(?:icle|\.)?)?[ -]?\d+(?:\(\d+\))*(?:\([a-z]\))?$/i,
  },
  {
    id: "ncsc-2023",
    name: "Guidelines for secure AI system development",
    version: "2023",
    organization: "NCSC and CISA",
    address: "https://www.ncsc.gov.uk/collection/guidelines-secure-ai-system-development",
    form: /^(?:SD|DV|DP|OP)-\d+$/,
  },
  {
    id: "csi-2025",
    name: "AI Data Security",
    version: "2025",
    organization: "NSA, CISA, FBI and partners",
    address: "https://media.defense.gov/2025/May/22/2003720601/-1/-1/0/CSI_AI_DATA_SECURITY.PDF",
    form: /^BP-\d+$/,
  },
];

const OWN: Framework = {
  id: "castellan",
  name: "Castellan controls",
  version: "1",
  organization: "Castellan",
  address: "https://castellan.dev/controls",
  form: /(?:)/,
};

/** The framework of a control id. The first form that matches wins; more exact ones stand first. */
export function frameworkOf(control: string): Framework {
  return FRAMEWORKS.find((framework) => framework.form.test(control)) ?? OWN;
}

export interface ControlReference {
  readonly id: string;
  readonly title: string;
}

/** Title of a control, of Castellan's list or of a framework; empty where none is known. */
export function controlTitle(control: string): string {
  const own = CONTROLS.get(control)?.title;
  const framework = FRAMEWORK_IDS.find((id) => id === frameworkOf(control).id);
  return own ?? (framework === undefined ? "" : (TITLES[framework].ids[control] ?? ""));
}

/**
 * The controls that a finding names, and after them what those answer in the published frameworks: rules name
 * Castellan's own controls, and only these map to frameworks.
 */
export function controlReferences(controls: readonly string[]): ControlReference[] {
  const mapped = FRAMEWORK_IDS.flatMap((framework) => controls.flatMap((control) => CONTROLS.get(control)?.frameworks[framework] ?? []));
  return [...new Set([...controls, ...mapped])].filter((id) => id.trim() !== "").map((id) => ({ id, title: controlTitle(id) }));
}

export function controlPage(control: string): string | undefined {
  return frameworkOf(control).page?.(control);
}
