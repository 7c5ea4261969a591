import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import type { EnvironmentEntry } from "../facts.ts";
import { expandVariables } from "./expand-variables.ts";
import { NodeCount, requireSize } from "./reading.ts";

const ASSIGNMENT = /^\s*(?:export\s+|set\s+|setx\s+|ENV\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*(?:=|:(?=\s))\s*/;
const NAME_ALONE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*$/;

/**
 * Reads a .env file: quotes (also over several lines), `export`, comments, `${X:-default}` and names set
 * above. `sample` marks every entry of a file that only shows what to set (.env.example).
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_NODES
 */
export function readEnvironment(text: string, sample: boolean, budget: Budget = DEFAULT_BUDGET): readonly EnvironmentEntry[] {
  requireSize(text, budget, "environment file");
  const count = new NodeCount(budget.nodes);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const known = new Map<string, string>();
  const entries: EnvironmentEntry[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (/^\s*(?:#|$)/.test(line)) continue;
    const alone = NAME_ALONE.exec(line);
    const match = ASSIGNMENT.exec(line);
    const name = match?.[1] ?? alone?.[1];
    if (name === undefined) continue;
    count.take(1, index + 1);
    const at = index + 1;
    if (match === null) {
      entries.push({ name, line: at, sample });
      continue;
    }
    const value = valueFrom(lines, index, match[0].length);
    index = value.lastLine;
    const expanded = value.literal ? { value: value.text, defaulted: false } : expandVariables(value.text, (other) => known.get(other));
    known.set(name, expanded.value);
    entries.push({ name, value: expanded.value, line: at, sample: sample || expanded.defaulted });
  }
  return entries;
}

function valueFrom(
  lines: readonly string[],
  first: number,
  column: number,
): { readonly text: string; readonly literal: boolean; readonly lastLine: number } {
  const rest = (lines[first] ?? "").slice(column);
  const quote = rest[0];
  if (quote !== '"' && quote !== "'" && quote !== "`") {
    return { text: rest.replace(/(?:^|\s)#.*$/, "").trim(), literal: false, lastLine: first };
  }
  let body = rest.slice(1);
  for (let last = first; last < lines.length && last < first + 200; ) {
    const end = closingQuote(body, quote);
    if (end !== -1) {
      const inner = body.slice(0, end);
      return {
        text: quote === '"' ? inner.replace(/\\n/g, "\n").replace(/\\(["\\$])/g, "$1") : inner,
        literal: quote === "'",
        lastLine: last,
      };
    }
    last += 1;
    body += `\n${lines[last] ?? ""}`;
  }
  // Never closed: the quote was part of the value.
  return { text: rest.trim(), literal: true, lastLine: first };
}

function closingQuote(text: string, quote: string): number {
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\" && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}
