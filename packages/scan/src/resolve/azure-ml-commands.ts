import { at, type ConfigNode, entries, text } from "@castellan/formats";
import { folderOf, joinPath } from "./modules/resolver.ts";

/** A command with the folder that it runs in. */
export interface PlacedCommand {
  readonly folder: string;
  readonly line: string;
}

const BINDING = /\$\{\{\s*([\w.]+)\s*\}\}/g;

/**
 * Commands of jobs and components of Azure Machine Learning, with the inputs that the file itself gives them.
 * @see https://learn.microsoft.com/azure/machine-learning/reference-yaml-job-pipeline
 */
export function azureMlCommands(document: ConfigNode | undefined, path: string): readonly PlacedCommand[] {
  if (document === undefined || !/azuremlschemas|azureml\//.test(text(at(document, "$schema")) ?? "")) return [];
  const jobs = [document, ...entries(at(document, "jobs")).map(({ value }) => value)];
  return jobs.flatMap((job) => {
    const command = text(at(job, "command"));
    const code = text(at(job, "code")) ?? ".";
    if (command === undefined || /^[a-z][\w+.-]*:/i.test(code)) return [];
    // What another job makes is only known when the job runs.
    const filled = command.replace(BINDING, (_all, name: string) => inputOf(document, job, name) ?? `{${name.split(".").at(-1) ?? ""}}`);
    return [{ folder: joinPath(folderOf(path), code), line: filled.replace(/\s+/g, " ").trim() }];
  });
}

/** `inputs.x` of the job, `parent.inputs.x` of the pipeline around it. */
function inputOf(document: ConfigNode, job: ConfigNode, name: string): string | undefined {
  const [scope = "", key = ""] = name.startsWith("parent.") ? ["parent", name.slice("parent.inputs.".length)] : name.split(".");
  if (scope !== "inputs" && scope !== "parent") return undefined;
  const node = at(scope === "parent" ? document : job, "inputs", key);
  const written = text(node) ?? text(at(node, "default")) ?? text(at(node, "value"));
  if (written === undefined || /\s/.test(written)) return undefined;
  const binding = /^\$\{\{\s*([\w.]+)\s*\}\}$/.exec(written)?.[1];
  if (binding === undefined) return written.includes("${{") ? undefined : written;
  return scope === "inputs" && binding.startsWith("parent.inputs.") ? inputOf(document, job, binding) : undefined;
}
