import type { Severity } from "@castellan/graph";
import type { ScanResult } from "../result.ts";

/** What a reporter may need beyond the result; all injected. */
export interface ReportContext {
  /** ISO time to write into formats that demand one; with --reproducible a fixed or commit time. */
  readonly time: string;
  /** Lines of a file around a place, masked; undefined when the file is not at hand. */
  excerpt(
    target: number,
    file: string,
    line: number,
    context: number,
  ): readonly { readonly line: number; readonly text: string }[] | undefined;
  readonly color: boolean;
  readonly width: number;
  /** Show everything, not only what is critical and high. */
  readonly all: boolean;
  /** Times and durations stay out of the report. */
  readonly reproducible?: boolean;
  /** Threshold of the exit code, as the command line took it; default high. */
  readonly failOn?: Severity | "none";
  /** Findings of which scope can fail; default production. */
  readonly failScope?: "production" | "all";
  /** A required file that could not be read does not fail. */
  readonly allowPartial?: boolean;
  /** Fingerprints that the compared state (base branch, baseline) had; undefined: nothing to compare with. */
  readonly known?: ReadonlySet<string>;
}

export interface Reporter {
  readonly id: "terminal" | "json" | "sarif" | "cyclonedx" | "cyclonedx-1.6" | "spdx" | "html" | "markdown" | "csv" | "junit";
  readonly extension: string;
  render(result: ScanResult, context: ReportContext): string;
}
