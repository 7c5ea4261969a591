import { CONTAINER_ITEMS } from "./budget.ts";
import { ELIDED, UNKNOWN } from "./constants.ts";
import type { PickleContainer, PickleContent, PickleObject, PickleValue } from "./value.ts";

/*
 * What is kept of the values of a stream of any size. Effects are told when they happen, so that values may be cut
 * afterwards: what is lost of them is said (`size`, `holds`), never guessed.
 */

export function emptyContainer(kind: PickleContainer["kind"]): PickleContainer {
  return { kind, items: [], size: 0, holds: "data" };
}

/** What a value is at most, for the container that takes it. */
export function contentOf(value: PickleValue): PickleContent {
  switch (value.kind) {
    case "tuple":
    case "list":
    case "dict":
    case "set":
    case "frozenset":
      return value.holds ?? "globals";
    case "object":
    case "persistent":
      return "objects";
    case "global":
    case "extension":
      return "globals";
    case "unknown":
      return value === ELIDED ? "data" : "globals";
    default:
      return "data";
  }
}

const RANK = { data: 0, objects: 1, globals: 2 } as const;

export function worse(one: PickleContent, other: PickleContent): PickleContent {
  return RANK[one] >= RANK[other] ? one : other;
}

/** Adds values from a range: kept as far as the limit, counted all. */
export function addItems(container: PickleContainer, values: readonly PickleValue[], from: number, to: number): void {
  const { items } = container;
  let holds = container.holds ?? "globals";
  for (let index = from; index < to; index++) {
    const value = values[index] ?? UNKNOWN;
    if (items.length < CONTAINER_ITEMS) items.push(value);
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
  return { kind: value.kind, items: [], size: value.size, holds: value.holds ?? "globals" };
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

/** Bytes that one value takes, roughly. */
const VALUE_BYTES = 64;

/**
 * Roughly the memory, in units of 64 bytes, of all that can be reached; stops counting beyond `most`. Only what holds
 * other values is remembered as seen.
 */
export function weigh(roots: Iterable<PickleValue>, most: number): number {
  const seen = new Set<PickleValue>();
  const open: PickleValue[] = [];
  let weight = 0;
  const visit = (value: PickleValue): void => {
    if (!isContainer(value) && value.kind !== "object" && value.kind !== "persistent") weight += scalarWeight(value);
    else if (!seen.has(value)) {
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
  }
}
