/**
 * The pickle machine against CPython's pickletools:
 *   node conformance/pickle/run.ts [--vectors DIR] [--generated N] [--seed S] [--verbose]
 * For every stream that pickletools reads, the same opcodes; for every stream that it accepts (pickletools.dis), the
 * same stack after each opcode and the same memo keys; for generated streams of plain data, the same value as
 * pickle.loads. Streams: those found in the files of DIR (default ../shared/data: model-files.tar.gz), none of which is
 * loaded, and N that a grammar writes. The last line is "N passed, N failed". Exit code: 0 none failed · 1 some failed.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bytesSource } from "../../packages/formats/src/byte-source.ts";
import { runPickles } from "../../packages/formats/src/pickle/index.ts";
import { PickleWriter } from "../../packages/formats/src/pickle/testing/generated-pickle.ts";
import { seeded } from "../secrets/sample.ts";
import { type Comparison, compare } from "./compare.ts";
import { corpusBytes, corpusFolder } from "./corpus.ts";
import { askPickletools, type Question } from "./python.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    generated: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    verbose: { type: "boolean", default: false },
  },
});

/** Streams in the corpus: at the start of every file, and where the machine finds one. */
function corpusQuestions(folder: string): { readonly questions: readonly Question[]; readonly names: readonly string[] } {
  const questions: Question[] = [];
  const names: string[] = [];
  for (const { name, bytes } of corpusBytes(folder)) {
    const streams = runPickles(bytesSource(bytes), 0, { effect: () => {}, anomaly: () => {} });
    for (const start of new Set([0, ...streams.map((stream) => stream.start)])) {
      questions.push({ data: bytes, start, plain: false });
      names.push(`${name}+${start}`);
    }
  }
  return { questions, names };
}

function generatedQuestions(count: number, seed: number): readonly Question[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const { bytes, plain } = PickleWriter.write((n) => Math.floor(random() * n));
    return { data: bytes, start: 0, plain };
  });
}

const folder = corpusFolder(values.vectors);
const corpus = folder === undefined ? { questions: [], names: [] } : corpusQuestions(folder);
const generated = generatedQuestions(Number(values.generated), Number(values.seed));
const answers = await askPickletools([...corpus.questions, ...generated]);
if (answers === undefined) process.stderr.write("pickle: skipped, there is no python3\n");
else {
  if (folder === undefined) process.stderr.write("pickle: no corpus; give --vectors DIR (a folder with model-files.tar.gz)\n");
  const inCorpus = compare(
    corpus.questions,
    answers.filter(({ id }) => id < corpus.questions.length),
    (id) => corpus.names[id] ?? "",
  );
  const shifted = answers
    .filter(({ id }) => id >= corpus.questions.length)
    .map((answer) => ({ ...answer, id: answer.id - corpus.questions.length }));
  const inGenerated = compare(generated, shifted, (id) => `generated ${id} of seed ${values.seed}`);
  process.stdout.write("streams      asked    read  accepted  values  by frames   opcodes  differ\n");
  row("corpus", corpus.questions.length, inCorpus);
  row("generated", generated.length, inGenerated);
  const differences = [...inCorpus.differences, ...inGenerated.differences];
  for (const difference of differences.slice(0, values.verbose ? differences.length : 20)) process.stdout.write(`${difference}\n`);
  process.stdout.write(`${inCorpus.read + inGenerated.read - differences.length} passed, ${differences.length} failed\n`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

function row(name: string, asked: number, { read, accepted, values: compared, byFrames, opcodes, differences }: Comparison): void {
  const numbers: readonly (readonly [number, number])[] = [
    [asked, 8],
    [read, 8],
    [accepted, 10],
    [compared, 8],
    [byFrames, 11],
    [opcodes, 10],
    [differences.length, 8],
  ];
  process.stdout.write(`${name.padEnd(10)}${numbers.map(([number, width]) => String(number).padStart(width)).join("")}\n`);
}
