import { graphTokens } from "./tokens.ts";

export interface MilProgram {
  /** Operators by name, with their first place. */
  readonly operators: ReadonlyMap<string, number>;
  /** Files that weights are read from, as written, with their first place. */
  readonly files: ReadonlyMap<string, number>;
  readonly functions: readonly string[];
  /** A bracket has no partner. */
  readonly unbalanced: boolean;
}

/** Whether a text begins like a compiled program of Core ML. */
export function looksLikeMil(start: string): boolean {
  return /^program\(\d{1,4}(?:\.\d{1,4}){0,2}\)\s{0,100}(?:\[|\{)/.test(start);
}

/**
 * Reads the program of a compiled Core ML model (`model.mil`): a statement is `type name = operator(arguments)[attributes];`,
 * and weights stand in files that BLOBFILE names.
 * @see https://apple.github.io/coremltools/docs-guides/source/model-intermediate-language.html
 * @throws FormatError
 */
export function readMil(text: string): MilProgram {
  const tokens = graphTokens(text);
  const operators = new Map<string, number>();
  const files = new Map<string, number>();
  const functions: string[] = [];
  let depth = 0;
  let unbalanced = false;
  let blob = -1;
  const mark = (index: number): string => (tokens[index]?.kind === "mark" ? (tokens[index]?.value ?? "") : "");
  for (const [index, { kind, value, offset }] of tokens.entries()) {
    if (kind === "mark" && "([{".includes(value)) depth++;
    else if (kind === "mark" && ")]}".includes(value)) depth--;
    if (depth < 0) unbalanced = true;
    if (kind === "name" && value === "BLOBFILE") blob = offset;
    else if (kind === "name" && value === "func" && tokens[index + 1]?.kind === "name") functions.push(tokens[index + 1]?.value ?? "");
    else if (kind === "text" && blob >= 0) {
      if (!files.has(value)) files.set(value, offset);
      blob = -1;
    } else if (mark(index) === "=" && tokens[index + 1]?.kind === "name" && mark(index + 2) === "(") {
      // Before the name of an argument or attribute stands a bracket or nothing that is kept; before that of a value, its type.
      const typed = tokens[index - 2]?.kind === "name" || mark(index - 2) === ">";
      const { value: operator = "", offset: at = 0 } = tokens[index + 1] ?? {};
      if (typed && tokens[index - 1]?.kind === "name" && !operators.has(operator)) operators.set(operator, at);
    }
  }
  return { operators, files, functions, unbalanced: unbalanced || depth !== 0 };
}
