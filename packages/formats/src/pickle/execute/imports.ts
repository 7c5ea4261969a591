import { UNKNOWN } from "../constants.ts";
import { utf8, utf8Anyhow } from "../decode-text.ts";
import type { PickleMachine } from "../machine.ts";
import { opcodeName } from "../opcodes.ts";
import { isPlain } from "../retention.ts";
import type { PickleGlobal, PickleValue } from "../value.ts";
import type { Instructions } from "./instruction.ts";
import { readLine, readUnsigned } from "./operands.ts";

function importName(machine: PickleMachine, module: string, name: string, computed: PickleGlobal["computed"]): PickleGlobal {
  const { offset, protocol } = machine;
  const global: PickleGlobal = { kind: "global", module, name, offset, computed, protocol };
  machine.effect({ kind: "import", global, opcode: opcodeName(machine.code), offset });
  return global;
}

/** Two lines in UTF-8: GLOBAL, INST. undefined where they are not there. */
export function importLines(machine: PickleMachine): PickleGlobal | undefined {
  const module = readLine(machine);
  const name = module === undefined ? undefined : readLine(machine);
  if (module === undefined || name === undefined) return undefined;
  return importName(machine, nameOf(machine, module), nameOf(machine, name), "no");
}

function nameOf(machine: PickleMachine, line: string): string {
  const bytes = Buffer.from(line, "latin1");
  const text = utf8(bytes, 0, bytes.length);
  if (text === undefined || line === "")
    machine.error("operand", `${opcodeName(machine.code)}: ${line === "" ? "an empty name" : "a name is not UTF-8"}`);
  return text ?? utf8Anyhow(bytes, 0, bytes.length);
}

interface KnownText {
  readonly text: string;
  readonly computed: PickleGlobal["computed"];
}

function textOf(value: PickleValue): KnownText {
  if (value.kind === "text") return { text: value.value, computed: value.length === value.value.length ? "no" : "unknown" };
  if (value.kind === "object" && value.folded?.kind === "text") return { text: value.folded.value, computed: "folded" };
  return { text: "", computed: "unknown" };
}

/** Certainly no text, whatever calls return. */
function isNoText(value: PickleValue): boolean {
  return isPlain(value) && value.kind !== "text";
}

function stackGlobal(machine: PickleMachine): void {
  const nameValue = machine.stack.pop();
  const moduleValue = machine.stack.pop();
  if (isNoText(moduleValue) || isNoText(nameValue)) machine.error("operand", "STACK_GLOBAL: module and name are no texts");
  const [module, name] = [textOf(moduleValue), textOf(nameValue)];
  const both = [module.computed, name.computed];
  const computed = both.includes("unknown") ? "unknown" : both.includes("folded") ? "folded" : "no";
  machine.stack.push(importName(machine, module.text, name.text, computed));
}

function extension(machine: PickleMachine, width: 1 | 2 | 4): void {
  const unsigned = readUnsigned(machine, width);
  if (unsigned === undefined) return;
  const code = width === 4 ? unsigned | 0 : unsigned;
  if (code <= 0) machine.error("operand", `${opcodeName(machine.code)}: the code ${code} is not allowed`);
  machine.effect({ kind: "extension", code, opcode: opcodeName(machine.code), offset: machine.offset });
  machine.stack.push({ kind: "extension", code });
}

function persistent(machine: PickleMachine, id: PickleValue): void {
  machine.effect({ kind: "persistent", id, opcode: opcodeName(machine.code), offset: machine.offset });
  machine.stack.push({ kind: "persistent", id });
}

export const IMPORTS: Instructions = {
  GLOBAL: (machine) => {
    const global = importLines(machine);
    if (machine.ended === undefined) machine.stack.push(global ?? UNKNOWN);
  },
  STACK_GLOBAL: stackGlobal,
  EXT1: (machine) => extension(machine, 1),
  EXT2: (machine) => extension(machine, 2),
  EXT4: (machine) => extension(machine, 4),
  BINPERSID: (machine) => persistent(machine, machine.stack.pop()),
  PERSID: (machine) => {
    const line = readLine(machine);
    if (line !== undefined) persistent(machine, { kind: "text", value: line, length: line.length, offset: machine.offset });
  },
};
