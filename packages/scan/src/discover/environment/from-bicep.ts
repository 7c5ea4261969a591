import type { HclExpression } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { bicepLiteral } from "../arm/bicep-literal.ts";
import type { SeenVariable } from "./index.ts";

/** `env: [{ name: 'X', value: y }]` anywhere in a Bicep file, and `appSettings: { X: y }`. */
export function bicepVariables(project: Project, file: ProjectFile): readonly SeenVariable[] {
  const found: SeenVariable[] = [];
  const walk = (expression: HclExpression): void => {
    if (expression.kind === "list") expression.items.forEach(walk);
    if (expression.kind === "call") expression.arguments.forEach(walk);
    if (expression.kind === "conditional") [expression.yes, expression.no].forEach(walk);
    if (expression.kind !== "object") return;
    const field = (name: string): HclExpression | undefined =>
      expression.entries.find((entry) => entry.key.kind === "literal" && entry.key.value === name)?.value;
    const [name, value] = [field("name"), field("value")];
    if (expression.entries.length === 2 && name !== undefined && value !== undefined) {
      const named = bicepLiteral(project, file, name);
      const valued = bicepLiteral(project, file, value);
      if (named !== undefined && valued !== undefined && /^[A-Z_][A-Z0-9_]*$/.test(named.text))
        found.push({ name: named.text, value: valued.text, line: value.line, sample: valued.sample });
    }
    for (const entry of expression.entries) {
      if (entry.key.kind === "literal" && entry.key.value === "appSettings" && entry.value.kind === "object") {
        for (const setting of entry.value.entries) {
          const valued = bicepLiteral(project, file, setting.value);
          if (setting.key.kind === "literal" && valued !== undefined)
            found.push({ name: String(setting.key.value), value: valued.text, line: setting.value.line, sample: valued.sample });
        }
      }
      walk(entry.value);
    }
  };
  for (const declaration of file.facts.bicep?.declarations ?? []) if (declaration.value !== undefined) walk(declaration.value);
  return found;
}
