import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { AssetKind, Evidence, Identity, RelationKind } from "@castellan/graph";
import { CUSTOM_RESOURCES, type CustomResourceMeaning } from "../../../knowledge/infrastructure/kubernetes.ts";
import { isHubId } from "../code/providers.ts";
import { aiService, containerImage, declaredResource, hubModel, uriAsset } from "../identity/index.ts";
import { variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import { relateEnvironment } from "../infrastructure/environment-use.ts";
import { modelFrom } from "../infrastructure/model-names.ts";
import { servingCommand } from "../infrastructure/serving.ts";
import { type ManifestContext, podSpecs, rendered } from "./manifest.ts";

interface Named {
  readonly kind: string;
  readonly version: string;
  readonly name: string;
  readonly address: string;
}

const STORED = /^(?:s3|gs|https?|oci|pvc|abfss|wasbs|modelcar):\/\//;
const MODEL_FLAG = /^--(?:model|model[-_]id|model[-_]path|model[-_]name[-_]or[-_]path)=(.+)$/;

/** Custom resources of AI operators; true if the document is one. */
export function emitCustomResource(context: ManifestContext, document: ConfigNode, named: Named): boolean {
  const meaning = CUSTOM_RESOURCES.find(({ group, kinds }) => named.version.startsWith(`${group}/`) && kinds.includes(named.kind));
  if (meaning === undefined) return false;
  new CustomResource(context, document, named, meaning).emit();
  return true;
}

class CustomResource {
  readonly #context: ManifestContext;
  readonly #document: ConfigNode;
  readonly #named: Named;
  readonly #meaning: CustomResourceMeaning;
  readonly #id: string;

  constructor(context: ManifestContext, document: ConfigNode, named: Named, meaning: CustomResourceMeaning) {
    this.#context = context;
    this.#document = document;
    this.#named = named;
    this.#meaning = meaning;
    this.#id = context.sink.asset({
      kind: meaning.asset,
      name: named.name,
      identity: declaredResource(context.target, context.root, named.address),
      scope: context.file.scope,
      lifecycle: "declared",
      attributes: { product: meaning.product, type: named.kind },
      occurrences: [{ ...this.#place(document.line), endLine: document.endLine }],
    });
  }

  emit(): void {
    const { service } = this.#meaning;
    if (service !== undefined) this.#join("depends_on", "ai-service", service, aiService(service), this.#document.line);
    this.#walk(at(this.#document, "spec"));
    // KAITO has no spec.
    const preset = at(this.#document, "inference", "preset", "name");
    const presetName = text(preset);
    if (preset !== undefined && presetName !== undefined) this.#model(presetName, preset.line);
    for (const spec of podSpecs(this.#document))
      for (const container of items(entry(spec, "containers")?.value)) this.#container(container);
  }

  #place(line: number): Evidence {
    return { file: this.#context.file.path, line, resource: this.#named.address, technique: "configuration", confidence: "certain" };
  }

  #join(kind: RelationKind, asset: AssetKind, name: string, identity: Identity, line: number): void {
    const place = this.#place(line);
    this.#context.sink.relate(
      this.#id,
      kind,
      this.#context.sink.asset({ kind: asset, name, identity, scope: this.#context.file.scope, occurrences: [place] }),
      "stated",
      [place],
    );
  }

  #walk(spec: ConfigNode | undefined): void {
    const open: ConfigNode[] = spec === undefined ? [] : [spec];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      open.push(...items(node));
      for (const { key, value, line } of entries(node)) {
        // Containers are read one by one.
        if (key === "containers" || key === "initContainers") continue;
        if (key === "args") this.#arguments(value);
        if (value.kind !== "scalar") open.push(value);
        else this.#field(key, rendered(this.#context, value), line);
      }
    }
  }

  #field(key: string, value: string | undefined, line: number): void {
    if (value === undefined || value === "" || value.includes("{{")) return;
    if (this.#meaning.models.includes(key)) this.#model(value, line);
    if (this.#meaning.images.includes(key)) this.#join("uses_image", "container-image", value, containerImage(value), line);
    // RayService: the applications are YAML in a text.
    if (key === "serveConfigV2") {
      for (const match of value.matchAll(/(?:model_source|model_id|model|MODEL_ID)\s*:\s*["']?([\w.-]+\/[\w.-]+)/g))
        if (match[1] !== undefined && isHubId(match[1])) this.#model(match[1], line);
    }
  }

  #model(written: string, line: number): void {
    const kind = this.#meaning.asset === "endpoint" ? "serves" : this.#meaning.asset === "deployed-model" ? "deploys" : "uses_model";
    const hub = written.replace(/^hf:\/\//, "");
    if (STORED.test(written)) this.#join(kind, "model", written.replace(/\/+$/, "").split("/").at(-1) ?? written, uriAsset(written), line);
    else if (hub !== written && isHubId(hub)) this.#join(kind, "model", hub, hubModel(hub), line);
    else {
      const model = modelFrom(written.replace(/^ollama:\/\//, ""), written.startsWith("ollama://") ? "ollama" : "open");
      if (model !== undefined) this.#join(kind, "model", model.name, model.identity, line);
    }
  }

  #arguments(list: ConfigNode): void {
    for (const item of items(list)) {
      const model = MODEL_FLAG.exec(rendered(this.#context, item) ?? "")?.[1];
      if (model !== undefined && !/^[./]/.test(model)) this.#model(model, item.line);
    }
  }

  #container(container: ConfigNode): void {
    const image = entry(container, "image");
    const reference = rendered(this.#context, image?.value);
    if (image !== undefined && reference !== undefined && reference !== "" && !reference.includes("{{"))
      this.#join("uses_image", "container-image", reference, containerImage(reference), image.line);
    const parts = ["command", "args"].flatMap((key) => wordsOf(entry(container, key)?.value) ?? []);
    const serving = servingCommand(parts.flatMap(({ words }) => words));
    for (const model of serving?.models ?? []) this.#model(model.name, parts.at(-1)?.line ?? container.line);
    if (serving === undefined) this.#arguments(entry(container, "args")?.value ?? container);
    const { target, file, sink } = this.#context;
    relateEnvironment(
      { target, scope: file.scope, resource: this.#named.address },
      () => this.#id,
      variablesOf(entry(container, "env")?.value, file.path),
      sink,
    );
  }
}
