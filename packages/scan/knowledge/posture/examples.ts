import type { SettingRow } from "./schema.ts";

/* Examples of rows in their shortest form: one Terraform file or one ARM template that fails, and one that passes. */

/** Something that uses AI, for rows that are judged near it only. */
export const NEAR_AI = { "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n' };

/** A Terraform resource with its settings, a line each. */
export const terraform = (type: string, settings = "", name = "ai"): string =>
  `resource "${type}" "${name}" {\n  name = "${name}"\n${settings
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `  ${line}\n`)
    .join("")}}\n`;

/** An ARM template with one resource. */
export const arm = (type: string, properties: string, more = ""): string =>
  `{\n  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n  "contentVersion": "1.0.0.0",\n  "resources": [\n    { "type": "${type}", "apiVersion": "2023-05-01", "name": "ai", "location": "westeurope",${more} "properties": { ${properties} } }\n  ]\n}\n`;

/** A row with the text of one file that fails and of one that passes. */
export interface ShortRow extends Omit<SettingRow, "bad" | "good"> {
  readonly bad: string;
  readonly good: string;
}

export function row({ bad, good, ...rest }: ShortRow): SettingRow {
  const files = (text: string): { readonly [path: string]: string } => ({
    ...(rest.judged === "near-ai" ? NEAR_AI : {}),
    [text.startsWith("{") ? "main.json" : text.startsWith("resources:") || text.startsWith("bundle:") ? "databricks.yml" : "main.tf"]: text,
  });
  return { ...rest, bad: [{ title: "left as it is", files: files(bad) }], good: [{ title: "set", files: files(good) }] };
}
