import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import { resemblance, resembles } from "../protobuf/resemblance.ts";
import { protobufMessage } from "../protobuf/schemas/index.ts";
import { rangeText } from "../protobuf/text.ts";
import type { ByteRange } from "../protobuf/walk.ts";

/** Messages that TensorFlow writes as whole files. */
export type TensorflowFile = "SavedModel" | "MetaGraphDef" | "GraphDef" | "SavedMetadata" | "FingerprintDef";

const OPERATOR = /^[A-Za-z_][\w.>-]{0,200}$/;

function isNode(window: ByteWindow, range: ByteRange): boolean {
  const { known } = resemblance(window, protobufMessage("tensorflow", "NodeDef"), range, 20);
  const name = known.get(1);
  const operator = known.get(2);
  return name !== undefined && operator !== undefined && OPERATOR.test(rangeText(window, operator, 201));
}

function hasNode(window: ByteWindow, range: ByteRange): boolean {
  const node = resemblance(window, protobufMessage("tensorflow", "GraphDef"), range, 4000).known.get(1);
  return node !== undefined && isNode(window, node);
}

/** A graph of functions only. */
function hasFunction(window: ByteWindow, range: ByteRange): boolean {
  const library = resemblance(window, protobufMessage("tensorflow", "GraphDef"), range, 4000).known.get(2);
  if (library === undefined) return false;
  const first = resemblance(window, protobufMessage("tensorflow", "FunctionDefLibrary"), library, 50).known.get(1);
  if (first === undefined) return false;
  const signature = resemblance(window, protobufMessage("tensorflow", "FunctionDef"), first, 50).known.get(1);
  if (signature === undefined) return false;
  const name = resemblance(window, protobufMessage("tensorflow", "OpDef"), signature, 50).known.get(1);
  return name !== undefined && OPERATOR.test(rangeText(window, name, 201));
}

const isGraph = (window: ByteWindow, range: ByteRange): boolean => hasNode(window, range) || hasFunction(window, range);

function isMetaGraph(window: ByteWindow, range: ByteRange): boolean {
  const { known } = resemblance(window, protobufMessage("tensorflow", "MetaGraphDef"), range, 200);
  const graph = known.get(2);
  if (graph !== undefined && isGraph(window, graph)) return true;
  const information = known.get(1);
  const objects = known.get(7);
  if (information === undefined) return false;
  // A graph without nodes: the release that wrote it is named.
  const version = resemblance(window, protobufMessage("tensorflow", "MetaGraphDef.MetaInfoDef"), information, 50).known.get(5);
  if (version === undefined || !/^\d+\.\d+/.test(rangeText(window, version, 20))) return false;
  return graph !== undefined || (objects !== undefined && resembles(window, protobufMessage("tensorflow", "SavedObjectGraph"), objects));
}

function isSavedModel(window: ByteWindow, range: ByteRange): boolean {
  const { known, fields, unknown } = resemblance(window, protobufMessage("tensorflow", "SavedModel"), range, 100);
  const graph = known.get(2);
  return graph !== undefined && fields - unknown > 0 && isMetaGraph(window, graph);
}

/** keras_metadata.pb: nodes with a path and the identifier `_tf_keras_…`. */
function isSavedMetadata(window: ByteWindow, range: ByteRange): boolean {
  const node = resemblance(window, protobufMessage("tensorflow", "SavedMetadata"), range, 20).known.get(1);
  if (node === undefined) return false;
  const { known } = resemblance(window, protobufMessage("tensorflow", "SavedObjectMetadata"), node, 20);
  const identifier = known.get(4);
  return identifier !== undefined && rangeText(window, identifier, 40).startsWith("_tf_keras");
}

/** fingerprint.pb: five hashes as numbers and a version. */
function isFingerprint(window: ByteWindow, range: ByteRange): boolean {
  if (range.end > 500) return false;
  const { known, unknown, broken } = resemblance(window, protobufMessage("tensorflow", "FingerprintDef"), range, 20);
  return !broken && unknown === 0 && known.size >= 4 && known.has(1) && known.has(2);
}

/** Which files of TensorFlow the bytes can be taken for; all of them are to be read. */
export function tensorflowFiles(source: ByteSource): readonly TensorflowFile[] {
  const window = new ByteWindow(source);
  const range = { start: 0, end: source.size };
  const found: TensorflowFile[] = [];
  if (isSavedModel(window, range)) found.push("SavedModel");
  if (found.length === 0 && isMetaGraph(window, range)) found.push("MetaGraphDef");
  if (hasNode(window, range) || (found.length === 0 && hasFunction(window, range))) found.push("GraphDef");
  if (found.length === 0 && isSavedMetadata(window, range)) found.push("SavedMetadata");
  if (found.length === 0 && isFingerprint(window, range)) found.push("FingerprintDef");
  return found;
}
