import { bytesSource } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { readFacts } from "../../project/read-file.ts";
import { projectOf } from "./project-of.ts";

/** Test support: a project of files read by all readers, as a scan reads them. */
export async function readProject(files: { readonly [path: string]: string | Uint8Array }): Promise<Project> {
  const texts = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, typeof content === "string" ? content : ""]));
  const base = projectOf(texts);
  const read = await Promise.all(
    base.files.map(async (file): Promise<ProjectFile> => {
      const content = files[file.path] ?? "";
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      return { ...file, bytes: bytes.length, facts: await readFacts(file.path, bytesSource(bytes)) };
    }),
  );
  const byPath = new Map(read.map((file) => [file.path, file]));
  return { ...base, files: read, file: (_target, path) => byPath.get(path) };
}
