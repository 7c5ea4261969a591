import type { Expression, Parameter } from "../ir.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** Parameters of a function or lambda; the separators `/` and `*` are left out. */
export function lowerParameters(list: SyntaxNode | undefined, context: LoweringContext): Parameter[] {
  const parameters: Parameter[] = [];
  for (const child of list?.namedChildren ?? []) {
    const parameter = lowerParameter(child, context);
    if (parameter) parameters.push(parameter);
  }
  return parameters;
}

function lowerParameter(node: SyntaxNode, context: LoweringContext): Parameter | undefined {
  switch (node.type) {
    case "identifier":
      return { name: node.text };
    case "default_parameter":
    case "typed_default_parameter": {
      const type = context.optionalInField(node, "type");
      return { ...named(node.child("name") ?? node), ...(type && { type }), default: context.inField(node, "value") };
    }
    case "typed_parameter": {
      const type: Expression | undefined = context.optionalInField(node, "type");
      const [target] = node.namedChildren;
      return { ...named(target ?? node), ...(type && { type }) };
    }
    case "list_splat_pattern":
    case "dictionary_splat_pattern":
    case "tuple_pattern":
      return named(node);
    default:
      return undefined;
  }
}

function named(node: SyntaxNode): Pick<Parameter, "name" | "rest"> {
  if (node.type === "list_splat_pattern") return { name: node.namedChildren[0]?.text ?? "", rest: "positional" };
  if (node.type === "dictionary_splat_pattern") return { name: node.namedChildren[0]?.text ?? "", rest: "keyword" };
  return { name: node.text };
}
