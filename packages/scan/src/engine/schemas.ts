import { z } from "zod";
import { AccessDocument } from "../access/document.ts";
import { InventoryDocument } from "../collect/document.ts";
import { ModelConvertDocument } from "../convert/document.ts";
import { ModelInspectDocument } from "../inspect/files/document.ts";
import { Knowledge } from "../knowledge/schema.ts";
import { ImpactDocument, PathsDocument } from "../paths/impact.ts";
import { ProjectSettings } from "../project/settings.ts";
import { scanJsonSchema } from "../report/json/schema.ts";
import { TextScanDocument } from "../text-scan/document.ts";
import { diffJsonSchema } from "./diff/schema.ts";
import { Baseline } from "./suppress/baseline-document.ts";

function published(name: string, schema: z.ZodType): object {
  return {
    $id: `https://castellan.dev/schema/${name}`,
    title: name,
    ...z.toJSONSchema(schema, { target: "draft-2020-12", unrepresentable: "any", io: "input" }),
  };
}

const SCHEMAS: Readonly<Record<string, () => object>> = {
  scan: scanJsonSchema,
  diff: diffJsonSchema,
  "model-inspect": () => published("castellan/model-inspect/1", ModelInspectDocument),
  "model-convert": () => published("castellan/model-convert/1", ModelConvertDocument),
  "text-scan": () => published("castellan/text-scan/1", TextScanDocument),
  access: () => published("castellan/access/1", AccessDocument),
  impact: () => published("castellan/impact/1", ImpactDocument),
  inventory: () => published("castellan/inventory/1", InventoryDocument),
  paths: () => published("castellan/paths/1", PathsDocument),
  baseline: () => published("castellan/baseline/1", Baseline),
  config: () => published("castellan/config/1", ProjectSettings),
  knowledge: () => published("castellan/knowledge/1", Knowledge),
};

export const SCHEMA_NAMES: readonly string[] = Object.keys(SCHEMAS);

/** JSON Schema of a document that Castellan writes or reads; undefined for other names. */
export function schemaOf(name: string): object | undefined {
  return SCHEMAS[name]?.();
}
