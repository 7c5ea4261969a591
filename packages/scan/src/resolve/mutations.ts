import type { Expression } from "@castellan/formats";
import type { Mutation } from "./scope.ts";
import type { Closed, Frame, Value } from "./value.ts";
import { genericFrame } from "./value.ts";

/** Constructors of lists, sets and maps; what they hold was put in later. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  "list",
  "set",
  "dict",
  "deque",
  "defaultdict",
  "OrderedDict",
  "Array",
  "Map",
  "Set",
  "ArrayList",
  "LinkedList",
  "HashMap",
  "LinkedHashMap",
  "TreeMap",
  "HashSet",
  "ConcurrentHashMap",
  "List",
  "Dictionary",
  "ConcurrentDictionary",
  "Hash",
  "Vec",
  "vec",
  "make",
]);

/** Whether an expression makes a list or a map that may grow. */
export function isCollection(expression: Expression): boolean {
  if (expression.kind === "list" || expression.kind === "map") return true;
  if (expression.kind !== "call") return false;
  const { callee } = expression;
  if (callee.kind === "name") return COLLECTIONS.has(callee.name);
  if (callee.kind === "index") return isCollection({ ...expression, callee: callee.object });
  // Vec::new(), collections.deque()
  return (
    callee.kind === "member" &&
    (COLLECTIONS.has(callee.name) || (callee.object.kind === "name" && callee.name === "new" && COLLECTIONS.has(callee.object.name)))
  );
}

/** Lists and maps among the values with what they were given later; in which order, and whether before this use, is not asked. */
export function grown(values: readonly Value[], mutations: readonly Mutation[] | undefined, frame: Frame): readonly Value[] {
  if (mutations === undefined) return values;
  return values.map((value): Value => {
    if (value.kind === "list") return { ...value, items: [...value.items, ...itemsOf(mutations, frame)] };
    if (value.kind === "map") return { ...value, entries: [...value.entries, ...entriesOf(mutations, frame)] };
    const site = value.kind === "external" && value.path.at(-1) === "()" ? value.calls.at(-1) : undefined;
    if (site === undefined || !isCollection(site.call)) return value;
    const entries = entriesOf(mutations, frame);
    return entries.length > 0 ? { kind: "map", entries } : { kind: "list", items: itemsOf(mutations, frame) };
  });
}

function itemsOf(mutations: readonly Mutation[], frame: Frame): readonly Closed[] {
  return mutations.flatMap(({ form, value, scope }): Closed[] => {
    const inner = frameOf(scope, frame);
    if (form === "item") return [{ expression: value, frame: inner }];
    const { line, endLine } = value;
    return form === "items" ? [{ expression: { kind: "spread", value, line, endLine }, frame: inner }] : [];
  });
}

function entriesOf(mutations: readonly Mutation[], frame: Frame): readonly { readonly key?: Closed; readonly value: Closed }[] {
  return mutations.flatMap(({ form, key, value, scope }) => {
    if (form !== "entry" && form !== "entries") return [];
    const inner = frameOf(scope, frame);
    return [{ ...(key === undefined ? {} : { key: { expression: key, frame: inner } }), value: { expression: value, frame: inner } }];
  });
}

function frameOf(scope: Mutation["scope"], frame: Frame): Frame {
  return scope === frame.scope ? frame : genericFrame(scope);
}
