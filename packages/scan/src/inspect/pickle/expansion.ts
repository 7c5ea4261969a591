import type { PickleValue } from "@castellan/formats";

/** Values that a container would have if everything that stands in it several times were written out. */
const MOST = Number.MAX_SAFE_INTEGER;
/** Written out larger than this, and by so much larger than it is: no honest model is. */
const BOMB_SIZE = 1e8;
const BOMB_RATIO = 1e4;

/** The size of a value written out, and the number of its own parts; both stop at a limit. */
export function expansionOf(root: PickleValue): { readonly writtenOut: number; readonly parts: number } {
  const sizes = new Map<PickleValue, number>();
  const open: { readonly value: PickleValue; readonly parts: readonly PickleValue[]; next: number; sum: number }[] = [];
  const enter = (value: PickleValue): void => {
    // What contains itself counts once.
    sizes.set(value, 1);
    open.push({ value, parts: partsOf(value), next: 0, sum: 1 });
  };
  enter(root);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const part = top.parts[top.next];
    if (part === undefined) {
      open.pop();
      sizes.set(top.value, top.sum);
      const below = open.at(-1);
      if (below !== undefined) {
        below.sum = Math.min(MOST, below.sum + top.sum);
        below.next++;
      }
      continue;
    }
    const known = sizes.get(part);
    if (known !== undefined) {
      top.sum = Math.min(MOST, top.sum + known);
      top.next++;
    } else if (isLeaf(part)) {
      top.sum++;
      top.next++;
    } else enter(part);
  }
  return { writtenOut: sizes.get(root) ?? 1, parts: sizes.size };
}

/** Whether containers hold each other so often that using the value takes all memory or time. */
export function isBomb(root: PickleValue, opcodes: number): boolean {
  if (isLeaf(root)) return false;
  const { writtenOut } = expansionOf(root);
  return writtenOut > BOMB_SIZE && writtenOut > BOMB_RATIO * opcodes;
}

function isLeaf(value: PickleValue): boolean {
  return partsOf(value).length === 0;
}

const NONE: readonly PickleValue[] = [];

function partsOf(value: PickleValue): readonly PickleValue[] {
  switch (value.kind) {
    case "tuple":
    case "list":
    case "dict":
    case "set":
    case "frozenset":
      return value.items;
    case "object":
      // Graphs of objects share their parts as a matter of course; only what builds a container is followed.
      return value.arguments.kind === "tuple" && value.states.length === 0 ? value.arguments.items : NONE;
    default:
      return NONE;
  }
}
