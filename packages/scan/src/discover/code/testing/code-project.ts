import { readSource, sourceSyntaxOf } from "@castellan/formats";
import { LibraryIndex } from "../../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../../knowledge/load.ts";
import type { Library } from "../../../knowledge/schema.ts";
import type { Project, ProjectFile } from "../../../project/facts.ts";
import { discovered, projectOf, type Recorded } from "../../testing/project-of.ts";
import { codeDiscoverer } from "../index.ts";

let shipped: LibraryIndex | undefined;

/** Test support: a project of source files in memory, `{ path: text }`; other files are read as configuration. */
export async function codeProject(files: { readonly [path: string]: string }): Promise<Project> {
  const plain = projectOf(files);
  const list = await Promise.all(
    plain.files.map(async (file): Promise<ProjectFile> => {
      const syntax = sourceSyntaxOf(file.path);
      return syntax === undefined ? file : { ...file, facts: { ...file.facts, source: await readSource(syntax, files[file.path] ?? "") } };
    }),
  );
  const byPath = new Map(list.map((file) => [file.path, file]));
  return { ...plain, files: list, file: (_target, path) => byPath.get(path) };
}

/** What the code discoverer finds with the shipped knowledge, or with other libraries. */
export async function discoverCode(files: { readonly [path: string]: string }, libraries?: readonly Library[]): Promise<Recorded> {
  shipped ??= new LibraryIndex(loadKnowledge());
  return discovered(await codeProject(files), codeDiscoverer(libraries === undefined ? shipped : new LibraryIndex(libraries)));
}

/** Assets without the services that stand behind models and the secrets that open them. */
export function assetsOf(recorded: Recorded): readonly string[] {
  return recorded.names().filter((name) => !name.startsWith("ai-service ") && !name.startsWith("secret-ref "));
}

/** Relations without those to services and secrets. */
export function relationsOf(recorded: Recorded): readonly string[] {
  return recorded.edges().filter((edge) => !/-(?:served_by|authenticated_by)->/.test(edge));
}

/** "model -served_by-> service" of every model. */
export function servicesOf(recorded: Recorded): readonly string[] {
  return recorded.edges().filter((edge) => edge.includes("-served_by->"));
}
