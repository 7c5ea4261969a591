/*
 * Constants that templates compute. Only what makes texts is computed: an attacker spells a name in pieces.
 */

export type Constant = string | number | boolean | null | readonly Item[] | ReadonlyMap<string, Item>;
/** An item of a list may be unknown. */
export type Item = Constant | undefined;

/** Longest text that is computed. */
export const LONGEST = 4096;
const MOST_ITEMS = 256;

export function isList(value: Item): value is readonly Item[] {
  return Array.isArray(value);
}

/** As `str()` gives it; undefined for what is no plain text or number. */
export function textOfConstant(value: Item): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "None" : undefined;
}

/** Items of what can be iterated: characters of a text, keys of a dict. */
export function itemsOf(value: Item): readonly Item[] | undefined {
  if (typeof value === "string") return [...value.slice(0, MOST_ITEMS)];
  if (value instanceof Map) return [...value.keys()];
  return isList(value) ? value : undefined;
}

export function joined(parts: readonly Item[], separator: string): string | undefined {
  let text = "";
  for (const [index, part] of parts.entries()) {
    const piece = textOfConstant(part);
    if (piece === undefined || text.length > LONGEST) return undefined;
    text += index === 0 ? piece : separator + piece;
  }
  return text.slice(0, LONGEST);
}

/** `%` of Python, for `%s`, `%d`, `%c`, `%x`, and names in brackets. */
export function percentFormat(pattern: string, values: Item): string | undefined {
  const list = isList(values) ? values : [values];
  let next = 0;
  let known = true;
  const text = pattern.replace(
    /%(?:\((\w{1,40})\))?[-+ #0]{0,4}\d{0,3}(?:\.\d{1,3})?([%a-zA-Z])/g,
    (_, name: string | undefined, kind: string) => {
      if (kind === "%") return "%";
      const value = name === undefined ? list[next++] : values instanceof Map ? values.get(name) : undefined;
      if (kind === "c" && typeof value === "number") return character(value);
      if (typeof value === "number" && (kind === "x" || kind === "X")) return value.toString(16);
      const piece = textOfConstant(value);
      known &&= piece !== undefined;
      return piece ?? "";
    },
  );
  return known ? text.slice(0, LONGEST) : undefined;
}

/** `str.format` of Python, without access to fields of what is put in. */
export function braceFormat(pattern: string, positional: readonly Item[], named: ReadonlyMap<string, Item>): string | undefined {
  let next = 0;
  let known = true;
  const text = pattern.replace(
    /\{\{|\}\}|\{(\w{0,40})(?:![rsa])?(?::([^{}]{0,20}))?\}/g,
    (match: string, name: string | undefined, format: string | undefined) => {
      if (match === "{{" || match === "}}") return match.slice(1);
      const value =
        name === undefined || name === "" ? positional[next++] : /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
      if (format === "c" && typeof value === "number") return character(value);
      const piece = textOfConstant(value);
      known &&= piece !== undefined;
      return piece ?? "";
    },
  );
  return known ? text.slice(0, LONGEST) : undefined;
}

function character(code: number): string {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** A slice of a text or list, as Python cuts it. */
export function sliced(value: Item, [start, stop, step]: readonly (number | undefined)[]): Item {
  const items = itemsOf(value);
  if (items === undefined) return undefined;
  const by = step ?? 1;
  if (by === 0 || !Number.isInteger(by)) return undefined;
  const size = items.length;
  const place = (index: number | undefined, missing: number): number => {
    if (index === undefined) return missing;
    const from = index < 0 ? index + size : index;
    return Math.min(Math.max(from, by < 0 ? -1 : 0), by < 0 ? size - 1 : size);
  };
  const out: Item[] = [];
  const end = place(stop, by < 0 ? -1 : size);
  for (let at = place(start, by < 0 ? size - 1 : 0); by < 0 ? at > end : at < end; at += by) out.push(items[at]);
  return typeof value === "string" ? joined(out, "") : out;
}
