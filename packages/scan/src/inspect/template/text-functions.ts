import { braceFormat, type Item, isList, itemsOf, joined, percentFormat, textOfConstant } from "./values.ts";

type Named = ReadonlyMap<string, Item>;

/** A method of a text, list or dict, as far as its result can spell a name. */
export function applyMethod(method: string, value: Item, positional: readonly Item[], named: Named): Item {
  const [first, second] = positional;
  if (value instanceof Map) {
    if (method === "keys") return [...value.keys()];
    if (method === "values") return [...value.values()];
    if (method === "items") return [...value].map(([key, item]) => [key, item]);
    return (method === "get" || method === "pop") && typeof first === "string" ? value.get(first) : undefined;
  }
  if (isList(value)) {
    if (method === "copy") return value;
    return method === "pop" ? value.at(typeof first === "number" ? first : -1) : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (method === "join") {
    const items = itemsOf(first);
    return items === undefined ? undefined : joined(items, value);
  }
  if (method === "format" || method === "format_map") return braceFormat(value, positional, first instanceof Map ? first : named);
  if (method === "split" || method === "rsplit")
    return typeof first === "string" && first !== "" ? value.split(first) : value.trim().split(/\s+/);
  if (method === "encode" || method === "decode") return value;
  if (method === "removeprefix" && typeof first === "string") return value.startsWith(first) ? value.slice(first.length) : value;
  if (method === "removesuffix" && typeof first === "string")
    return value.endsWith(first) && first !== "" ? value.slice(0, -first.length) : value;
  return textFunction(method, value, first, second);
}

/** A filter, as far as its result can spell a name. */
export function applyFilter(filter: string, value: Item, positional: readonly Item[], named: Named): Item {
  const [first, second] = positional;
  const items = itemsOf(value);
  if (filter === "join") return items === undefined ? undefined : joined(items, textOfConstant(first ?? named.get("d")) ?? "");
  if (filter === "sum") {
    const start = textOfConstant(named.get("start") ?? second);
    return items === undefined || start === undefined ? undefined : joined([start, ...items], "");
  }
  if (filter === "list" || filter === "unique" || filter === "items") return items;
  if (filter === "first") return items?.[0];
  if (filter === "last") return items?.at(-1);
  if (filter === "sort") return items?.every((item) => typeof item === "string") === true ? [...items].sort() : undefined;
  if (filter === "reverse") return typeof value === "string" ? joined([...value].reverse(), "") : items?.toReversed();
  if (filter === "length" || filter === "count") return items?.length;
  if (filter === "map" && typeof first === "string" && items !== undefined)
    return items.map((item) => applyFilter(first, item, positional.slice(1), named));
  if (filter === "format" && typeof value === "string") return percentFormat(value, named.size > 0 ? named : positional);
  if (filter === "int" || filter === "float")
    return typeof value === "string" && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : typeof value === "number" ? value : undefined;
  const text = textOfConstant(value);
  if (text === undefined) return undefined;
  if (
    [
      "string",
      "safe",
      "e",
      "escape",
      "forceescape",
      "pprint",
      "striptags",
      "indent",
      "wordwrap",
      "truncate",
      "center",
      "urlencode",
    ].includes(filter)
  )
    return text;
  if (filter === "tojson") return JSON.stringify(value);
  return textFunction(filter === "trim" ? "strip" : filter, text, first, second);
}

/** What methods and filters of texts have in common. */
function textFunction(name: string, text: string, first: Item, second: Item): Item {
  switch (name) {
    case "lower":
    case "casefold":
      return text.toLowerCase();
    case "upper":
      return text.toUpperCase();
    case "swapcase":
      return [...text].map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join("");
    case "title":
      return text.toLowerCase().replace(/[a-z]+/g, (word) => word.slice(0, 1).toUpperCase() + word.slice(1));
    case "capitalize":
      return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
    case "strip":
    case "lstrip":
    case "rstrip":
      return stripped(text, typeof first === "string" ? first : " \t\r\n\v\f", name);
    case "replace":
      return typeof first === "string" && typeof second === "string" && first !== "" && second.length <= 64
        ? text.replaceAll(first, () => second).slice(0, 8192)
        : undefined;
    case "ljust":
    case "rjust":
    case "zfill":
    case "center":
      return text;
    default:
      return undefined;
  }
}

function stripped(text: string, characters: string, side: string): string {
  let start = 0;
  let end = text.length;
  if (side !== "rstrip") while (start < end && characters.includes(text[start] ?? "")) start++;
  if (side !== "lstrip") while (end > start && characters.includes(text[end - 1] ?? "")) end--;
  return text.slice(start, end);
}
