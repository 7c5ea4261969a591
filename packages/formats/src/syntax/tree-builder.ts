import { FormatError } from "../errors.ts";
import type { Span } from "./ir.ts";
import { ERROR_TYPE, type NodeType } from "./node-types.ts";
import type { SourceText } from "./source-text.ts";
import { SyntaxNode, type SyntaxTree } from "./syntax-node.ts";

/** Decides what of a parser's tree is kept, for both ways of reading it. */
export class TreeBuilder {
  private readonly source: SourceText;
  private readonly limit: number;
  private readonly comments: SyntaxNode[] = [];
  private readonly errors: Span[] = [];
  private count = 0;

  constructor(source: SourceText, limits: { readonly nodes: number }) {
    this.source = source;
    this.limit = limits.nodes;
  }

  /**
   * Adds a visible node to its parent's children, in source order. Returns it where its children are wanted: not those
   * of tokens and comments.
   * @throws FormatError BUDGET_NODES
   */
  add(type: NodeType, field: string | undefined, start: number, end: number, missing: boolean, into: SyntaxNode[]): SyntaxNode | undefined {
    this.count += 1;
    if (this.count > this.limit) {
      throw new FormatError("BUDGET_NODES", `The source has more than ${this.limit} syntax nodes; raise the node budget to read it.`);
    }
    if (type.punctuation && field === undefined && !missing) return undefined;
    const node = new SyntaxNode(this.source, type.name, field, type.named, start, end);
    if (missing || type === ERROR_TYPE) {
      node.missing = missing;
      this.errors.push(node.span);
    }
    if (type.comment) {
      this.comments.push(node);
      return undefined;
    }
    into.push(node);
    return type.named ? node : undefined;
  }

  /** The children of this node are below the depth budget. */
  cut(node: SyntaxNode): void {
    node.cut = true;
    this.errors.push(node.span);
  }

  tree(root: SyntaxNode | undefined): SyntaxTree {
    if (root === undefined) throw new FormatError("MALFORMED", "The parser returned no tree.");
    return { root, source: this.source, comments: this.comments, errors: this.errors };
  }
}
