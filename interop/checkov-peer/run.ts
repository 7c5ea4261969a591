/**
 * Posture findings and time beside Checkov, on the same files in the same run.
 *   node interop/checkov-peer/run.ts [--vectors DIR] [--python PYTHON] [--files 1000] [--json]
 * DIR holds iac.tar.gz (default: ../shared/data); PYTHON has Checkov (pip install checkov==3.3.30). Exits 77 where one is absent.
 *
 * Labels: what must be found counts for Checkov when any failed check names the file and the resource, whatever it says (its
 * findings have other names than the labels, so this is generous to it). For us the rule must fit the label
 * (conformance/posture); the labels of rule-units are Checkov's own.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { writeSampleEstate } from "../../bench/sample-estate.ts";
import { rulesFor } from "../../conformance/posture/issues.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    python: { type: "string", default: "python3" },
    files: { type: "string", default: "1000" },
    json: { type: "boolean", default: false },
  },
});
const ROOT = join(import.meta.dirname, "../..");
const archive = join(values.vectors, "iac.tar.gz");
const probe = spawnSync(values.python, ["-c", "import checkov"], { encoding: "utf8" });
if (!existsSync(archive) || probe.status !== 0) {
  process.stderr.write(`checkov-peer: skipped, ${existsSync(archive) ? "Checkov is not installed" : `${archive} is not there`}\n`);
  process.exit(77);
}

const Labels = z.object({
  labels: z.array(
    z.object({
      file: z.string(),
      resource: z.string(),
      issue: z.string(),
      expect: z.enum(["fail", "pass"]),
      severity: z.string().optional(),
    }),
  ),
});
const Failed = z.object({ check_id: z.string(), file_path: z.string(), resource: z.string() });
const Report = z.object({ results: z.object({ failed_checks: z.array(Failed) }) });
const Own = z.object({
  findings: z.array(z.object({ rule: z.string(), location: z.object({ file: z.string().optional(), resource: z.string().optional() }) })),
  paths: z.array(z.object({ steps: z.array(z.object({ evidence: z.array(z.object({ file: z.string().optional() })) })) })),
});

interface Timed<T> {
  readonly seconds: number;
  readonly result: T;
}

function timed<T>(run: () => T): Timed<T> {
  const began = performance.now();
  const result = run();
  return { seconds: (performance.now() - began) / 1000, result };
}

function checkov(folder: string): readonly z.infer<typeof Failed>[] {
  const { stdout, stderr } = spawnSync(
    values.python,
    ["-m", "checkov.main", "-d", folder, "-o", "json", "--quiet", "--compact", "--skip-download"],
    { encoding: "utf8", maxBuffer: 2 ** 30 },
  );
  if (stdout.trim() === "") throw new Error(stderr);
  const parsed: unknown = JSON.parse(stdout);
  return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((each) => {
    const report = Report.safeParse(each);
    return report.success ? report.data.results.failed_checks : [];
  });
}

// Below the command line's package, where its imports are found.
const built = mkdtempSync(join(ROOT, "apps/cli/built-bench-"));
function castellan(folder: string): z.infer<typeof Own> {
  const { stdout, stderr } = spawnSync(process.execPath, [join(built, "main.js"), "scan", folder, "--format", "json", "--no-cache"], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (stdout.trim() === "") throw new Error(stderr);
  return Own.parse(JSON.parse(stdout));
}

/** A CloudFormation label stands with its type before the name; Checkov says it likewise, we say the name. */
function same(label: string, resource: string): boolean {
  return label === "*" || resource === label || label.endsWith(`.${resource}`) || resource.endsWith(`.${label}`);
}

const work = mkdtempSync(join(tmpdir(), "castellan-checkov-"));
try {
  if (spawnSync(process.execPath, [join(ROOT, "tools/build.ts"), "--out", built], { stdio: "inherit" }).status !== 0)
    throw new Error("the build failed");
  spawnSync("tar", ["-xzf", archive, "-C", work]);
  const folder = join(work, "iac");
  const { labels } = Labels.parse(JSON.parse(readFileSync(join(folder, "labels.json"), "utf8")));
  const theirs = timed(() => checkov(folder));
  const ours = timed(() => castellan(folder));
  const groups = new Map<string, { must: number; ours: number; theirs: number; mustNot: number; oursQuiet: number }>();
  for (const label of labels) {
    const name = label.file.split("/").slice(0, 2).join("/");
    const group = groups.get(name) ?? { must: 0, ours: 0, theirs: 0, mustNot: 0, oursQuiet: 0 };
    groups.set(name, group);
    const rules = rulesFor(label.issue);
    const own =
      label.resource === "path"
        ? ours.result.paths.some(({ steps }) => steps.some(({ evidence }) => evidence.some(({ file }) => file === label.file)))
        : ours.result.findings.some(
            ({ rule, location }) => rules.includes(rule) && location.file === label.file && same(label.resource, location.resource ?? ""),
          );
    if (label.expect === "fail") {
      group.must++;
      if (own) group.ours++;
      if (
        theirs.result.some(
          ({ file_path, resource }) => file_path === `/${label.file}` && same(label.resource === "path" ? "*" : label.resource, resource),
        )
      )
        group.theirs++;
    } else {
      group.mustNot++;
      if (!own) group.oursQuiet++;
    }
  }
  const estate = join(work, "estate");
  writeSampleEstate(estate, Number(values.files));
  const theirEstate = timed(() => checkov(estate));
  const ourEstate = timed(() => castellan(estate));
  const time = [
    { files: "iac.tar.gz", castellan: ours.seconds.toFixed(1), checkov: theirs.seconds.toFixed(1) },
    { files: `${values.files} generated`, castellan: ourEstate.seconds.toFixed(1), checkov: theirEstate.seconds.toFixed(1) },
  ];
  if (values.json) process.stdout.write(`${JSON.stringify({ groups: Object.fromEntries(groups), time })}\n`);
  else {
    console.table(Object.fromEntries(groups));
    console.table(time);
  }
} finally {
  rmSync(work, { recursive: true });
  rmSync(built, { recursive: true, force: true });
}
