import { isContainer, MachineContainer } from "./retention.ts";
import type { PickleValue } from "./value.ts";

/** Bytes that one value takes, roughly. */
const VALUE_BYTES = 64;
const LARGE_INTEGER = 1n << 1024n;

let visits = 0;

/**
 * Roughly the memory, in units of 64 bytes, of all that can be reached; stops counting beyond `most`. Only what holds
 * other values is remembered as seen.
 */
export function weigh(roots: Iterable<PickleValue>, most: number): number {
  const visitNumber = ++visits;
  const seen = new Set<PickleValue>();
  const open: PickleValue[] = [];
  let weight = 0;
  const visit = (value: PickleValue): void => {
    if (!isContainer(value) && value.kind !== "object" && value.kind !== "persistent") weight += scalarWeight(value);
    else if (value instanceof MachineContainer) {
      if (value.isFirstVisit(visitNumber)) open.push(value);
    } else if (!seen.has(value)) {
      seen.add(value);
      open.push(value);
    }
  };
  for (const root of roots) {
    visit(root);
    for (let value = open.pop(); value !== undefined && weight <= most; value = open.pop()) {
      weight += isContainer(value) && value.items.length === 0 ? 1 : 2;
      visitParts(value, visit);
    }
    if (weight > most) break;
  }
  return weight;
}

function scalarWeight(value: PickleValue): number {
  if (value.kind === "int") return value.value < LARGE_INTEGER && value.value > -LARGE_INTEGER ? 1 : value.value.toString(16).length >> 7;
  if (value.kind === "text" || value.kind === "bytes") return 1 + Math.floor(value.value.length / VALUE_BYTES);
  return value.kind === "global" ? 1 + Math.floor((value.module.length + value.name.length) / VALUE_BYTES) : 1;
}

function visitParts(value: PickleValue, visit: (value: PickleValue) => void): void {
  if (isContainer(value)) for (const item of value.items) visit(item);
  else if (value.kind === "persistent") visit(value.id);
  else if (value.kind === "object") {
    visit(value.callable);
    visit(value.arguments);
    if (value.keywords !== undefined) visit(value.keywords);
    if (value.folded !== undefined) visit(value.folded);
    for (const state of value.states) visit(state);
    if (value.filled !== undefined) for (const items of value.filled) visit(items);
  }
}
