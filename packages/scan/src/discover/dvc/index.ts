import { at, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, resolvePath } from "../file-place.ts";
import { masked } from "../infrastructure/masked.ts";
import { maskUrl } from "../mask-arguments.ts";
import { ArtefactWriter } from "./artefacts.ts";
import { lockedPaths, remotesOf } from "./lock.ts";
import { emitPipeline } from "./pipeline.ts";
import { stagesOf } from "./stages.ts";
import { emitTrackedFile } from "./tracked-file.ts";

/** `vars`: inline maps first, then the files that they name, then params.yaml. */
function variableTrees(project: Project, file: ProjectFile, tree: ConfigNode): readonly ConfigNode[] {
  const folder = folderOf(file.path);
  const named = items(at(tree, "vars")).flatMap((item) => {
    if (item.kind === "map") return [item];
    const path = resolvePath(folder, (textOf(item) ?? "").split(":")[0] ?? "");
    return path === undefined ? [] : (project.file(file.target, path)?.facts.config?.documents ?? []);
  });
  const standard = resolvePath(folder, "params.yaml");
  return [...named, ...(standard === undefined ? [] : (project.file(file.target, standard)?.facts.config?.documents ?? []))];
}

/** Folder of the repository that a DVC file belongs to: the nearest with .dvc, else its own. */
function repositoryOf(project: Project, file: ProjectFile): string {
  for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
    if (project.file(file.target, folder === "" ? ".dvc/config" : `${folder}/.dvc/config`) !== undefined || folder === "") return folder;
  }
}

/** DVC pipelines, tracked files and remotes. @see https://dvc.org/doc/user-guide/project-structure */
export const dvc: Discoverer = {
  id: "dvc",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      if (/(?:^|\/)\.dvc\/config(?:\.local)?$/.test(file.path)) emitRemotes(file, sink);
      const name = nameOf(file.path);
      const tree = file.facts.config?.documents[0];
      const pipeline = name === "dvc.yaml";
      if (tree?.kind !== "map" || (!pipeline && !/^.+\.dvc$/.test(name))) continue;
      const folder = folderOf(file.path);
      const root = repositoryOf(project, file);
      const configuration = project.file(file.target, root === "" ? ".dvc/config" : `${root}/.dvc/config`);
      const lock = pipeline
        ? project.file(file.target, folder === "" ? "dvc.lock" : `${folder}/dvc.lock`)?.facts.config?.documents[0]
        : undefined;
      const artefacts = new ArtefactWriter(project, file, sink, {
        locked: lockedPaths(lock, folder),
        remotes: remotesOf(configuration?.facts.config?.documents[0]),
        configuration,
        declared: new Map(
          entries(at(tree, "artifacts")).flatMap(({ key, value }) => {
            const path = resolvePath(folder, textOf(at(value, "path")) ?? "");
            return path === undefined ? [] : [[path, { name: key, type: textOf(at(value, "type")) ?? "" }] as const];
          }),
        ),
      });
      if (pipeline) emitPipeline(project, file, tree, stagesOf(tree, folder, variableTrees(project, file, tree)), artefacts, sink);
      else emitTrackedFile(file, tree, artefacts, sink);
    }
  },
};

/** Remotes with their settings, passwords masked: rules see them. */
function emitRemotes(file: ProjectFile, sink: DiscoverySink): void {
  const tree = file.facts.config?.documents[0];
  for (const { key, line, value } of entries(tree)) {
    const name = /^'?remote "?([^"']+)"?'?$/.exec(key)?.[1];
    if (name === undefined) continue;
    const settings = entries(value).map(({ key: setting, value: written }): [string, string] => [setting, textOf(written) ?? ""]);
    sink.resource({
      address: `remote ${name}`,
      type: "dvc.remote",
      file: file.path,
      line,
      attributes: masked(
        Object.fromEntries(settings.map(([setting, written]) => [setting, setting === "url" ? maskUrl(written) : written])),
      ),
      lines: Object.fromEntries(entries(value).map((entry) => [entry.key, entry.line])),
      ...(file.target === 0 ? {} : { target: file.target }),
    });
  }
}
