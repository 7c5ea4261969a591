import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import { Cursor } from "../hcl/cursor.ts";
import type { ConfigEntry, ConfigNode } from "./node.ts";
import { type ConfigReading, requireSize } from "./reading.ts";

/**
 * Reads protobuf text format (protobuf.dev/reference/protobuf/textformat-spec), as Triton's config.pbtxt:
 * messages are maps in which a repeated field is a repeated key.
 *
 * @throws FormatError MALFORMED, BUDGET_BYTES, BUDGET_DEPTH
 */
export function readProtobufText(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "protobuf text");
  const cursor = new Cursor(text, Math.min(budget.depth, 500));
  try {
    const entries = fields(cursor, "");
    return { documents: [{ kind: "map", entries, line: 1, endLine: cursor.line }], errors: [] };
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw new FormatError("MALFORMED", cause instanceof Error ? cause.message : "not protobuf text", { cause, line: cursor.line });
  }
}

function fields(cursor: Cursor, close: string): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  for (;;) {
    cursor.blank();
    while (cursor.take(";") || cursor.take(",")) cursor.blank();
    if (cursor.done || (close !== "" && cursor.peek() === close)) return entries;
    const line = cursor.line;
    const key = cursor.identifier() ?? cursor.fail("a field name was expected");
    cursor.blank();
    const colon = cursor.take(":");
    cursor.blank();
    if (!colon && !"{<[".includes(cursor.peek() || " ")) cursor.fail(": expected");
    entries.push({ key, line, value: cursor.inside(true, () => value(cursor)) });
  }
}

function value(cursor: Cursor): ConfigNode {
  const line = cursor.line;
  if (cursor.take("{") || cursor.take("<")) {
    const close = cursor.text[cursor.at - 1] === "{" ? "}" : ">";
    const entries = fields(cursor, close);
    const endLine = cursor.line;
    if (!cursor.take(close)) cursor.fail(`${close} expected`);
    return { kind: "map", entries, line, endLine };
  }
  if (cursor.take("[")) {
    const list: ConfigNode[] = [];
    for (cursor.blank(); !cursor.take("]"); cursor.blank()) {
      if (cursor.done) cursor.fail("] expected");
      if (!cursor.take(",")) list.push(cursor.inside(true, () => value(cursor)));
    }
    return { kind: "list", items: list, line, endLine: cursor.line };
  }
  return scalar(cursor, line);
}

function scalar(cursor: Cursor, line: number): ConfigNode {
  const rest = /^(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([-+]?[\w.]+))/.exec(cursor.text.slice(cursor.at, cursor.at + 100_000));
  if (rest === null) return cursor.fail("a value was expected");
  cursor.at += rest[0].length;
  const word = rest[3];
  const endLine = cursor.line;
  if (word === undefined) return { kind: "scalar", value: (rest[1] ?? rest[2] ?? "").replace(/\\(.)/g, "$1"), line, endLine };
  if (word === "true" || word === "false") return { kind: "scalar", value: word === "true", line, endLine };
  const number = Number(word);
  return { kind: "scalar", value: Number.isFinite(number) ? number : word, line, endLine };
}
