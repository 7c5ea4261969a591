import type { Argument, Expression } from "../ir.ts";
import { booleanAt, callAt, otherAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { characterReference } from "./strings.ts";

export const jsxExpressions: readonly (readonly [string, ExpressionRule])[] = [
  ["jsx_element", (node, context) => lowerElement(node, node.child("open_tag") ?? node, context)],
  ["jsx_self_closing_element", (node, context) => lowerElement(node, node, context)],
  ["jsx_fragment", (node, context) => lowerElement(node, node, context)],
  ["jsx_text", (node) => stringAt(node, jsxText(node.text))],
];

/** `<Component prop={1}>child</Component>` calls the component; an element of the page calls its tag as a string. */
function lowerElement(node: SyntaxNode, tag: SyntaxNode, context: LoweringContext): Expression {
  const name = tag.child("name");
  const intrinsic = name === undefined || name.type === "jsx_namespace_name" || (name.type === "identifier" && /^[a-z]/.test(name.text));
  const callee = intrinsic ? stringAt(name ?? tag, name?.text ?? "") : context.expression(name);
  const args: Argument[] = tag.childrenIn("attribute").map((attribute) => lowerAttribute(attribute, context));
  if (tag !== node || node.type === "jsx_fragment") args.push(...lowerChildren(node, context));
  return callAt(node, callee, args);
}

function lowerAttribute(node: SyntaxNode, context: LoweringContext): Argument {
  if (node.type !== "jsx_attribute") {
    const [spread] = node.namedChildren;
    const value = spread?.type === "spread_element" ? spread.namedChildren[0] : spread;
    return { value: value ? context.expression(value) : otherAt(node), spread: "keyword" };
  }
  const [name, value] = node.namedChildren;
  return { name: name?.text ?? "", value: value ? context.expression(value) : booleanAt(node, true) };
}

function lowerChildren(node: SyntaxNode, context: LoweringContext): Argument[] {
  const children: Argument[] = [];
  let text = "";
  let first: SyntaxNode | undefined;
  const flush = (): void => {
    if (first && text.trim() !== "") children.push({ value: stringAt(first, text) });
    text = "";
    first = undefined;
  };
  for (const child of node.namedChildren) {
    if (child.field === "open_tag" || child.field === "close_tag" || child.type === "jsx_opening_element") continue;
    if (child.type === "jsx_text" || child.type === "html_character_reference") {
      first ??= child;
      text += child.type === "jsx_text" ? jsxText(child.text) : characterReference(child.text);
      continue;
    }
    flush();
    // `{}` and `{/* comment */}` are nothing.
    if (child.type !== "jsx_expression" || child.namedChildren.length > 0) children.push({ value: context.expression(child) });
  }
  flush();
  return children;
}

/** Lines are trimmed and joined by one space, as JSX does. */
function jsxText(text: string): string {
  return text.includes("\n") ? text.replace(/[ \t\r]*\n\s*/g, " ") : text;
}
