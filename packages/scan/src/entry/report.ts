/* Reports, loaded when one is asked for: the terminal's first screen must not wait for the HTML page's code. */
import type { ReportContext, Reporter } from "../report/reporter.ts";
import type { ScanResult } from "../result.ts";

export { type Gate, gate } from "../report/gate.ts";
export type { ReportContext, Reporter } from "../report/reporter.ts";

export type ReportFormat = Reporter["id"];

/** The reporter of a format; undefined where this version has none. */
export async function loadReporter(format: ReportFormat): Promise<Reporter | undefined> {
  if (format === "terminal") return (await import("../report/terminal/index.ts")).terminalReporter;
  if (format === "json") return (await import("../report/json/index.ts")).jsonReporter;
  return (await import("../report/registry.ts")).reporterOf(format);
}

/** A result in one of the report formats. @throws RangeError for a format that this version does not have. */
export async function render(result: ScanResult, format: ReportFormat, context: ReportContext): Promise<string> {
  const reporter = await loadReporter(format);
  if (reporter === undefined) throw new RangeError(`there is no reporter for ${format} in this version`);
  return reporter.render(result, context);
}
