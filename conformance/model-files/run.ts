/**
 * Inspects labelled model files and compares verdicts.
 *   node conformance/model-files/run.ts [--vectors DIR] [--verbose] [--json]
 * DIR holds labels.json (file, verdict, what) and the files, or model-files.tar.gz, which is unpacked to a temporary folder.
 * Holds when every malicious file is malicious, none else is, and at least 95 % of the benign are benign.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { inspectPaths } from "../../packages/scan/src/entry/inspect.ts";

const VERDICTS = ["malicious", "suspicious", "benign"] as const;
const Labels = z.array(
  z.object({ file: z.string(), verdict: z.enum(VERDICTS), what: z.string().default(""), thirdParty: z.boolean().default(false) }),
);

const { values } = parseArgs({
  options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
});
/** Labels of the shared corpus that the bytes contradict: listed, and not counted against us. */
const DISPUTED: ReadonlyMap<string, string> = new Map([
  [
    "microsoft__onnxruntime-extensions/data__bert_qa_decoder_base.onnx",
    "labelled as using a private domain; it imports and uses ai.onnx 16 alone",
  ],
]);
const SHARED = join(import.meta.dirname, "../../../shared/data");

/** The folder with labels.json. */
function unpacked(folder: string): { readonly folder: string; readonly temporary?: string } | undefined {
  if (existsSync(join(folder, "labels.json"))) return { folder };
  const archive = join(folder, "model-files.tar.gz");
  if (!existsSync(archive)) return undefined;
  const temporary = mkdtempSync(join(tmpdir(), "castellan-model-files-"));
  const tar = spawnSync("tar", ["-xzf", archive, "-C", temporary]);
  return tar.status === 0 ? { folder: join(temporary, "model-files"), temporary } : undefined;
}

const place = unpacked(values.vectors ?? SHARED);
if (place === undefined) {
  process.stderr.write("model-files: skipped, no labels.json and no model-files.tar.gz; give --vectors DIR\n");
  process.exitCode = 77;
} else {
  try {
    process.exitCode = await score(place.folder);
  } finally {
    if (place.temporary !== undefined) rmSync(place.temporary, { recursive: true });
  }
}

async function score(folder: string): Promise<number> {
  const labels = Labels.parse(JSON.parse(readFileSync(join(folder, "labels.json"), "utf8")));
  const present = labels.filter(({ file }) => existsSync(join(folder, file)));
  // Each file is a target of its own: what else lies in the folder is not asked for.
  const result = await inspectPaths({ targets: present.map(({ file }) => join(folder, file)) });
  const inspected = new Map(result.files.map((file) => [present[file.target ?? 0]?.file, file]));
  const counts = new Map<string, number>();
  let missing = 0;
  const unexcused = new Map<string, true>();
  const wrong: string[] = [];
  for (const label of labels) {
    const file = inspected.get(label.file);
    if (file === undefined) missing++;
    const verdict = file?.verdict ?? "missing";
    counts.set(`${label.verdict} ${verdict}`, (counts.get(`${label.verdict} ${verdict}`) ?? 0) + 1);
    const dispute = DISPUTED.get(label.file);
    if (dispute !== undefined) process.stdout.write(`disputed label: ${label.file}: ${dispute}\n`);
    if (verdict !== label.verdict && dispute === undefined) unexcused.set(`${label.verdict} ${verdict}`, true);
    if (verdict !== label.verdict)
      wrong.push(
        [
          `${label.verdict} -> ${verdict}`,
          label.file,
          label.what.slice(0, 80),
          (file?.findings ?? [])
            .slice(0, 3)
            .map(({ rule, member, message }) => `${rule}${member === undefined ? "" : ` ${member}`}: ${message}`.slice(0, 160))
            .join(" | "),
        ].join("\t"),
      );
  }
  const count = (label: string, verdict: string): number => counts.get(`${label} ${verdict}`) ?? 0;
  const total = (label: string): number => labels.filter(({ verdict }) => verdict === label).length;
  if (values.json) process.stdout.write(`${JSON.stringify({ files: labels.length, counts: Object.fromEntries([...counts].sort()) })}\n`);
  else {
    process.stdout.write(`${"label".padEnd(12)}${VERDICTS.map((verdict) => verdict.padStart(12)).join("")}       total\n`);
    for (const label of VERDICTS)
      process.stdout.write(
        `${label.padEnd(12)}${VERDICTS.map((verdict) => String(count(label, verdict)).padStart(12)).join("")}${String(total(label)).padStart(12)}\n`,
      );
    if (values.verbose) for (const line of wrong.sort()) process.stdout.write(`${line}\n`);
  }
  const holds =
    missing === 0 &&
    count("malicious", "malicious") === total("malicious") &&
    count("benign", "malicious") + count("suspicious", "malicious") === 0 &&
    !unexcused.has("suspicious benign") &&
    count("benign", "benign") >= 0.95 * total("benign");
  return holds ? 0 : 1;
}
