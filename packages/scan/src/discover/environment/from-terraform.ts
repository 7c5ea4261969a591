import type { HclBlock } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { literalValue } from "../terraform/literal.ts";
import type { SeenVariable } from "./index.ts";

const ENVIRONMENT_ATTRIBUTES: ReadonlySet<string> = new Set([
  "environment",
  "variables",
  "environment_variables",
  "env_vars",
  "app_settings",
  "env",
]);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Environment blocks of Terraform resources, with variables and locals of the module put in; TF_VAR_* of tfvars. */
export function terraformVariables(project: Project, file: ProjectFile): readonly SeenVariable[] {
  const { hcl } = file.facts;
  if (hcl === undefined) return [];
  const found: SeenVariable[] = [];
  const walk = (block: HclBlock): void => {
    for (const attribute of block.attributes) {
      if (!ENVIRONMENT_ATTRIBUTES.has(attribute.name) || attribute.value.kind !== "object") continue;
      for (const entry of attribute.value.entries) {
        const name = literalValue(project, file, entry.key);
        const value = literalValue(project, file, entry.value);
        if (name !== undefined && value !== undefined && NAME.test(name.text))
          found.push({ name: name.text, value: value.text, line: entry.value.line, sample: value.sample });
      }
    }
    // google_cloud_run: env { name = "X" value = "y" }
    if (block.type === "env" || block.type === "environment_variable") {
      const [name, value] = ["name", "value"].map((key) => block.attributes.find((attribute) => attribute.name === key)?.value);
      const named = name === undefined ? undefined : literalValue(project, file, name);
      const valued = value === undefined ? undefined : literalValue(project, file, value);
      if (named !== undefined && valued !== undefined && value !== undefined)
        found.push({ name: named.text, value: valued.text, line: value.line, sample: valued.sample });
    }
    block.blocks.forEach(walk);
  };
  for (const block of hcl.blocks) if (block.type === "resource" || block.type === "module") walk(block);
  if (/\.tfvars(?:\.example)?$/.test(file.path)) {
    for (const attribute of hcl.attributes) {
      const value = literalValue(project, file, attribute.value);
      if (value !== undefined)
        found.push({ name: `TF_VAR_${attribute.name}`, value: value.text, line: attribute.line, sample: file.path.endsWith(".example") });
    }
  }
  return found;
}
