import type { Expression, Statement } from "../ir.ts";
import type { LoweringContext, StatementRule } from "../lowering.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { flattened } from "./bodies.ts";

const MIXINS = new Set(["include", "extend", "prepend"]);

/** Classes and modules. What they mix in is a base, beside the call that does it. */
const declaration: StatementRule = (node, context, into) => {
  const doc = context.docAbove(node);
  const { body } = context.inFunction(() => members(node.child("body"), context));
  const superclass = node.child("superclass")?.namedChildren[0];
  const bases = [...(superclass === undefined ? [] : [context.expression(superclass)]), ...body.flatMap(mixedIn)];
  into.push({
    kind: "class",
    class: {
      name: node.child("name")?.text ?? "",
      form: node.type === "module" ? "module" : "class",
      bases,
      keywords: [],
      decorators: [],
      body,
      ...(doc !== undefined && { doc }),
      ...node.span,
    },
    ...node.span,
  });
};

function mixedIn(statement: Statement): readonly Expression[] {
  const call = statement.kind === "expression" ? statement.value : undefined;
  if (call?.kind !== "call" || call.callee.kind !== "name" || !MIXINS.has(call.callee.name)) return [];
  return call.arguments.map((argument) => argument.value).filter((value) => value.kind === "name" || value.kind === "member");
}

/** Methods are public until `private` or `protected` stands alone, and where `private :a` does not name them. */
function members(body: SyntaxNode | undefined, context: LoweringContext): Statement[] {
  const found: Statement[] = [];
  const hiddenNames = new Set<string>();
  let hidden = false;
  for (const node of flattened(body === undefined ? [] : [body])) {
    const word = node.type === "identifier" ? node.text : "";
    if (word === "private" || word === "protected" || word === "public") hidden = word !== "public";
    else {
      for (const statement of context.statements([node])) {
        found.push(
          statement.kind === "function"
            ? visible(statement, statement.function.exported ?? (!hidden || statement.function.static === true))
            : statement,
        );
        for (const name of named(statement)) hiddenNames.add(name);
      }
    }
  }
  return found.map((statement) =>
    statement.kind === "function" && hiddenNames.has(statement.function.name) ? visible(statement, false) : statement,
  );
}

function visible(statement: Extract<Statement, { kind: "function" }>, exported: boolean): Statement {
  const { exported: _, ...rest } = statement.function;
  return { ...statement, function: exported ? { ...rest, exported } : rest };
}

/** The names in `private :a, :b`. */
function named(statement: Statement): readonly string[] {
  const call = statement.kind === "expression" ? statement.value : undefined;
  if (call?.kind !== "call" || call.callee.kind !== "name" || !/^(?:private|protected|private_class_method)$/u.test(call.callee.name))
    return [];
  return call.arguments.flatMap(({ value }) => (value.kind === "string" ? [value.value] : []));
}

/** `class << self`: its methods are the class's own. */
const singleton: StatementRule = (node, context, into) => {
  for (const statement of members(node.child("body"), context)) {
    into.push(statement.kind === "function" ? { ...statement, function: { ...statement.function, static: true } } : statement);
  }
};

export const CLASS_STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ["class", declaration],
  ["module", declaration],
  ["singleton_class", singleton],
];
