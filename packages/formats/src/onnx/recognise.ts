import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import { protobufMessage } from "../protobuf/schemas/index.ts";
import { WireReader } from "../protobuf/wire.ts";

/** Fields looked at before giving up: an honest model has its initializers in the graph, not beside it. */
const MAX_FIELDS = 4000;

/** Whether the range begins like a message of this name: known fields of the right wire type, nearly all of them. */
function resembles(window: ByteWindow, name: string, start: number, end: number, most: number): boolean {
  const type = protobufMessage("onnx", name);
  const reader = new WireReader(window, start, end);
  let known = 0;
  let unknown = 0;
  while (known + unknown < most && reader.next()) {
    const field = type.fields.get(reader.number);
    const packed = field?.repeated === true && reader.wire === 2;
    if (field !== undefined && (field.wire === reader.wire || packed)) known++;
    else unknown++;
  }
  return known > 0 && known >= unknown;
}

/**
 * Whether a runtime would take the bytes for an ONNX model: the fields of ModelProto with a graph, whatever their order
 * and whatever stands between them. A model that is cut off counts too.
 */
export function isOnnxModel(source: ByteSource): boolean {
  const window = new ByteWindow(source);
  const reader = new WireReader(window, 0, source.size);
  let version = false;
  let operatorSet = false;
  let body = false;
  for (let count = 0; count < MAX_FIELDS; count++) {
    const more = reader.next();
    const cut = !more && reader.fault === "truncated" && reader.wire === 2;
    if (!more && !cut) break;
    const { number, wire, offset } = reader;
    const end = Math.min(offset + reader.length, source.size);
    if (number === 1 && wire === 0) version ||= reader.value >= 1 && reader.value <= 100;
    else if (number === 8 && wire === 2) operatorSet ||= resembles(window, "OperatorSetIdProto", offset, end, 3);
    else if (number === 7 && wire === 2) body ||= resembles(window, "GraphProto", cut ? reader.at : offset, end, 50);
    else if (number === 25 && wire === 2) body ||= resembles(window, "FunctionProto", cut ? reader.at : offset, end, 50);
    if (cut) break;
  }
  return body && (version || operatorSet) && (reader.fault === undefined || reader.fault === "truncated" || operatorSet);
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
    if (field.wire !== reader.wire && !(field.repeated && reader.wire === 2)) return false;
    if (reader.number === 2) dataType = reader.value >= 1 && reader.value <= 30;
    if (reader.number === 9 || (reader.number >= 4 && reader.number <= 7) || reader.number === 13) content = true;
  }
  return reader.fault === undefined && dataType && content && fields >= 3;
}
