import type { HclExpression } from "../facts.ts";
import type { Cursor } from "./cursor.ts";
import { loopNames, readHeredoc, readQuoted } from "./template.ts";

/* Expressions (hclsyntax/spec.md, "Expressions"). */

const PRECEDENCE: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!="], [">=", "<=", ">", "<"], ["+", "-"], ["*", "/", "%"]];

export function readExpression(cursor: Cursor): HclExpression {
  return cursor.inside(cursor.newlines, () => {
    const test = binary(cursor, 0);
    cursor.space();
    if (cursor.peek() !== "?") return test;
    cursor.at += 1;
    cursor.blank();
    const yes = readExpression(cursor);
    cursor.blank();
    if (!cursor.take(":")) cursor.fail(": expected");
    cursor.blank();
    return { kind: "conditional", test, yes, no: readExpression(cursor), line: test.line };
  });
}

function binary(cursor: Cursor, level: number): HclExpression {
  const operators = PRECEDENCE[level];
  if (operators === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    cursor.space();
    const operator = operators.find((candidate) => cursor.starts(candidate));
    // `%{` and `~}` belong to templates, `=>` to a for.
    if (operator === undefined || cursor.starts("%{")) return left;
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
    const operand = cursor.inside(cursor.newlines, () => unary(cursor));
    if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number")
      return { kind: "literal", value: -operand.value, line };
    return { kind: "unary", operator, operand, line };
  }
  return traversal(cursor, primary(cursor, line), line);
}

function primary(cursor: Cursor, line: number): HclExpression {
  const char = cursor.peek();
  if (char === '"') return readQuoted(cursor);
  if (cursor.starts("<<")) return readHeredoc(cursor);
  if (char === "(") {
    cursor.at += 1;
    const inner = cursor.inside(true, () => {
      const value = readExpression(cursor);
      cursor.space();
      return value;
    });
    if (!cursor.take(")")) cursor.fail(") expected");
    return inner;
  }
  if (char === "[") return cursor.inside(true, () => list(cursor, line));
  if (char === "{") return cursor.inside(false, () => object(cursor, line));
  const number = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 60)))?.[0];
  if (number !== undefined) {
    cursor.at += number.length;
    return { kind: "literal", value: Number(number), line };
  }
  return named(cursor, line);
}

function named(cursor: Cursor, line: number): HclExpression {
  let name = cursor.identifier() ?? cursor.fail("a value was expected");
  while (cursor.starts("::")) {
    cursor.at += 2;
    name += `::${cursor.identifier() ?? cursor.fail("a function name was expected")}`;
  }
  if (cursor.peek() === "(") {
    cursor.at += 1;
    const { items, expands } = cursor.inside(true, () => sequence(cursor, ")"));
    return { kind: "call", name, arguments: items, ...(expands ? { expands } : {}), line };
  }
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true", line };
  if (name === "null") return { kind: "literal", value: null, line };
  return { kind: "reference", path: [name], line };
}

/** Items up to `close`, which is taken. */
function sequence(cursor: Cursor, close: string): { readonly items: readonly HclExpression[]; readonly expands: boolean } {
  const items: HclExpression[] = [];
  for (let expands = false; ; ) {
    cursor.space();
    if (cursor.take(close)) return { items, expands };
    items.push(readExpression(cursor));
    cursor.space();
    expands = cursor.take("...");
    cursor.space();
    if (!cursor.take(",") && cursor.peek() !== close) cursor.fail(`, or ${close} expected`);
  }
}

function startsFor(cursor: Cursor): boolean {
  return /^for[\s]/.test(cursor.text.slice(cursor.at, cursor.at + 4));
}

function list(cursor: Cursor, line: number): HclExpression {
  cursor.at += 1;
  cursor.space();
  if (!startsFor(cursor)) return { kind: "list", items: sequence(cursor, "]").items, line };
  const loop = forExpression(cursor, line);
  if (!cursor.take("]")) cursor.fail("] expected");
  return loop;
}

function forExpression(cursor: Cursor, line: number): HclExpression {
  cursor.at += 3;
  const names = loopNames(cursor);
  const source = readExpression(cursor);
  cursor.space();
  if (!cursor.take(":")) cursor.fail(": expected");
  const first = readExpression(cursor);
  cursor.space();
  const second = cursor.take("=>") ? readExpression(cursor) : undefined;
  cursor.space();
  const groups = cursor.take("...");
  cursor.space();
  const condition = /^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3)) ? forCondition(cursor) : undefined;
  cursor.space();
  return {
    kind: "for",
    source,
    ...names,
    result: second ?? first,
    line,
    ...(second === undefined ? {} : { resultKey: first }),
    ...(condition === undefined ? {} : { condition }),
    ...(groups ? { groups } : {}),
  };
}

function forCondition(cursor: Cursor): HclExpression {
  cursor.at += 2;
  return readExpression(cursor);
}

function object(cursor: Cursor, line: number): HclExpression {
  cursor.at += 1;
  cursor.blank();
  if (startsFor(cursor)) {
    const loop = cursor.inside(true, () => forExpression(cursor, line));
    cursor.blank();
    if (!cursor.take("}")) cursor.fail("} expected");
    return loop;
  }
  const entries: { readonly key: HclExpression; readonly value: HclExpression }[] = [];
  for (;;) {
    cursor.blank();
    if (cursor.take("}")) return { kind: "object", entries, line };
    const key = objectKey(cursor);
    cursor.space();
    if (!cursor.take("=") && !cursor.take(":")) cursor.fail("= expected");
    cursor.blank();
    entries.push({ key, value: readExpression(cursor) });
    cursor.space();
    if (!cursor.take(",") && cursor.peek() !== "\n" && cursor.peek() !== "}") cursor.fail(", or } expected");
  }
}

/** A bare name is its own text, one in brackets is a value. */
function objectKey(cursor: Cursor): HclExpression {
  const bracketed = cursor.peek() === "(";
  const key = readExpression(cursor);
  if (bracketed) return key;
  const [name] = key.kind === "reference" ? key.path : [];
  return key.kind === "reference" && key.path.length === 1 && typeof name === "string"
    ? { kind: "literal", value: name, line: key.line }
    : key;
}

/**
 * `.name`, `.0`, `.*`, `[index]`, `[*]` after a value. What follows `[*]` is of each item; of what follows `.*`, only what comes after a dot is: an
 * index after them is one of the list (hclsyntax/spec.md, "Splat Operators").
 */
function traversal(cursor: Cursor, head: HclExpression, line: number): HclExpression {
  let path: (string | HclExpression)[] = [];
  let from = head;
  let namesOnly = false;
  for (;;) {
    if (namesOnly && cursor.peek() === "[") {
      from = joined(from, path, line);
      path = [];
      namesOnly = false;
    }
    if (cursor.peek() === "." && cursor.peek(1) !== ".") {
      cursor.at += 1;
      const number = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 12))?.[0];
      if (cursor.take("*")) {
        path.push("*");
        namesOnly = true;
      } else if (number !== undefined) {
        cursor.at += number.length;
        path.push({ kind: "literal", value: Number(number), line: cursor.line });
      } else path.push(cursor.identifier() ?? cursor.fail("a name was expected after the dot"));
    } else if (cursor.peek() === "[") {
      cursor.at += 1;
      path.push(cursor.inside(true, () => index(cursor)));
    } else break;
  }
  return joined(from, path, line);
}

/** One reference where the steps go on from a reference; behind a splat that has ended they start anew. */
function joined(head: HclExpression, path: readonly (string | HclExpression)[], line: number): HclExpression {
  if (path.length === 0) return head;
  return {
    kind: "reference",
    path: head.kind === "reference" && !head.path.includes("*") ? [...head.path, ...path] : [head, ...path],
    line,
  };
}

function index(cursor: Cursor): string | HclExpression {
  cursor.space();
  const splat = cursor.starts("*") && cursor.take("*");
  const value = splat ? undefined : readExpression(cursor);
  cursor.space();
  if (!cursor.take("]")) cursor.fail("] expected");
  // x["name"] and x.name are the same.
  if (value?.kind === "literal" && typeof value.value === "string" && value.value !== "*") return value.value;
  return value ?? "*";
}
