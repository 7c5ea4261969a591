import { docComment } from "./doc-comments.ts";
import type { Expression, Import, Language, SourceModule, Span, Statement } from "./ir.ts";
import type { Grammar } from "./parser.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";

/** What a language adds: its grammar, and the way from its syntax to the neutral form. */
export interface Lowering {
  readonly language: Language;
  readonly grammar: Grammar;
  readonly rules: SyntaxRules;
  /** What the parser gets instead of the text, of the same length: where the grammar lags behind the language. */
  readonly prepare?: (text: string) => string;
  /** Never throws: what is not known becomes `other` with its children lowered. */
  lower(root: SyntaxNode, context: LoweringContext): LoweredModule;
}

/** `errors` are added by the reader, from the tree and from `context.errors`. */
export type LoweredModule = Omit<SourceModule, "language" | "errors">;

export type ExpressionRule = (node: SyntaxNode, context: LoweringContext) => Expression;
/** Appends to `into`: one syntax node may be none, one or several statements. */
export type StatementRule = (node: SyntaxNode, context: LoweringContext, into: Statement[]) => void;

/** By node type. A rule file per construct exports its part, the language's index joins them. */
export interface SyntaxRules {
  readonly expressions: ReadonlyMap<string, ExpressionRule>;
  readonly statements: ReadonlyMap<string, StatementRule>;
}

/** What a function body told about itself while it was lowered. */
export interface FunctionScope {
  generator: boolean;
  readonly outerNames: string[];
}

/** State of lowering one tree, and the way back from a rule into the other rules. */
export class LoweringContext {
  /** Imports in source order, wherever they stand: rules push them here. */
  readonly imports: Import[] = [];
  /** Further places that could not be read. */
  readonly errors: Span[] = [];
  /** Inside code that only type checkers run. */
  typeOnly = false;
  /** Undefined on module level. */
  scope: FunctionScope | undefined;
  private hoisted: Statement[] = [];
  private readonly tree: SyntaxTree;
  private readonly rules: SyntaxRules;

  constructor(tree: SyntaxTree, rules: SyntaxRules) {
    this.tree = tree;
    this.rules = rules;
  }

  expression(node: SyntaxNode): Expression {
    const rule = this.rules.expressions.get(node.type);
    if (rule !== undefined && !node.cut) return rule(node, this);
    if (!node.cut && this.rules.statements.has(node.type)) return this.statementAsExpression(node);
    return { kind: "other", children: this.expressions(node.namedChildren), ...node.span };
  }

  expressions(nodes: readonly SyntaxNode[]): Expression[] {
    return nodes.map((node) => this.expression(node));
  }

  /** The expression in a field; where broken syntax lacks it, an empty `other` in the place of the parent. */
  inField(parent: SyntaxNode, field: string): Expression {
    const node = parent.child(field);
    return node ? this.expression(node) : { kind: "other", children: [], ...parent.span };
  }

  /** The expression in a field, if there is one. */
  optionalInField(parent: SyntaxNode, field: string): Expression | undefined {
    const node = parent.child(field);
    return node && this.expression(node);
  }

  /** The named children of a block as statements. */
  block(node: SyntaxNode | undefined): Statement[] {
    return node ? this.statements(node.namedChildren) : [];
  }

  /** A node that may be a block or a single statement. */
  statements(nodes: readonly SyntaxNode[]): Statement[] {
    const outer = this.hoisted;
    this.hoisted = [];
    const into: Statement[] = [];
    for (const node of nodes) this.statement(node, into);
    this.hoisted = outer;
    return into;
  }

  /** A body that is one expression, as the statement made of it; what the expression implies goes in front. */
  expressionBody(node: SyntaxNode, statement: (value: Expression) => Statement): Statement[] {
    const outer = this.hoisted;
    this.hoisted = [];
    const value = this.expression(node);
    const body = [...this.hoisted, statement(value)];
    this.hoisted = outer;
    return body;
  }

  /** A statement that the current expression implies (`:=`, assignment used as a value); it goes in front. */
  hoist(statement: Statement): void {
    this.hoisted.push(statement);
  }

  /** Lowers a function body and reports what it said about the function. */
  inFunction(lower: () => Statement[]): { readonly body: Statement[]; readonly scope: FunctionScope } {
    const outer = this.scope;
    const scope: FunctionScope = { generator: false, outerNames: [] };
    this.scope = scope;
    try {
      return { body: lower(), scope };
    } finally {
      this.scope = outer;
    }
  }

  /** Text between two offsets of the source. */
  slice(start: number, end: number): string {
    return this.tree.source.text.slice(start, end);
  }

  /** The doc comment that ends directly above a node, without comment signs. */
  docAbove(node: SyntaxNode): string | undefined {
    return docComment(this.tree, node);
  }

  private statement(node: SyntaxNode, into: Statement[]): void {
    const before = into.length;
    const rule = this.rules.statements.get(node.type);
    if (rule !== undefined && !node.cut) rule(node, this, into);
    else if (this.rules.expressions.has(node.type) || node.children.length === 0) {
      into.push({ kind: "expression", value: this.expression(node), ...node.span });
    } else for (const child of node.namedChildren) this.statement(child, into);
    if (this.hoisted.length > 0) {
      into.splice(before, 0, ...this.hoisted);
      this.hoisted = [];
    }
  }

  /** Statements where an expression was expected (after an error, a block used as a value): a nameless function. */
  private statementAsExpression(node: SyntaxNode): Expression {
    const { body } = this.inFunction(() => this.statements([node]));
    return { kind: "function", function: { name: "", parameters: [], decorators: [], body, ...node.span }, ...node.span };
  }
}
