/**
 * How fast `castellan text scan` looks at texts, as ratios to reading and decoding the same bytes in the same run.
 *   node bench/text.ts [--data DIR] [--megabytes N]
 * Inputs: real mail as JSON lines (repeated), lines full of secrets, lines full of digits, a web page. Times are processor
 * time of this process, so that other work on the machine counts less.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { scanSource, textSource } from "../packages/scan/src/entry/text-scan.ts";
import { type TextDetector, textDetectors } from "../packages/text/src/index.ts";
import { drawToken, seededRandom } from "../packages/text/src/testing/draw.ts";

const { values } = parseArgs({ options: { data: { type: "string" }, megabytes: { type: "string", default: "200" } } });
const MAIL = join(values.data ?? join(import.meta.dirname, "../../shared/data"), "datasets/enron1-mail-2000.jsonl.gz");
const SIZE = Number(values.megabytes) * 1e6;
const random = seededRandom(1);
const folder = mkdtempSync(join(tmpdir(), "castellan-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Repeats lines until the file has its size. */
function repeated(name: string, lines: readonly string[], size: number): string {
  const block = `${lines.join("\n")}\n`;
  const file = join(folder, name);
  writeFileSync(file, "");
  const many = block.repeat(Math.max(1, Math.ceil(4e6 / block.length)));
  for (let written = 0; written < size; written += many.length) writeFileSync(file, many, { flag: "a" });
  return file;
}

const row = (text: string): string => JSON.stringify({ id: 1, text });
const words = "the committee approved a budget for next year after long talks with partners in several cities".split(" ");
const prose = (count: number): string => Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(" ");

function mail(): readonly string[] {
  if (existsSync(MAIL)) return gunzipSync(readFileSync(MAIL)).toString("utf8").trimEnd().split("\n");
  process.stderr.write(`${MAIL} is not there: made-up prose stands in for mail; give --data DIR\n`);
  return Array.from({ length: 500 }, () => row(prose(150)));
}

const secretForms = ["ghp_{A:36}", "AKIA{B:16}", "sk-ant-api03-{w:93}", "xoxb-{d:12}-{d:12}-{A:24}", "glpat-{w:20}", "npm_{A:36}", "sk_live_{A:24}"];
const inputs: readonly (readonly [string, string])[] = [
  ["mail", repeated("mail.jsonl", mail(), SIZE)],
  [
    "dense with secrets",
    repeated(
      "secrets.jsonl",
      Array.from({ length: 400 }, () => row(Array.from({ length: 12 }, (_, i) => `API_TOKEN_${i}="${drawToken(secretForms[i % secretForms.length] ?? "", random)}"`).join("\n"))),
      SIZE / 8,
    ),
  ],
  [
    "dense with digits",
    repeated(
      "digits.jsonl",
      Array.from({ length: 400 }, () => row(Array.from({ length: 120 }, () => String(Math.floor(random() * 1e12))).join(" "))),
      SIZE / 8,
    ),
  ],
  [
    "web pages",
    repeated(
      "pages.jsonl",
      Array.from({ length: 200 }, (_, i) =>
        row(`<html><body class="c${i}">${Array.from({ length: 40 }, (__, k) => `<p id="p${k}" style="color:#123">${prose(12)} <a href="/page/${k}" title="${prose(4)}">${prose(2)}</a></p>`).join("\n")}</body></html>`),
      ),
      SIZE / 8,
    ),
  ],
];

const cpu = (): number => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = cpu();
  await work();
  return cpu() - start;
}

async function scanned(file: string, detect: readonly TextDetector[]): Promise<number> {
  let spans = 0;
  for await (const events of scanSource(await textSource(file, process.stdin), { detect, field: "text", signal: new AbortController().signal }))
    for (const event of events) if (event.kind === "scanned") spans += event.result.spans.length;
  return spans;
}

const everything = textDetectors.filter((detector) => detector !== "names");
const sets: readonly (readonly TextDetector[])[] = [[], ["secrets"], ["hidden"], ["injection"], ["pii"], ["secrets", "hidden", "injection"], everything];
const rows: Record<string, string | number>[] = [];
for (const [name, file] of inputs) {
  const megabytes = (await readFile(file)).length / 1e6;
  const reading = await timed(async () => new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)).length);
  await scanned(repeated("warm.jsonl", mail().slice(0, 1000), 1e6), everything);
  for (const detect of sets) {
    const seconds = await timed(() => scanned(file, detect));
    rows.push({
      input: name,
      detect: detect.length === 0 ? "none (read, split, parse)" : detect.length === everything.length ? "everything but names" : detect.join("+"),
      megabytes: Math.round(megabytes),
      "MB/s a core": Number((megabytes / seconds).toFixed(1)),
      "times reading": Number((seconds / reading).toFixed(1)),
    });
  }
}
process.stdout.write("input                 detect                       MB    MB/s a core   times reading + decoding\n");
for (const one of rows)
  process.stdout.write(
    `${String(one["input"]).padEnd(21)} ${String(one["detect"]).padEnd(27)} ${String(one["megabytes"]).padStart(4)} ${String(one["MB/s a core"]).padStart(12)} ${String(one["times reading"]).padStart(12)}\n`,
  );
process.stdout.write(`${JSON.stringify({ rows })}\n`);
