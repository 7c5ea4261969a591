import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import type { ModelFileFacts } from "../facts.ts";
import { isOnnxModel } from "../onnx/recognise.ts";
import { isCoremlModel, isSentencePiece } from "../protobuf/recognise-models.ts";
import { resemblance } from "../protobuf/resemblance.ts";
import { protobufMessage } from "../protobuf/schemas/index.ts";
import { rangeText } from "../protobuf/text.ts";
import type { ByteRange } from "../protobuf/walk.ts";
import { WireReader } from "../protobuf/wire.ts";
import { tensorflowFiles } from "../tensorflow/recognise.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

const MAX_FIELDS = 5_000;

/** A short text; undefined where it is missing, long or not printable. */
function textOf(window: ByteWindow, range: ByteRange | undefined): string | undefined {
  if (range === undefined || range.end - range.start > 200) return undefined;
  const text = rangeText(window, range, 200);
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

function numberOf(window: ByteWindow, range: ByteRange | undefined): number | undefined {
  if (range === undefined) return undefined;
  // Base 128, the lowest digits first.
  let value = 0;
  for (let at = range.start; at < Math.min(range.end, range.start + 7); at++) value += (window.u8(at) & 0x7f) * 128 ** (at - range.start);
  return value;
}

function fieldsOf(window: ByteWindow, format: "onnx" | "tensorflow" | "coreml", name: string, range: ByteRange, most: number) {
  return resemblance(window, protobufMessage(format, name), range, most);
}

/** Versions and producer of ModelProto. @see onnx/onnx.proto */
function onnxFacts(window: ByteWindow, all: ByteRange): ModelFileFacts {
  const { known, broken } = fieldsOf(window, "onnx", "ModelProto", all, MAX_FIELDS);
  const opsets: string[] = [];
  const reader = new WireReader(window, all.start, all.end);
  for (let count = 0; count < MAX_FIELDS && reader.next(); count++) {
    if (reader.number !== 8 || reader.wire !== 2) continue;
    const range = { start: reader.offset, end: reader.offset + reader.length };
    const inner = fieldsOf(window, "onnx", "OperatorSetIdProto", range, 10).known;
    opsets.push(`${textOf(window, inner.get(1)) ?? "ai.onnx"}:${numberOf(window, inner.get(2)) ?? 0}`);
  }
  return modelFile(["onnx"], false, {
    irVersion: numberOf(window, known.get(1)),
    producer: textOf(window, known.get(2)),
    producerVersion: textOf(window, known.get(3)),
    opsets: opsets.length === 0 ? undefined : opsets.sort().join(","),
    complete: !broken,
  });
}

/** Tags and release of the first meta graph. */
function savedModelFacts(window: ByteWindow, all: ByteRange): ModelFileFacts {
  const graph = fieldsOf(window, "tensorflow", "SavedModel", all, 100).known.get(2);
  const information = graph === undefined ? undefined : fieldsOf(window, "tensorflow", "MetaGraphDef", graph, 20).known.get(1);
  if (information === undefined) return modelFile(["tensorflow-savedmodel"], false);
  const tags: string[] = [];
  const reader = new WireReader(window, information.start, information.end);
  for (let count = 0; count < 50 && reader.next(); count++) {
    const tag =
      reader.number === 4 && reader.wire === 2 ? textOf(window, { start: reader.offset, end: reader.offset + reader.length }) : undefined;
    if (tag !== undefined) tags.push(tag);
  }
  return modelFile(["tensorflow-savedmodel"], false, {
    tensorflowVersion: textOf(window, fieldsOf(window, "tensorflow", "MetaGraphDef.MetaInfoDef", information, 50).known.get(5)),
    tags: tags.length === 0 ? undefined : tags.join(","),
  });
}

/** How many nodes a graph has, up to a limit. */
function nodesOf(window: ByteWindow, all: ByteRange): number {
  const reader = new WireReader(window, all.start, all.end);
  let nodes = 0;
  for (let count = 0; count < MAX_FIELDS && reader.next(); count++) if (reader.number === 1) nodes++;
  return nodes;
}

function sniff(source: ByteSource): ModelFileFacts | undefined {
  const window = new ByteWindow(source);
  const all = { start: 0, end: source.size };
  if (isOnnxModel(source)) return onnxFacts(window, all);
  if (isCoremlModel(source))
    return modelFile(["coreml"], false, {
      specificationVersion: numberOf(window, fieldsOf(window, "coreml", "Model", all, 64).known.get(1)),
    });
  const files = tensorflowFiles(source);
  if (files.includes("SavedModel")) return savedModelFacts(window, all);
  return files.includes("GraphDef") ? modelFile(["tensorflow-graphdef"], false, { nodes: nodesOf(window, all) }) : undefined;
}

/** ONNX, CoreML, TensorFlow SavedModel and GraphDef, SentencePiece: protobuf has no magic, its fields decide. */
export const protobufModels: ModelFileSniffer = {
  id: "protobuf",
  sniff: ({ head, source }) => {
    if (head[0] !== 0x08 && head[0] !== 0x0a && head[0] !== 0x12) return undefined;
    // The first piece of a vocabulary is "<unk>" or "<pad>"; the rest of a large one is not looked at here.
    const piece = /^\n[\x09-\x20]\n\x05<(?:unk|pad)>/.test(String.fromCharCode(...head.subarray(0, 9)));
    if (piece || (source.size < 4096 && isSentencePiece(source))) return modelFile(["sentencepiece"], false);
    return source.size < 16 || startsWith(head, "\n\n") ? undefined : sniff(source);
  },
};
