import { compareText, type Finding } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { gate } from "../gate.ts";
import type { ReportContext, Reporter } from "../reporter.ts";
import { escapeMarkup, plainText } from "../text/hostile-text.ts";
import { placeText } from "../text/place.ts";

/*
 * JUnit XML as CI servers read it (the Jenkins and GitLab schema): a suite a rule, a case a finding. A rule
 * that applied and found nothing is a passed case; one that could not be tested is skipped, never passed.
 * What cannot fail the gate is reported as skipped too, so that a job turns red exactly when the exit code is 1.
 */

function attribute(name: string, value: string | number): string {
  return ` ${name}="${typeof value === "number" ? value : escapeMarkup(plainText(value))}"`;
}

function details(finding: Finding): string {
  const places = [finding.location, ...finding.evidence].map(placeText);
  const lines = [
    finding.message,
    ...finding.reasons.map((reason) => `because ${reason}`),
    `fix ${finding.remediation}`,
    ...new Set(places),
  ];
  return lines.map((line) => escapeMarkup(plainText(line))).join("\n");
}

interface Case {
  readonly xml: string;
  readonly state: "failed" | "skipped" | "passed";
}

function findingCase(finding: Finding, failing: boolean): Case {
  const file = finding.location.file ?? finding.location.resource ?? "";
  const head = `    <testcase${attribute("classname", finding.rule)}${attribute("name", `${finding.title} (${placeText(finding.location)})`)}${attribute("file", file)}${finding.location.line === undefined ? "" : attribute("line", finding.location.line)} time="0">`;
  const reason =
    finding.suppressed === undefined
      ? `${finding.severity}, ${finding.confidence}, ${finding.scope}`
      : `suppressed by ${finding.suppressed.by}: ${finding.suppressed.reason}`;
  const body = failing
    ? `<failure${attribute("type", finding.severity)}${attribute("message", finding.message)}>${details(finding)}</failure>`
    : `<skipped${attribute("message", reason)}/>`;
  return { xml: `${head}${body}</testcase>`, state: failing ? "failed" : "skipped" };
}

function suite(name: string, cases: readonly Case[]): string {
  const [failures, skipped] = [
    cases.filter((each) => each.state === "failed").length,
    cases.filter((each) => each.state === "skipped").length,
  ];
  return [
    `  <testsuite${attribute("name", name)} tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0">`,
    ...cases.map((each) => each.xml),
    "  </testsuite>",
  ].join("\n");
}

function renderJunit(result: ScanResult, context: ReportContext): string {
  const failing = new Set(gate(result, context).findings.map((finding) => finding.id));
  const suites = new Map<string, Case[]>();
  const add = (rule: string, item: Case): void => {
    suites.set(rule, [...(suites.get(rule) ?? []), item]);
  };
  for (const check of result.checks) {
    const empty = (state: Case["state"], name: string, body: string): void =>
      add(check.rule, {
        xml: `    <testcase${attribute("classname", check.rule)}${attribute("name", name)} time="0">${body}</testcase>`,
        state,
      });
    if (check.passed > 0) empty("passed", `passed in ${check.passed} of ${check.applicable} places`, "");
    if (check.unknown > 0)
      empty("skipped", `not tested in ${check.unknown} places`, `<skipped${attribute("message", check.reason ?? "could not be tested")}/>`);
  }
  for (const finding of result.findings) add(finding.rule, findingCase(finding, failing.has(finding.id)));
  for (const entry of result.coverage.skipped.filter((each) => each.required)) {
    add("coverage", {
      xml: `    <testcase classname="coverage"${attribute("name", placeText(entry))} time="0"><skipped${attribute("message", entry.reason)}/></testcase>`,
      state: "skipped",
    });
  }
  const sorted = [...suites].sort(([a], [b]) => compareText(a, b));
  const all = sorted.flatMap(([, cases]) => cases);
  const totals = `tests="${all.length}" failures="${all.filter((each) => each.state === "failed").length}" errors="0" skipped="${all.filter((each) => each.state === "skipped").length}" time="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="castellan" ${totals}>`,
    ...sorted.map(([rule, cases]) => suite(rule, cases)),
    "</testsuites>",
    "",
  ].join("\n");
}

export const junitReporter: Reporter = { id: "junit", extension: "xml", render: renderJunit };
