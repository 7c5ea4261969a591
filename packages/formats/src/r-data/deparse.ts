import type { RValue } from "./value.ts";

const MOST = 400;
const DEPTH = 8;
const INFIX = new Set([
  "+",
  "-",
  "*",
  "/",
  "^",
  "<-",
  "=",
  "<<-",
  "~",
  "==",
  "!=",
  "<",
  ">",
  "<=",
  ">=",
  "&&",
  "||",
  "&",
  "|",
  "$",
  "@",
  "::",
  ":::",
  ":",
  "|>",
]);

/** Source text of a value, shortened: for people, not for R. */
export function deparseR(value: RValue, depth = 0): string {
  if (depth > DEPTH) return "…";
  const text = deparse(value, depth);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

function deparse(value: RValue, depth: number): string {
  switch (value.kind) {
    case "symbol":
      return value.name.slice(0, 100);
    case "text":
      return value.length === 1
        ? JSON.stringify((value.first[0] ?? "").slice(0, 200))
        : `c(${value.first
            .slice(0, 5)
            .map((text) => JSON.stringify(text.slice(0, 100)))
            .join(", ")}${value.length > 5 ? ", …" : ""})`;
    case "numbers":
      return value.length === 1 ? String(value.first[0]) : `<${value.length} ${value.type}>`;
    case "call":
      return deparseCall(value, depth);
    case "pairs":
      return `pairlist(${deparseItems(value.items, depth)})`;
    case "list":
      return `list(${value.first
        .slice(0, 5)
        .map((item) => deparseR(item, depth + 1))
        .join(", ")}${value.length > 5 ? ", …" : ""})`;
    case "closure":
      return `function(…) ${deparseR(value.body, depth + 1)}`;
    case "bytecode":
      return value.constants[0] === undefined ? "<bytecode>" : deparseR(value.constants[0], depth + 1);
    case "builtin":
      return `.Primitive(${JSON.stringify(value.name)})`;
    case "promise":
      return deparseR(value.code, depth + 1);
    case "nil":
      return "NULL";
    default:
      return `<${value.kind}>`;
  }
}

function deparseCall(value: Extract<RValue, { kind: "call" }>, depth: number): string {
  const name = value.callee.kind === "symbol" ? value.callee.name : undefined;
  const [first, second] = value.arguments;
  if (name === "{")
    return `{ ${value.arguments
      .slice(0, 8)
      .map((item) => deparseR(item.value, depth + 1))
      .join("; ")} }`;
  if (name !== undefined && INFIX.has(name) && first !== undefined && second !== undefined && value.arguments.length === 2)
    return `${deparseR(first.value, depth + 1)}${/^[$@:]/.test(name) ? name : ` ${name} `}${deparseR(second.value, depth + 1)}`;
  return `${deparseR(value.callee, depth + 1)}(${deparseItems(value.arguments, depth)})`;
}

function deparseItems(items: readonly { readonly tag?: string; readonly value: RValue }[], depth: number): string {
  const shown = items.slice(0, 8).map(({ tag, value }) => (tag === undefined ? "" : `${tag} = `) + deparseR(value, depth + 1));
  return shown.join(", ") + (items.length > 8 ? ", …" : "");
}
