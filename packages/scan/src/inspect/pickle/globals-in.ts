import type { PickleGlobal, PickleValue } from "@castellan/formats";

const MAX_VALUES = 5000;

/** Names that a value holds, at any depth; a bounded look. */
export function globalsIn(values: readonly PickleValue[]): readonly PickleGlobal[] {
  const found: PickleGlobal[] = [];
  const seen = new Set<PickleValue>();
  const open: PickleValue[] = [...values];
  for (let value = open.pop(); value !== undefined && seen.size < MAX_VALUES; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    switch (value.kind) {
      case "global":
        found.push(value);
        break;
      case "tuple":
      case "list":
      case "dict":
      case "set":
      case "frozenset":
        if (value.holds !== "data") open.push(...value.items);
        break;
      case "object":
        open.push(value.arguments, ...value.states);
        break;
      default:
    }
  }
  return found;
}
