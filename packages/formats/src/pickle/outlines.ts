import { UNKNOWN } from "./constants.ts";
import { elide, isContainer, MachineContainer } from "./retention.ts";
import type { PickleContainer, PickleGlobal, PickleObject, PickleValue } from "./value.ts";
import { weigh } from "./weight.ts";

/** What all outlines of a stream may weigh (see `weigh`). Honest streams have few kinds of objects. */
const MOST_WEIGHT = 100_000;

/** Outlines of values, each kind once, by number. */
export class Outlines {
  /** The first stands for all that there was no room for. */
  readonly #values: PickleValue[] = [UNKNOWN];
  readonly #numbers = new Map<string | number, number>();
  #weight = 0;
  #last: PickleValue = UNKNOWN;
  #lastNumber = 0;

  numberOf(value: PickleValue): number {
    // Many objects of one class follow one another.
    const last = this.#last;
    if (value.kind === "object" && last.kind === "object" && isAlike(value, last)) return this.#lastNumber;
    this.#last = value;
    this.#lastNumber = this.#find(value);
    return this.#lastNumber;
  }

  #find(value: PickleValue): number {
    const key = identity(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const outline = elide(value);
    this.#weight += 2 * weigh([outline], MOST_WEIGHT);
    if (this.#weight > MOST_WEIGHT) return 0;
    const number = this.#values.push(outline) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** A value of its own, since it may be filled. */
  valueAt(number: number): PickleValue {
    const outline = this.#values[number] ?? UNKNOWN;
    if (outline.kind === "object") return { ...outline, states: [] };
    if (!isContainer(outline) || outline.kind === "tuple" || outline.kind === "frozenset") return outline;
    return new MachineContainer(outline.kind, [], outline.size, outline.holds);
  }
}

/** Values of equal outline have the same. */
function identity(value: PickleValue): string | number {
  if (isContainer(value)) return containerIdentity(value);
  if (value.kind === "global") return `global ${nameOf(value)}`;
  if (value.kind === "extension") return `extension ${value.code}`;
  return value.kind === "object" ? objectIdentity(value) : value.kind;
}

function objectIdentity({ via, callable, arguments: args }: PickleObject): string {
  const called = callable.kind === "global" ? nameOf(callable) : callable.kind === "extension" ? String(callable.code) : "";
  return `${via} ${args.kind === "tuple" ? containerIdentity(args) : ""} ${called}`;
}

function isAlike(one: PickleObject, other: PickleObject): boolean {
  const [args, others] = [one.arguments, other.arguments];
  const same = one.callable === other.callable && one.via === other.via && args.kind === "tuple" && others.kind === "tuple";
  return same && args.size === others.size && args.holds === others.holds;
}

const KINDS = ["tuple", "list", "dict", "set", "frozenset"] as const;
const CONTENTS = ["data", "objects", "globals"] as const;

function containerIdentity({ kind, size, holds }: PickleContainer): number {
  return (size * KINDS.length + KINDS.indexOf(kind)) * CONTENTS.length + CONTENTS.indexOf(holds ?? "globals");
}

function nameOf({ module, name, computed }: PickleGlobal): string {
  return `${module}\n${name}\n${computed}`;
}
