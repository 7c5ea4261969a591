import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigEntry, ConfigNode, ConfigScalar } from "./node.ts";
import { type ConfigProblem, type ConfigReading, LineIndex, NodeCount, requireSize } from "./reading.ts";

const ERRORS_KEPT = 20;

interface OpenNode {
  readonly kind: "map" | "list";
  readonly line: number;
  readonly entries: ConfigEntry[];
  readonly items: ConfigNode[];
  key: { readonly name: string; readonly line: number } | undefined;
}

/**
 * Reads JSON, also with comments and trailing commas. Broken JSON gives what could be read, and errors.
 *
 * @throws FormatError NOT_THIS_FORMAT, BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES
 */
export function readJson(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "JSON");
  if (!/^[\uFEFF\s]*(?:[[{"\-0-9]|true|false|null|\/[/*])/.test(text.slice(0, 10_000))) {
    throw new FormatError("NOT_THIS_FORMAT", "the text does not start like JSON");
  }
  const errors: ConfigProblem[] = [];
  const count = new NodeCount(budget.nodes);
  const open: OpenNode[] = [];
  let root: ConfigNode | undefined;
  const lines = new LineIndex(text);

  const put = (node: ConfigNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= node;
    else if (parent.kind === "list") parent.items.push(node);
    else if (parent.key !== undefined) {
      parent.entries.push({ key: parent.key.name, line: parent.key.line, value: node });
      parent.key = undefined;
    }
  };
  const begin = (kind: "map" | "list", line: number): void => {
    count.take(1, line);
    if (open.length >= budget.depth) throw new FormatError("BUDGET_DEPTH", `JSON is nested deeper than ${budget.depth}`, { line });
    open.push({ kind, line, entries: [], items: [], key: undefined });
  };
  const end = (endLine: number): void => {
    const node = open.pop();
    if (node === undefined) return;
    const place = { line: node.line, endLine };
    put(node.kind === "map" ? { kind: "map", entries: node.entries, ...place } : { kind: "list", items: node.items, ...place });
  };
  const scalar = (value: unknown, line: number): void => {
    count.take(1, line);
    put({ kind: "scalar", value: scalarValue(value), line, endLine: line });
  };

  visit(
    text,
    {
      onObjectBegin: (_offset, _length, line) => begin("map", line + 1),
      onArrayBegin: (_offset, _length, line) => begin("list", line + 1),
      onObjectEnd: (_offset, _length, line) => end(line + 1),
      onArrayEnd: (_offset, _length, line) => end(line + 1),
      onObjectProperty: (name, _offset, _length, line) => {
        const parent = open.at(-1);
        if (parent !== undefined) parent.key = { name, line: line + 1 };
      },
      onLiteralValue: (value: unknown, _offset, _length, line) => scalar(value, line + 1),
      onError: (code: ParseErrorCode, offset) => {
        if (errors.length < ERRORS_KEPT) errors.push({ line: lines.lineAt(offset), message: printParseErrorCode(code) });
      },
    },
    { allowTrailingComma: true },
  );
  while (open.length > 0) end(lines.lineAt(text.length));
  return { documents: root === undefined ? [] : [root], errors };
}

function scalarValue(value: unknown): ConfigScalar["value"] {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  return typeof value === "number" && Number.isFinite(value) ? value : String(value);
}
