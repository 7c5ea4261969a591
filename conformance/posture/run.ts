/**
 * Scans labelled configuration and compares findings.
 *   node conformance/posture/run.ts [--vectors DIR] [--verbose] [--json]
 * DIR holds labels.json ({ labels: [{ file, resource, issue, expect }], clean_dirs }) and the files, or iac.tar.gz, which is
 * unpacked to a temporary folder. A label that must be found counts when a rule for its issue (issues.ts) names the file and
 * the resource; one that must pass when none does; a clean folder when nothing in it is critical or high.
 * Holds when at least 95 % are found, at least 90 % are left alone, and the clean folders are clean.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type ScanResult, scan } from "../../packages/scan/src/index.ts";
import { rulesFor } from "./issues.ts";

const Labels = z.object({
  clean_dirs: z.array(z.string()).default([]),
  labels: z.array(z.object({ file: z.string(), resource: z.string(), issue: z.string(), expect: z.enum(["fail", "pass"]) })),
});
type Label = z.infer<typeof Labels>["labels"][number];

const { values } = parseArgs({
  options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
});
const SHARED = join(import.meta.dirname, "../../../shared/data");

function unpacked(folder: string): { readonly folder: string; readonly temporary?: string } | undefined {
  if (existsSync(join(folder, "labels.json"))) return { folder };
  const archive = join(folder, "iac.tar.gz");
  if (!existsSync(archive)) return undefined;
  const temporary = mkdtempSync(join(tmpdir(), "castellan-posture-"));
  return spawnSync("tar", ["-xzf", archive, "-C", temporary]).status === 0 ? { folder: join(temporary, "iac"), temporary } : undefined;
}

/** The labels write a CloudFormation resource with its type before it; the contract does not. */
function fits(label: Label, resource: string | undefined): boolean {
  return label.resource === "*" || resource === label.resource || (resource !== undefined && label.resource.endsWith(`.${resource}`));
}

function found(label: Label, result: ScanResult): boolean {
  if (label.resource === "path")
    return result.paths.some(({ steps }) => steps.some(({ evidence }) => evidence.some(({ file }) => file === label.file)));
  const rules = rulesFor(label.issue);
  return result.findings.some(
    ({ rule, location }) => rules.includes(rule) && location.file === label.file && fits(label, location.resource),
  );
}

async function score(folder: string): Promise<number> {
  const { labels, clean_dirs } = Labels.parse(JSON.parse(readFileSync(join(folder, "labels.json"), "utf8")));
  const result = await scan({ targets: [folder] });
  const missed = labels.filter((label) => label.expect === "fail" && !found(label, result));
  const alarms = labels.filter((label) => label.expect === "pass" && found(label, result));
  const dirty = result.findings.filter(
    ({ severity, location }) =>
      (severity === "critical" || severity === "high") && clean_dirs.some((dir) => location.file?.startsWith(`${dir}/`)),
  );
  if (values.verbose === true) {
    for (const label of missed) process.stdout.write(`missed\t${label.file}\t${label.resource}\t${label.issue}\n`);
    for (const label of alarms) process.stdout.write(`alarm\t${label.file}\t${label.resource}\t${label.issue}\n`);
    for (const { rule, location, severity } of dirty) process.stdout.write(`dirty\t${location.file ?? ""}\t${rule}\t${severity}\n`);
  }
  const must = labels.filter(({ expect }) => expect === "fail").length;
  const mustNot = labels.length - must;
  const figures = {
    must,
    found: must - missed.length,
    mustNot,
    quiet: mustNot - alarms.length,
    cleanFolders: clean_dirs.length,
    urgentThere: dirty.length,
  };
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(figures)}\n`
      : `must be found ${figures.found} of ${must}, must not ${figures.quiet} of ${mustNot} left alone, critical or high in ${clean_dirs.length} mended projects: ${dirty.length}\n`,
  );
  return figures.found >= must * 0.95 && figures.quiet >= mustNot * 0.9 && dirty.length === 0 ? 0 : 1;
}

const place = unpacked(values.vectors ?? SHARED);
if (place === undefined) {
  process.stderr.write("posture: skipped, no labels.json and no iac.tar.gz; give --vectors DIR\n");
  process.exitCode = 77;
} else {
  try {
    process.exitCode = await score(place.folder);
  } finally {
    if (place.temporary !== undefined) rmSync(place.temporary, { recursive: true });
  }
}
