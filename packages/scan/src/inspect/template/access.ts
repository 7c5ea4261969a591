import type { JinjaExpression } from "@castellan/formats";
import type { Bindings } from "./bindings.ts";
import type { Folding } from "./fold.ts";
import { isPartOfSpecialName, isSpecialName, meaningOf, type NameMeaning } from "./vocabulary.ts";
import { argumentsOf, eachExpression } from "./walk.ts";

/** What a key of an access turns out to be. */
export type KeyMeaning =
  | { readonly kind: NameMeaning; readonly name: string }
  /** Put together from pieces that are not all known. `near`: some of them are pieces of special names. */
  | { readonly kind: "computed"; readonly near: boolean }
  /** Data, a number, a constant that means nothing. */
  | { readonly kind: "data" };

/** Filters and methods that build a text out of others. */
const BUILDERS: ReadonlySet<string> = new Set(
  "join format replace reverse string pprint urlencode list first last random sum center map select reject batch slice tojson e escape".split(
    " ",
  ),
);
const BUILDING_METHODS: ReadonlySet<string> = new Set(
  "join format format_map replace translate decode encode removeprefix removesuffix".split(" "),
);
const TRACED = 400;

/** What it means to use `key` as the name of a field: `object[key]`, `object|attr(key)`, `map(attribute=key)`. */
export function keyMeaning(key: JinjaExpression, folding: Folding, bindings: Bindings): KeyMeaning {
  const { values, complete } = folding.possible(key);
  let worst: KeyMeaning = { kind: "data" };
  for (const value of values) {
    if (typeof value !== "string") continue;
    for (const name of value.length <= 400 ? value.split(".") : []) {
      const kind = isSpecialName(name) ? "inside" : meaningOf(name);
      if (kind === "inside") return { kind, name };
      if (kind !== "plain" && worst.kind !== "odd") worst = { kind, name };
    }
  }
  if (complete || worst.kind !== "data") return worst;
  const pieces = piecesOf(key, bindings);
  return pieces.built ? { kind: "computed", near: pieces.near } : worst;
}

/** Follows an expression through names to the pieces that it is built of. */
function piecesOf(root: JinjaExpression, bindings: Bindings): { readonly built: boolean; readonly near: boolean } {
  let built = false;
  let near = false;
  const names = new Set<string>();
  const open = [root];
  for (let steps = 0; steps < TRACED; steps++) {
    const next = open.pop();
    if (next === undefined) break;
    eachExpression(next, "used", (part) => {
      if (part.kind === "text") near ||= isPartOfSpecialName(part.value) || isSpecialName(part.value);
      const name = nameOf(part);
      if (name !== undefined && !names.has(name)) {
        names.add(name);
        for (const source of bindings.sources.get(name) ?? [])
          if (source.kind === "value" || source.kind === "item") open.push(source.value);
      }
      built ||= isBuilding(part);
      near ||= isStringifiedInside(part);
    });
  }
  return { built, near: built && near };
}

/** A variable, or a field of a namespace. */
function nameOf(part: JinjaExpression): string | undefined {
  if (part.kind === "name") return part.name;
  return part.kind === "attribute" && part.object.kind === "name" ? `${part.object.name}.${part.name}` : undefined;
}

/** `macros[i](…)` over a list of the template's own macros. */
export function leadsToMacro(callee: JinjaExpression, bindings: Bindings): boolean {
  if (callee.kind !== "item" || callee.object.kind !== "name") return false;
  return (bindings.sources.get(callee.object.name) ?? []).some((source) => {
    let found = false;
    if (source.kind === "value")
      eachExpression(source.value, "used", (part) => (found ||= part.kind === "name" && bindings.macros.has(part.name)));
    return found;
  });
}

function isBuilding(part: JinjaExpression): boolean {
  if (part.kind === "operation")
    return (
      part.operator === "~" || ((part.operator === "+" || part.operator === "%" || part.operator === "*") && part.operands.some(isText))
    );
  if (part.kind === "filter") return BUILDERS.has(part.name);
  if (part.kind === "call") return part.callee.kind === "attribute" && BUILDING_METHODS.has(part.callee.name);
  return part.kind === "item" && (part.index.kind === "slice" ? isText(part.object) : isText(part.object));
}

function isText(part: JinjaExpression): boolean {
  return (
    part.kind === "text" ||
    (part.kind === "operation" && part.operands.some((operand) => operand.kind === "text")) ||
    (part.kind === "filter" && part.name === "string")
  );
}

const GENERATORS: ReadonlySet<string> = new Set(["select", "reject", "selectattr", "rejectattr", "map", "batch", "slice", "groupby"]);
const OBJECTS: ReadonlySet<string> = new Set([
  "self",
  "lipsum",
  "cycler",
  "joiner",
  "namespace",
  "dict",
  "range",
  "config",
  "request",
  "loop",
]);

/**
 * The text of an object of Python's inside: `()|select|string` is "<generator object …>", out of which letters and
 * underscores are picked that the template must not name.
 */
export function isStringifiedInside(part: JinjaExpression): boolean {
  if (part.kind !== "filter" || !["string", "pprint", "urlencode", "e", "escape", "forceescape", "tojson"].includes(part.name))
    return false;
  const { operand } = part;
  if (operand === undefined) return false;
  if (operand.kind === "name") return OBJECTS.has(operand.name);
  if (operand.kind === "filter") return GENERATORS.has(operand.name) && part.name !== "tojson" && !hasTextOperand(operand);
  return operand.kind === "attribute" && operand.object.kind === "text";
}

/** A filter over what is surely data: `messages|map('x')|string` would print a generator as well, but nobody writes it. */
function hasTextOperand(filter: Extract<JinjaExpression, { kind: "filter" }>): boolean {
  return argumentsOf(filter).some((argument) => argument.kind === "text" && argument.value === "tojson");
}
