import { type FlatSchema, flatSchema } from "../schema.ts";
import { EXECUTORCH_TABLES } from "./executorch.ts";
import { ONNXRUNTIME_TABLES } from "./onnxruntime.ts";
import { TFLITE_TABLES } from "./tflite.ts";

const TABLES = { tflite: TFLITE_TABLES, executorch: EXECUTORCH_TABLES, onnxruntime: ONNXRUNTIME_TABLES } as const;

const read = new Map<string, FlatSchema>();

/** The schema of a format; its table is read when first asked for. */
export function flatbufferSchema(format: keyof typeof TABLES): FlatSchema {
  let schema = read.get(format);
  if (schema === undefined) {
    schema = flatSchema(TABLES[format]);
    read.set(format, schema);
  }
  return schema;
}
