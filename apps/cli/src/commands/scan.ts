import { realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { AssetAnalyzer } from "@castellan/graph";
import { type ScanResult, scan } from "@castellan/scan";
import { gate, loadReporter, type ReportContext } from "@castellan/scan/report";
import { TOOL_VERSION } from "@castellan/scan/version";
import { cacheFolder } from "../cache-folder.ts";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { FAIL_LEVELS, FORMATS } from "../flags.ts";
import { type Format, outputsOf } from "../outputs.ts";
import { scanOptions, targetsOf } from "../scan-options.ts";
import { applySettings } from "../settings.ts";
import { writeFileWhole } from "../write-file.ts";

const PATCH_FILE = "castellan-fix.patch";
/** Formats that quote code; the others do not wait for what masks it. */
const QUOTING: ReadonlySet<Format> = new Set<Format>(["html", "sarif", "markdown"]);

/** Times in a reproducible report: the epoch, or what SOURCE_DATE_EPOCH says. */
function timeOf({ values, terminal, clock }: CommandContext): string {
  if (!values.on("reproducible")) return clock().toISOString();
  const epoch = Number(terminal.environment["SOURCE_DATE_EPOCH"] ?? "0");
  return new Date(Number.isFinite(epoch) ? epoch * 1000 : 0).toISOString();
}

export async function run(context: CommandContext): Promise<number> {
  const { values, terminal, signal } = context;
  const targets = targetsOf(context.arguments, values.text("targets"));
  await applySettings(context, targets);
  const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
  const reporters = await Promise.all(outputs.map(async ({ format }) => requireReporter(format)));
  const result = await scan({ ...scanOptions(context, targets), analyzers: await analyzersOf(context) });
  if (signal.aborted) return EXIT.interrupted;
  const report = await reportContext(
    context,
    targets,
    outputs.some(({ format }) => QUOTING.has(format)),
  );
  for (const [index, { format, file }] of outputs.entries()) {
    const text = reporters[index]?.render(result, file === undefined ? report : { ...report, color: false, width: 100 }) ?? "";
    if (file === undefined) terminal.result(text);
    else {
      writeFileWhole(file, text);
      terminal.note(`${format} report: ${file}`);
    }
  }
  await writePatch(context, result);
  await remember(context, result);
  terminal.detail(
    `${result.summary.files} files in ${result.run?.durationMs ?? 0} ms${result.run?.cached === true ? ", nothing changed since the last scan" : ""}`,
  );
  return signal.aborted ? EXIT.interrupted : gate(result, report).code;
}

/** What looks more deeply is loaded where it is asked for. */
async function analyzersOf({ values }: CommandContext): Promise<readonly AssetAnalyzer[]> {
  if (!values.on("deep")) return [];
  const { datasetAnalyzer } = await import("@castellan/data/analyzer");
  return [datasetAnalyzer(TOOL_VERSION)];
}

async function requireReporter(format: Format): Promise<NonNullable<Awaited<ReturnType<typeof loadReporter>>>> {
  const reporter = await loadReporter(format);
  if (reporter === undefined) throw new CommandError("USAGE", `The format ${format} is not in this version.`);
  return reporter;
}

async function reportContext(context: CommandContext, targets: readonly string[], quoting: boolean): Promise<ReportContext> {
  const { values, terminal } = context;
  return {
    time: timeOf(context),
    excerpt: quoting ? (await import("@castellan/scan/excerpt")).createExcerpts(targets.map(rootOf)) : () => undefined,
    color: terminal.color,
    width: terminal.width,
    all: values.on("all"),
    reproducible: values.on("reproducible"),
    failOn: values.choice("fail-on", FAIL_LEVELS),
    failScope: values.choice("scope", ["production", "all"]),
    allowPartial: values.on("allow-partial"),
  };
}

function rootOf(target: string): string {
  const path = realpathSync(resolve(target));
  return statSync(path).isDirectory() ? path : dirname(path);
}

async function writePatch({ values, terminal }: CommandContext, result: ScanResult): Promise<void> {
  if (!values.on("fix")) return;
  const patches = result.findings.flatMap(({ patch, suppressed }) => (patch === undefined || suppressed !== undefined ? [] : [patch]));
  if (patches.length === 0) {
    terminal.note("no finding has a mechanical fix");
    return;
  }
  const { combinePatches } = await import("@castellan/scan/patch");
  writeFileWhole(PATCH_FILE, combinePatches(patches));
  terminal.note(`${patches.length} ${patches.length === 1 ? "fix" : "fixes"} in ${PATCH_FILE}; apply with: git apply ${PATCH_FILE}`);
}

async function remember({ values, terminal }: CommandContext, result: ScanResult): Promise<void> {
  const folder = values.on("cache") ? cacheFolder(terminal.environment) : undefined;
  if (folder === undefined || result.run?.cached === true) return;
  const { LastResult } = await import("@castellan/scan/last-result");
  new LastResult(folder, process.cwd()).put(result);
}
