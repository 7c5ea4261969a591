import { at, type ConfigNode, text as textOf } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { known, placeIn, targetOf } from "../file-place.ts";
import { fileAsset, hostedModel } from "../identity/index.ts";

interface StatedModel {
  readonly name: string;
  readonly provider?: string;
  readonly line: number;
}

/** Providers by the prefix that dotprompt, GitHub Models and Prompty write. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ["openai", "openai"],
  ["azure_openai", "azure-openai"],
  ["azure-openai", "azure-openai"],
  ["anthropic", "anthropic"],
  ["googleai", "google"],
  ["google", "google"],
  ["vertexai", "vertex-ai"],
  ["mistral-ai", "mistral"],
  ["mistral", "mistral"],
  ["cohere", "cohere"],
  ["meta", "meta"],
  ["deepseek", "deepseek"],
  ["xai", "xai"],
  ["ollama", "ollama"],
]);

/** Model that a prompt file names in its front matter: Prompty, dotprompt, GitHub Models, plain `model:`. */
export function statedModel(metadata: ConfigNode | undefined): StatedModel | undefined {
  const node = at(metadata, "model");
  const configuration = at(node, "configuration");
  const type = textOf(at(configuration, "type")) ?? textOf(at(node, "provider"));
  const nested =
    at(configuration, "azure_deployment") ?? at(configuration, "name") ?? at(configuration, "model") ?? at(node, "id") ?? at(node, "name");
  const written = textOf(node) ?? textOf(nested);
  if (written === undefined || /[${}]/.test(written) || written === "inherit") return undefined;
  const line = (textOf(node) === undefined ? nested : node)?.line ?? 1;
  const routed = /^([\w-]+)[/:](.+)$/.exec(written);
  const provider = PROVIDERS.get(routed?.[1] ?? type ?? "");
  return {
    name: routed !== null && provider !== undefined ? (routed[2] ?? written) : written,
    line,
    ...(provider === undefined ? {} : { provider }),
  };
}

export function emitModel(file: ProjectFile, model: StatedModel, sink: DiscoverySink): string {
  return sink.asset({
    kind: "model",
    name: model.name,
    identity: hostedModel(model.name, model.provider),
    lifecycle: "declared",
    scope: file.scope,
    attributes: known<Json>({ provider: model.provider }),
    occurrences: [placeIn(file, { line: model.line, technique: "configuration" })],
  });
}

/** Prompt files and chat templates. */
export const promptFiles: Discoverer = {
  id: "prompt-files",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const { prose } = file.facts;
      if (prose === undefined || (prose.kind !== "prompt" && prose.kind !== "template") || prose.characters === 0) continue;
      // Documentation has chapters called "prompts".
      if (file.scope === "docs" && !/\.(?:prompt|prompty|promptfile|poml|j2|jinja2?)(?:\.\w+)?$/.test(file.path)) continue;
      const place = placeIn(file, { line: 1, technique: "path", confidence: prose.frontMatter === undefined ? "likely" : "certain" });
      const prompt = sink.asset({
        kind: "prompt",
        name: prose.name ?? file.path,
        identity: fileAsset(targetOf(project, file), file.path),
        lifecycle: file.lifecycle,
        scope: file.scope,
        attributes: known<Json>({
          form: prose.kind,
          description: prose.description,
          variables: prose.variables.length === 0 ? undefined : [...prose.variables],
          characters: prose.characters,
        }),
        digests: file.facts.sha256 === "" ? {} : { sha256: file.facts.sha256 },
        occurrences: [place],
      });
      const model = statedModel(prose.frontMatter);
      if (model !== undefined)
        sink.relate(emitModel(file, model, sink), "has_prompt", prompt, "stated", [
          placeIn(file, { line: model.line, technique: "configuration" }),
        ]);
    }
  },
};
