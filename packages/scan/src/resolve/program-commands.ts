import { at, entries, items, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../project/facts.ts";
import { scriptOf, scriptsOf } from "../project/script-command.ts";
import { azureMlCommands } from "./azure-ml-commands.ts";
import { folderOf } from "./modules/resolver.ts";

/** Words that the project's own commands give to its scripts: "target:path" → one list for each command. */
export type ProgramCommands = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Jobs of GitHub Actions and GitLab, with the variables that stand at their head. */
const CI_FILE = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)[\w.-]*gitlab-ci[\w.-]*\.ya?ml$/;

/** Commands of DVC stages, MLproject entry points, jobs of Azure ML and of continuous integration, shell scripts, Makefiles and Jenkinsfiles. */
export function programCommands(project: Project): ProgramCommands {
  const found = new Map<string, (readonly string[])[]>();
  const add = (file: ProjectFile, run: { readonly path: string; readonly arguments: readonly string[] }): void => {
    const key = `${file.target}:${run.path}`;
    found.set(key, [...(found.get(key) ?? []), run.arguments]);
  };
  for (const file of project.files) {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const tree = file.facts.config?.documents[0];
    const lines =
      name === "dvc.yaml"
        ? entries(at(tree, "stages")).flatMap(({ value }) => commandsOf(at(value, "do") ?? value, "cmd"))
        : name === "MLproject"
          ? entries(at(tree, "entry_points")).flatMap(({ value }) => commandsOf(value, "command"))
          : CI_FILE.test(file.path)
            ? ciCommands(tree)
            : [];
    const folder =
      name === "dvc.yaml" || name === "MLproject" ? folderOf(file.path) : folderOf(file.path).replace(/(?:^|\/)\.github\/.*$/, "");
    for (const line of lines) for (const run of scriptsOf(project, file.target, folder, line)) add(file, run);
    for (const { folder: from, line } of azureMlCommands(tree, file.path))
      for (const run of scriptsOf(project, file.target, from, line)) add(file, run);
    for (const { words } of file.facts.commands?.commands ?? []) {
      const run = scriptOf(project, file.target, folderOf(file.path), words);
      if (run !== undefined) add(file, run);
    }
  }
  return found;
}

function commandsOf(node: Parameters<typeof at>[0], key: string): readonly string[] {
  const command = at(node, key);
  const one = text(command);
  return one === undefined ? items(command).flatMap((item) => text(item) ?? []) : [one];
}

/** Commands of jobs; variables of the head of the file are put in. */
function ciCommands(tree: Parameters<typeof at>[0]): readonly string[] {
  const given = new Map(
    ["env", "variables"].flatMap((key) => entries(at(tree, key)).map(({ key: name, value }) => [name, text(value) ?? ""] as const)),
  );
  const jobs = [...entries(at(tree, "jobs")), ...entries(tree)].map(({ value }) => value);
  return jobs
    .flatMap((job) => [...items(at(job, "steps")).flatMap((step) => commandsOf(step, "run")), ...commandsOf(job, "script")])
    .map((line) =>
      line.replace(
        /\$(?:\{\{\s*env\.(\w+)\s*\}\}|\{(\w+)\}|(\w+))/g,
        (whole, ...names) => given.get(names.slice(0, 3).find((name) => name !== undefined)) ?? whole,
      ),
    );
}
