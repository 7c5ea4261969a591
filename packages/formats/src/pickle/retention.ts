import { ELIDED, UNKNOWN } from "./constants.ts";
import type { PickleContainer, PickleContent, PickleObject, PickleValue } from "./value.ts";

/*
 * What is kept of the values of a stream of any size. Effects are told when they happen, so that values may be cut
 * afterwards: what is lost of them is said (`size`, `holds`), never guessed.
 */

/** A container as the machine makes them. */
export class MachineContainer implements PickleContainer {
  readonly kind: PickleContainer["kind"];
  readonly items: PickleValue[];
  size: number;
  holds: PickleContent;
  #visit = 0;

  constructor(kind: PickleContainer["kind"], items: PickleValue[] = [], size: number = items.length, holds: PickleContent = "data") {
    this.kind = kind;
    this.items = items;
    this.size = size;
    this.holds = holds;
  }

  /** True the first time that it is asked with a number: cheaper than a set of all that was seen. */
  isFirstVisit(visit: number): boolean {
    if (this.#visit === visit) return false;
    this.#visit = visit;
    return true;
  }
}

export function emptyContainer(kind: PickleContainer["kind"]): PickleContainer {
  return new MachineContainer(kind);
}

/** What a value is at most, for the container that takes it. */
export function contentOf(value: PickleValue): PickleContent {
  if (value instanceof MachineContainer) return value.holds;
  switch (value.kind) {
    case "int":
    case "text":
    case "float":
    case "none":
    case "bool":
    case "bytes":
    case "buffer":
      return "data";
    case "object":
    case "persistent":
      return "objects";
    case "unknown":
      return value === ELIDED ? "data" : "globals";
    default:
      return isContainer(value) ? (value.holds ?? "globals") : "globals";
  }
}

const RANK = { data: 0, objects: 1, globals: 2 } as const;

export function worse(one: PickleContent, other: PickleContent): PickleContent {
  return RANK[one] >= RANK[other] ? one : other;
}

/** Adds values from a range: kept as far as there are no more than `most` items, counted all. */
export function addItems(
  container: PickleContainer,
  values: readonly PickleValue[],
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
): void {
  const { items } = container;
  let holds = container.holds ?? "globals";
  for (let index = from; index < to; index++) {
    const value = values[index] ?? UNKNOWN;
    if (items.length < most) items.push(value);
    if (holds !== "globals") {
      const content = contentOf(value);
      if (content !== "data") holds = worse(holds, content);
    }
  }
  container.size += to - from;
  container.holds = holds;
}

/** A value of which only the outline is kept. */
export function elide(value: PickleValue): PickleValue {
  switch (value.kind) {
    case "tuple":
    case "list":
    case "dict":
    case "set":
    case "frozenset":
      return elideContainer(value);
    case "object":
      return elideObject(value);
    case "persistent":
      return { kind: "persistent", id: ELIDED };
    case "int":
    case "float":
    case "text":
    case "bytes":
      return ELIDED;
    default:
      return value;
  }
}

function elideContainer(value: PickleContainer): PickleContainer {
  if (value.items.length === 0) return value;
  return new MachineContainer(value.kind, [], value.size, value.holds ?? "globals");
}

function elideObject(value: PickleObject): PickleObject {
  const { via, callable, offset } = value;
  return {
    kind: "object",
    via,
    callable: callable.kind === "global" || callable.kind === "extension" ? callable : UNKNOWN,
    arguments: value.arguments.kind === "tuple" ? elideContainer(value.arguments) : UNKNOWN,
    states: [],
    offset,
  };
}

/** Items that a container keeps when memory is short. */
const FEW_ITEMS = 256;

/** Makes a value that is still in use small: its containers keep few items, in outline. */
export function shrink(value: PickleValue): void {
  if (value.kind === "object") {
    value.states.splice(0, value.states.length, ...value.states.map(elide));
    if (value.filled !== undefined) value.filled = value.filled.map((items) => ({ ...items, items: [] }));
  } else if (isContainer(value)) {
    if (value.items.length > FEW_ITEMS) value.items.length = FEW_ITEMS;
    value.items.forEach((item, index) => {
      value.items[index] = elide(item);
    });
  }
}

export function isContainer(value: PickleValue): value is PickleContainer {
  return value.kind === "list" || value.kind === "tuple" || value.kind === "dict" || value.kind === "set" || value.kind === "frozenset";
}

/** Data of the stream itself, neither imported nor the result of a call. */
export function isPlain(value: PickleValue): boolean {
  return isContainer(value) || PLAIN.has(value.kind);
}

const PLAIN: ReadonlySet<PickleValue["kind"]> = new Set(["none", "bool", "int", "float", "text", "bytes"]);
