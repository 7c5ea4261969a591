import { ascii, viewOf } from "@castellan/formats";
import type { Interpreter, Subject } from "../interpreter.ts";

interface OpaqueFormat {
  readonly format: string;
  readonly title: string;
  readonly rule: "compiled-model" | "unread-model-format";
  accepts(head: Uint8Array): boolean;
}

function magic(text: string, offset = 0): (head: Uint8Array) => boolean {
  return (head) => ascii(head, offset, offset + text.length) === text;
}

/** Formats known by a magic, whose readers would need the vendor's private schema. */
const FORMATS: readonly OpaqueFormat[] = [
  { format: "tensorrt", title: "A TensorRT engine", rule: "compiled-model", accepts: (head) => magic("ptrt")(head) || magic("ftrt")(head) },
  {
    format: "rknn",
    title: "A Rockchip model",
    rule: "compiled-model",
    accepts: (head) => magic("RKNN")(head) || magic("RKNF")(head) || magic("RKLLM")(head),
  },
  { format: "hailo", title: "A Hailo executable", rule: "compiled-model", accepts: magic("\x01HEF") },
  { format: "ascend", title: "An Ascend offline model", rule: "compiled-model", accepts: magic("IMOD") },
  { format: "nnef", title: "An NNEF tensor", rule: "unread-model-format", accepts: (head) => magic("N\xef\x01\x00")(head) },
  { format: "cntk-v1", title: "A CNTK model", rule: "unread-model-format", accepts: magic("B\0C\0N\0") },
  { format: "cntk", title: "A CNTK model", rule: "unread-model-format", accepts: isCntk },
  {
    format: "ncnn",
    title: "An ncnn graph",
    rule: "unread-model-format",
    accepts: (head) => /^7767517\r?\n\d+ \d+/.test(ascii(head, 0, 40)),
  },
  {
    format: "mnn",
    title: "An MNN model",
    rule: "unread-model-format",
    accepts: (head) => /^[\x08-\x40]\0\0\0/.test(ascii(head, 0, 4)) && ascii(head, 0, 64).includes("MNN "),
  },
  {
    format: "mindspore",
    title: "A MindSpore Lite model",
    rule: "unread-model-format",
    accepts: (head) => /^MSL[0-3]$/.test(ascii(head, 4, 8)),
  },
  { format: "vowpal-wabbit", title: "A Vowpal Wabbit model", rule: "unread-model-format", accepts: isVowpalWabbit },
  {
    format: "ggml",
    title: "A model in a form before GGUF",
    rule: "unread-model-format",
    accepts: (head) => /^(?:lmgg|fmgg|tjgg|algg)/.test(ascii(head, 0, 4)),
  },
  { format: "annotated-tvm", title: "Parameters of TVM", rule: "unread-model-format", accepts: magic("\xb7\x9c\x04\x05\x4f\x8d\xe5\xf7") },
];

/** A protocol buffer of two fields: version 1, then a map whose keys are known. */
function isCntk(head: Uint8Array): boolean {
  if (head[0] !== 0x08 || head[1] !== 0x01 || head[2] !== 0x12) return false;
  const text = ascii(head, 0, 8192);
  return /CompositeFunction|PrimitiveFunction|primitive_functions/.test(text);
}

/** The length of the version, the version with its end, then the mark of a model. */
function isVowpalWabbit(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const length = viewOf(head).getUint32(0, true);
  return length >= 6 && length <= 12 && /^\d{1,2}\.\d{1,2}\.\d{1,3}\0/.test(ascii(head, 4, 4 + length));
}

function found({ head }: Subject): OpaqueFormat | undefined {
  return FORMATS.find((format) => format.accepts(head));
}

/** Says of recognised files that they were not examined: never harmless. */
export const opaqueModel: Interpreter = {
  id: "opaque-model",
  accepts: (subject) => subject.source.size >= 16 && found(subject) !== undefined,
  inspect: (subject, visit) => {
    const format = found(subject);
    if (format === undefined) return;
    visit.format(format.format);
    visit.finding({ rule: format.rule, message: `${format.title}: its content is not examined.` });
    visit.incomplete(`${format.title} is recognised by its first bytes and not read further.`);
  },
};
