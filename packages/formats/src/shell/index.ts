import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { expandVariables } from "../config/expand-variables.ts";
import { requireSize } from "../config/reading.ts";
import type { CommandFacts, EnvironmentEntry, MakeRule } from "../facts.ts";
import { type ShellCommand, shellCommands } from "./words.ts";

const BYTES = 1024 * 1024;
/** What variables may grow a word by. */
const GROWTH = 100_000;
const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=(.*)$/s;

function limited(budget: Budget): Budget {
  return { ...budget, bytes: Math.min(budget.bytes, BYTES) };
}

/**
 * Reads a shell script: its simple commands with variables of the script put in, and what it sets.
 *
 * @throws FormatError BUDGET_BYTES
 */
export function readShell(text: string, budget: Budget = DEFAULT_BUDGET): CommandFacts {
  requireSize(text, limited(budget), "shell script");
  return resolved(shellCommands(text), new Map());
}

/** Reads a Makefile: recipes and variables. Line numbers are the file's. */
export function readMakefile(text: string, budget: Budget = DEFAULT_BUDGET): CommandFacts {
  requireSize(text, limited(budget), "Makefile");
  const variables = new Map<string, string>();
  const environment: EnvironmentEntry[] = [];
  const commands: ShellCommand[] = [];
  const rules: MakeRule[] = [];
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const first = index + 1;
    let line = lines[index] ?? "";
    while (line.endsWith("\\") && index + 1 < lines.length) {
      index += 1;
      line = `${line}\n${lines[index] ?? ""}`;
    }
    const set = /^(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(\?|:{1,3}|\+)?=\s*(.*)$/s.exec(line);
    const rule = MAKE_RULE.exec(line);
    if (line.startsWith("\t")) commands.push(...shellCommands(line.replace(/^\t[@+-]*/, ""), first));
    else if (set?.[1] === undefined && rule !== null) rules.push({ names: wordsIn(rule[1]), needs: wordsIn(rule[2]), line: first });
    else if (set?.[1] !== undefined) {
      const value = makeExpanded((set[3] ?? "").replace(/\s+#.*$/, "").trim(), variables);
      if (set[2] !== "?" || !variables.has(set[1])) variables.set(set[1], value);
      environment.push({ name: set[1], value, line: first, sample: set[2] === "?" });
    }
  }
  const expanded = commands.map((command) => ({ ...command, words: command.words.map((word) => makeExpanded(word, variables)) }));
  return { commands: resolved(expanded, variables).commands, environment, rules };
}

/** `train test: data.csv | out`: names, then what has to be made before. */
const MAKE_RULE = /^([\w./%-][\w./% -]*?)\s*::?(?![=:])\s*([^#=]*)/;

function wordsIn(text = ""): readonly string[] {
  return text.split(/[\s|]+/).filter((word) => word !== "");
}

function makeExpanded(text: string, variables: ReadonlyMap<string, string>): string {
  let grown = 0;
  const expanded = text.replace(/\$\(([\w.-]+)\)/g, (whole, name: string) => {
    const value = variables.get(name);
    grown += value?.length ?? 0;
    return value === undefined || grown > GROWTH ? whole : value;
  });
  return expanded.replaceAll("$$", "$");
}

/** Reads a Procfile: `name: command` lines. */
export function readProcfile(text: string, budget: Budget = DEFAULT_BUDGET): CommandFacts {
  requireSize(text, limited(budget), "Procfile");
  const commands = text.split(/\r?\n/).flatMap((line, index) => {
    const command = /^[A-Za-z0-9_-]+:\s*(.+)$/.exec(line)?.[1];
    return command === undefined ? [] : shellCommands(command, index + 1);
  });
  return resolved(commands, new Map());
}

/** Assignments in order; later commands see them, as do words with `$X` and `${X:-default}`. */
function resolved(commands: readonly ShellCommand[], given: ReadonlyMap<string, string>): CommandFacts {
  const variables = new Map(given);
  const environment: EnvironmentEntry[] = [];
  const kept: ShellCommand[] = [];
  for (const command of commands) {
    const words = [...command.words];
    const exporting = /^(?:export|set|setenv|declare|local|readonly|typeset)$/.test(words[0] ?? "");
    const rest = exporting ? words.slice(1) : words;
    while (rest[0] !== undefined) {
      const [, name, written] = ASSIGNMENT.exec(rest[0]) ?? [];
      if (name === undefined || written === undefined) break;
      rest.shift();
      const { value, defaulted } = expandVariables(written, (other) => variables.get(other));
      // What a program prints is not known: neither is it what stood there before.
      if (value.includes("$(") || value.includes("`")) {
        variables.delete(name);
        environment.push({ name, line: command.line, sample: false });
        continue;
      }
      variables.set(name, value);
      environment.push({ name, value, line: command.line, sample: defaulted });
    }
    if (exporting || rest.length === 0) continue;
    kept.push({ ...command, words: rest.map((word) => expandVariables(word, (other) => variables.get(other)).value) });
  }
  return { commands: kept, environment };
}
