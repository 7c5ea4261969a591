import { shellCommands } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { aiService, localSymbol } from "../identity/index.ts";
import { imageMeaning, servingArguments, servingCommand, unwrapped } from "../infrastructure/serving.ts";
import { containerRun } from "./container-run.ts";

interface Command {
  readonly words: readonly string[];
  readonly line: number;
  readonly resource?: string;
}

/** Model servers started, and models fetched, by shell scripts, Makefiles, Procfiles, Dockerfiles and CI steps. */
export const servingFlagsDiscoverer: Discoverer = {
  id: "serving-flags",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) for (const command of commandsOf(file)) emit(project, file, command, sink);
  },
};

function commandsOf(file: ProjectFile): readonly Command[] {
  const { commands, dockerfile, notebook } = file.facts;
  const scripted = commands?.commands ?? [];
  const built = dockerfile?.instructions.flatMap((instruction): readonly Command[] => {
    if (instruction.keyword !== "RUN" && instruction.keyword !== "CMD" && instruction.keyword !== "ENTRYPOINT") return [];
    return wordsOfInstruction(instruction.value).map((words) => ({ words, line: instruction.line, resource: instruction.keyword }));
  });
  const cells = notebook?.shell.flatMap(({ command, line }) => shellCommands(command, line)) ?? [];
  return [...scripted, ...(built ?? []), ...cells].flatMap((command) =>
    unwrapped(command.words, (text) => shellCommands(text).map(({ words }) => words)).map((words) => ({ ...command, words })),
  );
}

/** The exec form is a JSON list, the shell form a line. */
export function wordsOfInstruction(value: string): readonly (readonly string[])[] {
  if (value.startsWith("[")) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed)) return [parsed.map((word: unknown) => String(word))];
    } catch {
      // Not JSON after all: the shell gets it.
    }
  }
  return shellCommands(value.replace(/^(?:--\S+\s+)+/, "")).map(({ words }) => words);
}

function emit(project: Project, file: ProjectFile, command: Command, sink: DiscoverySink): void {
  const target = project.targets[file.target];
  const container = containerRun(command.words);
  const known = container?.image === undefined ? undefined : imageMeaning(container.image);
  const serving =
    container === undefined
      ? servingCommand(command.words)
      : (servingCommand(container.words) ?? (known?.kind === "endpoint" ? servingArguments(known.product, container.words) : undefined));
  if (target === undefined || serving === undefined) return;
  const place = {
    file: file.path,
    line: command.line,
    technique: "configuration",
    confidence: "certain",
    ...(command.resource === undefined ? {} : { resource: command.resource }),
  } as const;
  const { program, models, attributes } = serving;
  const service =
    program.service === undefined
      ? undefined
      : sink.asset({
          kind: "ai-service",
          name: program.service,
          identity: aiService(program.service),
          scope: file.scope,
          occurrences: [place],
        });
  const server =
    program.kind === undefined
      ? undefined
      : sink.asset({
          kind: program.kind,
          name: program.product,
          identity: localSymbol(target, file, `${program.product}:${models.map(({ name }) => name).join(",")}`),
          scope: file.scope,
          attributes,
          occurrences: [place],
        });
  if (server !== undefined && service !== undefined) sink.relate(server, "depends_on", service, "resolved", [place]);
  for (const model of models) {
    const id = sink.asset({
      kind: "model",
      name: model.name,
      identity: model.identity,
      scope: file.scope,
      attributes: model.provider === undefined ? {} : { provider: model.provider },
      occurrences: [place],
    });
    if (server !== undefined)
      sink.relate(server, program.kind === "endpoint" || program.kind === "gateway" ? "serves" : "uses_model", id, "stated", [place]);
    const provider =
      service ??
      (model.provider === "ollama"
        ? sink.asset({ kind: "ai-service", name: "ollama", identity: aiService("ollama"), scope: file.scope, occurrences: [place] })
        : undefined);
    if (provider !== undefined) sink.relate(id, "served_by", provider, "resolved", [place]);
  }
}
