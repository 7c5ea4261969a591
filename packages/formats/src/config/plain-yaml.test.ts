import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineCounter, parseDocument } from "yaml";
import { DEFAULT_BUDGET } from "../budget.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { NodeCount } from "./reading.ts";
import { YamlTree } from "./yaml-tree.ts";

const plain = (text: string) => readPlainYaml(text, 0, DEFAULT_BUDGET, new NodeCount(DEFAULT_BUDGET.nodes));

function library(text: string) {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false, strict: false, logLevel: "silent", prettyErrors: false });
  const tree = new YamlTree(text, counter, 0, DEFAULT_BUDGET, new NodeCount(DEFAULT_BUDGET.nodes), (value) => value);
  return { errors: document.errors, node: document.contents === null ? undefined : tree.node(document.contents, 0) };
}

/** What is read at all is what the library reads. */
function agrees(text: string): void {
  const node = plain(text);
  if (node === undefined) return;
  const judge = library(text);
  expect(judge.errors).toEqual([]);
  expect(JSON.parse(JSON.stringify(node))).toEqual(JSON.parse(JSON.stringify(judge.node)));
}

/** Pieces that YAML gives a meaning, in any order. */
const piece = fc.constantFrom(
  ..."a|b:|c d|key: |- |-|: |:|#| # note|\n|\n  |\n    |\n\n|'|''|\"|\\|\\n|[|]|{|}|, |,|?|? |&x |*x|!t |!|>|>-\n|||-\n||\n|~|null|true|12|-3|0x1f|0o7|012|1.5|.5|1e3|.nan|---|\n---\n|...|<<: |@|%|`|=|(|)|\t|\r\n|é|🙂|--x|+1|$".split(
    "|",
  ),
  "|",
  "|\n",
  "|-\n",
);
const scalar = fc.constantFrom(
  "a",
  "b c",
  "12",
  "-0",
  "1_000",
  "true",
  "~",
  "''",
  '"x: y"',
  "'it''s'",
  "http://x/y?z=1",
  "a:b",
  "[]",
  "[a, 1]",
  "{a: b}",
  "!Ref x",
  "--fix",
  "-",
  "=",
  "$x",
  "1.",
  "x # y",
  "x#y",
);

describe("readPlainYaml", () => {
  it("reads no piece of YAML otherwise than the library", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => agrees(pieces.join(""))),
      { numRuns: 3000 },
    );
  });

  it("reads no lines of keys, dashes and values otherwise than the library", () => {
    const line = fc
      .tuple(
        fc.nat(4),
        fc.constantFrom("", "- ", "- - "),
        fc.constantFrom("", "k: ", "long key: ", "'q': ", "a::b: ", "1: "),
        fc.oneof(fc.constantFrom("", "|", ">-", "# c"), scalar),
      )
      .map(([indent, dash, key, value]) => `${"  ".repeat(indent)}${dash}${key}${value}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => agrees(`${lines.join("\n")}\n`)),
      { numRuns: 3000 },
    );
  });

  it("reads no changed document otherwise than the library", () => {
    const document =
      "# head\nname: train\non: {push: [a, 'b c'], pull: ~}\njobs:\n  - id: 12\n    run: |\n      one\n\n        two\n    if: >-\n      a\n      b\n\n      c\n  # note\n  -\n    - x # y\n    - \"q: \\n\"\n  - !Ref z\n'k (v)': a::b\nlist:\n- 1.5\n- http://x/y\nend:\n";
    const change = fc.tuple(fc.nat(document.length), fc.nat(6), fc.oneof(piece, fc.constantFrom("", " ", "  ", "\n", "x", "-")));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        agrees(changes.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), document));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "a: 1\nb:\n  - x\n  - y: z\n    w: [1, two, 'three']\nc:\n- 1\n# end\n",
    "---\nrun: |\n  one\n\n    two\n\nnext: >-\n  a\n  b\n\n  c\n",
    "Type: AWS::S3::Bucket\nName: !Sub x-${Y}\n",
    "'@a/b@1(c@2)':\n  resolution: {integrity: sha512-abc==}\n  engines: {node: '>=18'}\n",
    "name: ${{ github.ref }}\nif: a && b\n",
  ])("reads %j itself", (text) => {
    expect(plain(text)).toBeDefined();
    agrees(text);
  });

  it.each([
    "a: &x 1\nb: *x\n",
    "a: b\n  c\n",
    "a: 'b\n  c'\n",
    "? a\n: b\n",
    "{{ x }}: 1\n",
    "a: b: c\n",
    "a:\tb\n",
    "<<: x\n",
    "a: [1,\n 2]\n",
    "x",
  ])("leaves %j to the library", (text) => {
    expect(plain(text)).toBeUndefined();
  });

  it.each([`a${" ".repeat(2_000_000)}b`, `"${"\\".repeat(500_000)}`, `a${":a".repeat(500_000)}`, `a: [${"a ".repeat(500_000)}`])(
    "gives up on long lines that are no keys, whatever they hold (%#)",
    (text) => {
      expect(plain(text)).toBeUndefined();
    },
  );
});
