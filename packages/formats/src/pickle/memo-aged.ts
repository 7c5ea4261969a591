import { UNKNOWN } from "./constants.ts";
import { elide, isContainer } from "./retention.ts";
import type { PickleContainer, PickleGlobal, PickleValue } from "./value.ts";

/** Outlines kept of one chunk; a stream has few kinds of them. */
const MOST_OUTLINES = 4096;
const NOTHING = Number.NaN;

/**
 * Old entries of the memo in 8 bytes each: the offset of a text or of bytes, which can be read again, or the number of
 * an outline, below zero.
 */
export class AgedEntries {
  readonly #entries: Float64Array;
  readonly #outlines: PickleValue[] = [];
  readonly #numbers = new Map<string | number | PickleValue, number>();

  constructor(values: readonly (PickleValue | undefined)[], length: number) {
    const entries = new Float64Array(length).fill(NOTHING);
    for (let index = 0; index < length; index++) {
      const value = values[index];
      if (value !== undefined) entries[index] = value.kind === "text" || value.kind === "bytes" ? value.offset : this.#outline(value);
    }
    this.#entries = entries;
    this.#numbers.clear();
  }

  #outline(value: PickleValue): number {
    const key = identity(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = -1 - this.#outlines.push(this.#outlines.length < MOST_OUTLINES ? elide(value) : UNKNOWN);
    this.#numbers.set(key, number);
    return number;
  }

  has(index: number): boolean {
    return !Number.isNaN(this.#entries[index] ?? NOTHING);
  }

  get(index: number, reread: (offset: number) => PickleValue): PickleValue | undefined {
    const entry = this.#entries[index] ?? NOTHING;
    if (Number.isNaN(entry)) return undefined;
    if (entry >= 0) return reread(entry);
    const outline = this.#outlines[-2 - entry];
    return outline === undefined ? UNKNOWN : copyOf(outline);
  }
}

/** Values of equal outline have the same. */
function identity(value: PickleValue): string | number | PickleValue {
  if (isContainer(value)) return containerIdentity(value);
  if (value.kind === "global") return `global ${nameOf(value)}`;
  if (value.kind === "object" && value.callable.kind === "global" && value.arguments.kind === "tuple")
    return `${value.via} ${containerIdentity(value.arguments)} ${nameOf(value.callable)}`;
  return value.kind === "persistent" || value.kind === "buffer" ? value.kind : value;
}

const KINDS = ["tuple", "list", "dict", "set", "frozenset"] as const;
const CONTENTS = ["data", "objects", "globals"] as const;

function containerIdentity({ kind, size, holds }: PickleContainer): number {
  return (size * KINDS.length + KINDS.indexOf(kind)) * CONTENTS.length + CONTENTS.indexOf(holds ?? "globals");
}

function nameOf({ module, name, computed }: PickleGlobal): string {
  return `${module}\n${name}\n${computed}`;
}

/** What is taken out may be filled. */
function copyOf(outline: PickleValue): PickleValue {
  switch (outline.kind) {
    case "list":
    case "dict":
    case "set":
      return { ...outline, items: [] };
    case "object":
      return { ...outline, states: [] };
    default:
      return outline;
  }
}
