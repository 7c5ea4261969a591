import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import { resemblance } from "./resemblance.ts";
import { protobufMessage } from "./schemas/index.ts";
import { rangeText } from "./text.ts";
import type { ByteRange } from "./walk.ts";

function known(
  window: ByteWindow,
  format: "coreml" | "caffe" | "paddle" | "sentencepiece",
  name: string,
  range: ByteRange,
  most: number,
): ReadonlyMap<number, ByteRange> {
  return resemblance(window, protobufMessage(format, name), range, most).known;
}

const whole = (source: ByteSource): ByteRange => ({ start: 0, end: source.size });

/** Core ML: a specification version, and one of the types of models (200 and more) or a description of inputs and outputs. */
export function isCoremlModel(source: ByteSource): boolean {
  const window = new ByteWindow(source);
  const { known: fields, unknown, broken } = resemblance(window, protobufMessage("coreml", "Model"), whole(source), 64);
  const version = fields.get(1);
  if (version === undefined || version.end !== version.start + 1 || window.u8(version.start) < 1 || window.u8(version.start) > 40)
    return false;
  const type = [...fields.keys()].some((number) => number >= 200);
  const description = fields.get(2);
  if (!type || (broken && unknown > 0)) return type && description !== undefined;
  // A version and a type alone could be many a message: then all of it has to be known.
  return description !== undefined || unknown === 0;
}

/** Caffe: layers of the new kind (100) or the old (2) with a name and a type. */
export function isCaffeModel(source: ByteSource): boolean {
  const window = new ByteWindow(source);
  const fields = known(window, "caffe", "NetParameter", whole(source), 2000);
  const layer = fields.get(100);
  if (layer !== undefined) {
    const inner = known(window, "caffe", "LayerParameter", layer, 20);
    const type = inner.get(2);
    return type !== undefined && /^[A-Za-z]\w{0,60}$/.test(rangeText(window, type, 61));
  }
  const old = fields.get(2);
  if (old === undefined || !fields.has(1)) return false;
  const inner = known(window, "caffe", "V1LayerParameter", old, 20);
  const name = inner.get(4);
  return name !== undefined && inner.has(5) && /^[\x20-\x7e]{1,200}$/.test(rangeText(window, name, 201));
}

/** Paddle: a block with its index, its parent, and operators or variables with a type. */
export function isPaddleProgram(source: ByteSource): boolean {
  const window = new ByteWindow(source);
  const block = known(window, "paddle", "ProgramDesc", whole(source), 50).get(1);
  if (block === undefined) return false;
  const inner = known(window, "paddle", "BlockDesc", block, 20_000);
  if (!inner.has(1) || !inner.has(2)) return false;
  const operator = inner.get(4);
  if (operator !== undefined) {
    const type = known(window, "paddle", "OpDesc", operator, 200).get(3);
    return type !== undefined && /^[A-Za-z_][\w.]{0,100}$/.test(rangeText(window, type, 101));
  }
  const variable = inner.get(3);
  return variable !== undefined && known(window, "paddle", "VarDesc", variable, 20).has(2);
}

/** SentencePiece: pieces of a text with a score, and the settings of the training or of the normalizer. */
export function isSentencePiece(source: ByteSource): boolean {
  const window = new ByteWindow(source);
  const { known: fields, unknown } = resemblance(window, protobufMessage("sentencepiece", "ModelProto"), whole(source), 2_000_000);
  const piece = fields.get(1);
  if (piece === undefined || unknown > 0) return false;
  const inner = resemblance(window, protobufMessage("sentencepiece", "ModelProto.SentencePiece"), piece, 10);
  if (!inner.known.has(1) || inner.unknown > 0 || inner.broken) return false;
  return inner.known.has(2) && (fields.has(2) || fields.has(3));
}
