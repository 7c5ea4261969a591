import { type HiddenMatch, hiddenMatch } from "./match.ts";

/** `[//]: # (text)` and `[comment]: <> (text)`: link definitions that are drawn by nothing. */
const comment = /^[ ]{0,3}\[[^\]\n]{1,60}\]:[ \t]{0,4}(?:#|<>|<#>)[ \t]{0,4}(?:\(([^\n]{1,4000})\)|"([^"\n]{1,4000})"|'([^'\n]{1,4000})')[ \t]{0,8}$/gm;
/** An inline picture or link with its address. */
const link = /(!?)\[([^\]\n]{0,300})\]\([ \t]{0,4}<?([^\s)>]{8,2000})/g;
const definition = /^[ ]{0,3}\[[^\]\n]{1,100}\]:[ \t]{0,4}<?(https?:\/\/[^\s>]{8,2000})/gm;
/** A value that something is to be filled into: `{data}`, `[DATA]`, `<data>`, `$DATA`, `INSERT_…`, `base64(…)`. */
const slot =
  /[?&/=](?:[^?&#=]{0,60}=)?(?:%7B|\{|%5B|\[|%3C|<|\$\{?[A-Za-z_]|\*{2,}|(?<==)(?:insert|your|url_?encoded|base64)[-_%+]|(?:[A-Z]{2,20}[_-]?){0,3}(?:CONVERSATION|HISTORY|SECRET|PASSWORD|SUMMARY|USER_?DATA|DATA_?HERE|PAYLOAD|SYSTEM_?PROMPT|API_?KEY|TOKEN_HERE|BASE64))/;
const READS_LIKE_INSTRUCTION = 0.9;

/** Comments of Markdown that read like instructions, and addresses of pictures that carry data away when they are loaded. */
export function findHiddenMarkdown(text: string, reads: (text: string) => number): HiddenMatch[] {
  const found: HiddenMatch[] = [];
  for (const match of text.matchAll(comment)) {
    const said = match[1] ?? match[2] ?? match[3] ?? "";
    if (reads(said) >= READS_LIKE_INSTRUCTION) found.push(hiddenMatch("hidden-comment", match.index, match.index + match[0].length, 0.9, said));
  }
  for (const match of text.matchAll(link)) {
    const [whole, bang = "", label = "", address = ""] = match;
    const end = match.index + whole.length;
    if (/^https?:\/\//i.test(address) && slot.test(address))
      found.push(hiddenMatch("hidden-exfiltration-link", match.index, end, bang === "!" ? 0.8 : 0.5, address));
    if (bang === "!" && label.length >= 20 && reads(label) >= READS_LIKE_INSTRUCTION)
      found.push(hiddenMatch("hidden-attribute", match.index + 2, match.index + 2 + label.length, 0.8, label));
  }
  for (const match of text.matchAll(definition))
    if (slot.test(match[1] ?? "")) found.push(hiddenMatch("hidden-exfiltration-link", match.index, match.index + match[0].length, 0.5, match[1]));
  return found;
}
