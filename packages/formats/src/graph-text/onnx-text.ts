import { closings, type GraphToken, graphTokens } from "./tokens.ts";

export interface OnnxTextNode {
  /** "" for ONNX's own. */
  readonly domain: string;
  readonly operator: string;
  readonly offset: number;
}

export interface OnnxTextModel {
  readonly nodes: readonly OnnxTextNode[];
  /** Functions and graphs that the text defines. */
  readonly defined: readonly OnnxTextNode[];
  /** Keys and values of tensors that lie in files beside the model. */
  readonly external: readonly { readonly entries: readonly (readonly [string, string])[]; readonly offset: number }[];
  readonly texts: readonly { readonly value: string; readonly offset: number }[];
  /** A bracket has no partner. */
  readonly unbalanced: boolean;
}

const MOST = 1_000_000;
/** Words and marks of one list of files. */
const MOST_ENTRIES = 256;

/** Whether a text begins like a model in ONNX's own syntax. */
export function looksLikeOnnxText(start: string): boolean {
  return /^\uFEFF?(?:\s|#[^\n]{0,200}\n){0,200}<\s{0,200}(?:[a-z_]{1,40}\s{0,20}:[^<>]{0,2000})?\bir_version\s{0,20}:/.test(start);
}

/**
 * Reads a model in ONNX's own syntax (`onnx.save(…, format="onnxtxt")`): operators, functions, external data.
 * @see https://github.com/onnx/onnx/blob/main/docs/Syntax.md
 * @throws FormatError
 */
export function readOnnxText(text: string): OnnxTextModel {
  const tokens = graphTokens(text);
  const closing = closings(tokens);
  const nodes: OnnxTextNode[] = [];
  const defined: OnnxTextNode[] = [];
  const external: OnnxTextModel["external"][number][] = [];
  const texts: OnnxTextModel["texts"][number][] = [];
  let domain = "";
  const is = (index: number, value: string): boolean => tokens[index]?.kind === "mark" && tokens[index].value === value;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "text" && texts.length < MOST) texts.push({ value: token.value, offset: token.offset });
    if (token.kind === "name") {
      const said = tokens[index + 2];
      if (token.value === "domain" && is(index + 1, ":") && said?.kind === "text") domain = said.value;
      // `name (inputs) => (outputs)` is a graph or a function.
      if (is(index + 1, "(") && is((closing.get(index + 1) ?? -2) + 1, "=>"))
        defined.push({ domain, operator: token.value, offset: token.offset });
    } else if (is(index, "=")) {
      const called = tokens[index + 1];
      if (called?.kind === "name" && isCall(tokens, index + 1, closing)) nodes.push(nodeOf(called));
      else if (is(index + 1, "[")) external.push({ entries: entriesOf(tokens, index + 2), offset: token.offset });
    } else if (is(index, "{") || is(index, "}") || is(index, ")") || (is(index, ">") && is(index + 2, "("))) {
      // A node without outputs; behind attributes a function of its own may begin with attributes, too.
      const called = tokens[index + 1];
      if (called?.kind === "name" && isCall(tokens, index + 1, closing)) nodes.push(nodeOf(called));
    }
  }
  const opened = tokens.filter(({ kind, value }) => kind === "mark" && value === "(").length;
  return { nodes, defined, external, texts, unbalanced: opened !== closing.size };
}

/** `Op (…)`, `Op <…> (…)`, `Op:overload (…)`; a graph as an attribute has an arrow behind its inputs. */
function isCall(tokens: readonly GraphToken[], index: number, closing: ReadonlyMap<number, number>): boolean {
  const next = tokens[index + 1];
  if (next?.kind !== "mark") return false;
  if (next.value === "<" || next.value === ":") return true;
  if (next.value !== "(") return false;
  const behind = tokens[(closing.get(index + 1) ?? tokens.length) + 1];
  return !(behind?.kind === "mark" && behind.value === "=>");
}

function nodeOf({ value, offset }: GraphToken): OnnxTextNode {
  const dot = value.lastIndexOf(".");
  return { domain: dot < 0 ? "" : value.slice(0, dot), operator: value.slice(dot + 1), offset };
}

function entriesOf(tokens: readonly GraphToken[], from: number): (readonly [string, string])[] {
  const texts: string[] = [];
  for (let index = from; index < Math.min(tokens.length, from + MOST_ENTRIES); index++) {
    const token = tokens[index];
    if (token?.kind === "mark" && token.value === "]") break;
    if (token?.kind === "text") texts.push(token.value);
  }
  return texts.flatMap((key, index) => (index % 2 === 0 ? [[key, texts[index + 1] ?? ""] as const] : []));
}
