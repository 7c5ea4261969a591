import type { HclBlock, HclExpression } from "@castellan/formats";
import { compareText } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { belongsTo } from "../environment-name.ts";

/** An expression with the file that it stands in. */
export interface PlacedExpression {
  readonly expression: HclExpression;
  readonly file: string;
}

export interface PlacedBlock {
  readonly block: HclBlock;
  readonly file: ProjectFile;
}

/** All blocks of one folder: a Terraform module. */
export interface TerraformModule {
  readonly target: number;
  readonly folder: string;
  readonly files: readonly ProjectFile[];
  readonly variables: ReadonlyMap<string, PlacedExpression | undefined>;
  /** terraform.tfvars and *.auto.tfvars first, then other .tfvars. */
  readonly settings: ReadonlyMap<string, PlacedExpression>;
  readonly locals: ReadonlyMap<string, PlacedExpression>;
  readonly outputs: ReadonlyMap<string, PlacedExpression>;
  /** By address: `type.name` or `data.type.name`. */
  readonly resources: ReadonlyMap<string, PlacedBlock>;
  /** By name. */
  readonly calls: ReadonlyMap<string, PlacedBlock>;
  /** Blocks of a name that is taken; the first stands. */
  readonly conflicts: readonly PlacedBlock[];
  /** Workspace that `--env` names. */
  readonly environment?: string;
}

/** Blocks whose names may stand once in a module. */
const NAMED = new Set(["variable", "output", "resource", "data", "module"]);

export function attribute(block: HclBlock, name: string): HclExpression | undefined {
  return block.attributes.find((candidate) => candidate.name === name)?.value;
}

function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end === -1 ? "" : path.slice(0, end);
}

function isConfiguration(file: ProjectFile): boolean {
  return file.facts.hcl !== undefined && /\.(?:tf|tofu)$/.test(file.path);
}

/** Modules by folder, in order. */
export function terraformModules(project: Project, target: number): ReadonlyMap<string, TerraformModule> {
  const folders = new Map<string, ProjectFile[]>();
  const settings = new Map<string, ProjectFile[]>();
  for (const file of project.files) {
    if (file.target !== target || file.facts.hcl === undefined) continue;
    const into = isConfiguration(file) ? folders : /\.tfvars(?:\.example)?$/.test(file.path) ? settings : undefined;
    const list = into?.get(folderOf(file.path)) ?? [];
    into?.set(folderOf(file.path), [...list, file]);
  }
  return new Map(
    [...folders]
      .sort(([a], [b]) => compareText(a, b))
      .map(([folder, files]) => [
        folder,
        moduleOf(target, folder, files, settingFilesOf(folder, settings, project.environment), project.environment),
      ]),
  );
}

/** Variables files that hold for a folder: with an environment its own and those that always hold, never those of others. */
function settingFilesOf(
  folder: string,
  settings: ReadonlyMap<string, readonly ProjectFile[]>,
  environment: string | undefined,
): readonly ProjectFile[] {
  const own = settings.get(folder) ?? [];
  if (environment === undefined) return own;
  const chosen = [...settings.values()].flat().filter(({ path }) => belongsTo(environment, folder, path));
  const always = own.filter((file) => !chosen.includes(file) && /(?:^|\/)terraform\.tfvars$|\.auto\.tfvars$/.test(file.path));
  return [...chosen, ...always];
}

function moduleOf(
  target: number,
  folder: string,
  files: readonly ProjectFile[],
  settingFiles: readonly ProjectFile[],
  environment?: string,
): TerraformModule {
  const variables = new Map<string, PlacedExpression | undefined>();
  const locals = new Map<string, PlacedExpression>();
  const outputs = new Map<string, PlacedExpression>();
  const resources = new Map<string, PlacedBlock>();
  const calls = new Map<string, PlacedBlock>();
  const conflicts: PlacedBlock[] = [];
  const taken = new Set<string>();
  const placed = (expression: HclExpression | undefined, file: ProjectFile): PlacedExpression | undefined =>
    expression === undefined ? undefined : { expression, file: file.path };
  for (const file of files) {
    for (const block of file.facts.hcl?.blocks ?? []) {
      const [first = "", second = ""] = block.labels;
      const name = `${block.type} ${first} ${second}`;
      if (NAMED.has(block.type)) {
        if (taken.has(name)) {
          // Files of that name are there to change what others say (developer.hashicorp.com/terraform/language/files/override).
          if (!/(?:^|\/|_)override\.tf$/.test(file.path)) conflicts.push({ block, file });
          continue;
        }
        taken.add(name);
      }
      if (block.type === "variable") variables.set(first, placed(attribute(block, "default"), file));
      else if (block.type === "locals")
        for (const local of block.attributes) locals.set(local.name, { expression: local.value, file: file.path });
      else if (block.type === "output") {
        const value = placed(attribute(block, "value"), file);
        if (value !== undefined) outputs.set(first, value);
      } else if (block.type === "resource") resources.set(`${first}.${second}`, { block, file });
      else if (block.type === "data") resources.set(`data.${first}.${second}`, { block, file });
      else if (block.type === "module") calls.set(first, { block, file });
    }
  }
  return {
    target,
    folder,
    files,
    variables,
    settings: settingsOf(settingFiles, environment),
    locals,
    outputs,
    resources,
    calls,
    conflicts,
    ...(environment === undefined ? {} : { environment }),
  };
}

function settingsOf(files: readonly ProjectFile[], environment: string | undefined): ReadonlyMap<string, PlacedExpression> {
  const rank = (path: string): number =>
    /(?:^|\/)terraform\.tfvars$/.test(path) ? 0 : /\.auto\.tfvars$/.test(path) ? 1 : path.endsWith(".example") ? 3 : 2;
  const settings = new Map<string, PlacedExpression>();
  for (const file of environment === undefined
    ? [...files].sort((a, b) => rank(a.path) - rank(b.path) || compareText(a.path, b.path))
    : files) {
    for (const { name, value } of file.facts.hcl?.attributes ?? [])
      if (!settings.has(name)) settings.set(name, { expression: value, file: file.path });
  }
  return settings;
}

/** Folder of a local module source (`./x`, `../..`), or undefined for a registry or git source. */
export function localSource(folder: string, source: string): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(source)) return undefined;
  const parts = folder === "" ? [] : folder.split("/");
  for (const step of source.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") parts.push(step);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
