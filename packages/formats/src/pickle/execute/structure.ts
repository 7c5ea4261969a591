import type { PickleMachine } from "../machine.ts";
import type { Instructions } from "./instruction.ts";
import { readLength8, readUnsigned } from "./operands.ts";

const HIGHEST_PROTOCOL = 5;

function protocol(machine: PickleMachine): void {
  const version = readUnsigned(machine, 1);
  if (version === undefined) return;
  if (version > HIGHEST_PROTOCOL) machine.error("protocol", `protocol ${version} does not exist`);
  else {
    if (machine.offset !== machine.start) machine.note("protocol", () => `PROTO ${version} stands within the stream`);
    machine.protocol = version;
  }
}

function frame(machine: PickleMachine): void {
  const length = readLength8(machine);
  if (length !== undefined) machine.frames.enter(length);
}

export const STRUCTURE: Instructions = {
  PROTO: protocol,
  FRAME: frame,
  MARK: (machine) => machine.stack.mark(),
  POP: (machine) => machine.stack.drop(),
  POP_MARK: (machine) => machine.stack.cutTo(machine.stack.takeMark()),
  DUP: (machine) => {
    const value = machine.stack.pop();
    machine.stack.push(value);
    machine.stack.push(value);
  },
  STOP: (machine) => {
    machine.result = machine.stack.pop();
    machine.ended = "stop";
  },
};
