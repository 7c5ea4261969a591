import type { PickleObject, PickleValue } from "@castellan/formats";

/*
 * Values as Python would write them, short: for excerpts and the arguments of findings. Outside text: reporters escape it.
 */

const MAX_TEXT = 80;
const MAX_ITEMS = 6;
const MAX_DEPTH = 3;

/** A value in at most a few hundred characters. */
export function renderValue(value: PickleValue, depth = 0): string {
  switch (value.kind) {
    case "none":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int": {
      const text = value.value.toString();
      return text.length > 40 ? `${text.slice(0, 40)}…` : text;
    }
    case "float":
      return String(value.value);
    case "text":
      return quoted(value.value, value.length);
    case "bytes":
      return `b${quoted(Buffer.from(value.value.subarray(0, MAX_TEXT)).toString("latin1"), value.length)}`;
    case "tuple":
    case "list":
    case "set":
    case "frozenset":
      return bracketed(value.kind, value.items, value.size, depth);
    case "dict":
      return renderDict(value.items, value.size, depth);
    case "global":
      return value.module === "" ? value.name.slice(0, MAX_TEXT) : `${value.module.slice(0, MAX_TEXT)}.${value.name.slice(0, MAX_TEXT)}`;
    case "object":
      return renderCall(value, depth);
    case "persistent":
      return `persistent(${depth < MAX_DEPTH ? renderValue(value.id, depth + 1) : "…"})`;
    case "extension":
      return `extension(${value.code})`;
    case "buffer":
      return "buffer()";
    default:
      return "…";
  }
}

/** `posix.system('id')` */
export function renderCall(object: PickleObject, depth = 0): string {
  if (depth >= MAX_DEPTH) return "…";
  const callable = renderValue(object.callable, depth + 1);
  return `${callable}(${renderArguments(object, depth + 1).join(", ")})`;
}

/** Positional arguments, each short. */
export function renderArguments(object: PickleObject, depth = 1): readonly string[] {
  const { arguments: given } = object;
  if (given.kind !== "tuple") return [`*${renderValue(given, depth)}`];
  const shown = given.items.slice(0, MAX_ITEMS).map((item) => renderValue(item, depth));
  return given.size > shown.length ? [...shown, "…"] : shown;
}

function bracketed(kind: "tuple" | "list" | "set" | "frozenset", items: readonly PickleValue[], size: number, depth: number): string {
  const [open, close] = kind === "list" ? ["[", "]"] : kind === "tuple" ? ["(", ")"] : ["{", "}"];
  if (depth >= MAX_DEPTH) return size === 0 ? `${open}${close}` : `${open}…${close}`;
  const shown = items.slice(0, MAX_ITEMS).map((item) => renderValue(item, depth + 1));
  if (size > shown.length) shown.push("…");
  return `${open}${shown.join(", ")}${kind === "tuple" && size === 1 ? "," : ""}${close}`;
}

function renderDict(items: readonly PickleValue[], size: number, depth: number): string {
  if (depth >= MAX_DEPTH) return size === 0 ? "{}" : "{…}";
  const shown: string[] = [];
  for (let index = 0; index + 1 < items.length && shown.length < MAX_ITEMS; index += 2) {
    const [key, value] = [items[index], items[index + 1]];
    if (key !== undefined && value !== undefined) shown.push(`${renderValue(key, depth + 1)}: ${renderValue(value, depth + 1)}`);
  }
  if (size > 2 * shown.length) shown.push("…");
  return `{${shown.join(", ")}}`;
}

function quoted(text: string, length: number): string {
  const cut = text.slice(0, MAX_TEXT);
  const body = JSON.stringify(cut).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body}${length > cut.length ? "…" : ""}'`;
}
