import { sliceSource } from "../archive/slice-source.ts";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { decodeRawUnicodeEscapes, decodeStringLiteral, latin1 } from "../pickle/decode-text.ts";
import { mapPython2 } from "../pickle/python2-names.ts";
import type { PickleObject, PickleValue } from "../pickle/value.ts";
import { Latin1Source } from "./latin1-source.ts";
import { argumentsOf, textOf } from "./pickled-values.ts";
import type { TensorStorage } from "./stored-tensor.ts";

/*
 * Raw bytes that stand in a pickle as an operand, read where they stand. Protocol 2 has no bytes of Python 3: they are
 * a call `_codecs.encode(text, 'latin1')`; Python 2 wrote them as a text.
 */

/** Longest operand of the protocols in text, which is decoded in one go. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Bytes between an opcode and its operand, for operands that are raw bytes. */
const RAW: Readonly<Record<number, number>> = { 67: 2, 66: 5, 142: 9, 150: 9, 85: 2, 84: 5 };
/** The same for operands in UTF-8. */
const ENCODED: Readonly<Record<number, number>> = { 140: 2, 88: 5, 141: 9 };
const STRING = 0x53;
const UNICODE = 0x56;

/** The bytes that a value of the stream in `source` is; undefined where it is none, or not understood. */
export function operandBytes(value: PickleValue | undefined, source: ByteSource): TensorStorage | undefined {
  if (value?.kind === "bytes") return rawOperand(value.offset, value.length, source);
  if (value?.kind === "text") return textOperand(value, source);
  return value?.kind === "object" ? encodedText(value, source) : undefined;
}

function storage(content: ByteSource, offset: number): TensorStorage {
  return { what: `the data in the pickle at byte ${offset}`, bytes: content.size, packed: false, open: () => content };
}

function rawOperand(offset: number, length: number, source: ByteSource): TensorStorage | undefined {
  const before = RAW[source.read(offset, 1)[0] ?? 0];
  if (before === undefined || offset + before + length > source.size) return undefined;
  return storage(sliceSource(source, offset + before, offset + before + length), offset);
}

/** Bytes of Python 2. */
function textOperand(value: Extract<PickleValue, { kind: "text" }>, source: ByteSource): TensorStorage | undefined {
  const opcode = source.read(value.offset, 1)[0] ?? 0;
  if (opcode !== STRING) return rawOperand(value.offset, value.length, source);
  const line = lineAt(value.offset + 1, source);
  return line === undefined ? undefined : latin1Text(decodeStringLiteral(line), value.offset);
}

function encodedText(call: PickleObject, source: ByteSource): TensorStorage | undefined {
  const { callable } = call;
  if (callable.kind !== "global" || callable.computed !== "no") return undefined;
  const { module, name } = mapPython2(callable.module, callable.name, callable.protocol ?? 0);
  const [text, encoding] = argumentsOf(call);
  if (module === "builtins" && name === "bytes" && text === undefined) return storage(bytesSource(new Uint8Array(0)), call.offset);
  if (module !== "_codecs" || name !== "encode" || text?.kind !== "text") return undefined;
  if (!/^(?:latin-?1|iso-?8859-?1)$/i.test(textOf(encoding) ?? "")) return undefined;
  const opcode = source.read(text.offset, 1)[0] ?? 0;
  if (opcode === UNICODE) {
    const line = lineAt(text.offset + 1, source);
    return line === undefined ? undefined : latin1Text(decodeRawUnicodeEscapes(line), text.offset);
  }
  const before = ENCODED[opcode];
  if (before === undefined) return undefined;
  const length = encodedLength(text.offset + 1, before - 1, source);
  const start = text.offset + before;
  const decoded = start + length > source.size ? undefined : Latin1Source.of(sliceSource(source, start, start + length));
  return decoded === undefined ? undefined : storage(decoded, text.offset);
}

/** `length` of a text counts characters: its bytes are counted by the opcode. */
function encodedLength(at: number, width: number, source: ByteSource): number {
  const bytes = source.read(at, width);
  let length = 0;
  for (let index = bytes.length - 1; index >= 0; index--) length = length * 256 + (bytes[index] ?? 0);
  return length;
}

function latin1Text({ text, valid }: { readonly text: string; readonly valid: boolean }, offset: number): TensorStorage | undefined {
  if (!valid) return undefined;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 255) return undefined;
  return storage(bytesSource(new Uint8Array(Buffer.from(text, "latin1"))), offset);
}

function lineAt(start: number, source: ByteSource): string | undefined {
  let text = "";
  for (let at = start; at < source.size && text.length <= LONGEST_LINE; ) {
    const bytes = source.read(at, 1 << 20);
    const newline = bytes.indexOf(10);
    text += latin1(bytes, 0, newline < 0 ? bytes.length : newline);
    if (newline >= 0) return text;
    at += bytes.length;
  }
  return undefined;
}
