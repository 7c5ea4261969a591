import type { Argument, Expression } from "../ir.ts";
import { callAt, listAt, mapAt, nameAt, otherAt, spreadAt, stringAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { argumentsOf } from "./arguments.ts";
import { constructed, simpleName } from "./types.ts";

/** Types whose initialiser says all there is: they are lowered to plain lists and maps. */
const LISTS =
  /^(?:I?(?:List|Collection|Enumerable|ReadOnlyList|ReadOnlyCollection|Set)|HashSet|ObservableCollection|Queue|Stack|LinkedList|SortedSet)$/u;
const MAPS = /^(?:I|Concurrent|Sorted)?Dictionary$/u;

interface Initializer {
  readonly named: Argument[];
  readonly items: Expression[];
  readonly entries: { readonly key: Expression; readonly value: Expression }[];
}

/** `{ A = 1, ["k"] = 2, { "k", 3 }, x }`: properties and string keys, other keys, items. */
function readInitializer(node: SyntaxNode, element: SyntaxNode | undefined, context: LoweringContext): Initializer {
  const found: Initializer = { named: [], items: [], entries: [] };
  for (const child of node.namedChildren) {
    const left = child.type === "assignment_expression" ? child.child("left") : undefined;
    const right = child.child("right");
    if (left !== undefined && right !== undefined) {
      const value = right.type === "initializer_expression" ? nested(right, context) : context.expression(right);
      const key = left.type === "element_binding_expression" ? left.namedChildren[0] : undefined;
      if (key === undefined) found.named.push({ name: left.text, value });
      else found.entries.push({ key: context.expression(key.namedChildren[0] ?? key), value });
    } else if (child.type === "initializer_expression") {
      const [key, value] = child.namedChildren;
      if (key !== undefined && value !== undefined) found.entries.push({ key: context.expression(key), value: context.expression(value) });
      else found.items.push(...context.expressions(child.namedChildren));
    } else found.items.push(typedValue(child, element, context));
  }
  return found;
}

/** `Stop = { "a" }` adds to what is there, `Inner = { X = 1 }` sets its properties. */
function nested(node: SyntaxNode, context: LoweringContext): Expression {
  const { named, items, entries } = readInitializer(node, undefined, context);
  if (named.length === 0 && entries.length === 0) return listAt(node, items);
  return mapAt(node, [...named.map(({ name = "", value }) => ({ key: stringAt(node, name), value })), ...entries]);
}

/** What `new T(…) { … }` makes, where T is known from the type or from where the value goes. */
function created(node: SyntaxNode, type: SyntaxNode | undefined, context: LoweringContext): Expression {
  const args = argumentsOf(node.first("argument_list"), context);
  const body = node.first("initializer_expression");
  const element = type === undefined ? undefined : elementType(type);
  if (type?.type === "array_type") return listAt(node, body === undefined ? [] : readInitializer(body, element, context).items);
  const { callee, types } = type === undefined ? { callee: otherAt(node), types: [] } : constructed(type, context);
  const { named, items, entries } = body === undefined ? { named: [], items: [], entries: [] } : readInitializer(body, element, context);
  const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
  if (body !== undefined && named.length === 0) {
    const spread = args.length === 1 && args[0] !== undefined ? [args[0].value] : [];
    if (LISTS.test(name) && entries.length === 0) return listAt(node, [...spread.map((value) => spreadAt(node, value)), ...items]);
    if (MAPS.test(name) && items.length === 0) return mapAt(node, [...spread.map((value) => ({ value })), ...entries]);
  }
  const keyed = entries.map(
    ({ key, value }): Argument => (key.kind === "string" ? { name: key.value, value } : { value: mapAt(node, [{ key, value }]) }),
  );
  const listed: Argument[] = items.length === 0 ? [] : [{ value: listAt(node, items) }];
  const call = callAt(node, callee, [...args, ...listed, ...named, ...keyed], "new");
  return call.kind === "call" && types.length > 0 ? { ...call, types } : call;
}

/** The T of `List<T>`, `T[]` and `IEnumerable<T>?`. */
function elementType(type: SyntaxNode): SyntaxNode | undefined {
  if (type.type === "nullable_type" || type.type === "array_type") {
    const inner = type.child("type");
    return type.type === "array_type" || inner === undefined ? inner : elementType(inner);
  }
  const generic = type.type === "qualified_name" ? type.child("name") : type;
  const args =
    generic?.type === "generic_name" && LISTS.test(simpleName(generic)) ? generic.first("type_argument_list")?.namedChildren : [];
  return args?.[0];
}

/** A value that goes where a type is declared: `new(…)` makes one of it, `[…]` a list of its elements. */
export function typedValue(node: SyntaxNode, type: SyntaxNode | undefined, context: LoweringContext): Expression {
  if (type === undefined || type.type === "implicit_type") return context.expression(node);
  if (node.type === "implicit_object_creation_expression") return created(node, type, context);
  if (node.type === "element_binding_expression") return collection(node, elementType(type), context);
  return node.type === "initializer_expression" && type.type === "array_type"
    ? listAt(node, readInitializer(node, elementType(type), context).items)
    : context.expression(node);
}

/** `[a, b, ..c]`. */
function collection(node: SyntaxNode, element: SyntaxNode | undefined, context: LoweringContext): Expression {
  const items = node.namedChildren.flatMap((child) => {
    const value = child.namedChildren.at(-1);
    const rest =
      value?.type === "range_expression" && value.namedChildren.length === 1 && value.text.startsWith("..")
        ? value.namedChildren[0]
        : undefined;
    if (rest !== undefined) return [spreadAt(child, context.expression(rest))];
    return value === undefined ? [] : [typedValue(value, element, context)];
  });
  return listAt(node, items);
}

/** `new { A = 1, b.C, d }`: a member without a name takes the last part of its value. */
const anonymous: ExpressionRule = (node, context) => {
  const entries: { key: Expression; value: Expression }[] = [];
  const { children } = node;
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    const value = children[index + 1]?.type === "=" ? children[index + 2] : undefined;
    if (child === undefined || !child.named) continue;
    if (value !== undefined) index += 2;
    const name = value === undefined ? (child.child("name")?.text ?? child.text) : child.text;
    entries.push({ key: stringAt(child, name), value: context.expression(value ?? child) });
  }
  return mapAt(node, entries);
};

/** `a with { B = 2 }` is a map that spreads a. */
const changed: ExpressionRule = (node, context) => {
  const [source, ...changes] = node.namedChildren;
  const entries = changes.flatMap((change) => {
    const [name, value] = change.namedChildren;
    return name === undefined || value === undefined ? [] : [{ key: stringAt(name, name.text), value: context.expression(value) }];
  });
  return mapAt(node, source === undefined ? entries : [{ value: context.expression(source) }, ...entries]);
};

/**
 * The grammar takes `new List<T>(x) { … }` for two comparisons and a cast. Undefined for real comparisons.
 */
export function misreadCreation(node: SyntaxNode, context: LoweringContext): Expression | undefined {
  const left = node.child("left");
  const made = left?.child("left");
  const argument = left?.child("right");
  const rest = node.child("right");
  if (node.child("operator")?.type !== ">" || left?.child("operator")?.type !== "<" || made?.type !== "object_creation_expression")
    return undefined;
  if (made.has("argument_list") || argument === undefined || rest?.type !== "cast_expression") return undefined;
  const body = rest.child("value");
  const name = made.child("type");
  if (body?.type !== "initializer_expression" || name === undefined) return undefined;
  const { named, items, entries } = readInitializer(body, argument, context);
  const source = context.inField(rest, "type");
  if (LISTS.test(name.text) && named.length === 0 && entries.length === 0) return listAt(node, [spreadAt(rest, source), ...items]);
  const args: Argument[] = [
    { value: source },
    ...(items.length === 0 ? [] : [{ value: listAt(node, items) }]),
    ...named,
    ...entries.map((entry) => ({ value: mapAt(node, [entry]) })),
  ];
  return { kind: "call", callee: nameAt(name), arguments: args, form: "new", types: [context.expression(argument)], ...node.span };
}

export const CREATION_RULES: readonly (readonly [string, ExpressionRule])[] = [
  ["object_creation_expression", (node, context) => created(node, node.child("type"), context)],
  ["implicit_object_creation_expression", (node, context) => created(node, undefined, context)],
  ["array_creation_expression", (node, context) => created(node, node.child("type"), context)],
  ["stackalloc_expression", (node, context) => created(node, node.child("type"), context)],
  [
    "implicit_array_creation_expression",
    (node, context) => listAt(node, context.expressions(node.first("initializer_expression")?.namedChildren ?? [])),
  ],
  ["initializer_expression", nested],
  ["element_binding_expression", (node, context) => collection(node, undefined, context)],
  ["anonymous_object_creation_expression", anonymous],
  ["with_expression", changed],
];
