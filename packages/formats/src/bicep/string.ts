import type { HclExpression } from "../facts.ts";
import type { Cursor } from "../hcl/cursor.ts";
import { readBicepExpression } from "./expression.ts";

/** At an opening quote: '…' with `${}` and escapes, or '''…''' as it stands. */
export function readBicepString(cursor: Cursor): HclExpression {
  const line = cursor.line;
  if (cursor.take("'''")) {
    const close = cursor.text.indexOf("'''", cursor.at);
    const end = close === -1 ? cursor.end : close;
    const value = cursor.text.slice(cursor.at, end).replace(/^\r?\n/, "");
    cursor.at = Math.min(cursor.end, end + 3);
    return { kind: "literal", value, line };
  }
  if (!cursor.take("'")) return cursor.fail("a string was expected");
  const parts: HclExpression[] = [];
  let literal = "";
  for (;;) {
    const char = cursor.peek();
    if (char === "" || char === "\n") return cursor.fail("the string is not closed");
    if (cursor.take("'")) break;
    if (cursor.take("${")) {
      if (literal !== "") parts.push({ kind: "literal", value: literal, line });
      literal = "";
      parts.push(cursor.inside(true, () => readBicepExpression(cursor)));
      cursor.blank();
      if (!cursor.take("}")) cursor.fail("} expected");
    } else {
      const escaped = char === "\\";
      const next = cursor.peek(1);
      literal += escaped ? (next === "n" ? "\n" : next === "t" ? "\t" : next) : char;
      cursor.at += escaped ? 2 : 1;
    }
  }
  if (literal !== "" || parts.length === 0) parts.push({ kind: "literal", value: literal, line });
  const [first] = parts;
  return parts.length === 1 && first !== undefined && first.kind === "literal" ? first : { kind: "template", parts, line };
}
