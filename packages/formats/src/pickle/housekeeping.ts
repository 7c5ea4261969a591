import type { PickleMachine } from "./machine.ts";
import type { PickleBudget } from "./value.ts";
import { weigh } from "./weight.ts";

/** Opcodes, and bytes of operands, between two looks at the memory that is in use. */
const OPCODES = 200_000;
const BYTES = 4 * 1024 * 1024;
/** Deeper than honest streams go but for the items of one large tuple: what lies below the top is kept in outline. */
const DEEP = 32_768;
const EXACT = 64;

/** Keeps a machine within its budget: opcodes, stack, and the values that can be reached. */
export class Housekeeping {
  /** Number of opcodes at which `keep` is due. */
  due: number;
  /** Depth of the stack above which it is due after each opcode. */
  readonly depth: number;
  #bytes = 0;

  constructor(budget: PickleBudget) {
    this.depth = Math.min(DEEP, budget.stack);
    this.due = Math.min(OPCODES, budget.opcodes);
  }

  kept(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > BYTES) this.due = 0;
  }

  keep(machine: PickleMachine): void {
    const { stack, opcodes, budget } = machine;
    if (opcodes >= budget.opcodes || stack.depth > budget.stack) machine.ended ??= "budget";
    if (stack.depth > DEEP) {
      stack.elideAt(stack.depth - EXACT);
      machine.shortened = true;
    }
    if (opcodes >= this.due) this.#look(machine);
  }

  #look(machine: PickleMachine): void {
    const { stack, memo, budget, opcodes } = machine;
    this.#bytes = 0;
    let weight = this.#weigh(machine);
    if (weight > budget.values) {
      machine.shortened = true;
      memo.squeeze(budget.values >> 2);
      stack.squeeze(EXACT);
      weight = this.#weigh(machine);
      if (weight > budget.values) machine.ended ??= "budget";
    }
    this.due = Math.min(budget.opcodes, opcodes + Math.max(OPCODES, 2 * weight));
  }

  #weigh({ stack, memo, budget }: PickleMachine): number {
    return weigh([...stack.values(), ...memo.values()], budget.values);
  }
}
