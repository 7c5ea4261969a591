/**
 * How much reading source costs beyond parsing it: `node bench/syntax.ts [--rounds N]`.
 * The physical limit is the parser alone, measured in the same run; processor time, so that neighbours do not count.
 */
import { globSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadGrammar, parserFor, parseSource } from "../packages/formats/src/syntax/parser.ts";
import { readSourceSync } from "../packages/formats/src/syntax/read-source.ts";
import { loweringFor, type SourceSyntax } from "../packages/formats/src/syntax/registry.ts";
import { DEFAULT_SOURCE_BUDGET } from "../packages/formats/src/syntax/source-budget.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" }, files: { type: "string", default: "500" } } });

const CORPORA: readonly { readonly name: string; readonly syntax: SourceSyntax; readonly patterns: readonly string[] }[] = [
  { name: "python, /usr/lib/python3*", syntax: "python", patterns: ["/usr/lib/python3*/**/*.py"] },
  { name: "typescript, node_modules", syntax: "typescript", patterns: ["node_modules/**/src/**/*.ts"] },
  { name: "javascript, node_modules", syntax: "javascript", patterns: ["node_modules/**/*.js"] },
];

interface Row {
  readonly corpus: string;
  readonly files: number;
  readonly megabytes: number;
  readonly parse: number;
  readonly read: number;
  readonly lower: number;
  readonly share: number;
}

function seconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

async function measure(name: string, syntax: SourceSyntax, sources: readonly string[]): Promise<Row> {
  const lowering = loweringFor(syntax);
  if (!lowering) throw new Error(`no lowering for ${syntax}`);
  await loadGrammar(lowering.grammar);
  const parser = parserFor(lowering.grammar);
  const stages = {
    parse: (text: string) => parser.parse(text)?.delete(),
    read: (text: string) => parseSource(lowering.grammar, text, DEFAULT_SOURCE_BUDGET),
    lower: (text: string) => readSourceSync(syntax, text),
  };
  const best = { parse: Number.POSITIVE_INFINITY, read: Number.POSITIVE_INFINITY, lower: Number.POSITIVE_INFINITY };
  for (const text of sources.slice(0, 100)) for (const stage of Object.values(stages)) stage(text);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const stage of ["parse", "read", "lower"] as const) {
      best[stage] = Math.min(
        best[stage],
        seconds(() => sources.forEach((text) => void stages[stage](text))),
      );
    }
  }
  const megabytes = sources.reduce((sum, text) => sum + text.length, 0) / 1e6;
  return {
    corpus: name,
    files: sources.length,
    megabytes,
    parse: megabytes / best.parse,
    read: megabytes / best.read,
    lower: megabytes / best.lower,
    share: best.parse / best.lower,
  };
}

const rows: Row[] = [];
for (const { name, syntax, patterns } of CORPORA) {
  const paths = patterns
    .flatMap((pattern) => globSync(pattern))
    .filter((path) => !path.endsWith(".d.ts") && !path.endsWith(".min.js"))
    .sort();
  const step = Math.max(1, Math.floor(paths.length / Number(values.files)));
  const sources = paths
    .filter((_, index) => index % step === 0)
    .map((path) => readFileSync(path, "utf8"))
    .filter((text) => text.length < 200_000);
  if (sources.length > 0) rows.push(await measure(name, syntax, sources));
}
console.table(
  rows.map((row) => ({
    corpus: row.corpus,
    files: row.files,
    MB: row.megabytes.toFixed(1),
    "parse MB/s": row.parse.toFixed(2),
    "+ copy MB/s": row.read.toFixed(2),
    "+ lower MB/s": row.lower.toFixed(2),
    "of parse": `${(row.share * 100).toFixed(0)} %`,
  })),
);
console.log(JSON.stringify({ bench: "syntax", rows }));
