import type { Project, ProjectFile } from "../project/facts.ts";

/** The same project with some of its files read anew. */
export function withFiles(project: Project, replaced: ReadonlyMap<ProjectFile, ProjectFile>): Project {
  if (replaced.size === 0) return project;
  const put = (file: ProjectFile): ProjectFile => replaced.get(file) ?? file;
  return {
    ...project,
    files: project.files.map(put),
    file: (target, path) => {
      const file = project.file(target, path);
      return file === undefined ? undefined : put(file);
    },
  };
}
