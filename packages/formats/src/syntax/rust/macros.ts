import { FormatError } from "../../errors.ts";
import { functionOf } from "../function-forms.ts";
import type { Argument, Expression } from "../ir.ts";
import { callAt, listAt, mapAt, otherAt } from "../lower-expressions.ts";
import type { ExpressionRule, LoweringContext } from "../lowering.ts";
import { parseSource } from "../parser.ts";
import { DEFAULT_SOURCE_BUDGET } from "../source-budget.ts";
import type { SyntaxNode, SyntaxTree } from "../syntax-node.ts";
import { argumentsIn } from "./arguments.ts";
import { stateOf } from "./state.ts";

/** Macros inside macros are parsed again on each level; below this many they are not looked into. */
const OPEN_MACROS = 6;
/** Nesting inside one macro. */
const DEPTH = 120;

function parsed(text: string, line: number): SyntaxTree | undefined {
  try {
    return parseSource("rust", text, { ...DEFAULT_SOURCE_BUDGET, depth: DEPTH }, { lineOffset: line - 1 });
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/**
 * Braces of JSON objects and their colons, written as the brackets and commas of arrays of the same length, so that
 * the text parses as an expression. Gives the text and where objects began.
 */
function jsonAsArrays(tree: SyntaxNode): { readonly text: string; readonly objects: ReadonlySet<number> } {
  const characters = tree.text.split("");
  const objects = new Set<number>();
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const start = node.start - tree.start;
    const end = node.end - tree.start;
    const nested = node.namedChildren.filter((child) => child.type === "token_tree");
    open.push(...nested);
    if (characters[start] !== "{" || /[\w!>)]\s*$/u.test(tree.text.slice(Math.max(0, start - 80), start))) continue;
    objects.add(start);
    characters[start] = "[";
    characters[end - 1] = "]";
    let at = start + 1;
    for (const child of [...node.children, undefined]) {
      const until = child === undefined ? end - 1 : child.start - tree.start;
      for (let index = at; index < until; index++) if (characters[index] === ":") characters[index] = ",";
      at = child === undefined ? until : child.end - tree.start;
    }
  }
  return { text: characters.join(""), objects };
}

/** `json!`, and other macros whose first token is a string behind which a colon stands. */
function holdsJson(name: string, tree: SyntaxNode): boolean {
  if (/(?:^|::)json$/u.test(name)) return true;
  const inner = tree.children[0]?.type === "token_tree" ? tree.children[0] : tree;
  const [key, next] = inner.children;
  if (key?.type !== "string_literal") return false;
  const end = next === undefined ? inner.end : next.start;
  return /^:(?!:)/u.test(inner.text.slice(key.end - inner.start, end - inner.start).trimStart());
}

/** Values of `json!`: what began as an object pairs keys and values. */
function jsonValue(node: SyntaxNode, objects: ReadonlySet<number>, context: LoweringContext): Expression {
  if (node.type !== "array_expression") return context.expression(node);
  const values = node.namedChildren;
  if (!objects.has(node.start))
    return listAt(
      node,
      values.map((child) => jsonValue(child, objects, context)),
    );
  return pairs(node, values, objects, context);
}

function pairs(node: SyntaxNode, values: readonly SyntaxNode[], objects: ReadonlySet<number>, context: LoweringContext): Expression {
  const entries: { key: Expression; value: Expression }[] = [];
  for (let index = 0; index + 1 < values.length; index += 2) {
    const key = values[index];
    const value = values[index + 1];
    if (key !== undefined && value !== undefined) entries.push({ key: context.expression(key), value: jsonValue(value, objects, context) });
  }
  return mapAt(node, entries);
}

const LEAVES = /^(?:identifier|self|boolean_literal|char_literal|(?:raw_)?string_literal|(?:integer|float)_literal)$/u;

/** Most macros hold names, literals and `name = literal`, between commas: those need no second parse. */
function simpleArguments(tree: SyntaxNode, context: LoweringContext): readonly Argument[] | undefined {
  const args: Argument[] = [];
  let name: string | undefined;
  let at = tree.start + 1;
  for (const child of tree.children) {
    const gap = tree.text.slice(at - tree.start, child.start - tree.start).trim();
    at = child.end;
    const last = args.at(-1);
    if (child.type === "=" && last?.value.kind === "name" && last.name === undefined && gap === "" && name === undefined) {
      name = last.value.name;
      args.pop();
    } else if (child.field !== undefined || !LEAVES.test(child.type) || gap !== (args.length === 0 || name !== undefined ? "" : ","))
      return undefined;
    else {
      // After `name =` of a later argument the comma stood before the name.
      args.push({ ...(name !== undefined && { name }), value: context.expression(child) });
      name = undefined;
    }
  }
  const rest = tree.text.slice(at - tree.start, -1).trim();
  return name === undefined && (rest === "" || rest === ",") ? args : undefined;
}

/** The tokens between a macro's brackets as arguments: expressions where they are, else the statements they hold. */
export function tokenArguments(tree: SyntaxNode, isJson: boolean, context: LoweringContext): readonly Argument[] {
  const text = tree.text;
  const inside = text.slice(1, -1);
  if (inside.trim() === "") return [];
  const simple = isJson ? undefined : simpleArguments(tree, context);
  if (simple !== undefined) return simple;
  const state = stateOf(context);
  if (state.macros >= OPEN_MACROS || tree.cut) {
    context.errors.push(tree.span);
    return [];
  }
  state.macros += 1;
  try {
    if (isJson) {
      const { text: arrays, objects } = jsonAsArrays(tree);
      const json = parsed(`[${arrays.slice(1, -1)}];`, tree.line);
      const list = json?.root.namedChildren[0]?.namedChildren[0];
      if (list?.type === "array_expression") {
        if (objects.has(0)) return [{ value: pairs(list, list.namedChildren, objects, context) }];
        return list.namedChildren.map((child) => ({ value: jsonValue(child, objects, context) }));
      }
    }
    const list = parsed(`[${inside}];`, tree.line);
    const array = list?.root.namedChildren[0]?.namedChildren[0];
    if (list !== undefined && list.errors.length === 0 && array?.type === "array_expression") return argumentsIn(array, context);
    const statements = parsed(` ${inside};`, tree.line);
    if (statements === undefined) return [];
    return [
      {
        value: {
          kind: "function",
          function: functionOf(tree.span, "", { parameters: [], body: context.block(statements.root) }),
          ...tree.span,
        },
      },
    ];
  } finally {
    state.macros -= 1;
  }
}

const invocation: ExpressionRule = (node, context) => {
  const tree = node.first("token_tree");
  const callee = node.child("macro");
  if (callee === undefined || tree === undefined) return otherAt(node);
  return callAt(node, context.expression(callee), tokenArguments(tree, holdsJson(callee.text, tree), context), "macro");
};

export const MACRO_RULES: readonly (readonly [string, ExpressionRule])[] = [["macro_invocation", invocation]];
