import { OBJECT_STATES } from "../budget.ts";
import { UNKNOWN } from "../constants.ts";
import type { PickleMachine } from "../machine.ts";
import { opcodeName } from "../opcodes.ts";
import { isPlain } from "../retention.ts";
import type { CallKind, PickleObject, PickleValue } from "../value.ts";
import { takeContainer } from "./containers.ts";
import { importLines } from "./imports.ts";
import type { Instructions } from "./instruction.ts";

function call(machine: PickleMachine, via: CallKind, callable: PickleValue, args: PickleValue, keywords?: PickleValue): void {
  const { offset } = machine;
  if (isPlain(args) && args.kind !== "tuple") machine.error("operand", `${opcodeName(machine.code)}: the arguments are no tuple`);
  if (isPlain(callable)) machine.error("operand", `${opcodeName(machine.code)}: plain data is called`);
  const plain: PickleObject = { kind: "object", via, callable, arguments: args, states: [], offset };
  const bare = keywords === undefined ? plain : { ...plain, keywords };
  const folded = machine.folder.fold(bare, offset);
  const object = folded === undefined ? bare : { ...bare, folded };
  machine.effect({ kind: "call", object, opcode: opcodeName(machine.code), offset });
  machine.stack.push(object);
}

/** The last two values: what is called and its arguments. */
function callLast(machine: PickleMachine, via: CallKind, keywords?: PickleValue): void {
  const args = machine.stack.pop();
  const callable = machine.stack.pop();
  call(machine, via, callable, args, keywords);
}

/** Class and arguments above a mark. */
function callMarked(machine: PickleMachine): void {
  const values = takeContainer(machine, "tuple");
  const callable = values.items.shift();
  if (callable === undefined) machine.error("stack", "OBJ: there is no class above the MARK");
  else if (values.size > 0) values.size--;
  call(machine, "obj", callable ?? UNKNOWN, values);
}

function instance(machine: PickleMachine): void {
  const args = takeContainer(machine, "tuple");
  const callable = importLines(machine);
  if (machine.ended === undefined) call(machine, "inst", callable ?? UNKNOWN, args);
}

function build(machine: PickleMachine): void {
  const state = machine.stack.pop();
  const target = machine.stack.pop();
  machine.stack.push(target);
  if (isPlain(target)) {
    if (state.kind !== "none") machine.error("stack", "BUILD: plain data takes no state");
  } else {
    if (target.kind === "object" && target.states.length < OBJECT_STATES) target.states.push(state);
    machine.effect({ kind: "build", target, state, opcode: "BUILD", offset: machine.offset });
  }
  machine.afterBuild(target);
}

export const CALLS: Instructions = {
  REDUCE: (machine) => callLast(machine, "reduce"),
  NEWOBJ: (machine) => callLast(machine, "newobj"),
  NEWOBJ_EX: (machine) => callLast(machine, "newobj_ex", machine.stack.pop()),
  OBJ: callMarked,
  INST: instance,
  BUILD: build,
};
