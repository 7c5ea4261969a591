/**
 * Profile of a generated CSV against plain reading and DuckDB's SUMMARIZE in one run: node bench/data.ts [MEGABYTES]
 * Without a number 200; the target of the project is stated for 1300.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profileData } from "../packages/data/src/entry/profile.ts";
import { openEngine } from "../packages/data/src/index.ts";
import { Random } from "../packages/data/src/statistics/random.ts";

const megabytes = Number(process.argv[2] ?? 200);
const WORDS =
  "order shipped customer asked about delivery window and refund policy was told to wait until monday item arrived late packaging damaged replacement sent agent noted follow up required no further action account verified address changed invoice paid".split(
    " ",
  );
const FIRST = "anna ben carla david emma felix greta hugo ines jonas".split(" ");
const LAST = "meyer smith garcia rossi dubois novak jansen silva kim tanaka".split(" ");
const COUNTRIES = ["DE", "FR", "US", "CH", "JP"];
/** In the published form of an AWS key id, made up here. */
const KEY = `AKIA${"Q3EGRIZ4TN6XJ2PA"}`;

/** Eleven or twelve columns: numbers, times, categories, addresses, free text with a card in 1,000 rows and a key in 5,000. */
function generate(path: string, phones: boolean): number {
  const random = new Random(1);
  const pick = (list: readonly string[]): string => list[random.below(list.length)] ?? "";
  const file = openSync(path, "w");
  let text = `id,at,amount,balance,score,age,category,country,email,${phones ? "phone," : ""}note,label\n`;
  let rows = 0;
  for (let bytes = 0; bytes < megabytes * 1e6; ) {
    let note = Array.from({ length: 8 + random.below(14) }, () => pick(WORDS)).join(" ");
    if (random.unit() < 0.001) note += " card 4539148803436467";
    if (random.unit() < 0.0002) note += ` key ${KEY}`;
    const two = (below: number): string => String(1 + random.below(below)).padStart(2, "0");
    const phone = phones ? `+1 415 ${200 + random.below(700)} ${1000 + random.below(9000)},` : "";
    text += `${rows},2025-${two(12)}-${two(28)} ${two(22)}:${two(58)}:00,${(random.unit() * 1000).toFixed(2)},${(random.unit() * 90_000).toFixed(2)},${random.unit().toFixed(6)},${18 + random.below(60)},cat${random.below(40)},${pick(COUNTRIES)},${pick(FIRST)}.${pick(LAST)}${random.below(99_999)}@mail${random.below(50)}.net,${phone}"${note}",${random.unit() < 0.1 ? "fraud" : "ok"}\n`;
    rows++;
    if (text.length > 4e6) {
      bytes += writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  return rows;
}

function plainReading(path: string): void {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(8 * 1024 * 1024);
  let sum = 0;
  for (;;) {
    const got = readSync(file, buffer, 0, buffer.length, null);
    if (got === 0) break;
    sum += buffer[got - 1] ?? 0;
  }
  closeSync(file);
  if (sum < 0) throw new Error("never");
}

async function summarize(path: string): Promise<void> {
  const connection = await openEngine({ threads: 2, temporary: folder, files: [path] });
  await connection.runAndReadAll(`SUMMARIZE SELECT * FROM read_csv('${path}')`);
  connection.closeSync();
}

const folder = mkdtempSync(join(tmpdir(), "castellan-bench-data-"));
const rows: { name: string; megabytesPerSecond: number; cpuSeconds: number }[] = [];
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50);

async function measured(name: string, path: string, run: () => unknown): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const row = {
    name,
    megabytesPerSecond: Math.round(statSync(path).size / 1e5 / seconds) / 10,
    cpuSeconds: Math.round((user + system) / 1e4) / 100,
  };
  rows.push(row);
  process.stdout.write(
    `${name.padEnd(52)} ${row.megabytesPerSecond.toFixed(1).padStart(8)} MB/s ${row.cpuSeconds.toFixed(1).padStart(8)} s of processor\n`,
  );
}

try {
  for (const phones of [false, true]) {
    const path = join(folder, `${phones ? "phones" : "plain"}.csv`);
    const count = generate(path, phones);
    process.stdout.write(
      `\n${count} rows, ${(statSync(path).size / 1e6).toFixed(0)} MB${phones ? ", with a column of phone numbers" : ""}\n`,
    );
    await measured("plain reading", path, () => plainReading(path));
    peak = process.memoryUsage.rss();
    await measured("profile: statistics only", path, () => profileData(path, { version: "0", jobs: 2, detect: [] }));
    await measured("profile: with secrets and personal data", path, () =>
      profileData(path, { version: "0", jobs: 2, detect: ["pii", "secrets"] }),
    );
    process.stdout.write(`${"largest memory up to here".padEnd(52)} ${(peak / 1e6).toFixed(0).padStart(8)} MB\n`);
    await measured("profile: also hidden text and instructions", path, () => profileData(path, { version: "0", jobs: 2 }));
    await measured("DuckDB SUMMARIZE (statistics only, 2 threads)", path, () => summarize(path));
    rmSync(path);
  }
} finally {
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify({ megabytes, rows })}\n`);
process.exit(0);
