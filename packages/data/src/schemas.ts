import { MaskingPolicy } from "@castellan/protect/masking";
import { z } from "zod";
import { DataAnonymityDocument } from "./anonymity/document.ts";
import { dataCheckResult } from "./check/document.ts";
import { dataReviews } from "./check/review/reviews.ts";
import { DataCleanDocument } from "./clean/document.ts";
import { DataDriftDocument } from "./drift/document.ts";
import { DataFairnessDocument } from "./fairness/document.ts";
import { DataIntakeDocument, ProvenanceRecord } from "./intake/document.ts";
import { IntakePolicy } from "./intake/policy.ts";
import { DataMaskDocument } from "./mask/document.ts";
import { pictureProfileSchema } from "./picture-profile/document.ts";
import { profileSchema } from "./profile/document.ts";
import { SketchDocument } from "./sketches/document.ts";

function published(name: string, schema: z.ZodType): object {
  return {
    $id: `https://castellan.dev/schema/${name}`,
    title: name,
    ...z.toJSONSchema(schema, { target: "draft-2020-12", unrepresentable: "any", io: "input" }),
  };
}

const SCHEMAS: Readonly<Record<string, () => object>> = {
  "data-check": () => published("castellan/data-check/1", dataCheckResult),
  "data-reviews": () => published("castellan/data-reviews/1", dataReviews),
  "data-clean": () => published("castellan/data-clean/1", DataCleanDocument),
  "data-drift": () => published("castellan/data-drift/1", DataDriftDocument),
  "data-profile": () => published("castellan/data-profile/1", profileSchema),
  "data-fairness": () => published("castellan/data-fairness/1", DataFairnessDocument),
  "data-intake": () => published("castellan/data-intake/1", DataIntakeDocument),
  "data-intake-policy": () => published("castellan/data-intake-policy/1", IntakePolicy),
  "data-provenance": () => published("castellan/data-provenance/1", ProvenanceRecord),
  "picture-profile": () => published("castellan/picture-profile/1", pictureProfileSchema),
  "data-anonymity": () => published("castellan/data-anonymity/1", DataAnonymityDocument),
  "data-mask": () => published("castellan/data-mask/1", DataMaskDocument),
  "masking-policy": () => published("castellan/masking-policy/1", MaskingPolicy),
  "data-sketch": () => published("castellan/data-sketch/1", SketchDocument),
};

export const DATA_SCHEMA_NAMES: readonly string[] = Object.keys(SCHEMAS);

/** JSON Schema of a document of this room; undefined for other names. */
export function dataSchemaOf(name: string): object | undefined {
  return Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name]?.() : undefined;
}
