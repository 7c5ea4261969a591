import type { Argument, Expression } from "../ir.ts";
import { callAt, listAt, mapAt, nullAt, numberAt, numberValue, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import { decodeEscapes } from "../string-escapes.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { typeArguments } from "./types.ts";

/** The text between two quote characters; a missing last one is no matter. */
function unquoted(text: string): string {
  const quote = text[0] ?? "";
  return text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : text.slice(1);
}

/** `T{…}`: a list for `[]T`, a map for `map[K]V`, else a call of T whose fields are named arguments. */
const composite: ExpressionRule = (node, context) => {
  const body = node.child("body");
  const type = node.child("type");
  return type === undefined || body === undefined
    ? otherAt(node, context.expressions(node.namedChildren))
    : typedLiteral(node, type, body, context);
};

function typedLiteral(at: SyntaxNode, type: SyntaxNode, body: SyntaxNode, context: LoweringContext): Expression {
  switch (type.type) {
    case "pointer_type":
    case "parenthesized_type": {
      const target = type.namedChildren[0];
      return target === undefined ? otherAt(at) : typedLiteral(at, target, body, context);
    }
    case "slice_type":
    case "array_type":
    case "implicit_length_array_type": {
      const element = type.child("element");
      return listAt(
        at,
        body.namedChildren.map((item) => elementValue(item.child("value") ?? item, element, context)),
      );
    }
    case "map_type": {
      const keyType = type.child("key");
      const valueType = type.child("value");
      return mapAt(
        at,
        body.namedChildren.map((entry) => ({
          ...(entry.child("key") !== undefined && { key: elementValue(entry.child("key") ?? entry, keyType, context) }),
          value: elementValue(entry.child("value") ?? entry, valueType, context),
        })),
      );
    }
    case "generic_type": {
      const call = typedLiteral(at, type.child("type") ?? type, body, context);
      return call.kind === "call" ? { ...call, types: typeArguments(type, context) } : call;
    }
    default:
      return callAt(
        at,
        context.expression(type),
        body.namedChildren.map((field) => fieldArgument(field, context)),
        "literal",
      );
  }
}

/** In `[]T{{…}}` the inner braces stand for T. Where T is not written here, the literal has no name. */
function elementValue(element: SyntaxNode, type: SyntaxNode | undefined, context: LoweringContext): Expression {
  const value = element.type === "literal_element" ? element.namedChildren[0] : element;
  if (value === undefined) return otherAt(element);
  if (value.type !== "literal_value") return context.expression(value);
  if (type !== undefined) return typedLiteral(value, type, value, context);
  return callAt(
    value,
    otherAt(value),
    value.namedChildren.map((field) => fieldArgument(field, context)),
    "literal",
  );
}

/** `Name: x` and, for named map types (`gin.H{"a": 1}`), `"a": 1`. */
function fieldArgument(field: SyntaxNode, context: LoweringContext): Argument {
  if (field.type !== "keyed_element") return { value: elementValue(field, undefined, context) };
  const key = field.child("key");
  const value = elementValue(field.child("value") ?? field, undefined, context);
  const name = key?.type === "literal_element" ? key.namedChildren[0] : key;
  if (name === undefined) return { value };
  if (name.type === "identifier" || name.type === "field_identifier") return { name: name.text, value };
  if (name.type.endsWith("string_literal")) return { name: decodeEscapes(unquoted(name.text)), value };
  return { value: mapAt(field, [{ key: context.expression(name), value }]) };
}

const number: ExpressionRule = (node) => {
  const value = numberValue(node.text);
  return value === undefined ? otherAt(node) : numberAt(node, value);
};

export const LITERAL_RULES: ReadonlyMap<string, ExpressionRule> = new Map<string, ExpressionRule>([
  ["interpreted_string_literal", (node) => stringAt(node, decodeEscapes(unquoted(node.text)))],
  ["rune_literal", (node) => stringAt(node, decodeEscapes(unquoted(node.text)))],
  ["raw_string_literal", (node) => stringAt(node, unquoted(node.text).replaceAll("\r", ""))],
  ["int_literal", number],
  ["float_literal", number],
  ["imaginary_literal", number],
  ["true", (node) => ({ kind: "boolean", value: true, ...node.span })],
  ["false", (node) => ({ kind: "boolean", value: false, ...node.span })],
  ["nil", (node) => nullAt(node)],
  ["composite_literal", composite],
]);
