import type { HclExpression } from "@castellan/formats";

/** An expression as text, shortened: what stays open is shown as it was written. */
export function written(expression: HclExpression, depth = 0): string {
  if (depth > 6) return "…";
  const inner = (child: HclExpression): string => written(child, depth + 1);
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? expression.value : String(expression.value);
    case "template":
      return expression.parts.map((part) => (part.kind === "literal" ? inner(part) : `\${${inner(part)}}`)).join("");
    case "reference":
      return expression.path
        .map((step, index) =>
          typeof step === "string" ? `${index === 0 ? "" : "."}${step}` : index === 0 ? inner(step) : `[${inner(step)}]`,
        )
        .join("");
    case "call":
      return `${expression.name}(${expression.arguments.slice(0, 4).map(inner).join(", ")})`;
    case "conditional":
      return `${inner(expression.test)} ? ${inner(expression.yes)} : ${inner(expression.no)}`;
    case "binary":
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
    case "unary":
      return `${expression.operator}${inner(expression.operand)}`;
    case "list":
      return `[${expression.items.slice(0, 4).map(inner).join(", ")}]`;
    case "object":
      return "{…}";
    case "for":
      return `for ${expression.value} in ${inner(expression.source)}`;
    case "unknown":
      return "unknown";
  }
}
