import type { ByteSource } from "../byte-source.ts";
import type { ModelFileFacts } from "../facts.ts";
import { type ProtobufWalk, protobufText, walkProtobuf } from "./protobuf-walk.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

const MAX_FIELDS = 5_000;

/** ModelProto: ir_version 1, producer_name 2, producer_version 3, graph 7, opset_import 8. @see onnx/onnx.proto */
function onnxFacts(source: ByteSource, walk: ProtobufWalk): ModelFileFacts | undefined {
  const field = (number: number, wire: number) => walk.fields.find((candidate) => candidate.number === number && candidate.wire === wire);
  const version = field(1, 0)?.value;
  const graph = field(7, 2);
  if (version === undefined || version < 1 || version > 30 || graph === undefined) return undefined;
  if (walk.fields.some(({ number }) => number > 26)) return undefined;
  const opsets = walk.fields
    .filter(({ number, wire }) => number === 8 && wire === 2)
    .map(({ offset, length }) => {
      const inner = walkProtobuf(source, offset, offset + length, 10).fields;
      const domain =
        protobufText(
          source,
          inner.find(({ number }) => number === 1),
        ) ?? "ai.onnx";
      return `${domain}:${inner.find(({ number }) => number === 2)?.value ?? 0}`;
    });
  if (opsets.length === 0 && version > 2) return undefined;
  return modelFile(["onnx"], false, {
    irVersion: version,
    producer: protobufText(source, field(2, 2)),
    producerVersion: protobufText(source, field(3, 2)),
    opsets: opsets.length === 0 ? undefined : opsets.sort().join(","),
    complete: walk.complete,
  });
}

/** CoreML Model: specificationVersion 1, description 2, one model type from 200 on. @see apple/coremltools mlmodel/format/Model.proto */
function coremlFacts(walk: ProtobufWalk): ModelFileFacts | undefined {
  const [first, second] = walk.fields;
  if (first?.number !== 1 || first.wire !== 0 || first.value < 1 || first.value > 20 || second?.number !== 2 || second.wire !== 2)
    return undefined;
  const type = walk.fields.find(
    ({ number, wire }) => wire === 2 && ((number >= 200 && number <= 700) || number === 900 || (number >= 2000 && number <= 3100)),
  );
  return type === undefined ? undefined : modelFile(["coreml"], false, { specificationVersion: first.value });
}

/** SavedModel: saved_model_schema_version 1, meta_graphs 2. MetaGraphDef.meta_info_def 1 holds tags 4 and tensorflow_version 5. */
function savedModelFacts(source: ByteSource, walk: ProtobufWalk): ModelFileFacts | undefined {
  const version = walk.fields.find(({ number }) => number === 1);
  const graph = walk.fields.find(({ number, wire }) => number === 2 && wire === 2);
  if (
    graph === undefined ||
    walk.fields.some(({ number }) => number > 2) ||
    (version !== undefined && (version.wire !== 0 || version.value !== 1))
  )
    return undefined;
  const parts = walkProtobuf(source, graph.offset, graph.offset + graph.length, 20);
  const graphDef = parts.fields.find(({ number, wire }) => number === 2 && wire === 2);
  if (!parts.complete || graphDef === undefined) return undefined;
  const meta = parts.fields.find(({ number, wire }) => number === 1 && wire === 2);
  // Schema version 0 is not written; then the graph itself has to look like one.
  if (
    version === undefined &&
    graphDefFacts(source, walkProtobuf(source, graphDef.offset, graphDef.offset + graphDef.length, MAX_FIELDS)) === undefined
  )
    return undefined;
  if (meta === undefined) return modelFile(["tensorflow-savedmodel"], false);
  const info = walkProtobuf(source, meta.offset, meta.offset + meta.length, 50).fields;
  const tags = info.flatMap((field) => (field.number === 4 ? (protobufText(source, field) ?? []) : []));
  return modelFile(["tensorflow-savedmodel"], false, {
    tensorflowVersion: protobufText(
      source,
      info.find(({ number }) => number === 5),
    ),
    tags: tags.length === 0 ? undefined : tags.join(","),
  });
}

const GRAPH_OPS = /^(?:Placeholder|Const|NoOp|VarHandleOp|VariableV2|Identity|Conv2D|MatMul|PlaceholderWithDefault|Fill|Pack|Shape)$/;

/** A frozen GraphDef: node 1 { name 1, op 2 }. */
function graphDefFacts(source: ByteSource, walk: ProtobufWalk): ModelFileFacts | undefined {
  const [first] = walk.fields;
  if (first?.number !== 1 || first.wire !== 2) return undefined;
  const node = walkProtobuf(source, first.offset, first.offset + first.length, 20).fields;
  const op = protobufText(
    source,
    node.find(({ number }) => number === 2),
  );
  if (
    op === undefined ||
    !GRAPH_OPS.test(op) ||
    protobufText(
      source,
      node.find(({ number }) => number === 1),
    ) === undefined
  )
    return undefined;
  return modelFile(["tensorflow-graphdef"], false, { nodes: walk.fields.filter(({ number }) => number === 1).length });
}

/** ONNX, CoreML, TensorFlow SavedModel and GraphDef, SentencePiece: protobuf has no magic, its fields decide. */
export const protobufModels: ModelFileSniffer = {
  id: "protobuf",
  sniff: ({ head, source }) => {
    if (head[0] !== 0x08 && head[0] !== 0x0a && head[0] !== 0x12) return undefined;
    // The first piece of a SentencePiece vocabulary is "<unk>" or "<pad>".
    if (/^\n[\x09-\x20]\n\x05<(?:unk|pad)>/.test(String.fromCharCode(...head.subarray(0, 9)))) return modelFile(["sentencepiece"], false);
    if (source.size < 16 || startsWith(head, "\n\n")) return undefined;
    const walk = walkProtobuf(source, 0, source.size, MAX_FIELDS);
    if (!walk.complete && walk.fields.length < MAX_FIELDS) return undefined;
    return onnxFacts(source, walk) ?? coremlFacts(walk) ?? savedModelFacts(source, walk) ?? graphDefFacts(source, walk);
  },
};
