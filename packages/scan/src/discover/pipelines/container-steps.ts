import { type ConfigNode, entry, shellCommands, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { ProjectFile, Target } from "../../project/facts.ts";
import { isHubId } from "../code/providers.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { hubModel } from "../identity/index.ts";
import { variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import { relateEnvironment, type Variable } from "../infrastructure/environment-use.ts";
import { servingCommand, unwrapped } from "../infrastructure/serving.ts";
import { maskCommand } from "../mask-arguments.ts";
import { isLearning, isTraining } from "./learning.ts";
import type { PipelineWriter } from "./pipeline-writer.ts";

/** A step that runs a container. */
export interface ContainerStep {
  readonly key: string;
  readonly name: string;
  readonly line: number;
  readonly resource: string;
  readonly after: readonly string[];
  readonly image?: string | undefined;
  readonly words?: readonly string[] | undefined;
  /** The script that the container is handed. */
  readonly source?: string | undefined;
  readonly environment?: readonly Variable[] | undefined;
  readonly attributes?: { readonly [key: string]: Json };
}

export interface ContainerPipeline {
  readonly name: string;
  readonly line: number;
  readonly resource: string;
  readonly steps: readonly ContainerStep[];
  readonly attributes?: { readonly [key: string]: Json };
}

interface Context {
  readonly target: Target;
  readonly file: ProjectFile;
  readonly sink: DiscoverySink;
  readonly writer: PipelineWriter;
}

/** Parts of a container of a workflow engine that say what it runs. */
export function containerFacts(
  node: ConfigNode | undefined,
  file: string,
): Pick<ContainerStep, "image" | "words" | "source" | "environment"> {
  const words = ["command", "args"].flatMap((key) => wordsOf(entry(node, key)?.value)?.words ?? []);
  return {
    image: text(entry(node, "image")?.value),
    words,
    source: text(entry(node, "source")?.value) ?? text(entry(node, "script")?.value),
    environment: variablesOf(entry(node, "env")?.value, file),
  };
}

export function anyLearns(pipeline: ContainerPipeline): boolean {
  return pipeline.steps.some((step) => isLearning({ ...step, command: commandOf(step) }));
}

function commandOf({ words = [], source }: ContainerStep): string {
  return maskCommand([words.join(" "), source ?? ""].filter((part) => part !== "").join("\n")).slice(0, 1000);
}

/** Writes a pipeline of containers: steps in order, images, training runs, models that commands name. */
export function writeContainerPipeline({ target, file, sink, writer }: Context, pipeline: ContainerPipeline): void {
  const id = writer.own("pipeline", "pipeline", pipeline);
  const ids = new Map(
    pipeline.steps.map((step) => {
      const command = commandOf(step);
      const declared = { ...step, attributes: { ...step.attributes, ...(command === "" ? {} : { command }) } };
      return [step.key, writer.step(id, step.key, declared)] as const;
    }),
  );
  for (const step of pipeline.steps) {
    const own = ids.get(step.key);
    if (own === undefined) continue;
    const where = { line: step.line, resource: step.resource };
    for (const earlier of step.after) {
      const other = ids.get(earlier);
      if (other !== undefined) writer.relate(own, "depends_on", other, where);
    }
    writer.image(own, step.image, where);
    const command = commandOf(step);
    const run = isTraining({ name: step.name, command })
      ? writer.run(own, "training-run", step.key, { ...where, name: step.name, attributes: command === "" ? {} : { command } })
      : undefined;
    for (const model of modelsIn(step)) {
      const used = writer.asset("model", model.identity, { ...where, name: model.name });
      writer.relate(run ?? own, run === undefined ? "uses_model" : "fine_tunes", used, where);
    }
    relateEnvironment({ target, scope: file.scope, resource: step.resource }, () => own, step.environment ?? [], sink);
  }
}

const MODEL_FLAG =
  /^--(?:model|model[-_]id|model[-_]name[-_]or[-_]path|base[-_]model|pretrained[-_]model[-_]name[-_]or[-_]path)(?:=(.+))?$/;

/** Models of the hub that commands name: by a serving or fetching program, or by a trainer's usual flag. */
function modelsIn(step: ContainerStep): readonly { readonly name: string; readonly identity: ReturnType<typeof hubModel> }[] {
  const lines = [
    ...unwrapped(step.words ?? [], (line) => shellCommands(line).map(({ words }) => words)),
    ...(step.source === undefined ? [] : shellCommands(step.source).map(({ words }) => words)),
  ];
  const found = lines.flatMap((words) => {
    const serving = servingCommand(words);
    if (serving !== undefined) return serving.models;
    return words.flatMap((word, index) => {
      const flag = MODEL_FLAG.exec(word);
      const name = flag === null ? undefined : (flag[1] ?? words[index + 1]);
      return name !== undefined && isHubId(name) && !/^\.|\{/.test(name) ? [{ name, identity: hubModel(name) }] : [];
    });
  });
  return [...new Map(found.map((model) => [model.identity.key, model])).values()];
}
