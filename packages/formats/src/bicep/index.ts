import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { requireSize } from "../config/reading.ts";
import type { BicepDeclaration, BicepFacts, HclExpression } from "../facts.ts";
import { Cursor, SyntaxProblem } from "../hcl/cursor.ts";
import { readBicepExpression } from "./expression.ts";
import { readBicepString } from "./string.ts";

const BYTES = 2 * 1024 * 1024;
const DEPTH = 200;
const ERRORS_KEPT = 50;

/**
 * Reads the declarations of a Bicep file
 * (learn.microsoft.com/azure/azure-resource-manager/bicep/file): params, vars, resources, modules, outputs;
 * expressions in the HCL form. Types, functions and decorators are passed over.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_DEPTH
 */
export function readBicep(text: string, budget: Budget = DEFAULT_BUDGET): BicepFacts {
  requireSize(text, { ...budget, bytes: Math.min(budget.bytes, BYTES) }, "Bicep");
  const cursor = new Cursor(text, Math.min(budget.depth, DEPTH));
  const declarations: BicepDeclaration[] = [];
  const errors: { readonly line: number; readonly message: string }[] = [];
  // A parameter file says which file it is for.
  const using = /^[ \t]*using[ \t]+'([^'\n$]+)'/m.exec(text)?.[1];
  for (cursor.blank(); !cursor.done; cursor.blank()) {
    const before = cursor.at;
    try {
      const found = declaration(cursor);
      if (found !== undefined) declarations.push(found);
    } catch (problem) {
      if (!(problem instanceof SyntaxProblem)) throw problem;
      if (errors.length < ERRORS_KEPT) errors.push({ line: problem.line, message: problem.message });
      recover(cursor, before);
    }
  }
  return { declarations, errors, ...(using === undefined ? {} : { using }) };
}

/** To the next line that starts with a declaration. */
function recover(cursor: Cursor, before: number): void {
  const next = /^(?:param|var|resource|module|output|targetScope|@)/gm;
  next.lastIndex = Math.max(cursor.at, before + 1);
  const found = next.exec(cursor.text);
  cursor.at = found === null ? cursor.end : Math.max(found.index, before + 1);
}

function declaration(cursor: Cursor): BicepDeclaration | undefined {
  const line = cursor.line;
  if (cursor.take("@")) {
    readBicepExpression(cursor);
    return undefined;
  }
  const keyword = cursor.identifier();
  cursor.space();
  switch (keyword) {
    case "param":
    case "var":
    case "output":
      return valueDeclaration(cursor, keyword, line);
    case "resource":
    case "module":
      return deployed(cursor, keyword, line);
    case "targetScope":
    case "metadata":
    case "using":
    case "type":
    case "func":
    case "import":
    case "extension":
    case "provider":
    case "assert":
      skipStatement(cursor);
      return undefined;
    default:
      return cursor.fail("a declaration was expected");
  }
}

/** Over a statement that says nothing about resources: to the end of its line, with its brackets. */
function skipStatement(cursor: Cursor): void {
  let open = 0;
  while (!cursor.done) {
    const char = cursor.peek();
    if (char === "'") readBicepString(cursor);
    else if (char === "\n" && open <= 0) return;
    else {
      if ("([{".includes(char)) open += 1;
      if (")]}".includes(char)) open -= 1;
      cursor.at += 1;
    }
  }
}

function valueDeclaration(cursor: Cursor, kind: "param" | "var" | "output", line: number): BicepDeclaration {
  const name = cursor.identifier() ?? cursor.fail("a name was expected");
  // The type of a param or output stands between the name and "=".
  let open = 0;
  while (!cursor.done && !(open <= 0 && (cursor.peek() === "=" || cursor.peek() === "\n"))) {
    if ("([{".includes(cursor.peek())) open += 1;
    if (")]}".includes(cursor.peek())) open -= 1;
    cursor.at += 1;
  }
  const value = cursor.take("=") ? readBicepExpression(cursor) : undefined;
  return { kind, name, existing: false, conditional: false, ...(value === undefined ? {} : { value }), line, endLine: cursor.line };
}

function deployed(cursor: Cursor, kind: "resource" | "module", line: number): BicepDeclaration {
  const name = cursor.identifier() ?? cursor.fail("a name was expected");
  cursor.space();
  const type = literalText(readBicepString(cursor));
  cursor.space();
  const rest = cursor.text.slice(cursor.at, cursor.at + 9);
  const existing = /^existing\b/.test(rest);
  if (existing) cursor.at += "existing".length;
  cursor.space();
  if (!cursor.take("=")) cursor.fail("= expected");
  cursor.space();
  const conditional = /^if\b|^\[\s*for\b/.test(cursor.text.slice(cursor.at, cursor.at + 40));
  if (/^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
    cursor.at += 2;
    readBicepExpression(cursor);
    cursor.blank();
  }
  const value = readBicepExpression(cursor);
  return { kind, name, ...(type === undefined ? {} : { type }), existing, conditional, value, line, endLine: cursor.line };
}

function literalText(expression: HclExpression): string | undefined {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
}
