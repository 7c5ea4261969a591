import type { InlineIgnore } from "./facts.ts";

/*
 * `castellan-ignore: RULE reason until=YYYY-MM-DD` in a comment. It holds for its own line and the next one that
 * is code. The rule and a reason are needed: without either it says nothing.
 */

const MARK = "castellan-ignore:";
const FORM = /castellan-ignore:[ \t]*([A-Za-z][\w.-]{1,80})[ \t]+([^\r\n]{1,400})/g;
const UNTIL = /(?:^|\s)until=(\d{4}-\d{2}-\d{2})(?=\s|$)/;

/** The inline ignores of a text. Linear in its length. */
export function findInlineIgnores(text: string, cell?: number): readonly InlineIgnore[] {
  if (!text.includes(MARK)) return [];
  const found: InlineIgnore[] = [];
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(FORM)) {
    for (let next = text.indexOf("\n", at); next >= 0 && next < match.index; next = text.indexOf("\n", at)) {
      line++;
      at = next + 1;
    }
    const rest = (match[2] ?? "").replace(/(?:\*\/|-->|#\}|%>|\*\)).*$/, "");
    const until = UNTIL.exec(rest)?.[1];
    const reason = rest.replace(UNTIL, " ").replace(/\s+/g, " ").trim();
    if (reason !== "")
      found.push({
        line,
        ...(cell === undefined ? {} : { cell }),
        rule: match[1] ?? "",
        reason,
        ...(until === undefined ? {} : { until }),
      });
  }
  return found;
}
