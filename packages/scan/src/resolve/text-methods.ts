import type { Expression } from "@castellan/formats";
import { concatenateClosed, joinPaths, type TextCandidate, textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { formatText } from "./format-text.ts";
import { fileText } from "./query-files.ts";
import type { CallExpression } from "./scope.ts";
import type { Closed, Frame, ListValue, Value } from "./value.ts";

/** Methods of text that keep its meaning. */
const SAME = new Set([
  "toString",
  "to_string",
  "to_owned",
  "into",
  "as_str",
  "dedent",
  "encode",
  "decode",
  "resolve",
  "absolute",
  "expanduser",
  "as_posix",
  "stripIndent",
  "ToString",
  "freeze",
  "squish",
  "clone",
  "unwrap",
  "expect",
  "unwrap_or_default",
  "get_secret_value",
]);
const CHANGES: ReadonlyMap<string, (text: string, characters: string | undefined) => string> = new Map([
  ["lower", (text) => text.toLowerCase()],
  ["toLowerCase", (text) => text.toLowerCase()],
  ["ToLower", (text) => text.toLowerCase()],
  ["upper", (text) => text.toUpperCase()],
  ["toUpperCase", (text) => text.toUpperCase()],
  ["ToUpper", (text) => text.toUpperCase()],
  ["strip", (text, characters) => cut(text, characters, true, true)],
  ["lstrip", (text, characters) => cut(text, characters, true, false)],
  ["rstrip", (text, characters) => cut(text, characters, false, true)],
  ["trim", (text) => text.trim()],
  ["Trim", (text) => text.trim()],
  ["trimStart", (text) => text.trimStart()],
  ["trimEnd", (text) => text.trimEnd()],
  ["with_suffix", (text, suffix) => `${text.replace(/\.[^./]*$/, "")}${suffix ?? ""}`],
]);
/** Methods that take a text apart at a separator; the number that a call gives is how many cuts (Python) or pieces (JavaScript). */
const SPLITS = new Set(["split", "rsplit", "partition", "rpartition"]);
const FORMATS = new Set(["format", "formatted"]);
/** Rust: the value, or what stands for it where there is none. */
const OTHERWISE = new Set(["unwrap_or", "unwrap_or_else"]);
const REPLACES = new Set(["replace", "replaceAll", "Replace"]);

/** What a method of a text or of a path gives. */
export function textMethod(evaluator: Evaluator, method: string, call: CallExpression, frame: Frame): readonly Value[] {
  const object: Expression | undefined = call.callee.kind === "member" ? call.callee.object : undefined;
  if (object === undefined) return [];
  const values = evaluator.evaluate(object, frame);
  // path.open(): what it gives stands for the file.
  if (method === "open" || SAME.has(method)) return values;
  if (method === "read_text") return values.flatMap((value) => fileText(evaluator, frame.scope.unit, value, call));
  if (method === "join" || method === "joinpath") return constants(joined(evaluator, values, call, frame), call, frame);
  if (OTHERWISE.has(method))
    return [
      ...values,
      ...call.arguments
        .flatMap(({ value }) => evaluator.evaluate(value, frame))
        .flatMap((other) =>
          other.kind === "function" ? evaluator.results(other.scope, { scope: other.scope, depth: frame.depth + 1 }) : [other],
        ),
    ];
  const change = CHANGES.get(method);
  const texts = call.arguments.map(({ value }) => evaluator.evaluate(value, frame).flatMap(textsOf)[0]);
  if (change !== undefined) return changed(values, (text) => [{ text: change(text, texts[0]?.text), partial: false }]);
  if (FORMATS.has(method))
    return changed(values, (text) =>
      filled(evaluator, { text, partial: false }, method === "formatted" ? "percent" : "brace", call, frame),
    );
  if (SPLITS.has(method)) return split(evaluator, values, method, texts[0], call, frame);
  if (!REPLACES.has(method)) return [];
  const [from, to] = texts;
  const known = from !== undefined && to !== undefined && !from.partial && !to.partial && from.text !== "";
  return changed(values, (text) => [known ? { text: text.split(from.text).join(to.text), partial: false } : { text, partial: true }]);
}

/** `format % arguments` and its kin, filled with what a call hands over. */
export function filled(
  evaluator: Evaluator,
  format: TextCandidate,
  style: "percent" | "brace",
  call: CallExpression,
  frame: Frame,
  skip = 0,
): readonly TextCandidate[] {
  const positional = call.arguments
    .filter((argument) => argument.name === undefined)
    .slice(skip)
    .map((argument): Closed => ({ expression: argument.value, frame }));
  const named = new Map(
    call.arguments.flatMap((argument): [string, Closed][] =>
      argument.name === undefined ? [] : [[argument.name, { expression: argument.value, frame }]],
    ),
  );
  return formatText(evaluator, format.text, style, { positional, named }).map((text) => ({
    text: text.text,
    partial: text.partial || format.partial,
  }));
}

/** `", ".join(items)` puts a text between them; any other join is one of paths. */
function joined(evaluator: Evaluator, values: readonly Value[], call: CallExpression, frame: Frame): readonly TextCandidate[] {
  const given = call.arguments.map((argument) => evaluator.evaluate(argument.value, frame));
  const lists = (given[0] ?? []).filter((value) => value.kind === "list");
  const heads = values.flatMap(textsOf);
  if (lists.length > 0) return lists.flatMap((list) => heads.flatMap((head) => concatenateClosed(evaluator, list.items, head.text)));
  const tails = given.flatMap((argument) => argument.flatMap(textsOf));
  return heads.map((head) => ({
    text: tails.reduce((text, tail) => joinPaths(text, tail.text), head.text),
    partial: head.partial || tails.some((tail) => tail.partial) || given.some((argument) => argument.length === 0),
  }));
}

/** `lines.join("\n")` of JavaScript, Rust and Ruby. */
export function joinedItems(evaluator: Evaluator, lists: readonly ListValue[], call: CallExpression, frame: Frame): readonly Value[] {
  const [separator] = call.arguments.flatMap(({ value }) => evaluator.evaluate(value, frame).flatMap(textsOf));
  const between = separator?.text ?? (frame.scope.unit.module.language === "ruby" ? "" : ",");
  return constants(
    lists.flatMap((list) => concatenateClosed(evaluator, list.items, between)),
    call,
    frame,
  );
}

/** Texts keep the name and the place that they come from. */
function changed(values: readonly Value[], change: (text: string) => readonly TextCandidate[]): readonly Value[] {
  return values.flatMap((value) => {
    if (value.kind !== "constant" || typeof value.value !== "string") return [value];
    return change(value.value).map(({ text, partial }) => ({ ...value, value: text, ...(partial ? { partial } : {}) }));
  });
}

/** `"provider/model".split("/", 1)`: a list of the pieces, where text and separator are known. */
function split(
  evaluator: Evaluator,
  values: readonly Value[],
  method: string,
  separator: TextCandidate | undefined,
  call: CallExpression,
  frame: Frame,
): readonly Value[] {
  if (separator === undefined || separator.partial || separator.text === "") return [];
  const limit = call.arguments
    .slice(1)
    .flatMap(({ value }) => evaluator.evaluate(value, frame))
    .find((value) => value.kind === "constant" && typeof value.value === "number");
  const count = limit?.kind === "constant" ? Number(limit.value) : undefined;
  const { line, endLine } = call;
  return values.flatMap((value): readonly Value[] => {
    const [text] = textsOf(value);
    if (text === undefined || text.partial) return [];
    const items = pieces(text.text, method, separator.text, count, frame.scope.unit.module.language === "python");
    return [{ kind: "list", items: items.map((piece) => ({ expression: { kind: "string", value: piece, line, endLine }, frame })) }];
  });
}

function pieces(text: string, method: string, separator: string, limit: number | undefined, python: boolean): readonly string[] {
  const all = text.split(separator);
  if (method === "partition" || method === "rpartition") {
    const at = method === "partition" ? text.indexOf(separator) : text.lastIndexOf(separator);
    if (at < 0) return method === "partition" ? [text, "", ""] : ["", "", text];
    return [text.slice(0, at), separator, text.slice(at + separator.length)];
  }
  if (limit === undefined || limit < 0) return all;
  if (!python) return all.slice(0, limit);
  if (all.length <= limit + 1) return all;
  return method === "rsplit"
    ? [all.slice(0, all.length - limit).join(separator), ...all.slice(all.length - limit)]
    : [...all.slice(0, limit), all.slice(limit).join(separator)];
}

/** Takes characters off the ends, white space where none are named. */
function cut(text: string, characters: string | undefined, left: boolean, right: boolean): string {
  const drops = (character: string | undefined): boolean =>
    character !== undefined && (characters === undefined ? /\s/.test(character) : characters.includes(character));
  let [start, end] = [0, text.length];
  while (left && start < end && drops(text[start])) start += 1;
  while (right && end > start && drops(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function constants(texts: readonly TextCandidate[], call: CallExpression, frame: Frame): readonly Value[] {
  return texts.map((text) => ({
    kind: "constant",
    value: text.text,
    unit: frame.scope.unit,
    span: call,
    ...(text.partial ? { partial: true } : {}),
  }));
}
