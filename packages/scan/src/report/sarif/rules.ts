import { compareText, type Finding, SEVERITIES, type Severity } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { controlPage, controlReferences, controlTitle, frameworkOf } from "../frameworks.ts";
import { escapeMarkdown, plainText } from "../text/hostile-text.ts";
import type { DescriptorReference, Level, ReportingDescriptor, ToolComponent } from "./types.ts";

export const LEVELS: Readonly<Record<Severity, Level>> = { critical: "error", high: "error", medium: "warning", low: "note", info: "note" };
/** GitHub sorts by `security-severity`, a number from 0.1 to 10 in its own four bands: 9 and up critical, 7 high, 4 medium. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0", info: "0.1" };

export interface Taxonomies {
  readonly components: readonly ToolComponent[];
  reference(control: string): DescriptorReference | undefined;
}

/** One taxonomy a framework that the findings touch, with only the controls that they name. */
export function taxonomiesOf(result: ScanResult): Taxonomies {
  const controls = controlReferences(result.findings.flatMap((finding) => finding.controls))
    .map((reference) => reference.id)
    .sort(compareText);
  const frameworks = [...new Map(controls.map((control) => [frameworkOf(control).id, frameworkOf(control)])).values()].sort((a, b) =>
    compareText(a.id, b.id),
  );
  const references = new Map<string, DescriptorReference>();
  const components = frameworks.map((framework, index): ToolComponent => {
    const own = controls.filter((control) => frameworkOf(control).id === framework.id);
    for (const [at, control] of own.entries())
      references.set(control, { id: control.toWellFormed(), index: at, toolComponent: { name: framework.id, index } });
    return {
      name: framework.id,
      version: framework.version,
      organization: framework.organization,
      informationUri: framework.address,
      isComprehensive: false,
      shortDescription: { text: framework.name },
      taxa: own.map((control) => ({
        id: control.toWellFormed(),
        shortDescription: { text: controlTitle(control) || control.toWellFormed() },
        helpUri: controlPage(control),
      })),
    };
  });
  return { components, reference: (control) => references.get(control) };
}

/** Rule ids are ours, but an earlier scan or a user's rule may name them anything. */
export function ruleId(rule: string): string {
  return rule.toWellFormed() || "unnamed";
}

function worst(findings: readonly Finding[]): Severity {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
}

function titled(control: string): string {
  const title = controlTitle(control);
  return plainText(title === "" ? control : `${control} ${title}`);
}

/** Every rule that was checked, also those that found nothing; help from what its findings say. */
export function rulesOf(result: ScanResult, taxonomies: Taxonomies): ReportingDescriptor[] {
  const ids = [
    ...new Set([...result.checks.map((check) => check.rule), ...result.findings.map((finding) => finding.rule)].map(ruleId)),
  ].sort(compareText);
  return ids.map((id) => {
    const findings = result.findings.filter((finding) => ruleId(finding.rule) === id);
    const [first] = findings;
    const check = result.checks.find((each) => ruleId(each.rule) === id);
    const severity = worst(findings);
    const controls = controlReferences(findings.flatMap((finding) => finding.controls))
      .map((reference) => reference.id)
      .sort(compareText);
    const targets = controls.map(taxonomies.reference).filter((reference) => reference !== undefined);
    const title = plainText(first?.title ?? id) || "untitled";
    const fix = plainText(first?.remediation ?? "");
    return {
      id,
      shortDescription: { text: title },
      fullDescription: { text: plainText(first?.message ?? title) || title },
      help: {
        text: [
          title,
          ...(fix === "" ? [] : [`Fix: ${fix}`]),
          ...(controls.length === 0 ? [] : [`Controls: ${controls.map(titled).join(", ")}`]),
          `Explain it: castellan rules show ${id}`,
        ].join("\n"),
        markdown: [
          `**${escapeMarkdown(title)}**`,
          ...(fix === "" ? [] : [`**Fix:** ${escapeMarkdown(fix)}`]),
          ...(controls.length === 0 ? [] : [`**Controls:** ${controls.map((control) => escapeMarkdown(titled(control))).join(", ")}`]),
        ].join("\n\n"),
      },
      defaultConfiguration: { level: LEVELS[severity] },
      relationships: targets.length === 0 ? undefined : targets.map((target) => ({ target, kinds: ["relevant"] })),
      properties: {
        tags: [
          "security",
          "ai",
          ...controls.filter((control) => control.startsWith("CWE-")).map((control) => `external/cwe/${control.toLowerCase()}`),
        ],
        "security-severity": SECURITY_SEVERITIES[severity],
        ...(check === undefined
          ? {}
          : { applicable: check.applicable, passed: check.passed, failed: check.failed, unknown: check.unknown }),
      },
    };
  });
}
