import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { UNREAD } from "../../rules/settings/setting.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { chartFolder, chartValue } from "../helm/chart-values.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { linesOf } from "../infrastructure/config-lines.ts";
import { variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import type { Variable } from "../infrastructure/environment-use.ts";
import { masked } from "../infrastructure/masked.ts";
import { type EmittedWorkload, emitWorkload, relateWorkloads, type Workload } from "../infrastructure/workload.ts";
import { emitOverlays } from "../kustomize/emit-overlays.ts";
import { emitCustomResource } from "./custom-resources.ts";
import { type ManifestContext, podSpecs, rendered } from "./manifest.ts";
import { ClusterSettings } from "./settings.ts";

/** Kubernetes manifests, also those of Helm charts with the chart's own values put in. */
export const kubernetesDiscoverer: Discoverer = {
  id: "kubernetes",
  version: 1,
  discover(project, sink) {
    const emitted = new Map<string, EmittedWorkload[]>();
    const settings = new Map<number, ClusterSettings>();
    const settingsOf = (target: number): ClusterSettings => {
      const found = settings.get(target) ?? new ClusterSettings(project, target);
      settings.set(target, found);
      return found;
    };
    const covered = new Set<ProjectFile>();
    for (const target of project.targets) for (const file of emitOverlays(project, target.index, sink)) covered.add(file);
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
        const context = { project, file, target, sink, root: folderOf(project, file), settings: settingsOf(file.target) };
        list.push(...manifest(context, document, covered.has(file)));
        emitted.set(key, list);
      }
    }
    for (const workloads of emitted.values()) relateWorkloads(workloads, sink);
  },
};

/** Objects of a cluster that were read from its API: as if each stood in a manifest of this file. */
export function manifestsOf(project: Project, file: ProjectFile, documents: readonly ConfigNode[], sink: DiscoverySink): void {
  const target = project.targets[file.target];
  if (target === undefined) return;
  const settings = new ClusterSettings(project, file.target);
  const byNamespace = new Map<string, EmittedWorkload[]>();
  for (const document of documents) {
    const namespace = text(at(document, "metadata", "namespace")) ?? "";
    const list = byNamespace.get(namespace) ?? [];
    // Names hold within a namespace.
    list.push(...manifest({ project, file, target, sink, root: `${file.path}#${namespace}`, settings }, document, false));
    byNamespace.set(namespace, list);
  }
  for (const workloads of byNamespace.values()) relateWorkloads(workloads, sink);
}

function folderOf(project: Project, file: ProjectFile): string {
  return chartFolder(project, file) ?? file.path.slice(0, Math.max(0, file.path.lastIndexOf("/")));
}

/** Members of a `kind: List`. */
function unlisted(document: ConfigNode): readonly ConfigNode[] {
  return /List$/.test(text(entry(document, "kind")?.value) ?? "") && entry(document, "items")?.value.kind === "list"
    ? items(entry(document, "items")?.value)
    : [document];
}

function manifest(context: ManifestContext, document: ConfigNode, inOverlay: boolean): readonly EmittedWorkload[] {
  const kind = text(entry(document, "kind")?.value);
  const version = text(entry(document, "apiVersion")?.value);
  if (kind === undefined || version === undefined || !/^(?:[\w.-]+\/)?v\d\w*$/.test(version)) return [];
  const name = rendered(context, at(document, "metadata", "name") ?? at(document, "metadata", "generateName")) ?? "";
  const address = `${kind}/${name}`;
  const { file, sink } = context;
  const namespace = rendered(context, at(document, "metadata", "namespace"));
  if (!inOverlay)
    sink.resource({
      address,
      type: `${version}/${kind}`,
      file: file.path,
      line: document.line,
      attributes: masked({ ...recordOf(document), ...(namespace === undefined ? {} : { namespace }) }),
      // Definitions of custom resources are long, and no rule speaks of their settings.
      ...(kind === "CustomResourceDefinition" ? {} : { lines: linesOf(document) }),
      ...(file.target === 0 ? {} : { target: file.target }),
    });
  // It stands for objects that nobody could list.
  if (entry(document, UNREAD) !== undefined) return [];
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
  const written = rendered(context, image?.value);
  const folder = fileFolder(context.file.path);
  const set = written === undefined ? undefined : context.settings.image(written, folder);
  const reference = set?.reference ?? written;
  const environment = environmentOf(context, container);
  const attributes: { [key: string]: Json } = {
    kind: owner.kind,
    ...(set === undefined ? {} : { imageSetIn: `${set.file}:${set.line}` }),
  };
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
    commands: commandsOf(container, environment),
    environment,
  };
}

/** `env`, with what it takes from ConfigMaps, and all of the ConfigMaps and Secrets of `envFrom`. */
function environmentOf(context: ManifestContext, container: ConfigNode): readonly Variable[] {
  const { settings, file } = context;
  const folder = fileFolder(file.path);
  const own = variablesOf(entry(container, "env")?.value, file.path).map((variable): Variable => {
    const value = variable.value?.includes("{{") === true ? chartValue(context.project, file, variable.value) : variable.value;
    return { name: variable.name, file: variable.file, line: variable.line, ...(value === undefined ? {} : { value }) };
  });
  const taken = items(entry(container, "env")?.value).flatMap((item): readonly Variable[] => {
    const name = text(at(item, "name"));
    const reference = at(item, "valueFrom", "configMapKeyRef");
    const from = text(at(reference, "name"));
    if (name === undefined || from === undefined) return [];
    const key = text(at(reference, "key"));
    return settings
      .configMap(from, folder)
      .filter((variable) => variable.name === key && variable.value !== undefined)
      .slice(0, 1)
      .map((variable) => ({ ...variable, name }));
  });
  const whole = items(entry(container, "envFrom")?.value).flatMap((item): readonly Variable[] => {
    const configMap = text(at(item, "configMapRef", "name"));
    const secret = text(at(item, "secretRef", "name"));
    return [
      ...(configMap === undefined ? [] : settings.configMap(configMap, folder)),
      ...(secret === undefined ? [] : settings.secret(secret, folder)),
    ];
  });
  const known = new Set(taken.map(({ name }) => name));
  return [...own.filter(({ name, value }) => value !== undefined || !known.has(name)), ...taken, ...whole];
}

function fileFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function commandsOf(
  container: ConfigNode,
  environment: readonly Variable[],
): readonly { readonly words: readonly string[]; readonly line: number }[] {
  const parts = ["command", "args"].flatMap((key) => wordsOf(entry(container, key)?.value) ?? []);
  const [first] = parts;
  // Kubernetes puts the container's own variables into commands.
  const put = (word: string): string =>
    word.replace(/\$\(([A-Za-z_]\w*)\)/g, (whole, name: string) => environment.find((variable) => variable.name === name)?.value ?? whole);
  return first === undefined ? [] : [{ words: parts.flatMap(({ words }) => words).map(put), line: parts.at(-1)?.line ?? first.line }];
}
