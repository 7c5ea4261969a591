import { isOpenText, printed, type TemplateValue } from "../value.ts";
import { bounded, LIST, type TemplateFunction } from "./function.ts";

function indented(width: number, text: string): string {
  const pad = " ".repeat(Math.max(0, Math.min(200, width)));
  return bounded(pad + text.replaceAll("\n", `\n${pad}`));
}

function quoted(value: TemplateValue): string {
  return JSON.stringify(printed(value));
}

function title(text: string): string {
  return text.replace(/(^|[\s-])([a-z])/g, (_whole, before: string, letter: string) => before + letter.toUpperCase());
}

function camel(text: string): string {
  return text.replace(/(?:^|[_\s-]+)(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}

function separated(text: string, by: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, `$1${by}$2`)
    .replace(/[\s_-]+/g, by)
    .toLowerCase();
}

function trunc(length: number, text: string): string {
  return length < 0 ? text.slice(length) : text.slice(0, length);
}

function trimmed(text: string, set: string, ends: "both" | "left" | "right"): string {
  let [start, end] = [0, text.length];
  if (ends !== "right") while (start < end && set.includes(text.charAt(start))) start += 1;
  if (ends !== "left") while (end > start && set.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** `%s`, `%d`, `%q`, `%v`, `%05d`, `%.2f`, `%x` (pkg.go.dev/fmt). */
function formatted(form: string, values: readonly TemplateValue[]): string {
  let next = 0;
  const text = form.replace(
    /%([-+0 #]*)(\d{0,3})(?:\.(\d{1,2}))?([a-zA-Z%])/g,
    (_whole, flags: string, width: string, precision: string, verb: string) => {
      if (verb === "%") return "%";
      const value = values[next] ?? null;
      next += 1;
      const plain = isOpenText(value) ? printed(value) : one(verb, value, precision);
      const size = Number(width);
      if (flags.includes("-")) return plain.padEnd(size);
      return plain.padStart(size, flags.includes("0") ? "0" : " ");
    },
  );
  return bounded(text);
}

function one(verb: string, value: TemplateValue, precision: string | undefined): string {
  if (verb === "q") return quoted(value);
  if (verb === "d") return String(Math.trunc(Number(printed(value)) || 0));
  if (verb === "f") return (Number(printed(value)) || 0).toFixed(precision === undefined ? 6 : Number(precision));
  if (verb === "x" && typeof value === "number") return Math.trunc(value).toString(16);
  const text = printed(value);
  return precision === undefined ? text : text.slice(0, Number(precision));
}

function split(by: string, text: string): readonly string[] {
  return text.split(by).slice(0, LIST);
}

/** Texts (masterminds.github.io/sprig/strings.html). */
export const STRINGS: readonly (readonly [string, TemplateFunction])[] = [
  [
    "quote",
    (given) =>
      given.all
        .filter((value) => value !== null)
        .map(quoted)
        .join(" "),
  ],
  [
    "squote",
    (given) =>
      given.all
        .filter((value) => value !== null)
        .map((value) => `'${printed(value)}'`)
        .join(" "),
  ],
  ["print", (given) => bounded(given.all.map((value) => printed(value)).join(""))],
  ["println", (given) => `${given.all.map((value) => printed(value)).join(" ")}\n`],
  ["printf", (given) => formatted(given.text(0), given.all.slice(1))],
  ["indent", (given) => indented(given.number(0), given.text(1))],
  ["nindent", (given) => `\n${indented(given.number(0), given.text(1))}`],
  ["trim", (given) => given.text(0).trim()],
  ["trimAll", (given) => trimmed(given.text(1), given.text(0), "both")],
  ["trimPrefix", (given) => (given.text(1).startsWith(given.text(0)) ? given.text(1).slice(given.text(0).length) : given.text(1))],
  [
    "trimSuffix",
    (given) =>
      given.text(0) !== "" && given.text(1).endsWith(given.text(0)) ? given.text(1).slice(0, -given.text(0).length) : given.text(1),
  ],
  ["trunc", (given) => trunc(given.number(0), given.text(1))],
  [
    "abbrev",
    (given) => (given.text(1).length > given.number(0) ? `${given.text(1).slice(0, Math.max(0, given.number(0) - 3))}...` : given.text(1)),
  ],
  ["upper", (given) => given.text(0).toUpperCase()],
  ["lower", (given) => given.text(0).toLowerCase()],
  ["title", (given) => title(given.text(0))],
  ["untitle", (given) => given.text(0).replace(/(?:^|\s)[A-Z]/g, (found) => found.toLowerCase())],
  ["camelcase", (given) => camel(given.text(0))],
  ["kebabcase", (given) => separated(given.text(0), "-")],
  ["snakecase", (given) => separated(given.text(0), "_")],
  ["nospace", (given) => given.text(0).replace(/\s+/g, "")],
  [
    "repeat",
    (given) => given.text(1).repeat(Math.max(0, Math.min(given.number(0), Math.trunc(100_000 / Math.max(1, given.text(1).length))))),
  ],
  ["substr", (given) => given.text(2).slice(given.number(0), given.number(1) < 0 ? undefined : given.number(1))],
  ["replace", (given) => bounded(given.text(2).replaceAll(given.text(0), () => given.text(1)))],
  ["contains", (given) => given.text(1).includes(given.text(0))],
  ["hasPrefix", (given) => given.text(1).startsWith(given.text(0))],
  ["hasSuffix", (given) => given.text(1).endsWith(given.text(0))],
  ["cat", (given) => given.all.map((value) => printed(value)).join(" ")],
  [
    "join",
    (given) =>
      bounded(
        Array.isArray(given.value(1))
          ? given
              .list(1)
              .map((value) => printed(value))
              .join(given.text(0))
          : given.text(1),
      ),
  ],
  ["splitList", (given) => [...split(given.text(0), given.text(1))]],
  ["split", (given) => new Map(split(given.text(0), given.text(1)).map((part, index) => [`_${index}`, part]))],
  [
    "splitn",
    (given) =>
      new Map(
        split(given.text(0), given.text(2))
          .slice(0, given.number(1))
          .map((part, index) => [`_${index}`, part]),
      ),
  ],
  ["toString", (given) => given.text(0)],
  ["toStrings", (given) => given.list(0).map((value) => printed(value))],
  [
    "sortAlpha",
    (given) =>
      given
        .list(0)
        .map((value) => printed(value))
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  ],
  ["base", (given) => given.text(0).replace(/\/+$/, "").split("/").at(-1) ?? ""],
  ["dir", (given) => given.text(0).split("/").slice(0, -1).join("/") || "."],
  ["ext", (given) => /\.[^./]*$/.exec(given.text(0))?.[0] ?? ""],
  ["plural", (given) => (given.number(2) === 1 ? given.text(0) : given.text(1))],
  ["wrap", (given) => given.text(1)],
  [
    "initials",
    (given) =>
      given
        .text(0)
        .split(/\s+/)
        .map((word) => word.charAt(0))
        .join(""),
  ],
  ["html", (given) => given.text(0)],
  ["urlquery", (given) => encodeURIComponent(given.text(0))],
];
