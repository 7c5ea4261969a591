import { z } from "zod";
import { DataDriftDocument } from "./drift/document.ts";
import { DataFairnessDocument } from "./fairness/document.ts";
import { SketchDocument } from "./sketches/document.ts";

function published(name: string, schema: z.ZodType): object {
  return {
    $id: `https://castellan.dev/schema/${name}`,
    title: name,
    ...z.toJSONSchema(schema, { target: "draft-2020-12", unrepresentable: "any", io: "input" }),
  };
}

const SCHEMAS: Readonly<Record<string, () => object>> = {
  "data-drift": () => published("castellan/data-drift/1", DataDriftDocument),
  "data-fairness": () => published("castellan/data-fairness/1", DataFairnessDocument),
  "data-sketch": () => published("castellan/data-sketch/1", SketchDocument),
};

export const DATA_SCHEMA_NAMES: readonly string[] = Object.keys(SCHEMAS);

/** JSON Schema of a document of this room; undefined for other names. */
export function dataSchemaOf(name: string): object | undefined {
  return Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name]?.() : undefined;
}
