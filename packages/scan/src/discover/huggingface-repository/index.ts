import { at, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { fileAsset, hubModel, localSymbol } from "../identity/index.ts";
import { isModelConfiguration, siblings, statedHubId, WEIGHTS } from "./layout.ts";

function configurationAsset(project: Project, file: ProjectFile, tree: ConfigNode, sink: DiscoverySink): string {
  return sink.asset({
    kind: "model-config",
    name: file.path,
    identity: fileAsset(targetOf(project, file), file.path),
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: known<Json>({
      modelType: textOf(at(tree, "model_type")),
      architectures: items(at(tree, "architectures")).flatMap((item) => textOf(item) ?? []),
      dtype: textOf(at(tree, "torch_dtype")) ?? textOf(at(tree, "dtype")),
      transformersVersion: textOf(at(tree, "transformers_version")),
      quantisation: textOf(at(tree, "quantization_config", "quant_method")),
    }),
    digests: file.facts.sha256 === "" ? {} : { sha256: file.facts.sha256 },
    occurrences: [placeIn(file, { line: 1, technique: "configuration" })],
  });
}

/** auto_map: classes that the loader imports from the repository, "module.Class" or "org/repo--module.Class". */
function emitCustomCode(project: Project, file: ProjectFile, tree: ConfigNode, model: string, sink: DiscoverySink): void {
  const target = targetOf(project, file);
  const folder = folderOf(file.path);
  for (const { key, line, value } of entries(at(tree, "auto_map"))) {
    const names = value.kind === "list" ? items(value).flatMap((item) => textOf(item) ?? []) : [textOf(value) ?? ""];
    for (const name of names) {
      const match = /^(?:([\w.-]+\/[\w.-]+)--)?([\w.]+)\.(\w+)$/.exec(name);
      if (match === null) continue;
      const module = `${(match[2] ?? "").replace(/\./g, "/")}.py`;
      const path = folder === "" ? module : `${folder}/${module}`;
      const place = placeIn(file, { line, technique: "configuration", resource: `auto_map.${key}`, symbol: match[3] });
      const remote = match[1];
      const code = sink.asset({
        kind: "custom-code",
        name: remote === undefined ? path : `${remote}/${module}`,
        identity:
          remote === undefined
            ? fileAsset(target, path)
            : { key: `huggingface:code:${remote.toLowerCase()}:${module}`, uri: `https://huggingface.co/${remote}` },
        lifecycle: remote === undefined && project.file(file.target, path) !== undefined ? "committed" : "declared",
        scope: file.scope,
        attributes: known<Json>({ class: match[3], repository: remote }),
        occurrences: [place],
      });
      sink.relate(model, "loads_code", code, "stated", [place]);
    }
  }
}

function emitWeights(project: Project, file: ProjectFile, holder: string, sink: DiscoverySink): void {
  const target = targetOf(project, file);
  for (const weights of siblings(project, file, folderOf(file.path)).filter(({ path }) => WEIGHTS.test(path))) {
    const id = sink.asset({
      kind: "model-file",
      name: weights.path,
      identity: fileAsset(target, weights.path),
      lifecycle: weights.lifecycle,
      scope: weights.scope,
      occurrences: [placeIn(weights, { technique: "path", confidence: "likely" })],
    });
    sink.relate(holder, "materialised_as", id, "resolved", [placeIn(file, { line: 1, technique: "configuration" })]);
  }
}

/** The model of a folder with config.json or model_index.json. */
function emitModel(project: Project, file: ProjectFile, tree: ConfigNode, sink: DiscoverySink): void {
  const target = targetOf(project, file);
  const folder = folderOf(file.path);
  const near = siblings(project, file, folder);
  const tokenizer = near.find(({ path }) => nameOf(path) === "tokenizer_config.json")?.facts.config?.documents[0];
  const template =
    at(tokenizer, "chat_template") !== undefined || near.some(({ path }) => /^chat_template\.(?:jinja|json)$/.test(nameOf(path)));
  const diffusion = nameOf(file.path) === "model_index.json";
  const place = placeIn(file, { line: 1, technique: "configuration" });
  const model = sink.asset({
    kind: "model",
    name: folder === "" ? target.key : folder,
    identity: fileAsset(target, folder === "" ? "." : folder),
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: known<Json>({
      layout: "huggingface",
      modelType: textOf(at(tree, "model_type")),
      architecture: diffusion ? textOf(at(tree, "_class_name")) : textOf(at(tree, "architectures", 0)),
      components: diffusion
        ? entries(tree)
            .filter(({ key }) => !key.startsWith("_"))
            .map(({ key }) => key)
        : undefined,
      chatTemplate: template ? true : undefined,
      remoteCode: at(tree, "auto_map") === undefined ? undefined : true,
      quantisation: textOf(at(tree, "quantization_config", "quant_method")),
    }),
    occurrences: [place],
  });
  sink.relate(model, "uses_config", configurationAsset(project, file, tree, sink), "stated", [place]);
  emitCustomCode(project, file, tree, model, sink);
  if (tokenizer !== undefined) {
    const tokenizerFile = near.find(({ path }) => nameOf(path) === "tokenizer_config.json");
    if (tokenizerFile !== undefined) emitCustomCode(project, tokenizerFile, tokenizer, model, sink);
  }
  emitWeights(project, file, model, sink);
  const origin = statedHubId(tree, "_name_or_path");
  if (origin === undefined) return;
  const line = at(tree, "_name_or_path")?.line;
  const evidence = placeIn(file, { line, technique: "configuration", resource: "_name_or_path", confidence: "likely" });
  sink.relate(
    model,
    "derived_from",
    sink.asset({
      kind: "model",
      name: origin,
      identity: hubModel(origin),
      lifecycle: "declared",
      scope: file.scope,
      occurrences: [evidence],
    }),
    "inferred",
    [evidence],
  );
}

/** adapter_config.json of PEFT. */
function emitAdapter(project: Project, file: ProjectFile, tree: ConfigNode, sink: DiscoverySink): void {
  const base = textOf(at(tree, "base_model_name_or_path"));
  const type = textOf(at(tree, "peft_type"));
  if (base === undefined && type === undefined) return;
  const target = targetOf(project, file);
  const folder = folderOf(file.path);
  const adapter = sink.asset({
    kind: "adapter",
    name: folder === "" ? target.key : folder,
    identity: fileAsset(target, folder === "" ? "." : folder),
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: known<Json>({
      type,
      rank: textOf(at(tree, "r")),
      alpha: textOf(at(tree, "lora_alpha")),
      task: textOf(at(tree, "task_type")),
      targets: items(at(tree, "target_modules")).flatMap((item) => textOf(item) ?? []),
    }),
    occurrences: [placeIn(file, { line: 1, technique: "configuration" })],
  });
  emitWeights(project, file, adapter, sink);
  if (base === undefined || base === "") return;
  const hub = statedHubId(tree, "base_model_name_or_path") ?? (/^[\w.-]+$/.test(base) ? base : undefined);
  const revision = textOf(at(tree, "revision"));
  const place = placeIn(file, {
    line: at(tree, "base_model_name_or_path")?.line,
    technique: "configuration",
    resource: "base_model_name_or_path",
  });
  const model = sink.asset({
    kind: "model",
    name: base,
    identity:
      hub === undefined
        ? localSymbol(target, file, base)
        : hubModel(hub, revision === undefined || revision === "main" || revision === "null" ? undefined : revision),
    lifecycle: "declared",
    scope: file.scope,
    occurrences: [place],
  });
  sink.relate(adapter, "adapter_of", model, "stated", [place]);
}

/** Folders laid out like a Hugging Face model repository. @see https://huggingface.co/docs/transformers/main_classes/configuration */
export const huggingfaceRepository: Discoverer = {
  id: "huggingface-repository",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const tree = file.facts.config?.documents[0];
      if (tree?.kind !== "map") continue;
      const name = nameOf(file.path);
      if (name === "adapter_config.json") emitAdapter(project, file, tree, sink);
      else if (name === "model_index.json" && at(tree, "_class_name") !== undefined) emitModel(project, file, tree, sink);
      else if (name === "config.json" && isModelConfiguration(tree)) emitModel(project, file, tree, sink);
    }
  },
};
