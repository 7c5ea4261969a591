import { z } from "zod";

const place = { file: z.string(), line: z.number().nullish() };
/** The part of `agent-bom scan -f json` that names assets. */
export const agentBomSchema = z.object({
  ai_inventory: z
    .object({
      components: z.array(z.object({ ...place, type: z.string(), name: z.string(), package: z.string().nullish() })).default([]),
      framework_agents: z
        .array(
          z.object({
            stable_id: z.string(),
            name: z.string(),
            framework: z.string(),
            file_path: z.string(),
            line_number: z.number(),
            capabilities: z.array(z.object({ name: z.string() })).default([]),
            model_refs: z.array(z.string()).default([]),
            topology_edges: z.array(z.object({ source_id: z.string(), target_id: z.string() })).default([]),
          }),
        )
        .default([]),
      ast_analysis: z
        .object({
          prompts: z.array(z.object({ ...place, variable: z.string().nullish() })).default([]),
          guardrails: z.array(z.object({ ...place, name: z.string() })).default([]),
          tools: z.array(z.object({ ...place, name: z.string() })).default([]),
          application_entrypoints: z.array(z.object({ ...place, name: z.string(), kind: z.string() })).default([]),
        })
        .nullish(),
    })
    .nullish(),
  agents: z
    .array(
      z.object({
        mcp_servers: z
          .array(z.object({ name: z.string(), surface: z.string().nullish(), tools: z.array(z.object({ name: z.string() })).default([]) }))
          .default([]),
      }),
    )
    .default([]),
  dataset_cards: z.object({ datasets: z.array(z.object({ name: z.string() })) }).optional(),
  prompt_scan: z.object({ prompt_files: z.array(z.string()) }).optional(),
});
export type Inventory = NonNullable<z.infer<typeof agentBomSchema>["ai_inventory"]>;
