import { FALSE, integer, NONE, TRUE, UNKNOWN } from "../constants.ts";
import { bigintOf, MOST_DIGITS, parseFloatText, parseInteger } from "../decode-number.ts";
import type { PickleMachine } from "../machine.ts";
import type { Instructions } from "./instruction.ts";
import { LARGE, readLine, readNumberLine, readUnsigned } from "./operands.ts";

const scratch = new DataView(new ArrayBuffer(8));

function binaryFloat(machine: PickleMachine): void {
  const { cursor } = machine;
  if (!cursor.reserve(8)) {
    machine.truncated();
    return;
  }
  for (let index = 0; index < 8; index++) scratch.setUint8(index, cursor.bytes[cursor.at + index] ?? 0);
  cursor.at += 8;
  machine.stack.push({ kind: "float", value: scratch.getFloat64(0) });
}

function pushUnsigned(machine: PickleMachine, width: 1 | 2): void {
  const value = readUnsigned(machine, width);
  if (value !== undefined) machine.stack.push(integer(value));
}

function signed4(machine: PickleMachine): void {
  const value = readUnsigned(machine, 4);
  if (value !== undefined) machine.stack.push(integer(value | 0));
}

function textInteger(machine: PickleMachine): void {
  const line = readNumberLine(machine);
  if (line === undefined) return;
  if (typeof line === "number") {
    machine.stack.push(integer(line));
    return;
  }
  const value = parseInteger(line, true);
  if (value === undefined) notRead(machine, "integer", line);
  // The length includes the newline: "00" and "01" are how protocol 0 writes the booleans.
  else if (line.length === 2 && (value === 0n || value === 1n)) machine.stack.push(value === 1n ? TRUE : FALSE);
  else machine.stack.push({ kind: "int", value });
}

function textLong(machine: PickleMachine): void {
  const line = readLine(machine);
  if (line === undefined) return;
  const value = parseInteger(line.endsWith("L") ? line.slice(0, -1) : line);
  if (value === undefined) notRead(machine, "integer", line);
  else machine.stack.push({ kind: "int", value });
}

function textFloat(machine: PickleMachine): void {
  const line = readLine(machine);
  if (line === undefined) return;
  const value = parseFloatText(line);
  if (value === undefined) notRead(machine, "float", line);
  else machine.stack.push({ kind: "float", value });
}

function notRead(machine: PickleMachine, what: string, line: string): void {
  // Whether that many digits are an error depends on the loader's version.
  if (line.length > MOST_DIGITS) machine.note("operand", () => `an ${what} of ${line.length} digits is longer than what is kept`);
  else machine.error("operand", `${JSON.stringify(line.slice(0, 40))} is no ${what}`);
  machine.stack.push(UNKNOWN);
}

function countedLong(machine: PickleMachine, width: 1 | 4): void {
  const length = readUnsigned(machine, width);
  if (length === undefined) return;
  if (width === 4 && length > 0x7fffffff) {
    machine.error("operand", "the byte count of LONG4 is negative");
    machine.stack.push(UNKNOWN);
    return;
  }
  const kept = machine.budget.operand;
  const { cursor } = machine;
  if (!cursor.reserveOperand(length, kept)) {
    machine.truncated();
    return;
  }
  if (length > LARGE) machine.kept(Math.min(length, kept));
  if (length > kept) {
    machine.note("operand", () => `an integer of ${length} bytes is longer than what is kept`);
    machine.stack.push(UNKNOWN);
  } else if (length <= 6) machine.stack.push(integer(smallSigned(cursor.bytes, cursor.at, length)));
  else machine.stack.push({ kind: "int", value: bigintOf(cursor.bytes.subarray(cursor.at, cursor.at + length)) });
  cursor.skip(length);
}

function smallSigned(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
  return length > 0 && (bytes[at + length - 1] ?? 0) >= 0x80 ? value - 256 ** length : value;
}

export const NUMBERS: Instructions = {
  NONE: (machine) => machine.stack.push(NONE),
  NEWTRUE: (machine) => machine.stack.push(TRUE),
  NEWFALSE: (machine) => machine.stack.push(FALSE),
  BININT1: (machine) => {
    const { cursor } = machine;
    if (cursor.at < cursor.limit) machine.stack.push(integer(cursor.bytes[cursor.at++] ?? 0));
    else pushUnsigned(machine, 1);
  },
  BININT2: (machine) => pushUnsigned(machine, 2),
  BININT: signed4,
  BINFLOAT: binaryFloat,
  LONG1: (machine) => countedLong(machine, 1),
  LONG4: (machine) => countedLong(machine, 4),
  INT: textInteger,
  LONG: textLong,
  FLOAT: textFloat,
};
