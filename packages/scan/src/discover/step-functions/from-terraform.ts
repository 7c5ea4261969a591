import type { ConfigNode, HclExpression } from "@castellan/formats";
import { assetId } from "@castellan/graph";
import { RESOURCE_MEANINGS } from "../../../knowledge/infrastructure/index.ts";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import { resolvePath } from "../file-place.ts";
import { declaredResource } from "../identity/index.ts";
import { Evaluator, type Scope } from "../terraform/evaluate.ts";
import { type ModuleInstance, rootInstances } from "../terraform/instance.ts";
import { attribute, type PlacedBlock } from "../terraform/module.ts";
import { resourceObject } from "../terraform/resource-object.ts";
import { isOpen, isRecord, textOf } from "../terraform/value.ts";
import { parsedDefinition } from "./json-node.ts";
import type { DeclaredMachine } from "./machine.ts";

const TYPES: ReadonlySet<string> = new Set(["aws_sfn_state_machine", "awscc_stepfunctions_state_machine"]);

/** State machines of Terraform, their definitions from jsonencode, a heredoc, file or templatefile. */
export function terraformMachines(project: Project, target: Target): readonly DeclaredMachine[] {
  const files = project.files.filter((file) => file.target === target.index && file.facts.hcl !== undefined);
  if (!files.some((file) => file.facts.hcl?.blocks.some(({ labels }) => TYPES.has(labels[0] ?? "")))) return [];
  return rootInstances(project, target.index).flatMap((root) => machinesIn(project, target, root, new Evaluator()));
}

function machinesIn(project: Project, target: Target, instance: ModuleInstance, evaluator: Evaluator): readonly DeclaredMachine[] {
  const own = [...instance.module.resources].flatMap(([address, placed]) => {
    const machine = TYPES.has(placed.block.labels[0] ?? "") ? machineOf(project, target, instance, address, placed, evaluator) : undefined;
    return machine === undefined ? [] : [machine];
  });
  return [...own, ...[...instance.children.values()].flatMap((child) => machinesIn(project, target, child, evaluator))];
}

function machineOf(
  project: Project,
  target: Target,
  instance: ModuleInstance,
  local: string,
  placed: PlacedBlock,
  evaluator: Evaluator,
): DeclaredMachine | undefined {
  const scope: Scope = { instance, file: placed.file.path, names: new Map() };
  const written = attribute(placed.block, "definition") ?? attribute(placed.block, "definition_string");
  if (written === undefined) return undefined;
  const source = definitionOf(project, placed.file, written, scope, evaluator);
  if (source === undefined) return undefined;
  const name = attribute(placed.block, "name") ?? attribute(placed.block, "state_machine_name");
  const given = name === undefined ? undefined : evaluator.value(name, scope).json;
  const address = instance.prefix + local;
  const role = attribute(placed.block, "role_arn");
  const known = functionNames(instance, evaluator);
  const idOf = (resource: string): readonly string[] => {
    const kind = RESOURCE_MEANINGS.get(/([\w-]+)\.[\w-]+$/.exec(resource)?.[1] ?? "")?.kind;
    return kind === undefined ? [] : [assetId(kind, declaredResource(target, instance.root, resource).key)];
  };
  return {
    file: placed.file,
    ...(source.file === undefined ? {} : { source: source.file }),
    key: `${instance.root}:${address}`,
    name: typeof given === "string" && !isOpen(given) ? given : (placed.block.labels[1] ?? local),
    address,
    line: placed.block.line,
    definition: source.definition,
    substituted: source.substituted,
    referred: (text) => {
      const value = source.substituted(text);
      const named = known.get(value);
      return [
        ...[...value.matchAll(/\$\{((?:module\.[\w-]+\.)*aws_\w+\.[\w-]+)/g)].flatMap((match) => idOf(match[1] ?? "")),
        ...(named === undefined ? [] : idOf(named)),
      ];
    },
    role: role === undefined ? [] : evaluator.value(role, scope).references.flatMap(idOf),
  };
}

interface Source {
  readonly definition: ConfigNode;
  readonly file?: ProjectFile;
  substituted(text: string): string;
}

function definitionOf(
  project: Project,
  file: ProjectFile,
  expression: HclExpression,
  scope: Scope,
  evaluator: Evaluator,
): Source | undefined {
  const rendered = renderedFile(expression, scope, evaluator);
  if (rendered === undefined) {
    const { json } = evaluator.value(expression, scope);
    // A heredoc starts on the line after its mark.
    const definition =
      typeof json === "string" ? parsedDefinition(json, expression.kind === "call" ? expression.line : expression.line + 1) : undefined;
    return definition === undefined ? undefined : { definition, substituted: (text) => text };
  }
  // Paths are of the module (`${path.module}/x`) or of the folder in which Terraform runs.
  const found = [
    resolvePath("", rendered.path),
    resolvePath(scope.instance.root, rendered.path),
    resolvePath(scope.instance.module.folder, rendered.path),
  ]
    .flatMap((path) => (path === undefined ? [] : (project.file(file.target, path) ?? [])))
    .find((candidate) => candidate.facts.config !== undefined);
  const definition = found?.facts.config?.documents[0];
  if (found === undefined || definition === undefined) return undefined;
  return {
    definition,
    file: found,
    substituted: (text) => text.replace(/\$\{\s*([\w-]+)\s*\}/g, (whole, name: string) => rendered.variables.get(name) ?? whole),
  };
}

interface Rendered {
  readonly path: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** `file(…)`, `templatefile(…, {…})`, `data.template_file.x.rendered`, also behind a local. */
function renderedFile(expression: HclExpression, scope: Scope, evaluator: Evaluator, depth = 0): Rendered | undefined {
  if (depth > 5) return undefined;
  if (expression.kind === "template" && expression.parts.length === 1 && expression.parts[0] !== undefined)
    return renderedFile(expression.parts[0], scope, evaluator, depth + 1);
  if (expression.kind === "call" && (expression.name === "templatefile" || expression.name === "file")) {
    const [path, variables] = expression.arguments.map((argument) => evaluator.value(argument, scope).json);
    if (typeof path !== "string" || isOpen(path)) return undefined;
    return { path, variables: new Map(isRecord(variables) ? Object.entries(variables).map(([key, value]) => [key, textOf(value)]) : []) };
  }
  if (expression.kind !== "reference") return undefined;
  const [head, second, third] = expression.path;
  if (head === "local" && typeof second === "string") {
    const local = scope.instance.module.locals.get(second);
    return local === undefined ? undefined : renderedFile(local.expression, { ...scope, file: local.file }, evaluator, depth + 1);
  }
  const data =
    head === "data" && second === "template_file" && typeof third === "string"
      ? scope.instance.module.resources.get(`data.template_file.${third}`)
      : undefined;
  const template = data === undefined ? undefined : attribute(data.block, "template");
  const inner = template === undefined ? undefined : renderedFile(template, scope, evaluator, depth + 1);
  if (data === undefined || inner === undefined) return inner;
  const variables = attribute(data.block, "vars");
  const values = variables === undefined ? undefined : evaluator.value(variables, scope).json;
  return {
    path: inner.path,
    variables: new Map(isRecord(values) ? Object.entries(values).map(([key, value]) => [key, textOf(value)]) : []),
  };
}

/** Functions whose name is written: a definition may name them instead of referring to them. */
function functionNames(instance: ModuleInstance, evaluator: Evaluator): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [local, placed] of instance.module.resources) {
    if (placed.block.labels[0] !== "aws_lambda_function") continue;
    const name = resourceObject(evaluator, placed, instance, "function_name")?.json;
    if (typeof name === "string" && !isOpen(name)) names.set(name, instance.prefix + local);
  }
  return names;
}
