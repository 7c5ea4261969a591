/**
 * Personal data and names in running text, on one core, beside two limits of the same run.
 *   node bench/personal-data.ts [FILE.jsonl[.gz]]     lines with a `text`; Markdown of the installed packages when left out
 * CPU time of this process counts; several rounds, the median of them.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { findPersonalData } from "../packages/text/src/index.ts";
import { findNames } from "../packages/text/src/names/index.ts";

const ROUNDS = 5;

function installedMarkdown(): string[] {
  const folder = join(import.meta.dirname, "../node_modules");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?:README|CHANGELOG)\.md$/i.test(name))
    .sort()
    .slice(0, 400)
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

function rowsOf(file: string): string[] {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes)
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => z.object({ text: z.string() }).parse(JSON.parse(line)).text);
}

const [file] = process.argv.slice(2);
const texts = file === undefined ? installedMarkdown() : rowsOf(file);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

function measure(name: string, run: (text: string) => unknown): void {
  for (const text of texts) run(text);
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (const text of texts) run(text);
    const { user, system } = process.cpuUsage(start);
    speeds.push(bytes / (user + system));
  }
  process.stdout.write(`${name.padEnd(36)} ${(speeds.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0).toFixed(1).padStart(8)} MB/s\n`);
}

process.stdout.write(`${texts.length} texts, ${(bytes / 1e6).toFixed(1)} MB\n`);
let sum = 0;
measure("sha256", (text) => createHash("sha256").update(text).digest());
measure("one look at every code unit", (text) => {
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i) === 64 ? 1 : 0;
});
measure("personal data", (text) => findPersonalData(text));
measure("personal data, every country", (text) => findPersonalData(text, { locales: "all" }));
measure("names", (text) => findNames(text));
if (sum < 0) throw new Error("never");
