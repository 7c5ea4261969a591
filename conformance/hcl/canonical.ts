import type { HclExpression } from "@castellan/formats";

/*
 * One spelling for expressions of both readers, so that equal meaning is equal text. Left out is what means nothing: brackets,
 * `"${x}"` for x, the order of an object's entries.
 */

/** A text and values put together. */
export function template(parts: readonly string[]): string {
  const merged: string[] = [];
  // Numbers and truth values among texts are their texts.
  for (const given of parts) {
    const part = parts.length > 1 && /^(?:-?\d|true$|false$)/.test(given) ? text(given) : given;
    const last = merged.at(-1);
    if (last?.startsWith('"') === true && part.startsWith('"')) merged[merged.length - 1] = text(read(last) + read(part));
    else if (part !== '""') merged.push(part);
  }
  const [first] = merged;
  if (first === undefined) return '""';
  return merged.length === 1 ? first : `T(${merged.join(" ")})`;
}

/** Terraform keeps texts in the composed form of Unicode. */
export function text(value: string): string {
  return JSON.stringify(value.normalize("NFC"));
}

function read(literal: string): string {
  const value: unknown = JSON.parse(literal);
  return typeof value === "string" ? value : "";
}

export function literal(value: string | number | boolean | null): string {
  return typeof value === "string" ? text(value) : String(value);
}

/** Entries in the order of their keys; the last of a key stands. */
export function object(entries: readonly (readonly [string, string])[]): string {
  const kept = [...new Map(entries.map(([key, value]) => [/^[\d-]|^(?:true|false|null)$/.test(key) ? `"${key}"` : key, value]))];
  return `{${kept
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(" ")}}`;
}

export function unary(operator: string, operand: string): string {
  if (operator === "-" && /^\d/.test(operand)) return `-${operand}`;
  if (operator === "!" && /^(?:true|false)$/.test(operand)) return operand === "true" ? "false" : "true";
  return `(${operator} ${operand})`;
}

/** A value and the steps into it; after a splat was left, it is a value of its own. */
export function traversal(head: string, steps: readonly string[]): string {
  return steps.length === 0
    ? head
    : head.endsWith(">") && head.startsWith("<") && !head.includes("*")
      ? `${head.slice(0, -1)}${steps.join("")}>`
      : `<${head}${steps.join("")}>`;
}

/** `.name` and `["name"]` are the same. */
export function step(index: string): string {
  return index.startsWith('"') ? `.${index}` : `[${index}]`;
}

export function loop(parts: {
  readonly key?: string | undefined;
  readonly value: string;
  readonly source: string;
  readonly resultKey?: string | undefined;
  readonly result: string;
  readonly groups: boolean;
  readonly condition?: string | undefined;
}): string {
  const { key, value, source, resultKey, result, groups, condition } = parts;
  return `(for ${key ?? ""},${value} ${source} : ${resultKey ?? ""}=>${result}${groups ? "..." : ""} if ${condition ?? ""})`;
}

/**
 * Our reader's expression. `namedKeys`: `{ var.a = 1 }`, which Terraform refuses as ambiguous ("wrap it in parentheses"), is written
 * by the library as the text "var.a", while our reader takes the reference that was meant.
 */
export function canonical(expression: HclExpression, namedKeys = false): string {
  const spelled = (part: HclExpression): string => canonical(part, namedKeys);
  switch (expression.kind) {
    case "literal":
      return literal(expression.value);
    case "template":
      return template(expression.parts.map(spelled));
    case "list":
      return `[${expression.items.map(spelled).join(" ")}]`;
    case "object":
      return object(expression.entries.map(({ key, value }) => [(namedKeys ? namedKey(key) : undefined) ?? spelled(key), spelled(value)]));
    case "conditional":
      return `(${spelled(expression.test)} ? ${spelled(expression.yes)} : ${spelled(expression.no)})`;
    case "binary":
      return `(${spelled(expression.left)} ${expression.operator} ${spelled(expression.right)})`;
    case "unary":
      return unary(expression.operator, spelled(expression.operand));
    case "call":
      return `${expression.name}(${expression.arguments.map(spelled).join(" ")}${expression.expands === true ? "..." : ""})`;
    case "for":
      return loop({
        key: expression.key,
        value: expression.value,
        source: spelled(expression.source),
        resultKey: expression.resultKey === undefined ? undefined : spelled(expression.resultKey),
        result: spelled(expression.result),
        groups: expression.groups === true,
        condition: expression.condition === undefined ? undefined : spelled(expression.condition),
      });
    case "reference": {
      const [head, ...rest] = expression.path;
      if (head === undefined) return "<>";
      const steps = rest.map((part) => (part === "*" ? "*" : typeof part === "string" ? step(text(part)) : step(spelled(part))));
      return traversal(typeof head === "string" ? `<${head}>` : spelled(head), steps);
    }
    case "unknown":
      return "unknown";
  }
}

/** `var.a` as a key without parentheses; undefined for other keys. */
function namedKey(key: HclExpression): string | undefined {
  return key.kind === "reference" && key.path.length > 1 && key.path.every((step) => typeof step === "string" && step !== "*")
    ? text(key.path.join("."))
    : undefined;
}
