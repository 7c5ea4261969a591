import { type TorchScriptToken, torchScriptTokens } from "./tokens.ts";

/** `torch.save(x, "f")`: the path that is called and what stands first in its arguments. */
export interface TorchScriptCall {
  /** `["torch", "save"]`; begins with "" where the path stands on a value: `(x).save(…)`. */
  readonly path: readonly string[];
  readonly line: number;
  /** A string constant stands among the arguments, at any depth. */
  readonly textArgument: boolean;
}

export interface TorchScriptSource {
  readonly calls: readonly TorchScriptCall[];
  /** Statements that TorchScript does not have. */
  readonly foreign: readonly { readonly word: string; readonly line: number }[];
  /** `while True` without a way out. */
  readonly endless: readonly number[];
  /** `torch.classes.quantized`: custom classes that are named. */
  readonly classes: readonly string[];
}

const FOREIGN: ReadonlySet<string> = new Set(["import", "exec", "eval", "lambda", "global", "nonlocal", "yield", "async", "await"]);
const WAYS_OUT: ReadonlySet<string> = new Set(["break", "return", "raise", "RaiseException"]);
const MAX_CALLS = 100_000;

/** Finds the calls in TorchScript source. Linear; what cannot be parsed is passed over. */
export function readTorchScript(text: string): TorchScriptSource {
  const tokens = [...torchScriptTokens(text)].filter(({ kind }) => kind !== "newline");
  const calls: TorchScriptCall[] = [];
  const foreign: { word: string; line: number }[] = [];
  const classes = new Set<string>();
  const endless: number[] = [];
  const stringAfter = stringsInBrackets(tokens);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "name") continue;
    if (FOREIGN.has(token.text) && tokens[index - 1]?.text !== ".") foreign.push({ word: token.text, line: token.line });
    if (token.text === "while" && tokens[index + 1]?.text === "True" && tokens[index + 2]?.text === ":" && !hasWayOut(tokens, index))
      endless.push(token.line);
    if (tokens[index + 1]?.text === ".") continue;
    const path = pathTo(tokens, index);
    if (path[0] === "torch" && path[1] === "classes" && path[2] !== undefined) classes.add(path.slice(2).join("."));
    if (tokens[index + 1]?.text !== "(" || calls.length >= MAX_CALLS) continue;
    const before = tokens[index - 2 * path.length + (path[0] === "" ? 2 : 1)]?.text;
    if (path.length === 1 && (before === "def" || before === "class")) continue;
    calls.push({ path, line: token.line, textArgument: stringAfter.has(index + 1) });
  }
  return { calls, foreign, endless, classes: [...classes] };
}

/** The dotted names up to the one at `end`. */
function pathTo(tokens: readonly TorchScriptToken[], end: number): readonly string[] {
  const path = [tokens[end]?.text ?? ""];
  for (let at = end - 1; tokens[at]?.text === "." && path.length < 32; at -= 2) {
    const before = tokens[at - 1];
    if (before?.kind !== "name") {
      path.unshift("");
      break;
    }
    path.unshift(before.text);
  }
  return path;
}

/** Opening brackets within which a string stands. */
function stringsInBrackets(tokens: readonly TorchScriptToken[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (text === "(") open.push(index);
    else if (text === ")") {
      const inner = open.pop();
      const outer = open.at(-1);
      if (inner !== undefined && outer !== undefined && found.has(inner)) found.add(outer);
    } else if (kind === "string") {
      const inner = open.at(-1);
      if (inner !== undefined) found.add(inner);
    }
  }
  return found;
}

function hasWayOut(tokens: readonly TorchScriptToken[], loop: number): boolean {
  const start = tokens[loop];
  if (start === undefined) return true;
  for (let at = loop + 3; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || (token.line > start.line && token.indent <= start.indent)) return false;
    if (WAYS_OUT.has(token.text)) return true;
  }
  return false;
}
