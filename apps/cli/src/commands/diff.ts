import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Finding, SEVERITIES } from "@castellan/graph";
import { type ScanResult, scan } from "@castellan/scan";
import { type DiffFormat, diffScans, renderDiff } from "@castellan/scan/diff";
import { readScanResult } from "@castellan/scan/earlier";
import { materialiseRevision, remoteOf, repositoryAround } from "@castellan/scan/git";
import type { CommandContext } from "../command-spec.ts";
import { EXIT } from "../errors.ts";
import { FAIL_LEVELS } from "../flags.ts";
import { scanOptions } from "../scan-options.ts";
import { writeFileWhole } from "../write-file.ts";

const DIFF_FORMATS = ["terminal", "json", "markdown"] as const satisfies readonly DiffFormat[];

/** One side of the comparison: a scan file, a folder, or a git revision of --target. */
async function side(context: CommandContext, name: string): Promise<ScanResult> {
  const status = statSync(name, { throwIfNoEntry: false });
  if (status?.isFile() === true) return readScanResult(name, readFileSync(name, "utf8"));
  const folder = resolve(context.values.text("target") ?? ".");
  const repository = repositoryAround(folder);
  const remote = repository === undefined ? undefined : remoteOf(repository);
  // Both sides are the same project: what identifies its assets must not be the folder they lie in.
  const identity = { key: remote ?? basename(folder), ...(remote === undefined ? {} : { repository: remote }) };
  if (status?.isDirectory() === true) return scan(scanOptions(context, [name], { identity }));
  const into = mkdtempSync(join(tmpdir(), "castellan-diff-"));
  try {
    await materialiseRevision(folder, name, into);
    return await scan(scanOptions(context, [into], { identity }));
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

export async function run(context: CommandContext): Promise<number> {
  const { values, terminal, signal } = context;
  const [a = "", b = ""] = context.arguments;
  const format = values.choice("format", DIFF_FORMATS);
  const before = await side(context, a);
  signal.throwIfAborted();
  const after = await side(context, b);
  signal.throwIfAborted();
  const diff = diffScans(before, after, { a, b });
  const [file] = values.list("output");
  const text = renderDiff(diff, format);
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return exitCode(context, diff.findings.added, diff.summary.complete);
}

function exitCode({ values }: CommandContext, added: readonly Finding[], complete: boolean): number {
  const failOn = values.choice("fail-on", FAIL_LEVELS);
  const everywhere = values.choice("scope", ["production", "all"]) === "all";
  const fails = (finding: Finding): boolean =>
    failOn !== "none" &&
    finding.confidence !== "possible" &&
    (everywhere || finding.scope === "production") &&
    SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(failOn);
  if (added.some(fails)) return EXIT.findings;
  return complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}
