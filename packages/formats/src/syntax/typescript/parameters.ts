import { parameterOf } from "../function-forms.ts";
import type { Parameter, Statement } from "../ir.ts";
import { memberAt, nameAt } from "../lower-expressions.ts";
import { assignAt } from "../lower-statements.ts";
import type { LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export interface LoweredParameters {
  readonly parameters: readonly Parameter[];
  /** What the body starts with: patterns taken apart, `this.x = x` of parameter properties. */
  readonly prologue: readonly Statement[];
  /** Fields that parameter properties declare: `constructor(private x: T)`. */
  readonly fields: readonly Statement[];
}

/** Parameters of functions, methods and arrows, in TypeScript and JavaScript. */
export function lowerParameters(node: SyntaxNode, context: LoweringContext): LoweredParameters {
  const parameters: Parameter[] = [];
  const prologue: Statement[] = [];
  const fields: Statement[] = [];
  const single = node.child("parameter");
  for (const child of single ? [single] : (node.child("parameters")?.namedChildren ?? [])) {
    const parts = partsOf(child);
    // `this` as first parameter only declares a type.
    if (parts.target.type === "this") continue;
    const type = context.optionalInField(child, "type");
    const plain = parts.target.type === "identifier";
    const name = plain ? parts.target.text : `$${parameters.length}`;
    parameters.push(
      parameterOf(name, {
        type,
        default: parts.value && context.expression(parts.value),
        rest: parts.rest ? "positional" : undefined,
        decorators: child.childrenIn("decorator").map((decorator) => context.expression(decorator)),
      }),
    );
    if (!plain) prologue.push(assignAt(parts.target, context.expression(parts.target), nameAt(parts.target, name)));
    else if (child.has("accessibility_modifier") || child.has("readonly") || child.has("override_modifier")) {
      fields.push(assignAt(child, nameAt(parts.target), undefined, { type }));
      prologue.push(assignAt(child, memberAt(child, nameAt(child, "this"), name), nameAt(parts.target)));
    }
  }
  return { parameters, prologue, fields };
}

interface ParameterSyntax {
  readonly target: SyntaxNode;
  readonly value: SyntaxNode | undefined;
  readonly rest: boolean;
}

/** TypeScript wraps parameters, JavaScript has the patterns directly. */
function partsOf(node: SyntaxNode): ParameterSyntax {
  if (node.type === "assignment_pattern") return { target: node.child("left") ?? node, value: node.child("right"), rest: false };
  const target = node.child("pattern") ?? node;
  const rest = target.type === "rest_pattern";
  return { target: rest ? (target.namedChildren[0] ?? target) : target, value: node === target ? undefined : node.child("value"), rest };
}
