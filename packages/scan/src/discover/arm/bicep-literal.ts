import type { HclExpression } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { LiteralText } from "../terraform/literal.ts";

/** The text of a Bicep expression by the literals, `var`s and `param` defaults of its own file. */
export function bicepLiteral(project: Project, file: ProjectFile, expression: HclExpression, depth = 0): LiteralText | undefined {
  if (depth > 20) return undefined;
  if (expression.kind === "literal") return expression.value === null ? undefined : { text: String(expression.value), sample: false };
  if (expression.kind === "template") {
    const parts = expression.parts.map((part) => bicepLiteral(project, file, part, depth + 1));
    return parts.some((part) => part === undefined)
      ? undefined
      : { text: parts.map((part) => part?.text ?? "").join(""), sample: parts.some((part) => part?.sample === true) };
  }
  const [name, ...rest] = expression.kind === "reference" ? expression.path : [];
  if (name === undefined || rest.length > 0) return undefined;
  const declared = file.facts.bicep?.declarations.find(
    (declaration) => declaration.name === name && (declaration.kind === "param" || declaration.kind === "var"),
  );
  const value = declared?.value === undefined ? undefined : bicepLiteral(project, file, declared.value, depth + 1);
  return value === undefined ? undefined : { ...value, sample: value.sample || declared?.kind === "param" };
}
