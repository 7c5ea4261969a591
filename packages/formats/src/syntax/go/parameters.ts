import { parameterOf } from "../function-forms.ts";
import type { Parameter } from "../ir.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** `a, b string` is two parameters of one type; a parameter without a name (in a type) has the name "". */
export function parametersOf(list: SyntaxNode | undefined, context: LoweringContext): readonly Parameter[] {
  return (list?.namedChildren ?? []).flatMap((declaration): Parameter[] => {
    const type = context.optionalInField(declaration, "type");
    const rest = declaration.type === "variadic_parameter_declaration" ? "positional" : undefined;
    const names = declaration.childrenIn("name").filter((name) => name.named);
    return names.length === 0 ? [parameterOf("", { type, rest })] : names.map((name) => parameterOf(name.text, { type, rest }));
  });
}
