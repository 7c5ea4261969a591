import { at, items, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { folderOf, resolvePath } from "../file-place.ts";
import { isKustomization } from "../kubernetes/settings.ts";
import { type BuildProblem, type Kustomizations, KustomizeBuild } from "./build.ts";
import type { BuiltResource } from "./built.ts";

/** What the kustomizations of a target that no other takes in come to. */
export interface Overlays {
  readonly overlays: readonly { readonly folder: string; readonly file: ProjectFile; readonly resources: readonly BuiltResource[] }[];
  /** Files whose manifests stand in an overlay, and patches: they are not judged by themselves. */
  readonly covered: ReadonlySet<ProjectFile>;
  readonly problems: readonly BuildProblem[];
}

/** Builds every overlay, each a root of its own. */
export function overlaysOf(project: Project, target: number): Overlays {
  const kustomizations = new Map(
    project.files.filter((file) => file.target === target && isKustomization(file)).map((file) => [folderOf(file.path), file]),
  );
  const overlays: Overlays["overlays"][number][] = [];
  const covered = new Set<ProjectFile>();
  const problems: BuildProblem[] = [];
  const used = referenced(kustomizations);
  const roots = [...kustomizations].filter(([folder]) => !used.has(folder));
  // With an environment only its overlays are judged, where there are any.
  const named = roots.filter(([folder]) => folder.split("/").at(-1) === project.environment).map(([folder]) => folder);
  const chosen = named.length === 0 ? undefined : new Set(named);
  // Kustomizations that take each other in have no root: the first stands for them.
  for (const [folder, file] of roots.length === 0 ? [...kustomizations].slice(0, 1) : roots) {
    if (text(at(file.facts.config?.documents[0], "kind")) === "Component") continue;
    const build = new KustomizeBuild(project, kustomizations);
    const resources = build.build(folder);
    if (chosen === undefined || chosen.has(folder)) overlays.push({ folder, file, resources });
    for (const resource of resources) covered.add(resource.file);
    for (const patch of build.patchFiles) covered.add(patch);
    problems.push(...build.problems);
  }
  return { overlays, covered, problems };
}

function referenced(kustomizations: Kustomizations): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [folder, file] of kustomizations)
    for (const key of ["resources", "bases", "components"])
      for (const item of items(at(file.facts.config?.documents[0], key))) {
        const path = resolvePath(folder, text(item) ?? "");
        if (path !== undefined && path !== folder) found.add(path);
      }
  return found;
}
