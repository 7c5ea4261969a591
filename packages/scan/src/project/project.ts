import { compareText } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "./facts.ts";
import { NO_SETTINGS } from "./no-settings.ts";
import { rootFinder } from "./roots.ts";
import type { ProjectSettings } from "./settings.ts";

/** Facts of all targets with their look-ups. */
export function createProject(
  targets: readonly Target[],
  unsorted: readonly ProjectFile[],
  settings: ProjectSettings = NO_SETTINGS,
  environment?: string,
): Project {
  const files = [...unsorted].sort((a, b) => a.target - b.target || compareText(a.path, b.path));
  const byTarget = targets.map(({ index }) => new Map(files.filter((file) => file.target === index).map((file) => [file.path, file])));
  const roots = byTarget.map((paths) => rootFinder(paths.keys()));
  return {
    targets,
    files,
    settings,
    ...(environment === undefined ? {} : { environment }),
    file: (target, path) => byTarget[target]?.get(path),
    rootOf: (file) => roots[file.target]?.(file.path) ?? "",
  };
}
