import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer } from "../discoverer.ts";
import { chartFolder, chartValue } from "../helm/chart-values.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import { masked } from "../infrastructure/masked.ts";
import { type EmittedWorkload, emitWorkload, relateWorkloads, type Workload } from "../infrastructure/workload.ts";
import { emitCustomResource } from "./custom-resources.ts";
import { type ManifestContext, podSpecs, rendered } from "./manifest.ts";

/** Kubernetes manifests, also those of Helm charts with the chart's own values put in. */
export const kubernetesDiscoverer: Discoverer = {
  id: "kubernetes",
  version: 1,
  discover(project, sink) {
    const emitted = new Map<string, EmittedWorkload[]>();
    for (const file of project.files) {
      const target = project.targets[file.target];
      if (
        target === undefined ||
        file.facts.config === undefined ||
        file.facts.config.format === "toml" ||
        file.facts.config.format === "ini"
      )
        continue;
      const key = `${file.target}:${folderOf(project, file)}`;
      for (const document of file.facts.config.documents.flatMap(unlisted)) {
        const list = emitted.get(key) ?? [];
        list.push(...manifest({ project, file, target, sink, root: folderOf(project, file) }, document));
        emitted.set(key, list);
      }
    }
    for (const workloads of emitted.values()) relateWorkloads(workloads, sink);
  },
};

function folderOf(project: Project, file: ProjectFile): string {
  return chartFolder(project, file) ?? file.path.slice(0, Math.max(0, file.path.lastIndexOf("/")));
}

/** Members of a `kind: List`. */
function unlisted(document: ConfigNode): readonly ConfigNode[] {
  return text(entry(document, "kind")?.value) === "List" ? items(entry(document, "items")?.value) : [document];
}

function manifest(context: ManifestContext, document: ConfigNode): readonly EmittedWorkload[] {
  const kind = text(entry(document, "kind")?.value);
  const version = text(entry(document, "apiVersion")?.value);
  if (kind === undefined || version === undefined || !/^(?:[\w.-]+\/)?v\d\w*$/.test(version)) return [];
  const name = rendered(context, at(document, "metadata", "name") ?? at(document, "metadata", "generateName")) ?? "";
  const address = `${kind}/${name}`;
  const { file, sink } = context;
  const namespace = rendered(context, at(document, "metadata", "namespace"));
  sink.resource({
    address,
    type: `${version}/${kind}`,
    file: file.path,
    line: document.line,
    attributes: masked({ ...recordOf(document), ...(namespace === undefined ? {} : { namespace }) }),
    ...(file.target === 0 ? {} : { target: file.target }),
  });
  const custom = emitCustomResource(context, document, { kind, version, name: name || kind, address });
  if (custom) return [];
  return podSpecs(document).flatMap((spec) => containers(context, spec, { kind, name: name || kind, address, line: document.line }));
}

interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly line: number;
}

function containers(context: ManifestContext, spec: ConfigNode, owner: Owner): readonly EmittedWorkload[] {
  const list = items(entry(spec, "containers")?.value);
  return list.map((container) => {
    const workload = containerWorkload(
      context,
      container,
      list.length === 1 ? owner.name : (rendered(context, entry(container, "name")?.value) ?? owner.name),
      owner,
      list.length > 1,
    );
    const emitted = emitWorkload(workload, context.sink);
    const account = rendered(context, entry(spec, "serviceAccountName")?.value);
    if (account !== undefined) {
      const place = {
        file: context.file.path,
        line: entry(spec, "serviceAccountName")?.line ?? owner.line,
        resource: owner.address,
        technique: "configuration",
        confidence: "certain",
      } as const;
      const id = context.sink.asset({
        kind: "identity",
        name: account,
        identity: { key: `resource:${context.target.key}:${context.root}:ServiceAccount/${account}`, address: `ServiceAccount/${account}` },
        scope: context.file.scope,
        occurrences: [place],
      });
      context.sink.relate(emitted.id, "runs_as", id, "stated", [place]);
    }
    return emitted;
  });
}

function containerWorkload(context: ManifestContext, container: ConfigNode, name: string, owner: Owner, several: boolean): Workload {
  const image = entry(container, "image");
  const reference = rendered(context, image?.value);
  const attributes: { [key: string]: Json } = { kind: owner.kind };
  const gpu = entries(at(container, "resources", "limits")).find(({ key }) => /gpu|neuron|tpu/i.test(key));
  if (gpu !== undefined) attributes["accelerator"] = `${gpu.key}=${text(gpu.value) ?? ""}`;
  return {
    target: context.target,
    root: context.root,
    address: owner.address,
    ...(several ? { part: text(entry(container, "name")?.value) ?? "" } : {}),
    name,
    file: context.file.path,
    line: owner.line,
    scope: context.file.scope,
    attributes,
    ...(image === undefined || reference === undefined || reference === "" ? {} : { image: { reference, line: image.line } }),
    commands: commandsOf(container),
    environment: variablesOf(entry(container, "env")?.value, context.file.path).map((variable) => {
      const value = variable.value?.includes("{{") === true ? chartValue(context.project, context.file, variable.value) : variable.value;
      return { name: variable.name, file: variable.file, line: variable.line, ...(value === undefined ? {} : { value }) };
    }),
  };
}

function commandsOf(container: ConfigNode): readonly { readonly words: readonly string[]; readonly line: number }[] {
  const parts = ["command", "args"].flatMap((key) => wordsOf(entry(container, key)?.value) ?? []);
  const [first] = parts;
  return first === undefined ? [] : [{ words: parts.flatMap(({ words }) => words), line: parts.at(-1)?.line ?? first.line }];
}
