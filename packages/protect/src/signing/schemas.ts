import { z } from "zod";
import { ManifestDocument } from "../provenance/manifest.ts";
import { VerifyDocument } from "./document.ts";

const SCHEMAS: Readonly<Record<string, () => object>> = {
  verify: () => published("castellan/verify/1", VerifyDocument),
  manifest: () => published("castellan/manifest/1", ManifestDocument),
};

function published(name: string, schema: z.ZodType): object {
  return { $id: `https://castellan.dev/schema/${name}`, title: name, ...z.toJSONSchema(schema, { target: "draft-2020-12" }) };
}

export const SIGNING_SCHEMA_NAMES: readonly string[] = Object.keys(SCHEMAS);

/** JSON Schema of a document of signing; undefined for other names. */
export function signingSchemaOf(name: string): object | undefined {
  return Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name]?.() : undefined;
}
