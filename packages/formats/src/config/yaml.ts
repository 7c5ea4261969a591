import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Pair, type Range, type Scalar } from "yaml";
import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigEntry, ConfigNode } from "./node.ts";
import { type ConfigProblem, type ConfigReading, NodeCount, requireSize } from "./reading.ts";
import { hasTemplateActions, maskTemplate } from "./templated.ts";

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
  const plain = readDocuments(text, budget, (value) => value);
  if (!hasTemplateActions(text) || (plain.errors.length === 0 && !plain.oddKeys)) return plain;
  const template = maskTemplate(text);
  const masked = readDocuments(template.text, budget, template.restore);
  return masked.errors.length <= plain.errors.length || plain.oddKeys ? masked : plain;
}

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

function readDocument(text: string, offset: number, budget: Budget, count: NodeCount, restore: (value: string) => string): {
  readonly node: ConfigNode | undefined;
  readonly errors: readonly ConfigProblem[];
  readonly oddKeys: boolean;
} {
  const counter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: counter, uniqueKeys: false, strict: false, logLevel: "silent", prettyErrors: false, version: "1.2",
    });
    const reader = new TreeReader(text, counter, offset, budget, count, restore);
    const node = document.contents === null ? undefined : reader.node(document.contents, 0);
    const errors = document.errors.map((error) => ({ line: offset + counter.linePos(error.pos[0]).line, message: error.message }));
    return { node, errors, oddKeys: reader.oddKeys };
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    if (cause instanceof RangeError) throw new FormatError("BUDGET_DEPTH", "YAML is nested too deeply", { cause, line: offset + 1 });
    throw new FormatError("MALFORMED", "YAML could not be read", { cause, line: offset + 1 });
  }
}

class TreeReader {
  /** A key that is a map or list: most likely an unmasked template action. */
  oddKeys = false;
  readonly #anchors = new Map<string, { readonly node: ConfigNode; readonly size: number }>();
  readonly #text: string;
  readonly #counter: LineCounter;
  readonly #offset: number;
  readonly #budget: Budget;
  readonly #count: NodeCount;
  readonly #restore: (value: string) => string;

  constructor(text: string, counter: LineCounter, offset: number, budget: Budget, count: NodeCount, restore: (value: string) => string) {
    this.#text = text;
    this.#counter = counter;
    this.#offset = offset;
    this.#budget = budget;
    this.#count = count;
    this.#restore = restore;
  }

  #line(at: number): number {
    return this.#offset + this.#counter.linePos(at).line;
  }

  #place(range: Range | null | undefined): { readonly line: number; readonly endLine: number } {
    const [start, end] = range ?? [0, 0];
    let last = end - 1;
    while (last > start && /\s/.test(this.#text[last] ?? "")) last -= 1;
    const line = this.#line(start);
    return { line, endLine: Math.max(line, this.#line(Math.max(start, last))) };
  }

  node(source: unknown, depth: number): ConfigNode {
    if (depth > this.#budget.depth) throw new FormatError("BUDGET_DEPTH", `YAML is nested deeper than ${this.#budget.depth}`);
    if (isAlias(source)) {
      const target = this.#anchors.get(source.source);
      const place = this.#place(source.range);
      this.#count.take(target?.size ?? 1, place.line);
      // An alias inside its own anchor has no value here: a tree cannot hold itself.
      return target?.node ?? { kind: "scalar", value: null, ...place };
    }
    const before = this.#count.used;
    const node = this.#plain(source, depth);
    const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size: this.#count.used - before });
    return node;
  }

  #plain(source: unknown, depth: number): ConfigNode {
    if (isMap(source)) {
      const place = this.#place(source.range);
      this.#count.take(1, place.line);
      const entries = source.items.flatMap((pair) => this.#pair(pair, depth, place.line));
      return { kind: "map", entries: merged(entries), ...place, ...tagOf(source.tag) };
    }
    if (isSeq(source)) {
      const place = this.#place(source.range);
      this.#count.take(1, place.line);
      // `- a: b` inside a flow list is a pair.
      const list = source.items.map((item) => this.node(item, depth + 1));
      return { kind: "list", items: list, ...place, ...tagOf(source.tag) };
    }
    const place = this.#place(isScalar(source) ? source.range : undefined);
    this.#count.take(1, place.line);
    return { kind: "scalar", value: isScalar(source) ? this.#value(source) : null, ...place, ...(isScalar(source) ? tagOf(source.tag) : {}) };
  }

  #pair(pair: Pair, depth: number, line: number): ConfigEntry[] {
    const key = pair.key;
    if (isMap(key) || isSeq(key)) this.oddKeys = true;
    const name = isScalar(key) ? this.#restore(String(isString(key) ? key.value : (key.source ?? key.value))) : "";
    const keyLine = isScalar(key) ? this.#place(key.range).line : line;
    return [{ key: name, line: keyLine, value: pair.value === null ? { kind: "scalar", value: null, line: keyLine, endLine: keyLine } : this.node(pair.value, depth + 1) }];
  }

  #value(scalar: Scalar): string | number | boolean | null {
    const { value, source } = scalar;
    if (typeof value === "string") return this.#restore(value);
    if (typeof value === "boolean" || value === null || value === undefined) return value ?? null;
    // 012345678901 is an account, 12345678901234567890 does not fit, .nan is no JSON.
    if (typeof value === "number" && Number.isFinite(value) && !(source !== undefined && /^[-+]?\d+$/.test(source) && String(value) !== source)) return value;
    return source ?? String(value);
  }
}

function isString(scalar: Scalar): boolean {
  return typeof scalar.value === "string";
}

function tagOf(tag: string | undefined): { readonly tag?: string } {
  return tag === undefined || tag.startsWith("tag:yaml.org,2002:") ? {} : { tag };
}

/** Merge keys (`<<`): own keys win, then earlier sources (yaml.org/type/merge). */
function merged(entries: readonly ConfigEntry[]): readonly ConfigEntry[] {
  if (!entries.some((entry) => entry.key === "<<")) return entries;
  const own = entries.filter((entry) => entry.key !== "<<");
  const known = new Set(own.map((entry) => entry.key));
  const result = [...own];
  for (const merge of entries.filter((entry) => entry.key === "<<")) {
    const sources = merge.value.kind === "list" ? merge.value.items : [merge.value];
    for (const inherited of sources.flatMap((source) => (source.kind === "map" ? source.entries : []))) {
      if (known.has(inherited.key)) continue;
      known.add(inherited.key);
      result.push(inherited);
    }
  }
  return result;
}
