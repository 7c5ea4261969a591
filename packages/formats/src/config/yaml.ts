import { LineCounter, parseDocument } from "yaml";
import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigNode } from "./node.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { type ConfigProblem, type ConfigReading, NodeCount, requireSize } from "./reading.ts";
import { hasTemplateActions, maskTemplate } from "./templated.ts";
import { YamlTree } from "./yaml-tree.ts";

/** The parser needs about 3 s for a megabyte of the worst text. */
const BYTES = 6 * 1024 * 1024;
/** Brackets open at once, counted without looking at quotes. */
const FLOW_DEPTH = 1000;

/** Bodies of custom resource definitions are schemas of thousands of lines that declare nothing. */
const SKIP_BODY_OVER = 20_000;

/**
 * Reads a YAML stream: one tree per document, aliases and merge keys put in, unknown tags kept, duplicate
 * keys kept in order. Go-template and Jinja actions are masked where plain YAML cannot read the text;
 * scalars then hold them as written.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES
 */
export function readYaml(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, { ...budget, bytes: Math.min(budget.bytes, BYTES) }, "YAML");
  requireFlowDepth(text);
  const plain = readDocuments(text, budget, asWritten);
  if (!hasTemplateActions(text) || (plain.errors.length === 0 && !plain.oddKeys)) return plain;
  const template = maskTemplate(text);
  const masked = readDocuments(template.text, budget, template.restore);
  return masked.errors.length <= plain.errors.length || plain.oddKeys ? masked : plain;
}

const asWritten = (value: string): string => value;

/** The parser's time grows with the square of the depth; a new top-level key starts anew. */
function requireFlowDepth(text: string): void {
  let depth = 0;
  const bracket = /[[\]{}]|\n(?=\w)/g;
  for (let match = bracket.exec(text); match !== null; match = bracket.exec(text)) {
    const [found] = match;
    if (found === "[" || found === "{") depth += 1;
    else depth = found === "\n" ? 0 : Math.max(0, depth - 1);
    if (depth > FLOW_DEPTH) throw new FormatError("BUDGET_DEPTH", `more than ${FLOW_DEPTH} brackets are open at once`);
  }
}

interface Chunk {
  readonly text: string;
  /** Lines before the chunk. */
  readonly offset: number;
}

/** A line that starts with `---` always starts a document, also inside a block scalar. */
function* chunksOf(text: string): Generator<Chunk> {
  const marker = /^---(?=\s|$)/gm;
  let start = 0;
  let offset = 0;
  for (;;) {
    marker.lastIndex = start + 3;
    const end = marker.exec(text)?.index ?? text.length;
    const chunk = text.slice(start, end);
    yield { text: chunk, offset };
    if (end >= text.length) return;
    offset += chunk.split("\n").length - 1;
    start = end;
  }
}

function withoutBody(chunk: string): string {
  if (chunk.length < SKIP_BODY_OVER || !/^kind:\s*CustomResourceDefinition\s*$/m.test(chunk)) return chunk;
  const body = /^spec:/m.exec(chunk);
  return body === null ? chunk : chunk.slice(0, body.index);
}

function isEmpty(chunk: string): boolean {
  return chunk.split("\n").every((line) => /^(?:---)?\s*(?:#.*)?$|^%|^\.\.\.\s*$/.test(line));
}

function readDocuments(text: string, budget: Budget, restore: (value: string) => string): ConfigReading & { readonly oddKeys: boolean } {
  const documents: ConfigNode[] = [];
  const errors: ConfigProblem[] = [];
  const count = new NodeCount(budget.nodes);
  let oddKeys = false;
  for (const chunk of chunksOf(text)) {
    if (isEmpty(chunk.text)) continue;
    const read = readDocument(withoutBody(chunk.text), chunk.offset, budget, count, restore);
    if (read.node !== undefined) documents.push(read.node);
    errors.push(...read.errors);
    oddKeys ||= read.oddKeys;
  }
  return { documents, errors, oddKeys };
}

function readDocument(
  text: string,
  offset: number,
  budget: Budget,
  count: NodeCount,
  restore: (value: string) => string,
): {
  readonly node: ConfigNode | undefined;
  readonly errors: readonly ConfigProblem[];
  readonly oddKeys: boolean;
} {
  const plain = restore === asWritten ? readPlainYaml(text, offset, budget, count) : undefined;
  if (plain !== undefined) return { node: plain, errors: [], oddKeys: false };
  const counter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: counter,
      uniqueKeys: false,
      strict: false,
      logLevel: "silent",
      prettyErrors: false,
      version: "1.2",
    });
    const reader = new YamlTree(text, counter, offset, budget, count, restore);
    const node = document.contents === null ? undefined : reader.node(document.contents, 0);
    const errors = document.errors.map((error) => ({ line: offset + counter.linePos(error.pos[0]).line, message: error.message }));
    return { node, errors, oddKeys: reader.oddKeys };
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    if (cause instanceof RangeError) throw new FormatError("BUDGET_DEPTH", "YAML is nested too deeply", { cause, line: offset + 1 });
    throw new FormatError("MALFORMED", "YAML could not be read", { cause, line: offset + 1 });
  }
}
