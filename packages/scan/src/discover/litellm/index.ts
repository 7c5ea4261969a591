import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Evidence } from "@castellan/graph";
import { providerOfUrl } from "../code/providers.ts";
import type { Discoverer } from "../discoverer.ts";
import { aiService, declaredResource, secretReference } from "../identity/index.ts";
import { modelFrom } from "../infrastructure/model-names.ts";

/** LiteLLM proxy configurations (docs.litellm.ai/docs/proxy/configs), known by a `model_list` with `litellm_params`. */
export const litellmDiscoverer: Discoverer = {
  id: "litellm",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const target = project.targets[file.target];
      for (const document of file.facts.config?.documents ?? []) {
        const list = items(entry(document, "model_list")?.value).filter((item) => entry(item, "litellm_params") !== undefined);
        if (target === undefined || list.length === 0) continue;
        const place = (line: number, resource: string): Evidence => ({
          file: file.path,
          line,
          resource,
          technique: "configuration",
          confidence: "certain",
        });
        const gateway = sink.asset({
          kind: "gateway",
          name: "litellm",
          identity: declaredResource(target, project.rootOf(file), `${file.path}#litellm`),
          scope: file.scope,
          attributes: { product: "litellm" },
          occurrences: [place(entry(document, "model_list")?.line ?? 1, "model_list")],
        });
        for (const [index, item] of list.entries()) {
          const parameters = entry(item, "litellm_params")?.value;
          const written = entry(parameters, "model");
          const model = modelFrom(text(written?.value) ?? "", "infer");
          const at = place(written?.line ?? item.line, `model_list.${index}`);
          if (model !== undefined && !model.name.includes("*")) {
            const id = sink.asset({
              kind: "model",
              name: model.name,
              identity: model.identity,
              scope: file.scope,
              attributes: {
                ...(model.provider === undefined ? {} : { provider: model.provider }),
                alias: text(entry(item, "model_name")?.value) ?? "",
              },
              occurrences: [at],
            });
            sink.relate(gateway, "serves", id, "stated", [at]);
            if (model.provider !== undefined)
              sink.relate(
                id,
                "served_by",
                sink.asset({
                  kind: "ai-service",
                  name: model.provider,
                  identity: aiService(model.provider),
                  scope: file.scope,
                  occurrences: [at],
                }),
                "resolved",
                [at],
              );
          }
          const base = providerOfUrl(text(entry(parameters, "api_base")?.value) ?? "");
          const provider = model?.provider ?? (base === "self-hosted" ? undefined : base);
          if (provider !== undefined)
            sink.relate(
              gateway,
              "calls",
              sink.asset({ kind: "ai-service", name: provider, identity: aiService(provider), scope: file.scope, occurrences: [at] }),
              "resolved",
              [at],
            );
          for (const name of secrets(parameters)) {
            const secret = sink.asset({
              kind: "secret-ref",
              name,
              identity: secretReference(target, name),
              scope: file.scope,
              occurrences: [at],
            });
            sink.relate(gateway, "authenticated_by", secret, "stated", [at]);
          }
        }
      }
    }
  },
};

/** `api_key: os.environ/OPENAI_API_KEY`. */
function secrets(parameters: ConfigNode | undefined): readonly string[] {
  return entries(parameters)
    .flatMap(({ value }) => /^os\.environ\/(\w+)$/.exec(text(value) ?? "")?.[1] ?? [])
    .filter((name) => /KEY|TOKEN|SECRET/i.test(name));
}
