import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Evidence, Json, RelationKind } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { aiService, declaredResource, fileAsset, hubDataset, hubModel } from "../identity/index.ts";
import { modelFrom } from "../infrastructure/model-names.ts";

/** Files that package a model for serving: Ollama Modelfile, Triton config.pbtxt, Cog, BentoML, Hugging Face Space cards. */
export const modelPackagesDiscoverer: Discoverer = {
  id: "model-packages",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const target = project.targets[file.target];
      if (target === undefined) continue;
      const context: PackageContext = { project, target, file, sink };
      const { config, card } = file.facts;
      const [document] = config?.documents ?? [];
      const name = file.path.slice(file.path.lastIndexOf("/") + 1).toLowerCase();
      if (document !== undefined && config?.format === "modelfile") modelfile(context, document);
      else if (document !== undefined && config?.format === "protobuf-text") triton(context, document);
      else if (document !== undefined && /^cog\.ya?ml$/.test(name)) cog(context, document);
      else if (document !== undefined && /^bentofile\.ya?ml$/.test(name)) bento(context, document);
      if (card?.frontMatter !== undefined) space(context, card.frontMatter);
    }
  },
};

interface PackageContext {
  readonly project: Project;
  readonly target: Target;
  readonly file: ProjectFile;
  readonly sink: DiscoverySink;
}

function place(context: PackageContext, line: number, resource: string): Evidence {
  return { file: context.file.path, line, resource, technique: "configuration", confidence: "certain" };
}

function folderName(path: string): string {
  return path.split("/").at(-2) ?? path;
}

function joined(path: string, relative: string): string {
  const parts = path.split("/").slice(0, -1);
  for (const step of relative.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(step);
  }
  return parts.join("/");
}

/** FROM is a library model, a hub model or a weight file; SYSTEM is a prompt; ADAPTER a file. */
function modelfile(context: PackageContext, document: ConfigNode): void {
  const { target, file, sink, project } = context;
  const root = project.rootOf(file);
  const from = entry(document, "FROM");
  const parameters = entries(document)
    .filter(({ key }) => key.startsWith("PARAMETER "))
    .map(({ key, value }): [string, Json] => [key.slice("PARAMETER ".length), text(value) ?? ""]);
  const parts = file.path.split("/");
  const label = parts.at(-1)?.replace(/^Modelfile[._-]?|\.Modelfile$/i, "") || parts.at(-2) || "Modelfile";
  const model = sink.asset({
    kind: "model",
    name: label,
    identity: declaredResource(target, root, file.path),
    scope: file.scope,
    attributes: { product: "ollama", ...Object.fromEntries(parameters) },
    occurrences: [place(context, from?.line ?? 1, "FROM")],
  });
  const service = sink.asset({
    kind: "ai-service",
    name: "ollama",
    identity: aiService("ollama"),
    scope: file.scope,
    occurrences: [place(context, from?.line ?? 1, "FROM")],
  });
  sink.relate(model, "served_by", service, "resolved", [place(context, from?.line ?? 1, "FROM")]);
  const relateFile = (path: string, relation: RelationKind, kind: "model-file" | "adapter", line: number, resource: string): void => {
    const found = joined(file.path, path);
    sink.relate(
      model,
      relation,
      sink.asset({
        kind,
        name: found,
        identity: fileAsset(target, found),
        scope: file.scope,
        occurrences: [place(context, line, resource)],
      }),
      "stated",
      [place(context, line, resource)],
    );
  };
  const base = text(from?.value);
  if (base !== undefined && from !== undefined) {
    const hub = /^(?:hf\.co|huggingface\.co)\/([^/]+\/[^/:]+)/.exec(base)?.[1];
    const named =
      hub !== undefined
        ? { name: hub, identity: hubModel(hub) }
        : /^[./~]|\.(?:gguf|safetensors|bin)$/i.test(base)
          ? undefined
          : modelFrom(base, "ollama");
    if (named === undefined) relateFile(base, "materialised_as", "model-file", from.line, "FROM");
    else
      sink.relate(
        model,
        "derived_from",
        sink.asset({
          kind: "model",
          name: named.name,
          identity: named.identity,
          scope: file.scope,
          occurrences: [place(context, from.line, "FROM")],
        }),
        "stated",
        [place(context, from.line, "FROM")],
      );
  }
  for (const { key, value, line } of entries(document)) {
    const written = text(value) ?? "";
    if (key === "ADAPTER") relateFile(written, "loads", "adapter", line, "ADAPTER");
    if (key !== "SYSTEM" || written === "") continue;
    const prompt = sink.asset({
      kind: "prompt",
      name: `${label} system`,
      identity: declaredResource(target, root, `${file.path}#SYSTEM`),
      scope: file.scope,
      attributes: { role: "system", characters: written.length },
      occurrences: [{ ...place(context, line, "SYSTEM"), endLine: value.endLine }],
    });
    sink.relate(model, "has_prompt", prompt, "stated", [place(context, line, "SYSTEM")]);
  }
}

/** A model of a Triton repository (github.com/triton-inference-server: model_config.proto). */
function triton(context: PackageContext, document: ConfigNode): void {
  const { target, file, sink, project } = context;
  const backend = text(entry(document, "backend")?.value) ?? text(entry(document, "platform")?.value);
  if (backend === undefined || entry(document, "input") === undefined) return;
  const at = place(context, entry(document, "name")?.line ?? 1, "name");
  const id = sink.asset({
    kind: "model",
    name: text(entry(document, "name")?.value) ?? folderName(file.path),
    identity: declaredResource(target, project.rootOf(file), file.path),
    scope: file.scope,
    attributes: { backend, product: "triton" },
    occurrences: [at],
  });
  sink.relate(
    id,
    "served_by",
    sink.asset({ kind: "ai-service", name: "triton", identity: aiService("triton"), scope: file.scope, occurrences: [at] }),
    "resolved",
    [at],
  );
}

/** Cog (cog.run/yaml): a predictor served in a container. */
function cog(context: PackageContext, document: ConfigNode): void {
  const predict = entry(document, "predict");
  if (predict === undefined) return;
  endpoint(context, text(entry(document, "image")?.value) ?? folderName(context.file.path), "cog", predict.line, "predict", {
    predictor: text(predict.value) ?? "",
  });
}

function bento(context: PackageContext, document: ConfigNode): void {
  const service = entry(document, "service");
  if (service === undefined) return;
  const id = endpoint(context, text(service.value) ?? "", "bentoml", service.line, "service", {});
  for (const item of items(entry(document, "models")?.value)) {
    const name = text(item) ?? text(entry(item, "tag")?.value);
    if (name === undefined) continue;
    const at = place(context, item.line, "models");
    const model = context.sink.asset({
      kind: "model",
      name,
      identity: declaredResource(context.target, context.project.rootOf(context.file), `bentoml:${name}`),
      scope: context.file.scope,
      occurrences: [at],
    });
    context.sink.relate(id, "serves", model, "stated", [at]);
  }
}

function endpoint(
  { target, file, sink, project }: PackageContext,
  name: string,
  product: string,
  line: number,
  resource: string,
  attributes: { readonly [key: string]: Json },
): string {
  return sink.asset({
    kind: "endpoint",
    name,
    identity: declaredResource(target, project.rootOf(file), file.path),
    scope: file.scope,
    attributes: { product, ...attributes },
    occurrences: [{ file: file.path, line, resource, technique: "configuration", confidence: "certain" }],
  });
}

/** The card of a Space names its SDK and what it uses (huggingface.co/docs/hub/spaces-config-reference). */
function space(context: PackageContext, front: ConfigNode): void {
  const { target, file, sink, project } = context;
  const sdk = at(front, "sdk");
  if (sdk === undefined || !/^(?:gradio|streamlit|docker|static)$/.test(text(sdk) ?? "")) return;
  const id = sink.asset({
    kind: "application",
    name: text(at(front, "title")) ?? folderName(file.path),
    identity: declaredResource(target, project.rootOf(file), `${file.path}#space`),
    scope: file.scope,
    attributes: { platform: "huggingface-space", sdk: text(sdk) ?? "" },
    occurrences: [{ ...place(context, sdk.line, "sdk"), technique: "card" }],
  });
  for (const item of items(at(front, "models"))) {
    const name = text(item);
    if (name !== undefined)
      sink.relate(
        id,
        "uses_model",
        sink.asset({
          kind: "model",
          name,
          identity: hubModel(name),
          scope: file.scope,
          occurrences: [{ ...place(context, item.line, "models"), technique: "card" }],
        }),
        "stated",
        [{ ...place(context, item.line, "models"), technique: "card" }],
      );
  }
  for (const item of items(at(front, "datasets"))) {
    const name = text(item);
    if (name !== undefined)
      sink.relate(
        id,
        "reads",
        sink.asset({
          kind: "dataset",
          name,
          identity: hubDataset(name),
          scope: file.scope,
          occurrences: [{ ...place(context, item.line, "datasets"), technique: "card" }],
        }),
        "stated",
        [{ ...place(context, item.line, "datasets"), technique: "card" }],
      );
  }
}
