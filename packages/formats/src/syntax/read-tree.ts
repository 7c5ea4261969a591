import type { Tree } from "web-tree-sitter";
import { ERROR_TYPE, nodeTypes } from "./node-types.ts";
import type { SourceText } from "./source-text.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";
import { TreeBuilder } from "./tree-builder.ts";

/** Copies the parser's tree through its official cursor; the caller deletes the tree. */
export function readTree(tree: Tree, source: SourceText, limits: { readonly depth: number; readonly nodes: number }): SyntaxTree {
  const types = nodeTypes(tree.language);
  const fields = tree.language.fields;
  const builder = new TreeBuilder(source, limits);
  const outermost: SyntaxNode[] = [];
  const lists: SyntaxNode[][] = [outermost];
  const cursor = tree.walk();
  try {
    for (;;) {
      const type = types[cursor.nodeTypeId] ?? ERROR_TYPE;
      const field = fields[cursor.currentFieldId] ?? undefined;
      const into = lists.at(-1) ?? outermost;
      const node = builder.add(type, field, cursor.startIndex, cursor.endIndex, cursor.nodeIsMissing, into);
      if (node && cursor.gotoFirstChild()) {
        if (lists.length <= limits.depth) {
          const children: SyntaxNode[] = [];
          node.children = children;
          lists.push(children);
          continue;
        }
        builder.cut(node);
        cursor.gotoParent();
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return builder.tree(outermost[0]);
        lists.pop();
      }
    }
  } finally {
    cursor.delete();
  }
}
