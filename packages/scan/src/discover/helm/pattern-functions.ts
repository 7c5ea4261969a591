import type { TemplateFunction } from "@castellan/formats";
import { RE2JS } from "re2js";

const LIST: readonly (readonly [string, TemplateFunction])[] = [
  ["regexMatch", (given) => RE2JS.compile(given.text(0)).matcher(given.text(1)).find()],
  ["regexFind", (given) => first(given.text(0), given.text(1))],
  ["regexFindAll", (given) => all(given.text(0), given.text(1), given.number(2))],
  ["regexReplaceAll", (given) => RE2JS.compile(given.text(0)).matcher(given.text(1)).replaceAll(given.text(2))],
  [
    "regexReplaceAllLiteral",
    (given) => RE2JS.compile(given.text(0)).matcher(given.text(1)).replaceAll(given.text(2).replace(/[\\$]/g, "\\$&")),
  ],
  ["regexSplit", (given) => [...RE2JS.compile(given.text(0)).split(given.text(1), Math.max(0, given.number(2)))]],
  ["regexQuoteMeta", (given) => RE2JS.quote(given.text(0))],
];

/** Functions of sprig that take patterns: RE2, as in Go, in linear time (masterminds.github.io/sprig/strings.html). */
export const PATTERN_FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(LIST);

function first(pattern: string, text: string): string {
  const matcher = RE2JS.compile(pattern).matcher(text);
  return matcher.find() ? (matcher.group() ?? "") : "";
}

function all(pattern: string, text: string, limit: number): string[] {
  const matcher = RE2JS.compile(pattern).matcher(text);
  const found: string[] = [];
  while (found.length < (limit < 0 ? 10_000 : limit) && matcher.find()) found.push(matcher.group() ?? "");
  return found;
}
