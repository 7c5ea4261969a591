import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInSecretEngine, findPersonalData, findSecrets } from "../packages/text/src/index.ts";

/** Real text: JavaScript, declarations and Markdown of the installed packages, up to `limit` UTF-16 code units. */
function corpus(folder: string, limit: number): string[] {
  const texts: string[] = [];
  let total = 0;
  const walk = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (total > limit) return;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && /\.(?:[cm]?js|ts|md|json)$/.test(entry.name)) {
        const text = readFileSync(path, "utf8");
        texts.push(text);
        total += text.length;
      }
    }
  };
  walk(folder);
  return texts;
}

const texts = corpus(join(import.meta.dirname, "../node_modules"), 40_000_000);
const size = texts.reduce((sum, text) => sum + text.length, 0);
const { prefilter } = builtInSecretEngine();
const keywords = new RegExp(prefilter.keywords.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "gi");

const tasks: readonly (readonly [string, (text: string) => void])[] = [
  ["sha256 (physical limit)", (text) => createHash("sha256").update(text).digest()],
  [
    "charCodeAt loop",
    (text) => {
      let sum = 0;
      for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
      if (sum < 0) throw new Error("never");
    },
  ],
  ["prefilter", (text) => prefilter.scan(text, () => undefined)],
  [
    "one RegExp of all keywords",
    (text) => {
      for (const _ of text.matchAll(keywords));
    },
  ],
  ["findSecrets", (text) => findSecrets(text)],
  ["findPersonalData", (text) => findPersonalData(text)],
];

const rows = tasks.map(([name, run]) => {
  for (const text of texts.slice(0, 400)) run(text);
  const start = performance.now();
  for (const text of texts) run(text);
  return { name, megabytesPerSecond: Math.round(size / 1000 / (performance.now() - start)) };
});
for (const row of rows) process.stdout.write(`${row.name.padEnd(28)} ${String(row.megabytesPerSecond).padStart(6)} MB/s\n`);
process.stdout.write(
  `${JSON.stringify({ bytes: size, files: texts.length, keywords: prefilter.keywords.length, states: prefilter.states, rows })}\n`,
);
