import type { HclExpression } from "../facts.ts";
import type { Cursor } from "../hcl/cursor.ts";
import { readBicepString } from "./string.ts";

/* Bicep expressions (learn.microsoft.com/azure/azure-resource-manager/bicep/operators, /data-types). */

const PRECEDENCE: readonly (readonly string[])[] = [
  ["??"],
  ["||"],
  ["&&"],
  ["==", "!=", "=~", "!~"],
  [">=", "<=", ">", "<"],
  ["+", "-"],
  ["*", "/", "%"],
];

export function readBicepExpression(cursor: Cursor): HclExpression {
  return cursor.inside(cursor.newlines, () => {
    const test = binary(cursor, 0);
    const mark = cursor.at;
    cursor.blank();
    if (cursor.peek() !== "?" || cursor.peek(1) === "?") {
      cursor.at = mark;
      return test;
    }
    cursor.at += 1;
    cursor.blank();
    const yes = readBicepExpression(cursor);
    cursor.blank();
    if (!cursor.take(":")) cursor.fail(": expected");
    cursor.blank();
    return { kind: "conditional", test, yes, no: readBicepExpression(cursor), line: test.line };
  });
}

function binary(cursor: Cursor, level: number): HclExpression {
  const operators = PRECEDENCE[level];
  if (operators === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    cursor.space();
    const operator = operators.find((candidate) => cursor.starts(candidate));
    if (operator === undefined || cursor.starts("=>")) return left;
    cursor.at += operator.length;
    cursor.blank();
    left = { kind: "binary", operator, left, right: binary(cursor, level + 1), line: left.line };
  }
}

function unary(cursor: Cursor): HclExpression {
  cursor.space();
  const line = cursor.line;
  const operator = cursor.peek();
  if ((operator === "!" && cursor.peek(1) !== "=") || operator === "-") {
    cursor.at += 1;
    return { kind: "unary", operator, operand: cursor.inside(cursor.newlines, () => unary(cursor)), line };
  }
  return traversal(cursor, primary(cursor, line), line);
}

function primary(cursor: Cursor, line: number): HclExpression {
  const char = cursor.peek();
  if (char === "'") return readBicepString(cursor);
  if (char === "(") return parenthesised(cursor, line);
  if (char === "[") return cursor.inside(true, () => list(cursor, line));
  if (char === "{") return cursor.inside(false, () => object(cursor, line));
  const number = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 20))?.[0];
  if (number !== undefined) {
    cursor.at += number.length;
    return { kind: "literal", value: Number(number), line };
  }
  const name = bicepName(cursor);
  if (cursor.peek() === "(") {
    cursor.at += 1;
    return { kind: "call", name, arguments: cursor.inside(true, () => sequence(cursor, ")")), line };
  }
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true", line };
  if (name === "null") return { kind: "literal", value: null, line };
  return { kind: "reference", path: [name], line };
}

/** Bicep names have no hyphen. */
function bicepName(cursor: Cursor): string {
  const name = /^[A-Za-z_]\w*/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 300)))?.[0];
  if (name === undefined) return cursor.fail("a value was expected");
  cursor.at += name.length;
  return name;
}

function parenthesised(cursor: Cursor, line: number): HclExpression {
  cursor.at += 1;
  const inner = cursor.inside(true, () => sequence(cursor, ")"));
  cursor.space();
  if (cursor.take("=>")) {
    readBicepExpression(cursor);
    return { kind: "unknown", line };
  }
  return inner[0] ?? { kind: "unknown", line };
}

/** Items between commas or line ends, up to `close`, which is taken. */
function sequence(cursor: Cursor, close: string): readonly HclExpression[] {
  const found: HclExpression[] = [];
  for (;;) {
    cursor.blank();
    while (cursor.take(",")) cursor.blank();
    if (cursor.take(close)) return found;
    if (cursor.done) return cursor.fail(`${close} expected`);
    cursor.take("...");
    found.push(cursor.inside(close === ")", () => readBicepExpression(cursor)));
    cursor.blank();
    if (cursor.take("=>")) {
      readBicepExpression(cursor);
      found.pop();
    }
  }
}

function list(cursor: Cursor, line: number): HclExpression {
  cursor.at += 1;
  cursor.blank();
  if (!/^for\b/.test(cursor.text.slice(cursor.at, cursor.at + 4))) return { kind: "list", items: sequence(cursor, "]"), line };
  cursor.at += 3;
  cursor.blank();
  const names = loopNames(cursor);
  cursor.blank();
  if (bicepName(cursor) !== "in") cursor.fail("in expected");
  const source = readBicepExpression(cursor);
  cursor.blank();
  if (!cursor.take(":")) cursor.fail(": expected");
  cursor.blank();
  const conditional = /^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3));
  if (conditional) cursor.at += 2;
  const condition = conditional ? readBicepExpression(cursor) : undefined;
  cursor.blank();
  const result = cursor.inside(false, () => readBicepExpression(cursor));
  cursor.blank();
  if (!cursor.take("]")) cursor.fail("] expected");
  return { kind: "for", source, ...names, result, ...(condition === undefined ? {} : { condition }), line };
}

/** `x` or `(x, index)`; the index is Bicep's second name, HCL's first. */
function loopNames(cursor: Cursor): { readonly value: string; readonly key?: string } {
  if (!cursor.take("(")) return { value: bicepName(cursor) };
  cursor.blank();
  const value = bicepName(cursor);
  cursor.blank();
  cursor.take(",");
  cursor.blank();
  const key = bicepName(cursor);
  cursor.blank();
  if (!cursor.take(")")) cursor.fail(") expected");
  return { value, key };
}

function object(cursor: Cursor, line: number): HclExpression {
  cursor.at += 1;
  const entries: { readonly key: HclExpression; readonly value: HclExpression }[] = [];
  for (;;) {
    cursor.blank();
    while (cursor.take(",")) cursor.blank();
    if (cursor.take("}")) return { kind: "object", entries, line };
    // A spread says nothing here, nor does a decorator over a nested resource.
    if (cursor.take("...") || cursor.take("@")) {
      readBicepExpression(cursor);
      continue;
    }
    const keyLine = cursor.line;
    const key: HclExpression =
      cursor.peek() === "'" ? readBicepString(cursor) : { kind: "literal", value: bicepName(cursor), line: keyLine };
    cursor.space();
    // A nested resource stands inside its parent's body.
    if (key.kind === "literal" && key.value === "resource" && cursor.peek() !== ":") entries.push(nestedResource(cursor, keyLine));
    else {
      if (!cursor.take(":")) cursor.fail(": expected");
      cursor.blank();
      entries.push({ key, value: readBicepExpression(cursor) });
    }
  }
}

/** `resource name 'type' = { … }` becomes the entry `resource:name` with a call `resource(type, body)`. */
function nestedResource(cursor: Cursor, line: number): { readonly key: HclExpression; readonly value: HclExpression } {
  const name = bicepName(cursor);
  cursor.space();
  const type = readBicepString(cursor);
  while (!cursor.done && cursor.peek() !== "=") cursor.at += 1;
  cursor.take("=");
  cursor.space();
  if (/^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
    cursor.at += 2;
    readBicepExpression(cursor);
    cursor.blank();
  }
  const body = readBicepExpression(cursor);
  return {
    key: { kind: "literal", value: `resource:${name}`, line },
    value: { kind: "call", name: "resource", arguments: [type, body], line },
  };
}

function traversal(cursor: Cursor, head: HclExpression, line: number): HclExpression {
  const path: (string | HclExpression)[] = [];
  let value = head;
  const settle = (): HclExpression =>
    path.length === 0 ? value : { kind: "reference", path: value.kind === "reference" ? [...value.path, ...path] : [value, ...path], line };
  for (;;) {
    if (cursor.starts("::")) cursor.at += 1;
    if (cursor.starts("!.") || cursor.starts("!)") || cursor.starts("!\n") || cursor.starts("![")) cursor.at += 1;
    const char = cursor.peek();
    if (char === "." && cursor.peek(1) !== ".") {
      cursor.at += 1;
      cursor.take("?");
      const name = bicepName(cursor);
      if (cursor.peek() !== "(") path.push(name);
      else {
        // A method such as storage.listKeys(): what it gives is known only when deployed.
        cursor.at += 1;
        const given = cursor.inside(true, () => sequence(cursor, ")"));
        value = { kind: "call", name, arguments: [settle(), ...given], line };
        path.length = 0;
      }
    } else if (char === ":" && /^:\w/.test(cursor.text.slice(cursor.at, cursor.at + 2)) && cursor.text[cursor.at - 1] === ":") {
      cursor.at += 1;
      path.push(bicepName(cursor));
    } else if (char === "[") {
      cursor.at += 1;
      cursor.take("?");
      path.push(
        cursor.inside(true, () => {
          const index = readBicepExpression(cursor);
          cursor.blank();
          if (!cursor.take("]")) cursor.fail("] expected");
          return index.kind === "literal" && typeof index.value === "string" ? index.value : index;
        }),
      );
    } else return settle();
  }
}
