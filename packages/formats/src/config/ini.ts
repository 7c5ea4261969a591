import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import type { ConfigEntry, ConfigMap } from "./node.ts";
import { type ConfigProblem, type ConfigReading, NodeCount, requireSize } from "./reading.ts";

interface OpenSection {
  readonly name: string;
  readonly line: number;
  endLine: number;
  readonly entries: { key: string; line: number; value: string; endLine: number }[];
}

/**
 * Reads INI in the dialects of configparser (.cfg, .ini), git (`[remote "x"]`) and DVC
 * (`['remote "x"']`): a map of sections, each a map of text values. Keys before any section stand at the
 * top. An indented line continues the value above it.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_NODES
 */
export function readIni(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "INI");
  const count = new NodeCount(budget.nodes);
  const errors: ConfigProblem[] = [];
  const top: OpenSection = { name: "", line: 1, endLine: 1, entries: [] };
  const sections: OpenSection[] = [top];
  let section = top;
  // Indentation of the last key: deeper lines continue it (git and DVC indent the keys themselves).
  let indent = 0;
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === "" || /^[#;]/.test(trimmed)) continue;
    const depth = raw.length - raw.trimStart().length;
    const header = /^\[(.*)\]\s*(?:[#;].*)?$/.exec(trimmed);
    const last = section.entries.at(-1);
    if (header !== null && (depth === 0 || last === undefined || depth <= indent)) {
      section = { name: unquoted((header[1] ?? "").trim()), line, endLine: line, entries: [] };
      sections.push(section);
    } else if (last !== undefined && depth > indent) {
      last.value = last.value === "" ? trimmed : `${last.value}\n${trimmed}`;
      last.endLine = line;
    } else {
      const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed);
      if (pair === null && !/^[\w.-]+$/.test(trimmed)) {
        errors.push({ line, message: "neither a section nor a key" });
        continue;
      }
      count.take(1, line);
      indent = depth;
      section.entries.push({ key: unquoted(pair?.[1] ?? trimmed), line, value: withoutComment(pair?.[2] ?? ""), endLine: line });
    }
    section.endLine = line;
  }
  const root: ConfigMap = {
    kind: "map",
    entries: [
      ...entriesOf(top),
      ...sections.slice(1).map(
        (open): ConfigEntry => ({
          key: open.name,
          line: open.line,
          value: { kind: "map", entries: entriesOf(open), line: open.line, endLine: open.endLine },
        }),
      ),
    ],
    line: 1,
    endLine: lines.length,
  };
  return { documents: [root], errors };
}

function entriesOf(section: OpenSection): ConfigEntry[] {
  return section.entries.map(({ key, line, value, endLine }) => ({ key, line, value: { kind: "scalar", value, line, endLine } }));
}

function unquoted(value: string): string {
  return /^'.*'$/.test(value) || /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

function withoutComment(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:[#;].*)?$/.exec(value);
  return quoted === null ? value.replace(/\s[#;].*$/, "").trim() : (quoted[2] ?? "");
}
