import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { requireSize } from "../config/reading.ts";
import type { CommandFacts, CredentialName, MakeRule } from "../facts.ts";
import { type ShellCommand, shellCommands } from "./words.ts";

const BYTES = 1024 * 1024;

interface Token {
  readonly kind: "word" | "text" | "sign";
  readonly text: string;
  readonly line: number;
}

const SHELL: ReadonlySet<string> = new Set(["sh", "bat", "powershell", "pwsh"]);

/**
 * Reads a Jenkinsfile (jenkins.io/doc/book/pipeline/syntax): its stages as rules, the commands of its shell steps between
 * them, and the credentials that it asks for. Groovy around them is not run. Line numbers are the file's.
 *
 * @throws FormatError BUDGET_BYTES
 */
export function readJenkinsfile(text: string, budget: Budget = DEFAULT_BUDGET): CommandFacts {
  requireSize(text, { ...budget, bytes: Math.min(budget.bytes, BYTES) }, "Jenkinsfile");
  const tokens = tokensOf(text);
  const commands: ShellCommand[] = [];
  const rules: MakeRule[] = [];
  const credentials: CredentialName[] = [];
  /** Folders entered by `dir("x") { … }`, with the depth of braces around them. */
  const entered: { readonly depth: number; readonly back: string }[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const { line } = token;
    if (token.kind === "sign") {
      depth += token.text === "{" ? 1 : token.text === "}" ? -1 : 0;
      if (token.text === "}" && entered.at(-1)?.depth === depth) {
        const back = entered.pop()?.back;
        if (back !== undefined) commands.push({ words: ["cd", back], line, endLine: line });
      }
    }
    if (token.kind !== "word") continue;
    const given = argumentAfter(tokens, index);
    if (given === undefined) continue;
    if (token.text === "stage") rules.push({ names: [given.text], needs: [], line });
    else if (SHELL.has(token.text)) commands.push(...shellCommands(given.text, given.line));
    else if (token.text === "credentials" || token.text === "credentialsId") credentials.push({ name: given.text, line });
    else if (token.text === "dir" && /^[\w./-]+$/.test(given.text)) {
      commands.push({ words: ["cd", given.text], line, endLine: line });
      entered.push({
        depth,
        back: given.text
          .split("/")
          .filter((step) => step !== "" && step !== ".")
          .map(() => "..")
          .join("/"),
      });
    }
  }
  return { commands, environment: [], rules, credentials };
}

/** The text that a step is given: `sh "x"`, `sh("x")`, `sh(script: "x", …)`, `credentialsId: "x"`. */
function argumentAfter(tokens: readonly Token[], index: number): Token | undefined {
  let next = index + 1;
  const open = tokens[next]?.text === "(" && tokens[next]?.kind === "sign";
  if (open || tokens[next]?.text === ":") next += 1;
  const first = tokens[next];
  if (first?.kind === "text") return first;
  // Named arguments: `script` is the one that is run, `name` the one that a stage is called by.
  for (let at = next; at < Math.min(tokens.length, next + 24); at++) {
    const token = tokens[at];
    if (token === undefined || (token.kind === "sign" && ")}{".includes(token.text))) return undefined;
    if (token.kind === "word" && /^(?:script|name)$/.test(token.text) && tokens[at + 1]?.text === ":") {
      const value = tokens[at + 2];
      return value?.kind === "text" ? value : undefined;
    }
    if (!open && token.line > (tokens[index]?.line ?? 0)) return undefined;
  }
  return undefined;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  // What is opened and not closed goes on to the end, of the line or of the file: nothing is read twice.
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'''([\s\S]*?)(?:'''|$)|"""([\s\S]*?)(?:"""|$)|'((?:[^'\\\n]|\\.)*)(?:'|(?=[\n\\])|$)|"((?:[^"\\\n]|\\.)*)(?:"|(?=[\n\\])|$)|[A-Za-z_]\w*|[^\s\w]/g;
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    for (let at = last; at < match.index; at++) if (text.charCodeAt(at) === 10) line += 1;
    const whole = match[0];
    const inner = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (inner !== undefined && isClosed(whole)) tokens.push({ kind: "text", text: inner.replace(/\\(["'$\\])/g, "$1"), line });
    else if (/^[A-Za-z_]/.test(whole)) tokens.push({ kind: "word", text: whole, line });
    else if (inner === undefined && whole.length === 1) tokens.push({ kind: "sign", text: whole, line });
    for (const character of whole) if (character === "\n") line += 1;
    last = match.index + whole.length;
  }
  return tokens;
}

function isClosed(text: string): boolean {
  const quote = /^(?:'''|"""|.)/.exec(text)?.[0] ?? "";
  return text.length >= 2 * quote.length && text.endsWith(quote);
}
