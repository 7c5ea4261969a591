import { createHash } from "node:crypto";
import { type ByteSource, FormatError, readModelFile, readSignedUrls, readTableIfAny } from "@castellan/formats";
import { classifyTable } from "./classify-table.ts";
import type { FileFacts } from "./facts.ts";
import { findInlineIgnores } from "./inline-ignores.ts";
import { inspectModel, isInspectedByName } from "./inspect-model.ts";
import { type FactsDraft, TEXT_READERS } from "./readers.ts";
import { coverInJson, findSensitive } from "./sensitive.ts";

/** Text larger than this is neither parsed nor searched. */
export const MAX_TEXT = 20 * 1024 * 1024;
const CHUNK = 1024 * 1024;
const NOTEBOOK = /\.ipynb$/i;
const DECODER = new TextDecoder();

type Problem = FileFacts["problems"][number];

export interface ReadOptions {
  /** False where the file cannot matter as source: it is hashed and searched all the same. */
  readonly source?: boolean;
  /** The hash, where the caller has it. */
  readonly sha256?: string;
  /** Opens a file beside this one that its bytes name. */
  readonly sibling?: (path: string) => ByteSource | undefined;
}

/** Runs every reader that claims a file. A reader that fails is recorded; the others' facts stand. */
export async function readFacts(path: string, source: ByteSource, options: ReadOptions = {}): Promise<FileFacts> {
  const facts: FactsDraft = { sha256: options.sha256 ?? hashOf(source), bytes: source.size, sensitive: [], ignores: [], problems: [] };
  const problems: Problem[] = [];
  const text = textOf(path, source, problems);
  if (text !== undefined) {
    await readText(path, text, options, facts, problems);
    facts.lines = countLines(text);
  }
  attempt("table", problems, () => {
    const table = readTableIfAny(path, source);
    if (table !== undefined) facts.table = classifyTable(table);
  });
  if (facts.source === undefined && facts.notebook === undefined) {
    attempt("model-file", problems, () => {
      const modelFile = readModelFile(source);
      if (modelFile !== undefined) facts.modelFile = modelFile;
    });
    if (facts.modelFile !== undefined || isInspectedByName(path)) facts.inspection = await inspectModel(path, source, options.sibling);
  }
  facts.problems = [...facts.problems, ...problems];
  return facts;
}

async function readText(path: string, text: string, options: ReadOptions, facts: FactsDraft, problems: Problem[]): Promise<void> {
  if (NOTEBOOK.test(path)) return readNotebookText(path, text, options, facts, problems);
  let covered = text;
  attempt("secrets", problems, () => {
    const sensitive = findSensitive(text);
    facts.sensitive = sensitive.matches;
    covered = sensitive.covered;
  });
  const signedUrls = readSignedUrls(text);
  if (signedUrls.length > 0) facts.signedUrls = signedUrls;
  facts.ignores = findInlineIgnores(text);
  await runReaders(path, covered, options, facts, problems);
}

async function runReaders(path: string, text: string, options: ReadOptions, facts: FactsDraft, problems: Problem[]): Promise<void> {
  for (const reader of TEXT_READERS) {
    if (!reader.matches(path) || (reader.id === "source" && options.source === false)) continue;
    try {
      await reader.read(path, text, facts);
    } catch (error) {
      problems.push(problemOf(reader.id, error));
    }
  }
}

/** Cells are searched one by one; where one holds a secret, the notebook is read again with it covered. */
async function readNotebookText(path: string, text: string, options: ReadOptions, facts: FactsDraft, problems: Problem[]): Promise<void> {
  await runReaders(path, text, options, facts, problems);
  const parts = facts.notebook?.texts;
  if (parts === undefined) {
    attempt("secrets", problems, () => {
      facts.sensitive = findSensitive(text).matches;
    });
    return;
  }
  attempt("secrets", problems, () => {
    facts.ignores = parts.flatMap(({ cell, text: part, output }) => (output ? [] : findInlineIgnores(part, cell)));
  });
  const signedUrls = parts.flatMap(({ cell, text: part }) => readSignedUrls(part).map((url) => ({ ...url, cell })));
  if (signedUrls.length > 0) facts.signedUrls = signedUrls;
  const sensitive = parts.map(({ cell, text: part, output }) => findSensitive(part, { cell, output }));
  facts.sensitive = sensitive.flatMap(({ matches }) => matches);
  const values = sensitive.flatMap((found) => found.values);
  if (values.length > 0) await runReaders(path, coverInJson(text, values), options, facts, []);
  if (facts.notebook !== undefined) facts.notebook = { ...facts.notebook, texts: [] };
}

/** Text of a file, or undefined for binaries; files too large are a problem where a reader or search would want them. */
function textOf(path: string, source: ByteSource, problems: Problem[]): string | undefined {
  if (source.read(0, Math.min(source.size, 8192)).includes(0)) return undefined;
  if (source.size > MAX_TEXT) {
    const reader = TEXT_READERS.find(({ matches }) => matches(path))?.id ?? "secrets";
    problems.push({ reader, code: "BUDGET_BYTES", reason: `larger than ${MAX_TEXT / 1024 / 1024} MB` });
    return undefined;
  }
  return DECODER.decode(source.read(0, source.size));
}

export function hashOf(source: ByteSource): string {
  const hash = createHash("sha256");
  if (source.readInto === undefined) for (let offset = 0; offset < source.size; offset += CHUNK) hash.update(source.read(offset, CHUNK));
  else {
    // One buffer for all of a large file: fresh ones cost as much as the digest.
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let offset = 0; offset < source.size; ) {
      const count = source.readInto(offset, buffer);
      if (count === 0) break;
      hash.update(buffer.subarray(0, count));
      offset += count;
    }
  }
  return hash.digest("hex");
}

function countLines(text: string): number {
  if (text === "") return 0;
  let lines = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function attempt(reader: string, problems: Problem[], read: () => void): void {
  try {
    read();
  } catch (error) {
    problems.push(problemOf(reader, error));
  }
}

function problemOf(reader: string, error: unknown): Problem {
  if (error instanceof FormatError)
    return { reader, code: error.code, reason: error.message, ...(error.line === undefined ? {} : { line: error.line }) };
  return { reader, code: "CRASH", reason: error instanceof Error ? error.message : String(error) };
}
