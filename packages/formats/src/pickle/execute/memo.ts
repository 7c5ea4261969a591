import { UNKNOWN } from "../constants.ts";
import { parseMemoKey } from "../decode-number.ts";
import type { PickleMachine } from "../machine.ts";
import { opcodeName } from "../opcodes.ts";
import type { Instructions } from "./instruction.ts";
import { readNumberLine, readUnsigned } from "./operands.ts";

function get(machine: PickleMachine, key: number): void {
  const value = Number.isNaN(key) ? undefined : machine.memo.get(key);
  if (value === undefined && !machine.memo.overflowed) machine.error("memo", `${opcodeName(machine.code)}: nothing is kept under ${key}`);
  machine.stack.push(value ?? UNKNOWN);
}

function put(machine: PickleMachine, key: number): void {
  const value = machine.stack.top();
  if (!(key >= 0 && key <= Number.MAX_SAFE_INTEGER)) machine.error("operand", `${opcodeName(machine.code)}: ${key} is no memo key`);
  if (Number.isNaN(key)) return;
  if (machine.memo.reaches(key))
    machine.note("memo", () => `${opcodeName(machine.code)}: the loader reserves ${16 * key} bytes for key ${key}`);
  if (machine.memo.put(key, value)) machine.note("memo", () => `${opcodeName(machine.code)}: ${key} was set by MEMOIZE before`);
}

function textKey(machine: PickleMachine): number | undefined {
  const line = readNumberLine(machine);
  return typeof line === "string" ? parseMemoKey(line) : line;
}

function withKey(machine: PickleMachine, key: number | undefined, act: (machine: PickleMachine, key: number) => void): void {
  if (key !== undefined) act(machine, key);
}

export const MEMO: Instructions = {
  GET: (machine) => withKey(machine, textKey(machine), get),
  BINGET: (machine) => withKey(machine, readUnsigned(machine, 1), get),
  LONG_BINGET: (machine) => withKey(machine, readUnsigned(machine, 4), get),
  PUT: (machine) => withKey(machine, textKey(machine), put),
  BINPUT: (machine) => withKey(machine, readUnsigned(machine, 1), put),
  LONG_BINPUT: (machine) => withKey(machine, readUnsigned(machine, 4), put),
  MEMOIZE: (machine) => {
    if (machine.memo.memoize(machine.stack.top())) machine.note("memo", () => "MEMOIZE: its key was set by PUT before");
  },
};
