import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import { resemblance, resembles } from "../protobuf/resemblance.ts";
import { protobufMessage } from "../protobuf/schemas/index.ts";
import { WireReader } from "../protobuf/wire.ts";

/** Fields looked at before giving up: an honest model has its initializers in the graph, not beside it. */
const MAX_FIELDS = 4000;

/**
 * Whether a runtime would take the bytes for an ONNX model: the fields of ModelProto with a graph, whatever their order
 * and whatever stands between them. A model that is cut off counts too.
 */
export function isOnnxModel(source: ByteSource): boolean {
  const window = new ByteWindow(source);
  const { known, broken } = resemblance(window, protobufMessage("onnx", "ModelProto"), { start: 0, end: source.size }, MAX_FIELDS);
  const has = (number: number, name: string, most: number): boolean => {
    const range = known.get(number);
    return range !== undefined && resembles(window, protobufMessage("onnx", name), range, most);
  };
  const version = known.get(1);
  const versionNumber = version === undefined ? 0 : window.u8(version.start);
  const operatorSet = has(8, "OperatorSetIdProto", 3);
  if (!operatorSet && (versionNumber < 1 || versionNumber > 100 || (version !== undefined && version.end !== version.start + 1)))
    return false;
  if (!has(7, "GraphProto", 50) && !has(25, "FunctionProto", 50)) return false;
  return !broken || operatorSet || known.size > 2;
}

/** Whether the bytes are one TensorProto, as test data beside models is written. Strict: it has no other mark. */
export function isOnnxTensor(source: ByteSource): boolean {
  if (source.size < 6) return false;
  const type = protobufMessage("onnx", "TensorProto");
  const reader = new WireReader(new ByteWindow(source), 0, source.size);
  let dataType = false;
  let content = false;
  let fields = 0;
  while (reader.next()) {
    const field = type.fields.get(reader.number);
    if (field === undefined || ++fields > 1_000_000) return false;
    // OptionalProto and SequenceProto begin with a name where a tensor has its dimensions.
    const packed = field.repeated && reader.wire === 2 && reader.number !== 1;
    if (field.wire !== reader.wire && !packed) return false;
    if (reader.number === 2) dataType = reader.value >= 1 && reader.value <= 30;
    if (reader.number === 9 || (reader.number >= 4 && reader.number <= 7) || reader.number === 13) content = true;
  }
  return reader.fault === undefined && dataType && content && fields >= 3;
}
