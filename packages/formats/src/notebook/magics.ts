import { endOfMagic, statementStarts } from "./logical-lines.ts";

/** A command line that a cell hands to a shell or to a line magic. */
export interface CellCommand {
  readonly command: string;
  /** `!command` and shell cells; else a line magic, its name first. */
  readonly shell: boolean;
  /** In the cell, from 1. */
  readonly line: number;
}

export interface CellCode {
  /** Python with the same number of lines, or nothing where the cell is in another language. */
  readonly code: string;
  /** Set where a cell magic says it. */
  readonly language?: string;
  readonly commands: readonly CellCommand[];
}

const CELL_MAGIC = /^\s*%%?([\w.!-]+)([^\n]*)(?:\n|$)/;
const SHELLS = new Set(["bash", "sh", "zsh", "shell", "cmd", "system", "sx", "!"]);
const OTHERS = new Set([
  "sql",
  "bigquery",
  "bqsql",
  "sparksql",
  "html",
  "svg",
  "javascript",
  "js",
  "typescript",
  "markdown",
  "md",
  "latex",
  "r",
  "julia",
  "ruby",
  "perl",
  "scala",
  "cython",
  "kql",
  "mermaid",
  "fs",
  "css",
  "graphql",
  "configure",
]);
/** Databricks writes cell magics with one sign; these names are no line magics of IPython. */
const SINGLE_SIGN = new Set(["sql", "sh", "md", "scala", "r", "fs", "python"]);

/**
 * Takes the magics out of a Python cell, as IPython does: `!ls` and `%time x` become calls on `get_ipython()`, lines
 * keep their numbers. https://ipython.readthedocs.io/en/stable/interactive/magics.html
 */
export function readMagics(source: string): CellCode {
  const match = CELL_MAGIC.exec(source);
  const sign = source.trimStart().startsWith("%%") ? 2 : 1;
  if (match?.[1] === undefined || (sign === 1 && !(source.trimStart().startsWith("%") && SINGLE_SIGN.has(match[1].toLowerCase()))))
    return lineMagics(source);
  const name = match[1].toLowerCase();
  const rest = match[2]?.trim() ?? "";
  const skipped = match[0].split("\n").length - 1;
  const body = source.slice(match[0].length);
  if (SHELLS.has(name) || (name === "script" && /^(?:ba|z|)sh\b/.test(rest)))
    return { code: "", language: "shell", commands: shellLines(body, skipped + 1) };
  if (name === "script") return { code: "", language: rest.split(/\s/)[0] ?? "script", commands: [] };
  if ((name === "writefile" || name === "file") && !rest.endsWith(".py")) return { code: "", language: "text", commands: [] };
  if (OTHERS.has(name)) return { code: "", language: name, commands: [] };
  const inner = lineMagics(body);
  return {
    code: "\n".repeat(skipped) + inner.code,
    commands: inner.commands.map((command) => ({ ...command, line: command.line + skipped })),
  };
}

/** Lines of a shell cell; a backslash joins them. */
function shellLines(body: string, firstLine: number): CellCommand[] {
  const commands: CellCommand[] = [];
  let line = firstLine;
  for (const logical of body.split(/(?<!\\)\n/)) {
    const command = logical.replace(/\s*\\\n\s*/g, " ").trim();
    if (command !== "" && !command.startsWith("#")) commands.push({ command, shell: true, line });
    line += logical.split("\n").length;
  }
  return commands;
}

const LINE_MAGIC = /^([ \t]*)((?:[A-Za-z_][\w., \t]*=[ \t]*)?)([%!]{1,2})(?!=)([\s\S]*)$/;
const HELP = /^([ \t]*)(?:\?{1,2}[\w.*%]+|[\w.*%]+\?{1,2})[ \t]*$/;

function lineMagics(source: string): CellCode {
  const commands: CellCommand[] = [];
  let code = "";
  let copied = 0;
  let line = 1;
  for (const { start, end } of statementStarts(source)) {
    if (start < copied) continue;
    const logicalEnd = /^[ \t]*(?:[%!]|[A-Za-z_][\w., \t]*=[ \t]*[%!])/.test(source.slice(start, end)) ? endOfMagic(source, start) : end;
    const text = source.slice(start, logicalEnd);
    const magic = LINE_MAGIC.exec(text);
    const help = magic ? null : HELP.exec(text);
    if (!magic && !help) continue;
    line += count(source, copied, start);
    code += source.slice(copied, start);
    if (magic) {
      const [, indent = "", target = "", sign = "", rest = ""] = magic;
      const command = rest.replace(/\s*\\\n\s*/g, " ").trim();
      commands.push({ command, shell: sign.startsWith("!"), line });
      code += indent + target + call(sign.startsWith("!"), target !== "", command);
    } else code += `${help?.[1] ?? ""}pass`;
    code += "\n".repeat(count(source, start, logicalEnd));
    line += count(source, start, logicalEnd);
    copied = logicalEnd;
  }
  return { code: code + source.slice(copied), commands };
}

/** What IPython runs instead. */
function call(shell: boolean, used: boolean, command: string): string {
  if (shell) return `get_ipython().${used ? "getoutput" : "system"}(${JSON.stringify(command)})`;
  const [name = "", ...rest] = command.split(" ");
  // These run the Python behind them.
  if (/^(?:time|timeit|prun|memit|lprun|mprun)$/.test(name) && rest.length > 0 && !rest[0]?.startsWith("-")) return rest.join(" ");
  return `get_ipython().run_line_magic(${JSON.stringify(name)}, ${JSON.stringify(rest.join(" "))})`;
}

function count(source: string, from: number, to: number): number {
  let lines = 0;
  for (let at = source.indexOf("\n", from); at !== -1 && at < to; at = source.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
