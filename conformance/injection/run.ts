/**
 * How many attacks are flagged and how many honest texts, source by source, on texts that the model has not learnt from.
 *   node conformance/injection/run.ts [--vectors DIR] [--verbose] [--json]
 * DIR holds *.jsonl(.gz) with `id`, `text`, `label`, `source` (and files like pi-NotInject_one.json beside or above).
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { scanText } from "../../packages/text/src/index.ts";
import { isForTraining, type Labelled, readPrompts } from "../../tools/injection/corpus.ts";

const { values } = parseArgs({
  options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  strict: false,
  allowPositionals: true,
});
const given = typeof values.vectors === "string" ? values.vectors : join(import.meta.dirname, "../../../shared/data");
const folder = [given, join(given, "prompts")].find(
  (place) => existsSync(join(place, "bipia.jsonl.gz")) || existsSync(join(place, "deepset.jsonl")),
);

interface Line {
  readonly source: string;
  readonly attacks: number;
  readonly found: number;
  readonly honest: number;
  readonly alarms: number;
}

function measure(source: string, texts: readonly Labelled[]): Line {
  let found = 0;
  let alarms = 0;
  for (const { id, text, label } of texts) {
    const { injection } = scanText(text, { detect: ["injection"] });
    if (injection.flagged && label === 1) found++;
    if (injection.flagged && label === 0) alarms++;
    if (values.verbose === true && injection.flagged !== (label === 1))
      process.stdout.write(`${label === 1 ? "missed" : "alarm"}\t${id}\t${injection.score}\t${JSON.stringify(text.slice(0, 160))}\n`);
  }
  const attacks = texts.filter(({ label }) => label === 1).length;
  return { source, attacks, found, honest: texts.length - attacks, alarms };
}

/** 95 % interval of a share (E. B. Wilson, 1927), in per cent. */
function interval(hits: number, all: number): string {
  if (all === 0) return "";
  const z = 1.96;
  const share = hits / all;
  const centre = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all);
  return `${(100 * share).toFixed(1).padStart(5)} (${(100 * Math.max(0, centre - half)).toFixed(1)} to ${(100 * Math.min(1, centre + half)).toFixed(1)})`;
}

if (folder === undefined) {
  process.stderr.write("injection: skipped, no prompts found; give --vectors DIR (a folder with deepset.jsonl, bipia.jsonl …)\n");
} else {
  const unseen = readPrompts(folder).filter((one) => !isForTraining(one));
  const lines = [...new Set(unseen.map(({ source }) => source))].sort().map((source) =>
    measure(
      source,
      unseen.filter((one) => one.source === source),
    ),
  );
  if (values.json === true) process.stdout.write(`${JSON.stringify({ lines })}\n`);
  else {
    process.stdout.write("source             attacks  flagged  % (95 % interval)        honest   alarms  % (95 % interval)\n");
    for (const { source, attacks, found, honest, alarms } of lines)
      process.stdout.write(
        `${source.padEnd(18)} ${String(attacks).padStart(7)} ${String(found).padStart(8)}  ${interval(found, attacks).padEnd(22)} ${String(honest).padStart(8)} ${String(alarms).padStart(8)}  ${interval(alarms, honest)}\n`.trimEnd() +
          "\n",
      );
  }
  const notInject = lines.find(({ source }) => source === "notinject_one");
  // What would be a regression: honest texts with the words of attacks begin to be flagged.
  if (notInject !== undefined && notInject.alarms > notInject.honest * 0.02) process.exitCode = 1;
}
