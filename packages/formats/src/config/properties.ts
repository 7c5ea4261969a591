import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import type { ConfigEntry } from "./node.ts";
import { type ConfigReading, NodeCount, requireSize } from "./reading.ts";

/**
 * Reads Java properties: one flat map of text values, keys as written. A backslash at the end of a line
 * continues it; `#---` of Spring separates nothing that matters here.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html#load-java.io.Reader-
 * @throws FormatError BUDGET_BYTES, BUDGET_NODES
 */
export function readProperties(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "properties");
  const count = new NodeCount(budget.nodes);
  const entries: ConfigEntry[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    const first = (lines[index] ?? "").trimStart();
    if (first === "" || first.startsWith("#") || first.startsWith("!")) continue;
    const pieces = [first];
    while (isContinued(pieces.at(-1) ?? "") && index + 1 < lines.length) {
      pieces.push((pieces.pop() ?? "").slice(0, -1));
      index += 1;
      pieces.push((lines[index] ?? "").trimStart());
    }
    count.take(1, line);
    const whole = pieces.join("");
    const end = keyEnd(whole);
    const value = unescaped(
      whole
        .slice(end)
        .replace(/^\s*[=:]?\s*/, "")
        .trimEnd(),
    );
    entries.push({ key: unescaped(whole.slice(0, end)), line, value: { kind: "scalar", value, line, endLine: index + 1 } });
  }
  return { documents: [{ kind: "map", entries, line: 1, endLine: lines.length }], errors: [] };
}

function isContinued(line: string): boolean {
  let slashes = 0;
  while (line.at(-1 - slashes) === "\\") slashes += 1;
  return slashes % 2 === 1;
}

/** Where the key ends: the first "=", ":" or white space that no backslash takes away. */
function keyEnd(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\") at += 1;
    else if (/[=:\s]/.test(character)) return at;
  }
  return text.length;
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return code === "n" ? "\n" : code === "t" ? "\t" : code === "r" ? "\r" : code === "f" ? "\f" : code;
  });
}
