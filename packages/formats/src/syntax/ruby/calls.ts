import type { Argument, Expression, Statement } from "../ir.ts";
import { callAt, mapAt, memberAt, nameAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { blockFunction } from "./functions.ts";

/** Positional arguments, `key: value` as named ones, `*a`, `**a`, `&block`. */
export function argumentsIn(list: SyntaxNode | undefined, context: LoweringContext): readonly Argument[] {
  const nodes = (list?.namedChildren ?? []).filter((child) => child.type !== "heredoc_body");
  return nodes.map((node): Argument => {
    const [inner] = node.namedChildren;
    switch (node.type) {
      case "pair":
        return pair(node, context);
      case "splat_argument":
        return { value: inner === undefined ? otherAt(node) : context.expression(inner), spread: "positional" };
      case "hash_splat_argument":
        return { value: inner === undefined ? otherAt(node) : context.expression(inner), spread: "keyword" };
      case "block_argument":
        return { value: inner === undefined ? nameAt(node, "&") : context.expression(inner) };
      case "forward_argument":
        return { value: nameAt(node), spread: "positional" };
      default:
        return { value: context.expression(node) };
    }
  });
}

/** `a: 1`, `"a" => 1` and `a:` name an argument; other keys make a map. */
function pair(node: SyntaxNode, context: LoweringContext): Argument {
  const { key, value } = entryOf(node, context);
  if (key?.kind === "string") return { name: key.value, value };
  return { value: mapAt(node, [key === undefined ? { value } : { key, value }]) };
}

/** The key and the value of a pair; `a:` alone takes the value of the same name. */
export function entryOf(node: SyntaxNode, context: LoweringContext): { readonly key?: Expression; readonly value: Expression } {
  const key = context.optionalInField(node, "key");
  const written = node.child("value");
  if (written !== undefined) return { ...(key && { key }), value: context.expression(written) };
  return { ...(key && { key }), value: key?.kind === "string" ? nameAt(node, key.value) : otherAt(node) };
}

/** What is called: a member of the receiver, a name, or the receiver itself in `f.(x)`. */
export function calleeOf(node: SyntaxNode, context: LoweringContext): Expression {
  const receiver = context.optionalInField(node, "receiver");
  const method = node.child("method");
  if (method === undefined) return receiver ?? otherAt(node);
  return receiver === undefined ? nameAt(method) : memberAt(node, receiver, method.text);
}

/** `a.b` is a call as well, but for `self.b`, which reads like a field. */
const call: ExpressionRule = (node, context) => {
  const list = node.child("arguments");
  const block = node.child("block");
  requireFile(node, context);
  const callee = calleeOf(node, context);
  if (list === undefined && block === undefined && node.child("receiver")?.type === "self") return callee;
  const args = [...argumentsIn(list, context), ...(block === undefined ? [] : [{ value: blockFunction(block, context) }])];
  return callAt(node, callee, args);
};

const LOADING = new Set(["require", "require_relative", "load"]);

/** `require "x"`: an import, whatever holds it. */
function requireFile(node: SyntaxNode, context: LoweringContext): boolean {
  const method = node.child("method")?.text ?? "";
  if (!LOADING.has(method) || node.child("receiver") !== undefined) return false;
  const [path] = node.child("arguments")?.namedChildren ?? [];
  const value = path?.type === "string" ? context.expression(path) : undefined;
  if (value?.kind !== "string") return false;
  const module = method === "require_relative" && !value.value.startsWith(".") ? `./${value.value}` : value.value;
  context.imports.push({ module, ...node.span });
  return true;
}

const MODIFIERS = new Set(["private", "protected", "public", "module_function", "private_class_method", "public_class_method", "memoize"]);

/** Loading is no statement; `private def x` is the definition. */
const callStatement: StatementRule = (node, context, into) => {
  const method = node.child("method")?.text ?? "";
  const list = node.child("arguments");
  if (requireFile(node, context)) return;
  const definitions = (list?.namedChildren ?? []).filter((child) => child.type === "method" || child.type === "singleton_method");
  if (MODIFIERS.has(method) && definitions.length > 0)
    into.push(...context.statements(definitions).map((statement) => withVisibility(statement, method)));
  else into.push({ kind: "expression", value: call(node, context), ...node.span });
};

/** `exported: false` stays until the class has read it. */
function withVisibility(statement: Statement, method: string): Statement {
  if (statement.kind !== "function") return statement;
  const hidden = method.startsWith("private") || method === "protected";
  return { ...statement, function: { ...statement.function, exported: !hidden } };
}

const superCall: ExpressionRule = (node) => callAt(node, nameAt(node), []);

const yielding: ExpressionRule = (node, context) => callAt(node, nameAt(node, "yield"), argumentsIn(node.first("argument_list"), context));

export const CALL_EXPRESSIONS: readonly (readonly [string, ExpressionRule])[] = [
  ["call", call],
  ["super", superCall],
  ["yield", yielding],
];

export const CALL_STATEMENTS: readonly (readonly [string, StatementRule])[] = [["call", callStatement]];
