import { beforeAll, describe, expect, it } from "vitest";
import { Language, Parser, type Tree } from "web-tree-sitter";
import { copyTree } from "./copy-tree.ts";
import { nodeTypes } from "./node-types.ts";
import { readTree } from "./read-tree.ts";
import { SourceText } from "./source-text.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";
import { memoryOf, readGrammar } from "./tree-memory.ts";

const GRAMMARS = ["python", "typescript", "tsx", "javascript", "go", "java", "c-sharp", "rust", "ruby"] as const;

/** Every grammar reads every sample: most of them are then full of errors, which is what is to be compared. */
const SAMPLES = [
  "@a.b(1)\nasync def f(x: int = 2, *y, **z) -> list[int]:\n    '''doc'''\n    return [f'{a!r:{b}}' for a in c if d] # e\nmatch x:\n  case {'a': 1, **r} | P(b=2): pass\n",
  "import d, { a as b } from 'm';\nexport default class A<T> extends B { #p = 1; @c() async *m({ q, r = 2 }, ...s) { yield `x${t}`; } }\nconst u = a?.b ?? (c as D)!;\n",
  'package main\nimport f "fmt"\ntype T struct { A int `json:"a"` }\nfunc (t *T) M(a, b int) (x error) { go f.P(T{A: 1}); for i := range a { defer g() } }\n',
  'package a.b; /** doc */ @C(d = "e") public class F<T> extends G implements H { private final int x = 1; F() { this(y -> z); } }\n',
  'using X = A.B; [C(D = 1)] namespace N; public record R(int A) { async Task<int> M() => await $"a{b:F2}" switch { 1 => 2, _ => 3 }; }\n',
  "use a::b::{c as d, *}; #[tool(x = 1)] impl<'a> T for S { pub async fn f(&self) -> Result<(), E> { vec![1]; match x { Some(y) if z => {} } } } // c\n",
  "require 'a'\nclass B < C\n  attr_reader :d\n  def e(f, g: 1, *h, &i) = j.k { |l| \"m#{n}\" } unless o\nend\n__END__\nx",
  "((((\n]]]] {{{ \"\"\" ''' `${ <A b={c}>",
  "\uFEFFé = '😀' + \"\ud83d\ude00\"\r\n\tx\u0000y = 1",
  "",
];

const memoryModule = {};
const languages = new Map<string, Language>();

beforeAll(async () => {
  await Parser.init(memoryModule);
  for (const grammar of GRAMMARS) {
    languages.set(
      grammar,
      await Language.load(new URL(import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`)).pathname),
    );
  }
});

function plain(node: SyntaxNode): unknown {
  const { type, field, named, start, end, missing, cut } = node;
  return { type, field, named, start, end, missing, cut, children: node.children.map(plain) };
}

function comparable({ root, comments, errors }: SyntaxTree): unknown {
  return { root: plain(root), comments: comments.map(plain), errors };
}

function trees(
  grammar: string,
  text: string,
  limits: { readonly depth: number; readonly nodes: number },
): readonly [SyntaxTree, SyntaxTree] {
  const language = languages.get(grammar);
  const memory = memoryOf(memoryModule);
  if (!language || !memory) throw new Error("the parser shows no memory");
  const parser = new Parser().setLanguage(language);
  const tree: Tree | null = parser.parse(text);
  if (!tree) throw new Error("no tree");
  const { id } = tree.rootNode;
  const grammarMemory = readGrammar(memory, id, nodeTypes(language), language.fields);
  const both = [readTree(tree, new SourceText(text), limits), copyTree(memory, grammarMemory, id, new SourceText(text), limits)] as const;
  tree.delete();
  parser.delete();
  return both;
}

describe.each(GRAMMARS)("a %s tree read from memory", (grammar) => {
  it.each(SAMPLES)("is what the official cursor reads: %j", (text) => {
    const [official, copied] = trees(grammar, text, { depth: 500, nodes: 100_000 });
    expect(comparable(copied)).toEqual(comparable(official));
  });

  it("is cut at the same depth", () => {
    const [official, copied] = trees(grammar, "f([g({a: (1)})])".repeat(3), { depth: 3, nodes: 100_000 });
    expect(comparable(copied)).toEqual(comparable(official));
  });
});
