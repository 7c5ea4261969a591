import { type ConfigNode, entry, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { hosted } from "../code/identify.ts";
import { providerOfModel, providerOfName, splitRouted } from "../code/providers.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { nameOf, placeIn } from "../file-place.ts";
import { aiService, hostedModel } from "../identity/index.ts";

const MODEL_KEY =
  /^(?:[\w-]*[_-])?(?:model|llm|deployment)(?:[_-]?(?:name|id))?$|^[a-z]\w*Model(?:Name|Id)?$|^(?:default|chat|fast|smart|strategic|embedding)_?(?:llm|model|embedding)$/;
/** Names that a run will give to what it makes. */
const OUTPUT_KEY = /^(?:hub|output|export|save|served|new|registered)_/;
const NO_SETTINGS =
  /(?:^|\/)(?:package(?:-lock)?\.json|[jt]sconfig[^/]*\.json|.*\.lock|pnpm-lock\.yaml|composer\.json|.*\.schema\.json|openapi\.[^/]*|swagger\.[^/]*|mkdocs\.ya?ml|\.pre-commit-config\.yaml|config\.json|tokenizer[^/]*\.json)$|(?:^|\/)(?:locales?|i18n|messages|translations|cassettes|__snapshots__|\.github)\//i;
/** A list of more models than this is a catalogue to choose from or a table of prices, not what is used. */
const CATALOGUE = 8;
const MAX_DEPTH = 8;

interface Named {
  readonly name: string;
  readonly line: number;
  readonly provider?: string;
}

/** Models that configuration files of the application name: `llm: { provider: openai, model: gpt-4o }`. */
export const modelSettings: Discoverer = {
  id: "model-settings",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      if (
        file.facts.config === undefined ||
        file.facts.table !== undefined ||
        NO_SETTINGS.test(file.path) ||
        /^\.?mcp/.test(nameOf(file.path))
      )
        continue;
      const named = file.facts.config.documents.flatMap((document) => modelsIn(document, 0));
      if (new Set(named.map((item) => item.name)).size > CATALOGUE) continue;
      for (const item of named) emit(project, file, item, sink);
    }
  },
};

function modelsIn(node: ConfigNode, depth: number): readonly Named[] {
  if (depth > MAX_DEPTH) return [];
  if (node.kind === "list") return node.items.flatMap((item) => modelsIn(item, depth + 1));
  if (node.kind !== "map") return [];
  const stated = text(entry(node, "provider")?.value) ?? text(entry(node, "model_provider")?.value) ?? text(entry(node, "api_type")?.value);
  const provider = stated === undefined ? undefined : providerOfName(stated);
  return node.entries.flatMap((item): readonly Named[] => {
    const value = text(item.value);
    if (value === undefined) return modelsIn(item.value, depth + 1);
    if (!MODEL_KEY.test(item.key) || OUTPUT_KEY.test(item.key) || value.length > 100 || /\s|[{}$<]/.test(value) || value === "") return [];
    const owner = splitRouted(value)?.provider ?? providerOfModel(value) ?? (/^[\w.:/-]{3,}$/.test(value) ? provider : undefined);
    return owner === undefined ? [] : [{ name: value, line: item.line, provider: owner }];
  });
}

function emit(project: Project, file: ProjectFile, item: Named, sink: DiscoverySink): void {
  const unit = { file, module: { language: "python" as const, imports: [], body: [], errors: [] }, notebook: false };
  const named = hosted(
    item.name,
    {},
    {
      project,
      unit,
      symbol: item.name,
      ...(splitRouted(item.name) !== undefined || item.provider === undefined ? {} : { provider: item.provider }),
    },
  );
  const occurrence = placeIn(file, { line: item.line, technique: "configuration", confidence: "likely" });
  const model = sink.asset({
    kind: "model",
    name: named.name,
    identity: named.identity.key.startsWith("file:") ? hostedModel(item.name, item.provider) : named.identity,
    scope: file.scope,
    lifecycle: "declared",
    attributes: named.attributes,
    occurrences: [occurrence],
  });
  const provider = named.provider ?? item.provider;
  if (provider === undefined) return;
  const service = sink.asset({
    kind: "ai-service",
    name: provider,
    identity: aiService(provider),
    scope: file.scope,
    lifecycle: "declared",
    occurrences: [occurrence],
  });
  sink.relate(model, "served_by", service, "stated", [occurrence]);
}
