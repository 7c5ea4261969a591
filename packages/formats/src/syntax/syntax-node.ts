import type { Span } from "./ir.ts";
import type { SourceText } from "./source-text.ts";

/**
 * A node of the concrete syntax tree, copied out of the parser's memory: plain, cheap to walk, free to keep.
 *
 * `children` hold named nodes and tokens that carry meaning (keywords, operators, everything in a field);
 * plain punctuation — ( ) [ ] { } , ; : . — is left out unless it stands in a field, and comments are in
 * `SyntaxTree.comments`. A subtree below the depth budget has `cut` and no children.
 */
export class SyntaxNode {
  /** The grammar's node type; "ERROR" where the parser recovered. */
  readonly type: string;
  /** The grammar's field that this node fills in its parent. */
  readonly field: string | undefined;
  /** Named in the grammar; tokens ("async", "+") are not. */
  readonly named: boolean;
  /** UTF-16 offset. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** The parser made this token up. */
  missing = false;
  cut = false;
  children: readonly SyntaxNode[] = NONE;
  private readonly source: SourceText;

  constructor(source: SourceText, type: string, field: string | undefined, named: boolean, start: number, end: number) {
    this.source = source;
    this.type = type;
    this.field = field;
    this.named = named;
    this.start = start;
    this.end = end;
  }

  /** As written. Slicing is cheap, but do not ask large nodes for it without need. */
  get text(): string {
    return this.source.text.slice(this.start, this.end);
  }

  get line(): number {
    return this.source.lineAt(this.start);
  }

  get endLine(): number {
    return this.end > this.start ? this.source.lineAt(this.end - 1) : this.line;
  }

  /** Spread into a neutral node: `{ kind: "name", name, ...node.span }`. */
  get span(): Span {
    return this.source.span(this.start, this.end);
  }

  /** First child in this field. */
  child(field: string): SyntaxNode | undefined {
    for (const child of this.children) if (child.field === field) return child;
    return undefined;
  }

  /** All children in this field. */
  childrenIn(field: string): SyntaxNode[] {
    return this.children.filter((child) => child.field === field);
  }

  /** Named children, ERROR nodes among them. */
  get namedChildren(): SyntaxNode[] {
    return this.children.filter((child) => child.named);
  }

  /** First child of this type (a node type, or a token such as "async"). */
  first(type: string): SyntaxNode | undefined {
    for (const child of this.children) if (child.type === type) return child;
    return undefined;
  }

  has(type: string): boolean {
    return this.first(type) !== undefined;
  }
}

const NONE: readonly SyntaxNode[] = [];

export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly source: SourceText;
  /** In source order. */
  readonly comments: readonly SyntaxNode[];
  /** ERROR and missing nodes, and subtrees cut by the depth budget. */
  readonly errors: readonly Span[];
}
