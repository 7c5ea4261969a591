import { DockerfileParser, type Instruction } from "dockerfile-ast";
import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { expandVariables } from "../config/expand-variables.ts";
import { NodeCount, requireSize } from "../config/reading.ts";
import { FormatError } from "../errors.ts";
import type { DockerfileFacts, EnvironmentEntry } from "../facts.ts";
import { assignments, fromParts, joinedArguments } from "./arguments.ts";

const BYTES = 2 * 1024 * 1024;

interface Stage {
  readonly image: string;
  readonly name?: string;
  readonly line: number;
  readonly platform?: string;
  readonly variables: Map<string, string>;
}

/**
 * Reads a Dockerfile or Containerfile: stages, instructions with ARG and ENV put in, the environment.
 * ARG before the first FROM counts for FROM lines, and in a stage that declares it again
 * (docs.docker.com/reference/dockerfile, "Understand how ARG and FROM interact").
 *
 * @throws FormatError NOT_THIS_FORMAT, BUDGET_BYTES, BUDGET_NODES
 */
export function readDockerfile(text: string, budget: Budget = DEFAULT_BUDGET): DockerfileFacts {
  requireSize(text, { ...budget, bytes: Math.min(budget.bytes, BYTES) }, "Dockerfile");
  const count = new NodeCount(budget.nodes);
  const reader = new DockerfileReader(text);
  for (const instruction of instructionsOf(text)) {
    count.take(1, instruction.getRange().start.line + 1);
    reader.instruction(instruction);
  }
  if (reader.stages.length === 0) throw new FormatError("NOT_THIS_FORMAT", "no FROM instruction: this is no Dockerfile");
  return {
    stages: reader.stages.map(({ variables: _variables, ...stage }) => stage),
    instructions: reader.instructions,
    environment: reader.environment,
  };
}

function instructionsOf(text: string): readonly Instruction[] {
  try {
    return DockerfileParser.parse(text).getInstructions();
  } catch (cause) {
    throw new FormatError("MALFORMED", "the Dockerfile could not be read", { cause });
  }
}

class DockerfileReader {
  readonly stages: Stage[] = [];
  readonly instructions: DockerfileFacts["instructions"][number][] = [];
  readonly environment: EnvironmentEntry[] = [];
  readonly #global = new Map<string, string>();
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split("\n");
  }

  /** Arguments with their flags, which the library leaves out. */
  #raw(source: Instruction): string {
    const { start, end } = source.getRange();
    const lines = this.#lines.slice(start.line, end.line + 1);
    const last = lines.length - 1;
    const whole = lines
      .map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined))
      .join("\n");
    return whole.slice(source.getInstruction().length).trim();
  }

  instruction(source: Instruction): void {
    const keyword = source.getKeyword().toUpperCase();
    const range = source.getRange();
    const line = range.start.line + 1;
    const raw = this.#raw(source);
    const joined = joinedArguments(raw);
    const variables = this.stages.at(-1)?.variables ?? this.#global;
    const lookup = (name: string): string | undefined => variables.get(name);
    // The shell, not the builder, expands what RUN and CMD run; to the same values.
    const value = expandVariables(joined, keyword === "FROM" ? (name) => this.#global.get(name) : lookup).value;
    if (keyword === "FROM") this.#from(value, line);
    else if (keyword === "ARG" || keyword === "ENV") this.#assign(keyword, joined, line, variables);
    this.instructions.push({ keyword, value, raw, line, endLine: range.end.line + 1, stage: Math.max(0, this.stages.length - 1) });
  }

  #from(value: string, line: number): void {
    const { image, name, platform } = fromParts(value);
    const base = this.stages.find((stage) => stage.name !== undefined && stage.name.toLowerCase() === image.toLowerCase());
    this.stages.push({
      image,
      line,
      variables: new Map(base?.variables ?? []),
      ...(name === undefined ? {} : { name }),
      ...(platform === undefined ? {} : { platform }),
    });
  }

  #assign(keyword: "ARG" | "ENV", text: string, line: number, variables: Map<string, string>): void {
    for (const { name, value } of assignments(text, keyword === "ENV")) {
      const given = value === undefined ? undefined : expandVariables(value, (other) => variables.get(other)).value;
      const known = given ?? (keyword === "ARG" ? this.#global.get(name) : undefined);
      if (known !== undefined) variables.set(name, known);
      this.environment.push({ name, ...(known === undefined ? {} : { value: known }), line, sample: keyword === "ARG" });
    }
  }
}
