import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, targetOf } from "../file-place.ts";
import { PipelineWriter } from "../pipelines/pipeline-writer.ts";
import { cloudformationMachines } from "./from-cloudformation.ts";
import { terraformMachines } from "./from-terraform.ts";
import { type DeclaredMachine, usesAi, writeMachine } from "./machine.ts";
import { isDefinition } from "./states.ts";

/** State machines of AWS Step Functions that train, deploy or use models, wherever their definition stands. */
export const stepFunctions: Discoverer = {
  id: "step-functions",
  version: 1,
  discover(project, sink) {
    const declared = [
      ...project.targets.flatMap((target) => terraformMachines(project, target)),
      ...project.files.flatMap((file) => cloudformationMachines(project, file)),
      ...project.files.flatMap(serverlessMachines),
    ];
    const used = new Set(declared.flatMap(({ source }) => (source === undefined ? [] : [`${source.target}:${source.path}`])));
    const standalone = project.files.filter((file) => !used.has(`${file.target}:${file.path}`)).flatMap(standaloneMachine);
    for (const machine of [...declared, ...standalone])
      if (isDefinition(machine.definition) && usesAi(machine)) write(project, machine, sink);
  },
};

function write(project: Project, machine: DeclaredMachine, sink: DiscoverySink): void {
  // What a definition in its own file says is written there; the resource only names it.
  const place = machine.source ?? machine.file;
  const writer = new PipelineWriter(targetOf(project, machine.file), place, sink, "step-functions", `sfn:${machine.key}`);
  const start = machine.source === undefined ? machine.line : 1;
  const pipeline = writeMachine({ ...machine, line: start }, writer, machine.comment === undefined ? {} : { description: machine.comment });
  const owner = new PipelineWriter(targetOf(project, machine.file), machine.file, sink, "step-functions", `sfn:${machine.key}`);
  const where = { line: machine.line, resource: machine.address };
  if (machine.source !== undefined) owner.own("pipeline", "machine", { ...where, name: machine.name });
  for (const role of machine.role) owner.relate(pipeline, "runs_as", role, where, "resolved");
}

const PLAIN = { substituted: (written: string): string => written, referred: (): readonly string[] => [], role: [] } as const;

/** A definition in a file of its own that nothing read deploys. */
function standaloneMachine(file: ProjectFile): readonly DeclaredMachine[] {
  const [definition] = file.facts.config?.documents ?? [];
  if (definition === undefined || !isDefinition(definition)) return [];
  const bare = nameOf(file.path).replace(/(?:\.asl)?(?:\.(?:json|ya?ml))(?:\.\w+)?$/i, "");
  const name = /^(?:definition|state-?machine|workflow|asl)$/i.test(bare) ? nameOf(folderOf(file.path)) || bare : bare;
  return [{ ...PLAIN, ...described(definition), file, key: file.path, name, address: "States", line: 1, definition }];
}

/** The Step Functions plug-in of the Serverless Framework. */
function serverlessMachines(file: ProjectFile): readonly DeclaredMachine[] {
  if (!/^serverless(?:\.[\w-]+)?\.(?:ya?ml|json)$/.test(nameOf(file.path))) return [];
  return entries(at(file.facts.config?.documents[0], "stepFunctions", "stateMachines")).flatMap(({ key, line, value }) => {
    const definition = at(value, "definition");
    const address = `stepFunctions.stateMachines.${key}`;
    return definition === undefined
      ? []
      : [
          {
            ...PLAIN,
            ...described(definition),
            file,
            key: `${file.path}:${key}`,
            name: text(at(value, "name")) ?? key,
            address,
            line,
            definition,
          },
        ];
  });
}

function described(definition: ConfigNode): { readonly comment?: string } {
  const comment = text(at(definition, "Comment"));
  return comment === undefined ? {} : { comment: comment.slice(0, 200) };
}
