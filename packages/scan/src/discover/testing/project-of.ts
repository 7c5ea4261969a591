import {
  readBicep,
  readDockerfile,
  readEnvironment,
  readHcl,
  readIni,
  readJson,
  readMakefile,
  readModelfile,
  readProcfile,
  readProperties,
  readProtobufText,
  readShell,
  readSql,
  readToml,
  readYaml,
} from "@castellan/formats";
import type { AssetDraft, Attributes, Evidence, PackageEntry, RelationKind, ResourceEntry, Strength, Unresolved } from "@castellan/graph";
import { assetId } from "@castellan/graph";
import type { FileFacts, Project, ProjectFile } from "../../project/facts.ts";
import { rootFinder } from "../../project/roots.ts";
import { scopeOf } from "../../project/scope.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";

/** Test support: a project of text files, read by the configuration readers only. */
export function projectOf(files: { readonly [path: string]: string }): Project {
  const list = Object.keys(files)
    .sort()
    .map(
      (path): ProjectFile => ({
        target: 0,
        path,
        bytes: (files[path] ?? "").length,
        scope: scopeOf(path),
        lifecycle: "committed",
        facts: factsOf(path, files[path] ?? ""),
      }),
    );
  const byPath = new Map(list.map((file) => [file.path, file]));
  const rootOf = rootFinder(Object.keys(files));
  return {
    targets: [{ index: 0, name: "test", key: "test" }],
    files: list,
    file: (_target, path) => byPath.get(path),
    rootOf: (file) => rootOf(file.path),
  };
}

type Read = Partial<Omit<FileFacts, "sha256" | "bytes" | "sensitive" | "ignores" | "problems">>;

function factsOf(path: string, text: string): FileFacts {
  const base = { sha256: "", bytes: text.length, sensitive: [], ignores: [] };
  try {
    return { ...base, ...read(path, text), problems: [] };
  } catch (problem) {
    return { ...base, problems: [{ reader: "test", code: "MALFORMED", reason: String(problem) }] };
  }
}

function read(path: string, text: string): Read {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^\.env|\.env$|env\.sh/.test(name) || name.includes("env_example"))
    return { environment: readEnvironment(text, /sample|example|template/.test(name)) };
  if (/\.tpl$/.test(name)) return { template: text };
  if (/\.ya?ml$/.test(name))
    return {
      config: { format: "yaml", documents: readYaml(text).documents },
      ...(/(?:^|\/)templates\//.test(path) ? { template: text } : {}),
    };
  if (/\.json$/.test(name)) return { config: { format: "json", documents: readJson(text).documents } };
  if (/\.toml$/.test(name)) return { config: { format: "toml", documents: readToml(text).documents } };
  if (/\.(?:ini|cfg|service)$|\.dvc\/config$/.test(path)) return { config: { format: "ini", documents: readIni(text).documents } };
  if (/\.(?:tf|hcl|tfvars|tfvars\.example)$/.test(name)) return { hcl: readHcl(text) };
  if (/\.bicep(?:param)?$/.test(name)) return { bicep: readBicep(text) };
  if (/dockerfile|containerfile/i.test(name)) return { dockerfile: readDockerfile(text) };
  if (/^Modelfile/.test(name)) return { config: { format: "modelfile", documents: readModelfile(text).documents } };
  if (/\.properties$/.test(name)) return { config: { format: "properties", documents: readProperties(text).documents } };
  if (/\.sql$/.test(name)) return { sql: readSql(text) };
  if (/\.pbtxt$/.test(name)) return { config: { format: "protobuf-text", documents: readProtobufText(text).documents } };
  if (/\.sh$|^entrypoint/.test(name)) return { commands: readShell(text) };
  if (/^Makefile/.test(name)) return { commands: readMakefile(text) };
  if (name === "Procfile") return { commands: readProcfile(text) };
  return {};
}

export interface Recorded {
  readonly assets: AssetDraft[];
  readonly relations: {
    readonly from: string;
    readonly kind: RelationKind;
    readonly to: string;
    readonly strength: Strength;
    readonly evidence: readonly Evidence[];
  }[];
  /** What was said of assets beside their drafts. */
  readonly described: { readonly name: string; readonly attributes: Attributes }[];
  readonly packages: PackageEntry[];
  readonly resources: ResourceEntry[];
  readonly unresolved: Unresolved[];
  /** "kind name" of every asset, sorted. */
  names(): readonly string[];
  /** "kind name -relation-> kind name", sorted. */
  edges(): readonly string[];
}

export function discovered(project: Project, ...discoverers: readonly Discoverer[]): Recorded {
  const assets: AssetDraft[] = [];
  const ids = new Map<string, string>();
  const recorded: Omit<Recorded, "names" | "edges"> = { assets, relations: [], described: [], packages: [], resources: [], unresolved: [] };
  const sink: DiscoverySink = {
    asset: (draft) => {
      assets.push(draft);
      const id = assetId(draft.kind, draft.identity.key);
      if (!ids.has(id)) ids.set(id, `${draft.kind} ${draft.name}`);
      return id;
    },
    describe: (id, attributes) => recorded.described.push({ name: ids.get(id) ?? id, attributes }),
    relate: (from, kind, to, strength, evidence) => recorded.relations.push({ from, kind, to, strength, evidence }),
    package: (entry) => recorded.packages.push(entry),
    resource: (entry) => recorded.resources.push(entry),
    unresolved: (entry) => recorded.unresolved.push(entry),
    usage: () => undefined,
  };
  for (const discoverer of discoverers) discoverer.discover(project, sink);
  return {
    ...recorded,
    names: () => [...new Set(assets.map((asset) => `${asset.kind} ${asset.name}`))].sort(),
    edges: () =>
      [...new Set(recorded.relations.map(({ from, kind, to }) => `${ids.get(from) ?? "?"} -${kind}-> ${ids.get(to) ?? "?"}`))].sort(),
  };
}
