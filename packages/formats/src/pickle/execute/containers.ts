import { UNKNOWN } from "../constants.ts";
import type { PickleMachine } from "../machine.ts";
import { opcodeName } from "../opcodes.ts";
import { addItems, contentOf, emptyContainer, isContainer, MachineContainer, worse } from "../retention.ts";
import type { PickleContainer, PickleContent, PickleObject, PickleValue } from "../value.ts";
import type { Instructions } from "./instruction.ts";

/** The values above the topmost mark as a container; the mark goes. */
export function takeContainer(machine: PickleMachine, kind: PickleContainer["kind"]): PickleContainer {
  const { stack } = machine;
  const from = stack.takeMark();
  const container = emptyContainer(kind);
  addItems(container, stack.items, { from, to: stack.depth, most: machine.budget.items });
  stack.cutTo(from);
  return container;
}

function tuple(machine: PickleMachine, items: PickleValue[]): void {
  let holds: PickleContent = "data";
  for (const item of items) {
    const content = contentOf(item);
    if (content !== "data") holds = worse(holds, content);
  }
  machine.stack.push(new MachineContainer("tuple", items, items.length, holds));
}

function tuple2(machine: PickleMachine): void {
  const last = machine.stack.pop();
  tuple(machine, [machine.stack.pop(), last]);
}

function tuple3(machine: PickleMachine): void {
  const last = machine.stack.pop();
  const middle = machine.stack.pop();
  tuple(machine, [machine.stack.pop(), middle, last]);
}

/** Fills what lies below the values from `from` on: data of the stream where it is of the right kind, else a call. */
function fill(machine: PickleMachine, kind: PickleContainer["kind"], from: number, to: number, target: PickleValue): void {
  const { stack, budget } = machine;
  if (isContainer(target) && target.kind === kind) addItems(target, stack.items, { from, to, most: budget.items });
  else if (to > from) {
    if (budget.filled > 0 && target.kind === "object") addItems(filledOf(target, kind), stack.items, { from, to, most: budget.filled });
    machine.effect({
      kind: "fill",
      target,
      items: stack.items.slice(from, Math.min(to, from + budget.items)),
      size: to - from,
      opcode: opcodeName(machine.code),
      offset: machine.offset,
    });
  }
}

function filledOf(target: PickleObject, kind: PickleContainer["kind"]): PickleContainer {
  target.filled ??= [];
  const known = target.filled.find((items) => items.kind === kind);
  if (known !== undefined) return known;
  const items = emptyContainer(kind);
  target.filled.push(items);
  return items;
}

function fillMarked(machine: PickleMachine, kind: "list" | "dict" | "set"): void {
  const { stack } = machine;
  const from = stack.takeMark();
  const to = stack.depth;
  if (kind === "dict" && (to - from) % 2 !== 0) machine.error("stack", `${opcodeName(machine.code)}: odd number of items`);
  stack.cutTo(from);
  const target = stack.pop();
  fill(machine, kind, from, to, target);
  stack.push(target);
}

/** APPEND, SETITEM: the last `count` values. */
function fillLast(machine: PickleMachine, kind: "list" | "dict", count: 1 | 2): void {
  const { stack } = machine;
  const top = stack.depth;
  if (stack.isPlain(count + 1)) {
    // The target stays below what it takes.
    fill(machine, kind, top - count, top, stack.items[top - count - 1] ?? UNKNOWN);
    stack.depth = top - count;
    return;
  }
  const values: PickleValue[] = [];
  for (let index = 0; index < count; index++) values.push(stack.pop());
  const target = stack.pop();
  const from = stack.depth + 1;
  const to = from + count;
  stack.push(target);
  for (let index = from; index < to; index++) stack.items[index] = values[to - 1 - index] ?? target;
  fill(machine, kind, from, to, target);
}

export const CONTAINERS: Instructions = {
  EMPTY_TUPLE: (machine) => machine.stack.push(emptyContainer("tuple")),
  EMPTY_LIST: (machine) => machine.stack.push(emptyContainer("list")),
  EMPTY_DICT: (machine) => machine.stack.push(emptyContainer("dict")),
  EMPTY_SET: (machine) => machine.stack.push(emptyContainer("set")),
  TUPLE1: (machine) => tuple(machine, [machine.stack.pop()]),
  TUPLE2: tuple2,
  TUPLE3: tuple3,
  TUPLE: (machine) => machine.stack.push(takeContainer(machine, "tuple")),
  LIST: (machine) => machine.stack.push(takeContainer(machine, "list")),
  FROZENSET: (machine) => machine.stack.push(takeContainer(machine, "frozenset")),
  DICT: (machine) => {
    const dict = takeContainer(machine, "dict");
    if (dict.size % 2 !== 0) machine.error("stack", "DICT: odd number of items");
    machine.stack.push(dict);
  },
  APPEND: (machine) => fillLast(machine, "list", 1),
  SETITEM: (machine) => fillLast(machine, "dict", 2),
  APPENDS: (machine) => fillMarked(machine, "list"),
  SETITEMS: (machine) => fillMarked(machine, "dict"),
  ADDITEMS: (machine) => fillMarked(machine, "set"),
};
