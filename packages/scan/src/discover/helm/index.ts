import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import { ENVIRONMENT_SIGNALS } from "../../../knowledge/infrastructure/environment-signals.ts";
import type { Discoverer } from "../discoverer.ts";
import { variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import { imageMeaning, servingCommand } from "../infrastructure/serving.ts";
import { emitWorkload } from "../infrastructure/workload.ts";
import { chartFolder } from "./chart-values.ts";

/**
 * Values of Helm charts: images, commands and environments under any key, where they tell of AI. A chart's
 * own templates are read as manifests; this sees what charts of others are given.
 */
export const helmDiscoverer: Discoverer = {
  id: "helm",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      for (const { reason, line } of file.facts.unrendered ?? [])
        sink.unresolved({
          what: `template: ${reason}`,
          file: file.path,
          line,
          candidates: [],
          ...(file.target === 0 ? {} : { target: file.target }),
        });
      const target = project.targets[file.target];
      const document = file.facts.config?.documents[0];
      if (target === undefined || document === undefined || !/(?:^|\/)values[\w.-]*\.ya?ml$/i.test(file.path)) continue;
      const root = chartFolder(project, file) ?? file.path;
      for (const { node, path } of blocks(document)) {
        const image = imageOf(node);
        const commands = ["command", "args", "extraArgs"].flatMap((key) => wordsOf(entry(node, key)?.value) ?? []);
        const environment = ["env", "extraEnv", "extraEnvVars"].flatMap((key) => variablesOf(entry(node, key)?.value, file.path));
        const tells =
          (image !== undefined && imageMeaning(image.reference) !== undefined) ||
          commands.some(({ words }) => servingCommand(words) !== undefined) ||
          environment.some(({ name }) => ENVIRONMENT_SIGNALS.some(({ pattern }) => pattern.test(name)));
        if (!tells) continue;
        const address = path === "" ? "image" : path;
        const name = path.split(".").at(-1) || (root.split("/").at(-1) ?? root);
        emitWorkload(
          {
            target,
            root,
            address,
            name,
            file: file.path,
            line: image?.line ?? node.line,
            scope: file.scope,
            commands,
            environment,
            attributes: { helm: true },
            ...(image === undefined ? {} : { image }),
          },
          sink,
        );
      }
    }
  },
};

/** Maps at any depth with their dotted key path. */
function blocks(document: ConfigNode): readonly { readonly node: ConfigNode; readonly path: string }[] {
  const found: { readonly node: ConfigNode; readonly path: string }[] = [];
  const open = [{ node: document, path: "" }];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const { node, path } = current;
    if (node.kind === "map") found.push(current);
    for (const { key, value } of entries(node)) if (key !== "image") open.push({ node: value, path: path === "" ? key : `${path}.${key}` });
    for (const [index, item] of items(node).entries()) open.push({ node: item, path: `${path}.${index}` });
  }
  return found;
}

/** `image: { registry, repository, tag }` or `image: text`. */
function imageOf(node: ConfigNode): { readonly reference: string; readonly line: number } | undefined {
  const image = entry(node, "image");
  if (image === undefined) return undefined;
  const plain = text(image.value);
  if (plain !== undefined) return plain === "" ? undefined : { reference: plain, line: image.line };
  const repository = text(entry(image.value, "repository")?.value) ?? text(entry(image.value, "name")?.value);
  if (repository === undefined || repository === "") return undefined;
  const registry = text(entry(image.value, "registry")?.value);
  const tag = text(entry(image.value, "tag")?.value);
  const digest = text(entry(image.value, "digest")?.value);
  return {
    reference: `${registry === undefined || registry === "" ? "" : `${registry}/`}${repository}${tag === undefined || tag === "" ? "" : `:${tag}`}${digest === undefined || digest === "" ? "" : `@${digest}`}`,
    line: image.line,
  };
}
