import type { Json } from "@castellan/graph";
import type { Discoverer } from "../discoverer.ts";
import { known, placeIn } from "../file-place.ts";
import { hostedModel, localSymbol } from "../identity/index.ts";
import { toolboxConfiguration } from "./configuration.ts";

/** Distances of pgvector. */
const DISTANCE = /<->|<#>|<=>|<\+>/;
const FROM = /\bFROM\s{1,20}["'`[]?(?:\w{1,128}["'`\]]?\.["'`[]?)?(\w{1,128})/gi;
/** AlloyDB: `embedding('gemini-embedding-001', $1)`, `google_ml.embedding(…)`. */
const EMBEDDING = /\bembedding\(\s{0,20}(?:model_id\s{0,20}=>\s{0,20})?'([\w.@/-]{2,100})'/i;

/** Tools that MCP Toolbox for Databases offers, and the vector tables that their SQL searches. */
export const mcpToolbox: Discoverer = {
  id: "mcp-toolbox",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const target = project.targets[file.target];
      const configuration = toolboxConfiguration(file.facts.config?.documents ?? []);
      if (target === undefined || configuration === undefined) continue;
      for (const { name, line, type, description, statement = "" } of configuration.tools) {
        const place = placeIn(file, { line, technique: "configuration" });
        const tool = sink.asset({
          kind: "tool",
          name,
          identity: localSymbol(target, file, `tool:${name}`),
          scope: file.scope,
          lifecycle: "declared",
          attributes: known<Json>({ protocol: "mcp", source: "mcp-toolbox", type, description }),
          occurrences: [place],
        });
        if (!DISTANCE.test(statement)) continue;
        const model = EMBEDDING.exec(statement)?.[1];
        const embedder =
          model === undefined
            ? undefined
            : sink.asset({
                kind: "model",
                name: model,
                identity: hostedModel(model, "vertex-ai"),
                scope: file.scope,
                lifecycle: "declared",
                attributes: { provider: "vertex-ai", task: "embedding" },
                occurrences: [place],
              });
        for (const table of new Set([...statement.matchAll(FROM)].flatMap((found) => found[1] ?? []))) {
          const store = sink.asset({
            kind: "vector-store",
            name: table,
            identity: { key: `table:${target.key}:${table}` },
            scope: file.scope,
            lifecycle: "declared",
            attributes: { technology: "pgvector", table: true },
            occurrences: [place],
          });
          sink.relate(tool, "reads", store, "resolved", [place]);
          if (embedder !== undefined) sink.relate(store, "embeds_with", embedder, "resolved", [place]);
        }
      }
    }
  },
};
