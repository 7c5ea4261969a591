import type { Expression, Statement } from "../ir.ts";
import { callAt, choiceAt, listAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** Wrappers that the rest of the neutral form drops too, as it drops `?`. */
const WRAPPERS = /^(?:Some|Ok|Parameters|Json|State|Path|Query|Extension|Form|Arc|Box)$/u;

/**
 * A pattern as the expression that it looks like. The names that it binds are assigned in `bound`, from the part of
 * `subject` that they stand for, as far as that has a form.
 */
export function pattern(node: SyntaxNode, subject: Expression, bound: Statement[], context: LoweringContext): Expression {
  const part = (child: SyntaxNode): Expression => pattern(child, otherAt(child, [subject]), bound, context);
  switch (node.type) {
    case "identifier":
      // Constants and unit variants are written with capitals; a name that is bound is not.
      if (!/^\p{Lu}/u.test(node.text)) bound.push(assignAt(node, nameAt(node), subject));
      return nameAt(node);
    case "mut_pattern":
    case "ref_pattern":
    case "reference_pattern":
    case "match_pattern": {
      const inner = node.namedChildren.find((child) => child.type !== "mutable_specifier" && child.field !== "condition");
      return inner === undefined ? otherAt(node) : pattern(inner, subject, bound, context);
    }
    case "captured_pattern": {
      const [name, inner] = node.namedChildren;
      if (name !== undefined) bound.push(assignAt(name, nameAt(name), subject));
      return inner === undefined ? otherAt(node) : pattern(inner, subject, bound, context);
    }
    case "tuple_struct_pattern": {
      const type = node.child("type");
      const items = node.namedChildren.filter((child) => child !== type);
      const wraps = type !== undefined && items.length === 1 && WRAPPERS.test(type.text.replace(/^.*::/u, ""));
      const args = items.map((child) => ({ value: wraps ? pattern(child, subject, bound, context) : part(child) }));
      return callAt(node, type === undefined ? otherAt(node) : context.expression(type), args);
    }
    case "struct_pattern": {
      const fields = node.namedChildren.filter((child) => child.type === "field_pattern");
      return callAt(
        node,
        context.inField(node, "type"),
        fields.map((field) => fieldPattern(field, subject, bound, context)),
        "literal",
      );
    }
    case "tuple_pattern":
    case "slice_pattern":
      return listAt(node, node.namedChildren.map(part));
    case "or_pattern":
      return choiceAt(
        node,
        node.namedChildren.map((child) => pattern(child, subject, bound, context)),
      );
    case "remaining_field_pattern":
    case "range_pattern":
      return otherAt(node);
    default:
      return context.expression(node);
  }
}

function fieldPattern(
  field: SyntaxNode,
  subject: Expression,
  bound: Statement[],
  context: LoweringContext,
): { name: string; value: Expression } {
  const name = field.child("name");
  const inner = field.child("pattern");
  const text = name?.text ?? "";
  const value = memberAt(field, subject, text);
  if (inner !== undefined) return { name: text, value: pattern(inner, value, bound, context) };
  bound.push(assignAt(field, nameAt(field, text), value));
  return { name: text, value: nameAt(field, text) };
}

/** What a `let` assigns: names and tuples of names as targets, other patterns through what they bind. */
export function bindings(
  node: SyntaxNode,
  value: Expression | undefined,
  type: Expression | undefined,
  context: LoweringContext,
): readonly Statement[] {
  const target = simpleTarget(node);
  if (target !== undefined) return [assignAt(node, target, value, { type })];
  const bound: Statement[] = [];
  pattern(node, value ?? otherAt(node), bound, context);
  return bound.length > 0 || value === undefined ? bound : [{ kind: "expression", value, ...node.span }];
}

function simpleTarget(node: SyntaxNode): Expression | undefined {
  switch (node.type) {
    case "identifier":
    case "_":
      return nameAt(node);
    case "mut_pattern":
    case "ref_pattern": {
      const inner = node.namedChildren.find((child) => child.type !== "mutable_specifier");
      return inner && simpleTarget(inner);
    }
    case "tuple_pattern": {
      const items = node.namedChildren.map(simpleTarget);
      return items.every((item) => item !== undefined) ? listAt(node, items) : undefined;
    }
    default:
      return undefined;
  }
}
