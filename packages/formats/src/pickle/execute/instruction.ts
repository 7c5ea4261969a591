import type { PickleMachine } from "../machine.ts";

/** What an opcode does; the cursor stands behind the opcode. */
export type Instruction = (machine: PickleMachine) => void;

export type Instructions = Readonly<Record<string, Instruction>>;
