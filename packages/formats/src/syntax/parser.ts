import { fileURLToPath } from "node:url";
import { Language, Parser, type Tree } from "web-tree-sitter";
import { FormatError } from "../errors.ts";
import { copyTree } from "./copy-tree.ts";
import { nodeTypes } from "./node-types.ts";
import { readTree } from "./read-tree.ts";
import type { SourceBudget } from "./source-budget.ts";
import { type SourcePosition, SourceText } from "./source-text.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";
import { type GrammarMemory, memoryOf, readGrammar } from "./tree-memory.ts";

/** Grammars of `@vscode/tree-sitter-wasm`, by their file name. */
export type Grammar = "python" | "typescript" | "tsx" | "javascript" | "go" | "java" | "c-sharp" | "rust" | "ruby";

interface LoadedGrammar {
  readonly parser: Parser;
  /** Undefined where trees have to be read through the cursor. */
  readonly memory: GrammarMemory | undefined;
}

/** The options object of `Parser.init` becomes the WebAssembly module's own, which carries its memory. */
const wasmModule = {};
let initialised: Promise<void> | undefined;
const loading = new Map<Grammar, Promise<void>>();
const grammars = new Map<Grammar, LoadedGrammar>();

/** Loads a grammar once; later calls return at once. */
export function loadGrammar(grammar: Grammar): Promise<void> {
  const known = loading.get(grammar);
  if (known !== undefined) return known;
  const promise = load(grammar);
  loading.set(grammar, promise);
  return promise;
}

async function load(grammar: Grammar): Promise<void> {
  initialised ??= Parser.init(wasmModule);
  await initialised;
  const url = import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`);
  const parser = new Parser().setLanguage(await Language.load(fileURLToPath(url)));
  grammars.set(grammar, { parser, memory: checkedMemory(parser) });
}

function loaded(grammar: Grammar): LoadedGrammar {
  const known = grammars.get(grammar);
  if (!known) throw new FormatError("UNSUPPORTED", `The ${grammar} grammar is not loaded; await prepareLanguages() first.`);
  return known;
}

/** The parser of a loaded grammar. */
export function parserFor(grammar: Grammar): Parser {
  return loaded(grammar).parser;
}

/**
 * Parses source whose grammar is loaded, and copies the tree. Syntax errors do not throw.
 * @param prepare gives the parser another text of the same length; the nodes have the original.
 * @throws FormatError UNSUPPORTED when the grammar is not loaded; BUDGET_BYTES, BUDGET_NODES, BUDGET_TIME.
 */
export function parseSource(
  grammar: Grammar,
  text: string,
  budget: SourceBudget,
  position: SourcePosition = {},
  prepare: (text: string) => string = (same) => same,
): SyntaxTree {
  const { parser, memory } = loaded(grammar);
  if (text.length > budget.bytes) {
    throw new FormatError(
      "BUDGET_BYTES",
      `The source has ${text.length} characters, the budget is ${budget.bytes}; raise it to read this file.`,
    );
  }
  const deadline = budget.now() + budget.milliseconds;
  let calls = 0;
  // Asked every 100 or so parser operations; the clock is read every 64th time.
  const progressCallback = (): boolean => (calls++ & 63) === 0 && budget.now() > deadline;
  const tree = parser.parse(prepare(text), null, { progressCallback });
  if (!tree) {
    parser.reset();
    throw new FormatError("BUDGET_TIME", `Parsing took longer than ${budget.milliseconds} ms; raise the time budget to read this file.`);
  }
  try {
    return copy(tree, memory, new SourceText(text, position), budget);
  } finally {
    tree.delete();
  }
}

function copy(
  tree: Tree,
  grammar: GrammarMemory | undefined,
  source: SourceText,
  limits: { readonly depth: number; readonly nodes: number },
): SyntaxTree {
  const memory = grammar && memoryOf(wasmModule);
  return grammar && memory ? copyTree(memory, grammar, tree.rootNode.id, source, limits) : readTree(tree, source, limits);
}

/** Nonsense to every grammar, so that recovery, fields, aliases, comments and missing tokens occur. */
const SAMPLE =
  "import a.b as c # d\nif (a) { f('g', x=1) } // y\n/* z */ class A { def m(self): return [1, {b: \"c\"}] }\nlet d = `e${f}`; func g() (\n";

/** The tables for reading trees from memory, if that finds what the official cursor finds. */
function checkedMemory(parser: Parser): GrammarMemory | undefined {
  const memory = memoryOf(wasmModule);
  const tree = parser.parse(SAMPLE);
  if (!memory || !tree || !parser.language) return undefined;
  try {
    const { id } = tree.rootNode;
    const grammar = readGrammar(memory, id, nodeTypes(parser.language), parser.language.fields);
    const source = new SourceText(SAMPLE);
    const limits = { depth: 100, nodes: 10_000 };
    return sameTree(readTree(tree, source, limits).root, copyTree(memory, grammar, id, source, limits).root) ? grammar : undefined;
  } catch {
    return undefined;
  } finally {
    tree.delete();
  }
}

function sameTree(left: SyntaxNode, right: SyntaxNode): boolean {
  return (
    left.type === right.type &&
    left.field === right.field &&
    left.start === right.start &&
    left.end === right.end &&
    left.missing === right.missing &&
    left.children.length === right.children.length &&
    left.children.every((child, index) => {
      const other = right.children[index];
      return other !== undefined && sameTree(child, other);
    })
  );
}
