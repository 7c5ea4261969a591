import { type ProtobufMessageType, type ProtobufSchema, protobufSchema } from "../schema.ts";
import { CAFFE_TABLE } from "./caffe.ts";
import { COREML_TABLE } from "./coreml.ts";
import { ONNX_TABLE } from "./onnx.ts";
import { PADDLE_TABLE } from "./paddle.ts";
import { SENTENCEPIECE_TABLE } from "./sentencepiece.ts";
import { TENSORFLOW_TABLE } from "./tensorflow.ts";

const TABLES = {
  onnx: ONNX_TABLE,
  tensorflow: TENSORFLOW_TABLE,
  coreml: COREML_TABLE,
  caffe: CAFFE_TABLE,
  paddle: PADDLE_TABLE,
  sentencepiece: SENTENCEPIECE_TABLE,
} as const;

export type ProtobufFormat = keyof typeof TABLES;

const read = new Map<ProtobufFormat, ProtobufSchema>();

/** The message of a format by name; its table is read when first asked for. */
export function protobufMessage(format: ProtobufFormat, name: string): ProtobufMessageType {
  let schema = read.get(format);
  if (schema === undefined) {
    schema = protobufSchema(TABLES[format]);
    read.set(format, schema);
  }
  return schema.get(name) ?? { name, fields: new Map() };
}
