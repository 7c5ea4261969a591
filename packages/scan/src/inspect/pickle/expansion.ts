import type { PickleValue } from "@castellan/formats";

/** Values that a container would have if everything that stands in it several times were written out. */
const MOST = Number.MAX_SAFE_INTEGER;
/** Written out larger than this, and by so much larger than it is: no honest model is. */
const BOMB_SIZE = 1e8;
const BOMB_RATIO = 1e4;

export interface Expansion {
  /** Values if all were written out; stops at a limit. */
  readonly writtenOut: number;
  /** Containers in containers. */
  readonly depth: number;
  /** The same for a key of a dict or an item of a set, which is hashed when it is put there. */
  readonly hashedDepth: number;
}

/** How large and how deep a value is. */
export function expansionOf(root: PickleValue): Expansion {
  const sizes = new Map<PickleValue, number>();
  const depths = new Map<PickleValue, number>();
  let hashedDepth = 0;
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
      let deepest = 0;
      for (const [index, item] of top.parts.entries()) {
        const depth = depths.get(item) ?? 0;
        deepest = Math.max(deepest, depth);
        const hashed = top.value.kind === "set" || (top.value.kind === "dict" && index % 2 === 0);
        // A frozenset keeps its hash, so that only tuples are hashed to the bottom each time.
        if (hashed && item.kind === "tuple") hashedDepth = Math.max(hashedDepth, depth);
      }
      depths.set(top.value, deepest + 1);
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
  return { writtenOut: sizes.get(root) ?? 1, depth: depths.get(root) ?? 0, hashedDepth };
}

/** Deeper than this, code that walks a value by recursion ends in a crash of the C stack. */
const DEEP = 10_000;

/** What using a value does to the process; undefined where it is of a usual size. */
export function exhaustion(root: PickleValue, opcodes: number): { readonly malicious: boolean; readonly reason: string } | undefined {
  if (isLeaf(root)) return undefined;
  const { writtenOut, depth, hashedDepth } = expansionOf(root);
  if (writtenOut > BOMB_SIZE && writtenOut > BOMB_RATIO * opcodes)
    return {
      malicious: true,
      reason: `containers that hold each other: written out, ${writtenOut >= MOST ? "more than 2^53" : writtenOut} values`,
    };
  if (hashedDepth > DEEP)
    return { malicious: true, reason: `a key of ${hashedDepth} tuples in one another, which no stack is deep enough to hash` };
  return depth > DEEP ? { malicious: false, reason: `${depth} containers in one another` } : undefined;
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
