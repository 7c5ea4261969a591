import type { Expression } from "../ir.ts";
import {
  binaryAt,
  booleanAt,
  choiceAt,
  indexAt,
  memberAt,
  nameAt,
  nullAt,
  numberAt,
  numberValue,
  otherAt,
  stringAt,
} from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const lowerName: ExpressionRule = (node) => nameAt(node);

/** Names, literals, members and operators. */
export const basicExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["identifier", lowerName],
  ["this", lowerName],
  ["super", lowerName],
  ["import", lowerName],
  ["property_identifier", lowerName],
  ["private_property_identifier", lowerName],
  ["shorthand_property_identifier", lowerName],
  ["shorthand_property_identifier_pattern", lowerName],
  ["number", lowerNumber],
  ["true", (node) => booleanAt(node, true)],
  ["false", (node) => booleanAt(node, false)],
  ["null", (node) => nullAt(node)],
  ["undefined", (node) => nullAt(node)],
  ["regex", (node) => otherAt(node)],
  ["member_expression", (node, context) => memberAt(node, context.inField(node, "object"), node.child("property")?.text ?? "")],
  ["nested_identifier", (node, context) => memberAt(node, context.inField(node, "object"), node.child("property")?.text ?? "")],
  ["subscript_expression", (node, context) => indexAt(node, context.inField(node, "object"), context.inField(node, "index"))],
  ["meta_property", lowerMetaProperty],
  ["computed_property_name", lowerFirst],
  ["await_expression", lowerFirst],
  ["parenthesized_expression", lowerFirst],
  ["as_expression", lowerFirst],
  ["satisfies_expression", lowerFirst],
  ["non_null_expression", lowerFirst],
  ["instantiation_expression", lowerFirst],
  ["type_assertion", (node, context) => lowerChild(node, node.namedChildren.at(-1), context)],
  ["decorator", lowerFirst],
  ["jsx_expression", lowerFirst],
  ["binary_expression", lowerBinary],
  ["ternary_expression", lowerTernary],
  ["unary_expression", lowerUnary],
  ["yield_expression", lowerYield],
];

function lowerNumber(node: SyntaxNode): Expression {
  const value = numberValue(node.text);
  return value === undefined ? otherAt(node) : numberAt(node, value);
}

/** `await x`, `(x)`, `x as T`, `x!` stand for x; what follows it is a type. */
function lowerFirst(node: SyntaxNode, context: LoweringContext): Expression {
  return lowerChild(node, node.namedChildren[0], context);
}

function lowerChild(node: SyntaxNode, child: SyntaxNode | undefined, context: LoweringContext): Expression {
  return child ? context.expression(child) : otherAt(node);
}

/** `import.meta`, `new.target`. */
function lowerMetaProperty(node: SyntaxNode): Expression {
  const [object = "", property = ""] = node.text.split(".");
  return memberAt(node, nameAt(node, object.trim()), property.trim());
}

const COMPARISONS = new Set(["==", "===", "!=", "!==", "<", "<=", ">", ">=", "in", "instanceof"]);

/** `a || b ?? c` is one choice of three; comparisons keep their operands. */
function lowerBinary(node: SyntaxNode, context: LoweringContext): Expression {
  const operator = node.child("operator")?.type ?? "";
  const left = context.inField(node, "left");
  const right = context.inField(node, "right");
  if (operator === "||" || operator === "??") {
    return choiceAt(
      node,
      [left, right].flatMap((side) => (side.kind === "choice" && side.test === undefined ? side.options : [side])),
    );
  }
  if (COMPARISONS.has(operator)) return otherAt(node, [left, right]);
  return binaryAt(node, operator === "&&" ? "and" : operator, left, right);
}

function lowerTernary(node: SyntaxNode, context: LoweringContext): Expression {
  const options = [context.inField(node, "consequence"), context.inField(node, "alternative")];
  return choiceAt(node, options, context.inField(node, "condition"));
}

function lowerUnary(node: SyntaxNode, context: LoweringContext): Expression {
  const value = context.inField(node, "argument");
  const operator = node.child("operator")?.type;
  if (operator === "-" && value.kind === "number") return numberAt(node, -value.value);
  return otherAt(node, [value]);
}

function lowerYield(node: SyntaxNode, context: LoweringContext): Expression {
  if (context.scope) context.scope.generator = true;
  return otherAt(node, context.expressions(node.namedChildren));
}

const KEYS = new Set([
  "property_identifier",
  "private_property_identifier",
  "shorthand_property_identifier",
  "shorthand_property_identifier_pattern",
  "identifier",
  "number",
]);

/** A name that stands where a string could stand: property keys, JSX attributes. */
export function keyAt(node: SyntaxNode, context: LoweringContext): Expression {
  return KEYS.has(node.type) ? stringAt(node, node.text) : context.expression(node);
}
