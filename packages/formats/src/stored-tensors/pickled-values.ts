import type { PickleContainer, PickleObject, PickleValue } from "../pickle/value.ts";

/* What abstract values of a pickle are, for those who look for certain ones. */

/** A text that was kept whole. */
export function textOf(value: PickleValue | undefined): string | undefined {
  return value?.kind === "text" && value.value.length === value.length ? value.value : undefined;
}

/** An integer that a number holds exactly. */
export function integerOf(value: PickleValue | undefined): number | undefined {
  if (value?.kind !== "int") return undefined;
  const number = Number(value.value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** `module.name` of an import. */
export function nameOf(value: PickleValue | undefined): string | undefined {
  return value?.kind === "global" && value.computed === "no" ? `${value.module}.${value.name}` : undefined;
}

/** Positional arguments of a call; none where they were not kept whole. */
export function argumentsOf({ arguments: args }: PickleObject): readonly PickleValue[] {
  return args.kind === "tuple" && args.size === args.items.length ? args.items : [];
}

/** Sizes or strides: a tuple or list of integers, or `torch.Size` of one. */
export function integersOf(value: PickleValue | undefined): readonly number[] | undefined {
  if (value?.kind === "object") return nameOf(value.callable) === "torch.Size" ? integersOf(argumentsOf(value)[0]) : undefined;
  if ((value?.kind !== "tuple" && value?.kind !== "list") || value.size !== value.items.length) return undefined;
  const integers: number[] = [];
  for (const item of value.items) {
    const integer = integerOf(item);
    if (integer === undefined) return undefined;
    integers.push(integer);
  }
  return integers;
}

/** Keys and values of a dict. */
export function* entriesOf(dict: PickleContainer): Generator<readonly [PickleValue, PickleValue], void> {
  for (let index = 0; index + 1 < dict.items.length; index += 2) {
    const [key, value] = [dict.items[index], dict.items[index + 1]];
    if (key !== undefined && value !== undefined) yield [key, value];
  }
}

export function entryOf(dict: PickleContainer, name: string): PickleValue | undefined {
  let found: PickleValue | undefined;
  for (const [key, value] of entriesOf(dict)) if (key.kind === "text" && key.value === name) found = value;
  return found;
}

/** The dicts whose entries BUILD makes attributes: a state that is a dict, or a pair of `__dict__` and slots. */
export function attributeDicts(object: PickleObject): readonly PickleContainer[] {
  return object.states.flatMap((state) => {
    if (state.kind === "dict") return [state];
    if (state.kind !== "tuple" || state.size !== 2 || !state.items.every(({ kind }) => kind === "dict" || kind === "none")) return [];
    return state.items.flatMap((item) => (item.kind === "dict" ? [item] : []));
  });
}
