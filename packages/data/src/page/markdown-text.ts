import { plain } from "../terminal/page.ts";

/** Text of a data set inside a line or table of Markdown: no markup, no second line. */
export function markdownText(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]<>#|~!@]/g, (character) => (character === "@" ? "@\u2060" : `\\${character}`));
}
