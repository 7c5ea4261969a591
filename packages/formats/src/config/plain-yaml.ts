import type { Budget } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigEntry, ConfigNode } from "./node.ts";
import type { NodeCount } from "./reading.ts";

/** Tabs, line ends other than "\n" and control characters: the library knows their rules. */
const UNUSUAL = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/;
const KEY = /^(?:([\w$./+](?:[\w$./@+(),=~^-]|:(?! |$)| +(?=[^ :]))*)|"([^"\\]*)"|'([^']*)') *:(?= |$)/;
const BLOCK = /^([|>])(-?) *(?: #.*)?$/;
const TAG = /^(![A-Za-z][\w.-]*) +(?=[^ #])/;
const FLOW_KEY = /(?:([\w$./^~][\w$./@+=^~-]*)|"([^"\\]*)"|'([^']*)'): +/y;
const FLOW_SCALAR = /-*[\w$./^~](?:[^ ,[\]{}:#\n]|:(?=[^ ,[\]{}\n])| (?=[^ ,[\]{}:#\n]))*/y;
const SINGLE_QUOTED = /'((?:[^']|'')*)'/y;
const DOUBLE_QUOTED = /"(?:[^"\\]|\\["\\/bfnrt])*"/y;
const KEY_LENGTH = 1000;

class NotPlain extends Error {}

/**
 * Reads a document of the plain kind that nearly all are: block maps and lists with one-line keys, scalars on one
 * line, literal blocks and flow collections on one line. Lines count from `offset`.
 *
 * @returns undefined for everything else (anchors, tags, folded text, templates, errors), which the library reads
 * @throws FormatError BUDGET_DEPTH, BUDGET_NODES
 */
export function readPlainYaml(text: string, offset: number, budget: Budget, count: NodeCount): ConfigNode | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    const reader = new PlainYaml(text, offset, budget);
    const node = reader.document();
    count.take(reader.nodes, offset + 1);
    return node;
  } catch (cause) {
    if (cause instanceof NotPlain) return undefined;
    throw cause;
  }
}

class PlainYaml {
  nodes = 0;
  readonly #lines: readonly string[];
  readonly #offset: number;
  readonly #budget: Budget;
  /** Index of the line that is being read. */
  #at: number;
  /** Index and indentation of the next line that is neither empty nor a comment; -1 at the end. */
  #next = 0;
  #indent = -1;

  constructor(text: string, offset: number, budget: Budget) {
    this.#lines = text.split("\n");
    this.#offset = offset;
    this.#budget = budget;
    this.#at = this.#lines[0] === "---" ? 0 : -1;
    this.#look();
  }

  document(): ConfigNode {
    if (this.#indent < 0) throw new NotPlain();
    const node = this.#nested(0);
    if (this.#indent >= 0) throw new NotPlain();
    return node;
  }

  #look(): void {
    for (let index = this.#at + 1; index < this.#lines.length; index++) {
      const line = this.#lines[index] ?? "";
      let indent = 0;
      while (line.charCodeAt(indent) === 32) indent++;
      if (indent === line.length || line.charCodeAt(indent) === 35) continue;
      this.#next = index;
      this.#indent = indent;
      return;
    }
    this.#indent = -1;
  }

  #content(): string {
    return (this.#lines[this.#next] ?? "").slice(this.#indent).trimEnd();
  }

  #advance(): void {
    this.#at = this.#next;
    this.#look();
  }

  /** The collection that begins on the next line. */
  #nested(depth: number): ConfigNode {
    const column = this.#indent;
    const content = this.#content();
    this.#advance();
    return this.#collection(content, column, depth);
  }

  #collection(content: string, column: number, depth: number): ConfigNode {
    if (depth > this.#budget.depth) throw new FormatError("BUDGET_DEPTH", `YAML is nested deeper than ${this.#budget.depth}`);
    this.nodes++;
    return isItem(content) ? this.#list(content, column, depth) : this.#map(content, column, depth);
  }

  #map(first: string, column: number, depth: number): ConfigNode {
    const entries: ConfigEntry[] = [];
    const start = this.#line;
    for (let content = first; ; ) {
      const match = KEY.exec(content);
      if (match === null || match[0].length > KEY_LENGTH) throw new NotPlain();
      const key = match[1] ?? match[2] ?? match[3] ?? "";
      if (key === "<<") throw new NotPlain();
      const line = this.#line;
      const rest = content.slice(match[0].length).trimStart();
      let value: ConfigNode;
      if (rest === "" || rest.startsWith("#")) value = this.#below(column, depth + 1, this.#indent === column && isItem(this.#content()));
      else value = this.#inline(rest, column);
      entries.push({ key, line, value });
      if (this.#indent < column) return { kind: "map", entries, line: start, endLine: value.endLine };
      content = this.#content();
      if (this.#indent > column || isItem(content)) throw new NotPlain();
      this.#advance();
    }
  }

  #list(first: string, column: number, depth: number): ConfigNode {
    const items: ConfigNode[] = [];
    const start = this.#line;
    for (let content = first; ; ) {
      const rest = content.slice(1).trimStart();
      let value: ConfigNode;
      if (rest === "" || rest.startsWith("#")) value = this.#below(column, depth + 1, false);
      else if (isItem(rest) || KEY.test(rest)) value = this.#collection(rest, column + content.length - rest.length, depth + 1);
      else value = this.#inline(rest, column);
      items.push(value);
      if (this.#indent > column) throw new NotPlain();
      content = this.#content();
      if (this.#indent < column || !isItem(content)) return { kind: "list", items, line: start, endLine: value.endLine };
      this.#advance();
    }
  }

  /** What stands on the lines below a key or dash. */
  #below(column: number, depth: number, listOnSameColumn: boolean): ConfigNode {
    if (this.#indent > column || listOnSameColumn) return this.#nested(depth);
    return this.#scalar(null);
  }

  #inline(text: string, column: number): ConfigNode {
    const block = BLOCK.exec(text);
    if (block !== null) return this.#block(column, block[1] === ">", block[2] === "-");
    const tag = TAG.exec(text);
    const [node, end] = tag === null ? this.#flow(text) : this.#tagged(text.slice(tag[0].length), tag[1] ?? "");
    const after = text.slice(end + (tag?.[0].length ?? 0));
    if (after !== "" && !/^ +(?:#|$)/.test(after)) throw new NotPlain();
    // A deeper line would go on with the scalar.
    if (this.#indent > column) throw new NotPlain();
    return node;
  }

  /** A value at the start of the text, and where it ends. */
  #flow(text: string): readonly [ConfigNode, number] {
    const first = text[0];
    if (first === '"' || first === "'" || first === "[" || first === "{") return this.#value(text, 0, 0);
    const comment = text.indexOf(" #");
    const plain = (comment < 0 ? text : text.slice(0, comment)).trimEnd();
    if (/^[\]},#&*!|>%@`]|^[-?:](?: |$)|: |:$/.test(plain)) throw new NotPlain();
    return [this.#scalar(resolve(plain)), plain.length];
  }

  /** A scalar with a tag that is not YAML's own is the text that stands there. */
  #tagged(text: string, tag: string): readonly [ConfigNode, number] {
    const [node, end] = this.#flow(text);
    if (node.kind !== "scalar") throw new NotPlain();
    const isQuoted = text[0] === '"' || text[0] === "'";
    return [{ ...node, value: isQuoted ? node.value : text.slice(0, end), tag }, end];
  }

  #value(text: string, at: number, depth: number): readonly [ConfigNode, number] {
    switch (text[at]) {
      case '"': {
        const quoted = matchAt(DOUBLE_QUOTED, text, at);
        return [this.#scalar(JSON.parse(quoted[0]) as string), at + quoted[0].length];
      }
      case "'": {
        const quoted = matchAt(SINGLE_QUOTED, text, at);
        return [this.#scalar((quoted[1] ?? "").replaceAll("''", "'")), at + quoted[0].length];
      }
      case "[":
      case "{":
        if (depth > this.#budget.depth) throw new NotPlain();
        return this.#flowCollection(text, at, depth);
      default: {
        const [plain] = matchAt(FLOW_SCALAR, text, at);
        return [this.#scalar(resolve(plain)), at + plain.length];
      }
    }
  }

  #flowCollection(text: string, start: number, depth: number): readonly [ConfigNode, number] {
    this.nodes++;
    const isMap = text[start] === "{";
    const close = isMap ? "}" : "]";
    const entries: ConfigEntry[] = [];
    const items: ConfigNode[] = [];
    const line = this.#line;
    let at = skipSpaces(text, start + 1);
    while (text[at] !== close) {
      let key = "";
      if (isMap) {
        const match = matchAt(FLOW_KEY, text, at);
        key = match[1] ?? match[2] ?? match[3] ?? "";
        at += match[0].length;
      }
      const [value, end] = this.#value(text, at, depth + 1);
      if (isMap) entries.push({ key, line, value });
      else items.push(value);
      at = skipSpaces(text, end);
      if (text[at] === ",") at = skipSpaces(text, at + 1);
      else if (text[at] !== close) throw new NotPlain();
      if (text[at] === close && text[at - 1] === ",") throw new NotPlain();
    }
    return [isMap ? { kind: "map", entries, line, endLine: line } : { kind: "list", items, line, endLine: line }, at + 1];
  }

  /** A literal or folded block, with its last line break kept ("clip") or not ("strip"). */
  #block(column: number, folded: boolean, strip: boolean): ConfigNode {
    const line = this.#line;
    const indent = this.#blockIndent(column);
    const content: string[] = [];
    let last = this.#at;
    for (let index = this.#at + 1; index < this.#lines.length; index++) {
      const text = this.#lines[index] ?? "";
      const isBlank = text.trimStart() === "";
      if (!isBlank && leadingSpaces(text) < indent) {
        if (leadingSpaces(text) > column) throw new NotPlain();
        break;
      }
      content.push(text.slice(indent));
      if (!isBlank) last = index;
    }
    const kept = content.slice(0, last - this.#at);
    // Blanks behind the text that reach into the block belong to it, and so does a text without end.
    if (content.slice(kept.length).some((text) => text !== "") || last === this.#lines.length - 1) throw new NotPlain();
    // Lines that are indented further, also by blanks alone, are not folded.
    if (folded && (kept[0] === "" || kept.some((text) => text.startsWith(" ")))) throw new NotPlain();
    this.#at = last;
    this.#look();
    this.nodes++;
    const value = folded ? kept.join("\n").replaceAll(/\n+/g, (breaks) => (breaks === "\n" ? " " : breaks.slice(1))) : kept.join("\n");
    return { kind: "scalar", value: value + (strip ? "" : "\n"), line, endLine: this.#offset + last + 1 };
  }

  #blockIndent(column: number): number {
    for (let index = this.#at + 1; index < this.#lines.length; index++) {
      const text = this.#lines[index] ?? "";
      const spaces = leadingSpaces(text);
      if (spaces < text.length && spaces > column) return spaces;
      if (text !== "") break;
    }
    throw new NotPlain();
  }

  #scalar(value: string | number | boolean | null): ConfigNode {
    this.nodes++;
    return { kind: "scalar", value, line: this.#line, endLine: this.#line };
  }

  get #line(): number {
    return this.#offset + this.#at + 1;
  }
}

function isItem(content: string): boolean {
  return content.charCodeAt(0) === 45 && (content.length === 1 || content.charCodeAt(1) === 32);
}

function leadingSpaces(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === 32) count++;
  return count;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) throw new NotPlain();
  return match;
}

/** The core schema of YAML 1.2; numbers that JavaScript would write otherwise stay as written. */
function resolve(source: string): string | number | boolean | null {
  switch (source) {
    case "":
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    default:
  }
  if (!/^[-+.\d]/.test(source)) return source;
  if (/^[-+]?\d+$/.test(source)) return String(Number(source)) === source ? Number(source) : source;
  if (/^0o[0-7]+$|^0x[\da-fA-F]+$|^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(source)) {
    const value = Number(source);
    return Number.isFinite(value) ? value : source;
  }
  return source;
}
