import { BUFFER } from "../constants.ts";
import {
  type DecodedText,
  decodeRawUnicodeEscapes,
  decodeStringLiteral,
  latin1,
  utf8,
  utf8Anyhow,
  utf8WithSurrogates,
} from "../decode-text.ts";
import type { PickleMachine } from "../machine.ts";
import { opcodeName } from "../opcodes.ts";
import type { PickleValue } from "../value.ts";
import type { Instructions } from "./instruction.ts";
import { LARGE, readLength, readWholeLine } from "./operands.ts";

type Width = 1 | 4 | 8;

function push(machine: PickleMachine, value: PickleValue): void {
  machine.stack.push(value);
  machine.listener.data?.(value);
}

/** BINUNICODE and its kin: UTF-8 that lets surrogates pass. */
function unicode(machine: PickleMachine, width: Width): void {
  const length = readLength(machine, width);
  if (length === undefined) return;
  const { cursor } = machine;
  const kept = machine.budget.operand;
  if (!cursor.reserveOperand(length, kept)) {
    machine.truncated();
    return;
  }
  if (length > LARGE) machine.kept(Math.min(length, kept));
  const { bytes, at } = cursor;
  if (length > kept) {
    // The cut may go through a character.
    const value = utf8Anyhow(bytes, at, at + kept).replace(/\ufffd{1,3}$/, "");
    push(machine, { kind: "text", value, length, offset: machine.offset });
  } else {
    const value = utf8(bytes, at, at + length) ?? unusual(machine, bytes, at, at + length);
    push(machine, { kind: "text", value, length: value.length, offset: machine.offset });
  }
  cursor.skip(length);
}

function unusual(machine: PickleMachine, bytes: Uint8Array, start: number, end: number): string {
  machine.work += end - start;
  const text = utf8WithSurrogates(bytes, start, end);
  if (text === undefined) machine.error("operand", `${opcodeName(machine.code)}: not UTF-8`);
  return text ?? utf8Anyhow(bytes, start, end);
}

/** BINSTRING: bytes of Python 2, which the loader decodes as it was told to; ASCII unless told otherwise. */
function byteString(machine: PickleMachine, width: 1 | 4): void {
  const length = readLength(machine, width);
  if (length === undefined) return;
  const { cursor } = machine;
  const kept = Math.min(length, machine.budget.operand);
  if (!cursor.reserveOperand(length, kept)) {
    machine.truncated();
    return;
  }
  const value = latin1(cursor.bytes, cursor.at, cursor.at + kept);
  cursor.skip(length);
  if (kept > LARGE) machine.kept(kept);
  push(machine, { kind: "text", value, length, offset: machine.offset });
}

function bytes(machine: PickleMachine, width: Width, mutable: boolean): void {
  const length = readLength(machine, width);
  if (length === undefined) return;
  const value = machine.cursor.takeBytes(length, machine.budget.operand);
  if (value === undefined) {
    machine.truncated();
    return;
  }
  if (value.length > LARGE) machine.kept(value.length);
  push(machine, { kind: "bytes", value, length, offset: machine.offset, ...(mutable ? { mutable } : {}) });
}

function line(machine: PickleMachine, decode: (line: string) => DecodedText): void {
  const operand = readWholeLine(machine);
  if (operand === undefined) return;
  const { text, valid } = decode(operand.text);
  // The cut may go through an escape, and takes the closing quote.
  const cut = operand.length > operand.text.length;
  if (!valid && !cut)
    machine.error("operand", `${opcodeName(machine.code)}: ${JSON.stringify(operand.text.slice(0, 40))} cannot be decoded`);
  push(machine, {
    kind: "text",
    value: text,
    length: cut ? Math.max(operand.length, text.length + 1) : text.length,
    offset: machine.offset,
  });
}

function outOfBand(machine: PickleMachine): void {
  machine.effect({ kind: "buffer", opcode: opcodeName(machine.code), offset: machine.offset });
}

export const STRINGS: Instructions = {
  STRING: (machine) => line(machine, decodeStringLiteral),
  UNICODE: (machine) => line(machine, decodeRawUnicodeEscapes),
  SHORT_BINSTRING: (machine) => byteString(machine, 1),
  BINSTRING: (machine) => byteString(machine, 4),
  SHORT_BINUNICODE: (machine) => unicode(machine, 1),
  BINUNICODE: (machine) => unicode(machine, 4),
  BINUNICODE8: (machine) => unicode(machine, 8),
  SHORT_BINBYTES: (machine) => bytes(machine, 1, false),
  BINBYTES: (machine) => bytes(machine, 4, false),
  BINBYTES8: (machine) => bytes(machine, 8, false),
  BYTEARRAY8: (machine) => bytes(machine, 8, true),
  NEXT_BUFFER: (machine) => {
    outOfBand(machine);
    machine.stack.push(BUFFER);
  },
  READONLY_BUFFER: (machine) => {
    outOfBand(machine);
    machine.stack.push(machine.stack.pop());
  },
};
