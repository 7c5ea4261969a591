import type { PickleMachine } from "../machine.ts";
import { OPCODE_OF, opcodeName } from "../opcodes.ts";
import { CALLS } from "./calls.ts";
import { CONTAINERS } from "./containers.ts";
import { IMPORTS } from "./imports.ts";
import type { Instruction, Instructions } from "./instruction.ts";
import { MEMO } from "./memo.ts";
import { NUMBERS } from "./numbers.ts";
import { STRINGS } from "./strings.ts";
import { STRUCTURE } from "./structure.ts";

const BY_NAME: Instructions = { ...NUMBERS, ...STRINGS, ...CONTAINERS, ...MEMO, ...IMPORTS, ...CALLS, ...STRUCTURE };

/** By code; undefined for a byte that is no opcode. */
export const EXECUTE: readonly (Instruction | undefined)[] = OPCODE_OF.map((opcode) =>
  opcode === undefined ? undefined : BY_NAME[opcode.name],
);

export function unknownOpcode(machine: PickleMachine): void {
  machine.error("opcode", `${opcodeName(machine.code)} is no opcode`);
  machine.ended = "error";
}
