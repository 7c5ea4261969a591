import { at, type ConfigNode, entries, entry, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import { declaredResource } from "../identity/index.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { linesOf } from "../infrastructure/config-lines.ts";
import { settled, variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import type { Variable } from "../infrastructure/environment-use.ts";
import { masked } from "../infrastructure/masked.ts";
import { type EmittedWorkload, emitWorkload, relateWorkloads, type Workload } from "../infrastructure/workload.ts";
import { localSource } from "../terraform/module.ts";

/** Services of Compose files (compose-spec.io), known by their form. */
export const composeDiscoverer: Discoverer = {
  id: "compose",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const target = project.targets[file.target];
      const document = file.facts.config?.documents[0];
      if (target === undefined || document === undefined || file.facts.config?.format !== "yaml" || !isCompose(file, document)) continue;
      const emitted: EmittedWorkload[] = [];
      for (const service of entries(entry(document, "services")?.value)) {
        if (service.value.kind !== "map") continue;
        const address = `services.${service.key}`;
        sink.resource({
          address,
          type: "compose.service",
          file: file.path,
          line: service.line,
          attributes: masked(recordOf(service.value)),
          lines: linesOf(service.value),
          ...(file.target === 0 ? {} : { target: file.target }),
        });
        const made = emitWorkload(
          {
            ...workloadOf(project, file, service.value),
            target,
            address,
            name: service.key,
            line: service.line,
            root: folderOf(file.path),
          },
          sink,
        );
        emitted.push(made);
        const built = builtFile(project, file, service.value);
        if (built === undefined) continue;
        const place = { file: file.path, line: built.line, resource: address, technique: "configuration", confidence: "certain" } as const;
        const image = sink.asset({
          kind: "container-image",
          name: built.file.path,
          identity: declaredResource(target, project.rootOf(built.file), built.file.path),
          scope: built.file.scope,
          occurrences: [place],
        });
        sink.relate(made.id, "uses_image", image, "resolved", [place]);
      }
      relateWorkloads(emitted, sink);
    }
  },
};

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** `services` whose members have an image, a build or settings of Compose; a name helps where they only override. */
function isCompose(file: ProjectFile, document: ConfigNode): boolean {
  const services = entry(document, "services")?.value;
  if (services?.kind !== "map" || services.entries.length === 0) return false;
  if (/(?:^|[/.-])(?:docker-)?compose[\w.-]*\.ya?ml$/i.test(file.path)) return true;
  return (
    services.entries.every(
      ({ value }) =>
        value.kind === "map" &&
        (entry(value, "image") !== undefined || entry(value, "build") !== undefined || entry(value, "extends") !== undefined),
    ) &&
    at(document, "provider") === undefined &&
    at(document, "$schema") === undefined
  );
}

/** A path as a Compose file writes it, below the target; undefined outside of it. */
function joined(folder: string, path: string): string | undefined {
  return localSource(folder, /^\.{0,2}\//.test(path) || path === "." || path === ".." ? path : `./${path}`);
}

/** The Dockerfile that a service is built from. */
function builtFile(
  project: Project,
  file: ProjectFile,
  service: ConfigNode,
): { readonly file: ProjectFile; readonly line: number } | undefined {
  const build = entry(service, "build");
  const context = text(build?.value) ?? text(entry(build?.value, "context")?.value);
  if (build === undefined || context === undefined) return undefined;
  const folder = joined(folderOf(file.path), context);
  const path = folder === undefined ? undefined : joined(folder, text(entry(build.value, "dockerfile")?.value) ?? "Dockerfile");
  const found = path === undefined ? undefined : project.file(file.target, path);
  return found?.facts.dockerfile === undefined ? undefined : { file: found, line: build.line };
}

/** What `env_file` names, before what `environment` sets. */
function environmentFiles(project: Project, file: ProjectFile, service: ConfigNode): readonly Variable[] {
  const node = entry(service, "env_file")?.value;
  const paths = node?.kind === "list" ? node.items.map((item) => text(item) ?? text(entry(item, "path")?.value)) : [text(node)];
  return paths.flatMap((path) => {
    const place = path === undefined ? undefined : joined(folderOf(file.path), path);
    const found = place === undefined ? undefined : project.file(file.target, place);
    return found?.facts.environment?.map((variable) => ({ ...variable, file: found.path })) ?? [];
  });
}

function workloadOf(
  project: Project,
  file: ProjectFile,
  service: ConfigNode,
): Omit<Workload, "target" | "address" | "name" | "line" | "root"> {
  const image = entry(service, "image");
  const reference = text(image?.value);
  const attributes: { [key: string]: Json } = {};
  const ports = entry(service, "ports")?.value;
  if (ports !== undefined)
    attributes["ports"] =
      Object.values(
        recordOf({ kind: "map", entries: [{ key: "ports", line: ports.line, value: ports }], line: ports.line, endLine: ports.endLine }),
      )[0] ?? null;
  return {
    file: file.path,
    endLine: service.endLine,
    scope: file.scope,
    attributes,
    ...(image === undefined || reference === undefined ? {} : { image: { reference: settled(reference), line: image.line } }),
    commands: commandsOf(service),
    environment: [...variablesOf(entry(service, "environment")?.value, file.path), ...environmentFiles(project, file, service)],
  };
}

/** The command is what the entry point is handed; where the entry point is a shell's text, both stand for themselves. */
function commandsOf(service: ConfigNode): Workload["commands"] {
  const parts = ["entrypoint", "command"].flatMap((key) => wordsOf(entry(service, key)?.value) ?? []);
  const [first, second] = parts;
  if (first === undefined || second === undefined || first.words.includes("-c") || first.words.some((word) => /\.(?:sh|bash)$/.test(word)))
    return parts;
  return [{ words: [...first.words, ...second.words], line: second.line }];
}
